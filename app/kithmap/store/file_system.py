"""The system calls with which the program touches a disk, one method each, so that a test can make any of them fail.

Only `atomic_file` calls them; everybody else hands a `FileSystem` through. No other module writes to a disk.
"""

import ctypes
import errno
import os
import sys
import time
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

# Not every system has every flag; these matter where they exist.
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NOT_THROUGH_LINKS: Final = getattr(os, "O_NOFOLLOW", 0)
# A pipe or a device must not keep us waiting: it is refused once it is open.
_WITHOUT_WAITING: Final = getattr(os, "O_NONBLOCK", 0)


class FileSystem:
    """What a disk can do. Everything but `may_write` and `wait` raises OSError."""

    def open_to_read(self, path: Path) -> int:
        return os.open(path, os.O_RDONLY | _BINARY | _WITHOUT_WAITING)

    def create(self, path: Path) -> int:
        """Make a new file only its owner may read, for writing; fails if the name is taken, even by a dangling link."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NOT_THROUGH_LINKS, PRIVATE_FILE)

    def open_to_lock(self, path: Path) -> int:
        """Open a file that is there to be locked, and make it, for its owner only, when it is missing."""
        flags = os.O_RDWR | os.O_CREAT | _BINARY | _NOT_THROUGH_LINKS | _WITHOUT_WAITING
        return os.open(path, flags, PRIVATE_FILE)

    def lock(self, descriptor: int) -> None:
        """Lock an open file for us alone, without waiting; closing it, or the end of the process, unlocks it."""
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def status(self, descriptor: int) -> os.stat_result:
        return os.fstat(descriptor)

    def status_of(self, path: Path) -> os.stat_result:
        return path.stat()

    def may_write(self, path: Path) -> bool:
        """Whether this person may change the file or folder: permissions, and the disk it is on."""
        return os.access(path, os.W_OK)

    def is_on_read_only_disk(self, path: Path) -> bool:
        """Whether nobody may write there. Windows only says so when it is tried."""
        if sys.platform == "win32":
            return False
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)

    def files_in(self, folder: Path) -> list[Path]:
        """The files of a folder, in no order; neither folders nor links."""
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in entries if entry.is_file(follow_symlinks=False)]

    def read(self, descriptor: int, size: int) -> bytes:
        """At most `size` bytes, none at the end of the file."""
        return os.read(descriptor, size)

    def write(self, descriptor: int, data: memoryview) -> int:
        return os.write(descriptor, data)

    def flush(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def set_permissions(self, path: Path, bits: int) -> None:
        path.chmod(bits)

    def replace(self, source: Path, target: Path) -> None:
        source.replace(target)

    def give_name(self, source: Path, target: Path) -> None:
        """Give a file another name, in one step; fails if it is taken. ENOTSUP where the disk cannot do so."""
        if sys.platform == "win32":
            source.rename(target)
        elif not _rename_if_free(source, target):
            _link(source, target)
            source.unlink()

    def remove(self, path: Path) -> None:
        path.unlink()

    def make_folder(self, path: Path) -> None:
        path.mkdir(PRIVATE_FOLDER)

    def remove_folder(self, path: Path) -> None:
        path.rmdir()

    def flush_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk, where there is such a call."""
        if sys.platform == "win32":
            return
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            # Some disks that lie on another computer, or in a virtual one, know it for files only.
            if error.errno not in {errno.EINVAL, errno.EBADF, errno.ENOTSUP}:
                raise
        finally:
            os.close(descriptor)

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        # What Linux says on disks that have one name for a file (link(2)).
        if error.errno == errno.EPERM:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP)) from error
        raise


def _rename_if_free(source: Path, target: Path) -> bool:
    """Rename unless the name is taken, where the system can do so (Linux, renameat2); False where it cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    from_here, no_replace = -100, 1
    if rename(from_here, os.fsencode(source), from_here, os.fsencode(target), no_replace) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
        return False
    raise OSError(fault, os.strerror(fault), str(source), None, str(target))


REAL: Final = FileSystem()
