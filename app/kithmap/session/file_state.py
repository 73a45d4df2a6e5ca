"""How the map in the window stands on the disk: a value, from which a save is planned and which a save gives anew.

Only the functions at the end wait for a disk, which may be far away; they can run on any thread.
"""

from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from kithmap.model.document import Document
from kithmap.store import atomic_file, backups, locks, map_file
from kithmap.store.atomic_file import Digest, Expectation
from kithmap.store.encryption import Protection
from kithmap.store.errors import NotConfirmed, StoreError
from kithmap.store.locks import Hold
from kithmap.store.map_file import MapFile, Save
from kithmap.store.unknown_fields import without_new


class Barrier(Enum):
    """Why the file of the map is not written: the work can be saved under another name."""

    NEWER = "made by a newer version"
    READ_ONLY = "the file, its folder or its disk can only be read"
    OPEN_ELSEWHERE = "open in another window"


class Access(NamedTuple):
    """How the file of a map may be used: our hold on it, None when another window has it, and why it is not written."""

    hold: Hold | None = None
    barrier: Barrier | None = None


class SaveResult(NamedTuple):
    """What became of a planned save.

    digest: the bytes that are in the file now; None when it is as it was. refusal: why the work is not called saved;
    with a digest it is NotConfirmed. access: to a file that is new to this window. is_kept: whether what was saved is
    among the earlier versions as well.
    """

    plan: Save
    digest: Digest | None = None
    refusal: StoreError | None = None
    access: Access | None = None
    is_kept: bool = True


class FileState(msgspec.Struct, frozen=True, eq=False):
    """The file of a map as it was last read or written here.

    known: what stands in it. path: None while there is none. protection: how the next save protects it.
    is_ours: what stands in it was written here. earlier_versions: the folder for them, None keeps none.
    """

    known: MapFile
    path: Path | None = None
    protection: Protection | None = None
    access: Access = Access()
    is_ours: bool = False
    earlier_versions: Path | None = None

    def after_edit(self, before: Document, after: Document) -> "FileState":
        """Something new that gets the id of something removed is not the same: what the file said of that goes."""
        unknown = without_new(self.known.unknown, before, after)
        if unknown is self.known.unknown:
            return self
        return msgspec.structs.replace(self, known=msgspec.structs.replace(self.known, unknown=unknown))

    def after_save(self, result: SaveResult) -> "FileState":
        """The state once a save has written bytes, whether or not they would survive a power cut."""
        plan = result.plan
        known = MapFile(plan.document, plan.unknown, plan.protection, result.digest)
        access = result.access or self.access
        return msgspec.structs.replace(self, known=known, path=plan.path, access=access, is_ours=True)

    def own_access(self) -> Access:
        """Find out once more how the file may be used; on any thread, as `access_to`."""
        if self.path is None:
            return Access()
        return access_to(self.path, is_newer=self.known.is_newer, hold=self.access.hold)

    def plan_save(
        self,
        document: Document,
        path: Path | None = None,
        *,
        replacing: Digest | Literal[Expectation.ANY] | None = None,
        by_itself: bool = False,
    ) -> Save:
        """What a save of `document` would write, to `path` or to the file it came from, for `try_to_save`.

        `replacing` is another file that the person has chosen to replace: this very one, or any. Raises ValueError when
        there is no path.
        """
        target = path or self.path
        if target is None:
            raise ValueError("no file chosen")
        is_own = target == self.path
        # What was readable to all must not be kept in another place by the save that protects it.
        is_new_here = is_own and not self.is_ours and (self.known.protection is None) == (self.protection is None)
        return Save(
            path=target,
            document=document,
            unknown=self.known.unknown,
            protection=self.protection,
            expected=replacing or (self.known.digest if is_own else None),
            backups=self.earlier_versions,
            keep_old=replacing is not None or is_new_here,
            by_itself=by_itself,
            came_from=self.path,
        )


def access_to(path: Path, *, is_newer: bool = False, hold: Hold | None = None) -> Access:
    """Take the map at `path` for this window, unless it has a `hold` already, and see whether it may be written."""
    if is_newer:
        return Access(hold, Barrier.NEWER)
    hold = hold or locks.hold_map(path)
    if hold is None:
        return Access(None, Barrier.OPEN_ELSEWHERE)
    return Access(hold, Barrier.READ_ONLY if atomic_file.may_replace(path) else None)


def try_to_save(plan: Save) -> SaveResult:
    """Do a planned save; what the store refuses with is part of the result."""
    try:
        digest, refusal = map_file.save(plan, datetime.now(UTC)), None
    except NotConfirmed as error:
        digest, refusal = Digest(error.digest), error
    except StoreError as error:
        return SaveResult(plan, refusal=error)
    access = None if plan.path == plan.came_from else access_to(plan.path)
    is_kept = plan.by_itself or plan.backups is None or backups.has(plan.backups, plan.path, digest)
    return SaveResult(plan, digest, refusal, access, is_kept)
