"""What the rows of the action table do: each command asks the part of the program whose business it is.

Commands hold no state; they read the session, the selection and the widgets they are given.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from kithmap.model import queries
from kithmap.model.vocabulary import KEEPING_A_DISTANCE
from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.ui.editing.editing import Editing
from kithmap.ui.files.files import Files
from kithmap.ui.map.current_picture import CurrentPicture
from kithmap.ui.map.view import MapView
from kithmap.ui.map.zoom import ZOOM_STEP
from kithmap.ui.reflection.reflection import Reflection
from kithmap.ui.training.training import Training
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.window.dialog_opener import DialogOpener
from kithmap.ui.window.panes import Panes
from kithmap.ui.window.safety import Safety
from kithmap.wording.words import Words

TEXT_SIZES = (100, 125, 150, 175, 200)


class Window(Protocol):
    """What commands ask of the window itself."""

    def close(self) -> bool:
        """Close, after asking about unsaved work."""
        ...

    def show_menu(self) -> None:
        """Open the menu."""
        ...

    def switch_full_screen(self) -> None:
        """Fill the screen, or go back."""
        ...

    def is_full_screen(self) -> bool:
        """Whether the window fills the screen."""
        ...


class Commands(QObject):
    """Everything the action table can do and ask."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        editing: Editing,
        files: Files,
        current_picture: CurrentPicture,
        view: MapView,
        appearance: Appearance,
        dialogs: DialogOpener,
        safety: Safety,
        training: Training,
        reflection: Reflection,
        words: Words,
        panes: Panes,
        window: Window,
    ) -> None:
        super().__init__()
        self.session = session
        self.selection = selection
        self.editing = editing
        self.files = files
        self.current_picture = current_picture
        self.view = view
        self.appearance = appearance
        self.words = words
        self.panes = panes
        self.close: Callable[[], object] = window.close
        self.make_pdf = dialogs.make_pdf
        self.edit_heading = dialogs.edit_heading
        self.edit_rings = dialogs.edit_rings
        self.add_name = panes.focus_name_field
        self.find = panes.focus_search
        self.rename = panes.edit_name
        self.is_list = panes.is_list
        self.is_guided = panes.is_guided
        self.show_menu = window.show_menu
        self.next_pane = panes.next_pane
        self.switch_full_screen = window.switch_full_screen
        self.is_full_screen = window.is_full_screen
        self.show_keys = dialogs.show_keys
        self.show_about = dialogs.show_about
        self.edit_privacy = dialogs.edit_privacy
        self.show_traces = dialogs.show_traces
        self.explain_quick_hide = dialogs.explain_quick_hide
        self.quick_hide = safety.quick_hide.hide
        self.set_passphrase = safety.protecting.set_passphrase
        self.remove_passphrase = safety.protecting.remove_passphrase
        self.show_versions = safety.versions.show
        self.training = training
        self.reflection = reflection
        self.open_recent = safety.open_recent
        self.recent_name = safety.recent_name

    # What is possible now

    def is_today(self) -> bool:
        """Earlier dated maps are only looked at."""
        return self.current_picture.is_today

    def is_protected(self) -> bool:
        """Whether the map has a passphrase."""
        return self.session.protection is not None

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self.session.can_undo

    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self.session.can_redo

    def can_edit(self) -> bool:
        """Whether somebody is selected on today's map."""
        return self.is_today() and bool(self.selection.ids)

    def can_edit_one(self) -> bool:
        """Whether there is a current entry on today's map."""
        return self.is_today() and self.selection.current is not None

    def has_current(self) -> bool:
        """Whether there is a current entry on the dated map that is looked at."""
        current = self.selection.current
        return current is not None and queries.has_entry(self.current_picture.dated_map, current)

    def can_rename(self) -> bool:
        """Whether exactly one entry is selected on today's map."""
        return self.is_today() and len(self.selection.ids) == 1

    def can_edit_several(self) -> bool:
        """Whether two or more are selected on today's map."""
        return self.is_today() and len(self.selection.ids) > 1

    def can_pick_up(self) -> bool:
        """Whether a selected entry is on the picture."""
        return self.is_today() and any(each in self.view.items_by_entry for each in self.selection.ids)

    def can_place(self, number: int) -> bool:
        """Whether the selection can be put on ring `number` (0 innermost)."""
        return self.can_edit() and self.has_ring(number)

    def has_ring(self, number: int) -> bool:
        """Whether today's map has a ring `number` (0 innermost)."""
        return number < len(self.session.document.today.rings)

    # Texts that change

    def undo_text(self) -> str:
        """ "Undo", with the name of the step."""
        step = self.session.undo_text
        return self.tr("Undo: {step}").replace("{step}", step) if step else self.tr("Undo")

    def redo_text(self) -> str:
        """ "Redo", with the name of the step."""
        step = self.session.redo_text
        return self.tr("Redo: {step}").replace("{step}", step) if step else self.tr("Redo")

    def ring_text(self, number: int) -> str:
        """Name of a ring of today's map; a number when it has fewer rings."""
        rings = self.session.document.today.rings
        if number < len(rings):
            return self.tr("To “{ring}”").replace("{ring}", self.words.ring(rings[number]))
        return self.tr("To ring {number}").replace("{number}", str(number + 1))

    def undo(self) -> None:
        """Take back the last step, where one can see it: on today's map."""
        self.current_picture.look_at(None)
        self.editing.undo()

    def redo(self) -> None:
        """Do the last undone step again, where one can see it: on today's map."""
        self.current_picture.look_at(None)
        self.editing.redo()

    # Entries

    def delete(self) -> None:
        """Delete what is selected."""
        self.editing.delete(self.selection.ids)

    def select_all(self) -> None:
        """Select everyone on the dated map that is looked at."""
        self.selection.set(each.entry for each in queries.reading_order(self.current_picture.dated_map))

    def select_circle(self) -> None:
        """Select everyone who is tied to the current entry, directly or through others."""
        if self.selection.current is not None:
            from kithmap.insight.network import circle_of  # noqa: PLC0415 - networkx is loaded on first use

            dated_map = self.current_picture.dated_map
            circle = circle_of(dated_map, self.selection.current)
            order = [each.entry for each in queries.reading_order(dated_map) if each.entry in circle]
            self.selection.set((*(each for each in order if each != self.selection.current), self.selection.current))

    def escape(self) -> None:
        """Give up a gesture or a mode; else select nobody. Never deletes."""
        if not self.view.cancel():
            self.selection.clear()

    def place(self, number: int) -> None:
        """Put the selection on ring `number` (0 innermost)."""
        self.editing.place_in_ring(self.selection.ids, self.session.document.today.rings[number].id)

    def take_off(self) -> None:
        """Put the selection into the tray."""
        self.editing.take_off_rings(self.selection.ids)

    def keep_distance(self) -> None:
        """Put the selection at a distance (private)."""
        self.editing.place_in_ring(self.selection.ids, KEEPING_A_DISTANCE)

    def pick_up(self) -> None:
        """Take the selection into the hand; the next click sets it down."""
        self.view.pick_up(self.selection.ids, by_click=True)

    def is_tie_mode(self) -> bool:
        """Whether ties are being drawn."""
        return self.view.tie_mode

    def switch_tie_mode(self) -> None:
        """Begin or end drawing ties."""
        self.view.set_tie_mode(not self.view.tie_mode)

    def tie_all(self) -> None:
        """Everyone selected knows each other."""
        self.editing.tie_all(self.selection.ids)

    def move_between(self, *, outward: bool) -> None:
        """Move the current entry one ring out or in."""
        if self.selection.current:
            self.editing.step_between(self.selection.current, outward=outward)

    def move_along(self, *, clockwise: bool) -> None:
        """Move the current entry along its ring."""
        if self.selection.current:
            self.editing.step_along(self.selection.current, clockwise=clockwise)

    def start_dated_map(self) -> None:
        """Start a new dated map; today's becomes an earlier one."""
        self.editing.start_dated_map()
        self.current_picture.look_at(None)

    # View

    def show_rings(self) -> None:
        """Show the rings."""
        self.panes.show_view(as_list=False)

    def show_list(self) -> None:
        """Show the list."""
        self.panes.show_view(as_list=True)

    def zoom_in(self) -> None:
        """Make the map larger."""
        self.view.zoom_by(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make the map smaller."""
        self.view.zoom_by(1 / ZOOM_STEP)

    def fit(self) -> None:
        """Show the whole map."""
        self.view.fit()

    def use_theme(self, theme: str) -> None:
        """Change the colours."""
        self.appearance.use(theme=theme)

    def use_text_size(self, percent: int) -> None:
        """Change the text size."""
        self.appearance.use(text_percent=percent)

    def can_enlarge(self) -> bool:
        """Whether the text can be larger."""
        return self.appearance.text_percent < TEXT_SIZES[-1]

    def can_shrink(self) -> bool:
        """Whether the text can be smaller."""
        return self.appearance.text_percent > TEXT_SIZES[0]

    def larger_text(self) -> None:
        """The next larger text size."""
        self.use_text_size(next(size for size in TEXT_SIZES if size > self.appearance.text_percent))

    def smaller_text(self) -> None:
        """The next smaller text size."""
        self.use_text_size(next(size for size in reversed(TEXT_SIZES) if size < self.appearance.text_percent))

    def switch_guide(self) -> None:
        """Show the guide, or go on without it."""
        self.panes.show_guide(on=not self.is_guided())

    def left_is_shown(self) -> bool:
        """Whether the left panel is shown."""
        return self.panes.panel_is_shown("left")

    def right_is_shown(self) -> bool:
        """Whether the right panel is shown."""
        return self.panes.panel_is_shown("right")

    def switch_left(self) -> None:
        """Show or hide the left panel."""
        self.panes.show_panel("left", on=not self.left_is_shown())

    def switch_right(self) -> None:
        """Show or hide the right panel."""
        self.panes.show_panel("right", on=not self.right_is_shown())
