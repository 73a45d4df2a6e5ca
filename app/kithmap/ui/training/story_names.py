"""The names of a story, to be put on the practice map one by one. Nobody is there before, and nobody is placed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from kithmap.content.story import StoryName
from kithmap.model import edits
from kithmap.model.document import Document
from kithmap.model.ids import EntryId
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.layouts import Frame, Stretch, in_column, scrolling
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, button
from kithmap.ui.widgets.text import filled


def with_names(document: Document, names: Sequence[StoryName]) -> Document:
    count = len(document.entries)
    document = edits.add_entries(document, [each.name for each in names], map_id=document.today.id)
    for entry, each in zip(document.entries[count:], names, strict=True):
        document = edits.describe(document, entry.id, kind=each.kind)
    return document


class StoryNames(Frame):
    """A button for each name: the first press adds it and selects it, later ones select it."""

    def __init__(self, names: Sequence[StoryName], context: EditingContext) -> None:
        super().__init__("panel")
        self._names = tuple(names)
        self._session, self._selection, self._editing, _, _ = context
        self.buttons = tuple(button(each.name, partial(self._press, each), "pill") for each in self._names)
        for each in self.buttons:
            each.setCheckable(True)
            each.setProperty("weight", "touch")
        self.all_button = button(self.tr("Add them all"), self._add_all)
        page = QWidget()
        in_column(
            page,
            BreakableLabel(self.tr("Who and what is in the story"), "heading"),
            BreakableLabel(self.tr("Press a name to add it. It waits on the left until you put it on a ring.")),
            ButtonRow(*self.buttons),
            ButtonRow(self.all_button),
            Stretch(1),
            margins=(14, 4, 12, 12),
            spacing=10,
        )
        in_column(self, scrolling(page))
        context.session.document_changed.connect(self._on_document_changed)
        self._on_document_changed()

    def _on_document_changed(self) -> None:
        there = self._there()
        for each, shown in zip(self._names, self.buttons, strict=True):
            is_there = each.name in there
            shown.setChecked(is_there)
            # A sign as well as a colour says what is still to come.
            shown.show_text(each.name if is_there else f"+ {each.name}")
            shown.setAccessibleName(each.name)
            said = self.tr("On the map. Press to select it.") if is_there else self.tr("Adds it to “Not placed yet”.")
            shown.setAccessibleDescription(said)
        # A button that is switched off would drop the keyboard.
        self.all_button.setVisible(len(there) < len(self._names) or self.all_button.hasFocus())

    def _there(self) -> dict[str, EntryId]:
        document = self._session.document
        on_map = {each.entry for each in document.today.connections}
        wanted = {each.name for each in self._names}
        return {each.name: each.id for each in document.entries if each.id in on_map and each.name in wanted}

    def _press(self, name: StoryName) -> None:
        there = self._there().get(name.name)
        if there is None:
            self._add([name], filled(self.tr("Add {name}"), name=name.name))
        else:
            self._selection.set((there,))
        self._on_document_changed()

    def _add_all(self) -> None:
        there = self._there()
        missing = [each for each in self._names if each.name not in there]
        if missing:
            self._add(missing, self.tr("Add %n entries", "", len(missing)))

    def _add(self, names: Sequence[StoryName], step: str) -> None:
        if not self._editing.change(step, lambda document: with_names(document, names)):
            return
        added = self._session.document.entries[-len(names) :]
        self._selection.set(tuple(each.id for each in added))
        self._editing.announced.emit(self.tr("%n added to “Not placed yet”.", "", len(names)))
