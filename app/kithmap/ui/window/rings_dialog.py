"""How many rings there are, and their names."""

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from kithmap.model import edits, queries
from kithmap.model.document import Document
from kithmap.model.vocabulary import MINIMUM_RING_COUNT, RING_IDS
from kithmap.ui.printing.print_dialog import ok_and_cancel
from kithmap.ui.widgets.choice_box import ChoiceBox
from kithmap.ui.widgets.dialog_loop import ModalDialog
from kithmap.ui.widgets.layouts import in_column
from kithmap.ui.widgets.scrolling_dialog import text
from kithmap.wording.words import Words


class RingsDialog(ModalDialog):
    """Number and names of the rings; says who would go back to the tray."""

    def __init__(self, document: Document, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(self.tr("Rings and their names"))
        counts = range(MINIMUM_RING_COUNT, len(RING_IDS) + 1)
        self.count = ChoiceBox(self.tr("How many rings"), [(count, str(count)) for count in counts])
        self.count.show_value(len(document.today.rings))
        own_names = {ring.id: ring.name for ring in document.today.rings}
        self.names = {ring: QLineEdit(own_names.get(ring, "")) for ring in RING_IDS}
        self._form = QFormLayout()
        self._form.addRow(self.tr("How many rings"), self.count)
        for number, (ring, field) in enumerate(self.names.items()):
            field.setPlaceholderText(words.usual_ring(ring))
            self._form.addRow(self.tr("Ring {number}").replace("{number}", str(number + 1)), field)
        self._note = text(look="quiet")
        in_column(self, self._form, self._note, ok_and_cancel(self, self.tr("Keep")), margins=None)
        self.setMinimumWidth(420)
        self.count.chosen.connect(self._refresh)
        self._refresh()

    def document(self) -> Document:
        map_id = self._document.today.id
        document = edits.set_ring_count(self._document, self._chosen_count(), map_id=map_id)
        for ring in document.today.rings:
            document = edits.rename_ring(document, ring.id, self.names[ring.id].text(), map_id=map_id)
        return document

    def _chosen_count(self) -> int:
        return int(self.count.currentText())

    def _refresh(self) -> None:
        count = self._chosen_count()
        for number, field in enumerate(self.names.values()):
            self._form.setRowVisible(field, number < count)
        leaving = sum(len(queries.on_ring(self._document.today, ring)) for ring in RING_IDS[count:])
        self._note.setText(
            self.tr("%n entries there will go back to “Not placed yet”. Nobody is moved to another ring.", "", leaving)
            if leaving
            else self.tr("The first ring is the nearest to you. Leave a name empty for the usual one.")
        )
        self.adjustSize()
