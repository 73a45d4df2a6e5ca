"""Unsaved work survives until it is saved or discarded, is offered once, and tells nothing when it is protected."""

import errno
import os
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults.file_systems import FailingFileSystem

from kithmap.store import encryption, recovery
from kithmap.store.atomic_file import digest_of
from kithmap.store.encryption import Protection
from kithmap.store.errors import (
    CannotRead,
    CannotWrite,
    DamagedMap,
    EmptyFile,
    NewerVersion,
    NotConfirmed,
    OtherProtection,
    PassphraseNeeded,
    Reason,
    StoreError,
    UnreadableFile,
    WrongPassphrase,
)
from kithmap.store.file_system import FileSystem
from kithmap.store.locations import key_of
from kithmap.store.recovery import Condition, UnsavedWork

NOW = datetime(2026, 3, 14, 9, 15, 26, 535897, tzinfo=UTC)
MAP = Path("/home/someone/Olga and me.kithmap")
WORK = UnsavedWork(b'{"name": "Olga"}\n' * 40, MAP, digest_of(b"as saved"), NOW)
OLDER = UnsavedWork(b"older", MAP, digest_of(b"as saved"), NOW - timedelta(minutes=1))
PASSPHRASE = "correct horse"
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="permission bits, killing and names as POSIX has them")

CRASH = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from kithmap.store import recovery
from kithmap.store.recovery import UnsavedWork
folder, number = Path(sys.argv[1]), int(sys.argv[2])
found = recovery.claim_found(folder)
if found:
    ((kept, hold),) = found
    file, data = kept.file, recovery.read(kept.file)[0].data
else:
    file, data = recovery.new_file(folder, None), b""
    hold = recovery.claim(file)
for edit in range(3):
    data += b"%d-%d " % (number, edit)
    recovery.write(file, UnsavedWork(data, None, None, datetime.now(UTC)), None)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "recovery"


@pytest.fixture(scope="module")
def protection() -> Protection:
    return encryption.protect(PASSPHRASE, work_factor=1)


def left_over(folder: Path, unsaved: UnsavedWork = WORK, protection: Protection | None = None) -> Path:
    """A file as a program leaves it that ended without saving."""
    file = recovery.new_file(folder, unsaved.path)
    recovery.write(file, unsaved, protection)
    return file


def put(folder: Path, data: bytes, name: str = f"{'0' * 32}-{'1' * 16}.recovery") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(data)
    return file


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


# What is written can be read.


@given(
    data=st.binary(max_size=300),
    path=st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).map(Path),
    digest=st.none() | st.binary(max_size=3).map(digest_of),
    changed=st.datetimes(timezones=st.just(UTC)),
    protected=st.booleans(),
)
def test_work_comes_back_as_it_was(
    data: bytes,
    path: Path | None,
    digest: str | None,
    changed: datetime,
    protected: bool,
    tmp_path_factory: pytest.TempPathFactory,
    protection: Protection,
) -> None:
    unsaved = UnsavedWork(data, path, digest, changed)
    used = protection if protected else None
    file = left_over(tmp_path_factory.mktemp("recovery"), unsaved, used)
    assert recovery.read(file, protection) == (unsaved, used)


@on_posix
def test_a_path_that_is_no_text_comes_back_too(folder: Path) -> None:
    unsaved = UnsavedWork(b"work", Path(os.fsdecode(b"/tmp/\xff\xfe\n.kithmap")), None, NOW)
    assert recovery.read(left_over(folder, unsaved))[0].path == unsaved.path


@pytest.mark.parametrize("changed", [NOW.replace(tzinfo=None), NOW.astimezone(timezone(timedelta(hours=2)))])
def test_a_time_that_other_computers_would_read_differently_is_refused_at_once(changed: datetime) -> None:
    with pytest.raises(ValueError, match="UTC"):
        UnsavedWork(b"", None, None, changed)


def test_the_work_is_never_part_of_a_crash_text() -> None:
    assert "Olga" not in repr(WORK)


# Found once, by whom it concerns.


def test_what_was_left_is_found_newest_first_with_what_it_belongs_to(folder: Path, protection: Protection) -> None:
    first = left_over(folder)
    second = left_over(folder, UnsavedWork(b"sealed", MAP.with_name("b"), None, NOW), protection)
    third = left_over(folder, UnsavedWork(b"untitled", None, None, NOW))
    for file, when in ((first, 30), (second, 10), (third, 20)):
        os.utime(file, (when, when))
    found = recovery.find(folder)
    assert [kept.file for kept in found] == [first, third, second]
    assert [kept.key for kept in found] == [key_of(MAP), None, key_of(MAP.with_name("b"))]
    assert [kept.is_protected for kept in found] == [False, False, True]
    assert {kept.condition for kept in found} == {Condition.WHOLE}
    assert [kept.changed for kept in found] == [datetime.fromtimestamp(when, UTC) for when in (30, 20, 10)]
    assert [kept.size for kept in found] == [kept.file.stat().st_size for kept in found]


