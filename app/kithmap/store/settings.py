"""How this person likes the program to look and work.

Nothing here names a person, a map or a file, unless the person asked for a list of recent files.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from kithmap.store import atomic_file
from kithmap.store.errors import StoreError

MAXIMUM_BYTES: Final = 64 * 1024


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class View(StrEnum):
    MAP = "map"
    LIST = "list"


# Quick hide when nobody touched anything for so long: as the map needs it, or as the person said (0 is never).
MINUTES_WHEN_PROTECTED: Final = 5
MAXIMUM_RECENT: Final = 8

Minutes = Annotated[int, msgspec.Meta(ge=0, le=24 * 60)]
TextPercent = Annotated[int, msgspec.Meta(ge=100, le=200)]
Pixels = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class Settings(msgspec.Struct, frozen=True):
    """All settings. Sizes are in logical pixels; None means that the window decides.

    idle_minutes: None hides a protected map after `MINUTES_WHEN_PROTECTED` and no other, 0 never hides.
    recent: paths of maps opened lately, newest first; always empty unless `remember_recent`.
    """

    theme: Theme = Theme.SYSTEM
    text_percent: TextPercent = 100
    view: View = View.MAP
    window_width: Pixels | None = None
    window_height: Pixels | None = None
    window_maximised: bool = False
    left_panel_width: Pixels | None = None
    right_panel_width: Pixels | None = None
    paper: Literal["a4", "letter"] = "a4"
    quick_hide_by_shift: bool = True
    quick_hide_explained: bool = False
    idle_minutes: Minutes | None = None
    autosave: bool = False
    remember_recent: bool = False
    recent: tuple[str, ...] = ()


def idle_minutes(settings: Settings, *, is_protected: bool) -> int | None:
    """Minutes without a key or a mouse after which the window hides; None when it stays."""
    if settings.idle_minutes is None:
        return MINUTES_WHEN_PROTECTED if is_protected else None
    return settings.idle_minutes or None


def with_recent(settings: Settings, path: Path, *, is_protected: bool) -> Settings:
    """The settings after a map was opened or saved: its path goes first, if the person wants a list.

    The path of a protected map is never kept, and leaves the list it stood in before it was protected. One that is not
    text (names of files need not be) cannot be kept.
    """
    others = [each for each in settings.recent if each != str(path)]
    kept = others if is_protected or not _is_text(path) else [str(path), *others]
    return msgspec.structs.replace(settings, recent=tuple(kept[:MAXIMUM_RECENT]) if settings.remember_recent else ())


def _is_text(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def merged(before: Settings, now: Settings, on_disk: Settings) -> Settings:
    """What another window wrote meanwhile, with what this one changed since `before`."""
    changed = {
        name: value for name in Settings.__struct_fields__ if (value := getattr(now, name)) != getattr(before, name)
    }
    both = msgspec.structs.replace(on_disk, **changed)
    return both if both.remember_recent else msgspec.structs.replace(both, recent=())


def load(path: Path) -> Settings:
    """The settings in this file; the usual ones when it is missing, unreadable or damaged."""
    try:
        return msgspec.json.decode(atomic_file.read(path, MAXIMUM_BYTES).data, type=Settings)
    except (StoreError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Settings()


def save(path: Path, settings: Settings) -> None:
    """Write the settings, making their folder when it is missing. Raises StoreError when the system refuses."""
    data = msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n"
    atomic_file.make_folder(path.parent)
    atomic_file.replace(path, data, expected=atomic_file.ANY)
