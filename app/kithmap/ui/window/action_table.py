"""The rows of the action table: what each is called, its keys, and what it does."""

from PySide6.QtCore import QCoreApplication

from kithmap.model.vocabulary import RING_IDS
from kithmap.store.settings import MAXIMUM_RECENT
from kithmap.ui.window.actions import EDIT, FILE, HELP, MAP, VIEW, ActionRow, always
from kithmap.ui.window.commands import TEXT_SIZES, Commands

translate = QCoreApplication.translate


def action_rows(do: Commands) -> tuple[ActionRow, ...]:
    """Every row, in the order of the menus."""
    return (*_file(do), *_edit(do), *_map(do), *_view(do), *_help(do))


def _file(do: Commands) -> tuple[ActionRow, ...]:
    recent = tuple(
        ActionRow(
            f"recent-{number}",
            FILE,
            0,
            lambda number=number: do.recent_name(number).replace("&", "&&"),  # type: ignore[misc]
            lambda number=number: do.open_recent(number),  # type: ignore[misc]
            shown=lambda number=number: bool(do.recent_name(number)),  # type: ignore[misc]
            group=translate("Actions", "Recent maps"),
        )
        for number in range(MAXIMUM_RECENT)
    )
    return (
        ActionRow("new", FILE, 0, lambda: translate("Actions", "New map"), do.files.new, ("Ctrl+N",)),
        ActionRow("open", FILE, 0, lambda: translate("Actions", "Open…"), do.files.open_chosen, ("Ctrl+O",)),
        *recent,
        ActionRow("example", FILE, 0, lambda: translate("Actions", "Open the example map"), do.files.open_example),
        ActionRow("save", FILE, 1, lambda: translate("Actions", "Save"), do.files.save, ("Ctrl+S",)),
        ActionRow("save-as", FILE, 1, lambda: translate("Actions", "Save as…"), do.files.save_as, ("Ctrl+Shift+S",)),
        ActionRow("versions", FILE, 1, lambda: translate("Actions", "Earlier versions…"), do.show_versions),
        ActionRow(
            "passphrase",
            FILE,
            2,
            lambda: (
                translate("Actions", "Change the passphrase…")
                if do.is_protected()
                else translate("Actions", "Protect with a passphrase…")
            ),
            do.set_passphrase,
        ),
        ActionRow(
            "remove-passphrase",
            FILE,
            2,
            lambda: translate("Actions", "Remove the passphrase…"),
            do.remove_passphrase,
            shown=do.is_protected,
        ),
        ActionRow("privacy", FILE, 2, lambda: translate("Actions", "Privacy and saving…"), do.edit_privacy),
        ActionRow("quick-hide", FILE, 2, lambda: translate("Actions", "Quick hide"), do.quick_hide, ("F9",)),
        ActionRow("pdf", FILE, 3, lambda: translate("Actions", "Make a PDF…"), do.make_pdf, ("Ctrl+P",)),
        ActionRow(
            "title",
            FILE,
            3,
            lambda: translate("Actions", "Title and names on paper…"),
            do.edit_heading,
            enabled=do.is_today,
        ),
        ActionRow("quit", FILE, 4, lambda: translate("Actions", "Close Kithmap"), do.close, ("Ctrl+Q",)),
    )


def _edit(do: Commands) -> tuple[ActionRow, ...]:
    return (
        ActionRow("undo", EDIT, 0, do.undo_text, do.undo, ("Ctrl+Z",), do.can_undo),
        ActionRow("redo", EDIT, 0, do.redo_text, do.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), do.can_redo),
        ActionRow(
            "add",
            EDIT,
            1,
            lambda: translate("Actions", "Add a name"),
            do.add_name,
            ("Ctrl+Return", "Insert"),
            do.is_today,
        ),
        ActionRow(
            "rename", EDIT, 1, lambda: translate("Actions", "Change the name"), do.rename, ("F2",), do.can_rename
        ),
        ActionRow("delete", EDIT, 1, lambda: translate("Actions", "Delete"), do.delete, ("Delete",), do.can_edit),
        ActionRow("select-all", EDIT, 2, lambda: translate("Actions", "Select everyone"), do.select_all, ("Ctrl+A",)),
        ActionRow(
            "select-circle",
            EDIT,
            2,
            lambda: translate("Actions", "Select everyone they are tied to"),
            do.select_circle,
            ("Ctrl+Shift+A",),
            do.has_current,
        ),
        ActionRow("find", EDIT, 2, lambda: translate("Actions", "Find…"), do.find, ("Ctrl+F",)),
        ActionRow(
            "escape",
            "",
            0,
            lambda: translate("Actions", "Give up what is going on, or select nobody"),
            do.escape,
            ("Esc",),
            told_only=True,
        ),
    )


