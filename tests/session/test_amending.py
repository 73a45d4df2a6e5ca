"""Afterthoughts: what nobody would take back by itself is part of the step before it."""

from datetime import date
from pathlib import Path

import pytest

from kithmap.guide.progress import begin, forward, here
from kithmap.guide.prompts import PromptName
from kithmap.model import edits
from kithmap.model.vocabulary import SessionLength
from kithmap.session.session import Session
from saving import save


@pytest.fixture
def session(qapp: object) -> Session:
    made = Session(lambda: date(2026, 11, 23))
    made.apply("Begin", begin(made.document, SessionLength.QUICK))
    made.apply("Add", edits.add_entries(made.document, ["Ana"]))
    return made


def place(session: Session) -> PromptName:
    prompt = here(session.document)
    assert prompt is not None
    return prompt.name


def go_on(session: Session) -> None:
    session.amend("Go on", forward(session.document))


def test_undo_takes_back_the_step_and_is_where_it_was_made(session: Session) -> None:
    go_on(session)
    go_on(session)
    assert place(session) is PromptName.EARLY_PRIVACY
    assert session.undo_text == "Add"
    session.undo()
    assert session.document.entries == ()
    assert place(session) is PromptName.WELCOME
    session.redo()
    assert len(session.document.entries) == 1
    assert place(session) is PromptName.EARLY_PRIVACY


def test_a_saved_state_is_never_amended(session: Session, tmp_path: Path) -> None:
    save(session, tmp_path / "map.kithmap")
    go_on(session)
    assert session.is_modified
    assert session.undo_text == "Go on"
    session.undo()
    assert not session.is_modified
    assert len(session.document.entries) == 1


def test_without_a_step_before_it_is_one(qapp: object) -> None:
    session = Session(lambda: date(2026, 11, 23))
    assert session.amend("Begin", begin(session.document, SessionLength.QUICK))
    assert session.undo_text == "Begin"
    assert not session.amend("Begin", session.document)


def test_typing_after_it_is_a_step_of_its_own(session: Session) -> None:
    session.apply("Note", edits.describe(session.document, "e1", note="one"), "note")
    go_on(session)
    session.apply("Note", edits.describe(session.document, "e1", note="two"), "note")
    session.undo()
    assert session.document.entries[0].note == "one"
    assert place(session) is PromptName.PRIVATE_HERE


def test_steps_without_a_key_stay_apart(session: Session) -> None:
    session.apply("Title", edits.set_heading(session.document, title="Mine"))
    session.apply("Whose", edits.set_heading(session.document, belongs_to="Ana"))
    session.undo()
    assert (session.document.title, session.document.belongs_to) == ("Mine", "")
