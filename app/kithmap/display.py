"""Why Qt cannot show a window on this computer, or cannot be loaded at all, in words for a person at a terminal.

There is no Qt to translate anything then. Nothing here loads it; what is asked is the system.
"""

import ctypes
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import regex

from kithmap.wording.words import Translate, filled

# What README.md says to install on Debian and Ubuntu, and the same for a desktop with Wayland alone.
PACKAGES: Final = (
    "libgl1 libegl1 libfontconfig1 libglib2.0-0 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libx11-xcb1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 "
    "libxcb-xkb1"
)
WAYLAND_PACKAGES: Final = "libwayland-client0 libwayland-cursor0 libwayland-egl1"

_QT: Final = {"PySide6", "shiboken6"}

# The loader's own words follow the name, in the language of the computer.
_MISSING: Final = regex.compile(r"(lib[^/\s:]+\.so[.0-9]*): ")


def why_not_loaded(error: ImportError | OSError, translate: Translate) -> str:
    """Why Qt or another library could not be loaded: one of the system is missing, or it is itself."""
    missing = _MISSING.match(str(error))
    if missing:
        return _library_is_missing(missing[1], translate)
    # A library that cannot be loaded leaves the bare name of the module that wanted it, and its file.
    name, path = getattr(error, "name", None) or "", getattr(error, "path", None) or ""
    if name and _QT.isdisjoint((*name.split("."), *Path(path).parts)):
        text = translate(
            "Display",
            "Kithmap cannot start: its part {part} is missing. Your maps are not touched. "
            "Please install Kithmap again, as its README says.",
        )
        return filled(text, part=name.partition(".")[0])
    return translate(
        "Display",
        "Kithmap cannot start: Qt, with which it draws, could not be loaded. Your maps are not touched. "
        "Please install Kithmap again, as its README says.",
    )


def why_not_shown(environment: Mapping[str, str], plugins: Path, translate: Translate) -> str:
    """Why Qt found no way to show a window. `plugins` is the folder with Qt's plugins for kinds of screens."""
    has_screen = bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    wanted = environment.get("QT_QPA_PLATFORM", "")
    usual = "wayland;xcb" if environment.get("WAYLAND_DISPLAY") else "xcb"
    kinds = [each.partition(":")[0] for each in (wanted or usual).split(";")]
    if not has_screen and all(kind.startswith(("xcb", "wayland")) for kind in kinds):
        return translate(
            "Display",
            "Kithmap found no screen here to show its window on. Your maps are not touched. "
            "Please start it on a desktop. “kithmap report” and “kithmap check” need no screen.",
        )
    for error in filter(None, (_fault_of(plugins / f"libq{kind}.so") for kind in kinds)):
        return why_not_loaded(error, translate)
    if wanted:
        text = translate(
            "Display",
            "Kithmap cannot show its window in the way that QT_QPA_PLATFORM asks for: {value}. "
            "Your maps are not touched. Please start it without this setting.",
        )
        return filled(text, value=wanted)
    return translate(
        "Display",
        "The screen that DISPLAY or WAYLAND_DISPLAY names does not answer Kithmap. Your maps are not touched. "
        "Please start it on a desktop. “kithmap report” and “kithmap check” need no screen.",
    )


def _fault_of(plugin: Path) -> OSError | None:
    """Why a plugin cannot be loaded; None when it can be, or is not there. Qt itself tells only that it could not."""
    if plugin.is_file():
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            return error
    return None


def _library_is_missing(library: str, translate: Translate) -> str:
    text = translate(
        "Display",
        "Kithmap cannot start: the library {library} is missing on this computer. Your maps are not touched. "
        "On Debian or Ubuntu this line installs what is needed:",
    )
    packages = WAYLAND_PACKAGES if library.startswith("libwayland-") else PACKAGES
    return f"{filled(text, library=library)}\nsudo apt-get install -y {packages}"