def _map(do: Commands) -> tuple[ActionRow, ...]:
    rings = tuple(
        ActionRow(
            f"ring-{number}",
            MAP,
            0,
            lambda number=number: do.ring_text(number),  # type: ignore[misc]
            lambda number=number: do.place(number),  # type: ignore[misc]
            (str(number + 1),),
            lambda number=number: do.can_place(number),  # type: ignore[misc]
            lambda number=number: do.has_ring(number),  # type: ignore[misc]
        )
        for number in range(len(RING_IDS))
    )
    return (
        *rings,
        ActionRow("tray", MAP, 0, lambda: translate("Actions", "Not placed yet"), do.take_off, ("0",), do.can_edit),
        ActionRow(
            "distance",
            MAP,
            0,
            lambda: translate("Actions", "Keep a distance (private)"),
            do.keep_distance,
            (),
            do.can_edit,
        ),
        ActionRow(
            "pick-up",
            MAP,
            1,
            lambda: translate("Actions", "Pick up, then click where it goes"),
            do.pick_up,
            ("Space",),
            do.can_pick_up,
            on_map=True,
        ),
        ActionRow(
            "tie-mode",
            MAP,
            1,
            lambda: translate("Actions", "Draw who knows each other"),
            do.switch_tie_mode,
            ("T",),
            do.is_today,
            checked=do.is_tie_mode,
            on_map=True,
        ),
        ActionRow(
            "tie-all",
            MAP,
            1,
            lambda: translate("Actions", "They know each other"),
            do.tie_all,
            ("Ctrl+T",),
            do.can_edit_several,
        ),
        ActionRow(
            "nearer",
            MAP,
            2,
            lambda: translate("Actions", "One ring nearer"),
            lambda: do.move_between(outward=False),
            ("Up",),
            do.can_edit_one,
            on_map=True,
        ),
        ActionRow(
            "further",
            MAP,
            2,
            lambda: translate("Actions", "One ring further out"),
            lambda: do.move_between(outward=True),
            ("Down",),
            do.can_edit_one,
            on_map=True,
        ),
        ActionRow(
            "clockwise",
            MAP,
            2,
            lambda: translate("Actions", "Along the ring, clockwise"),
            lambda: do.move_along(clockwise=True),
            ("Right",),
            do.can_edit_one,
            on_map=True,
        ),
        ActionRow(
            "anticlockwise",
            MAP,
            2,
            lambda: translate("Actions", "Along the ring, the other way"),
            lambda: do.move_along(clockwise=False),
            ("Left",),
            do.can_edit_one,
            on_map=True,
        ),
        ActionRow(
            "rings", MAP, 3, lambda: translate("Actions", "Rings and their names…"), do.edit_rings, enabled=do.is_today
        ),
        ActionRow(
            "i-am",
            MAP,
            3,
            lambda: translate("Actions", "I am…"),
            do.reflection.edit_i_am,
            ("Ctrl+I",),
            do.is_today,
        ),
        ActionRow(
            "looking-after",
            MAP,
            4,
            lambda: translate("Actions", "Looking after connections"),
            do.reflection.switch_looking_after,
            ("Ctrl+L",),
            checked=do.reflection.is_looking_after,
        ),
        ActionRow("closing", MAP, 4, lambda: translate("Actions", "Closing words…"), do.reflection.show_closing),
        ActionRow("new-dated-map", MAP, 5, lambda: translate("Actions", "Start a new dated map"), do.start_dated_map),
    )


