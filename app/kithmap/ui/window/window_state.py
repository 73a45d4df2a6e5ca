"""How the window looks, remembered from one time to the next."""

from typing import Final

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow

from kithmap.store.settings import Settings, Theme, View
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.window.panes import Panes

USUAL_SIZE: Final = (1366, 768)


def looks_of(window: QMainWindow, panes: Panes, appearance: Appearance, before: Settings) -> Settings:
    left, right = panes.columns.widths
    normal = window.normalGeometry()
    return msgspec.structs.replace(
        before,
        theme=Theme(appearance.theme),
        text_percent=appearance.text_percent,
        view=View.LIST if panes.is_list() else View.MAP,
        window_width=max(1, normal.width()),
        window_height=max(1, normal.height()),
        window_maximised=window.isMaximized(),
        left_panel_width=left or before.left_panel_width,
        right_panel_width=right or before.right_panel_width,
    )


def restore_looks(window: QMainWindow, panes: Panes, settings: Settings) -> None:
    """Let a window that is not shown yet look as it did at the last time, as far as this screen has room."""
    room = window.screen().availableSize()
    wanted = QSize(settings.window_width or USUAL_SIZE[0], settings.window_height or USUAL_SIZE[1])
    window.resize(wanted.boundedTo(room))
    panes.columns.use_widths(settings.left_panel_width, settings.right_panel_width, window.width())
    # On a small screen, or one smaller than last time, the frame would hang over the edge.
    if settings.window_maximised or room.width() <= wanted.width() or room.height() <= wanted.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)
    panes.show_view(as_list=settings.view is View.LIST)
