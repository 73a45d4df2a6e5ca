"""Files in the program's own folders: what recovery, earlier versions and locks have in common."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

import regex

from kithmap.store import atomic_file
from kithmap.store.errors import CannotWrite, KeptAside, Reason, StoreError
from kithmap.store.file_system import REAL, FileSystem

# What `atomic_file.replace` leaves when the program is killed in the middle of it.
_UNFINISHED: Final = regex.compile(r"\.kithmap-[0-9a-f]{16}\.tmp")

# No writing takes this long (seconds): whatever is older is nobody's work under way.
_SURELY_OVER: Final = 3600.0


def put(file: Path, data: bytes, *, system: FileSystem = REAL) -> None:
    """Make `data` the whole content of a file of our own, private like its folder, which is made when it is missing.

    Raises StoreError. Unlike a map it is never kept aside under another name: whoever looks for it goes by its name.
    """
    atomic_file.make_folder(file.parent, system=system)
    try:
        atomic_file.replace(file, data, expected=atomic_file.ANY, system=system)
    except KeptAside as held:
        with suppress(StoreError):
            atomic_file.remove(held.kept_as, system=system)
        raise CannotWrite(file, Reason.NOT_ALLOWED) from held


def is_unfinished(file: Path) -> bool:
    """Whether this is what is left of a file whose writing was cut off; it is of use to nobody."""
    return _UNFINISHED.fullmatch(file.name) is not None


def tidy_up(folder: Path, now: datetime, *, system: FileSystem = REAL) -> None:
    """Remove what writing cut off an hour before `now` (aware) left, perhaps a whole map. The rest stays."""
    with suppress(StoreError):
        for file in filter(is_unfinished, atomic_file.list_files(folder, system=system)):
            with suppress(OSError, StoreError):
                # As numbers: a disk may have times that no calendar has.
                if now.timestamp() - system.status_of(file).st_mtime >= _SURELY_OVER:
                    atomic_file.remove(file, system=system)
