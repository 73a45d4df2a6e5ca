"""The program is killed at any moment, again and again, and what it leaves is looked at as its next start would.

    python -m tests.faults kills          100 kills
    python -m tests.faults kills 1000     more of them

Some of the kills come at a random moment, some within the first 50 milliseconds of a life or while unsaved work is
being brought back, the others at each file operation in turn. One piece of work is killed up to six times in a row
before it is saved and closed.
"""

import random
import signal
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from tests.faults.figures import Figures
from tests.faults.person import BREAK, Life, fingerprint, live
from tests.faults.warm import Child, Message, Say

from kithmap.store import file_format, locks, map_file, recovery
from kithmap.store.errors import PassphraseNeeded, StoreError, WrongPassphrase
from kithmap.store.recovery import Condition, Kept

# Seconds of work that may be lost. A machine with other things to do makes everybody wait, hence the second.
AT_MOST_LOST: Final = 1.0
# They wait for timers and disks most of the time.
LANES: Final = 5


class Work:
    """One piece of work: all that was done and promised so far, over all the lives of the program it took."""

    def __init__(self, home: Path, at_most_lost: float = AT_MOST_LOST) -> None:
        self.home = home
        self.at_most_lost = at_most_lost
        self.had: list[tuple[str, float]] = []
        self.wrong: list[str] = []
        self.counts: Counter[str] = Counter()
        self.longest_lost = 0.0
        self.passphrases: list[str] = []
        self._saved: dict[str, int] = {}
        self._exported: set[str] = set()
        self._kept = -1
        self._to_come_back: set[str] | None = None
        self._map: Path | None = None
        home.mkdir(mode=0o700)

    @property
    def recovery_folder(self) -> Path:
        """Where its unsaved work is kept."""
        return self.home / ".local/share/kithmap/recovery"

    def life(self, life: Life, seconds: float, wait_for: str | None = None) -> None:
        """Let the program live and be killed after so many seconds, counted from what is waited for."""
        child = Child(partial(live, self.home, life._replace(map=self._map, passphrases=tuple(self.passphrases))))
        if wait_for is not None:
            child.listen(60.0, wait_for)
        child.listen(seconds)
        status = child.kill()
        self.counts["kills"] += status == -signal.SIGKILL
        self.counts["killed before they had begun"] += not any(each["what"] == "began" for each in child.said)
        self._hear(child.said)
        self._look_at_what_is_left(child.ended_at)

    def finish(self, seed: int) -> None:
        """Bring back what is unsaved, save it, close, and see that nothing is left to bring back."""
        life = Life(seed, "end", map=self._map, passphrases=tuple(self.passphrases))
        child = Child(partial(live, self.home, life))
        status = child.wait()
        self._hear(child.said)
        if status or not self.counts["closed"]:
            self.wrong.append(f"did not save and close: {status}")
        if recovery.find(self.recovery_folder):
            self.wrong.append("unsaved work is left after saving")
        self._look_at_what_is_left(child.ended_at)

    def _hear(self, said: list[Message]) -> None:
        for each in said:
            getattr(self, f"_hear_{each.pop('what')}")(**each)

    def _hear_began(self, at: float, digest: str, recovered: bool, count: int) -> None:
        if self._to_come_back is not None and digest not in self._to_come_back:
            self.wrong.append(f"began with another state than was left ({recovered=})")
        if count > 1:
            self.wrong.append(f"unsaved work was offered {count} times")
        self.counts["brought back"] += recovered
        self.had.append((digest, at))

    def _hear_state(self, at: float, digest: str) -> None:
        self.had.append((digest, at))
        self.counts["states"] += 1

    def _hear_kept(self, at: float, digest: str) -> None:
        self._kept = max(self._kept, self._place_of(digest))

    def _hear_saving(self, at: float, path: str) -> None:
        self._map = self.home / path
        self._saved.setdefault(path, -1)

    def _hear_saved(self, at: float, path: str, digest: str) -> None:
        self._saved[path] = self._place_of(digest)
        self.counts["saves"] += 1

    def _hear_passphrase(self, at: float, text: str) -> None:
        self.passphrases.append(text)

    def _hear_exported(self, at: float, path: str) -> None:
        self._exported.add(path)

    def _hear_asked(self, at: float, question: str) -> None:
        self.wrong.append(f"was asked: {question}")

    def _hear_mishap(self, at: float, text: str, trace: list[str]) -> None:
        self.wrong.append(f"{text} {trace[-1]}")

    def _hear_operations(self, at: float, count: int) -> None:
        self.counts["not killed"] += 1

    def _hear_closed(self, at: float) -> None:
        self.counts["closed"] += 1

    def _place_of(self, digest: str) -> int:
        """When this state was last there: its number; -1 when the person never had it."""
        return max((place for place, (each, _) in enumerate(self.had) if each == digest), default=-1)

    def _look_at_what_is_left(self, at: float) -> None:
        if not self.had:
            return
        files = {path: digest for path in self._saved if (digest := self._digest_in(path)) is not None}
        kept = self._kept_digests()
        places = [self._place_of(digest) for digest in (*files.values(), *kept)]
        if -1 in places:
            self.wrong.append("a state nobody had")
        for path, place in self._saved.items():
            if place > (self._place_of(files[path]) if path in files else -1):
                self.wrong.append(f"{path}: a save that was acknowledged is lost")
        # What somebody began with, and did nothing to, needs no keeping.
        newest = max(places, default=0)
        if newest < self._kept:
            self.wrong.append("work that was kept is lost")
        self._note_loss(newest, at)
        self._look_at_files()
        now_in_file = {files[self._map.name]} if self._map is not None and self._map.name in files else set()
        # Unsaved work that is in the file already needs no offer; work with a passphrase gets one all the same.
        self._to_come_back = kept or now_in_file or None
        del self.had[newest + 1 :]
        self._kept = min(self._kept, newest)
        self.counts["left unsaved work"] += bool(kept)

    def _note_loss(self, newest: int, at: float) -> None:
        if newest + 1 == len(self.had):
            return
        lost = at - self.had[newest + 1][1]
        self.longest_lost = max(self.longest_lost, lost)
        if lost > self.at_most_lost:
            self.wrong.append(f"{lost:.2f} s of work are lost ({len(self.had) - newest - 1} states)")

    def _digest_in(self, path: str) -> str | None:
        """What stands in a map file, None when there is none."""
        if not (self.home / path).exists():
            return None
        for passphrase in (None, *reversed(self.passphrases)):
            try:
                known = map_file.read(self.home / path, passphrase)
            except (WrongPassphrase, PassphraseNeeded):
                continue
            except StoreError as error:
                self.wrong.append(f"{path} cannot be read: {error!r}")
                return None
            return fingerprint(file_format.encode(known.document, known.unknown))
        self.wrong.append(f"{path}: no passphrase opens it")
        return None

    def _kept_digests(self) -> set[str]:
        """The unsaved work that would be offered now."""
        found = recovery.find(self.recovery_folder)
        if len(found) > 1:
            self.wrong.append(f"unsaved work is there {len(found)} times")
        return {digest for kept in found if (digest := self._digest_kept(kept)) is not None}

    def _digest_kept(self, kept: Kept) -> str | None:
        if kept.condition is not Condition.WHOLE:
            self.wrong.append(f"unsaved work is {kept.condition}")
            return None
        for passphrase in reversed(self.passphrases) if kept.is_protected else (None,):
            try:
                return fingerprint(recovery.read(kept.file, passphrase)[0].data)
            except WrongPassphrase:
                continue
            except StoreError as error:
                self.wrong.append(f"unsaved work cannot be read: {error!r}")
                return None
        self.wrong.append("no passphrase opens the unsaved work")
        return None

    def _look_at_files(self) -> None:
        for path in self.home.rglob("*"):
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode != (0o700 if path.is_dir() else 0o600) and path.relative_to(self.home).parts[0] != ".cache":
                self.wrong.append(f"{path.name} has mode {mode:o}")
            if (path.suffix == ".lock" or path.parent.name == "open") and locks.is_taken(path):
                self.wrong.append("a lock outlives its holder")
        for name in self._exported:
            data = (self.home / name).read_bytes()
            if not (data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")):
                self.wrong.append(f"{name} is not whole")


def random_work(home: Path, kills: int, seed: float, at_most_lost: float = AT_MOST_LOST) -> Work:
    """Work that is killed so often, at random moments."""
    work, chance = Work(home, at_most_lost), random.Random(seed)
    size, autosave = chance.choice((3, 3, 3, 100)), chance.choice((0, 0, 0, 200, 1000))
    while work.counts["kills"] < kills and not work.wrong:
        nth = chance.randrange(1, 400) if chance.random() < 0.3 else 0
        has_window = chance.random() < 0.06
        life = Life(chance.randrange(10**9), autosave=autosave, size=size, nth=nth, has_window=has_window)
        way = chance.random()
        if way < 0.15:
            work.life(life, chance.uniform(0.0, 0.1))  # while it starts, or brings work back
        elif way < 0.3:
            work.life(life, chance.uniform(0.0, 0.05), "began")
        else:
            work.life(life, chance.uniform(0.05, 2.5), "began")
    if not work.wrong:
        work.finish(chance.randrange(10**9))
    return work


def scripted_work(home: Path, nth: int) -> Work:
    """A bit of everything, killed at its nth file operation, and twice more soon after the next starts."""
    work, chance = Work(home, at_most_lost=60.0), random.Random(nth)
    work.life(Life(nth, "script", nth=nth), 60.0)
    for _ in range(2):
        work.life(Life(chance.randrange(10**9), "script", nth=chance.randrange(1, 60)), 60.0)
    work.finish(nth)
    return work


def broken_work(home: Path, nth: int, mutant: str) -> Work:
    """A program with a known mistake, killed at its nth write, or after some seconds of work."""
    work = Work(home)
    if nth:
        work.life(Life(nth, "script", nth=nth, counted="write", mutant=mutant), 60.0)
    else:
        work.life(Life(nth, "edits", mutant=mutant), 2.0, "state")
    return work


def operations(home: Path, counted: str = "") -> int:
    """How many file operations (of this name) the script takes."""
    home.mkdir(mode=0o700)
    child = Child(partial(live, home, Life(1, "script", counted=counted)))
    if child.wait():
        raise RuntimeError("the script failed")
    return next(each["count"] for each in child.said if each["what"] == "operations")


def in_lanes(folder: Path, works: list[Callable[[Path], Work]]) -> tuple[list[str], Counter[str], float]:
    """Do all of it, some at a time: what was wrong, counts, and the longest time lost."""

    def lane(mine: list[Callable[[Path], Work]], say: Say) -> None:
        for work in mine:
            with tempfile.TemporaryDirectory(dir=folder) as place:
                done = work(Path(place) / "home")
            say("done", wrong=[f"{each} {work}" for each in done.wrong], counts=done.counts, lost=done.longest_lost)

    lanes = [Child(partial(lane, works[number::LANES])) for number in range(LANES)]
    if sum(abs(child.wait(3600.0)) for child in lanes):
        raise RuntimeError("a lane did not finish")
    found = [each for child in lanes for each in child.said]
    counts: Counter[str] = Counter()
    for each in found:
        counts.update(each["counts"])
    return [wrong for each in found for wrong in each["wrong"]], counts, max(each["lost"] for each in found)


def figures(folder: Path, kills: int = 100, at_most_lost: float = AT_MOST_LOST) -> Iterator[Figures]:
    """So many kills, half of them at random moments, and the mutants."""
    folder.chmod(0o700)
    total = operations(folder / "dry")
    script = [partial(scripted_work, nth=1 + number * 6 * total // kills) for number in range(kills // 6)]
    wrong, counts, _ = in_lanes(folder, script)
    yield Figures("killed at file operations in turn, and while recovering", counts["kills"], wrong, note=_note(counts))
    chance = random.Random()
    by_chance = [
        partial(random_work, kills=times, seed=chance.random(), at_most_lost=at_most_lost)
        for times in _in_pieces(kills - counts["kills"], chance)
    ]
    wrong, counts, lost = in_lanes(folder, by_chance)
    note = f"{_note(counts)}; at most {lost:.2f} s of work lost"
    yield Figures("killed at random moments, up to six times in a row", counts["kills"], wrong, note=note)
    yield from mutants(folder)


def sample(folder: Path) -> Iterator[Figures]:
    """What the tests run: time is only a figure there, since machines that do other things too lose more of it."""
    yield from figures(folder, 100, at_most_lost=15.0)


def mutants(folder: Path) -> Iterator[Figures]:
    """Programs that lose work, and must be caught at it."""
    folder.chmod(0o700)
    writes = operations(folder / "writes", "write")
    for mutant in BREAK:
        moments = [0] * 3 if mutant == "no journal" else range(1, writes + 1)
        wrong, counts, _ = in_lanes(folder, [partial(broken_work, nth=nth, mutant=mutant) for nth in moments])
        yield Figures(mutant, counts["kills"], wrong, is_mutant=True)


def _in_pieces(kills: int, chance: random.Random) -> Iterator[int]:
    while kills > 0:
        yield (times := min(kills, chance.randint(1, 6)))
        kills -= times


def _note(counts: Counter[str]) -> str:
    names = ("states", "saves", "left unsaved work", "brought back", "killed before they had begun")
    return ", ".join(f"{counts[name]:,} {name}" for name in names)
