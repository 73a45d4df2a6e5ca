"""The page that is seen while everything is hidden: an empty page that looks like nothing in particular."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStyle, QWidget

from kithmap.ui.files.passphrase_dialog import PassphraseField
from kithmap.ui.widgets.keys import press_focused
from kithmap.ui.widgets.layouts import Stretch, discard, in_column, in_row
from kithmap.ui.widgets.scrolling_dialog import announce, text

translate = QCoreApplication.translate

MARGIN: Final = 24


class NeutralPage(QWidget):
    """A window of its own with one quiet button, and a field for the passphrase where one is needed.

    The page says what the person wants and nothing more; closing it is a wish, too, unless `may_close`. No button has
    the keyboard at first: whoever goes on typing, or hits Space in haste, does not bring everything back.
    """

    back_wanted = Signal()
    passphrase_given = Signal(str)
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_close = False
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Notes"))
        self.setWindowIcon(self.style().standardIcon(QStyle.StandardPixmap.SP_FileIcon))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty = _quiet(self.tr("Nothing here yet"))
        # Made only when it is asked for: whatever exists can be read, shown or not.
        self._row: _PassphraseRow | None = None
        self.button = QPushButton(self.tr("Continue"))
        self.button.setProperty("look", "plain")
        self.button.clicked.connect(self.back_wanted)
        self._middle = in_row(None, Stretch(1), self._empty, Stretch(1))
        in_column(
            self,
            Stretch(2),
            self._middle,
            Stretch(3),
            (self.button, 0, Qt.AlignmentFlag.AlignRight),
            margins=(MARGIN, MARGIN, MARGIN, MARGIN),
        )
        self.setFocus()

    def ask_passphrase(self) -> None:
        if self._row is None:
            self._row = _PassphraseRow()
            self._row.given.connect(self.passphrase_given)
            self._middle.insertWidget(1, self._row)
            self._empty.hide()
            self.button.hide()
        self._row.field.setFocus()

    def wait(self) -> None:
        if self._row is not None:
            self._row.wait()

    def refuse(self, *, is_wrong: bool) -> None:
        """The passphrase is wrong, or could not be checked. It can be tried again, for ever."""
        if self._row is not None:
            self._row.refuse(is_wrong=is_wrong)

    def forget(self) -> None:
        if self._row is not None:
            self._row.field.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; Esc puts the field away again."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_field_away()
        else:
            press_focused(self, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.may_close)
        if not self.may_close:
            self.close_wanted.emit()

    def _put_field_away(self) -> None:
        row = self._row
        if row is None or row.is_waiting:
            return
        self._row = None
        row.field.forget()
        discard(row)
        self._empty.show()
        self.button.show()
        self.setFocus()


class _PassphraseRow(QWidget):
    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.is_waiting = False
        self.field = PassphraseField(translate("NeutralPage", "Passphrase"))
        self.field.returnPressed.connect(self._give)
        self._eye = QPushButton(translate("NeutralPage", "Show"))
        self._eye.setAccessibleName(translate("NeutralPage", "Show what is typed"))
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._reveal)
        self._go = QPushButton(translate("NeutralPage", "Continue"))
        self._go.clicked.connect(self._give)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(translate("NeutralPage", "One moment"))
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.hide()
        self._answer = text()
        line = in_row(None, self.field, self._eye, self._go)
        in_column(self, QLabel(self.field.accessibleName()), line, self._busy, self._answer, margins=None)
        room = self.screen().availableSize().width() - 2 * MARGIN
        self.setFixedWidth(min(max(60 * self.fontMetrics().averageCharWidth(), self.sizeHint().width()), room))

    def wait(self) -> None:
        self._answer.clear()
        self._use(on=False)

    def refuse(self, *, is_wrong: bool) -> None:
        """Say what is the matter; what was typed stays, selected, to be corrected or typed anew."""
        self._use(on=True)
        self._answer.setText(
            translate("NeutralPage", "That is not the passphrase. You can try again.")
            if is_wrong
            else translate("NeutralPage", "This could not be checked just now. You can try again.")
        )
        announce(self._answer, self._answer.text())
        self.field.setFocus()
        self.field.selectAll()

    def _give(self) -> None:
        if self.field.passphrase:
            self.given.emit(self.field.passphrase)
        else:
            self.field.setFocus()

    def _reveal(self, on: bool) -> None:
        self.field.show_letters(on=on)
        self._eye.setText(translate("NeutralPage", "Hide") if on else translate("NeutralPage", "Show"))

    def _use(self, *, on: bool) -> None:
        self.is_waiting = not on
        for widget in (self.field, self._eye, self._go):
            widget.setEnabled(on)
        self._busy.setVisible(not on)


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("look", "quiet")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
