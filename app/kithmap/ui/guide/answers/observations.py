"""What stands out: one remark below the other, each lighting up its entries on the map while it is looked at."""

from PySide6.QtWidgets import QWidget

from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document
from kithmap.remarks import known_relationships
from kithmap.ui.guide.answers.answer import Answer
from kithmap.ui.guide.desk import Desk
from kithmap.ui.guide.passage import Passage
from kithmap.ui.remark_list import RemarkList
from kithmap.ui.sheet import button


class ObservationsAnswer(Answer):
    """The first few remarks, strengths first; the others on demand."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__(desk, prompt)
        self._relationships = known_relationships(desk.words.translate)
        self._shows_all = False
        self.remarks = RemarkList(desk)
        self.remarks.step_begun.connect(self._tell_of_step)
        self.nothing = Passage(self.tr("Nothing more to show. What you see yourself counts most."), "quiet")
        self.more = button(self.tr("Show more"), self._show_all, "link")
        for widget in (self.remarks, self.nothing, self.more):
            self.column.addWidget(widget)

    def refresh(self, document: Document) -> None:
        """Say what stands out now."""
        from kithmap.insight.observations import first, observations  # noqa: PLC0415 - only needed here
        from kithmap.insight.population import Surface  # noqa: PLC0415

        found = observations(document, document.today, Surface.SCREEN, self._relationships)
        shown = found if self._shows_all else first(found)
        # An empty map is greeted by the words of the prompt.
        self.remarks.show_observations(shown if document.today.connections else (), document)
        self.more.setVisible(len(shown) < len(found))
        self.nothing.setVisible(not found)

    def first(self) -> QWidget | None:
        """The first remark."""
        return self.remarks.cards[0] if self.remarks.cards else None

    def leave(self) -> None:
        """Nobody is lit any more."""
        self.remarks.darken()

    def _show_all(self) -> None:
        self._shows_all = True
        count = len(self.remarks.cards)
        self.refresh(self.desk.session.document)
        self.remarks.focus_card(count)

    def _tell_of_step(self, _step_id: str) -> None:
        self.desk.editing.announced.emit(
            self.tr("Added as a small step. You can say more in “Looking after connections”.")
        )
