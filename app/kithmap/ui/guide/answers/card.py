"""The quiet card for "I don't feel safe", and what is said to somebody who feels very low or lower."""

from kithmap.guide import answers
from kithmap.guide.prompts import PromptName
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.names import printable
from kithmap.model.vocabulary import KEEPING_A_DISTANCE
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.name_rows import NameRow
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.contact_list import ServiceLines
from kithmap.ui.widgets.layouts import add_to
from kithmap.ui.widgets.text import shortened


class QuietCardAnswer(AnswerWidget):
    def _build(self) -> None:
        self.distance = NameRow(self.tr("Keep a distance: off the map"))
        self.distance.clicked.connect(self._keep_distance)
        self.private = NameRow(self.tr("Private: never leaves the screen"))
        self.private.clicked.connect(self._keep_private)
        add_to(self.column, self.distance, self.private, ServiceLines(self.context.contacts()))

    def refresh(self, document: Document) -> None:
        connection = queries.connection(document.today, self.prompt.entry_id)
        self.distance.setChecked(queries.ring_of(connection) == KEEPING_A_DISTANCE)
        self.private.setChecked(queries.entry(document, self.prompt.entry_id).private)

    def _keep_distance(self) -> None:
        if self.distance.isChecked():
            self.context.editing.take_off_rings((self.prompt.entry_id,))
        else:
            self.context.editing.place_in_ring((self.prompt.entry_id,), KEEPING_A_DISTANCE)

    def _keep_private(self) -> None:
        self.context.editing.describe(self.prompt.entry_id, private=not self.private.isChecked())


class GentleAnswer(AnswerWidget):
    def _build(self) -> None:
        self.people = BreakableLabel(look="subheading")
        add_to(self.column, self.people, ServiceLines(self.context.contacts()))

    def refresh(self, document: Document) -> None:
        is_asked = self.prompt.name is PromptName.TELL_SOMEONE
        ids = answers.candidates(self.asked(document)) if is_asked else ()
        names = [shortened(printable(queries.entry(document, each).name)) for each in ids]
        self.people.say("\n".join(names))
        self.people.setVisible(bool(names))
