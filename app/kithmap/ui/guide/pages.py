"""What the guide shows while no prompt is asked: the three lengths, and going on where one was."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from kithmap.guide import texts
from kithmap.model.vocabulary import SessionLength
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.choice_card import ChoiceCard
from kithmap.ui.widgets.layouts import in_column
from kithmap.wording.words import Translate


class LengthPage(QWidget):
    def __init__(self, appearance: Appearance, translate: Translate, choose: Callable[[SessionLength], object]) -> None:
        super().__init__()
        self.cards = {
            each: ChoiceCard(
                texts.length_name(each, translate),
                texts.length_hint(each, translate),
                appearance,
                partial(choose, each),
                is_choice=False,
            )
            for each in SessionLength
        }
        in_column(self, *self.cards.values(), spacing=8)


class ResumePage(QWidget):
    """A session that was left is offered, not begun by itself."""

    def __init__(
        self,
        appearance: Appearance,
        go_on: Callable[[], object],
        begin_anew: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        kept = self.tr("What you answered stays in your map. How you feel now is asked again.")
        without = self.tr("Use the map without the guide.")
        self.go_on = ChoiceCard(self.tr("Go on where you were"), "", appearance, go_on, is_choice=False)
        self.anew = ChoiceCard(self.tr("Begin anew"), kept, appearance, begin_anew, is_choice=False)
        self.not_now = ChoiceCard(self.tr("Not now"), without, appearance, leave, is_choice=False)
        in_column(self, self.go_on, self.anew, self.not_now, spacing=8)
