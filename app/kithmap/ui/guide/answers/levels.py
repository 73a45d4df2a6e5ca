"""What comes from somebody, or goes to them: a row for each kind of support, with three dots."""

from PySide6.QtWidgets import QGridLayout, QWidget

from kithmap.guide import answers
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.ids import KindId
from kithmap.model.names import printable
from kithmap.model.vocabulary import SupportLevel
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.people.support_table import KindLabel
from kithmap.ui.widgets.layouts import discard
from kithmap.ui.widgets.level_control import LevelControl
from kithmap.ui.widgets.text import plain_tooltip


class LevelsAnswer(AnswerWidget):
    """A click on the dots is the next level; letters and a menu go straight to one."""

    def _build(self) -> None:
        self._direction = answers.DIRECTIONS[self.prompt.name]
        self._labels: dict[KindId, KindLabel] = {}
        self.controls: dict[KindId, LevelControl] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.column.addLayout(self._grid)

    def refresh(self, document: Document) -> None:
        kinds = queries.support_kinds(document)
        if tuple(self.controls) != kinds:
            self._rebuild(kinds)
        words, levels = self.context.words, answers.LEVELS.value(self.asked(document))
        for kind, control in self.controls.items():
            sentence = printable(words.support_sentence(kind, self._direction, document))
            self._labels[kind].show_kind(words.support_letter(kind, document), sentence, plain_tooltip(sentence))
            control.show_levels({levels.get(kind)}, sentence, sentence)

    def first(self) -> QWidget | None:
        return next(iter(self.controls.values()), None)

    def _rebuild(self, kinds: tuple[KindId, ...]) -> None:
        for widget in (*self._labels.values(), *self.controls.values()):
            self._grid.removeWidget(widget)
            discard(widget)
        words, appearance = self.context.words, self.context.appearance
        self._labels = {kind: KindLabel(kind, appearance) for kind in kinds}
        self.controls = {kind: LevelControl(kind, words, appearance) for kind in kinds}
        for row, (kind, control) in enumerate(self.controls.items()):
            self._grid.addWidget(self._labels[kind], row, 0)
            self._grid.addWidget(control, row, 1)
            control.chosen.connect(lambda level, kind=kind: self._mark(kind, level))
            control.stepped.connect(lambda _columns, rows, kind=kind: self._step(kind, rows))
            control.menu_wanted.connect(lambda place, control=control: control.level_menu().popup(place))

    def _mark(self, kind: KindId, level: SupportLevel | None) -> None:
        step = self.context.editing.step_of_marking((self.prompt.entry_id,), kind, self._direction, level)
        levels = {**answers.LEVELS.value(self.asked()), kind: level}
        given = {each: marked for each, marked in levels.items() if marked is not None}
        self.answer(step, answers.LEVELS, given)

    def _step(self, kind: KindId, rows: int) -> None:
        kinds = list(self.controls)
        row = kinds.index(kind) + rows
        if 0 <= row < len(kinds):
            self.controls[kinds[row]].setFocus()
