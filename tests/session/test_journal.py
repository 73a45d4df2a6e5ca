"""The journal and saving by itself: what is kept, when it goes, and what a refusal does."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kithmap.model import edits
from kithmap.session.services import SessionServices
from kithmap.session.session import Session
from kithmap.store import encryption, file_format, map_file, recovery
from kithmap.store.errors import CannotWrite, ChangedOnDisk, Reason, StoreError
from kithmap.store.locations import backups_folder, key_of, recovery_folder
from saving import save

CHEAP = 2


@pytest.fixture
def services(qapp: object) -> Iterator[SessionServices]:
    made = SessionServices(Session(lambda: date(2026, 11, 23), backups_folder()), recovery_folder())
    yield made
    made.close(keep_unsaved=False)


def add(services: SessionServices, *names: str) -> None:
    session = services.session
    session.apply("Add", edits.add_entries(session.document, list(names)))


def files() -> list[Path]:
    folder = recovery_folder()
    return sorted(folder.glob("*.recovery")) if folder.exists() else []


def names_in(file: Path, secret: str | None = None) -> list[str]:
    unsaved, _ = recovery.read(file, secret)
    return [entry.name for entry in file_format.decode(unsaved.data).entries]


def is_kept(*names: str) -> bool:
    return [names_in(file) for file in files()] == [list(names)]


def test_an_edit_is_kept_within_a_second_without_a_file(services: SessionServices, qtbot: QtBot) -> None:
    add(services, "Ana")
    qtbot.waitUntil(lambda: is_kept("Ana"), timeout=1000)
    add(services, "Mum")
    qtbot.waitUntil(lambda: is_kept("Ana", "Mum"), timeout=1000)
    assert recovery.find(recovery_folder()) == ()  # this window is still there


def test_it_knows_which_file_it_belongs_to(services: SessionServices, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "mine.kithmap"
    add(services, "Ana")
    save(services.session, path)
    add(services, "Mum")
    services.journal.flush()
    (file,) = [each for each in files() if each.name.startswith(key_of(path))]
    unsaved, _ = recovery.read(file)
    assert (unsaved.path, unsaved.digest) == (path, services.session.file.known.digest)
    assert names_in(file) == ["Ana", "Mum"]


def test_it_goes_when_the_work_is_saved_and_comes_back_with_the_next_edit(
    services: SessionServices, qtbot: QtBot, tmp_path: Path
) -> None:
    add(services, "Ana")
    services.journal.flush()
    save(services.session, tmp_path / "mine.kithmap")
    qtbot.waitUntil(lambda: files() == [], timeout=1000)
    services.session.undo()
    qtbot.waitUntil(is_kept, timeout=1000)


def test_work_that_was_brought_back_stays_until_it_is_saved(
    services: SessionServices, qtbot: QtBot, tmp_path: Path
) -> None:
    add(services, "Ana")
    services.journal.flush()
    services.close(keep_unsaved=True)
    (kept,) = recovery.find(recovery_folder())
    second = SessionServices(Session(lambda: date(2026, 11, 23)), recovery_folder())
    unsaved, _ = recovery.read(kept.file)
    known = map_file.parse(unsaved.data)
    second.session.adopt(known, None, known.document)
    hold = recovery.claim(kept.file)
    assert hold is not None
    second.journal.adopt(kept.file, hold)
    assert second.session.is_modified
    second.journal.flush()
    assert files() == [kept.file]
    save(second.session, tmp_path / "mine.kithmap")
    second.close(keep_unsaved=True)
    assert files() == []


def test_what_the_person_let_go_is_not_offered_again(services: SessionServices) -> None:
    add(services, "Ana")
    services.journal.flush()
    services.close(keep_unsaved=False)
    assert files() == []


def test_a_protected_map_is_kept_sealed(services: SessionServices) -> None:
    services.session.protect(encryption.protect("sesame", CHEAP))
    add(services, "Ana the unusual")
    services.journal.flush()
    (file,) = files()
    assert b"unusual" not in file.read_bytes()
    assert names_in(file, "sesame") == ["Ana the unusual"]


def test_protecting_a_map_seals_what_was_kept_plain(services: SessionServices, qtbot: QtBot) -> None:
    add(services, "Ana the unusual")
    services.journal.flush()
    (file,) = files()
    assert b"unusual" in file.read_bytes()
    services.session.protect(encryption.protect("sesame", CHEAP))
    qtbot.waitUntil(lambda: b"unusual" not in file.read_bytes(), timeout=1000)


def test_a_full_disk_is_told_and_so_is_its_end(
    services: SessionServices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[StoreError | None] = []
    services.journal.troubled.connect(told.append)
    real = recovery.write

    def refuse(file: Path, *_: object, **__: object) -> None:
        raise CannotWrite(file, Reason.FULL)

    monkeypatch.setattr(recovery, "write", refuse)
    add(services, "Ana")
    qtbot.waitUntil(lambda: len(told) == 1, timeout=5000)
    assert isinstance(told[0], CannotWrite)
    monkeypatch.setattr(recovery, "write", real)
    qtbot.waitUntil(lambda: told[-1] is None, timeout=5000)
    assert is_kept("Ana")


def test_after_a_mistake_of_the_program_work_is_kept_at_the_next_try(
    services: SessionServices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException | None] = []
    services.journal.troubled.connect(told.append)
    real, failed = recovery.write, ZeroDivisionError()

    def fail_once(*_: object, **__: object) -> None:
        monkeypatch.setattr(recovery, "write", real)
        raise failed

    monkeypatch.setattr(recovery, "write", fail_once)
    with qtbot.captureExceptions() as errors:
        add(services, "Ana")
        qtbot.waitUntil(lambda: is_kept("Ana"), timeout=5000)
        qtbot.waitUntil(lambda: told == [failed, None], timeout=5000)
    assert [error for _, error, _ in errors] == [failed]


def test_after_a_mistake_of_the_program_the_map_saves_itself_at_the_next_try(
    services: SessionServices, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.kithmap"
    save(services.session, path)
    services.autosave.use(on=True)
    real, failed = map_file.save, ZeroDivisionError()

    def fail_once(*_: object) -> None:
        monkeypatch.setattr(map_file, "save", real)
        raise failed

    monkeypatch.setattr(map_file, "save", fail_once)
    with qtbot.captureExceptions() as errors, qtbot.waitSignal(services.autosave.done, timeout=10_000):
        add(services, "Ana")
    assert [error for _, error, _ in errors] == [failed]
    assert [entry.name for entry in map_file.read(path).document.entries] == ["Ana"]
    assert not services.session.is_modified


def test_saving_by_itself_waits_for_a_file_and_then_saves(
    services: SessionServices, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.kithmap"
    services.autosave.use(on=True)
    add(services, "Ana")
    save(services.session, path)
    with qtbot.waitSignal(services.autosave.done, timeout=6000):
        add(services, "Mum")
    assert [entry.name for entry in map_file.read(path).document.entries] == ["Ana", "Mum"]
    assert not services.session.is_modified


def test_saving_by_itself_never_writes_over_another_program_s_work(
    services: SessionServices, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.kithmap"
    add(services, "Ana")
    save(services.session, path)
    services.autosave.use(on=True)
    path.write_bytes(b"theirs")
    with qtbot.waitSignal(services.autosave.refused, timeout=6000) as refused:
        add(services, "Mum")
    assert isinstance(refused.args[0], ChangedOnDisk)
    assert path.read_bytes() == b"theirs"
    add(services, "Leo")
    services.autosave.wait()
    assert path.read_bytes() == b"theirs"
    assert services.session.is_modified


def test_off_means_off(services: SessionServices, tmp_path: Path) -> None:
    path = tmp_path / "mine.kithmap"
    add(services, "Ana")
    save(services.session, path)
    add(services, "Mum")
    assert not services.autosave._timer.isActive()
    services.autosave.use(on=True)
    assert services.autosave._timer.isActive()
    services.autosave.use(on=False)
    assert not services.autosave._timer.isActive()
