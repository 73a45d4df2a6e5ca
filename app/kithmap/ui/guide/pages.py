"""What the guide shows while no prompt is asked: the three lengths, and going on where one was."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kithmap.guide import texts
from kithmap.model.vocabulary import SessionLength
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.choice_card import ChoiceCard
from kithmap.ui.widgets.layouts import in_column
from kithmap.wording.words import Translate


class LengthPage(QWidget):
    """Choosing how long the session is to be."""

    chosen = Signal(object)  # a SessionLength

    def __init__(self, appearance: Appearance, translate: Translate) -> None:
        super().__init__()
        self.cards: dict[SessionLength, ChoiceCard] = {}
        column = in_column(self, spacing=8)
        for length in SessionLength:
            card = ChoiceCard(texts.length_name(length, translate), texts.length_hint(length, translate), appearance)
            card.setCheckable(False)
            card.clicked.connect(lambda _checked=False, length=length: self.chosen.emit(length))
            self.cards[length] = card
            column.addWidget(card)


class ResumePage(QWidget):
    """A session that was left is offered, not begun by itself."""

    go_on_wanted = Signal()
    anew_wanted = Signal()
    not_now_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.go_on = ChoiceCard(self.tr("Go on where you were"), "", appearance)
        self.anew = ChoiceCard(
            self.tr("Begin anew"),
            self.tr("What you answered stays in your map. How you feel now is asked again."),
            appearance,
        )
        self.not_now = ChoiceCard(self.tr("Not now"), self.tr("Use the map without the guide."), appearance)
        column = in_column(self, spacing=8)
        for card, signal in (
            (self.go_on, self.go_on_wanted),
            (self.anew, self.anew_wanted),
            (self.not_now, self.not_now_wanted),
        ):
            card.setCheckable(False)
            card.clicked.connect(signal)
            column.addWidget(card)
