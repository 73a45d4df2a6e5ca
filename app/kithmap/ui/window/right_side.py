"""The right side of the window: the person selected, and beside it, when there is a story, the pages of the story."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kithmap.ui.people.person import PersonPanel
from kithmap.ui.widgets.layouts import empty, in_column
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, button
from kithmap.ui.widgets.wrapping import WrappingButton

# The words on the button of a page, and the page.
Page = tuple[str, QWidget]


class RightSide(QWidget):
    """Shows one page at a time. Without other pages it is the person alone. `changed`: other controls are shown now."""

    changed = Signal()

    def __init__(self, person: PersonPanel) -> None:
        super().__init__()
        self.person = person
        self._pages: tuple[QWidget, ...] = ()
        self.buttons: tuple[WrappingButton, ...] = ()
        self._stack = QStackedWidget()
        self._stack.addWidget(person)
        self._header = QWidget()
        self._header_layout = in_column(self._header, margins=(14, 10, 12, 4))
        self._header.hide()
        in_column(self, self._header, (self._stack, 1), spacing=0)

    @property
    def shown(self) -> QWidget:
        return self._stack.currentWidget() or self.person

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Have these pages before the person's, and show the first of them. Without any, the person alone."""
        for old in self._pages:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._pages = tuple(page for _words, page in pages)
        for page in self._pages:
            self._stack.addWidget(page)
        self._make_buttons([*pages, (self.tr("Details"), self.person)] if pages else [])
        self._show(self._pages[0] if self._pages else self.person)

    def show_person(self) -> None:
        self._show(self.person)

    def _make_buttons(self, pages: Sequence[Page]) -> None:
        empty(self._header_layout)
        self.buttons = tuple(button(words, partial(self._show, page), "pill") for words, page in pages)
        for each, (_words, page) in zip(self.buttons, pages, strict=True):
            each.setCheckable(True)
            each.setProperty("page", page)
        if pages:
            self._header_layout.addWidget(ButtonRow(*self.buttons))
        self._header.setVisible(bool(pages))

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        for each in self.buttons:
            each.setChecked(each.property("page") is page)
        self.changed.emit()
