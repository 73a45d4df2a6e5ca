"""Looking back in windows of their own. They are loaded when they are asked for."""

from PySide6.QtWidgets import QWidget

from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.dialog_loop import destroyed_after


def edit_i_am(context: GuideContext, parent: QWidget) -> None:
    from kithmap.ui.reflection.i_am_dialog import IAmDialog  # noqa: PLC0415

    if context.current_picture.is_today:
        with destroyed_after(IAmDialog(context, parent)) as dialog:
            dialog.exec()


def show_closing(context: GuideContext, parent: QWidget) -> None:
    from kithmap.ui.reflection.closing_dialog import ClosingDialog  # noqa: PLC0415

    with destroyed_after(ClosingDialog(context, context.current_picture.dated_map, parent)) as dialog:
        dialog.exec()
