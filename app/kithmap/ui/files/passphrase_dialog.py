"""Asking for a passphrase, and setting one.

A passphrase is tried by a function that is handed in and runs beside the window. The fields are emptied when the
window closes: no widget keeps one.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from kithmap.ui.widgets.background_job import run_in_background
from kithmap.ui.widgets.layouts import Stretch, add_to, in_row
from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog, text
from kithmap.ui.widgets.text import filled, shortened
from kithmap.ui.widgets.wrapping import WrappingButton, WrappingCheckBox

# Tries or uses a passphrase, on another thread: a sentence when it will not do, None when it did.
UsePassphrase = Callable[[str], str | None]

# Fewer characters than this are called short. They are allowed all the same: a short passphrase the person can keep in
# mind keeps out the people around them, a long one that is written on a note or lost helps nobody.
SHORT: Final = 8
# Qt would cut what is pasted at 32,767 characters without a word.
_UNLIMITED: Final = 1_000_000_000
_LONGEST_FILE_NAME: Final = 60

_PRIVATE: Final = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhHiddenText
)


class PassphraseField(QLineEdit):
    """A line for a passphrase: dots at first, pasting allowed, nothing of it learned by keyboards that guess words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(_UNLIMITED)
        self.show_letters(on=False)

    @property
    def passphrase(self) -> str:
        """What is in the field, as it is seen: line ends that came along with pasting are not part of it."""
        return " ".join(self.text().strip("\r\n").splitlines())

    def show_letters(self, *, on: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_PRIVATE)

    def forget(self) -> None:
        """Empty the field, and what could be brought back with undo."""
        # `clear` would keep the text for undo.
        self.setText("")
        self.show_letters(on=False)


class AskPassphrase(ScrollingDialog):
    """One passphrase, tried until `check` finds nothing wrong with it. `file_name` says which map is meant, if any."""

    def __init__(self, parent: QWidget | None, file_name: str | None, check: UsePassphrase) -> None:
        super().__init__(self.tr("Passphrase"), parent, letters=54)
        self._check = check
        self.add_text(self.tr("This map is protected"), "heading")
        if file_name is None:
            self.add_text(self.tr("Please type its passphrase."))
        else:
            asking = self.tr("Please type the passphrase of “{file}”.")
            self.add_text(filled(asking, file=shortened(file_name, _LONGEST_FILE_NAME)))
        self.field = PassphraseField(self.tr("Passphrase"))
        self.toggle = ShowToggle((self.field,))
        add_to(self.body, in_row(None, self.field, self.toggle, spacing=8), Stretch(1))
        self.open_button = self.add_button(self.tr("Open the map"), self._try, is_primary=True)
        self.cancel_button = self.add_button(self.tr("Cancel"), self.reject)
        self.field.setFocus()

    def done(self, result: int) -> None:
        self.field.forget()
        super().done(result)

    def _try(self) -> None:
        passphrase = self.field.passphrase
        if not passphrase:
            problem: str | None = self.tr("There is nothing in the field yet. Please type the passphrase.")
        else:
            trying = self.tr("Trying the passphrase…")
            problem = run_in_background(self, trying, lambda: self._check(passphrase))
        if problem is None:
            self.accept()
            return
        self.say_problem(problem)
        self.field.selectAll()
        self.field.setFocus()


class SetPassphrase(ScrollingDialog):
    """A new passphrase: typed twice, or once where the letters are shown. Accepted when `use` took it.

    With `is_change` the map has one already, which the new one replaces. How long it is, is the person's choice.
    """

    def __init__(self, parent: QWidget | None, use: UsePassphrase, *, is_change: bool) -> None:
        title = self.tr("Change the passphrase") if is_change else self.tr("Protect this map with a passphrase")
        super().__init__(self.tr("Passphrase"), parent, letters=62)
        self._use = use
        self.add_text(title, "heading")
        self.add_text(
            self.tr("Several words make a good passphrase: easy to remember, hard to guess. Spaces are welcome.")
        )
        self.field = PassphraseField(self.tr("New passphrase"))
        self.again = PassphraseField(self.tr("The same once more"))
        self.toggle = ShowToggle((self.field, self.again))
        self._again_label = text(self.again.accessibleName())
        self._add_fields()
        self.hint = text(look="quiet")
        self.body.addWidget(self.hint)
        warning = self.add_text(
            self.tr("Nobody can bring back a lost passphrase. Without it, the map stays closed."), "banner"
        )
        self.understood = WrappingCheckBox(self.tr("I know that nobody can open this map without the passphrase."))
        self.understood.setAccessibleDescription(warning.text())
        add_to(self.body, self.understood, Stretch(1))
        words = self.tr("Change it") if is_change else self.tr("Protect the map")
        self.set_button = self.add_button(words, self._set, is_primary=True)
        self.cancel_button = self.add_button(self.tr("Cancel"), self.reject)
        self.field.textChanged.connect(self._refresh)
        self.toggle.clicked.connect(self._refresh)
        self._refresh()
        self.field.setFocus()

    def done(self, result: int) -> None:
        self.field.forget()
        self.again.forget()
        super().done(result)

    def _add_fields(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(text(self.field.accessibleName()), 0, 0)
        grid.addWidget(self.field, 1, 0)
        grid.addWidget(self.toggle, 1, 1)
        grid.addWidget(self._again_label, 2, 0)
        grid.addWidget(self.again, 3, 0)
        self.body.addLayout(grid)

    def _refresh(self) -> None:
        for each in (self._again_label, self.again):
            each.setVisible(not self.toggle.is_showing)
        self.hint.setText(self._hint(self.field.passphrase))
        self.hint.setVisible(bool(self.hint.text()))

    def _hint(self, passphrase: str) -> str:
        if passphrase != passphrase.strip():
            return self.tr("It begins or ends with a space. That is fine, if you mean it.")
        if 0 < len(passphrase) < SHORT:
            return self.tr("This one is short. A few more words would make it harder to guess.")
        return ""

    def _set(self) -> None:
        problem, field = self._missing()
        passphrase = self.field.passphrase
        if not problem:
            working = self.tr("Preparing the protection…")
            problem = run_in_background(self, working, lambda: self._use(passphrase)) or ""
        if not problem:
            self.accept()
            return
        self.say_problem(problem)
        field.setFocus()

    def _missing(self) -> tuple[str, QWidget]:
        """What is still to be done before it can be set, and where; "" when nothing is."""
        if not self.field.passphrase:
            return self.tr("There is nothing in the field yet. Please type a passphrase."), self.field
        if not self.toggle.is_showing and self.field.passphrase != self.again.passphrase:
            return self.tr("The two are not the same. Please type the second one again."), self.again
        if not self.understood.isChecked():
            return self.tr("Please tick the box first."), self.understood
        return "", self.field


class ShowToggle(WrappingButton):
    def __init__(self, fields: tuple[PassphraseField, ...]) -> None:
        super().__init__()
        self.is_showing = False
        self._fields = fields
        self.setAutoDefault(False)
        self.clicked.connect(self._turn)
        self._describe()

    def _turn(self) -> None:
        self.is_showing = not self.is_showing
        for field in self._fields:
            field.show_letters(on=self.is_showing)
        self._describe()

    def _describe(self) -> None:
        self.show_text(self.tr("Hide") if self.is_showing else self.tr("Show"))
        self.setAccessibleName(self.tr("Hide the passphrase") if self.is_showing else self.tr("Show the passphrase"))
