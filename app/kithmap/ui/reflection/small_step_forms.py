"""One small step: what it says, and what became of it. Both write every answer into the document at once."""

from typing import Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kithmap.guide import answers, texts
from kithmap.guide.answers import Answers
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.ids import EntryId, SmallStepId
from kithmap.model.vocabulary import ABOUT_NOBODY, StepAim, StepState
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.cards import StateAnswer
from kithmap.ui.guide.answers.text import TextAnswer
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.people.small_steps import history
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.choice_box import Choice, ChoiceBox
from kithmap.ui.widgets.fold import Fold
from kithmap.ui.widgets.layouts import add_to, in_column
from kithmap.ui.widgets.scrolling_dialog import button
from kithmap.ui.widgets.text import shortened

_TEXTS: Final = (P.GOOD, P.SMALLEST, P.WHO_HELPS, P.WHEN, P.HOW_KNOWN, P.IF_NOT)
# Room for four lines at the usual text size (pixels).
_NOTE_HEIGHT: Final = 92

_Answer = TypeVar("_Answer")


class SmallStepPage(QWidget):
    """Base of the two. `done`: back to all small steps."""

    done = Signal()

    def __init__(self, context: GuideContext, step_id: SmallStepId) -> None:
        super().__init__()
        self.context = context
        self.step_id = step_id
        self.column = in_column(self, spacing=6)
        self.done_button = button(self.tr("Back to all small steps"), self.done.emit, "primary")
        self._answers: list[tuple[AnswerWidget, BreakableLabel]] = []

    def refresh(self, document: Document) -> None:
        for answer, label in self._answers:
            label.say(texts.question(answer.asked(document), self.context.words))
            answer.refresh(document)

    def _prompt(self, name: P) -> Prompt:
        return Prompt(name, self.step_id)

    def _question(self, name: P) -> str:
        return texts.question(self.context.asked(self._prompt(name)), self.context.words)

    def _add_answer(self, answer: AnswerWidget) -> BreakableLabel:
        label = BreakableLabel(look="subheading")
        self._answers.append((answer, label))
        add_to(self.column, label, answer)
        answer.wants_out.connect(self.done_button.setFocus)
        return label


class SmallStepForm(SmallStepPage):
    removed = Signal()

    def __init__(self, context: GuideContext, step_id: SmallStepId) -> None:
        super().__init__(context, step_id)
        words = context.words
        self.aim = ChoiceBox(self._question(P.AIM), [(aim, words.aim(aim)) for aim in StepAim])
        self.aim.chosen.connect(lambda aim: self._answer(P.AIM, answers.AIMS, aim))
        self.who = ChoiceBox(self._question(P.WITH_WHOM))
        self.who.chosen.connect(self._choose_entry)
        self._who_label = BreakableLabel(self._question(P.WITH_WHOM), "subheading")
        add_to(self.column, BreakableLabel(self._question(P.AIM), "subheading"), self.aim, self._who_label, self.who)
        self.fields: dict[P, TextAnswer] = {}
        for name in _TEXTS:
            self._add_text(name)
        self.asking = self._asking()
        # Words for asking come when it is known what for, and whom.
        self.column.insertWidget(self.column.indexOf(self.fields[P.WHO_HELPS]) - 1, self.asking)
        self.remove = button(self.tr("Take this small step away"), self._remove, "link")
        add_to(self.column, self.done_button, self.remove)

    def refresh(self, document: Document) -> None:
        super().refresh(document)
        step = queries.step(document, self.step_id)
        self.aim.show_value(step.aim)
        self.who.offer(self._choices(document))
        self.who.show_value(step.entry)
        is_about_someone = step.aim not in ABOUT_NOBODY
        self._who_label.setVisible(is_about_someone)
        self.who.setVisible(is_about_someone)
        self.asking.setVisible(step.aim is StepAim.ASK)

    def second(self) -> QWidget:
        return self.who if not self.who.isHidden() else self.fields[P.GOOD].field

    def _add_text(self, name: P) -> None:
        answer = TextAnswer(self.context, self._prompt(name))
        hint = texts.more(answer.asked(), self.context.words)
        answer.field.setAccessibleDescription(hint)
        self._add_answer(answer)
        if hint:
            self.column.insertWidget(self.column.count() - 1, BreakableLabel(hint, "quiet"))
        answer.wants_on.connect(lambda: self._go_on(name))
        self.fields[name] = answer

    def _asking(self) -> Fold:
        lines = QWidget()
        column = in_column(lines, margins=(2, 0, 2, 6))
        for line in texts.asking(self.context.words.translate):
            said = BreakableLabel(line)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(said)
        return Fold(self._question(P.ASKING), lines, self.context.appearance)

    def _choices(self, document: Document) -> list[Choice]:
        """Whoever suits the aim; whoever was chosen before stays, whatever has been said of them since."""
        entries = queries.entries_by_id(document)
        ids = dict.fromkeys(answers.candidates(self.context.asked(self._prompt(P.WITH_WHOM), document)))
        chosen = queries.step(document, self.step_id).entry
        if chosen is not None:
            ids[chosen] = None
        return [(None, self.tr("Nobody in particular")), *((each, shortened(entries[each].name)) for each in ids)]

    def _choose_entry(self, entry_id: EntryId | None) -> None:
        self._answer(P.WITH_WHOM, answers.ENTRY, entry_id)
        if entry_id is not None and queries.has_entry(self.context.session.document.today, entry_id):
            self.context.selection.set((entry_id,))

    def _answer(self, name: P, to: Answers[_Answer, _Answer], given: _Answer) -> None:
        asked = self.context.asked(self._prompt(name))
        self.context.editing.change(self.tr("Change a small step"), lambda _document: to.answer(asked, given))

    def _go_on(self, name: P) -> None:
        following = _TEXTS[_TEXTS.index(name) + 1 :]
        (self.fields[following[0]].field if following else self.done_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self) -> None:
        self._answer(P.AIM, answers.AIMS, None)
        self.removed.emit()


class SmallStepReviewForm(SmallStepPage):
    """What became of a small step, at this visit and before. `other_words`: it goes on and shall say more."""

    other_words = Signal()

    def __init__(self, context: GuideContext, step_id: SmallStepId) -> None:
        super().__init__(context, step_id)
        self.said = BreakableLabel(look="quiet")
        self.state = StateAnswer(context, self._prompt(P.REVIEW))
        self._add_answer(self.state)
        self.column.insertWidget(1, self.said)
        self.note = TextAnswer(context, self._prompt(P.REVIEW_NOTE))
        self.note.field.setFixedHeight(round(_NOTE_HEIGHT * context.appearance.text_scale))
        self._note_label = self._add_answer(self.note)
        self.anew = button(self.tr("Say it in other words"), self.other_words.emit)
        add_to(self.column, self.anew, self.done_button)
        self._before = BreakableLabel(self.tr("Before"), "subheading")
        self.before = BreakableLabel(look="quiet")
        add_to(self.column, self._before, self.before)

    def refresh(self, document: Document) -> None:
        super().refresh(document)
        self.said.say(texts.more(self.state.asked(document), self.context.words))
        state = self.state.chosen(document)
        for widget in (self._note_label, self.note):
            widget.setVisible(state is not None)
        self.anew.setVisible(state is StepState.CHANGED)
        visits = list(history(queries.step(document, self.step_id), self.context.words))
        earlier = visits[:-1] if state is not None else visits
        self.before.say("\n".join(earlier))
        for widget in (self._before, self.before):
            widget.setVisible(bool(earlier))
