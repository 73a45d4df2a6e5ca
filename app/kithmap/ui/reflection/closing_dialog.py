"""Closing words of a dated map: what was noticed, what was a surprise, one thing to carry, and how one feels."""

from typing import Final

from PySide6.QtWidgets import QWidget

from kithmap.guide import answers, texts
from kithmap.guide.agenda import calls_for_gentle_words
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model.document import DatedMap, Document
from kithmap.ui.editing.private_answers import FOLDED, earlier_button, said
from kithmap.ui.guide.answers.card import GentleAnswer
from kithmap.ui.guide.answers.one_of import OneOf
from kithmap.ui.guide.answers.text import TextAnswer
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.formatting import day_in_words
from kithmap.ui.widgets.layouts import add_to, in_column
from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog, announce
from kithmap.ui.widgets.text import filled

_FACES: Final = range(5, 0, -1)
# Room for three lines at the usual text size (pixels).
_FIELD_HEIGHT: Final = 72


class ClosingDialog(ScrollingDialog):
    """Today's words can be written, those of an earlier map only read."""

    def __init__(self, context: GuideContext, dated_map: DatedMap, parent: QWidget | None) -> None:
        self._context = context
        self.fields: dict[P, TextAnswer] = {}
        self.feeling: OneOf | None = None
        self.gentle: GentleWords | None = None
        self._below_feeling = in_column(None)
        super().__init__(self.tr("Closing words"), parent, letters=64)
        self.add_text(filled(self.tr("Closing words, {day}"), day=day_in_words(dated_map.date)), "heading")
        if dated_map is context.session.document.today:
            self._ask()
        else:
            self._read(dated_map)
        self.body.addStretch(1)
        self.done_button = self.add_button(self.tr("Done"), self.accept, is_primary=True)

    def _ask(self) -> None:
        for name in (P.NOTICED, P.SURPRISED, P.TAKEAWAY):
            self.add_text(self._question(name), "subheading")
            answer = TextAnswer(self._context, Prompt(name))
            answer.field.setFixedHeight(round(_FIELD_HEIGHT * self._context.appearance.text_scale))
            answer.wants_out.connect(self.reject)
            self.body.addWidget(answer)
            self.fields[name] = answer
        question = self._question(P.FEELING_AFTER)
        self.add_text(question, "subheading")
        self.feeling = OneOf("", [(each, self._face(each)) for each in _FACES])
        for each in self.feeling.buttons.values():
            each.setAccessibleName(f"{question} {each.text()}")
        self.feeling.chosen.connect(self._feel)
        self.earlier = earlier_button(self._show_earlier)
        add_to(self.body, self.earlier, self.feeling, self._below_feeling)
        self._context.session.document_changed.connect(self._on_document_changed)
        self._context.private.changed.connect(self._on_private_answers_changed)
        self._show(self._context.session.document)
        # Not the buttons that show earlier answers: whoever presses Enter must not press one unawares.
        fields = (each.first() for each in self.fields.values())
        next((each for each in fields if each is not None), self.feeling.buttons[_FACES[0]]).setFocus()

    def _read(self, dated_map: DatedMap) -> None:
        feeling = self._face(dated_map.feeling_after) if dated_map.feeling_after else ""
        written = {
            P.NOTICED: dated_map.noticed,
            P.SURPRISED: dated_map.surprised,
            P.TAKEAWAY: dated_map.takeaway,
            P.FEELING_AFTER: feeling,
        }
        for name, words in written.items():
            if words:
                self.add_text(self._question(name), "subheading")
                self.add_text(words)
        if not any(written.values()):
            self.add_text(self.tr("Nothing was written on that day."), "quiet")

    def _show(self, document: Document) -> None:
        for answer in self.fields.values():
            answer.refresh(document)
        value = document.today.feeling_after
        seen = value and self._context.private.seen(said(document.today, P.FEELING_AFTER), value)
        if self.feeling is not None:
            self.feeling.show_value(seen)
            self.earlier.setVisible(seen is FOLDED)
        self._show_gentle(document, is_wanted=seen is not FOLDED and calls_for_gentle_words(document.today))

    def _show_gentle(self, document: Document, *, is_wanted: bool) -> None:
        """A gentle line for somebody who feels very low or lower; services are looked up when it is needed."""
        if is_wanted and self.gentle is None:
            self.gentle = GentleWords(self._context)
            self.gentle.hide()
            self._below_feeling.addWidget(self.gentle)
        if self.gentle is None:
            return
        self.gentle.refresh(document)
        appears = is_wanted and self.gentle.isHidden()
        self.gentle.setVisible(is_wanted)
        if appears and self.isVisible():
            self.bring_into_sight(self.gentle.line)
            announce(self, self.gentle.line.accessibleName())

    def _on_document_changed(self, _before: Document, after: Document) -> None:
        self._show(after)

    def _on_private_answers_changed(self) -> None:
        self._show(self._context.session.document)

    def _show_earlier(self) -> None:
        self._context.private.ask_for(said(self._context.session.document.today, P.FEELING_AFTER))

    def _feel(self, given: int | None) -> None:
        prompt = Prompt(P.FEELING_AFTER)
        self._context.private.give(said(self._context.session.document.today, prompt.name), given)
        answer = answers.FACES.answer(self._context.asked(prompt), given)
        self._context.editing.change(self.tr("Say how I feel now"), answer)

    def _question(self, name: P) -> str:
        return texts.question(self._context.asked(Prompt(name)), self._context.words)

    def _face(self, feeling: int) -> str:
        return texts.face(feeling, self._context.words.translate)


class GentleWords(QWidget):
    """What is said to somebody who feels very low, or lower than before, and whom they could tell. `line` is first."""

    def __init__(self, context: GuideContext) -> None:
        super().__init__()
        self._context = context
        self.line = BreakableLabel()
        self.why = BreakableLabel()
        self.whom = GentleAnswer(context, Prompt(P.TELL_SOMEONE))
        gentle, words = context.asked(Prompt(P.GENTLE)), context.words
        self.line.say(texts.more(gentle, words))
        in_column(
            self,
            BreakableLabel(texts.question(gentle, words), "subheading"),
            self.line,
            BreakableLabel(texts.question(self.whom.asked(), words), "subheading"),
            self.why,
            self.whom,
            spacing=8,
        )

    def refresh(self, document: Document) -> None:
        self.why.say(texts.more(self.whom.asked(document), self._context.words))
        self.whom.refresh(document)
