"""Files on a real disk: replaced whole or not at all, whatever the system does."""

import errno
import hashlib
import os
import stat
import sys
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.faults.file_systems import FailingFileSystem, HeldFileSystem, VisitedFileSystem

from kithmap.store import atomic_file
from kithmap.store.atomic_file import ANY, Digest
from kithmap.store.errors import (
    CannotRead,
    CannotWrite,
    ChangedOnDisk,
    KeptAside,
    NotConfirmed,
    Reason,
    StoreError,
    TooLarge,
)
from kithmap.store.file_system import FileSystem

OLD = b"what was there before"
NEW = b"what shall be there now\n" * 5000
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="permission bits and links as POSIX has them")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.kithmap"


@pytest.fixture
def old(path: Path) -> Digest:
    path.write_bytes(OLD)
    return atomic_file.digest_of(OLD)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def bits(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_holds_the_bytes_and_only_its_owner_may_read_it(path: Path) -> None:
    digest = atomic_file.replace(path, NEW, expected=None)
    assert path.read_bytes() == NEW
    assert digest == hashlib.sha256(NEW).hexdigest()
    assert os.name == "nt" or bits(path) == 0o600
    assert names_in(path.parent) == [path.name]


def test_what_is_written_is_read_back_with_the_same_digest(path: Path) -> None:
    digest = atomic_file.replace(path, NEW, expected=None)
    content = atomic_file.read(path, len(NEW))
    assert (content.data, content.digest) == (NEW, digest)


def test_a_known_file_is_replaced(path: Path, old: Digest) -> None:
    digest = atomic_file.replace(path, NEW, expected=old)
    assert path.read_bytes() == NEW
    atomic_file.replace(path, b"", expected=digest)
    assert path.read_bytes() == b""
    assert names_in(path.parent) == [path.name]


@on_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o666])
def test_an_existing_file_keeps_its_permissions(path: Path, old: Digest, mode: int) -> None:
    path.chmod(mode)
    atomic_file.replace(path, NEW, expected=old)
    assert bits(path) == mode


@on_posix
def test_no_byte_is_ever_in_a_file_others_may_read(path: Path, old: Digest) -> None:
    path.chmod(0o644)
    seen: list[int] = []

    class Watching(FileSystem):
        def write(self, descriptor: int, data: memoryview) -> int:
            seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            return super().write(descriptor, data)

    before = os.umask(0)
    try:
        atomic_file.replace(path, NEW, expected=old, system=Watching())
    finally:
        os.umask(before)
    assert seen == [0o600]


def test_the_name_beside_the_file_while_it_is_written_tells_nothing(tmp_path: Path) -> None:
    names: list[str] = []

    class Watching(FileSystem):
        def create(self, path: Path) -> int:
            names.append(path.name)
            assert path.parent == tmp_path
            return super().create(path)

    for title in ("Olga and me.kithmap", "Olga and me again.kithmap"):
        atomic_file.replace(tmp_path / title, NEW, expected=None, system=Watching())
    assert len(set(names)) == 2
    assert all(name.startswith(".kithmap-") and "Olga" not in name for name in names)


def test_bytes_written_a_few_at_a_time_all_arrive(path: Path) -> None:
    class Slow(FileSystem):
        def write(self, descriptor: int, data: memoryview) -> int:
            return super().write(descriptor, data[:1000])

        def read(self, descriptor: int, size: int) -> bytes:
            return super().read(descriptor, min(size, 700))

    digest = atomic_file.replace(path, NEW, expected=None, system=Slow())
    assert atomic_file.read(path, len(NEW), system=Slow()).digest == digest
    assert path.read_bytes() == NEW


def test_everything_is_flushed_before_the_name_changes_and_the_folder_after(path: Path) -> None:
    system = FailingFileSystem()
    atomic_file.replace(path, NEW, expected=None, system=system)
    order = [system.log.index(name) for name in ("create", "write", "flush", "close", "give_name", "flush_folder")]
    assert order == sorted(order)
    assert "flush" not in system.log[order[-2] :]
    assert "write" not in system.log[order[2] :]
    assert system.log[-2:] == ["give_name", "flush_folder"]


