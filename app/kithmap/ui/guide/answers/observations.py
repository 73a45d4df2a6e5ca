"""What stands out: one remark below the other, each lighting up its entries on the map while it is looked at."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kithmap.guide.prompts import Prompt
from kithmap.insight.observation import Answer as Reply
from kithmap.insight.observation import Observation, Rule
from kithmap.model import edits, queries
from kithmap.model.document import Document
from kithmap.model.vocabulary import MAXIMUM_STEPS_UNDER_WAY, StepAim
from kithmap.remarks import Remarks, known_relationships
from kithmap.ui.guide.answers.answer import Answer
from kithmap.ui.guide.answers.services import ServiceLines
from kithmap.ui.guide.desk import Desk
from kithmap.ui.guide.passage import Passage
from kithmap.ui.panels.wrapping import WrappingButton
from kithmap.ui.sheet import ButtonRow, as_high_as_needed, button


class RemarkCard(QFrame):
    """A remark with its buttons. `looked_at`: the pointer or the keyboard has come to it."""

    looked_at = Signal()

    def __init__(self, sentence: str, buttons: list[WrappingButton]) -> None:
        super().__init__()
        self.setProperty("look", "box")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(sentence)
        as_high_as_needed(self)
        self.sentence = Passage(sentence)
        self.buttons = buttons
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 10, 8)
        self.column.setSpacing(6)
        self.column.addWidget(self.sentence)
        self.column.addWidget(ButtonRow(*buttons))
        for each in buttons:
            each.installEventFilter(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer has come."""
        super().enterEvent(event)
        self.looked_at.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard has come."""
        super().focusInEvent(event)
        self.looked_at.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The keyboard has come to one of the buttons."""
        if event.type() == QEvent.Type.FocusIn:
            self.looked_at.emit()
        return False


class ObservationsAnswer(Answer):
    """The first few remarks, strengths first; the others on demand."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__(desk, prompt)
        self._remarks = Remarks(desk.words)
        self._relationships = known_relationships(desk.words.translate)
        self._shown: tuple[Observation, ...] = ()
        self._shows_all = False
        self._lit = False
        self.cards: list[RemarkCard] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.nothing = Passage(self.tr("Nothing more to show. What you see yourself counts most."), "quiet")
        self.more = button(self.tr("Show more"), self._show_all, "link")
        self.column.addLayout(self._list)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.more)

    def refresh(self, document: Document) -> None:
        """Say what stands out now."""
        from kithmap.insight.observations import first, observations  # noqa: PLC0415 - only needed here
        from kithmap.insight.population import Surface  # noqa: PLC0415

        found = observations(document, document.today, Surface.SCREEN, self._relationships)
        shown = found if self._shows_all else first(found)
        self.more.setVisible(len(shown) < len(found))
        self.nothing.setVisible(not found)
        if shown != self._shown or not self.cards:
            self._shown = shown
            self._rebuild(document)

    def first(self) -> QWidget | None:
        """The first remark."""
        return self.cards[0] if self.cards else None

    def leave(self) -> None:
        """Nobody is lit any more."""
        if self._lit:
            self.desk.selection.clear()

    def _rebuild(self, document: Document) -> None:
        had_focus = next((place for place, card in enumerate(self.cards) if _holds_focus(card)), None)
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(observation, document) for observation in self._shown]
        for card in self.cards:
            self._list.addWidget(card)
            card.show()
        if had_focus is not None and self.cards:
            card = self.cards[min(had_focus, len(self.cards) - 1)]
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, observation: Observation, document: Document) -> RemarkCard:
        buttons = [self._button(self._remarks.answer(each), observation, each) for each in observation.answers]
        if observation.rule is not Rule.STARTED:
            buttons.append(button(self.tr("Doesn't fit"), lambda: self._put_away(observation), "pill"))
        card = RemarkCard(self._remarks.sentence(observation, document), buttons)
        if observation.rule is Rule.Q8 and (lines := self.desk.contacts()):
            card.column.insertWidget(1, Passage(self._remarks.services_follow))
            card.column.insertWidget(2, ServiceLines(lines))
        card.looked_at.connect(lambda: self._light(observation))
        return card

    def _button(self, words: str, observation: Observation, reply: Reply) -> WrappingButton:
        reactions: dict[Reply, Callable[[Observation], None]] = {
            Reply.COVERED: self._put_away,
            Reply.NOT_NEEDED: self._not_needed,
            Reply.LIKE_MORE: self._like_more,
        }
        return button(words, lambda: reactions[reply](observation), "pill")

    def _light(self, observation: Observation) -> None:
        on_map = {each.entry for each in self.desk.session.document.today.connections}
        self.desk.selection.set(each for each in observation.entries if each in on_map)
        self._lit = True

    def _show_all(self) -> None:
        self._shows_all = True
        count = len(self.cards)
        self.refresh(self.desk.session.document)
        if len(self.cards) > count:
            self.cards[count].setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self, observation: Observation) -> None:
        if self.desk.editing.change(self.tr("Put a remark away"), lambda document: _dismissed(document, observation)):
            self.desk.editing.announced.emit(self.tr("Put away. Undo brings it back."))

    def _not_needed(self, observation: Observation) -> None:
        def edit(document: Document) -> Document:
            for kind in observation.kinds:
                document = edits.set_needed(document, kind, needed=False)
            return document

        self.desk.editing.change(self.tr("Say that something is not needed now"), edit)

    def _like_more(self, observation: Observation) -> None:
        if len(queries.steps_under_way(self.desk.session.document)) >= MAXIMUM_STEPS_UNDER_WAY:
            self.desk.editing.announced.emit(self.tr("You have three small steps already. That is plenty."))
            return
        kind = ", ".join(self.desk.words.support(each, self.desk.session.document) for each in observation.kinds)

        def edit(document: Document) -> Document:
            added = edits.add_step(_dismissed(document, observation), StepAim.ASK)
            return edits.change_step(added, added.steps[-1].id, good=kind)

        if self.desk.editing.change(self.tr("Add a small step"), edit):
            self.desk.editing.announced.emit(
                self.tr("Added as a small step. You can say more in “Looking after connections”.")
            )


def _dismissed(document: Document, observation: Observation) -> Document:
    for key in observation.keys:
        document = edits.dismiss(document, key)
    return document


def _holds_focus(card: RemarkCard) -> bool:
    focus = card.window().focusWidget()
    return focus is not None and (focus is card or card.isAncestorOf(focus))
