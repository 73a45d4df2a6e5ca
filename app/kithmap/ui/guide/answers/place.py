"""How close one of them is: a card for each ring, or a chip to drag."""

from PySide6.QtWidgets import QWidget

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt
from kithmap.model import queries
from kithmap.model.document import Document, Ring
from kithmap.model.vocabulary import KEEPING_A_DISTANCE
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.chips import Chips
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets import icons as signs
from kithmap.ui.widgets.choice_card import ChoiceCard, Sign
from kithmap.ui.widgets.scrolling_dialog import button


class PlaceAnswer(AnswerWidget):
    """Choosing a ring puts the entry into a free place of it."""

    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt)
        self._rings: tuple[Ring, ...] = ()
        self.cards: dict[str, ChoiceCard] = {}
        self.chips = Chips(context)
        self.take_off = button(self.tr("Take off the map for now"), self._take_off, "link")
        self.column.addWidget(self.chips)
        self.column.addWidget(self.take_off)

    def refresh(self, document: Document) -> None:
        """Show where the entry is."""
        if document.today.rings != self._rings:
            self._rings = document.today.rings
            self._rebuild()
        ring = queries.ring_of(queries.connection(document.today, self.prompt.about))
        for ring_id, card in self.cards.items():
            card.setChecked(ring_id == ring)
        self.chips.show_entries(document, () if ring else (self.prompt.about,))
        self.take_off.setVisible(ring is not None)

    def first(self) -> QWidget | None:
        """The ring the entry is on, or the first."""
        return next((card for card in self.cards.values() if card.isChecked()), next(iter(self.cards.values())))

    def _rebuild(self) -> None:
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        words, count = self.context.words, len(self._rings)
        self.cards = {
            ring.id: self._card(ring.id, words.ring(ring), signs.ring(number, count))
            for number, ring in enumerate(self._rings)
        }
        self.cards[KEEPING_A_DISTANCE] = self._card(
            KEEPING_A_DISTANCE, words.usual_ring(KEEPING_A_DISTANCE), signs.outside
        )
        for number, card in enumerate(self.cards.values()):
            self.column.insertWidget(number + 1, card)
            card.show()

    def _card(self, ring: str, name: str, sign: Sign) -> ChoiceCard:
        card = ChoiceCard(name, texts.ring_hint(ring, self.context.words.translate), self.context.appearance, sign)
        card.clicked.connect(lambda: self.context.editing.place_in_ring((self.prompt.about,), ring))
        return card

    def _take_off(self) -> None:
        self.context.editing.take_off_rings((self.prompt.about,))
