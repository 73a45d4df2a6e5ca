"""Earlier versions of a map: choose one, look at it, and go back to it or open it beside this one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.names import printable
from kithmap.store.errors import PassphraseNeeded, StoreError, WrongPassphrase
from kithmap.ui.map.preview import MapPreview
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.background_job import run_in_background
from kithmap.ui.widgets.formatting import moment_in_words, size_in_words
from kithmap.ui.widgets.layouts import add_to, in_column, in_row
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, ScrollingDialog, announce, button, text
from kithmap.ui.widgets.text import filled
from kithmap.ui.widgets.wrapping import WrappingCheckBox
from kithmap.wording.refusals import sentence
from kithmap.wording.words import Words

# Lines of names that are seen at once.
_NAMES_SHOWN: Final = 5


class Version(NamedTuple):
    """An earlier version: when it was saved (aware), its size in bytes, and how to read it.

    `load` runs beside the window and may raise StoreError. `other_map` is 0 for a version of the map that is open;
    versions of other maps are numbered by map from 1 (they are kept under neutral names).
    """

    saved_at: datetime
    size: int
    is_protected: bool
    load: Callable[[], Document]
    other_map: int = 0


class Wish(Enum):
    OPEN_COPY = "open copy"
    BRING_BACK = "bring back"


class EarlierVersionsDialog(ScrollingDialog):
    """When accepted, `wish` says what to do with `chosen`. Versions come newest first; `now` is aware.

    A protected version that cannot be shown without its passphrase can be chosen all the same: the caller asks for it.
    """

    def __init__(
        self, versions: Sequence[Version], now: datetime, words: Words, appearance: Appearance, parent: QWidget | None
    ) -> None:
        super().__init__(self.tr("Earlier versions"), parent, letters=110)
        self.wish: Wish | None = None
        self.chosen: Version | None = None
        self._versions = tuple(versions)
        self._listed: list[Version] = []
        self._now = now
        self._document: Document | None = None
        self.add_text(self.tr("Earlier versions of this map"), "heading")
        self._empty = self.add_text(look="banner")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Earlier versions, newest first"))
        self.list.setWordWrap(True)
        self.preview = MapPreview(words, appearance)
        self.said = text()
        self.names_button = button(self.tr("Show the names"), self._turn_names, "link")
        self.names = QPlainTextEdit()
        self.names.setReadOnly(True)
        self.names.setTabChangesFocus(True)
        self.names.setAccessibleName(self.tr("Names on this version"))
        self.names.setMaximumHeight(_NAMES_SHOWN * self.names.fontMetrics().lineSpacing() + 24)
        self._both = self._both_sides()
        self.body.addWidget(self._both, 1)
        self.others = WrappingCheckBox(self.tr("Also versions of other maps"))
        self.body.addWidget(self.others)
        self.bring_back_button = button(
            self.tr("Bring this version back"), lambda: self._finish(Wish.BRING_BACK), "primary"
        )
        self.copy_button = button(self.tr("Open this version as a copy"), lambda: self._finish(Wish.OPEN_COPY))
        self.add_buttons(self.bring_back_button, self.copy_button)
        self.bring_back_button.setDefault(bool(self._versions))
        for each in (self.bring_back_button, self.copy_button):
            each.setVisible(bool(self._versions))
        self.close_button = self.add_button(self.tr("Close"), self.reject)
        self.list.currentItemChanged.connect(self._show_current)
        self.others.toggled.connect(self._fill)
        self.others.setVisible(any(each.other_map for each in self._versions))
        self._fill()

    def _both_sides(self) -> QWidget:
        both = QWidget()
        row = in_row(both, spacing=14)
        side = in_column(None, (self.preview, 1), self.said, ButtonRow(self.names_button), self.names, spacing=6)
        add_to(row, (self.list, 2), (side, 3))
        return both

    def _fill(self) -> None:
        shown = [each for each in self._versions if not each.other_map or self.others.isChecked()]
        # The list tells of no change while it is between the old and the new.
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        self.list.addItems([self._line(each) for each in shown])
        self.list.setCurrentRow(0 if shown else -1)
        self.list.blockSignals(False)  # noqa: FBT003
        self._listed = shown
        self._empty.setText(
            self.tr("There is no earlier version of this map yet. Kithmap keeps one each time you save.")
        )
        self._empty.setVisible(not shown)
        self._both.setVisible(bool(shown))
        self._show_current()
        (self.list if shown else self.close_button).setFocus()

    def _line(self, version: Version) -> str:
        parts = [moment_in_words(version.saved_at, self._now), size_in_words(version.size)]
        if version.is_protected:
            parts.append(self.tr("protected"))
        if version.other_map:
            parts.append(filled(self.tr("another map ({number})"), number=str(version.other_map)))
        return " · ".join(parts)

    def _show_current(self) -> None:
        place = self.list.currentRow()
        version = self.chosen = self._listed[place] if place >= 0 else None
        self._document, problem, is_open_to = None, "", version is not None
        if version is not None:
            try:
                over = self if self.isVisible() else self.parentWidget()
                self._document = run_in_background(over, self.tr("Looking at this version…"), version.load)
            except (PassphraseNeeded, WrongPassphrase):
                problem = self.tr("This version is protected. Kithmap asks for its passphrase when you choose it.")
            except StoreError as error:
                problem = sentence(error, QCoreApplication.translate)
                is_open_to = False
        self.preview.show_document(self._document)
        self.said.setText(self._in_words(version, problem))
        self.preview.setAccessibleDescription(self.said.text())
        self._show_names(on=False)
        self.names_button.setVisible(self._document is not None and bool(self._document.today.connections))
        self.copy_button.setEnabled(is_open_to)
        self.bring_back_button.setEnabled(is_open_to and version is not None and not version.other_map)
        announce(self, self.said.text())

    def _in_words(self, version: Version | None, problem: str) -> str:
        parts = [problem] if problem else []
        if self._document is not None:
            parts += [
                self.tr("%n entries on its last map.", "", len(self._document.today.connections)),
                self.tr("%n dated maps in all.", "", len(self._document.maps)),
            ]
        if version is not None and version.other_map:
            parts.append(self.tr("It belongs to another map, so it can be opened as a copy."))
        return " ".join(parts)

    def _turn_names(self) -> None:
        self._show_names(on=not self.names.isVisibleTo(self))

    def _show_names(self, *, on: bool) -> None:
        lines: list[str] = []
        if on and self._document is not None:
            entries = queries.entries_by_id(self._document)
            connections = queries.reading_order(self._document.today)
            lines = [printable(entries[each.entry].name) for each in connections]
        self.names.setPlainText("\n".join(lines))
        self.names.setVisible(on)
        self.names_button.show_text(self.tr("Hide the names") if on else self.tr("Show the names"))

    def _finish(self, wish: Wish) -> None:
        self.wish = wish
        self.accept()
