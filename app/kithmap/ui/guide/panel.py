"""The guide in the left panel: what a prompt asks, its answer, and the buttons to move on.

The panel holds no answers: it shows where the document says the session stands, and every move is a document. Moves
become part of the undo step before them, so undo takes back an answer and is where it was given.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kithmap.guide import progress, texts
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.ids import EntryId, MapId
from kithmap.model.vocabulary import SessionLength
from kithmap.ui.guide.answers import answer_to
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.names import NamesAnswer
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.guide.header import Header
from kithmap.ui.guide.navigation_buttons import NavigationButtons
from kithmap.ui.guide.pages import LengthPage, ResumePage
from kithmap.ui.guide.worker_box import WorkerBox
from kithmap.ui.widgets.appearance import BASE_POINT_SIZE
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.keys import ENTER, holds_focus
from kithmap.ui.widgets.layouts import Frame, Stretch, add_to, empty, in_column, scrolling
from kithmap.ui.widgets.scrolling_dialog import announce
from kithmap.ui.widgets.stylesheet import stylesheet
from kithmap.ui.widgets.text import with_short_names

# How much larger the text is in a session with someone, who sits further from the screen; and the most it grows to:
# beyond that a question fills the panel, and its answers are out of sight.
LARGER: Final = 1.25
LARGEST: Final = 2.0
# Where the answer stands: below title, question and notes.
_BODY: Final = 3
_ABOUT_ENTRY: Final = frozenset({P.HOW_CLOSE, P.I_GET, P.I_GIVE, P.HOW_IS_IT, P.QUIET_CARD})


class Page(Enum):
    LENGTHS = auto()
    RESUME = auto()
    PROMPT = auto()


class GuidePanel(Frame):
    """One prompt at a time. `left`: the person goes on without the guide; `changed`: other controls are shown now."""

    left = Signal()
    changed = Signal()

    def __init__(self, context: GuideContext) -> None:
        super().__init__("panel")
        self._context = context
        self._document = context.session.document
        self.page: Page | None = None
        self.prompt: Prompt | None = None
        self.answer: AnswerWidget | None = None
        self.body: QWidget | None = None
        self._offers = context.session.document.guide is not None
        self._chooses_length = False
        self._begins_anew = False
        self._said: tuple[str, ...] = ()
        self._build()
        self._placed = QTimer(self, singleShot=True, interval=0)
        self._placed.timeout.connect(self._go_on_when_placed)
        context.session.document_changed.connect(self._on_document_changed)
        context.private.changed.connect(self._on_private_answers_changed)
        context.current_picture.map_changed.connect(self._on_map_changed)
        context.appearance.changed.connect(self._fit_text)

    # Coming and going

    def enter(self) -> None:
        """The panel is shown now: go on, offer to go on, or offer the three lengths."""
        self._show()
        self._focus_first()

    def offer(self) -> None:
        """Another document was opened: a session that was left in it is offered."""
        self._offers = self._document.guide is not None
        self._chooses_length = self._begins_anew = False
        self._context.private.fold()
        self._show()

    def hand_over(self) -> None:
        if self.answer is not None:
            self.answer.hand_over()

    def leave(self) -> None:
        self.hand_over()
        if self.answer is not None:
            self.answer.leave()
        self._drop_body()

    def name_field(self) -> QWidget | None:
        return self.answer.first() if isinstance(self.answer, NamesAnswer) else None

    def tapped(self, entry_id: EntryId) -> None:
        if self.answer is not None and self.answer.isEnabled():
            self.answer.tapped(entry_id)

    # Moving

    def begin(self, length: SessionLength) -> None:
        """Begin a session of this length, or have the one under way in this length from now on."""
        session = self._context.session
        is_under_way = session.document.guide is not None and not self._begins_anew
        self._offers = self._chooses_length = self._begins_anew = False
        document = session.document
        if is_under_way:
            document = progress.change_length(document, length)
        else:
            document = progress.begin(document, length, document.today.id)
        if not session.apply(self.tr("Begin the guide"), document):
            self.enter()

    def go_on(self) -> None:
        self.hand_over()
        self._move(self._moved(progress.forward))

    def go_back(self) -> None:
        self.hand_over()
        before = self._moved(progress.back)
        if before is self._context.session.document:
            self._chooses_length = True
            self.enter()
        else:
            self._move(before)

    def skip_step(self) -> None:
        self.hand_over()
        self._move(self._moved(progress.skip_step))

    def save_and_stop(self) -> None:
        """Save, and go on without the guide; it stays when the map could not be saved."""
        self.hand_over()
        session = self._context.session
        if (session.path is not None and not session.is_modified) or self._context.ways_out.save():
            self._offers = True
            self._context.editing.announced.emit(self.tr("“Guide me” goes on from here, today or another day."))
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """The document may have changed while the panel was hidden."""
        super().showEvent(event)
        if not event.spontaneous():
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from fields that have no use for it; a key that is held down presses nothing twice."""
        if event.key() in ENTER and event.isAutoRepeat():
            return
        if event.key() not in ENTER or isinstance(self.window().focusWidget(), QAbstractButton):
            super().keyPressEvent(event)
        elif self.page is Page.PROMPT:
            self.go_on()

    def _moved(self, way: Callable[[Document, MapId], Document]) -> Document:
        document = self._context.session.document
        return way(document, document.today.id)

    def _move(self, document: Document) -> None:
        self._context.current_picture.look_at(None)
        self._context.session.amend(self.tr("Go on in the guide"), document)
        if document.guide is None:
            self.left.emit()

    # Showing

    def _build(self) -> None:
        self.header = Header(self._context.appearance)
        self.question = BreakableLabel(look="heading")
        self._notes = in_column(None, spacing=6)
        self.worker = WorkerBox(self._context.appearance, self._context.words.translate)
        page = QWidget()
        self._column = in_column(
            page, self.header, self.question, self._notes, self.worker, Stretch(1), margins=(14, 12, 12, 12), spacing=10
        )
        self.area = scrolling(page)
        self.moves = NavigationButtons()
        self.moves.back.clicked.connect(self.go_back)
        self.moves.skip.clicked.connect(self.go_on)
        self.moves.next.clicked.connect(self.go_on)
        self.moves.skip_step.clicked.connect(self.skip_step)
        self.moves.stop.clicked.connect(self.save_and_stop)
        self.moves.not_now.clicked.connect(self.left)
        in_column(self, (self.area, 1), self.moves, spacing=0)

    def _on_document_changed(self, _before: Document, after: Document) -> None:
        before, self._document = self._document, after
        if not self.isVisibleTo(self.window()):
            return
        if self._was_placed(before, after):
            self._placed.start()
        self._show()

    def _show(self) -> None:
        """Show what the document calls for; nothing is made anew while the prompt stays the same."""
        page, prompt = self._wanted()
        if (page, prompt) == (self.page, self.prompt) and self.body is not None:
            if self.answer is not None and prompt is not None:
                self._say(prompt)
                self.answer.refresh(self._document)
            return
        had_focus = holds_focus(self)
        previous = self.prompt
        self._drop_body()
        self.page, self.prompt = page, prompt
        self._fit_text()
        if prompt is None:
            self._show_page(page)
        else:
            self._show_prompt(prompt)
            self._light(prompt, previous)
        self.moves.show_for(prompt, can_refuse=page is Page.LENGTHS)
        self.area.verticalScrollBar().setValue(0)
        if had_focus:
            self._focus_first()
        announce(self, ". ".join(filter(None, (self.header.said, *self._said))))
        self.changed.emit()

    def _wanted(self) -> tuple[Page, Prompt | None]:
        if self._document.guide is None or self._chooses_length:
            return Page.LENGTHS, None
        if self._offers:
            return Page.RESUME, None
        return Page.PROMPT, _here(self._document)

    def _show_page(self, page: Page) -> None:
        appearance, translate = self._context.appearance, self._context.words.translate
        self.worker.hide()
        if page is Page.LENGTHS:
            self._put(LengthPage(appearance, translate, self.begin))
            question = self.tr("How much time would you like?")
            note = self.tr("One question at a time. You can use the map, stop, or go without the guide at any time.")
        else:
            self._put(ResumePage(appearance, self._resume, self._choose_anew, self.left.emit))
            far = progress.progress_of(self._document, self._document.today.id)
            question = self.tr("Would you like to go on?")
            note = self.tr("You were at: {step}").replace(
                "{step}", texts.step_title(far.step, translate) if far else ""
            )
        self._say_texts(self.tr("Guide me"), question, [note])
        self.header.show_progress(None, "")

    def _show_prompt(self, prompt: Prompt) -> None:
        self._say(prompt)
        self.answer = answer_to(self._context, prompt)
        self.answer.wants_on.connect(self.go_on)
        self.answer.wants_out.connect(self.moves.next.setFocus)
        self.answer.changed.connect(self.changed)
        self._put(self.answer)
        self.answer.refresh(self._document)
        self.answer.setEnabled(self._context.current_picture.is_today)
        self.worker.setVisible(queries.is_with_someone(self._document))
        self.worker.show_prompt(prompt)

    def _say(self, prompt: Prompt) -> None:
        """The words of a prompt; they change with the document, and are not longer than the panel for a name."""
        words, translate = self._context.words, self._context.words.translate
        asked = self._context.asked(prompt, with_short_names(self._document, (prompt.entry_id,)))
        lines = list(texts.paragraphs(asked, words))
        self._say_texts(texts.step_title(prompt.step, translate), texts.question(asked, words), lines)
        far = progress.progress_of(self._document, self._document.today.id)
        self.header.show_progress(far, texts.how_far(far, translate) if far else "")

    def _say_texts(self, title: str, question: str, notes: list[str]) -> None:
        said = (title, question, *filter(None, notes))
        if said == self._said:
            return
        self._said = said
        self.header.title.say(title)
        self.question.say(question)
        empty(self._notes)
        add_to(self._notes, *(BreakableLabel(note) for note in filter(None, notes)))

    def _light(self, prompt: Prompt, previous: Prompt | None) -> None:
        """Whoever is asked about is selected, so that the map shows who it is."""
        if prompt.name in _ABOUT_ENTRY:
            self._context.selection.set((prompt.entry_id,))
        elif previous is not None and previous.name in _ABOUT_ENTRY:
            self._context.selection.clear()

    def _put(self, body: QWidget) -> None:
        self.body = body
        self._column.insertWidget(_BODY, body)
        body.show()

    def _drop_body(self) -> None:
        if self.answer is not None:
            self.answer.leave()
        if self.body is not None:
            self.body.hide()
            self._column.removeWidget(self.body)
            self.body.deleteLater()
        self.body = self.answer = None

    def _focus_first(self) -> None:
        """The keyboard goes to the answer; to "Next" where there is nothing to answer."""
        target = self.answer.first() if self.answer is not None else None
        if target is None and self.body is not None and self.answer is None:
            target = self.body.findChild(QWidget)
        (target or self.moves.next).setFocus(Qt.FocusReason.OtherFocusReason)

    # What changes meanwhile

    def _was_placed(self, before: Document, after: Document) -> bool:
        """Whether the entry asked about was just placed: the next is asked about then. With someone they talk first."""
        if self.prompt is None or self.prompt.name is not P.HOW_CLOSE or queries.is_with_someone(after):
            return False
        if _here(after) != self.prompt:
            return False
        about = self.prompt.entry_id
        return _is_in_tray(before, about) and not _is_in_tray(after, about)

    def _go_on_when_placed(self) -> None:
        session = self._context.session
        # What undo has put back on the map was not put there just now.
        if self.prompt is not None and _here(session.document) == self.prompt and not session.can_redo:
            self.go_on()

    def _on_private_answers_changed(self) -> None:
        if self.answer is not None:
            self.answer.refresh(self._document)

    def _on_map_changed(self) -> None:
        if self.answer is not None:
            self.answer.setEnabled(self._context.current_picture.is_today)

    def _resume(self) -> None:
        self._offers = False
        # They may have been alone meanwhile.
        self._context.private.fold()
        self.enter()

    def _choose_anew(self) -> None:
        self._offers, self._chooses_length, self._begins_anew = False, True, True
        self.enter()

    def _fit_text(self) -> None:
        """With someone, everything in the panel is larger."""
        appearance = self._context.appearance
        scale = min(appearance.text_scale * LARGER, LARGEST)
        is_shared = self.page is Page.PROMPT and queries.is_with_someone(self._document)
        is_larger = is_shared and scale > appearance.text_scale
        usual = f"QWidget {{ font-size: {BASE_POINT_SIZE * scale:.1f}pt; }}"
        wanted = usual + stylesheet(appearance.colours, scale) if is_larger else ""
        if wanted != self.styleSheet():
            self.setStyleSheet(wanted)


def _here(document: Document) -> Prompt | None:
    return progress.here(document, document.today.id)


def _is_in_tray(document: Document, entry_id: EntryId) -> bool:
    return any(each.entry == entry_id for each in queries.in_tray(document.today))
