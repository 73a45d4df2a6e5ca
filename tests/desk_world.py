"""What pages beside the map work with, without the window."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from kithmap.ui.guide.context import GuideContext, WaysOut
from kithmap.ui.map.drag import Drag
from panel_world import World

SERVICES = ("Please check these: numbers can change.", "112 · Emergency")


def desk_of(world: World, contacts: Sequence[str] = SERVICES) -> GuideContext:
    """Everything joined as in the window; nothing is carried, and there is no way out."""
    return GuideContext(
        world.session,
        world.selection,
        world.editing,
        world.words,
        world.appearance,
        world.current_picture,
        Drag(QApplication.instance()),
        world.private,
        lambda: contacts,
        WaysOut(lambda: True, tuple, tuple, tuple),
    )


class Told:
    """What the status line said, in order."""

    def __init__(self, world: World) -> None:
        self.lines: list[str] = []
        world.editing.announced.connect(self.lines.append)