@on_posix
@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_name_is_taken_on_every_disk(path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool) -> None:
    def link(_source: Path, _target: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr("kithmap.store.file_system._rename_if_free", lambda *_: False)
    if not has_links:
        monkeypatch.setattr("os.link", link)
    atomic_file.replace(path, OLD, expected=None)
    with pytest.raises(ChangedOnDisk):
        atomic_file.replace(path, NEW, expected=None)
    assert path.read_bytes() == OLD
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@on_posix
@pytest.mark.parametrize("number", [errno.EINVAL, errno.EIO])
def test_only_a_disk_that_knows_no_flushing_of_folders_is_not_asked_for_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def flush_files_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", flush_files_only)
    with pytest.raises(NotConfirmed) if number == errno.EIO else nullcontext():
        atomic_file.replace(path, NEW, expected=None)
    assert path.read_bytes() == NEW


def test_bytes_the_disk_gives_back_changed_are_not_put_in_place(path: Path, old: Digest) -> None:
    class Lying(FileSystem):
        def write(self, descriptor: int, data: memoryview) -> int:
            return super().write(descriptor, memoryview(bytes(data).replace(b"now", b"not")))

    with pytest.raises(CannotWrite) as caught:
        atomic_file.replace(path, NEW, expected=old, system=Lying())
    assert caught.value.reason is Reason.FAILING
    assert path.read_bytes() == OLD
    assert names_in(path.parent) == [path.name]


@pytest.mark.parametrize("expected", [None, atomic_file.digest_of(b"something else")])
def test_a_file_that_is_not_the_expected_one_is_left_alone(path: Path, old: Digest, expected: Digest | None) -> None:
    with pytest.raises(ChangedOnDisk):
        atomic_file.replace(path, NEW, expected=expected)
    assert path.read_bytes() == OLD
    assert names_in(path.parent) == [path.name]


def test_a_file_that_has_gone_is_not_made_again_unasked(path: Path) -> None:
    with pytest.raises(ChangedOnDisk):
        atomic_file.replace(path, NEW, expected=atomic_file.digest_of(OLD))
    assert names_in(path.parent) == []


def test_a_change_of_one_byte_that_keeps_size_and_time_is_noticed(path: Path, old: Digest) -> None:
    status = path.stat()
    path.write_bytes(OLD[:-1] + b"!")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(ChangedOnDisk):
        atomic_file.replace(path, NEW, expected=old)


def test_a_change_made_while_we_write_is_noticed(path: Path, old: Digest) -> None:
    class Interrupted(FileSystem):
        def flush(self, descriptor: int) -> None:
            super().flush(descriptor)
            path.write_bytes(b"theirs")

    with pytest.raises(ChangedOnDisk):
        atomic_file.replace(path, NEW, expected=old, system=Interrupted())
    assert path.read_bytes() == b"theirs"


@pytest.mark.parametrize("there", [None, OLD, NEW])
def test_any_file_or_none_is_replaced_when_that_is_wanted(path: Path, there: bytes | None) -> None:
    if there is not None:
        path.write_bytes(there)
    atomic_file.replace(path, NEW, expected=ANY)
    assert path.read_bytes() == NEW


@on_posix
def test_a_symbolic_link_stays_and_what_it_stands_for_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real.kithmap", tmp_path / "link.kithmap"
    real.write_bytes(OLD)
    link.symlink_to(Path("elsewhere") / "real.kithmap")
    digest = atomic_file.replace(link, NEW, expected=atomic_file.digest_of(OLD))
    assert link.is_symlink()
    assert real.read_bytes() == NEW
    assert atomic_file.read(link, len(NEW)).digest == digest
    assert names_in(tmp_path) == ["elsewhere", "link.kithmap"]
    assert names_in(real.parent) == ["real.kithmap"]


@on_posix
def test_a_link_to_nothing_becomes_a_link_to_the_new_file(tmp_path: Path) -> None:
    link = tmp_path / "link.kithmap"
    link.symlink_to("real.kithmap")
    atomic_file.replace(link, NEW, expected=None)
    assert link.is_symlink()
    assert (tmp_path / "real.kithmap").read_bytes() == NEW


@on_posix
def test_another_name_of_the_same_file_keeps_the_old_bytes(path: Path, old: Digest) -> None:
    other = path.with_name("other name")
    os.link(path, other)
    atomic_file.replace(path, NEW, expected=old)
    assert path.read_bytes() == NEW
    assert other.read_bytes() == OLD
    assert names_in(path.parent) == [path.name, "other name"]


ODD_NAMES = [
    "two\nlines", "\"quoted\" 'twice'", "-rf", "--", " ", " space ", "*?[a]", "$HOME `id`", "back\\slash", "tab\t",
    "\x7f", "Łukasz Ünïcødé", "e\u0301", "\u202eright to left", "日本語", "👩\u200d👩\u200d👧", "a" * 255, "ł" * 127,
    "...", os.fsdecode(b"not \xff\xfe text \xe9"),
]  # fmt: skip


@on_posix
@pytest.mark.parametrize("name", ODD_NAMES, ids=ascii)
def test_a_map_may_have_any_name_the_system_lets_it_have(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    digest = atomic_file.replace(path, OLD, expected=None)
    assert names_in(tmp_path) == [name]
    assert atomic_file.may_replace(path) is None
    atomic_file.replace(path, NEW, expected=digest)
    assert atomic_file.read(path, len(NEW)).data == NEW
    assert atomic_file.list_files(tmp_path) == (path,)
    atomic_file.remove(path)
    assert names_in(tmp_path) == []


@on_posix
def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    with pytest.raises(CannotRead):
        atomic_file.read(tmp_path / "one", 10)
    with pytest.raises(CannotWrite):
        atomic_file.replace(tmp_path / "one", NEW, expected=None)
    assert names_in(tmp_path) == ["one", "two"]


@on_posix
def test_a_planted_file_under_the_name_we_would_use_is_never_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(OLD)
    monkeypatch.setattr("secrets.token_hex", lambda _: "known")
    (tmp_path / ".kithmap-known.tmp").symlink_to(victim)
    with pytest.raises(CannotWrite):
        atomic_file.replace(tmp_path / "map", NEW, expected=None)
    assert victim.read_bytes() == OLD
    assert (tmp_path / ".kithmap-known.tmp").is_symlink()


def test_a_file_that_has_the_name_we_would_use_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda _: "known")
    (tmp_path / ".kithmap-known.tmp").write_bytes(OLD)
    with pytest.raises(CannotWrite):
        atomic_file.replace(tmp_path / "map", NEW, expected=None)
    assert names_in(tmp_path) == [".kithmap-known.tmp"]
    assert (tmp_path / ".kithmap-known.tmp").read_bytes() == OLD


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_write_protected_file_is_not_replaced(path: Path, old: Digest, mode: int) -> None:
    path.chmod(mode)
    with pytest.raises(CannotWrite) as caught:
        atomic_file.replace(path, NEW, expected=ANY)
    assert caught.value.reason is Reason.READ_ONLY
    assert path.read_bytes() == OLD
    path.chmod(0o600)


def test_a_file_the_system_says_we_may_not_change_is_not_replaced(path: Path, old: Digest) -> None:
    class Guarded(FileSystem):
        def may_write(self, path: Path) -> bool:
            return False

    with pytest.raises(CannotWrite):
        atomic_file.replace(path, NEW, expected=old, system=Guarded())
    assert path.read_bytes() == OLD


def test_a_missing_folder_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as caught:
        atomic_file.replace(tmp_path / "gone" / "map", NEW, expected=None)
    assert caught.value.reason is Reason.MISSING
    with pytest.raises(CannotRead) as missing:
        atomic_file.read(tmp_path / "gone" / "map", 10)
    assert missing.value.reason is Reason.MISSING


def test_a_file_in_place_of_the_folder_is_left_alone(path: Path, old: Digest) -> None:
    with pytest.raises(CannotWrite) as caught:
        atomic_file.replace(path / "map", NEW, expected=None)
    assert caught.value.reason is Reason.MISSING
    assert path.read_bytes() == OLD


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as caught:
        atomic_file.replace(tmp_path, NEW, expected=ANY)
    assert caught.value.reason is Reason.NOT_A_FILE
    with pytest.raises(CannotRead):
        atomic_file.read(tmp_path, 10)


@on_posix
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotRead) as caught:
        atomic_file.read(tmp_path / "pipe", 10)
    assert caught.value.reason is Reason.NOT_A_FILE
    with pytest.raises(CannotWrite):
        atomic_file.replace(tmp_path / "pipe", NEW, expected=ANY)


