"""Edits, saves and passphrases that come while something is being written: what is kept in the end is the latest."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kithmap.model import edits
from kithmap.session import journal
from kithmap.session.file_state import try_to_save
from kithmap.session.services import SessionServices
from kithmap.session.session import Session
from kithmap.store import encryption, file_format, map_file, recovery
from kithmap.store.atomic_file import Digest
from kithmap.store.locations import backups_folder, recovery_folder
from saving import save

CHEAP = 2


class Door:
    """Writes of the journal wait before it until it is opened; `written` counts those that went through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.reached = threading.Event()
        self.written = 0
        write = recovery.write

        def wait_and_write(*arguments: object) -> None:
            self.reached.set()
            assert self.open.wait(20)
            write(*arguments)
            self.written += 1

        monkeypatch.setattr(recovery, "write", wait_and_write)


@pytest.fixture
def services(qapp: object) -> Iterator[SessionServices]:
    made = SessionServices(Session(lambda: date(2026, 11, 23), backups_folder()), recovery_folder())
    yield made
    made.close(keep_unsaved=False)


@pytest.fixture
def door(services: SessionServices, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    made = Door(monkeypatch)
    yield made
    made.open.set()


def add(services: SessionServices, name: str) -> None:
    session = services.session
    session.apply("Add", edits.add_entries(session.document, [name]))


def the_file() -> Path:
    (file,) = recovery_folder().glob("*.recovery")
    return file


def begin_writing(services: SessionServices, door: Door, qtbot: QtBot) -> None:
    add(services, "Ana the unusual")
    qtbot.waitUntil(door.reached.is_set, timeout=5000)


def test_a_passphrase_that_is_set_meanwhile_seals_what_was_written_plain(
    services: SessionServices, door: Door, qtbot: QtBot
) -> None:
    begin_writing(services, door, qtbot)
    services.session.protect(encryption.protect("sesame", CHEAP))
    door.open.set()
    qtbot.waitUntil(lambda: door.written == 2, timeout=5000)
    assert b"unusual" not in the_file().read_bytes()


def test_what_is_undone_and_done_again_meanwhile_is_kept(services: SessionServices, door: Door, qtbot: QtBot) -> None:
    begin_writing(services, door, qtbot)
    services.session.undo()
    services.session.redo()
    door.open.set()
    qtbot.waitUntil(lambda: door.written == 2, timeout=5000)
    unsaved, _ = recovery.read(the_file())
    assert file_format.decode(unsaved.data) == services.session.document


def test_after_a_save_meanwhile_the_work_belongs_to_the_file_as_it_is_now(
    services: SessionServices, door: Door, qtbot: QtBot, tmp_path: Path
) -> None:
    session, path = services.session, tmp_path / "mine.kithmap"
    save(session, path)
    add(services, "Ana")
    plan = session.file.plan_save(session.document, by_itself=True)
    begin_writing(services, door, qtbot)
    session.finish_save(try_to_save(plan))
    door.open.set()
    qtbot.waitUntil(lambda: door.written == 2, timeout=5000)
    assert recovery.read(the_file())[0].digest == session.file.known.digest


def test_an_edit_meanwhile_does_not_wait_all_over_again(
    services: SessionServices, door: Door, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(journal, "monotonic", lambda: now[0])
    begin_writing(services, door, qtbot)
    add(services, "Mum")
    now[0] += 0.1
    add(services, "Leo")
    door.open.set()
    qtbot.waitUntil(services.journal._timer.isActive, timeout=5000)
    assert services.journal._timer.interval() == journal.DELAY - 100
    qtbot.waitUntil(lambda: door.written == 2, timeout=5000)
    assert len(file_format.decode(recovery.read(the_file())[0].data).entries) == 3


def test_work_is_kept_while_the_map_is_being_saved_to_a_disk_that_takes_its_time(
    services: SessionServices, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(services.session, tmp_path / "mine.kithmap")
    services.autosave.use(on=True)
    real, disk = map_file.save, threading.Event()

    def save_slowly(*arguments: Any) -> Digest:
        assert disk.wait(20)
        return real(*arguments)

    monkeypatch.setattr(map_file, "save", save_slowly)
    try:
        add(services, "Ana")
        services.autosave._save()
        add(services, "Mum")
        services.journal.flush()
        assert file_format.decode(recovery.read(the_file())[0].data) == services.session.document
        assert services.autosave.under_way is not None
    finally:
        disk.set()


def test_the_last_edit_is_kept_when_the_program_ends(services: SessionServices) -> None:
    add(services, "Ana")
    services.close(keep_unsaved=True)
    (kept,) = recovery.find(recovery_folder())
    assert file_format.decode(recovery.read(kept.file)[0].data) == services.session.document


def test_it_does_not_save_by_itself_while_the_person_saves(
    services: SessionServices, tmp_path: Path, qtbot: QtBot
) -> None:
    refused: list[object] = []
    services.autosave.refused.connect(refused.append)
    save(services.session, tmp_path / "mine.kithmap")
    services.autosave.use(on=True)
    add(services, "Ana")
    assert services.autosave._timer.isActive()
    with services.autosave.standing_aside():
        add(services, "Mum")
        services.autosave._save()
        assert services.autosave.under_way is None
        assert not services.autosave._timer.isActive()
    # It was refused or given up: the work is still to be saved.
    assert services.autosave._timer.isActive()
    with qtbot.waitSignal(services.autosave.done):
        services.autosave._save()
    assert refused == []
