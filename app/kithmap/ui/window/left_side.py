"""The left side of the window: the names, or the guide in their place."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kithmap.model.document import Document
from kithmap.model.ids import EntryId
from kithmap.ui.editing.editing import Editing

if TYPE_CHECKING:
    from kithmap.ui.guide.panel import GuidePanel


class LeftSide(QStackedWidget):
    """Shows one of the two; the guide is made when it is first asked for.

    `guided` says that the guide has come or gone, `changed` that other controls are shown.
    """

    guided = Signal(bool)
    changed = Signal()

    # While entries are dragged over the guide a tag with their name is.
    shows_drag_label = False

    def __init__(self, names: QWidget, make_guide: "Callable[[], GuidePanel]", editing: Editing) -> None:
        super().__init__()
        self._names = names
        self._make_guide = make_guide
        self._editing = editing
        self.guide: GuidePanel | None = None
        self.addWidget(names)

    @property
    def is_guided(self) -> bool:
        """Whether the guide is shown."""
        return self.guide is not None and self.currentWidget() is self.guide

    @property
    def shown(self) -> QWidget:
        """The names or the guide."""
        return self.currentWidget() or self._names

    def show_guide(self, *, on: bool) -> None:
        """Show the guide, with the keyboard in it, or the names."""
        if on:
            guide = self._made_guide()
            if not self.is_guided:
                self.setCurrentWidget(guide)
                self.guided.emit(True)  # noqa: FBT003 - a signal
            guide.enter()
        elif self.is_guided and self.guide is not None:
            self.guide.leave()
            self.setCurrentWidget(self._names)
            self.guided.emit(False)  # noqa: FBT003 - a signal

    def show_document(self, document: Document) -> None:
        """Another document was opened: a session that was left in it is offered, else the names are shown."""
        if document.guide is None:
            self.show_guide(on=False)
            return
        self._made_guide().offer()
        self.show_guide(on=True)

    def hand_over(self) -> None:
        """What is typed in the guide goes into the document."""
        if self.guide is not None:
            self.guide.hand_over()

    def tap(self, entry_id: EntryId) -> None:
        """An entry was clicked on the map."""
        if self.is_guided and self.guide is not None:
            self.guide.tapped(entry_id)

    def name_field(self) -> QWidget | None:
        """The guide's field for names, while it asks for names."""
        return self.guide.name_field() if self.is_guided and self.guide is not None else None

    # A DropTarget

    def drag_over(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> bool:
        """The guide takes entries off the rings, as the tray does."""
        del offsets
        return self.is_guided and self.isVisible() and self.rect().contains(self.mapFromGlobal(position))

    def drag_leave(self) -> None:
        """Nothing is held over the guide."""

    def drag_drop(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> None:
        """Take the entries off the rings."""
        del position
        self._editing.take_off_rings(tuple(offsets))

    def _made_guide(self) -> "GuidePanel":
        if self.guide is None:
            self.guide = self._make_guide()
            self.guide.left.connect(lambda: self.show_guide(on=False))
            self.guide.changed.connect(self.changed)
            self.addWidget(self.guide)
        return self.guide