@on_posix
def test_a_device_without_end_is_refused() -> None:
    with pytest.raises(CannotRead):
        atomic_file.read(Path("/dev/zero"), 10)


@pytest.mark.parametrize("name", ["a" * 300, "nul\0inside"])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWrite) as caught:
        atomic_file.replace(tmp_path / name, NEW, expected=None)
    assert caught.value.reason is Reason.BAD_NAME
    with pytest.raises(CannotRead):
        atomic_file.read(tmp_path / name, 10)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("size", [10, 11])
def test_a_file_is_read_up_to_its_limit(path: Path, size: int) -> None:
    path.write_bytes(b"x" * 10)
    assert atomic_file.read(path, size).data == b"x" * 10


def test_a_file_over_the_limit_is_refused_before_it_is_read(path: Path) -> None:
    path.write_bytes(b"x" * 11)
    system = FailingFileSystem()
    with pytest.raises(TooLarge) as caught:
        atomic_file.read(path, 10, system=system)
    assert caught.value.args == (11, 10)
    assert "read" not in system.log


def test_a_file_that_grows_while_it_is_read_is_refused(path: Path, old: Digest) -> None:
    class Growing(FileSystem):
        def read(self, descriptor: int, size: int) -> bytes:
            return b"more"

    with pytest.raises(TooLarge):
        atomic_file.read(path, 100, system=Growing())


