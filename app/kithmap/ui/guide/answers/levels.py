"""What comes from somebody, or goes to them: a row for each kind of support, with three dots."""

from PySide6.QtWidgets import QGridLayout, QWidget

from kithmap.guide.prompts import Prompt, PromptName
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.names import printable
from kithmap.model.vocabulary import Direction
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.people.support_table import KindLabel
from kithmap.ui.widgets.level_control import LevelControl
from kithmap.ui.widgets.text import plain_tooltip


class LevelsAnswer(AnswerWidget):
    """A click on the dots is the next level; letters and a menu go straight to one."""

    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt)
        self._direction = Direction.GET if prompt.name is PromptName.I_GET else Direction.GIVE
        self._labels: dict[str, KindLabel] = {}
        self.controls: dict[str, LevelControl] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.column.addLayout(self._grid)

    def refresh(self, document: Document) -> None:
        """Show the levels."""
        kinds = queries.support_kinds(document)
        if tuple(self.controls) != kinds:
            self._rebuild(kinds)
        words, connection = self.context.words, queries.connection(document.today, self.prompt.about)
        for kind, control in self.controls.items():
            sentence = printable(words.support_sentence(kind, self._direction, document))
            self._labels[kind].show_kind(words.support_letter(kind, document), sentence, plain_tooltip(sentence))
            control.show_levels({queries.level(connection, kind, self._direction)}, sentence, sentence)

    def first(self) -> QWidget | None:
        """The first row."""
        return next(iter(self.controls.values()), None)

    def _rebuild(self, kinds: tuple[str, ...]) -> None:
        for widget in (*self._labels.values(), *self.controls.values()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        words, appearance = self.context.words, self.context.appearance
        self._labels = {kind: KindLabel(kind, appearance) for kind in kinds}
        self.controls = {kind: LevelControl(kind, words, appearance) for kind in kinds}
        for row, (kind, control) in enumerate(self.controls.items()):
            self._grid.addWidget(self._labels[kind], row, 0)
            self._grid.addWidget(control, row, 1)
            control.chosen.connect(
                lambda level, kind=kind: self.context.editing.mark((self.prompt.about,), kind, self._direction, level)
            )
            control.stepped.connect(lambda _columns, rows, kind=kind: self._step(kind, rows))
            control.menu_wanted.connect(lambda place, control=control: control.level_menu().popup(place))

    def _step(self, kind: str, rows: int) -> None:
        kinds = list(self.controls)
        row = kinds.index(kind) + rows
        if 0 <= row < len(kinds):
            self.controls[kinds[row]].setFocus()
