"""A window for something to read, to choose or to set: it scrolls where the screen ends, its buttons stay."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from kithmap.ui.widgets.dialog_loop import ModalDialog
from kithmap.ui.widgets.flow_layout import FlowLayout
from kithmap.ui.widgets.keys import ENTER
from kithmap.ui.widgets.layouts import as_high_as_needed, in_column, scrolling
from kithmap.ui.widgets.wrapping import WrappingButton

# Of the screen a window may take.
_SHARE_OF_SCREEN: Final = 0.92
_SIDE: Final = 18
_SCROLLING: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class ScrollingDialog(ModalDialog):
    """`body` takes what it shows, `add_button` adds below it. `letters` is the width in letters of the text size.

    The window grows with what is in it as far as the screen goes. Esc gives it up.
    """

    def __init__(self, title: str, parent: QWidget | None = None, letters: int = 62) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        # It may be the only window there is for a moment: that the program ends is not decided here.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._letters = letters
        self._page = QWidget()
        self.body = in_column(self._page, margins=(_SIDE, 16, _SIDE, 8), spacing=10)
        self._area = scrolling(self._page, sideways=True)
        self.problem = text(look="banner")
        self.problem.hide()
        self._buttons = ButtonRow()
        self._buttons.hide()
        foot = in_column(None, self.problem, self._buttons, margins=(_SIDE, 0, _SIDE, 0), spacing=10)
        in_column(self, (self._area, 1), foot, margins=(0, 0, 0, 14), spacing=4)
        self._wanted: QWidget | None = None
        self._page.installEventFilter(self)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._on_focus_timeout)

    def add_text(self, words: str = "", look: str = "") -> QLabel:
        label = text(words, look)
        self.body.addWidget(label)
        return label

    def add_button(self, words: str, pressed: Callable[[], object], *, is_primary: bool = False) -> WrappingButton:
        added = button(words, pressed, "primary" if is_primary else "")
        added.setDefault(is_primary)
        self.add_buttons(added)
        return added

    def add_buttons(self, *buttons: QWidget) -> None:
        for each in buttons:
            self._buttons.add(each)
        self._buttons.show()

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a part of the page that has just appeared, as far as what has the keyboard stays in sight."""
        self._wanted = widget
        self._later.start()

    def say_problem(self, words: str) -> None:
        """Show what is in the way, above the buttons, and have it said by screen readers."""
        self.problem.setText(words)
        self.problem.show()
        self._later.start()
        announce(self, words)

    def sizeHint(self) -> QSize:
        """Room for everything (pixels), within the screen."""
        room = self.screen().availableSize() * _SHARE_OF_SCREEN
        wanted = max(self._letters * self.fontMetrics().averageCharWidth(), self._page.minimumSizeHint().width())
        width = min(wanted, room.width())
        foot = sum(
            10 + _height(each, width - 2 * _SIDE) for each in (self.problem, self._buttons) if not each.isHidden()
        )
        return QSize(width, min(_height(self._page, width) + foot + 14, room.height()))

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            for each in self.findChildren(QWidget):
                each.ensurePolished()
            if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
                self._fit()
            else:
                self.resize(self.sizeHint())
        super().showEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._later.start()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, page keys scroll, whatever has it."""
        focus = self.focusWidget()
        if event.key() in ENTER and isinstance(focus, QPushButton):
            focus.click()
        elif event.key() in _SCROLLING:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLING[Qt.Key(event.key())] * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.resize(self.size().expandedTo(self.sizeHint()))

    def _on_focus_timeout(self) -> None:
        """Grow with what is shown, and keep what is new and what has the keyboard in sight."""
        self._fit()
        wanted, self._wanted = self._wanted, None
        for each in (wanted, self.focusWidget()):
            if each is not None and self._page.isAncestorOf(each):
                self._area.ensureWidgetVisible(each)


class ButtonRow(QWidget):
    """Buttons side by side, going on in another line where there is little room."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self.flow = FlowLayout(self, spacing=8)
        as_high_as_needed(self)
        for each in buttons:
            self.add(each)

    def add(self, added: QWidget) -> None:
        self.flow.addWidget(added)


def text(words: str = "", look: str = "") -> QLabel:
    """A plain text that goes on over several lines; for looks see `stylesheet`."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if look:
        label.setProperty("look", look)
    return label


def button(
    words: str, pressed: Callable[[], object] | None = None, look: str = "", description: str = ""
) -> WrappingButton:
    """A button that is not pressed by Enter unless it has the keyboard."""
    made = WrappingButton(words)
    made.setAutoDefault(False)
    made.setAccessibleDescription(description)
    if look:
        made.setProperty("look", look)
    if pressed is not None:
        # A click brings a flag along that nobody asked for.
        made.clicked.connect(lambda: pressed())  # noqa: PLW0108
    return made


def sign_button(sign: str, name: str, pressed: Callable[[], object] | None = None, tooltip: str = "") -> QToolButton:
    """A button without a frame that shows a sign; without a `tooltip` that is its name."""
    made = QToolButton()
    made.setText(sign)
    made.setProperty("look", "plain")
    made.setAccessibleName(name)
    made.setToolTip(tooltip or name)
    if pressed is not None:
        made.clicked.connect(lambda: pressed())  # noqa: PLW0108 - as above
    return made


def announce(widget: QWidget, words: str) -> None:
    """Let screen readers say something that has just appeared."""
    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def _height(widget: QWidget, width: int) -> int:
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
