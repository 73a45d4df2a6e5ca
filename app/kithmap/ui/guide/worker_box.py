"""For the worker in a session with someone: quietly set apart, folded away with a click, and never printed."""

from PySide6.QtWidgets import QWidget

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.fold import Fold
from kithmap.ui.widgets.layouts import Frame, as_high_as_needed, in_column
from kithmap.wording.words import Translate


class WorkerBox(Frame):
    """A line for this prompt, and the worker's page. It stays folded or open from prompt to prompt."""

    def __init__(self, appearance: Appearance, translate: Translate) -> None:
        super().__init__("worker")
        as_high_as_needed(self)
        self._translate = translate
        self._note = BreakableLabel()
        body = QWidget()
        inner = in_column(body, self._note, margins=(2, 0, 2, 6), spacing=6)
        self.page = Fold(self.tr("The worker's page"), _page(texts.worker_page(translate)), appearance)
        inner.addWidget(self.page)
        self.fold = Fold(self.tr("For the worker"), body, appearance)
        self.fold.open()
        in_column(self, self.fold, margins=(10, 2, 10, 4))

    def show_prompt(self, prompt: Prompt) -> None:
        note = texts.for_worker(prompt, self._translate)
        self._note.say(note)
        self._note.setVisible(bool(note))


def _page(lines: tuple[str, ...]) -> QWidget:
    page = QWidget()
    in_column(page, *(BreakableLabel(line, "quiet") for line in lines), margins=(18, 0, 0, 4), spacing=6)
    return page
