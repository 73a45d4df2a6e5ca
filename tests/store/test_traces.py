"""All that the program keeps on this computer is listed; what the person removes is gone, and nothing else is."""

import errno
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kithmap.model.document import new_document
from kithmap.store import backups, encryption, locks, map_file, recovery, settings, traces
from kithmap.store.file_system import FileSystem
from kithmap.store.locations import backups_folder, data_folder, key_of, locks_folder, recovery_folder, settings_file
from kithmap.store.locks import Hold
from kithmap.store.map_file import Save
from kithmap.store.recovery import UnsavedWork
from kithmap.store.traces import Trace, TraceKind
from kithmap.store.unknown_fields import NOTHING_UNKNOWN

NOW = datetime(2026, 3, 14, tzinfo=UTC)
MAP = Path("/home/someone/Olga and me.kithmap")
OTHER = MAP.with_name("other.kithmap")
UNFINISHED = ".kithmap-0123456789abcdef.tmp"


def unsaved_work(path: Path | None, protection: encryption.Protection | None = None) -> Path:
    """Work as a program leaves it that ended without saving."""
    file = recovery.new_file(recovery_folder(), path)
    recovery.write(file, UnsavedWork(b"work", path, None, NOW), protection)
    return file


def kept(path: Path, data: bytes) -> Path:
    backup = backups.keep(backups_folder(), path, data, NOW)
    assert backup is not None
    return backup.file


