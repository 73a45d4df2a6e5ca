"""What opens over the window: rings, headings, printing, keys, about. Each asks, and hands the answer on."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from kithmap import __version__
from kithmap.model import edits
from kithmap.model.document import Document
from kithmap.session.session import Session
from kithmap.store import traces
from kithmap.store.locations import backups_folder, locks_folder, recovery_folder, settings_folder
from kithmap.store.settings import Paper
from kithmap.store.traces import Trace, TraceKind
from kithmap.ui.editing.editing import Editing
from kithmap.ui.files.files import Files
from kithmap.ui.files.questions import Questions
from kithmap.ui.printing.missing_glyphs import missing_glyphs_sentence
from kithmap.ui.printing.print_dialog import HeadingDialog, HeadingFields, PrintChoicesDialog
from kithmap.ui.privacy.preferences import Preferences
from kithmap.ui.privacy.privacy_dialog import PrivacyDialog
from kithmap.ui.privacy.quick_hide import explanation
from kithmap.ui.privacy.traces_dialog import Place, TracesDialog
from kithmap.ui.window.rings_dialog import RingsDialog
from kithmap.ui.window.shortcuts_dialog import ShortcutsDialog
from kithmap.wording.observation_texts import PaperObservation
from kithmap.wording.words import Words

_FOLDERS: Final = {
    TraceKind.SETTINGS: settings_folder,
    TraceKind.RECOVERY: recovery_folder,
    TraceKind.EARLIER_VERSIONS: backups_folder,
    TraceKind.LOCKS: locks_folder,
}

# document, "initials" or "nicknames", "a4" or "letter", sections, keys of observations -> a PDF, and characters that no
# font shows
MakeReport = Callable[[Document, str, str, Collection[str], Collection[str]], tuple[bytes, tuple[str, ...]]]
# document, "initials" or "nicknames", sections -> what could stand on paper
ObservationsForPaper = Callable[[Document, str, Collection[str]], Sequence[PaperObservation]]


class DialogOpener(QObject):
    """Opens them, one at a time. `paper` is the size chosen last for a PDF."""

    def __init__(
        self,
        session: Session,
        editing: Editing,
        files: Files,
        questions: Questions,
        words: Words,
        make_report: MakeReport,
        paper_observations: ObservationsForPaper,
        keys: Callable[[], Sequence[tuple[str, str]]],
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.paper = Paper.A4
        self._session = session
        self._editing = editing
        self._files = files
        self._questions = questions
        self._words = words
        self._make_report = make_report
        self._paper_observations = paper_observations
        self._keys = keys
        self._preferences = preferences
        self._window = window

    def make_pdf(self) -> None:
        """Ask what to print and where, and write it."""
        dialog = PrintChoicesDialog(
            self._session.document, self._words, self.paper, self._observations_for, self._window
        )
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        self._keep_heading(dialog.fields)
        self.paper = Paper(dialog.paper_size)
        document, names, paper = self._session.document, dialog.names, self.paper
        sections, kept = dialog.sections, dialog.chosen
        data, missing = self._questions.wait_for(
            self.tr("Making the PDF…"), lambda: self._make_report(document, names, paper, sections, kept)
        )
        if missing and not self._questions.ask(
            self.tr("Some characters cannot be shown"),
            missing_glyphs_sentence(missing),
            self.tr("Make the PDF all the same"),
        ):
            return
        path = self._files.write_pdf(data)
        if path is not None and self._questions.ask(
            self.tr("The PDF is ready"), self.tr("You can look at it before you give it to anyone."), self.tr("Open it")
        ):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def edit_heading(self) -> None:
        """Ask for the title and the names on paper."""
        dialog = HeadingDialog(self._session.document, self._words, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._keep_heading(dialog.fields)

    def edit_rings(self) -> None:
        """Ask for the rings and their names."""
        dialog = RingsDialog(self._session.document, self._words, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._editing.change(self.tr("Change the rings"), lambda _document: dialog.document())

    def edit_privacy(self) -> None:
        """Ask about hiding, saving by itself, and recent files."""
        dialog = PrivacyDialog(self._preferences.value, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._preferences.use(dialog.settings())

    def show_traces(self) -> None:
        """Show what this program has on the computer, and delete what the person wants gone."""
        found = self._questions.wait_for(self.tr("Looking…"), traces.find)
        dialog = TracesDialog([_place(each) for each in found], self._delete_traces, self._window)
        dialog.exec()

    def explain_quick_hide(self) -> None:
        """Say what Quick hide does and does not do."""
        self._questions.show_message(*explanation())

    def show_keys(self) -> None:
        """Show the sheet of keys and mouse gestures."""
        ShortcutsDialog(self._keys(), self._window).exec()

    def show_crash(self) -> None:
        """Say that the program made a mistake, and what that means for the map."""
        self._questions.show_message(
            self.tr("Something went wrong in Kithmap"),
            self.tr(
                "That last step did not work as it should. Your map is still here. "
                "Please save it now, then go on or start Kithmap again."
            ),
        )

    def show_about(self) -> None:
        """Say what this program is."""
        self._questions.show_message(
            self.tr("Kithmap {version}").replace("{version}", __version__),
            self.tr(
                "A picture of the connections around you, for yourself and for a talk. It is not a test or an "
                "assessment. Rings after the hierarchical mapping technique (Antonucci 1986). "
                "Free software under the MIT licence. Lettering: Noto Sans (SIL Open Font License)."
            ),
        )

    def _observations_for(self, names: str, sections: Collection[str]) -> Sequence[PaperObservation]:
        return self._paper_observations(self._session.document, names, sections)

    def _delete_traces(self, kind: str) -> Place:
        left = self._questions.wait_for(self.tr("Deleting…"), lambda: _delete(kind))
        if kind == TraceKind.SETTINGS and not left.files:
            self._preferences.forget()
        return left

    def _keep_heading(self, fields: HeadingFields) -> None:
        self._editing.change(
            self.tr("Change title and names on paper"),
            lambda document: edits.set_heading(
                document,
                title=fields.title.text(),
                belongs_to=fields.belongs_to.text(),
                for_whom=fields.for_whom.text(),
            ),
        )


def _delete(kind: str) -> Place:
    """Delete the traces of this kind, and say what is left."""
    traces.remove_all(next(each for each in traces.find() if each.kind == kind))
    return next(_place(each) for each in traces.find() if each.kind == kind)


def _place(trace: Trace) -> Place:
    return Place(trace.kind, str(_FOLDERS[trace.kind]()), len(trace.files), trace.size)
