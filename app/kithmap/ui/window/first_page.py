"""The first window: New, Guide me, Open, Example, and what happens to what is written. Nothing else.

It is small and loads little, so it is there at once; the window for the map is made while it is looked at.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from kithmap.ui.files.dropped_file import dragged_file
from kithmap.ui.widgets.keys import press_focused
from kithmap.ui.widgets.layouts import Stretch, add_to, in_column

PAGE_WIDTH = 560


class FirstPage(QScrollArea):
    """One calm page with four ways to begin. A map file can be dropped on it, too."""

    new_wanted = Signal()
    guide_wanted = Signal()
    open_wanted = Signal()
    example_wanted = Signal()
    file_dropped = Signal(Path)
    painted = Signal()  # once, after it has been painted for the first time

    def __init__(self) -> None:
        super().__init__()
        self._was_painted = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("window")
        self.setWindowTitle("Kithmap")
        self.setAcceptDrops(True)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        page = QWidget()
        page.setMaximumWidth(PAGE_WIDTH)
        layout = in_column(page, Stretch(2), margins=None, spacing=12)
        emblem = QLabel()
        emblem.setPixmap(QApplication.windowIcon().pixmap(QSize(96, 96), self.devicePixelRatioF()))
        emblem.setFixedSize(96, 96)
        title = QLabel("Kithmap")
        title.setProperty("look", "title")
        lead = self._text(self.tr("Draw the connections around you: who and what matters, and how close."))
        promise = self._text(
            self.tr(
                "Your map is yours. You choose what goes on it and who sees it. "
                "Nothing leaves this computer unless you send or print it."
            )
        )
        add_to(layout, emblem, title, lead, 8)
        self.new_button = self._button(
            self.tr("Start a new map"), self.tr("Begin with one name. Nicknames are fine."), self.new_wanted
        )
        self.new_button.setProperty("look", "primary")
        self.guide_button = self._button(
            self.tr("Guide me through it"),
            self.tr("One question at a time. Stop whenever you like."),
            self.guide_wanted,
        )
        self.open_button = self._button(
            self.tr("Open a map"), self.tr("Go on with a map you saved before."), self.open_wanted
        )
        self.example_button = self._button(
            self.tr("Look at an example"),
            self.tr("The map of a made-up person, to look at and try things with."),
            self.example_wanted,
        )
        for button in (self.new_button, self.guide_button, self.open_button, self.example_button):
            add_to(layout, button, self._text(button.accessibleDescription(), "quiet"), 4)
        add_to(layout, 8, promise, Stretch(3))
        self._holder = holder = QWidget()
        in_column(holder, (page, 1, Qt.AlignmentFlag.AlignHCenter), margins=None)
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        page.setMinimumWidth(min(PAGE_WIDTH, 480))
        self.setWidget(holder)
        # Qt would show a new window at two thirds of a small screen's height at most, as it says of `adjustSize`.
        self.resize(self.sizeHint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:
        page = self._holder.sizeHint()
        wanted = QSize(max(760, page.width() + 80), max(600, page.height() + 60))
        return wanted.boundedTo(self.screen().availableSize() * 0.9)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dragged_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def _text(self, text: str, look: str = "") -> QLabel:
        label = QLabel(text)
        label.setProperty("look", look)
        label.setWordWrap(True)
        return label

    def _button(self, text: str, description: str, pressed: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("weight", "large")
        button.setAccessibleDescription(description)
        button.clicked.connect(pressed)
        return button
