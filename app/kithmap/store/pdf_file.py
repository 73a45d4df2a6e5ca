"""A PDF on the disk. It may take the place of another PDF, and of nothing else.

A report can be made again in a moment; a map cannot, nor can a photo, and a name may be typed wrong or be a link.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import regex

from kithmap.store import atomic_file
from kithmap.store.errors import NameOfAMap, NotAPdf, NotConfirmed, PdfExists
from kithmap.store.file_system import REAL, FileSystem

# ISO 32000-1, 7.5.2: the header is a line of its own.
_HEADER: Final = regex.compile(rb"%PDF-[0-9]\.[0-9][ \t]*[\r\n]")
_MAP_SUFFIX: Final = ".kithmap"


def write(path: Path, data: bytes, *, overwrite: bool, system: FileSystem = REAL) -> None:
    """Write a PDF whole or not at all; in the place of another one if `overwrite` says so.

    Raises NotAPdf when anything else has this name, an empty file too (it may be there for a reason we do not know);
    PdfExists when a PDF has it and is not to be written over; NameOfAMap for a new name that ends like a map's, or a
    link to one; otherwise ChangedOnDisk, CannotWrite and KeptAside as `atomic_file.replace` does. What was looked at is
    what is replaced: a file that comes or changes meanwhile stays.
    """
    there = atomic_file.digest_of_kind(path, _is_pdf, NotAPdf(), system=system)
    if there is not None and not overwrite:
        raise PdfExists
    # A link may lead to a name that nothing has yet.
    if there is None and any(Path(each).suffix.casefold() == _MAP_SUFFIX for each in (path, os.path.realpath(path))):
        raise NameOfAMap
    # If a power cut takes it, it is made again.
    with suppress(NotConfirmed):
        atomic_file.replace(path, data, expected=there, system=system)


def _is_pdf(beginning: bytes) -> bool:
    return _HEADER.match(beginning) is not None