def _view(do: Commands) -> tuple[ActionRow, ...]:
    themes = tuple(
        ActionRow(
            f"theme-{theme}",
            VIEW,
            2,
            lambda name=name: name,  # type: ignore[misc]
            lambda theme=theme: do.use_theme(theme),  # type: ignore[misc]
            checked=lambda theme=theme: do.appearance.theme == theme,  # type: ignore[misc]
            group=translate("Actions", "Colours"),
        )
        for theme, name in (
            ("system", translate("Actions", "Like the computer")),
            ("light", translate("Actions", "Light")),
            ("dark", translate("Actions", "Dark")),
            ("high_contrast", translate("Actions", "High contrast")),
        )
    )
    sizes = tuple(
        ActionRow(
            f"text-{percent}",
            VIEW,
            2,
            lambda percent=percent: translate("Actions", "{number} %").replace("{number}", str(percent)),  # type: ignore[misc]
            lambda percent=percent: do.use_text_size(percent),  # type: ignore[misc]
            checked=lambda percent=percent: do.appearance.text_percent == percent,  # type: ignore[misc]
            group=translate("Actions", "Text size"),
        )
        for percent in TEXT_SIZES
    )
    return (
        ActionRow(
            "rings-view",
            VIEW,
            0,
            lambda: translate("Actions", "Rings"),
            do.show_rings,
            ("Ctrl+1",),
            checked=lambda: not do.is_list(),
        ),
        ActionRow(
            "list-view", VIEW, 0, lambda: translate("Actions", "List"), do.show_list, ("Ctrl+2",), checked=do.is_list
        ),
        ActionRow(
            "stands-out",
            VIEW,
            0,
            lambda: translate("Actions", "What stands out"),
            do.reflection.switch_observations,
            ("Ctrl+3",),
            do.reflection.can_show_observations,
            checked=do.reflection.shows_observations,
        ),
        ActionRow(
            "guide",
            VIEW,
            0,
            lambda: translate("Actions", "Guide me"),
            do.switch_guide,
            ("F4",),
            checked=do.is_guided,
        ),
        ActionRow("zoom-in", VIEW, 1, lambda: translate("Actions", "Zoom in"), do.zoom_in, ("Ctrl++", "Ctrl+=")),
        ActionRow("zoom-out", VIEW, 1, lambda: translate("Actions", "Zoom out"), do.zoom_out, ("Ctrl+-",)),
        ActionRow("fit", VIEW, 1, lambda: translate("Actions", "Whole map"), do.fit, ("Ctrl+0",)),
        *themes,
        *sizes,
        ActionRow(
            "larger-text",
            VIEW,
            2,
            lambda: translate("Actions", "Larger text"),
            do.larger_text,
            ("Ctrl+Alt++", "Ctrl+Alt+="),
            do.can_enlarge,
            group=translate("Actions", "Text size"),
        ),
        ActionRow(
            "smaller-text",
            VIEW,
            2,
            lambda: translate("Actions", "Smaller text"),
            do.smaller_text,
            ("Ctrl+Alt+-",),
            do.can_shrink,
            group=translate("Actions", "Text size"),
        ),
        ActionRow("menu", "", 3, lambda: translate("Actions", "Menu"), do.show_menu, ("F10",)),
        ActionRow(
            "left-panel",
            VIEW,
            3,
            lambda: translate("Actions", "Left side"),
            do.switch_left,
            ("F7",),
            checked=do.left_is_shown,
        ),
        ActionRow(
            "right-panel",
            VIEW,
            3,
            lambda: translate("Actions", "Right side"),
            do.switch_right,
            ("F8",),
            checked=do.right_is_shown,
        ),
        ActionRow(
            "next-pane",
            VIEW,
            3,
            lambda: translate("Actions", "Go to the next part of the window"),
            do.next_pane,
            ("F6",),
        ),
        ActionRow(
            "full-screen",
            VIEW,
            3,
            lambda: translate("Actions", "Full screen"),
            do.switch_full_screen,
            ("F11",),
            checked=do.is_full_screen,
        ),
    )


def _help(do: Commands) -> tuple[ActionRow, ...]:
    training = do.training
    trainers = translate("Actions", "For trainers")
    for_trainers = tuple(
        ActionRow(row_id, HELP, 1, lambda text=text: text, run, shown=shown, group=trainers)  # type: ignore[misc]
        for row_id, text, run, shown in (
            ("story", translate("Actions", "Story exercise…"), training.exercise.choose, always),
            ("end-story", translate("Actions", "End the exercise"), training.exercise.end, training.exercise.is_on),
            ("film", translate("Actions", "Show a film…"), training.film.show, always),
            ("plan", translate("Actions", "Session plan (PDF)…"), training.handouts.session_plan, always),
            (
                "handout",
                translate("Actions", "Keeping connections going (PDF)…"),
                training.handouts.keeping_connections,
                always,
            ),
            ("stories", translate("Actions", "Stories (PDF)…"), training.handouts.stories, always),
            ("worksheets", translate("Actions", "Blank worksheets (PDF)…"), training.handouts.worksheets, always),
        )
    )
    return (
        ActionRow("shortcuts", HELP, 0, lambda: translate("Actions", "Keys and mouse"), do.show_keys, ("F1",)),
        ActionRow("about-hiding", HELP, 0, lambda: translate("Actions", "About Quick hide"), do.explain_quick_hide),
        ActionRow(
            "traces", HELP, 0, lambda: translate("Actions", "What Kithmap leaves on this computer…"), do.show_traces
        ),
        *for_trainers,
        ActionRow("about", HELP, 2, lambda: translate("Actions", "About Kithmap"), do.show_about),
    )
