"""What stands out, one card below the other: looked at, a card lights up its entries on the map."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kithmap.insight.observation import Observation, Reply, Rule
from kithmap.insight.population import Surface
from kithmap.model import edits, queries, small_steps
from kithmap.model.document import Document
from kithmap.model.ids import EntryId
from kithmap.model.vocabulary import MAXIMUM_STEPS_UNDER_WAY, StepAim
from kithmap.ui.editing.editing import UndoStep
from kithmap.ui.editing.private_answers import FOLDED, OBSERVATIONS, PrivateAnswers
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.card import Card
from kithmap.ui.widgets.contact_list import ServiceLines
from kithmap.ui.widgets.keys import holds_focus
from kithmap.ui.widgets.layouts import discard, in_column
from kithmap.ui.widgets.scrolling_dialog import button
from kithmap.ui.widgets.text import with_short_names
from kithmap.wording.observation_texts import ObservationTexts


class ObservationList(QWidget):
    """A card for each observation it is given. `step_begun` carries the id of a small step that was asked for."""

    step_begun = Signal(str)

    def __init__(self, context: GuideContext) -> None:
        super().__init__()
        self._context = context
        self._texts = ObservationTexts(context.words)
        self._shown: tuple[tuple[Observation, str], ...] = ()
        self._lit: tuple[EntryId, ...] = ()
        self.cards: list[Card] = []
        self._list = in_column(self, spacing=8)
        self.hide()

    def show_observations(self, found: Iterable[Observation], document: Document) -> None:
        shown = tuple((each, sentence_of(each, document, self._texts)) for each in found)
        if shown != self._shown:
            self._shown = shown
            self._rebuild()
        self.setVisible(bool(shown))

    def focus_card(self, number: int) -> None:
        if self.cards:
            self.cards[min(number, len(self.cards) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_highlight(self) -> None:
        """Nobody is lit any more; whom the person has selected since stays so."""
        if self._lit and self._context.selection.ids == self._lit:
            self._context.selection.clear()
        self.forget_highlight()

    def forget_highlight(self) -> None:
        """Whoever is lit stays selected: the person works with them."""
        self._lit = ()

    def _rebuild(self) -> None:
        had_focus = next((place for place, card in enumerate(self.cards) if holds_focus(card)), None)
        for card in self.cards:
            self._list.removeWidget(card)
            discard(card)
        self.cards = [self._card(observation, sentence) for observation, sentence in self._shown]
        for card in self.cards:
            self._list.addWidget(card)
            card.show()
        if had_focus is not None:
            self.focus_card(had_focus)

    def _card(self, observation: Observation, sentence: str) -> Card:
        reactions: dict[Reply, Callable[[Observation], None]] = {
            Reply.COVERED: self._dismiss,
            Reply.NOT_NEEDED: self._not_needed,
            Reply.LIKE_MORE: self._like_more,
        }
        buttons = [
            button(self._texts.reply(each), partial(reactions[each], observation), "pill", sentence)
            for each in observation.replies
        ]
        if observation.keys:
            buttons.append(button(self.tr("Doesn't fit"), partial(self._dismiss, observation), "pill", sentence))
        card = Card(sentence, buttons)
        lines = self._context.contacts() if observation.rule is Rule.Q8 else ()
        if lines:
            card.column.insertWidget(1, BreakableLabel(self._texts.services_follow))
            card.column.insertWidget(2, ServiceLines(lines))
        card.looked_at.connect(lambda: self._light(observation))
        return card

    def _light(self, observation: Observation) -> None:
        # An observation about nobody has nobody to show, and leaves whoever is selected.
        if not observation.entries:
            return
        # Somebody who is typing about one person must not find it with another because the pointer passed by.
        if isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit):
            return
        on_map = {each.entry for each in self._context.session.document.today.connections}
        self._lit = tuple(each for each in observation.entries if each in on_map)
        self._context.selection.set(self._lit)

    def _dismiss(self, observation: Observation) -> None:
        step = UndoStep(self.tr("Put a line away"), self.tr("Put away. Undo brings it back."))
        self._context.editing.change(step, lambda document: _without(document, observation))

    def _not_needed(self, observation: Observation) -> None:
        def edit(document: Document) -> Document:
            for kind in observation.kinds:
                document = edits.set_needed(document, kind, needed=False, map_id=document.today.id)
            return document

        step = UndoStep(self.tr("Say that something is not needed now"), self.tr("Put away. Undo brings it back."))
        self._context.editing.change(step, edit)

    def _like_more(self, observation: Observation) -> None:
        document = self._context.session.document
        if len(queries.steps_under_way(document)) >= MAXIMUM_STEPS_UNDER_WAY:
            self._context.editing.announced.emit(self.tr("You have three small steps already. That is plenty."))
            return
        kinds = ", ".join(self._context.words.support(each, document) for each in observation.kinds)

        def edit(document: Document) -> Document:
            added = small_steps.add(_without(document, observation), StepAim.ASK, map_id=document.today.id)
            return small_steps.change(added, added.steps[-1].id, good=kinds)

        if self._context.editing.change(self.tr("Add a small step"), edit):
            self.step_begun.emit(self._context.session.document.steps[-1].id)


def surface_of(private: PrivateAnswers) -> Surface:
    """Where it is said: to the person, or to somebody beside them too until private answers are asked for."""
    return Surface.SHARED_SCREEN if private.seen(OBSERVATIONS, None) is FOLDED else Surface.SCREEN


def sentence_of(observation: Observation, document: Document, observations: ObservationTexts) -> str:
    """An observation in words, with names no longer than a panel can show."""
    return observations.sentence(observation, with_short_names(document, observation.entries))


def _without(document: Document, observation: Observation) -> Document:
    for key in observation.keys:
        document = edits.dismiss(document, key, map_id=document.today.id)
    return document
