"""What opens over the window: rings, headings, printing, keys, about. Each asks, and hands the answer on."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kithmap import __version__
from kithmap.model import edits
from kithmap.printing import Printing
from kithmap.store import traces
from kithmap.store.locations import backups_folder, locks_folder, recovery_folder, settings_folder
from kithmap.store.traces import Trace, TraceKind
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.files.files import Files
from kithmap.ui.printing.missing_glyphs import missing_glyphs_sentence
from kithmap.ui.printing.print_dialog import HeadingDialog, HeadingFields, PrintDialog
from kithmap.ui.privacy.privacy_dialog import PrivacyDialog
from kithmap.ui.privacy.quick_hide import explanation
from kithmap.ui.privacy.traces_dialog import Place, TracesDialog
from kithmap.ui.widgets.dialog_loop import destroyed_after
from kithmap.ui.widgets.preferences import Preferences
from kithmap.ui.window.rings_dialog import RingsDialog
from kithmap.ui.window.shortcuts_dialog import ShortcutsDialog

_FOLDERS: Final = {
    TraceKind.SETTINGS: settings_folder,
    TraceKind.RECOVERY: recovery_folder,
    TraceKind.EARLIER_VERSIONS: backups_folder,
    TraceKind.LOCKS: locks_folder,
}


class DialogOpener(QObject):
    """Opens them, one at a time. `keys` gives the rows of the table of keys."""

    def __init__(
        self,
        context: EditingContext,
        files: Files,
        printing: Printing,
        preferences: Preferences,
        keys: Callable[[], Sequence[tuple[str, str]]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, _, self._editing, self._words, _ = context
        self._files = files
        self._questions = files.questions
        self._printing = printing
        self._preferences = preferences
        self._keys = keys
        self._window = window

    def make_pdf(self) -> None:
        document, paper = self._session.document, self._preferences.value.paper
        observations = partial(self._printing.observations, document)
        with destroyed_after(PrintDialog(document, self._words, paper, observations, self._window)) as dialog:
            if not dialog.exec():
                return
            self._keep_heading(dialog.fields)
            choices = dialog.choices
        self._preferences.use(replace(self._preferences.value, paper=choices.paper))
        document = self._session.document
        data, missing = self._questions.wait_for(
            self.tr("Making the PDF…"), lambda: self._printing.report(document, choices)
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
        with destroyed_after(HeadingDialog(self._session.document, self._words, self._window)) as dialog:
            if dialog.exec():
                self._keep_heading(dialog.fields)

    def edit_rings(self) -> None:
        with destroyed_after(RingsDialog(self._session.document, self._words, self._window)) as dialog:
            if dialog.exec():
                self._editing.change(self.tr("Change the rings"), dialog.document())

    def edit_privacy(self) -> None:
        with destroyed_after(PrivacyDialog(self._preferences.value, self._window)) as dialog:
            if dialog.exec():
                self._preferences.use(dialog.settings())

    def show_traces(self) -> None:
        found = [_place(each) for each in self._questions.wait_for(self.tr("Looking…"), traces.find)]
        with destroyed_after(TracesDialog(found, self._delete_traces, self._window)) as dialog:
            dialog.exec()

    def explain_quick_hide(self) -> None:
        self._questions.show_message(*explanation())

    def show_keys(self) -> None:
        with destroyed_after(ShortcutsDialog(self._keys(), self._window)) as dialog:
            dialog.exec()

    def show_crash(self) -> None:
        self._questions.show_message(
            self.tr("Something went wrong in Kithmap"),
            self.tr(
                "That last step did not work as it should. Your map is still here. "
                "Please save it now, then go on or start Kithmap again."
            ),
        )

    def show_about(self) -> None:
        self._questions.show_message(
            self.tr("Kithmap {version}").replace("{version}", __version__),
            self.tr(
                "A picture of the connections around you, for yourself and for a talk. It is not a test or an "
                "assessment. Rings after the hierarchical mapping technique (Antonucci 1986). "
                "Free software under the MIT licence. Lettering: Noto Sans (SIL Open Font License)."
            ),
        )

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
    traces.remove_all(next(each for each in traces.find() if each.kind == kind))
    return next(_place(each) for each in traces.find() if each.kind == kind)


def _place(trace: Trace) -> Place:
    return Place(trace.kind, str(_FOLDERS[trace.kind]()), len(trace.files), trace.size)
