"""The parts of one window, as its commands and actions reach them."""

from typing import TYPE_CHECKING, NamedTuple

from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.files.files import Files
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.map.current_picture import CurrentPicture
from kithmap.ui.map.view import MapView
from kithmap.ui.training.training import Training
from kithmap.ui.window.dialog_opener import DialogOpener
from kithmap.ui.window.panes import Panes
from kithmap.ui.window.safety import Safety

if TYPE_CHECKING:
    from kithmap.ui.window.main_window import MainWindow


class Parts(NamedTuple):
    context: EditingContext
    guide: GuideContext
    files: Files
    view: MapView
    current_picture: CurrentPicture
    panes: Panes
    dialogs: DialogOpener
    safety: Safety
    training: Training
    window: "MainWindow"
