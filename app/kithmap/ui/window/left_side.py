"""The left side of the window: the names, or a page in their place."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kithmap.model.document import Document
from kithmap.model.ids import EntryId, SmallStepId
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.people.people import PeoplePanel
from kithmap.ui.widgets.keys import holds_focus

if TYPE_CHECKING:
    from kithmap.ui.guide.panel import GuidePanel
    from kithmap.ui.reflection.looking_after_page import LookingAfterPage
    from kithmap.ui.reflection.observations_page import ObservationsPage

    SidePages = GuidePanel | ObservationsPage | LookingAfterPage


class LeftPage(Enum):
    NAMES = auto()
    GUIDE = auto()
    OBSERVATIONS = auto()
    LOOKING_AFTER = auto()


class LeftSide(QStackedWidget):
    """The one owner of the left side. A page is made when it is first asked for; it is entered and left.

    `page_changed` carries the page that is there now, and whether the one that went had the keyboard. `changed`: other
    controls are shown.
    """

    page_changed = Signal(LeftPage, bool)
    changed = Signal()

    # While entries are dragged over the guide a tag with their name is.
    shows_drag_label = False

    def __init__(self, names: PeoplePanel, context: GuideContext) -> None:
        super().__init__()
        self.page = LeftPage.NAMES
        self.names = names
        self._context = context
        self._pages: dict[LeftPage, SidePages] = {}
        self.addWidget(names)

    @property
    def guide(self) -> "GuidePanel | None":
        return cast("GuidePanel", self._pages[LeftPage.GUIDE]) if self.page is LeftPage.GUIDE else None

    def show_page(self, page: LeftPage) -> None:
        """Show a page, with the keyboard in it; the names have it when somebody gives it to them."""
        had_focus = holds_focus(self)
        if page is not self.page:
            if self.page is not LeftPage.NAMES:
                self._pages[self.page].leave()
            self.page = page
            self.setCurrentWidget(self._made(page) or self.names)
            self.page_changed.emit(page, had_focus)
            self.changed.emit()
        if shown := self._made(page):
            shown.enter()

    def switch(self, page: LeftPage) -> None:
        self.show_page(LeftPage.NAMES if self.page is page else page)

    def show_small_step(self, step_id: SmallStepId) -> None:
        self.show_page(LeftPage.LOOKING_AFTER)
        cast("LookingAfterPage", self._pages[LeftPage.LOOKING_AFTER]).show_step(step_id)

    def show_document(self, document: Document) -> None:
        """Another document was opened: a session that was left in it is offered, else the names are shown."""
        if document.guide is None:
            self.show_page(LeftPage.NAMES)
            return
        cast("GuidePanel", self._made(LeftPage.GUIDE)).offer()
        self.show_page(LeftPage.GUIDE)

    def hand_over(self) -> None:
        if self.guide is not None:
            self.guide.hand_over()

    def tap(self, entry_id: EntryId) -> None:
        if self.guide is not None:
            self.guide.tapped(entry_id)

    def name_field(self) -> QWidget | None:
        return self.guide.name_field() if self.guide is not None else None

    # A DropTarget

    def drag_over(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> bool:
        del offsets
        is_here = self.isVisible() and self.rect().contains(self.mapFromGlobal(position))
        return is_here and self.page is LeftPage.GUIDE

    def drag_leave(self) -> None:
        """Nothing is held over the guide."""

    def drag_drop(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> None:
        del position
        self._context.editing.take_off_rings(tuple(offsets))

    def _made(self, page: LeftPage) -> "SidePages | None":
        if page is LeftPage.NAMES:
            return None
        if page not in self._pages:
            made = self._pages[page] = self._make(page)
            made.left.connect(lambda: self.show_page(LeftPage.NAMES))
            made.changed.connect(self.changed)
            self.addWidget(made)
        return self._pages[page]

    def _make(self, page: LeftPage) -> "SidePages":
        # They are much to load.
        if page is LeftPage.GUIDE:
            from kithmap.ui.guide.panel import GuidePanel  # noqa: PLC0415

            return GuidePanel(self._context)
        if page is LeftPage.LOOKING_AFTER:
            from kithmap.ui.reflection.looking_after_page import LookingAfterPage  # noqa: PLC0415

            return LookingAfterPage(self._context)
        from kithmap.ui.reflection.observations_page import ObservationsPage  # noqa: PLC0415

        observations = ObservationsPage(self._context)
        observations.step_begun.connect(self.show_small_step)
        return observations
