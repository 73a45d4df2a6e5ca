"""The panes of the window: left side, rings or list, right side, dated maps; what is shown, who has the keyboard."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kithmap.ui.list.view import ListView
from kithmap.ui.map.area import MapArea
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.keys import first_control, go_to_next, order_tabs
from kithmap.ui.window.columns import Columns, Side
from kithmap.ui.window.left_side import LeftPage, LeftSide
from kithmap.ui.window.right_side import RightSide
from kithmap.ui.window.timeline import Timeline


class Panes(QObject):
    """What commands ask of the panes. `changed`: other things are shown, so other commands can be used."""

    changed = Signal()

    def __init__(
        self,
        left: LeftSide,
        rings: MapArea,
        list_view: ListView,
        right: RightSide,
        timeline: Timeline,
        appearance: Appearance,
    ) -> None:
        super().__init__()
        self.left = left
        self._rings = rings
        self._list = list_view
        self._right = right
        self._timeline = timeline
        self._middle = QStackedWidget()
        self._middle.addWidget(rings)
        self._middle.addWidget(list_view)
        self.columns = Columns(left, self._middle, right, appearance)
        left.page_changed.connect(self._on_page_changed)

    # The middle

    def show_view(self, *, as_list: bool) -> None:
        self._list.set_resting(on=not as_list)
        self._middle.setCurrentWidget(self._list if as_list else self._rings)
        self.focus_middle()
        self.changed.emit()

    def focus_middle(self) -> None:
        self._shown_view().setFocus()

    def is_list(self) -> bool:
        return self._middle.currentWidget() is self._list

    # The sides

    def panel_is_shown(self, side: Side) -> bool:
        return self.columns.is_shown(side)

    def show_panel(self, side: Side, *, on: bool) -> None:
        self.columns.show_side(side, on=on)
        self.changed.emit()

    def switch(self, side: Side) -> None:
        """Show or hide a panel, whichever it is not."""
        self.show_panel(side, on=not self.panel_is_shown(side))

    def _on_page_changed(self, page: LeftPage, had_focus: bool) -> None:
        is_names = page is LeftPage.NAMES
        self.columns.widen_left(on=not is_names)
        if not is_names:
            self.columns.show_side("left", on=True)
        self.changed.emit()
        if is_names and had_focus:
            self.focus_middle()

    # The keyboard

    def edit_name(self) -> None:
        self.show_panel("right", on=True)
        self._right.show_person()
        self._right.person.edit_name()

    def focus_name_field(self) -> None:
        """Put the keyboard into the field for new names: the guide's, while it asks for names."""
        self.show_panel("left", on=True)
        asked = self.left.name_field()
        if asked is not None:
            asked.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.left.show_page(LeftPage.NAMES)
        self.left.names.focus_field()

    def focus_search(self) -> None:
        if self.is_list():
            self._list.search.begin()
            return
        self.show_panel("left", on=True)
        self.left.show_page(LeftPage.NAMES)
        self.left.names.search.begin()

    def next_pane(self) -> None:
        middle = self._shown_view()
        panes = [
            (self.left, first_control(self.left.currentWidget() or self.left)),
            (middle, middle),
            (self._right, first_control(self._right)),
            (self._timeline, self._timeline.new_map),
        ]
        go_to_next(panes, self.columns.window().focusWidget())

    def order_tabs(self, top: QWidget) -> None:
        order_tabs((top, self.left, self._middle, self._right, self._timeline))

    def _shown_view(self) -> QWidget:
        return self._list if self.is_list() else self._rings.view
