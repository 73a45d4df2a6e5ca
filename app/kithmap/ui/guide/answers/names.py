"""Names that come to mind: one field, and the chips of those who are here already."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kithmap.guide import answers
from kithmap.guide.answers import NewNames
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.names import names_from_lines, printable
from kithmap.model.vocabulary import EntryKind
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.one_of import OneOf
from kithmap.ui.people.name_field import NameField
from kithmap.ui.people.tray import Chips
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.choice_box import ChoiceBox
from kithmap.ui.widgets.keys import ENTER
from kithmap.ui.widgets.layouts import add_to
from kithmap.ui.widgets.text import filled, shortened
from kithmap.wording.words import Words

# More kinds than this are in a box that opens.
_SIDE_BY_SIDE = 3
_MOST_NAMED = 30


class _Names(NameField):
    """The field for names. Enter with nothing typed goes on, Esc leaves what is typed where it is."""

    def __init__(self, answer: AnswerWidget) -> None:
        super().__init__()
        self._answer = answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._answer.wants_out.emit()
        elif event.key() in ENTER and not self.toPlainText().strip():
            if not event.isAutoRepeat():
                self._answer.wants_on.emit()
        else:
            super().keyPressEvent(event)


class NamesAnswer(AnswerWidget):
    def _build(self) -> None:
        kinds = answers.kinds_offered(self.prompt)
        self.kind: EntryKind = kinds[0]
        self.kinds = _kinds(kinds, self.context.words, self.tr("What kind?")) if len(kinds) > 1 else None
        if self.kinds is not None:
            self.kinds.show_value(self.kind)
            self.kinds.chosen.connect(self._choose_kind)
        self.field = _Names(self)
        self.field.entered.connect(self._add)
        self.column.addWidget(self.field)
        if self.kinds is not None:
            add_to(self.column, BreakableLabel(self.tr("What kind?"), "field"), self.kinds)
        self.chips = Chips(self.context.selection, self.context.drag, self.context.appearance, may_shrink=True)
        self.column.addWidget(self.chips)
        self.others = BreakableLabel(look="quiet")
        self.column.addWidget(self.others)

    def refresh(self, document: Document) -> None:
        named = answers.NAMES.value(self.asked(document))
        tray = {each.entry for each in queries.in_tray(document.today)}
        self.chips.show_entries(document, [each for each in named if each in tray])
        entries = queries.entries_by_id(document)
        placed = [shortened(printable(entries[each].name)) for each in named if each not in tray]
        shown = ", ".join(placed[:_MOST_NAMED]) + ("…" if len(placed) > _MOST_NAMED else "")
        self.others.say(filled(self.tr("On the map already: {names}"), names=shown))
        self.others.setVisible(bool(placed))

    def first(self) -> QWidget:
        return self.field

    def hand_over(self) -> None:
        """A name that was typed but not entered is added: nothing typed is lost."""
        if self.field.toPlainText().strip():
            self._add(self.field.toPlainText())

    def _add(self, text: str) -> None:
        names = names_from_lines(text)
        if names:
            step = self.context.editing.step_of_adding(names)
            if self.answer(step, answers.NAMES, NewNames(names, self.kind)):
                self.field.clear()

    def _choose_kind(self, kind: object) -> None:
        if isinstance(kind, EntryKind):
            self.kind = kind
        if self.kinds is not None:
            self.kinds.show_value(self.kind)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _kinds(kinds: tuple[EntryKind, ...], words: Words, name: str) -> OneOf | ChoiceBox:
    choices = [(kind, words.kind(kind)) for kind in kinds]
    return OneOf("", choices, is_required=True) if len(kinds) <= _SIDE_BY_SIDE else ChoiceBox(name, choices)
