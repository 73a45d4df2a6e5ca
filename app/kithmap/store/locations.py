"""Folders of the program, as each system wants them."""

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
    """The file that holds the settings; it need not exist yet."""
    return settings_folder() / "settings.json"
