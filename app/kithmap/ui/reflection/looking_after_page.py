"""Looking after connections, for people who use the map freely: small steps, a day to look again, questions to ask."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model import queries
from kithmap.model.document import Document, SmallStep
from kithmap.model.ids import SmallStepId
from kithmap.model.vocabulary import MAXIMUM_STEPS_UNDER_WAY, UNDER_WAY
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.cards import AimAnswer
from kithmap.ui.guide.answers.day import DayAnswer
from kithmap.ui.guide.answers.lines import LinesAnswer
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.people.small_steps import history, own_words, title
from kithmap.ui.reflection.side_page import SidePage
from kithmap.ui.reflection.small_step_forms import SmallStepForm, SmallStepPage, SmallStepReviewForm
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.card import Card
from kithmap.ui.widgets.fold import Fold
from kithmap.ui.widgets.formatting import day_in_words
from kithmap.ui.widgets.layouts import add_to, discard, in_column
from kithmap.ui.widgets.scrolling_dialog import button
from kithmap.ui.widgets.text import filled

_NEW: Final = Prompt(P.NEW_STEP)


class LookingAfterPage(SidePage):
    def __init__(self, context: GuideContext) -> None:
        super().__init__(texts.step_title(P.NEW_STEP.step, context.words.translate))
        self._context = context
        self.back = button(self.tr("All small steps"), self.show_all, "link")
        self.all = SmallStepList(context, self.show_new, self.show_step, self.show_review)
        self._page: QWidget | None = None
        self.one: SmallStepPage | None = None
        self.new: AimAnswer | None = None
        add_to(self.column, self.back, self.all)
        # A page is not taken away by its own button while that is being pressed.
        self._back_soon = QTimer(self, singleShot=True, interval=0)
        self._back_soon.timeout.connect(self.show_all)
        context.session.document_changed.connect(self._on_document_changed)
        self._show(None)

    def enter(self) -> None:
        super().enter()
        self.show_all()

    def show_all(self) -> None:
        """Show all small steps; the keyboard is on the one that was shown."""
        step_id = self.one.step_id if self.one is not None else None
        self._show(None)
        self.all.first(step_id).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_new(self) -> None:
        aim = AimAnswer(self._context, _NEW)
        aim.wants_on.connect(self._go_on_with_new)
        self._show(aim)
        self.focus_in(aim)

    def show_step(self, step_id: SmallStepId, *, is_new: bool = False) -> None:
        """Show what a small step says, to change it; of a new one, its aim has just been said."""
        form = SmallStepForm(self._context, step_id)
        form.removed.connect(self._back_soon.start)
        self._show_one(form)
        if is_new:
            form.second().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_review(self, step_id: SmallStepId) -> None:
        review = SmallStepReviewForm(self._context, step_id)
        review.other_words.connect(lambda: self.show_step(step_id))
        self._show_one(review)

    def _show_one(self, page: SmallStepPage) -> None:
        page.done.connect(self._back_soon.start)
        self._show(page)
        self._light(page.step_id)
        self.focus_in(page)

    def _show(self, page: QWidget | None) -> None:
        if self._page is not None:
            self.column.removeWidget(self._page)
            discard(self._page)
        self._page = page
        self.one = page if isinstance(page, SmallStepPage) else None
        self.new = page if isinstance(page, AimAnswer) else None
        self.back.setVisible(page is not None)
        self.all.setVisible(page is None)
        if page is not None:
            self.column.addWidget(page)
            page.show()
        self._refresh(self._context.session.document)
        self.area.verticalScrollBar().setValue(0)
        self.changed.emit()

    def _refresh(self, document: Document) -> None:
        if self.one is not None:
            self.one.refresh(document)
        elif self.new is not None:
            self.new.refresh(document)
        else:
            self.all.refresh(document)

    def _on_document_changed(self, _before: Document, after: Document) -> None:
        if not self.isVisibleTo(self.window()):
            return
        if self.one is not None and all(each.id != self.one.step_id for each in after.steps):
            # Undo, or another map, has taken it away.
            self._show(None)
        else:
            self._refresh(after)

    def _go_on_with_new(self) -> None:
        steps = self._context.session.document.steps
        if steps and steps[-1].state in UNDER_WAY:
            self.show_step(steps[-1].id, is_new=True)
        else:
            self._back_soon.start()

    def _light(self, step_id: SmallStepId) -> None:
        document = self._context.session.document
        entry = queries.step(document, step_id).entry
        if entry is not None and queries.has_entry(document.today, entry):
            self._context.selection.set((entry,))


class SmallStepList(QWidget):
    def __init__(
        self,
        context: GuideContext,
        add: Callable[[], object],
        change: Callable[[SmallStepId], object],
        review: Callable[[SmallStepId], object],
    ) -> None:
        super().__init__()
        self._context = context
        self._change = change
        self._review = review
        self._shown: tuple[object, ...] = ()
        self.cards: dict[SmallStepId, Card] = {}
        self.question = BreakableLabel()
        self.note = BreakableLabel(texts.more(context.asked(_NEW), context.words), "quiet")
        self.plenty = BreakableLabel(self.tr("Three at a time are plenty."), "quiet")
        self.add = button(self.tr("Add a small step"), add, "primary")
        self.day = DayAnswer(context, Prompt(P.REVIEW_DATE))
        self.questions = LinesAnswer(context, Prompt(P.TO_TALK_ABOUT))
        self.before = BreakableLabel()
        self.day_fold = self._fold("", self.day, P.REVIEW_DATE)
        self.questions_fold = self._fold(self.tr("Questions for our talk"), self.questions, P.TO_TALK_ABOUT)
        self.before_fold = Fold(self.tr("Done or dropped before"), self.before, context.appearance)
        self._list = in_column(None, spacing=8)
        in_column(
            self,
            self.question,
            self.note,
            self._list,
            self.plenty,
            self.add,
            self.day_fold,
            self.questions_fold,
            self.before_fold,
            spacing=10,
        )

    def refresh(self, document: Document) -> None:
        under_way = queries.steps_under_way(document)
        has_room = len(under_way) < MAXIMUM_STEPS_UNDER_WAY
        self.question.say(texts.question(self._context.asked(_NEW, document), self._context.words))
        self.question.setVisible(has_room)
        self.note.setVisible(not under_way)
        self.plenty.setVisible(not has_room)
        self.add.setVisible(has_room)
        self._show_cards(under_way, document)
        self.day.refresh(document)
        self.day_fold.set_title(self._day_title(document))
        self.questions.refresh(document)
        past = [each for each in document.steps if each.state not in UNDER_WAY]
        self.before.say("\n".join(line for each in past for line in self._lines(each, document)))
        self.before_fold.setVisible(bool(past))

    def first(self, step_id: SmallStepId | None = None) -> QWidget:
        """Where the keyboard goes: a small step, by its id; else the first one, or the button that adds one."""
        first = next(iter(self.cards.values()), self.add)
        return first if step_id is None else self.cards.get(step_id, first)

    def _fold(self, title: str, answer: AnswerWidget, name: P) -> Fold:
        body = QWidget()
        in_column(
            body,
            BreakableLabel(texts.more(self._context.asked(Prompt(name)), self._context.words), "quiet"),
            answer,
            margins=(2, 0, 2, 10),
        )
        fold = Fold(title, body, self._context.appearance)
        answer.wants_out.connect(fold.header.setFocus)
        return fold

    def _show_cards(self, steps: tuple[SmallStep, ...], document: Document) -> None:
        shown = tuple((each.id, *self._lines(each, document)) for each in steps)
        if shown == self._shown:
            return
        self._shown = shown
        for card in self.cards.values():
            self._list.removeWidget(card)
            discard(card)
        self.cards = {each.id: self._card(each, document) for each in steps}
        for card in self.cards.values():
            self._list.addWidget(card)
            card.show()

    def _card(self, step: SmallStep, document: Document) -> Card:
        name, *lines = self._lines(step, document)
        buttons = [
            button(self.tr("Change"), partial(self._change, step.id), "pill", name),
            button(self.tr("How did it go?"), partial(self._review, step.id), "pill", name),
        ]
        card = Card(name, buttons)
        card.setAccessibleName(". ".join((name, *lines)))
        card.sentence.setProperty("look", "subheading")
        for number, line in enumerate(lines):
            card.column.insertWidget(1 + number, BreakableLabel(line))
        return card

    def _lines(self, step: SmallStep, document: Document) -> list[str]:
        when = filled(self.tr("When: {when}"), when=step.when) if step.when else ""
        said = (title(step, document, self._context.words), own_words(step), when, *history(step, self._context.words))
        return [line for line in said if line]

    def _day_title(self, document: Document) -> str:
        day = document.review_date
        if day is None:
            return self.tr("A day to look again")
        return filled(self.tr("A day to look again: {day}"), day=day_in_words(day))