@pytest.mark.parametrize("when", [-(10**15), -1, 0, 10**10, 10**11, 10**15])
def test_a_clock_that_was_far_off_hides_nothing(folder: Path, when: int) -> None:
    class OddClock(FileSystem):
        def status_of(self, path: Path) -> os.stat_result:
            status = super().status_of(path)
            return os.stat_result((*tuple(status)[:7], 0, when, 0))

    file = left_over(folder)
    (kept,) = recovery.find(folder, system=OddClock())
    assert kept.file == file
    assert kept.changed.utcoffset() == timedelta(0)


def test_what_an_open_window_writes_is_not_offered_until_the_window_is_gone(folder: Path) -> None:
    mine, other = recovery.new_file(folder, MAP), left_over(folder)
    hold = recovery.claim(mine)
    assert hold is not None
    recovery.write(mine, WORK, None)
    assert [kept.file for kept in recovery.find(folder)] == [other]
    assert recovery.claim(mine) is None
    hold.release()
    assert {kept.file for kept in recovery.find(folder)} == {mine, other}


def test_windows_write_to_files_of_their_own_also_for_the_same_map(folder: Path) -> None:
    files = {recovery.new_file(folder, path) for path in (MAP, MAP, None, None)}
    assert len(files) == 4


def test_discarded_work_is_gone_and_writing_goes_on_under_the_same_claim(folder: Path) -> None:
    file = recovery.new_file(folder, MAP)
    hold = recovery.claim(file)
    assert hold is not None
    recovery.write(file, WORK, None)
    recovery.discard(file)
    recovery.discard(file)
    assert not file.exists()
    recovery.write(file, WORK, None)
    assert recovery.find(folder) == ()
    recovery.discard(file)
    hold.release()
    assert names_in(folder) == []


def test_of_many_that_start_at_the_same_moment_each_file_goes_to_one(folder: Path) -> None:
    files = {left_over(folder, UnsavedWork(b"%d" % number, None, None, NOW)) for number in range(5)}
    start, taken = threading.Barrier(6), list[tuple[Path, recovery.Hold]]()

    def begin() -> None:
        start.wait()
        taken.extend((kept.file, hold) for kept, hold in recovery.claim_found(folder))

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(file for file, _ in taken) == sorted(files)
    assert recovery.find(folder) == ()
    for _, hold in taken:
        hold.release()
    assert {kept.file for kept in recovery.find(folder)} == files


def test_work_another_window_dealt_with_a_moment_ago_is_not_offered(folder: Path) -> None:
    file, other = left_over(folder), left_over(folder, OLDER)

    class Quicker(FileSystem):
        def files_in(self, folder: Path) -> list[Path]:
            found = super().files_in(folder)
            file.unlink(missing_ok=True)
            return found

    ((kept, hold),) = recovery.claim_found(folder, system=Quicker())
    assert kept.file == other
    hold.release()
    assert names_in(folder) == [other.name]


@on_posix
def test_three_crashes_in_a_row_lose_nothing(folder: Path) -> None:
    for number in range(3):
        done = subprocess.run([sys.executable, "-c", CRASH, str(folder), str(number)], check=False)
        assert done.returncode == -9
    ((kept, hold),) = recovery.claim_found(folder)
    assert recovery.read(kept.file)[0].data == b"0-0 0-1 0-2 1-0 1-1 1-2 2-0 2-1 2-2 "
    assert kept.file.exists(), "reading is no reason to let go of it"
    recovery.discard(kept.file)
    hold.release()
    assert names_in(folder) == []


# Foreign, unfinished and damaged files.


def test_nothing_is_found_where_there_is_nothing(folder: Path) -> None:
    assert recovery.find(folder) == ()
    folder.write_text("a file where the folder should be")
    assert recovery.find(folder) == ()
    assert recovery.claim_found(folder) == ()


def test_files_of_others_do_not_count_and_stay(folder: Path) -> None:
    names = [
        "notes.txt",
        ".kithmap-0123456789abcdef.tmp",
        f"{'0' * 32}.recovery",
        f"{'0' * 31}-{'1' * 16}.recovery",
        f"{'0' * 32}-{'1' * 16}.recovery.bak",
        f"{'0' * 32}-{'1' * 16}.lock",
        f"Olga-{'1' * 16}.recovery",
    ]
    for name in names:
        put(folder, b"x", name)
    (folder / f"{'0' * 32}-{'1' * 16}.recovery").mkdir()
    before = names_in(folder)
    assert recovery.find(folder) == ()
    assert recovery.claim_found(folder) == ()
    assert names_in(folder) == before


