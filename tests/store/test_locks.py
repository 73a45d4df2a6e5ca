"""What one window has open, no other opens; and nobody is ever kept from their own map."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.faults.file_systems import FailingFileSystem

from kithmap.store import locks
from kithmap.store.locations import data_folder, key_of, locks_folder

HOLD_A_MAP = """
import sys
from pathlib import Path
from kithmap.store import locks
hold = locks.hold_map(Path(sys.argv[1]))
print("refused" if hold is None else "held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Olga and me.kithmap"


@contextmanager
def another_program(path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A program that opens the map at `path`, says whether it could, and stays until it is killed or we are done."""
    command = [sys.executable, "-c", HOLD_A_MAP, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


def test_a_map_is_open_in_one_window_until_that_window_lets_go(path: Path) -> None:
    first = locks.hold_map(path)
    assert first is not None
    assert locks.hold_map(path) is None
    first.release()
    second = locks.hold_map(path)
    assert second is not None
    second.release()


def test_two_maps_do_not_get_in_each_others_way(path: Path) -> None:
    holds = [locks.hold_map(path), locks.hold_map(path.with_name("other.kithmap"))]
    assert None not in holds
    for hold in holds:
        assert hold is not None
        hold.release()


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
def test_a_map_reached_by_another_way_is_the_same_map(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"")
    link = tmp_path / "link.kithmap"
    link.symlink_to(path)
    hold = locks.hold_map(path)
    assert hold is not None
    assert locks.hold_map(link) is None
    assert locks.hold_map(tmp_path / "folder" / ".." / path.name) is None
    hold.release()


def test_another_program_is_told_and_the_other_way_round(path: Path) -> None:
    hold = locks.hold_map(path)
    assert hold is not None
    with another_program(path) as (answer, _):
        assert answer == "refused"
    hold.release()
    with another_program(path) as (answer, _):
        assert answer == "held"
        assert locks.hold_map(path) is None


def test_a_killed_program_locks_nobody_out(path: Path) -> None:
    with another_program(path) as (answer, process):
        assert answer == "held"
        process.kill()
        process.wait()
        assert (locks_folder() / key_of(path)).exists(), "killed before it could tidy up"
        hold = locks.hold_map(path)
        assert hold is not None
        hold.release()


def test_nothing_is_left_of_a_lock_that_was_released_and_releasing_twice_frees_nobody_elses(path: Path) -> None:
    first = locks.hold_map(path)
    assert first is not None
    first.release()
    assert list(locks_folder().iterdir()) == []
    second = locks.hold_map(path)
    first.release()
    assert locks.hold_map(path) is None
    assert second is not None
    second.release()


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits as POSIX has them")
def test_only_the_owner_sees_what_is_open_and_no_name_tells_of_it(path: Path) -> None:
    before = os.umask(0)
    try:
        hold = locks.hold_map(path)
    finally:
        os.umask(before)
    (file,) = locks_folder().iterdir()
    assert file.name == key_of(path)
    assert file.read_bytes() == b""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in (locks_folder(), data_folder())} == {0o700}
    assert hold is not None
    hold.release()


def test_a_place_that_cannot_be_written_counts_as_free(path: Path) -> None:
    locks_folder().parent.mkdir(parents=True)
    locks_folder().write_text("a file where the folder should be")
    holds = [locks.hold_map(path), locks.hold_map(path)]
    for hold in holds:
        assert hold is not None
        hold.release()
    assert locks.is_taken(locks_folder() / key_of(path)) is False


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.EMFILE, errno.ENOLCK])
def test_no_fault_keeps_a_person_from_their_map_or_ends_the_program(path: Path, number: int) -> None:
    rehearsal = FailingFileSystem()
    hold = locks.hold_map(path, system=rehearsal)
    assert hold is not None
    hold.release()
    for nth in range(1, rehearsal.count + 1):
        for for_ever in (False, True):
            system = FailingFileSystem(nth, number, for_ever=for_ever)
            hold = locks.hold_map(path, system=system)
            # A disk that says "taken" for a lock is believed; nothing else looks like that.
            if hold is None:
                assert system.failed == "lock"
                assert number == errno.EACCES
            else:
                hold.release()
            after = locks.hold_map(path)
            assert after is not None, (nth, for_ever, system.log)
            after.release()