def test_a_failed_flush_is_never_tried_again_on_the_same_file(path: Path, old: Digest) -> None:
    created: list[Path] = []

    class Once(FileSystem):
        def create(self, path: Path) -> int:
            created.append(path)
            return super().create(path)

        def flush(self, descriptor: int) -> None:
            if len(created) == 1:
                raise OSError(errno.EIO, "the disk")
            super().flush(descriptor)

    system = Once()
    with pytest.raises(CannotWrite):
        atomic_file.replace(path, NEW, expected=old, system=system)
    assert path.read_bytes() == OLD
    atomic_file.replace(path, NEW, expected=old, system=system)
    assert len(set(created)) == 2


def test_reading_says_why_it_failed_and_leaves_nothing_open(path: Path, old: Digest) -> None:
    system = FailingFileSystem()
    atomic_file.read(path, 100, system=system)
    for nth in range(1, system.count + 1):
        failing = FailingFileSystem(nth, errno.EIO)
        with pytest.raises(CannotRead) as caught:
            atomic_file.read(path, 100, system=failing)
        assert caught.value.number == errno.EIO
        assert failing.log.count("close") == (failing.log[0] == "open_to_read" and nth > 1)


def test_an_interruption_leaves_nothing_beside_the_old_file(path: Path, old: Digest) -> None:
    class Stopped(FileSystem):
        def flush(self, descriptor: int) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        atomic_file.replace(path, NEW, expected=old, system=Stopped())
    assert path.read_bytes() == OLD
    assert names_in(path.parent) == [path.name]


def test_a_reader_never_sees_anything_but_one_whole_version(path: Path) -> None:
    versions = [bytes([65 + number]) * 200_000 for number in range(4)]
    path.write_bytes(versions[0])
    done = threading.Event()
    seen: set[bytes] = set()

    def look() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for version in versions * 5:
            atomic_file.replace(path, version, expected=ANY)
    finally:
        done.set()
        reader.join()
    assert seen <= set(versions)


def test_folders_are_made_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "one" / "two"
    atomic_file.make_folder(folder)
    atomic_file.make_folder(folder)
    assert os.name == "nt" or (bits(folder), bits(folder.parent)) == (0o700, 0o700)


def test_a_folder_that_exists_keeps_its_permissions(tmp_path: Path) -> None:
    before = bits(tmp_path)
    atomic_file.make_folder(tmp_path)
    assert bits(tmp_path) == before


