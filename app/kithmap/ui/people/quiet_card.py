"""The quiet card for "I don't feel safe": calm words, two things that can be done, and services. Nothing is told."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from kithmap.model import queries
from kithmap.model.document import Connection, Entry
from kithmap.model.ids import EntryId
from kithmap.model.vocabulary import KEEPING_A_DISTANCE
from kithmap.ui.editing.editing import Editing
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.contact_list import ServiceLines
from kithmap.ui.widgets.layouts import Frame, in_column
from kithmap.ui.widgets.scrolling_dialog import announce, button
from kithmap.ui.widgets.wrapping import WrappingCheckBox

# The lines of services to turn to, dated; there may be none.
Contacts = Callable[[], Sequence[str]]


class QuietCard(Frame):
    """Shown while a connection is marked so. The services are looked up when it is first needed.

    Guarded, before somebody else who looks at the screen, it is a button until that is pressed. `appeared` carries the
    card when it has come by an answer just given, or by the button.
    """

    appeared = Signal(QFrame)

    def __init__(self, editing: Editing, contacts: Contacts) -> None:
        super().__init__("quietcard")
        self._editing = editing
        self._contacts = contacts
        self._entry_id = EntryId("")
        self.services: ServiceLines | None = None
        self.words = BreakableLabel(_calm_words())
        self.distance = WrappingCheckBox(self.tr("Keep a distance: off the map"))
        self.distance.clicked.connect(self._keep_distance)
        self.private = WrappingCheckBox(self.tr("Private: never leaves the screen"))
        self.private.clicked.connect(lambda checked: editing.describe(self._entry_id, private=checked))
        self.opener = button(self.tr("What could help now"), self._open, "link")
        self._page = QWidget()
        self._page.hide()
        self._inside = in_column(self._page, self.words, self.distance, self.private, spacing=6)
        in_column(self, self.opener, self._page, margins=(0, 4, 0, 0))
        self.hide()

    def show_entry(
        self, entry: Entry, connection: Connection, *, is_wanted: bool, is_guarded: bool, editable: bool
    ) -> None:
        """Show the card if it is wanted. Where it comes by an answer just given, it is said too."""
        is_same = entry.id == self._entry_id
        is_answered = is_wanted and self.isHidden() and is_same
        self._entry_id = entry.id
        self.distance.setChecked(queries.ring_of(connection) == KEEPING_A_DISTANCE)
        self.private.setChecked(entry.private)
        for box in (self.distance, self.private):
            box.setEnabled(editable)
        if is_guarded:
            if not (is_same and is_wanted):
                self._close()
        elif is_wanted:
            self._fill()
        self.setVisible(is_wanted)
        if is_answered and not is_guarded:
            self._say()

    def _open(self) -> None:
        self._fill()
        self._say()
        self.distance.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._page.hide()
        self.opener.show()

    def _fill(self) -> None:
        if self.services is None:
            self.services = ServiceLines(self._contacts())
            self._inside.addWidget(self.services)
        self._page.show()
        self.opener.hide()

    def _say(self) -> None:
        announce(self, self.words.accessibleName())
        self.appeared.emit(self)

    def _keep_distance(self, on: bool) -> None:
        if on:
            self._editing.place_in_ring((self._entry_id,), KEEPING_A_DISTANCE)
        else:
            self._editing.take_off_rings((self._entry_id,))


def _calm_words() -> str:
    translate = QCoreApplication.translate
    first = translate("Guide", "Thank you for noting this.")
    then = translate(
        "Guide", "Nobody has been told. You don't have to do anything now. You can keep this off the map and off paper."
    )
    return f"{first} {then}"
