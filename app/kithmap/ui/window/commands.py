"""Commands that decide something: on what they act, whether they can, and how they are called just now.

They hold no state; they read the parts of the window. What only asks a part for one thing stands in the action table.
"""

from PySide6.QtCore import QObject

from kithmap.model import queries
from kithmap.model.vocabulary import KEEPING_A_DISTANCE
from kithmap.ui.window.left_side import LeftPage
from kithmap.ui.window.parts import Parts

TEXT_SIZES = (100, 125, 150, 175, 200)
# The steps of the guide in which entries are named and placed.
_PLACING = (2, 3)


class Commands(QObject):
    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._session, self._selection, self._editing, self._words, self._appearance = parts.context

    # What is possible now

    def is_today(self) -> bool:
        return self._parts.current_picture.is_today

    def is_protected(self) -> bool:
        return self._session.protection is not None

    def can_edit(self) -> bool:
        return self.is_today() and bool(self._selection.ids)

    def can_edit_one(self) -> bool:
        return self.is_today() and self._selection.current is not None

    def can_edit_several(self) -> bool:
        return self.is_today() and len(self._selection.ids) > 1

    def can_rename(self) -> bool:
        return self.is_today() and len(self._selection.ids) == 1

    def has_current(self) -> bool:
        current = self._selection.current
        return current is not None and queries.has_entry(self._parts.current_picture.dated_map, current)

    def can_pick_up(self) -> bool:
        return self.is_today() and any(each in self._parts.view.items_by_entry for each in self._selection.ids)

    def can_place(self, number: int) -> bool:
        """Whether the selection can be put on ring `number` (0 innermost)."""
        return self.can_edit() and self.has_ring(number)

    def has_ring(self, number: int) -> bool:
        return number < len(self._session.document.today.rings)

    def can_show_observations(self) -> bool:
        """Not while somebody is being placed: it would change where they are put."""
        guide = self._session.document.guide
        is_placing = self.is_left(LeftPage.GUIDE) and guide is not None and guide.step in _PLACING
        return not self._parts.guide.drag.ids and not is_placing

    def is_left(self, page: LeftPage) -> bool:
        return self._parts.panes.left.page is page

    # Texts that change

    def undo_text(self) -> str:
        step = self._session.undo_text
        return self.tr("Undo: {step}").replace("{step}", step) if step else self.tr("Undo")

    def redo_text(self) -> str:
        step = self._session.redo_text
        return self.tr("Redo: {step}").replace("{step}", step) if step else self.tr("Redo")

    def ring_text(self, number: int) -> str:
        rings = self._session.document.today.rings
        if number < len(rings):
            return self.tr("To “{ring}”").replace("{ring}", self._words.ring(rings[number]))
        return self.tr("To ring {number}").replace("{number}", str(number + 1))

    def passphrase_text(self) -> str:
        return self.tr("Change the passphrase…") if self.is_protected() else self.tr("Protect with a passphrase…")

    # Undo, where one can see it: on today's map

    def undo(self) -> None:
        self._parts.current_picture.look_at(None)
        self._editing.undo()

    def redo(self) -> None:
        self._parts.current_picture.look_at(None)
        self._editing.redo()

    # Entries

    def delete(self) -> None:
        self._editing.delete(self._selection.ids)

    def select_all(self) -> None:
        self._selection.set(each.entry for each in queries.reading_order(self._parts.current_picture.dated_map))

    def select_circle(self) -> None:
        current = self._selection.current
        if current is not None:
            from kithmap.insight.network import circle_of  # noqa: PLC0415 - networkx is loaded on first use

            dated_map = self._parts.current_picture.dated_map
            circle = circle_of(dated_map, current)
            order = [each.entry for each in queries.reading_order(dated_map) if each.entry in circle]
            self._selection.set((*(each for each in order if each != current), current))

    def escape(self) -> None:
        """Give up a gesture or a mode; else select nobody. Never deletes."""
        if not self._parts.view.cancel():
            self._selection.clear()

    def place(self, number: int) -> None:
        self._editing.place_in_ring(self._selection.ids, self._session.document.today.rings[number].id)

    def take_off(self) -> None:
        self._editing.take_off_rings(self._selection.ids)

    def keep_distance(self) -> None:
        self._editing.place_in_ring(self._selection.ids, KEEPING_A_DISTANCE)

    def pick_up(self) -> None:
        self._parts.view.pick_up(self._selection.ids, by_click=True)

    def is_tie_mode(self) -> bool:
        return self._parts.view.tie_mode

    def switch_tie_mode(self) -> None:
        self._parts.view.set_tie_mode(not self._parts.view.tie_mode)

    def tie_all(self) -> None:
        self._editing.tie_all(self._selection.ids)

    def move_between(self, *, outward: bool) -> None:
        if self._selection.current:
            self._editing.step_between(self._selection.current, outward=outward)

    def move_along(self, *, clockwise: bool) -> None:
        if self._selection.current:
            self._editing.step_along(self._selection.current, clockwise=clockwise)

    def start_dated_map(self) -> None:
        self._editing.start_dated_map()
        self._parts.current_picture.look_at(None)

    # View

    def show_observations(self) -> None:
        if self.is_left(LeftPage.OBSERVATIONS) or self.can_show_observations():
            self.show_left(LeftPage.OBSERVATIONS)

    def show_left(self, page: LeftPage) -> None:
        """Show a page of the left side, or the names if it is there. They are about today's map."""
        if page is not LeftPage.GUIDE:
            self._parts.current_picture.look_at(None)
        self._parts.panes.left.switch(page)

    def can_enlarge(self) -> bool:
        return self._appearance.text_percent < TEXT_SIZES[-1]

    def can_shrink(self) -> bool:
        return self._appearance.text_percent > TEXT_SIZES[0]

    def larger_text(self) -> None:
        self._appearance.use(text_percent=next(size for size in TEXT_SIZES if size > self._appearance.text_percent))

    def smaller_text(self) -> None:
        smaller = next(size for size in reversed(TEXT_SIZES) if size < self._appearance.text_percent)
        self._appearance.use(text_percent=smaller)