def test_a_folder_that_another_window_makes_at_the_same_moment_is_fine(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    system = FailingFileSystem()
    atomic_file.make_folder(folder, system=system)
    folder.rmdir()
    moment = system.log.index("make_folder") + 1
    atomic_file.make_folder(folder, system=VisitedFileSystem(moment, folder.mkdir))
    assert names_in(tmp_path) == ["one"]
    folder.rmdir()
    with pytest.raises(CannotWrite):
        atomic_file.make_folder(folder, system=VisitedFileSystem(moment, folder.touch))


def test_a_folder_that_cannot_be_made_is_refused(path: Path, old: Digest) -> None:
    for place in (path, path / "below"):
        with pytest.raises(StoreError):
            atomic_file.make_folder(place)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY])
def test_a_file_another_program_lets_go_of_is_replaced(path: Path, old: Digest, number: int) -> None:
    system = HeldFileSystem(3, number)
    atomic_file.replace(path, NEW, expected=old, system=system)
    assert path.read_bytes() == NEW
    assert 0 < system.waited < 2


def test_what_cannot_take_its_place_is_kept_whole_beside_it(path: Path, old: Digest) -> None:
    (path.parent / "mine 2.kithmap").write_bytes(b"theirs")
    system = HeldFileSystem(1000)
    with pytest.raises(KeptAside) as kept:
        atomic_file.replace(path, NEW, expected=old, system=system)
    assert kept.value.kept_as.name == "mine 3.kithmap"
    assert kept.value.kept_as.read_bytes() == NEW
    assert path.read_bytes() == OLD
    assert (path.parent / "mine 2.kithmap").read_bytes() == b"theirs"
    assert names_in(path.parent) == ["mine 2.kithmap", "mine 3.kithmap", "mine.kithmap"]
    assert 1 < system.waited < 2
    assert system.log[-2:] == ["flush_folder", "remove"]


def test_a_file_is_removed_and_one_that_is_gone_is_fine(path: Path, old: Digest) -> None:
    atomic_file.remove(path)
    assert names_in(path.parent) == []
    atomic_file.remove(path)
    with pytest.raises(CannotWrite):
        atomic_file.remove(path.parent)


@on_posix
def test_a_link_is_removed_and_not_what_it_stands_for(path: Path, old: Digest) -> None:
    link = path.with_name("link")
    link.symlink_to(path)
    atomic_file.remove(link)
    assert names_in(path.parent) == [path.name]


def test_only_an_empty_folder_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "something").write_bytes(OLD)
    atomic_file.remove_folder(folder)
    assert names_in(folder) == ["something"]
    atomic_file.remove(folder / "something")
    atomic_file.remove_folder(folder)
    assert not folder.exists()
    atomic_file.remove_folder(folder)


@on_posix
def test_files_are_listed_by_name_without_folders_and_links(tmp_path: Path) -> None:
    assert atomic_file.list_files(tmp_path / "gone") == ()
    for name in ("b", "a", "c"):
        (tmp_path / name).write_bytes(OLD)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("a")
    assert atomic_file.list_files(tmp_path) == (tmp_path / "a", tmp_path / "b", tmp_path / "c")
    with pytest.raises(CannotRead):
        atomic_file.list_files(tmp_path / "a")


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    assert not atomic_file.is_held(lock)
    assert names_in(tmp_path) == []
    held = atomic_file.hold(lock)
    assert held is not None
    assert os.name == "nt" or bits(lock) == 0o600
    assert atomic_file.is_held(lock)
    assert atomic_file.hold(lock, system=FailingFileSystem()) is None
    atomic_file.release(held)
    assert not atomic_file.is_held(lock)
    again = atomic_file.hold(lock)
    assert again is not None
    atomic_file.release(again)


def test_a_file_that_can_be_replaced_says_so(path: Path, old: Digest) -> None:
    assert atomic_file.may_replace(path) is None
    assert atomic_file.may_replace(path.with_name("new")) is None
    assert atomic_file.may_replace(path.parent) is Reason.NOT_A_FILE
    assert atomic_file.may_replace(path / "below") is Reason.MISSING
    assert atomic_file.may_replace(path.with_name("gone") / "new") is Reason.MISSING
    assert atomic_file.may_replace(path.with_name("nul\0inside")) is Reason.BAD_NAME
    path.chmod(0o400)
    assert atomic_file.may_replace(path) is Reason.READ_ONLY
    path.chmod(0o600)
