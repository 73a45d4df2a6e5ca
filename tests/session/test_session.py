"""The session: typing is one step, a saved state is a step of its own, and files."""

from datetime import date
from pathlib import Path

import pytest

from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.store import atomic_file
from kithmap.store.atomic_file import ANY
from kithmap.store.errors import ChangedOnDisk, NotConfirmed, StoreError
from saving import open_map, save
from todays import edits


@pytest.fixture
def session(qapp: object) -> Session:
    made = Session(lambda: date(2026, 11, 23))
    made.apply("Add", edits.add_entries(made.document, ["Ana"]))
    return made


def type_note(session: Session, text: str) -> None:
    for end in range(1, len(text) + 1):
        session.apply("Note", edits.describe(session.document, "e1", note=text[:end]), "note:e1")


def note(session: Session) -> str:
    return session.document.entries[0].note


def test_typing_in_one_field_is_one_step(session: Session) -> None:
    type_note(session, "hello")
    session.undo()
    assert note(session) == ""
    session.redo()
    assert note(session) == "hello"


def test_leaving_the_field_begins_another_step(session: Session) -> None:
    type_note(session, "one")
    session.end_typing()
    type_note(session, "one two")
    session.undo()
    assert note(session) == "one"


def test_another_edit_in_between_begins_another_step(session: Session) -> None:
    type_note(session, "one")
    session.apply("Title", edits.set_heading(session.document, title="Mine"))
    type_note(session, "two")
    session.undo()
    assert note(session) == "one"
    assert session.document.title == "Mine"


def test_typing_does_not_flow_over_a_saved_state(session: Session, tmp_path: Path) -> None:
    type_note(session, "one")
    save(session, tmp_path / "map.kithmap")
    type_note(session, "one two")
    assert session.is_modified
    session.undo()
    assert note(session) == "one"
    assert not session.is_modified


def test_nothing_changed_is_no_step(session: Session) -> None:
    text = session.undo_text
    assert not session.apply("Nothing", edits.describe(session.document, "e1", note=""))
    assert session.undo_text == text


def test_save_refuses_when_another_program_wrote_the_file(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "map.kithmap"
    save(session, path)
    theirs = path.read_bytes() + b" "
    path.write_bytes(theirs)
    type_note(session, "x")
    with pytest.raises(ChangedOnDisk):
        save(session)
    assert path.read_bytes() == theirs
    assert session.is_modified


def test_saving_under_the_name_of_another_file_needs_a_choice(session: Session, tmp_path: Path) -> None:
    other = tmp_path / "other.kithmap"
    other.write_bytes(b"something else")
    with pytest.raises(ChangedOnDisk):
        save(session, other)
    assert other.read_bytes() == b"something else"
    save(session, other, replacing=ANY)
    assert not session.is_modified


def test_a_refused_file_leaves_the_document_alone(session: Session, tmp_path: Path) -> None:
    before = session.document
    bad = tmp_path / "bad.kithmap"
    bad.write_bytes(b"not a map")
    with pytest.raises(StoreError):
        open_map(session, bad)
    assert session.document is before
    assert session.can_undo
    assert session.path is None


def test_selection_lets_go_of_who_is_gone(session: Session) -> None:
    selection = Selection()
    session.document_changed.connect(lambda _before, after: selection.keep_only(after.today))
    selection.set(("e1",))
    session.apply("Delete", edits.delete(session.document, ["e1"]))
    assert selection.ids == ()
    assert selection.current is None


def test_bytes_that_may_not_survive_a_power_cut_are_known_but_not_called_saved(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.kithmap"
    real = atomic_file.replace

    def unconfirmed(target: Path, data: bytes, **given: object) -> str:
        digest = real(target, data, **given)
        raise NotConfirmed(digest, 5)

    monkeypatch.setattr(atomic_file, "replace", unconfirmed)
    with pytest.raises(NotConfirmed):
        save(session, path)
    assert session.is_modified
    assert session.path == path
    monkeypatch.undo()
    # The file is the one we wrote: saving again is no change by another program.
    save(session)
    assert not session.is_modified
