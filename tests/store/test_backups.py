"""Earlier versions: what is kept and what goes, through years and jumping clocks; and that nothing good is lost."""

import errno
import os
import shutil
import stat
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.faults.file_systems import FailingFileSystem

from kithmap.store import backups, encryption
from kithmap.store.atomic_file import digest_of
from kithmap.store.backups import Backup
from kithmap.store.errors import CannotRead, CannotWrite, DamagedMap, NotConfirmed, StoreError
from kithmap.store.file_system import FileSystem
from kithmap.store.locations import key_of

NOW = datetime(2026, 3, 14, 9, 15, 26, 535897, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MAP = Path("/home/someone/Olga and me.kithmap")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="permission bits as POSIX has them")

# A year made from a number does not get any simpler when the number does.
UNSHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]

Policy = Callable[[Iterable[Backup]], Iterable[Backup]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "earlier"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def made(sequence: int, saved_at: datetime) -> Backup:
    return Backup(Path(f"{sequence}"), sequence, saved_at, f"{sequence:016x}", 1)


# What is kept, and what goes.


class Saved(NamedTuple):
    """When a version was really saved, and when the clock said it was."""

    really: datetime
    by_the_clock: datetime


class Year(NamedTuple):
    """365 days of edits, the nth with sequence n, and how often the clock jumped."""

    saves: list[Saved]
    jumps: int


def a_year(seed: int, jumps: list[tuple[int, timedelta]]) -> Year:
    """Some days without an edit, some with a few, some with a burst; the clock jumps on the days given."""
    random, saves, wrong_by = Random(seed), list[Saved](), timedelta()
    for day in range(365):
        wrong_by += sum((by for on, by in jumps if on == day), timedelta())
        several, burst = random.randint(0, 5), random.random() < 0.05
        times = [random.uniform(0, 86400) for _ in range(several)]
        if burst:
            start = random.uniform(0, 86000)
            times += [start + 10 * number for number in range(30)]
        begin = datetime(2026, 1, 1, tzinfo=UTC) + day * DAY
        saves += [Saved(when, when + wrong_by) for when in (begin + timedelta(seconds=each) for each in sorted(times))]
    return Year(saves, len(jumps))


jumps = st.lists(
    st.tuples(
        st.integers(0, 364),
        st.builds(
            lambda days, minutes: timedelta(days=days, minutes=minutes),
            st.sampled_from([-9000, -365, -40, -3, -1, 0, 1, 3, 40, 365, 4000]),
            st.integers(-600, 600),
        ),
    ),
    max_size=4,
)
years = st.builds(a_year, st.integers(0, 1_000_000), jumps)
quiet_years = st.builds(a_year, st.integers(0, 1_000_000), st.just([]))


def live_through(year: Year, policy: Policy, check: Callable[[list[Saved], list[int]], None]) -> None:
    """Save and thin as the program does, and check what is left every few weeks and at the end."""
    kept = dict[int, Backup]()
    for sequence, saved in enumerate(year.saves):
        kept[sequence] = made(sequence, saved.by_the_clock)
        for old in policy(kept.values()):
            del kept[old.sequence]
        if sequence % 150 == 149 or sequence == len(year.saves) - 1:
            check(year.saves[: sequence + 1], sorted(kept))


def require_a_good_version_of_each_day(jumps: int) -> Callable[[list[Saved], list[int]], None]:
    """Of each edited day of the last weeks a version at most 24 h younger is there, however wrong the clock was.

    A clock set back by less than the time that passed cannot be noticed by anybody, so it widens the 24 hours; and each
    jump may take two of the thirty days, as it can cut a day in two.
    """

    def check(saves: list[Saved], kept: list[int]) -> None:
        newest = saves[-1]
        assert kept[-2:] == list(range(len(saves)))[-2:], "the newest and the one before it"
        assert len(kept) <= 171
        days = 30 - 2 * (jumps + 1)
        for sequence, saved in enumerate(saves):
            if newest.really - saved.really > days * DAY:
                continue
            younger = saves[kept[bisect_left(kept, sequence)]]
            set_back = sum(
                (
                    max(timedelta(), (before.by_the_clock - before.really) - (after.by_the_clock - after.really))
                    for before, after in pairwise(saves[sequence:])
                    if after.really <= younger.really
                ),
                timedelta(),
            )
            assert younger.really - saved.really <= DAY + set_back, (sequence, saved)

    return check


def by_the_clock(kept: Iterable[Backup]) -> Iterable[Backup]:
    """A mutant: what is newest is what the clock says is newest."""
    renumbered = {backup.saved_at: backup for backup in kept}
    in_order = [made(number, when) for number, when in enumerate(sorted(renumbered))]
    return [renumbered[old.saved_at] for old in backups.to_drop(in_order)]


def by_age(kept: Iterable[Backup]) -> Iterable[Backup]:
    """A mutant: what the clock says is older than thirty days goes."""
    *older, newest = sorted(kept, key=lambda backup: backup.sequence)
    return [backup for backup in older[:-1] if newest.saved_at - backup.saved_at > 30 * DAY]


def the_newest_dozen(kept: Iterable[Backup]) -> Iterable[Backup]:
    """A mutant: nothing but the last saves."""
    return sorted(kept, key=lambda backup: backup.sequence)[:-12]


@settings(max_examples=12, phases=UNSHRUNK)
@given(year=years)
def test_a_year_of_edits_and_jumping_clocks_leaves_a_good_version_of_each_edited_day(year: Year) -> None:
    live_through(year, backups.to_drop, require_a_good_version_of_each_day(year.jumps))


@pytest.mark.parametrize("mutant", [by_the_clock, by_age, the_newest_dozen])
def test_that_check_catches_thinning_that_loses_something(mutant: Policy) -> None:
    year = a_year(7, [(100, 365 * DAY), (200, -400 * DAY)])
    live_through(year, backups.to_drop, require_a_good_version_of_each_day(year.jumps))
    with pytest.raises((AssertionError, IndexError)):
        live_through(year, mutant, require_a_good_version_of_each_day(year.jumps))


@settings(max_examples=6, phases=UNSHRUNK)
@given(year=quiet_years)
def test_further_back_a_version_of_each_week_and_of_each_quarter_stays(year: Year) -> None:
    def check(saves: list[Saved], kept: list[int]) -> None:
        for sequence, saved in enumerate(saves):
            later = saves[kept[bisect_left(kept, sequence)]].really - saved.really
            assert later <= 7 * DAY
            if saves[-1].really - saved.really <= HOUR:
                assert later <= 5 * MINUTE

    live_through(year, backups.to_drop, check)


@given(
    times=st.lists(st.datetimes(timezones=st.just(UTC)), max_size=60)
    | st.lists(st.integers(0, 100_000).map(lambda seconds: NOW + timedelta(seconds=seconds)), max_size=60)
)
def test_thinning_again_drops_nothing_more_and_order_of_asking_does_not_matter(times: list[datetime]) -> None:
    every = [made(number, when) for number, when in enumerate(times)]
    dropped = backups.to_drop(every)
    assert set(dropped) <= set(every[:-12])
    assert list(dropped) == sorted(dropped, key=lambda backup: -backup.sequence)
    assert backups.to_drop(reversed(every)) == dropped
    assert backups.to_drop(set(every) - set(dropped)) == ()


def test_twenty_years_of_daily_saves_stay_few_and_reach_back_ten() -> None:
    kept = set[Backup]()
    for day in range(20 * 365):
        kept.add(made(day, NOW + day * DAY))
        kept -= set(backups.to_drop(kept))
    assert len(kept) <= 171
    ages = sorted((20 * 365 - 1) - backup.sequence for backup in kept)
    assert ages[:30] == list(range(30))
    assert 9.5 * 365 < ages[-1] < 10.1 * 365


def test_one_save_with_the_clock_years_ahead_drops_nothing() -> None:
    every = [made(number, NOW + number * DAY) for number in range(30)]
    for wrong in (4000 * DAY, -4000 * DAY):
        for saved_at in (every[-1].saved_at + wrong, NOW + wrong):
            assert len(backups.to_drop([*every, made(30, saved_at)])) <= 1


def test_autosave_every_few_seconds_leaves_a_version_of_every_five_minutes_of_the_last_hour() -> None:
    kept = set[Backup]()
    for number in range(720):
        kept.add(made(number, NOW + number * timedelta(seconds=5)))
        kept -= set(backups.to_drop(kept))
    times = sorted(backup.saved_at for backup in kept)
    gaps = [after - before for before, after in pairwise(times)]
    assert max(gaps) <= 5 * MINUTE
    assert len(kept) <= 12 + 12 + 2


def test_a_day_of_saving_every_few_minutes_leaves_a_version_of_each_hour() -> None:
    kept = set[Backup]()
    for number in range(480):
        kept.add(made(number, NOW + number * timedelta(minutes=3)))
        kept -= set(backups.to_drop(kept))
    times = sorted(backup.saved_at for backup in kept)
    assert times[-1] - times[0] > 22 * HOUR
    assert max(after - before for before, after in pairwise(times)) <= HOUR
    assert len(kept) <= 12 + 12 + 24 + 2


# On disk.


def test_versions_are_kept_newest_first_and_read_back(folder: Path) -> None:
    first = backups.keep(folder, MAP, b"first", NOW)
    second = backups.keep(folder, MAP, b"second", NOW + HOUR)
    assert first is not None
    assert second is not None
    assert backups.of(folder, MAP) == (second, first)
    assert [backups.read(each) for each in (second, first)] == [b"second", b"first"]
    assert (first.sequence, first.saved_at, first.size) == (1, NOW.replace(microsecond=0), 5)
    assert first.digest == digest_of(b"first")[:16]
    assert backups.all_of(folder) == {key_of(MAP): (second, first)}


@settings(max_examples=20)
@given(
    saves=st.lists(
        st.tuples(st.binary(max_size=2), st.datetimes(timezones=st.just(UTC), min_value=datetime(1, 1, 2))),  # noqa: DTZ001
        max_size=6,
    )
)
def test_any_clock_keeps_the_order_of_saving(
    saves: list[tuple[bytes, datetime]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("earlier")
    kept = [backup for data, now in saves if (backup := backups.keep(folder, MAP, data, now))]
    assert list(backups.of(folder, MAP)) == kept[::-1]
    different = [data for number, (data, _) in enumerate(saves) if number == 0 or data != saves[number - 1][0]]
    assert [backups.read(backup) for backup in kept] == different


def test_the_same_bytes_are_kept_once_but_again_after_others(folder: Path) -> None:
    assert backups.keep(folder, MAP, b"one", NOW)
    assert backups.keep(folder, MAP, b"one", NOW + HOUR) is None
    assert backups.keep(folder, MAP, b"two", NOW + HOUR)
    assert backups.keep(folder, MAP, b"one", NOW + HOUR)
    assert [backup.sequence for backup in backups.of(folder, MAP)] == [3, 2, 1]


def test_a_damaged_version_is_recognised_and_does_not_stand_for_a_good_one(folder: Path) -> None:
    first = backups.keep(folder, MAP, b"good", NOW)
    assert first is not None
    first.file.write_bytes(b"goo")
    with pytest.raises(DamagedMap):
        backups.read(first)
    second = backups.keep(folder, MAP, b"good", NOW)
    assert second is not None
    assert backups.read(second) == b"good"


def test_maps_do_not_share_versions_and_names_tell_nothing(folder: Path) -> None:
    other = MAP.with_name("Karim.kithmap")
    backups.keep(folder, MAP, b"mine", NOW)
    backups.keep(folder, other, b"his", NOW.astimezone(timezone(timedelta(hours=5))))
    assert {key: len(each) for key, each in backups.all_of(folder).items()} == {key_of(MAP): 1, key_of(other): 1}
    everything = "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    assert not any(word in everything for word in ("Olga", "Karim", "someone", "home"))
    assert names_in(folder / key_of(other)) == [f"00000001-20260314T091526Z-{digest_of(b'his')[:16]}.kithmap"]


@on_posix
def test_only_the_owner_may_read_them_from_the_first_byte(folder: Path) -> None:
    seen = list[int]()

    class Watching(FileSystem):
        def write(self, descriptor: int, data: memoryview) -> int:
            seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            return super().write(descriptor, data)

    before = os.umask(0)
    try:
        backup = backups.keep(folder, MAP, b"mine", NOW, system=Watching())
    finally:
        os.umask(before)
    assert seen == [0o600]
    assert backup is not None
    assert stat.S_IMODE(backup.file.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in (folder, backup.file.parent)} == {0o700}


def test_keeping_drops_what_is_no_longer_needed_and_only_that(folder: Path) -> None:
    first = backups.keep(folder, MAP, b"first", NOW)
    assert first is not None
    stranger = first.file.parent / "notes.txt"
    stranger.write_text("mine")
    every = [backups.keep(folder, MAP, b"%d" % number, NOW + number * timedelta(seconds=1)) for number in range(30)]
    assert list(backups.of(folder, MAP)) == every[:-13:-1]
    assert stranger.read_text() == "mine"


def test_files_of_others_do_not_count(folder: Path) -> None:
    backup = backups.keep(folder, MAP, b"mine", NOW)
    assert backup is not None
    digits = "0" * 16
    for name in (
        "notes.txt",
        ".kithmap-0123456789abcdef.tmp",
        f"00000002-20261314T091526Z-{digits}.kithmap",
        f"2-20260314T091526Z-{digits}.kithmap",
        f"00000002-20260314T091526Z-{digits}.kithmap.bak",
        f"٠٠٠٠٠٠٠٢-20260314T091526Z-{digits}.kithmap",
    ):
        (backup.file.parent / name).write_bytes(b"x")
    (backup.file.parent / f"00000003-20260314T091526Z-{digits}.kithmap").mkdir()
    (folder / "photos").mkdir()
    (folder / f"{'f' * 32}").write_bytes(b"x")
    assert backups.of(folder, MAP) == (backup,)
    assert backups.all_of(folder) == {key_of(MAP): (backup,)}


def test_versions_two_windows_kept_at_once_are_both_there(folder: Path) -> None:
    class OtherWindow(FileSystem):
        def create(self, path: Path) -> int:
            backups.keep(folder, MAP, b"theirs", NOW)
            return super().create(path)

    backups.keep(folder, MAP, b"ours", NOW, system=OtherWindow())
    assert {backups.read(each) for each in backups.of(folder, MAP)} == {b"ours", b"theirs"}
    third = backups.keep(folder, MAP, b"third", NOW)
    assert third is not None
    assert backups.of(folder, MAP)[0] == third


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.EACCES])
@pytest.mark.parametrize("for_ever", [False, True])
def test_whatever_fails_the_older_versions_are_untouched(tmp_path: Path, number: int, for_ever: bool) -> None:
    for count in range(12):
        backups.keep(tmp_path / "older", MAP, b"%d" % count, NOW + count * timedelta(seconds=1))
    before = names_in(tmp_path / "older")
    shutil.copytree(tmp_path / "older", tmp_path / "rehearsal")
    rehearsal = FailingFileSystem()
    backups.keep(tmp_path / "rehearsal", MAP, b"new", NOW + MINUTE, system=rehearsal)
    assert len(names_in(tmp_path / "rehearsal")) == 12, "the rehearsal dropped one, so a fault may meet that too"
    for nth in range(1, rehearsal.count + 1):
        folder = tmp_path / f"{nth}"
        shutil.copytree(tmp_path / "older", folder)
        system = FailingFileSystem(nth, number, for_ever=for_ever)
        try:
            kept = backups.keep(folder, MAP, b"new", NOW + MINUTE, system=system)
        except NotConfirmed:
            assert set(before) < set(names_in(folder))
        except StoreError:
            assert names_in(folder) == before, (nth, system.log)
        else:
            assert kept is not None
            assert backups.read(kept) == b"new"
        again = backups.keep(folder, MAP, b"newer", NOW + HOUR)
        assert again == backups.of(folder, MAP)[0]


def test_a_folder_that_cannot_be_read_is_told_and_does_not_begin_a_new_count(folder: Path) -> None:
    class Unreadable(FileSystem):
        def files_in(self, folder: Path) -> list[Path]:
            raise PermissionError(errno.EACCES, "")

    backups.keep(folder, MAP, b"mine", NOW)
    with pytest.raises(CannotRead):
        backups.keep(folder, MAP, b"new", NOW, system=Unreadable())
    with pytest.raises(CannotRead):
        backups.of(folder, MAP, system=Unreadable())
    assert len(backups.of(folder, MAP)) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    assert backups.all_of(tmp_path / "taken") == {}
    with pytest.raises((CannotWrite, CannotRead)):
        backups.keep(tmp_path / "taken", MAP, b"mine", NOW)


def test_removing_the_last_version_leaves_no_folder_that_tells_of_the_map(folder: Path) -> None:
    backups.keep(folder, MAP, b"one", NOW)
    backups.keep(folder, MAP, b"two", NOW)
    newer, older = backups.of(folder, MAP)
    backups.remove(older)
    assert backups.of(folder, MAP) == (newer,)
    backups.remove(newer)
    backups.remove(newer)
    assert list(folder.iterdir()) == []


def test_what_was_kept_before_there_was_a_passphrase_is_known(folder: Path) -> None:
    protection = encryption.protect("correct horse", work_factor=1)
    plain = backups.keep(folder, MAP, b"plain", NOW)
    sealed = backups.keep(folder, MAP, encryption.seal(b"sealed", protection), NOW)
    unreadable = backups.keep(folder, MAP, b"", NOW)
    assert plain is not None
    assert sealed is not None
    assert unreadable is not None
    assert [backups.is_protected(each) for each in (plain, sealed)] == [False, True]
    assert backups.unprotected(folder, MAP) == (unreadable, plain)
    assert backups.unprotected(folder, MAP.with_name("other")) == ()


def test_a_version_that_cannot_be_read_is_not_taken_for_a_protected_one(folder: Path) -> None:
    class Failing(FileSystem):
        def open_to_read(self, path: Path) -> int:
            raise OSError(errno.EIO, "")

    sealed = backups.keep(folder, MAP, encryption.seal(b"1", encryption.protect("correct horse", work_factor=1)), NOW)
    assert sealed is not None
    assert backups.unprotected(folder, MAP) == ()
    assert backups.unprotected(folder, MAP, system=Failing()) == (sealed,)
    with pytest.raises(CannotRead):
        backups.is_protected(sealed, system=Failing())
