"""What the answers of the guide work with, handed to each of them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kithmap.model.document import Document
from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.ui.editing.editing import Editing
from kithmap.ui.editing.private_answers import PrivateAnswers
from kithmap.ui.map.current_picture import CurrentPicture
from kithmap.ui.map.drag import Drag
from kithmap.ui.widgets.appearance import Appearance
from kithmap.wording.words import Words

if TYPE_CHECKING:
    from kithmap.guide.prompts import Asked, Prompt


class WaysOut(NamedTuple):
    save: Callable[[], bool]
    make_pdf: Callable[[], object]
    hide: Callable[[], object]
    delete_map: Callable[[], object]


class GuideContext(NamedTuple):
    """Everything an answer may need. `contacts` gives the lines of services to turn to, dated; there may be none."""

    session: Session
    selection: Selection
    editing: Editing
    words: Words
    appearance: Appearance
    current_picture: CurrentPicture
    drag: Drag
    private: PrivateAnswers
    contacts: Callable[[], Sequence[str]]
    ways_out: WaysOut

    def asked(self, prompt: "Prompt", document: Document | None = None) -> "Asked":
        from kithmap.guide.prompts import Asked  # noqa: PLC0415 - the window starts without the guide

        document = document or self.session.document
        return Asked(document, document.today.id, prompt)
