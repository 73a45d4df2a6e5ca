"""A calm strip under the line at the top: what a person needs to know now, and what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from kithmap.ui.widgets.layouts import add_to, as_high_as_needed, discard, in_row
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, announce, button, sign_button, text

# What a button says, and what it does.
Choice = tuple[str, Callable[[], object]]

_MARGIN: Final = 14
_SPACING: Final = 8


class _Message(NamedTuple):
    key: str
    text: str
    buttons: tuple[Choice, ...]
    importance: int
    may_close: bool

    @property
    def looks(self) -> tuple[str, ...]:
        return (self.key, self.text, *(words for words, _pressed in self.buttons))


class Banner(QFrame):
    """Shows one message at a time, the most important first; the others are a press away. Hidden when there is none."""

    closed = Signal(str)  # the person closed the message with this key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        as_high_as_needed(self)
        self._messages: list[_Message] = []
        self._shown: _Message | None = None
        self._text = text()
        self._buttons = ButtonRow()
        self._own_buttons: list[QWidget] = []
        self.next_button = button(self.tr("Next message"), self._show_next, "plain")
        self._buttons.add(self.next_button)
        self.close_button = sign_button("×", self.tr("Close this message"), self._close)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(_SPACING)
        add_to(self._row, (self._text, 1), self._buttons)
        in_row(
            self,
            (self._row, 1),
            (self.close_button, 0, Qt.AlignmentFlag.AlignTop),
            margins=(_MARGIN, 6, 10, 6),
            spacing=_SPACING,
        )
        self.hide()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the messages there are, most important first."""
        return tuple(each.key for each in self._messages)

    def show_message(
        self, key: str, text: str, buttons: Sequence[Choice] = (), *, importance: int = 0, may_close: bool = True
    ) -> None:
        """Say something, or say it anew under the same key. A higher `importance` comes first."""
        message = _Message(key, text, tuple(buttons), importance, may_close)
        before = self._shown
        self._forget(key)
        self._messages.append(message)
        self._messages.sort(key=lambda each: -each.importance)
        stays = before is not None and before.key != key and before.importance >= importance
        self._show(before if stays else message)

    def clear(self, key: str) -> None:
        """Say it no longer; nothing happens when it was not said."""
        self._forget(key)
        if self._shown is None or self._shown.key == key:
            self._show(self._messages[0] if self._messages else None)
        else:
            self._show(self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand beside the text where one line has room for both, and below it otherwise."""
        super().resizeEvent(event)
        self._turn()

    def _forget(self, key: str) -> None:
        self._messages = [each for each in self._messages if each.key != key]

    def _show(self, message: _Message | None) -> None:
        self.next_button.setVisible(len(self._messages) > 1)
        before, self._shown = self._shown, message
        if message is None:
            self.hide()
            return
        # A button that has the keyboard stays when the same is said again.
        if before is None or message.looks != before.looks:
            self._text.setText(message.text)
            self._fill(message.buttons)
        self.close_button.setVisible(message.may_close)
        self._turn()
        self.show()
        if before is None or message.text != before.text:
            announce(self, message.text)

    def _fill(self, choices: Sequence[Choice]) -> None:
        for old in self._own_buttons:
            self._buttons.flow.removeWidget(old)
            discard(old)
        self._own_buttons = [
            button(words, partial(self._press, place)) for place, (words, _pressed) in enumerate(choices)
        ]
        # The way to the next message comes last.
        self._buttons.flow.removeWidget(self.next_button)
        for each in (*self._own_buttons, self.next_button):
            self._buttons.add(each)

    def _turn(self) -> None:
        buttons = [*self._own_buttons, *([self.next_button] if len(self._messages) > 1 else [])]
        self._buttons.setVisible(bool(buttons))
        beside = sum(each.sizeHint().width() + _SPACING for each in buttons)
        one_line = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 2
        room = self.width() - 2 * _MARGIN - self.close_button.sizeHint().width() - _SPACING
        fits = one_line + beside <= room
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        # In one line the buttons take what they need, and the text the rest.
        self._buttons.setMinimumWidth(beside if fits else 0)

    def _show_next(self) -> None:
        keys = self.keys
        place = keys.index(self._shown.key) if self._shown is not None else -1
        self._show(self._messages[(place + 1) % len(keys)])

    def _press(self, place: int) -> None:
        if self._shown is not None:
            self._shown.buttons[place][1]()

    def _close(self) -> None:
        if self._shown is not None:
            key = self._shown.key
            self.clear(key)
            self.closed.emit(key)
