"""What a person said does not fit or is not needed now, each with a button that takes that back."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from kithmap.insight.observation import Observation
from kithmap.model import edits, queries
from kithmap.model.document import Document
from kithmap.ui.editing.editing import Edit, UndoStep
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.guide.observation_list import sentence_of
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.layouts import discard, in_column
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, button
from kithmap.ui.widgets.text import filled
from kithmap.wording.observation_texts import ObservationTexts


class DismissedList(QWidget):
    def __init__(self, context: GuideContext) -> None:
        super().__init__()
        self._context = context
        self._texts = ObservationTexts(context.words)
        self._shown: tuple[str, ...] = ()
        self._edits: tuple[Edit, ...] = ()
        self.rows: list[DismissedRow] = []
        self._list = in_column(self, margins=(2, 2, 2, 8), spacing=10)

    def show_observations(self, found: Iterable[Observation], document: Document) -> None:
        offered = (*self._observations(found, document), *self._kinds(document))
        self._edits = tuple(edit for _, edit in offered)
        shown = tuple(sentence for sentence, _ in offered)
        if shown == self._shown:
            return
        self._shown = shown
        discard(*self.rows)
        self.rows = [DismissedRow(each, partial(self._take_back, number)) for number, each in enumerate(shown)]
        for row in self.rows:
            self._list.addWidget(row)
            row.show()

    def _observations(self, found: Iterable[Observation], document: Document) -> Iterator[tuple[str, Edit]]:
        for each in found:

            def keep(document: Document, keys: tuple[str, ...] = each.keys) -> Document:
                for key in keys:
                    document = edits.restore_observation(document, key, map_id=document.today.id)
                return document

            yield sentence_of(each, document, self._texts), keep

    def _kinds(self, document: Document) -> Iterator[tuple[str, Edit]]:
        used = queries.support_kinds(document)
        for kind in document.today.not_needed:
            if kind in used:
                sentence = filled(
                    self.tr("“{kind}” is not needed now."), kind=self._context.words.support(kind, document)
                )
                yield sentence, partial(edits.set_needed, kind=kind, needed=True, map_id=document.today.id)

    def _take_back(self, number: int) -> None:
        step = UndoStep(self.tr("Bring a line back"), self.tr("It can be said again."))
        self._context.editing.change(step, self._edits[number])


class DismissedRow(QWidget):
    def __init__(self, sentence: str, take_back: Callable[[], object]) -> None:
        super().__init__()
        self.sentence = BreakableLabel(sentence)
        self.take_back = button(self.tr("Bring it back"), take_back, "pill", sentence)
        in_column(self, self.sentence, ButtonRow(self.take_back), spacing=4)