def killed(lock: Path) -> Path:
    """The lock of a program that was killed while it held it."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_bytes(b"")
    return lock


def everything_left() -> dict[TraceKind, set[Path]]:
    """One of each kind of file the program ever leaves, also after a kill."""
    settings.save(settings_file(), settings.Settings())
    aside = settings_file().with_name("settings 2.json")
    aside.write_bytes(b"{}")
    work = unsaved_work(MAP)
    files = {
        TraceKind.SETTINGS: {settings_file(), aside},
        TraceKind.RECOVERY: {work, unsaved_work(None), killed(recovery.lock_of(work))},
        TraceKind.EARLIER_VERSIONS: {kept(MAP, b"1"), kept(MAP, b"2"), kept(OTHER, b"1")},
        TraceKind.LOCKS: {killed(locks_folder() / key_of(MAP))},
    }
    for each in files.values():
        unfinished = next(iter(each)).with_name(UNFINISHED)
        unfinished.write_bytes(b"half of")
        each.add(unfinished)
    return files


def files_below(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*") if not path.is_dir()}


def found() -> dict[TraceKind, Trace]:
    return {trace.kind: trace for trace in traces.find()}


def test_there_are_no_traces_where_nothing_was_kept(home: Path) -> None:
    assert traces.find() == tuple(Trace(kind, (), 0) for kind in TraceKind)
    assert files_below(home) == set()


def test_everything_the_program_keeps_is_listed_with_its_size(home: Path) -> None:
    expected = everything_left()
    assert {kind: set(trace.files) for kind, trace in found().items()} == expected
    for trace in traces.find():
        assert trace.size == sum(file.stat().st_size for file in trace.files)
        assert len(set(trace.files)) == len(trace.files)
    assert files_below(home) == {file for files in expected.values() for file in files}


@pytest.mark.parametrize("kind", TraceKind)
def test_removing_one_kind_removes_that_and_no_other(home: Path, kind: TraceKind) -> None:
    expected = everything_left()
    assert traces.remove_all(found()[kind]) == ()
    assert files_below(home) == {file for other, files in expected.items() if other != kind for file in files}


def test_removing_everything_leaves_no_folder_either(home: Path) -> None:
    everything_left()
    for trace in traces.find():
        assert traces.remove_all(trace) == ()
    assert files_below(home) == set()
    assert not data_folder().exists()
    assert not settings_file().parent.exists()


def test_files_somebody_else_put_there_are_neither_listed_nor_removed(home: Path) -> None:
    everything_left()
    places = (
        settings_file().parent,
        recovery_folder(),
        backups_folder(),
        backups_folder() / key_of(MAP),
        locks_folder(),
    )
    strangers = set[Path]()
    for place in places:
        for name in ("notes.txt", "map.kithmap", ".kithmap-x.tmp", f"{'0' * 32}.bak", "my settings.json"):
            (place / name).write_text("mine")
            strangers.add(place / name)
    (backups_folder() / "photos").mkdir()
    photo = backups_folder() / "photos" / f"00000001-20260314T091526Z-{'0' * 16}.kithmap"
    photo.write_text("mine")
    listed = {file for trace in traces.find() for file in trace.files}
    assert listed.isdisjoint(strangers | {photo})
    for trace in traces.find():
        assert traces.remove_all(trace) == ()
    assert files_below(home) == strangers | {photo}


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
def test_what_a_link_leads_to_is_no_trace(tmp_path: Path) -> None:
    everything_left()
    target = tmp_path / "mine.kithmap"
    target.write_text("mine")
    (recovery_folder() / f"untitled-{'0' * 16}.recovery").symlink_to(target)
    (backups_folder() / key_of(MAP) / f"00000009-20260314T091526Z-{'0' * 16}.kithmap").symlink_to(target)
    for trace in traces.find():
        traces.remove_all(trace)
    assert target.read_text() == "mine"


def test_what_came_after_the_list_was_made_stays() -> None:
    everything_left()
    listed = found()[TraceKind.EARLIER_VERSIONS]
    later = kept(MAP, b"3")
    assert traces.remove_all(listed) == ()
    assert found()[TraceKind.EARLIER_VERSIONS].files == (later,)


def test_what_a_window_uses_stays_and_is_told() -> None:
    left = everything_left()
    (stale,) = (file for file in left[TraceKind.LOCKS] if file.name != UNFINISHED)
    mine = recovery.new_file(recovery_folder(), OTHER)
    holds: list[Hold | None] = [recovery.claim(mine), locks.hold_map(OTHER)]
    recovery.write(mine, UnsavedWork(b"being edited", OTHER, None, NOW), None)
    in_use = {mine, recovery.lock_of(mine)}
    assert set(found()[TraceKind.RECOVERY].files) == left[TraceKind.RECOVERY] | in_use
    assert set(traces.remove_all(found()[TraceKind.RECOVERY])) == in_use
    assert traces.remove_all(found()[TraceKind.LOCKS]) == (locks_folder() / key_of(OTHER),)
    assert not stale.exists()
    assert recovery.read(mine)[0].data == b"being edited"
    assert locks.hold_map(OTHER) is None
    for hold in holds:
        assert hold is not None
        hold.release()
    assert traces.remove_all(found()[TraceKind.RECOVERY]) == ()
    assert not recovery_folder().exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a lock in use cannot be removed there")
def test_a_map_opened_the_moment_its_stale_lock_was_removed_keeps_its_lock() -> None:
    lock, holds = killed(locks_folder() / key_of(MAP)), list[Hold | None]()

    class OpenedRightThen(FileSystem):
        def remove(self, path: Path) -> None:
            super().remove(path)
            if path == lock and not holds:
                holds.append(None)
                holds[:] = [locks.hold_map(MAP)]

    (trace,) = (trace for trace in traces.find() if trace.kind is TraceKind.LOCKS)
    assert traces.remove_all(trace, system=OpenedRightThen()) == (lock,)
    assert locks.hold_map(MAP) is None
    (hold,) = holds
    assert hold is not None
    hold.release()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EIO])
def test_what_could_not_be_removed_is_told(number: int) -> None:
    everything_left()
    stuck = {file for trace in traces.find() for file in trace.files if trace.kind != TraceKind.SETTINGS}

    class Stuck(FileSystem):
        def remove(self, path: Path) -> None:
            if path in stuck:
                raise OSError(number, os.strerror(number))
            super().remove(path)

    left = {file for trace in traces.find() for file in traces.remove_all(trace, system=Stuck())}
    assert left == stuck
    assert all(file.exists() for file in stuck)
    assert not settings_file().exists()


def test_a_folder_that_cannot_be_looked_into_is_listed_itself() -> None:
    everything_left()

    class Closed(FileSystem):
        def files_in(self, folder: Path) -> list[Path]:
            if folder == recovery_folder():
                raise PermissionError(errno.EACCES, "")
            return super().files_in(folder)

    (trace,) = (trace for trace in traces.find(system=Closed()) if trace.kind is TraceKind.RECOVERY)
    assert trace.files == (recovery_folder(),)
    assert traces.remove_all(trace, system=Closed()) == (recovery_folder(),)
    assert len(files_below(recovery_folder())) == 4


def test_when_a_map_gets_a_passphrase_what_was_kept_plain_is_listed_and_can_be_removed() -> None:
    protection = encryption.protect("correct horse", work_factor=1)
    plain = {kept(MAP, b"1"), unsaved_work(MAP)}
    sealed = {kept(MAP, encryption.seal(b"2", protection)), unsaved_work(MAP, protection)}
    elsewhere = {kept(OTHER, b"1"), unsaved_work(OTHER), unsaved_work(None)}
    half = {recovery_folder() / UNFINISHED, backups_folder() / key_of(MAP) / UNFINISHED}
    for file in half:
        file.write_bytes(b"half of it, in plain")
    mine = recovery.new_file(recovery_folder(), MAP)
    hold = recovery.claim(mine)
    recovery.write(mine, UnsavedWork(b"being edited", MAP, None, NOW + timedelta(minutes=1)), None)
    leftovers = traces.plain_leftovers(MAP)
    assert set(leftovers) == plain | half
    assert traces.remove(leftovers) == ()
    assert traces.plain_leftovers(MAP) == ()
    assert files_below(backups_folder(), recovery_folder()) == sealed | elsewhere | {mine, recovery.lock_of(mine)}
    assert hold is not None
    hold.release()
    assert traces.plain_leftovers(MAP) == (mine,), "what the window left plain is listed once it is gone"


def test_what_a_cut_off_save_left_beside_the_map_is_a_leftover_unless_it_is_sealed(tmp_path: Path) -> None:
    protection = encryption.protect("correct horse", work_factor=1)
    path = tmp_path / "mine.kithmap"
    path.write_bytes(b"the map itself")
    link = tmp_path / "links" / "mine.kithmap"
    link.parent.mkdir()
    link.symlink_to(path)
    left = tmp_path / UNFINISHED
    left.write_bytes(b"half of it, in plain")
    path.with_name(UNFINISHED[::-1]).write_bytes(b"a name of somebody else's")
    path.with_name(UNFINISHED.replace("0", "1")).write_bytes(encryption.seal(b"half of it", protection)[:-5])
    assert traces.plain_leftovers(path) == (left,)
    assert traces.plain_leftovers(link) == (left,)


def test_a_map_nothing_is_kept_of_has_no_leftovers() -> None:
    assert traces.plain_leftovers(MAP) == ()


def test_what_was_cut_off_long_ago_goes_with_the_next_save_and_what_is_under_way_stays(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old, new = tmp_path / UNFINISHED, tmp_path / UNFINISHED.replace("0", "1", 1)
    others = tmp_path / ".kithmap-notes.tmp"
    for file, age in ((old, 2), (new, 0), (others, 2)):
        file.write_bytes(b"half of a map")
        then = (now - timedelta(hours=age)).timestamp()
        os.utime(file, (then, then))
    link = tmp_path / "linked.kithmap"
    link.symlink_to(tmp_path / "map.kithmap")
    document = new_document(now.date())
    map_file.save(Save(link, document, NOTHING_UNKNOWN, None, None, None, keep_old=False, by_itself=False), now)
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(
        [new.name, others.name, "linked.kithmap", "map.kithmap"]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="times as POSIX has them")
@pytest.mark.parametrize("strange", [-(2**55), 2**55])
def test_times_that_no_calendar_has_keep_nobody_from_saving(strange: int, monkeypatch: pytest.MonkeyPatch) -> None:
    work = unsaved_work(None)
    work.with_name(UNFINISHED).write_bytes(b"half of")
    status_of = FileSystem.status_of

    def told(system: FileSystem, path: Path) -> os.stat_result:
        found = status_of(system, path)
        return os.stat_result((*found[:7], found[7], strange, found[9])) if path.name == UNFINISHED else found

    monkeypatch.setattr(FileSystem, "status_of", told)
    ((_, hold),) = recovery.claim_found(recovery_folder())
    hold.release()
    assert work.with_name(UNFINISHED).exists() == (strange > 0)


def test_unsaved_work_that_was_cut_off_long_ago_goes_at_the_next_start() -> None:
    work = unsaved_work(None)
    old = work.with_name(UNFINISHED)
    old.write_bytes(b"half of")
    os.utime(old, (0, 0))
    ((kept_work, hold),) = recovery.claim_found(recovery_folder())
    hold.release()
    assert kept_work.file == work
    assert not old.exists()


def test_a_version_that_was_cut_off_long_ago_goes_with_the_next_one() -> None:
    old = kept(MAP, b"1").with_name(UNFINISHED)
    old.write_bytes(b"half of")
    os.utime(old, (0, 0))
    kept(MAP, b"2")
    assert not old.exists()