@pytest.mark.parametrize(
    ("data", "condition", "refusal"),
    [
        (b"", Condition.DAMAGED, EmptyFile),
        (b"\0" * 4096, Condition.DAMAGED, DamagedMap),
        (b"kithmap-recovery 1 \n", Condition.DAMAGED, DamagedMap),
        (b"age-encryption.org/v1\n", Condition.WHOLE, UnreadableFile),
        ("{}".encode("utf-16"), Condition.DAMAGED, DamagedMap),
    ],
)
def test_what_is_damaged_is_listed_refused_and_can_be_discarded(
    folder: Path, data: bytes, condition: Condition, refusal: type[StoreError]
) -> None:
    whole, file = left_over(folder), put(folder, data)
    found = {kept.file: kept.condition for kept in recovery.find(folder)}
    assert found == {whole: Condition.WHOLE, file: condition}
    with pytest.raises(refusal):
        recovery.read(file, PASSPHRASE)
    recovery.discard(file)
    assert [kept.file for kept in recovery.find(folder)] == [whole]


def test_every_changed_byte_and_every_cut_is_recognised(folder: Path) -> None:
    whole = left_over(folder).read_bytes()
    for position in range(len(whole)):
        for damaged in (
            whole[:position],
            whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :],
            whole[:position] + bytes([whole[position] ^ 0x80]) + whole[position + 1 :],
        ):
            with pytest.raises((DamagedMap, EmptyFile)):
                recovery.read(put(folder, damaged))
    with pytest.raises(DamagedMap):
        recovery.read(put(folder, whole + b"\n"))


@given(data=st.binary(max_size=200) | st.binary(max_size=200).map(lambda rest: b"kithmap-recovery 1 " + rest))
def test_no_bytes_whatsoever_upset_it(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("recovery")
    file = put(folder, data)
    (kept,) = recovery.find(folder)
    # Of what begins like a protected file, nothing more can be told without a passphrase.
    assert kept.is_protected or kept.condition is Condition.DAMAGED
    with pytest.raises(UnreadableFile):
        recovery.read(file)


@pytest.mark.parametrize(
    "header",
    [
        b"{}",
        b"[]",
        b'{"path":null,"digest":null,"changed":"2026-03-14T09:15:26"}',
        b'{"path":null,"digest":null,"changed":"2026-03-14T09:15:26+02:00"}',
        b'{"path":"?","digest":null,"changed":"2026-03-14T09:15:26Z"}',
        b'{"path":null,"digest":7,"changed":"2026-03-14T09:15:26Z"}',
        b"[" * 100_000,
    ],
)
def test_a_hostile_header_under_a_right_digest_is_damage(folder: Path, header: bytes) -> None:
    opening, rest = b"kithmap-recovery 1 ", b"\n" + header + b"\nwork"
    file = put(folder, opening + digest_of(opening + rest).encode() + rest)
    with pytest.raises(DamagedMap):
        recovery.read(file)
    assert [kept.condition for kept in recovery.find(folder)] == [Condition.DAMAGED]


def test_what_a_newer_program_left_is_told_from_damage_and_stays(folder: Path) -> None:
    opening, rest = b"kithmap-recovery 2 ", b" and more\n{}"
    file = put(folder, opening + digest_of(opening + b"\n" + rest).encode() + b"\n" + rest)
    with pytest.raises(NewerVersion) as refused:
        recovery.read(file)
    assert refused.value.args == (2,)
    assert [kept.condition for kept in recovery.find(folder)] == [Condition.NEWER]
    assert file.exists()


def test_a_file_that_cannot_be_read_just_now_is_not_called_damaged(folder: Path) -> None:
    left_over(folder)

    class Failing(FileSystem):
        def open_to_read(self, path: Path) -> int:
            raise OSError(errno.EIO, "")

    assert [kept.condition for kept in recovery.find(folder, system=Failing())] == [Condition.UNREADABLE]


# Protected.


def test_no_plaintext_of_protected_work_touches_the_disk(folder: Path, protection: Protection) -> None:
    written = list[bytes]()

    class Watching(FileSystem):
        def write(self, descriptor: int, data: memoryview) -> int:
            written.append(bytes(data))
            return super().write(descriptor, data)

    file = recovery.new_file(folder, MAP)
    hold = recovery.claim(file, system=Watching())
    recovery.write(file, WORK, protection, system=Watching())
    on_disk = b"".join((*written, file.read_bytes(), *(os.fsencode(name) for name in names_in(folder))))
    assert b"".join(written)
    for secret in (b"Olga", b"someone", b"2026-03", digest_of(b"as saved").encode()):
        assert secret not in on_disk
    recovery.write(file, WORK, None, system=Watching())
    assert b"Olga" in b"".join(written), "the same search finds it in the file of a plain map"
    assert hold is not None
    hold.release()


def test_only_the_right_secret_opens_protected_work(folder: Path, protection: Protection) -> None:
    file = left_over(folder, WORK, protection)
    assert recovery.read(file, protection) == (WORK, protection)
    unsaved, again = recovery.read(file, PASSPHRASE)
    assert (unsaved, again) == (WORK, protection)
    with pytest.raises(PassphraseNeeded):
        recovery.read(file)
    with pytest.raises(WrongPassphrase):
        recovery.read(file, "another")
    with pytest.raises(WrongPassphrase):
        recovery.read(file, encryption.protect(PASSPHRASE, work_factor=1))


def test_damage_to_protected_work_is_recognised(folder: Path, protection: Protection) -> None:
    whole = left_over(folder, WORK, protection).read_bytes()
    for position in range(len(whole)):
        file = put(folder, whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises((DamagedMap, WrongPassphrase, OtherProtection)):
            recovery.read(file, protection)


# Private, and never half.


@on_posix
def test_only_the_owner_may_read_it_from_the_first_byte(folder: Path) -> None:
    seen = list[int]()

    class Watching(FileSystem):
        def write(self, descriptor: int, data: memoryview) -> int:
            seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            return super().write(descriptor, data)

    before = os.umask(0)
    try:
        file = recovery.new_file(folder / "deeper", MAP)
        recovery.write(file, WORK, None, system=Watching())
    finally:
        os.umask(before)
    assert set(seen) == {0o600}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in (folder, folder / "deeper")} == {0o700}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.EACCES])
