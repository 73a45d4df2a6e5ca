"""Help > What Kithmap leaves on this computer: every place, what it is for, and a way to delete what is there."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from kithmap.store.errors import StoreError
from kithmap.store.traces import TraceKind
from kithmap.ui.widgets.formatting import size_in_words
from kithmap.ui.widgets.layouts import Frame, add_to, as_high_as_needed, in_column
from kithmap.ui.widgets.question import Question
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, ScrollingDialog, announce, button, text
from kithmap.ui.widgets.text import filled
from kithmap.wording.refusals import sentence

translate = QCoreApplication.translate


class Place(NamedTuple):
    """What is in one place: how many files, and their size in bytes. `path` is shown whole."""

    kind: TraceKind
    path: str
    files: int
    size: int


# Deletes what is in the place of this kind and says what is left there. May raise StoreError.
DeleteTraces = Callable[[TraceKind], Place]


class TracesDialog(ScrollingDialog):
    def __init__(self, places: Sequence[Place], delete: DeleteTraces, parent: QWidget | None) -> None:
        super().__init__(self.tr("What Kithmap leaves on this computer"), parent, letters=76)
        self.add_text(self.tr("What Kithmap leaves on this computer"), "heading")
        self.add_text(
            self.tr(
                "These are all the places. Maps and PDFs you saved yourself are not listed: "
                "they are where you put them."
            )
        )
        self.boxes = {place.kind: PlaceBox(place, delete) for place in places}
        add_to(self.body, *self.boxes.values())
        self.add_text(self.tr("Good to know"), "subheading")
        self.add_text(
            self.tr(
                "Deleting here is ordinary deleting. Copies may stay on the disk for a while, "
                "or in a backup of this computer."
            )
        )
        self.add_text(
            self.tr(
                "The desktop itself may remember names of files you opened or saved. "
                "Look in its list of recent files, and where you choose files. Kithmap cannot delete those."
            )
        )
        self.body.addStretch(1)
        self.close_button = self.add_button(self.tr("Close"), self.accept, is_primary=True)
        self.close_button.setFocus()


class PlaceBox(Frame):
    def __init__(self, place: Place, delete: DeleteTraces) -> None:
        super().__init__("box")
        as_high_as_needed(self)
        self._kind = place.kind
        self._delete = delete
        name, purpose, lost = _words(place.kind)
        self.amount = text()
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.path.setAccessibleName(filled(self.tr("Where it is: {what}"), what=name))
        self.delete_button = button(self.tr("Delete…"), self._ask)
        self.delete_button.setAccessibleName(filled(self.tr("Delete: {what}"), what=name))
        self.question = Question(lost, self.tr("Delete it"), self.tr("Keep it"))
        self.question.agreed.connect(self._remove)
        self.problem = text(look="banner")
        self.problem.hide()
        in_column(
            self,
            text(name, "subheading"),
            text(purpose),
            self.amount,
            self.path,
            ButtonRow(self.delete_button),
            self.question,
            self.problem,
            margins=None,
        )
        self._show(place)

    def _show(self, place: Place) -> None:
        if place.files:
            files = self.tr("%n files", "", place.files)
            amount = filled(self.tr("{files}, {size}", "2 files, 12 kB"), files=files, size=size_in_words(place.size))
        else:
            amount = self.tr("Nothing is there.")
        self.amount.setText(amount)
        self.path.setText(place.path)
        self.path.setCursorPosition(0)
        self.delete_button.setEnabled(place.files > 0)

    def _ask(self) -> None:
        self.problem.hide()
        self.question.ask(self.delete_button)

    def _remove(self) -> None:
        try:
            left = self._delete(self._kind)
        except StoreError as error:
            self.problem.setText(sentence(error, QCoreApplication.translate))
            self.problem.show()
            announce(self, self.problem.text())
            return
        self._show(left)
        if left.files:
            self.problem.setText(self.tr("What an open map needs, or the disk would not let go, is still there."))
            self.problem.show()
        announce(self, f"{self.amount.text()} {self.problem.text() if left.files else ''}".strip())


def _words(kind: TraceKind) -> tuple[str, str, str]:
    """Name of a place, what it is for, and what deleting would mean."""
    words = {
        TraceKind.SETTINGS: (
            translate("Traces", "Settings"),
            translate("Traces", "How the window looks, your choices, and a list of recent files if you asked for one."),
            translate("Traces", "Delete the settings? At the next start everything looks as on the first day."),
        ),
        TraceKind.RECOVERY: (
            translate("Traces", "Unsaved work"),
            translate("Traces", "A copy of what you do, until it is saved. So a crash or a power cut loses nothing."),
            translate("Traces", "Delete unsaved work? What is in no file yet is lost after that."),
        ),
        TraceKind.EARLIER_VERSIONS: (
            translate("Traces", "Earlier versions of your maps"),
            translate("Traces", "A copy each time you save, so that you can go back. Older ones are thinned out."),
            translate("Traces", "Delete all earlier versions? You cannot go back to them then. Your maps stay."),
        ),
        TraceKind.LOCKS: (
            translate("Traces", "Notes of which maps are open"),
            translate("Traces", "They keep two windows from writing into one file. Nothing of a map is in them."),
            translate("Traces", "Delete these notes? Nothing of yours is lost."),
        ),
    }
    return words[kind]
