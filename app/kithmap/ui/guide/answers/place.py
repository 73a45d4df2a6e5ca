"""How close one of them is: a card for each ring, or a chip to drag."""

from functools import partial

from PySide6.QtWidgets import QWidget

from kithmap.guide import answers
from kithmap.model import queries
from kithmap.model.document import Document, Ring
from kithmap.model.ids import RingId
from kithmap.model.vocabulary import KEEPING_A_DISTANCE
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.people.tray import Chips
from kithmap.ui.widgets import icons as signs
from kithmap.ui.widgets.choice_card import ChoiceCard, Sign
from kithmap.ui.widgets.layouts import add_to, discard
from kithmap.ui.widgets.scrolling_dialog import button


class PlaceAnswer(AnswerWidget):
    """Choosing a ring puts the entry into a free place of it."""

    def _build(self) -> None:
        self._rings: tuple[Ring, ...] = ()
        self.cards: dict[RingId, ChoiceCard] = {}
        self.chips = Chips(self.context.selection, self.context.drag, self.context.appearance, may_shrink=True)
        self.take_off = button(self.tr("Take off the map for now"), self._take_off, "link")
        add_to(self.column, self.chips, self.take_off)

    def refresh(self, document: Document) -> None:
        if document.today.rings != self._rings:
            self._rings = document.today.rings
            self._rebuild()
        place = answers.PLACES.value(self.asked(document))
        for ring_id, card in self.cards.items():
            card.setChecked(place is not None and ring_id == place.ring)
        self.chips.show_entries(document, () if place else (self.prompt.entry_id,))
        self.take_off.setVisible(place is not None)

    def first(self) -> QWidget | None:
        return next((card for card in self.cards.values() if card.isChecked()), next(iter(self.cards.values())))

    def _rebuild(self) -> None:
        discard(*self.cards.values())
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

    def _card(self, ring: RingId, name: str, sign: Sign) -> ChoiceCard:
        hint = self.context.words.ring_hint(ring)
        return ChoiceCard(name, hint, self.context.appearance, partial(self._place, ring), sign)

    def _place(self, ring: RingId) -> None:
        editing = self.context.editing
        places = editing.free_places((self.prompt.entry_id,), ring)
        for place in places.values():
            self.answer(editing.step_of_placing(places), answers.PLACES, place)

    def _take_off(self) -> None:
        self.answer(self.context.editing.step_of_taking_off((self.prompt.entry_id,)), answers.PLACES, None)


class DragAnswer(AnswerWidget):
    def _build(self) -> None:
        self.chips = Chips(self.context.selection, self.context.drag, self.context.appearance, may_shrink=True)
        self.column.addWidget(self.chips)

    def refresh(self, document: Document) -> None:
        self.chips.show_entries(document, [each.entry for each in queries.in_tray(document.today)])
