"""Any edits in any order, undone, redone, saved, protected, lost in a crash, opened again: it is what the person had.

50 runs of 50 steps with the tests; `KITHMAP_STATE_MACHINE=1000x100` for more.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kithmap.model import edits, queries
from kithmap.model.document import Document, Feeling, Placement
from kithmap.model.errors import BrokenRule, EmptyName, ModelError, NoSuchRing
from kithmap.model.vocabulary import (
    ALL_SUPPORT_KINDS,
    KEEPING_A_DISTANCE,
    OPTIONAL_SUPPORT_KINDS,
    RING_IDS,
    Direction,
    EntryKind,
    SupportLevel,
)
from kithmap.session.file_state import Barrier
from kithmap.session.services import SessionServices
from kithmap.session.session import Session
from kithmap.store import encryption, file_format, map_file
from kithmap.store.atomic_file import ANY
from kithmap.store.errors import CannotWrite, ChangedOnDisk, WrongPassphrase
from kithmap.ui.files.files import Files
from kithmap.ui.files.recovery import Recovering
from kithmap.ui.files.recovery_dialog import RecoveryChoice
from saving import open_map, save
from strategies import feelings, levels, placements, texts, visible_names
from window_driver import Script

DAY = date(2026, 11, 23)
# As cheap as it gets: what is tried here is not how hard a passphrase is to guess.
CHEAP = 1
PASSPHRASES = ("sesame", "sésame", "open, please")
RUNS, STEPS = map(int, os.environ.get("KITHMAP_STATE_MACHINE", "50x50").split("x"))


class Editing(RuleBasedStateMachine):
    """Drives a Session beside the simplest possible history: a list of documents and a position in it.

    `passphrase` is the one the map has now, `saved` what is in the file: the document and its passphrase then.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "map.kithmap"
        self.passphrase: str | None = None
        self.saved: tuple[Document, str | None] | None = None
        self.is_up = True
        self.start_program()
        self.history: list[Document] = [self.session.document]
        self.position = 0

    def start_program(self) -> None:
        """A program that has just been started, and what it finds of unsaved work."""
        folder = Path(self.folder.name) / "recovery"
        self.session = Session(lambda: DAY)
        self.services = SessionServices(self.session, folder)
        self.script = Script()
        self.script.answer = RecoveryChoice.BRING_BACK
        self.script.passphrases = [*PASSPHRASES]
        files = Files(self.services, self.script)
        self.recovering = Recovering(files, self.services, self.script, folder)
        self.seen: list[tuple[Document, Document]] = []
        self.session.document_changed.connect(lambda before, after: self.seen.append((before, after)))

    def teardown(self) -> None:
        try:
            if self.is_up:
                self.end()
        finally:
            self.services.close(keep_unsaved=False)
            self.folder.cleanup()

    def end(self) -> None:
        """Wherever it has led: undone, done again, lost, brought back, saved and opened, it is the same."""
        while self.session.can_undo:
            self.session.undo()
        assert self.session.document == self.history[0]
        while self.session.can_redo:
            self.session.redo()
        last = self.history[-1]
        assert self.session.document == last
        if self.session.is_modified:
            self.crash()
        self.save()
        self.open()
        assert self.session.document == last
        self.services.close(keep_unsaved=False)
        assert list((Path(self.folder.name) / "recovery").glob("*.recovery")) == []

    def _edit(self, change: Callable[[Document], Document], *refusals: type[ModelError]) -> None:
        before = self.session.document
        try:
            after = change(before)
        except refusals:
            return
        changed = self.session.apply("a step", after)
        assert changed == (after != before)
        if changed:
            del self.history[self.position + 1 :]
            self.history.append(after)
            self.position += 1

    def _someone(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([each.entry for each in self.session.document.today.connections]))

    @property
    def has_entries(self) -> bool:
        return bool(self.session.document.today.connections)

    @initialize(names=st.lists(visible_names, max_size=4))
    def begin(self, names: list[str]) -> None:
        self._edit(lambda document: edits.add_entries(document, names), EmptyName)

    @rule(names=st.lists(visible_names, min_size=1, max_size=3))
    def add(self, names: list[str]) -> None:
        self._edit(lambda document: edits.add_entries(document, names), EmptyName)

    @precondition(lambda self: self.has_entries)
    @rule(data=st.data(), placement=placements((*RING_IDS, KEEPING_A_DISTANCE)))
    def place(self, data: st.DataObject, placement: Placement) -> None:
        who = self._someone(data)
        self._edit(lambda document: edits.place(document, {who: placement}), NoSuchRing)

    @precondition(lambda self: self.has_entries)
    @rule(data=st.data())
    def take_off(self, data: st.DataObject) -> None:
        who = self._someone(data)
        self._edit(lambda document: edits.take_off_rings(document, [who]))

    @precondition(lambda self: self.has_entries)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        who = self._someone(data)
        self._edit(lambda document: edits.delete(document, [who]))

    @precondition(lambda self: self.has_entries)
    @rule(data=st.data(), name=texts, note=texts, kind=st.sampled_from(EntryKind), private=st.booleans())
    def describe(self, data: st.DataObject, name: str, note: str, kind: EntryKind, private: bool) -> None:
        who = self._someone(data)
        self._edit(lambda document: edits.describe(document, who, name=name), EmptyName)
        self._edit(lambda document: edits.describe(document, who, note=note, kind=kind, private=private))

    @precondition(lambda self: self.has_entries)
    @rule(
        data=st.data(),
        kind=st.sampled_from(ALL_SUPPORT_KINDS),
        direction=st.sampled_from(Direction),
        level=st.none() | levels,
    )
    def mark(self, data: st.DataObject, kind: str, direction: Direction, level: SupportLevel | None) -> None:
        who = self._someone(data)
        self._edit(lambda document: edits.mark_support(document, [who], kind, direction, level))

    @precondition(lambda self: self.has_entries)
    @rule(data=st.data(), feeling=feelings)
    def feel(self, data: st.DataObject, feeling: Feeling) -> None:
        who = self._someone(data)
        self._edit(lambda document: edits.feel(document, who, feeling))

    @precondition(lambda self: self.has_entries)
    @rule(data=st.data(), untie=st.booleans())
    def tie(self, data: st.DataObject, untie: bool) -> None:
        one, other = self._someone(data), self._someone(data)
        self._edit(lambda document: (edits.untie if untie else edits.tie)(document, one, other))

    @rule(count=st.integers(1, 6), ring=st.sampled_from(RING_IDS), name=texts)
    def rings(self, count: int, ring: str, name: str) -> None:
        self._edit(lambda document: edits.set_ring_count(document, count), BrokenRule)
        self._edit(lambda document: edits.rename_ring(document, ring, name), NoSuchRing)

    @rule(lines=st.lists(texts, max_size=5), title=texts)
    def heading(self, lines: list[str], title: str) -> None:
        self._edit(lambda document: edits.set_i_am(document, lines))
        self._edit(lambda document: edits.set_heading(document, title=title))

    @rule(kind=st.sampled_from(OPTIONAL_SUPPORT_KINDS), used=st.booleans(), own=texts)
    def kinds(self, kind: str, used: bool, own: str) -> None:
        self._edit(lambda document: edits.use_optional_kind(document, kind, used=used))
        self._edit(lambda document: edits.add_own_kind(document, own), EmptyName, BrokenRule)

    @rule(days=st.integers(-3, 100))
    def new_dated_map(self, days: int) -> None:
        self._edit(lambda document: edits.start_dated_map(document, DAY + timedelta(days)))

    @precondition(lambda self: self.position > 0)
    @rule()
    def undo(self) -> None:
        self.session.undo()
        self.position -= 1

    @precondition(lambda self: self.position < len(self.history) - 1)
    @rule()
    def redo(self) -> None:
        self.session.redo()
        self.position += 1

    @rule()
    def save(self) -> None:
        save(self.session, self.path)
        self.saved = self.session.document, self.passphrase

    @precondition(lambda self: self.saved is not None)
    @rule()
    def open(self) -> None:
        _, self.passphrase = self.saved
        open_map(self.session, self.path, self.passphrase)
        self.history, self.position = [self.session.document], 0

    @precondition(lambda self: self.saved is not None and self.saved[1] is not None)
    @rule(passphrase=st.sampled_from([*PASSPHRASES, "another"]))
    def open_with_another_passphrase(self, passphrase: str) -> None:
        if passphrase == self.saved[1]:
            self.open()
            return
        before = self.session.document
        with pytest.raises(WrongPassphrase):
            open_map(self.session, self.path, passphrase)
        assert self.session.document is before

    @rule(passphrase=st.none() | st.sampled_from(PASSPHRASES))
    def protect(self, passphrase: str | None) -> None:
        self.session.protect(None if passphrase is None else encryption.protect(passphrase, CHEAP))
        self.passphrase = passphrase
        assert self.session.is_modified

    @rule()
    def crash(self) -> None:
        """The program is gone; another start brings unsaved work back, or opens the file."""
        before, was_modified, path = self.session.document, self.session.is_modified, self.session.path
        self.services.journal.flush()
        self.services.close(keep_unsaved=True)
        self.is_up = False
        self.start_program()
        assert self.recovering.offer() == was_modified
        if was_modified:
            assert self.session.document == before
            assert self.session.is_modified
            assert self.session.path == path
            assert (self.session.protection is None) == (self.passphrase is None)
            assert self.script.told == []
        elif self.saved is not None:
            open_map(self.session, self.path, self.saved[1])
        self.history, self.position = [self.session.document], 0
        self.is_up = True

    @precondition(lambda self: self.saved is not None and self.session.path is not None)
    @rule(names=st.lists(visible_names, min_size=1, max_size=2), keep_mine=st.booleans())
    def another_program_writes_the_file(self, names: list[str], keep_mine: bool) -> None:
        try:
            theirs = edits.add_entries(self.session.document, names)
        except EmptyName:
            return
        data = file_format.encode(theirs)
        self.path.write_bytes(data)
        with pytest.raises(ChangedOnDisk):
            save(self.session)
        assert self.path.read_bytes() == data
        if keep_mine:
            save(self.session, replacing=ANY)
            self.saved = self.session.document, self.passphrase
        else:
            self.saved = theirs, None
            self.open()

    @precondition(lambda self: self.session.path is not None)
    @rule()
    def another_program_touches_the_file(self) -> None:
        self.path.write_bytes(self.path.read_bytes())
        self.save()

    @precondition(lambda self: self.session.path is not None)
    @rule()
    def look_again(self) -> None:
        data = self.path.read_bytes()
        self.path.chmod(0o400)
        self.session.use_access(self.session.file.own_access())
        assert self.session.barrier is Barrier.READ_ONLY
        with pytest.raises(CannotWrite):
            save(self.session)
        assert self.path.read_bytes() == data
        self.path.chmod(0o600)
        self.session.use_access(self.session.file.own_access())
        assert self.session.barrier is None

    @invariant()
    def is_where_history_says(self) -> None:
        assert self.session.document == self.history[self.position]
        assert self.session.can_undo == (self.position > 0)
        assert self.session.can_redo == (self.position < len(self.history) - 1)

    @invariant()
    def what_is_on_disk_is_what_was_saved(self) -> None:
        if self.saved is not None:
            document, passphrase = self.saved
            assert encryption.is_protected(self.path.read_bytes()) == (passphrase is not None)
            assert map_file.read(self.path, passphrase).document == document
            if not self.session.is_modified:
                assert self.session.document == document
                assert self.passphrase == passphrase

    @invariant()
    def can_always_be_written_and_read(self) -> None:
        document = self.session.document
        assert file_format.decode(file_format.encode(document)) == document

    @invariant()
    def every_change_was_announced_in_order(self) -> None:
        for (_, after), (before, _) in zip(self.seen, self.seen[1:], strict=False):
            assert after is before or after == before

    @invariant()
    def everybody_is_listed_once(self) -> None:
        today = self.session.document.today
        listed = [each.entry for each in queries.reading_order(today)]
        assert sorted(listed) == sorted(each.entry for each in today.connections)
        rings = {ring.id for ring in today.rings} | {KEEPING_A_DISTANCE, None}
        assert {queries.ring_of(each) for each in today.connections} <= rings


TestEditing = pytest.mark.usefixtures("qapp")(Editing.TestCase)
TestEditing.settings = settings(
    max_examples=RUNS, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
)
