"""The end of a session: save, make a PDF, hide, delete."""

from collections.abc import Callable

from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.widgets.choice_card import ChoiceCard


class FinishAnswer(AnswerWidget):
    def _build(self) -> None:
        ways = self.context.ways_out
        self.save = self._card(self.tr("Save"), self.tr("Keep the map in a file on this computer."), ways.save)
        self.pdf = self._card(self.tr("Make a PDF…"), self.tr("You choose what is in it, first."), ways.make_pdf)
        self.hide_now = self._card(self.tr("Quick hide"), self.tr("A plain page covers everything at once."), ways.hide)
        self.delete = self._card(
            self.tr("Delete this map…"), self.tr("Begin with an empty one. You are asked first."), ways.delete_map
        )

    def _card(self, name: str, hint: str, way: Callable[[], object]) -> ChoiceCard:
        card = ChoiceCard(name, hint, self.context.appearance, way, is_choice=False)
        self.column.addWidget(card)
        return card
