"""One of a few words, or none of them: what is chosen stays when it is chosen again, and can be cleared."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.choice_box import Choice
from kithmap.ui.widgets.layouts import as_high_as_needed, in_column, in_row
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, button
from kithmap.ui.widgets.wrapping import WrappingButton


class OneWord(WrappingButton):
    """A choice in a word or two. It is checked when it is told so."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__(words)
        self.setProperty("look", "pill")
        self.setProperty("weight", "touch")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{name}: {words}" if name else words)
        as_high_as_needed(self, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Stay as told."""


class OneOf(QWidget):
    """Choices side by side under their name. `chosen` carries a value, None when cleared: no required one can be."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice], *, is_required: bool = False) -> None:
        super().__init__()
        self._is_required = is_required
        self.buttons: dict[object, QPushButton] = {value: OneWord(words, name) for value, words in choices}
        layout = in_column(self, spacing=4)
        self.label: QLabel | None = None
        self.clear = button(self.tr("Clear"), self._clear, "quietlink")
        row = ButtonRow(*self.buttons.values())
        if name:
            self.label = BreakableLabel(name, "field")
            self.clear.setAccessibleName(f"{name}: {self.clear.whole_text}")
            # It comes and goes beside the name, and nothing moves.
            policy = self.clear.sizePolicy()
            policy.setRetainSizeWhenHidden(not is_required)
            self.clear.setSizePolicy(policy)
            line = in_row(None, (self.label, 1), (self.clear, 0, Qt.AlignmentFlag.AlignTop))
            layout.addLayout(line)
        else:
            self.clear.setProperty("weight", "touch")
            row.add(self.clear)
        layout.addWidget(row)
        for value, each in self.buttons.items():
            each.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
        self.show_value(None)

    def show_value(self, value: object) -> None:
        """Show what is chosen; nothing when it is not among the choices."""
        for each, word in self.buttons.items():
            word.setChecked(each == value)
        self.clear.setVisible(value in self.buttons and not self._is_required)

    def _clear(self) -> None:
        # What has the keyboard must not be hidden with it.
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(None)
