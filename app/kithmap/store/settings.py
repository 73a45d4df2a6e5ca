"""How this person likes the program to look and work. Nothing here names a person, a map or a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec

from kithmap.store import atomic_file
from kithmap.store.errors import StoreError

MAXIMUM_BYTES: Final = 64 * 1024


class Theme(StrEnum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class View(StrEnum):
    """What the middle of the window shows."""

    MAP = "map"
    LIST = "list"


class PrintNames(StrEnum):
    """How names stand on paper, strictest first."""

    INITIALS = "initials"
    NICKNAMES = "nicknames"


class Paper(StrEnum):
    """Paper sizes."""

    A4 = "a4"
    LETTER = "letter"


TextPercent = Annotated[int, msgspec.Meta(ge=100, le=200)]
Pixels = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class Settings(msgspec.Struct, frozen=True):
    """All settings. Sizes are in logical pixels; None means that the window decides."""

    theme: Theme = Theme.SYSTEM
    text_percent: TextPercent = 100
    view: View = View.MAP
    window_width: Pixels | None = None
    window_height: Pixels | None = None
    window_maximised: bool = False
    left_panel_width: Pixels | None = None
    right_panel_width: Pixels | None = None
    print_names: PrintNames = PrintNames.INITIALS
    paper: Paper = Paper.A4


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
