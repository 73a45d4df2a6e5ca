"""What the answers of the guide work with, handed to each of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.ui.appearance import Appearance
from kithmap.ui.carry import Carry
from kithmap.ui.drawing import Drawing
from kithmap.ui.editing import Editing
from kithmap.ui.private_answers import PrivateAnswers
from kithmap.words import Words


class WaysOut(NamedTuple):
    """What can be done at the end of a session."""

    save: Callable[[], bool]
    make_pdf: Callable[[], object]
    hide: Callable[[], object]
    delete_map: Callable[[], object]


class Desk(NamedTuple):
    """Everything an answer may need. `contacts` gives the lines of services to turn to, dated; there may be none."""

    session: Session
    selection: Selection
    editing: Editing
    words: Words
    appearance: Appearance
    drawing: Drawing
    carry: Carry
    private: PrivateAnswers
    contacts: Callable[[], Sequence[str]]
    ways_out: WaysOut
