"""The rows of the action table: what each is called, its keys, and what it does."""

from functools import partial

from PySide6.QtCore import QObject

from kithmap.model.vocabulary import RING_IDS
from kithmap.store.settings import MAXIMUM_RECENT
from kithmap.ui.map.zoom import ZOOM_STEP
from kithmap.ui.reflection.dialogs import edit_i_am, show_closing
from kithmap.ui.window.actions import EDIT, FILE, HELP, MAP, VIEW, ActionRow, always
from kithmap.ui.window.commands import TEXT_SIZES, Commands
from kithmap.ui.window.left_side import LeftPage
from kithmap.ui.window.parts import Parts


class ActionTable(QObject):
    def __init__(self, parts: Parts, do: Commands) -> None:
        super().__init__()
        self._parts = parts
        self._do = do

    def rows(self) -> tuple[ActionRow, ...]:
        groups = (self._file, self._edit, self._map, self._movements, self._view, self._looks, self._window, self._help)
        return tuple(row for group in groups for row in group())

    def _file(self) -> tuple[ActionRow, ...]:
        do, files, dialogs, safety = self._do, self._parts.files, self._parts.dialogs, self._parts.safety
        remove = safety.protecting.remove_passphrase
        return (
            ActionRow("new", FILE, 0, self.tr("New map"), files.new, "Ctrl+N"),
            ActionRow("open", FILE, 0, self.tr("Open…"), files.open_chosen, "Ctrl+O"),
            *self._recent(),
            ActionRow("example", FILE, 0, self.tr("Open the example map"), files.open_example),
            ActionRow("save", FILE, 1, self.tr("Save"), files.save, "Ctrl+S"),
            ActionRow("save-as", FILE, 1, self.tr("Save as…"), files.save_as, "Ctrl+Shift+S"),
            ActionRow("versions", FILE, 1, self.tr("Earlier versions…"), safety.versions.show),
            ActionRow("passphrase", FILE, 2, do.passphrase_text, safety.protecting.set_passphrase),
            ActionRow("remove-passphrase", FILE, 2, self.tr("Remove the passphrase…"), remove, shown=do.is_protected),
            ActionRow("privacy", FILE, 2, self.tr("Privacy and saving…"), dialogs.edit_privacy),
            ActionRow("quick-hide", FILE, 2, self.tr("Quick hide"), safety.quick_hide.hide, "F9"),
            ActionRow("pdf", FILE, 3, self.tr("Make a PDF…"), dialogs.make_pdf, "Ctrl+P"),
            ActionRow("title", FILE, 3, self.tr("Title and names on paper…"), dialogs.edit_heading, "", do.is_today),
            ActionRow("quit", FILE, 4, self.tr("Close Kithmap"), self._parts.window.close, "Ctrl+Q"),
        )

    def _recent(self) -> tuple[ActionRow, ...]:
        safety, group = self._parts.safety, self.tr("Recent maps")
        return tuple(
            ActionRow(
                f"recent-{number}",
                FILE,
                0,
                partial(safety.recent_name, number),
                partial(safety.open_recent, number),
                shown=partial(safety.has_recent, number),
                group=group,
            )
            for number in range(MAXIMUM_RECENT)
        )

    def _edit(self) -> tuple[ActionRow, ...]:
        do, panes, session = self._do, self._parts.panes, self._parts.context.session
        circle = self.tr("Select everyone they are tied to")
        give_up = self.tr("Give up what is going on, or select nobody")
        add = self.tr("Add a name")
        return (
            ActionRow("undo", EDIT, 0, do.undo_text, do.undo, "Ctrl+Z", lambda: session.can_undo),
            ActionRow("redo", EDIT, 0, do.redo_text, do.redo, "Ctrl+Shift+Z Ctrl+Y", lambda: session.can_redo),
            ActionRow("add", EDIT, 1, add, panes.focus_name_field, "Ctrl+Return Insert", do.is_today),
            ActionRow("rename", EDIT, 1, self.tr("Change the name"), panes.edit_name, "F2", do.can_rename),
            ActionRow("delete", EDIT, 1, self.tr("Delete"), do.delete, "Delete", do.can_edit),
            ActionRow("select-all", EDIT, 2, self.tr("Select everyone"), do.select_all, "Ctrl+A"),
            ActionRow("select-circle", EDIT, 2, circle, do.select_circle, "Ctrl+Shift+A", do.has_current),
            ActionRow("find", EDIT, 2, self.tr("Find…"), panes.focus_search, "Ctrl+F"),
            ActionRow("escape", "", 0, give_up, do.escape, "Esc", told_only=True),
        )

    def _map(self) -> tuple[ActionRow, ...]:
        do, dialogs = self._do, self._parts.dialogs
        rings = (
            ActionRow(
                f"ring-{number}",
                MAP,
                0,
                partial(do.ring_text, number),
                partial(do.place, number),
                str(number + 1),
                partial(do.can_place, number),
                partial(do.has_ring, number),
            )
            for number in range(len(RING_IDS))
        )
        pick_up, tie = self.tr("Pick up, then click where it goes"), self.tr("Draw who knows each other")
        over = (self._parts.guide, self._parts.window)
        i_am, closing = partial(edit_i_am, *over), partial(show_closing, *over)
        return (
            *rings,
            ActionRow("tray", MAP, 0, self.tr("Not placed yet"), do.take_off, "0", do.can_edit),
            ActionRow("distance", MAP, 0, self.tr("Keep a distance (private)"), do.keep_distance, "", do.can_edit),
            ActionRow("pick-up", MAP, 1, pick_up, do.pick_up, "Space", do.can_pick_up, on_map=True),
            ActionRow(
                "tie-mode", MAP, 1, tie, do.switch_tie_mode, "T", do.is_today, checked=do.is_tie_mode, on_map=True
            ),
            ActionRow("tie-all", MAP, 1, self.tr("They know each other"), do.tie_all, "Ctrl+T", do.can_edit_several),
            ActionRow("rings", MAP, 3, self.tr("Rings and their names…"), dialogs.edit_rings, "", do.is_today),
            ActionRow("i-am", MAP, 3, self.tr("I am…"), i_am, "Ctrl+I", do.is_today),
            self._left("looking-after", MAP, 4, self.tr("Looking after connections"), "Ctrl+L", LeftPage.LOOKING_AFTER),
            ActionRow("closing", MAP, 4, self.tr("Closing words…"), closing),
            ActionRow("new-dated-map", MAP, 5, self.tr("Start a new dated map"), do.start_dated_map),
        )

    def _movements(self) -> tuple[ActionRow, ...]:
        do, along = self._do, self._do.move_along
        return tuple(
            ActionRow(row_id, MAP, 2, text, run, key, do.can_edit_one, on_map=True)
            for row_id, text, run, key in (
                ("nearer", self.tr("One ring nearer"), partial(do.move_between, outward=False), "Up"),
                ("further", self.tr("One ring further out"), partial(do.move_between, outward=True), "Down"),
                ("clockwise", self.tr("Along the ring, clockwise"), partial(along, clockwise=True), "Right"),
                ("anticlockwise", self.tr("Along the ring, the other way"), partial(along, clockwise=False), "Left"),
            )
        )

    def _view(self) -> tuple[ActionRow, ...]:
        do, panes, view = self._do, self._parts.panes, self._parts.view
        is_list, show_list = panes.is_list, partial(panes.show_view, as_list=True)
        show_rings = partial(panes.show_view, as_list=False)
        is_shown, can_show = partial(do.is_left, LeftPage.OBSERVATIONS), do.can_show_observations
        stands_out = self.tr("What stands out")
        return (
            ActionRow("rings-view", VIEW, 0, self.tr("Rings"), show_rings, "Ctrl+1", checked=lambda: not is_list()),
            ActionRow("list-view", VIEW, 0, self.tr("List"), show_list, "Ctrl+2", checked=is_list),
            ActionRow("stands-out", VIEW, 0, stands_out, do.show_observations, "Ctrl+3", can_show, checked=is_shown),
            self._left("guide", VIEW, 0, self.tr("Guide me"), "F4", LeftPage.GUIDE),
            ActionRow("zoom-in", VIEW, 1, self.tr("Zoom in"), partial(view.zoom_by, ZOOM_STEP), "Ctrl++ Ctrl+="),
            ActionRow("zoom-out", VIEW, 1, self.tr("Zoom out"), partial(view.zoom_by, 1 / ZOOM_STEP), "Ctrl+-"),
            ActionRow("fit", VIEW, 1, self.tr("Whole map"), view.fit, "Ctrl+0"),
        )

    def _looks(self) -> tuple[ActionRow, ...]:
        do, appearance = self._do, self._parts.context.appearance
        colours, size = self.tr("Colours"), self.tr("Text size")
        themes = (
            ("system", self.tr("Like the computer")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("high_contrast", self.tr("High contrast")),
        )
        larger, smaller = self.tr("Larger text"), self.tr("Smaller text")
        return (
            *(
                ActionRow(
                    f"theme-{theme}",
                    VIEW,
                    2,
                    name,
                    partial(appearance.use, theme=theme),
                    checked=partial(lambda theme: appearance.theme == theme, theme),
                    group=colours,
                )
                for theme, name in themes
            ),
            *(
                ActionRow(
                    f"text-{percent}",
                    VIEW,
                    2,
                    self.tr("{number} %").replace("{number}", str(percent)),
                    partial(appearance.use, text_percent=percent),
                    checked=partial(lambda percent: appearance.text_percent == percent, percent),
                    group=size,
                )
                for percent in TEXT_SIZES
            ),
            ActionRow(
                "larger-text", VIEW, 2, larger, do.larger_text, "Ctrl+Alt++ Ctrl+Alt+=", do.can_enlarge, group=size
            ),
            ActionRow("smaller-text", VIEW, 2, smaller, do.smaller_text, "Ctrl+Alt+-", do.can_shrink, group=size),
        )

    def _window(self) -> tuple[ActionRow, ...]:
        panes, window = self._parts.panes, self._parts.window
        next_part = self.tr("Go to the next part of the window")
        left, right = partial(panes.panel_is_shown, "left"), partial(panes.panel_is_shown, "right")
        full = self.tr("Full screen")
        return (
            ActionRow("menu", "", 3, self.tr("Menu"), window.show_menu, "F10"),
            ActionRow("left-panel", VIEW, 3, self.tr("Left side"), partial(panes.switch, "left"), "F7", checked=left),
            ActionRow(
                "right-panel", VIEW, 3, self.tr("Right side"), partial(panes.switch, "right"), "F8", checked=right
            ),
            ActionRow("next-pane", VIEW, 3, next_part, panes.next_pane, "F6"),
            ActionRow("full-screen", VIEW, 3, full, window.switch_full_screen, "F11", checked=window.isFullScreen),
        )

    def _help(self) -> tuple[ActionRow, ...]:
        dialogs, training, group = self._parts.dialogs, self._parts.training, self.tr("For trainers")
        handouts, exercise = training.handouts, training.exercise
        return (
            ActionRow("shortcuts", HELP, 0, self.tr("Keys and mouse"), dialogs.show_keys, "F1"),
            ActionRow("about-hiding", HELP, 0, self.tr("About Quick hide"), dialogs.explain_quick_hide),
            ActionRow("traces", HELP, 0, self.tr("What Kithmap leaves on this computer…"), dialogs.show_traces),
            *(
                ActionRow(row_id, HELP, 1, text, run, shown=shown, group=group)
                for row_id, text, run, shown in (
                    ("story", self.tr("Story exercise…"), exercise.choose, always),
                    ("end-story", self.tr("End the exercise"), exercise.end, exercise.is_on),
                    ("film", self.tr("Show a film…"), training.film.show, always),
                    ("plan", self.tr("Session plan (PDF)…"), handouts.session_plan, always),
                    ("handout", self.tr("Keeping connections going (PDF)…"), handouts.keeping_connections, always),
                    ("stories", self.tr("Stories (PDF)…"), handouts.stories, always),
                    ("worksheets", self.tr("Blank worksheets (PDF)…"), handouts.worksheets, always),
                )
            ),
            ActionRow("about", HELP, 2, self.tr("About Kithmap"), dialogs.show_about),
        )

    def _left(self, row_id: str, menu: str, section: int, text: str, key: str, page: LeftPage) -> ActionRow:
        do = self._do
        return ActionRow(
            row_id, menu, section, text, partial(do.show_left, page), key, checked=partial(do.is_left, page)
        )