@pytest.mark.parametrize("for_ever", [False, True])
def test_whatever_fails_the_older_work_or_the_newer_is_there_whole(tmp_path: Path, number: int, for_ever: bool) -> None:
    rehearsal = FailingFileSystem()
    recovery.write(left_over(tmp_path / "rehearsal", OLDER), WORK, None, system=rehearsal)
    for nth in range(1, rehearsal.count + 1):
        folder = tmp_path / f"{nth}"
        file, system = left_over(folder, OLDER), FailingFileSystem(nth, number, for_ever=for_ever)
        try:
            recovery.write(file, WORK, None, system=system)
        except NotConfirmed:
            expected = WORK
        except CannotWrite:
            expected = OLDER
        else:
            # Closed files, and programs that let go in time, are no failure.
            expected = WORK
        assert recovery.read(file)[0] == expected, (nth, system.log)
        assert names_in(folder) == [file.name], (nth, system.log)
        recovery.write(file, WORK, None)
        assert recovery.read(file)[0] == WORK


def test_when_the_first_write_fails_nothing_is_offered(folder: Path) -> None:
    rehearsal = FailingFileSystem()
    recovery.write(recovery.new_file(folder, MAP), WORK, None, system=rehearsal)
    for nth in range(1, rehearsal.count + 1):
        file = recovery.new_file(folder, MAP)
        try:
            recovery.write(file, WORK, None, system=FailingFileSystem(nth, errno.ENOSPC, for_ever=True))
        except CannotWrite:
            assert not file.exists()
        except NotConfirmed:
            assert recovery.read(file)[0] == WORK
    assert {kept.condition for kept in recovery.find(folder)} == {Condition.WHOLE}


def test_a_file_another_program_holds_is_told_and_nothing_is_put_beside_it(folder: Path) -> None:
    class Held(FileSystem):
        waited = 0.0

        def replace(self, source: Path, target: Path) -> None:
            raise PermissionError(errno.EACCES, "")

        def wait(self, seconds: float) -> None:
            self.waited += seconds

    file, system = left_over(folder, OLDER), Held()
    with pytest.raises(CannotWrite) as refused:
        recovery.write(file, WORK, None, system=system)
    assert refused.value.reason is Reason.NOT_ALLOWED
    assert 0 < system.waited < 2
    assert names_in(folder) == [file.name]
    assert recovery.read(file)[0] == OLDER


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite):
        left_over(tmp_path / "taken" / "recovery")
    with pytest.raises(CannotRead):
        recovery.read(tmp_path / "gone")


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.EMFILE])
def test_looking_never_raises_and_never_loses_a_claim(folder: Path, number: int) -> None:
    file = left_over(folder)
    rehearsal = FailingFileSystem()
    for _, hold in recovery.claim_found(folder, system=rehearsal):
        hold.release()
    for nth in range(1, rehearsal.count + 1):
        for for_ever in (False, True):
            recovery.find(folder, system=FailingFileSystem(nth, number, for_ever=for_ever))
            for _, hold in recovery.claim_found(folder, system=FailingFileSystem(nth, number, for_ever=for_ever)):
                hold.release()
            assert [(kept.file, kept.condition) for kept in recovery.find(folder)] == [(file, Condition.WHOLE)]
