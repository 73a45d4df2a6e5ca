"""One of a few words, or none of them: what is chosen can be taken back by choosing it again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kithmap.ui.guide.passage import Passage
from kithmap.ui.panels.choice_box import Choice
from kithmap.ui.panels.wrapping import WrappingButton
from kithmap.ui.sheet import ButtonRow


class OneWord(WrappingButton):
    """A choice in a word or two. It is checked when it is told so."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__(words)
        self.setProperty("look", "pill")
        self.setProperty("weight", "touch")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{name}: {words}" if name else words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Stay as told."""


class OneOf(QWidget):
    """Choices side by side under their name. `chosen` carries a value, or None when it was taken back."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._value: object = None
        self.buttons: dict[object, QPushButton] = {value: OneWord(words, name) for value, words in choices}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.label: QLabel | None = None
        if name:
            self.label = Passage(name, "field")
            layout.addWidget(self.label)
        layout.addWidget(ButtonRow(*self.buttons.values()))
        for value, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, value=value: self._choose(value))

    def show_value(self, value: object) -> None:
        """Show what is chosen; None is nothing."""
        self._value = value
        for each, button in self.buttons.items():
            button.setChecked(each == value)

    def _choose(self, value: object) -> None:
        self.chosen.emit(None if value == self._value else value)
