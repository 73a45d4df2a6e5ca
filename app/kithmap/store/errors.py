"""Refusals of the store. They carry data, never sentences; `kithmap.wording.refusals` says them in words.

Whatever is refused, the file on disk is as it was (`NotConfirmed` is the one exception, and says so).
"""

import errno
from enum import StrEnum
from pathlib import Path
from typing import Final


class Reason(StrEnum):
    """Why the system would not read or write: what a person can do about it differs from one to the next."""

    MISSING = "missing"
    NOT_A_FILE = "not-a-file"
    NOT_ALLOWED = "not-allowed"
    READ_ONLY = "read-only"
    FULL = "full"
    TOO_MANY_OPEN = "too-many-open"
    BAD_NAME = "bad-name"
    FAILING = "failing"


_REASONS: Final = {
    errno.ENOENT: Reason.MISSING,
    errno.ENOTDIR: Reason.MISSING,
    errno.EISDIR: Reason.NOT_A_FILE,
    errno.EACCES: Reason.NOT_ALLOWED,
    errno.EPERM: Reason.NOT_ALLOWED,
    errno.EROFS: Reason.READ_ONLY,
    errno.ENOSPC: Reason.FULL,
    errno.EFBIG: Reason.FULL,
    # Windows has no quota error under this name.
    getattr(errno, "EDQUOT", errno.ENOSPC): Reason.FULL,
    errno.EMFILE: Reason.TOO_MANY_OPEN,
    errno.ENFILE: Reason.TOO_MANY_OPEN,
    errno.ENAMETOOLONG: Reason.BAD_NAME,
    errno.EINVAL: Reason.BAD_NAME,
    errno.ELOOP: Reason.BAD_NAME,
}


def reason_of(error: OSError) -> Reason:
    """The reason behind a system error; FAILING for anything that is not plainly something else."""
    return _REASONS.get(error.errno or 0, Reason.FAILING)


class StoreError(Exception):
    """Something that cannot be read, understood or written."""


class UnreadableFile(StoreError):
    """The bytes of a file do not make a document."""


class EmptyFile(UnreadableFile):
    """The file holds nothing at all."""


class NotAMap(UnreadableFile):
    """The file was made by another program."""


class DamagedMap(UnreadableFile):
    """One of ours, but not as written. `where` is a path in it, as "$.document.maps[0]", or a part, never a name."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class NewerVersion(UnreadableFile):
    """The file holds something this program does not know yet; its argument is the format version it names."""


class PassphraseNeeded(UnreadableFile):
    """The file is protected and was asked for without a passphrase."""


class WrongPassphrase(UnreadableFile):
    """The passphrase does not open the file, or the file's first lines are damaged: the two look alike."""


class OtherProtection(UnreadableFile):
    """The file is protected by something else than a passphrase (an age key), which only other programs open."""


class TooCostly(UnreadableFile):
    """Trying a passphrase would take more memory and time than on any file of ours; its argument is the work factor."""


class TooLarge(StoreError):
    """More bytes (`size`, which may be a lower bound) than a map may have (`limit`)."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(size, limit)
        self.limit = limit


class EncodingFault(StoreError):
    """A document whose bytes would not bring the same document back; nothing was written."""


class FileFault(StoreError):
    """The system would not do what was asked with `path`. `number` is its error number, None when we refused first."""

    def __init__(self, path: Path, reason: Reason, number: int | None = None) -> None:
        super().__init__(reason, number)
        self.path = path
        self.reason = reason
        self.number = number


class CannotRead(FileFault):
    """The file cannot be read."""


class CannotWrite(FileFault):
    """The file cannot be written; what was there before is still there, byte for byte."""


class NotAPdf(StoreError):
    """What has the name of the PDF that was to be written is no PDF, and nothing else is written over."""


class NameOfAMap(StoreError):
    """A PDF was to have a name that ends like that of a map: nobody would find either again."""


class PdfExists(StoreError):
    """A PDF has this name already, and nobody has said that it may be written over."""


class NoMapThere(StoreError):
    """What has the name under which a map was to be saved is no map, and nothing else is written over."""


class ChangedOnDisk(StoreError):
    """The file is not the one last read or written here: another program changed, made or removed it."""


class NotConfirmed(StoreError):
    """The file holds the new bytes, but the system could not confirm (error `number`) that a power cut spares them."""

    def __init__(self, digest: str, number: int | None) -> None:
        super().__init__(number)
        self.digest = digest


class KeptAside(StoreError):
    """Another program would not let go of the file: the new bytes are whole and safe in `kept_as` instead."""

    def __init__(self, kept_as: Path) -> None:
        super().__init__()
        self.kept_as = kept_as
