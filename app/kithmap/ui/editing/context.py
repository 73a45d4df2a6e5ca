"""What most parts of the window work with, handed to each of them as one."""

from typing import NamedTuple

from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.ui.editing.editing import Editing
from kithmap.ui.widgets.appearance import Appearance
from kithmap.wording.words import Words


class EditingContext(NamedTuple):
    session: Session
    selection: Selection
    editing: Editing
    words: Words
    appearance: Appearance
