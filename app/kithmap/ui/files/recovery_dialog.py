"""Work that was not saved when Kithmap stopped: what it is, in words, and the choice to bring it back."""

from datetime import datetime
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kithmap.ui.widgets.formatting import moment_in_words
from kithmap.ui.widgets.layouts import Frame, Stretch, add_to, as_high_as_needed, in_column
from kithmap.ui.widgets.question import Question
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, ScrollingDialog, button, text
from kithmap.ui.widgets.text import filled, shortened


class UnsavedSummary(NamedTuple):
    """What is known of unsaved work. `changed` is aware.

    `entries` (on today's map) and `dated_maps` are None when only its passphrase would tell. `has_file`: it belongs to
    a file that was saved before; `file_has_changed`: which is another one by now. `title` is shown only on demand.
    What is not readable is damaged: it can only be deleted. `is_practice`: a practice map, about somebody made up.
    """

    changed: datetime
    is_protected: bool
    has_file: bool
    file_has_changed: bool = False
    entries: int | None = None
    dated_maps: int | None = None
    title: str = ""
    is_readable: bool = True
    is_practice: bool = False


class RecoveryChoice(Enum):
    BRING_BACK = "bring back"
    NOT_NOW = "not now"
    DELETE = "delete"


class RecoveryCard(Frame):
    """`answered` carries an Answer; deleting asks once before."""

    answered = Signal(RecoveryChoice)

    def __init__(self, unsaved: UnsavedSummary, now: datetime) -> None:
        super().__init__("box")
        as_high_as_needed(self)
        self._title = text()
        self._title.hide()
        self.title_button = button(self.tr("Show its title"), self._show_title, "link")
        if not unsaved.title or unsaved.is_protected:
            self.title_button.hide()
        self._title.setText(shortened(unsaved.title) if not unsaved.is_protected else "")
        layout = in_column(
            self,
            text(self.tr("Kithmap stopped before your work was saved."), "subheading"),
            *(text(line) for line in self._lines(unsaved, now)),
            ButtonRow(self.title_button),
            self._title,
            margins=(14, 12, 14, 12),
            spacing=8,
        )
        self.bring_back_button = button(
            self.tr("Bring it back"), lambda: self.answered.emit(RecoveryChoice.BRING_BACK), "primary"
        )
        self.not_now_button = button(self.tr("Not now"), lambda: self.answered.emit(RecoveryChoice.NOT_NOW))
        self.delete_button = button(self.tr("Delete it…"), self._ask)
        layout.addWidget(ButtonRow(self.bring_back_button, self.not_now_button, self.delete_button))
        self.bring_back_button.setVisible(unsaved.is_readable)
        self.question = Question(
            self.tr("Delete this unsaved work? It cannot be brought back after that."),
            self.tr("Delete it"),
            self.tr("Keep it"),
        )
        self.question.agreed.connect(lambda: self.answered.emit(RecoveryChoice.DELETE))
        layout.addWidget(self.question)

    def _lines(self, unsaved: UnsavedSummary, now: datetime) -> list[str]:
        changed = filled(self.tr("Last changed: {when}."), when=moment_in_words(unsaved.changed, now))
        lines = [f"{self._amount(unsaved)} {changed}"]
        if not unsaved.is_readable:
            lines = [self.tr("What was kept of it is damaged and cannot be read."), changed]
        elif unsaved.file_has_changed:
            lines.append(self.tr("The file has been changed since. Your unsaved work will open as a copy."))
        elif unsaved.has_file:
            lines.append(self.tr("It belongs to a map you saved before. The file stays as it is until you save."))
        else:
            lines.append(self.tr("It was never saved in a file."))
        if unsaved.is_practice:
            lines.append(self.tr("It is a practice map, about somebody made up."))
        return lines

    def _amount(self, unsaved: UnsavedSummary) -> str:
        if unsaved.entries is None or unsaved.dated_maps is None:
            return self.tr("It is protected: Kithmap will ask for the passphrase.")
        amount = self.tr("{entries} on {maps}.", "12 entries on 3 dated maps.")
        return filled(
            amount,
            entries=self.tr("%n entries", "", unsaved.entries),
            maps=self.tr("%n dated maps", "", unsaved.dated_maps),
        )

    def _show_title(self) -> None:
        self.title_button.hide()
        self._title.show()

    def _ask(self) -> None:
        self.question.ask(self.delete_button)


class RecoveryDialog(ScrollingDialog):
    """The card in a window of its own, where no first page is shown. `answer` is what was chosen; Esc is "not now"."""

    def __init__(self, unsaved: UnsavedSummary, now: datetime, parent: QWidget | None) -> None:
        super().__init__("Kithmap", parent, letters=60)
        self.choice = RecoveryChoice.NOT_NOW
        self.card = RecoveryCard(unsaved, now)
        self.card.answered.connect(self._finish)
        add_to(self.body, self.card, Stretch(1))
        first = self.card.bring_back_button if unsaved.is_readable else self.card.not_now_button
        first.setDefault(True)
        first.setFocus()

    def _finish(self, choice: RecoveryChoice) -> None:
        self.choice = choice
        self.accept()
