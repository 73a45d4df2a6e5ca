"""Folders of the program, as each system wants them, and the neutral names of what lies there."""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path


def settings_folder(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """The folder for this person's settings; it need not exist yet.

    Windows: %APPDATA%\\Kithmap. macOS: ~/Library/Application Support/Kithmap. Elsewhere: $XDG_CONFIG_HOME/kithmap
    (a value that is not an absolute path does not count), or ~/.config/kithmap.
    """
    home = home or Path.home()
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "Kithmap"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Kithmap"
    configured = Path(environment.get("XDG_CONFIG_HOME", ""))
    return (configured if configured.is_absolute() else home / ".config") / "kithmap"


def settings_file() -> Path:
    return settings_folder() / "settings.json"


def contacts_file() -> Path:
    """The file in which a service writes contacts of its own, by hand; most people have none."""
    return settings_folder() / "contacts.toml"


def data_folder(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """The folder for what is kept beside the maps themselves; it need not exist yet.

    Windows: %LOCALAPPDATA%\\Kithmap\\Data, which does not travel to other computers. macOS: ~/Library/Application
    Support/Kithmap/Data. Elsewhere: $XDG_DATA_HOME/kithmap, or ~/.local/share/kithmap.
    """
    home = home or Path.home()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Kithmap" / "Data"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Kithmap" / "Data"
    configured = Path(environment.get("XDG_DATA_HOME", ""))
    return (configured if configured.is_absolute() else home / ".local" / "share") / "kithmap"


def recovery_folder() -> Path:
    return data_folder() / "recovery"


def backups_folder() -> Path:
    return data_folder() / "earlier-versions"


def locks_folder() -> Path:
    return data_folder() / "open"


def key_of(path: Path) -> str:
    """A neutral name (32 hexadecimal digits) for a map file, however it is reached; who knows the path can tell."""
    name = os.path.normcase(os.path.realpath(path))
    return hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
