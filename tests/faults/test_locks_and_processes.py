"""A lock is had by one living process, and by nobody else: neither a dead one nor another computer keeps anyone out."""

import errno
import os
import sys
from pathlib import Path

import pytest
from tests.faults.file_systems import VisitedFileSystem, WatchedFileSystem
from tests.faults.lock_race import FROM_ELSEWHERE, WITHOUT_LOCKS, can_be_had, holder, kill_holders, race

from kithmap.store import atomic_file
from kithmap.store.errors import CannotRead, CannotWrite, Reason

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and locks as POSIX has them")


def test_what_a_killed_process_held_is_free_at_once(tmp_path: Path) -> None:
    assert kill_holders(tmp_path, 3) == []


def test_a_lock_that_outlives_its_holder_would_be_noticed(tmp_path: Path) -> None:
    assert kill_holders(tmp_path, 1, "by existence") == ["0: the dead have it"]


def test_another_process_is_told_that_we_have_it(tmp_path: Path) -> None:
    held = atomic_file.hold(tmp_path / "lock")
    with holder(tmp_path / "lock") as (_, answer):
        assert answer == "taken"
    assert held is not None
    atomic_file.release(held)


@pytest.mark.parametrize("name", FROM_ELSEWHERE)
def test_a_file_that_lies_there_from_another_time_or_computer_keeps_nobody_out(tmp_path: Path, name: str) -> None:
    lock = tmp_path / "lock"
    lock.write_bytes(FROM_ELSEWHERE[name])
    os.utime(lock, (0, 0))
    assert not atomic_file.is_held(lock)
    assert can_be_had(lock)
    assert lock.read_bytes() == FROM_ELSEWHERE[name]


@pytest.mark.parametrize("number", WITHOUT_LOCKS, ids=lambda number: errno.errorcode[number])
def test_on_a_disk_without_locks_everything_is_free(tmp_path: Path, number: int) -> None:
    class WithoutLocks(WatchedFileSystem):
        def lock(self, descriptor: int) -> None:
            raise OSError(number, os.strerror(number))

    first = atomic_file.hold(tmp_path / "lock", system=WithoutLocks())
    second = atomic_file.hold(tmp_path / "lock", system=WithoutLocks())
    assert first is not None
    assert second is not None
    assert not atomic_file.is_held(tmp_path / "lock", system=WithoutLocks())
    atomic_file.release(first)
    atomic_file.release(second)


class Handing(VisitedFileSystem):
    """Between opening the file and locking it, its holder removes it and a third one makes and holds a new one."""

    def __init__(self, lock: Path) -> None:
        super().__init__(2, self.hand_over)
        self.path = lock
        self.held = [atomic_file.hold(lock)]

    def hand_over(self) -> None:
        atomic_file.remove(self.path)
        assert self.held[0] is not None
        atomic_file.release(self.held[0])
        self.held.append(atomic_file.hold(self.path))


class HandingUnnoticed(Handing):
    """A mutant: nobody looks whether the locked file still has its name."""

    def status_of(self, path: Path) -> os.stat_result:
        [descriptor] = [arguments[0] for name, arguments in self.calls if name == "lock"][-1:]
        return os.fstat(descriptor)


@pytest.mark.parametrize("kind", [Handing, HandingUnnoticed])
def test_a_lock_on_a_file_that_was_removed_is_worth_nothing(tmp_path: Path, kind: type[Handing]) -> None:
    system = kind(tmp_path / "lock")
    ours = atomic_file.hold(tmp_path / "lock", system=system)
    assert system.held[1] is not None
    assert (ours is None) == (kind is Handing)
    atomic_file.release(system.held[1])
    if ours is not None:
        atomic_file.release(ours)


def test_of_many_processes_one_has_it_at_a_time(tmp_path: Path) -> None:
    had, together = race(tmp_path / "lock", 3, 30)
    assert had >= 30
    assert together == 0


def test_a_look_that_meets_ours_does_not_make_us_think_it_is_taken(tmp_path: Path) -> None:
    class Looked(WatchedFileSystem):
        looking: int | None = None

        def wait(self, seconds: float) -> None:
            assert self.looking is not None
            atomic_file.release(self.looking)

    lock = tmp_path / "lock"
    system = Looked()
    system.looking = atomic_file.hold(lock)
    held = atomic_file.hold(lock, system=system)
    assert held is not None
    atomic_file.release(held)


def test_a_lock_in_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as caught:
        atomic_file.hold(tmp_path / "gone" / "lock")
    assert caught.value.reason is Reason.MISSING
    assert not atomic_file.is_held(tmp_path / "gone" / "lock")


def test_a_link_in_place_of_a_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to("victim")
    with pytest.raises(CannotWrite):
        atomic_file.hold(tmp_path / "lock")
    assert not (tmp_path / "victim").exists()
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(CannotRead):
        atomic_file.is_held(tmp_path / "circle")
