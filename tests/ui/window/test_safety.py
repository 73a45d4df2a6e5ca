"""What keeps a map safe, through the window: conflicts, passphrase, earlier versions, unsaved work, settings."""

import hashlib
import os
import re
import stat
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from finding import let_it_be_time
from kithmap.session.file_state import Barrier, SaveResult
from kithmap.store import backups, encryption, file_format, map_file, recovery, settings
from kithmap.store.atomic_file import Digest
from kithmap.store.errors import CannotRead, CannotWrite, PassphraseNeeded, Reason, WrongPassphrase
from kithmap.store.locations import backups_folder, key_of, recovery_folder, settings_file
from kithmap.ui.files.questions import Changed
from kithmap.ui.files.questions import LeaveChoice as Leave
from kithmap.ui.files.recovery_dialog import RecoveryChoice
from kithmap.ui.files.versions_dialog import EarlierVersionsDialog
from kithmap.ui.window.main_window import MainWindow
from todays import edits
from window_driver import Script, close_for_good, made_window


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    real = encryption.protect
    monkeypatch.setattr(encryption, "protect", lambda passphrase: real(passphrase, 2))


@pytest.fixture
def saved(window: MainWindow, script: Script, tmp_path: Path) -> Path:
    """A map with Ana, saved."""
    script.save_path = path = tmp_path / "mine.kithmap"
    window.editing.add_names("Ana")
    assert window.files.save()
    return path


def names(window: MainWindow) -> list[str]:
    return [entry.name for entry in window.session.document.entries]


def names_in(path: Path, passphrase: str | None = None) -> list[str]:
    return [entry.name for entry in map_file.read(path, passphrase).document.entries]


def press(window: MainWindow, words: str) -> None:
    """Press a button of the strip."""
    (found,) = [
        each
        for each in window.safety.banner.findChildren(type(window.safety.banner.next_button))
        if each.accessibleName() == words or each.text().replace("\n", " ") == words
    ]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


# Another program changed the file


def test_keeping_mine_keeps_theirs_among_the_earlier_versions(window: MainWindow, script: Script, saved: Path) -> None:
    theirs = file_format.encode(window.session.document) + b"\n"
    saved.write_bytes(theirs)
    window.editing.add_names("Mum")
    script.changed = Changed.MINE
    assert window.files.save()
    assert names_in(saved) == ["Ana", "Mum"]
    assert theirs in [backups.read(each) for each in backups.of(backups_folder(), saved)]


def test_theirs_that_cannot_be_kept_is_replaced_on_the_persons_word_alone(
    window: MainWindow, script: Script, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = file_format.encode(window.session.document) + b"\n"
    saved.write_bytes(theirs)
    window.editing.add_names("Mum")

    def refuse(*_arguments: Any, **_more: Any) -> None:
        raise CannotWrite(backups_folder(), Reason.FULL)

    monkeypatch.setattr(backups, "keep", refuse)
    script.changed = Changed.MINE
    assert not window.files.save()
    assert script.asked[-1] == "The other file could not be kept"
    assert saved.read_bytes() == theirs
    assert window.session.is_modified
    script.yes = True
    assert window.files.save()
    assert names_in(saved) == ["Ana", "Mum"]


def test_a_file_that_is_gone_is_written_again_without_another_question(
    window: MainWindow, script: Script, saved: Path
) -> None:
    saved.unlink()
    window.editing.add_names("Mum")
    script.changed = Changed.MINE
    assert window.files.save()
    assert script.asked[-1] == "changed"
    assert names_in(saved) == ["Ana", "Mum"]


def test_keeping_theirs_keeps_mine_among_the_earlier_versions(window: MainWindow, script: Script, saved: Path) -> None:
    document = msgspec.structs.replace(window.session.document, title="Theirs")
    theirs = file_format.encode(document)
    saved.write_bytes(theirs)
    window.editing.add_names("Mum")
    script.changed = Changed.THEIRS
    assert window.files.save()
    assert window.session.document.title == "Theirs"
    assert not window.session.is_modified
    assert saved.read_bytes() == theirs
    kept = [map_file.parse(backups.read(each)).document for each in backups.of(backups_folder(), saved)]
    assert ["Ana", "Mum"] in [[entry.name for entry in each.entries] for each in kept]


def test_what_came_after_theirs_was_kept_is_not_replaced_either(
    window: MainWindow, script: Script, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved.write_bytes(file_format.encode(window.session.document) + b"\n")
    later = file_format.encode(msgspec.structs.replace(window.session.document, title="Later"))
    keep = backups.keep

    def keep_and_be_overtaken(*arguments: Any, **more: Any) -> backups.Backup | None:
        kept = keep(*arguments, **more)
        saved.write_bytes(later)
        script.changed = Changed.CANCEL
        return kept

    monkeypatch.setattr(backups, "keep", keep_and_be_overtaken)
    window.editing.add_names("Mum")
    script.changed = Changed.MINE
    assert not window.files.save()
    assert script.asked.count("changed") == 2
    assert saved.read_bytes() == later
    assert window.session.is_modified


def test_a_half_typed_name_goes_with_mine_when_theirs_is_taken(window: MainWindow, script: Script, saved: Path) -> None:
    saved.write_bytes(file_format.encode(msgspec.structs.replace(window.session.document, title="Theirs")))
    window.people.field.setPlainText("Half typed")
    script.changed = Changed.THEIRS
    assert window.files.resolve_change()
    kept = [map_file.parse(backups.read(each)).document for each in backups.of(backups_folder(), saved)]
    assert ["Ana", "Half typed"] in [[entry.name for entry in each.entries] for each in kept]


def test_work_one_would_not_save_does_not_save_itself_and_never_into_another_map(
    window: MainWindow, script: Script, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    other = tmp_path / "other.kithmap"
    other.write_bytes(file_format.encode(edits.add_entries(window.session.document, ["Bea"])))
    preferences = window.preferences
    preferences.use(msgspec.structs.replace(preferences.value, autosave=True))
    window.editing.add_names("Mum")
    script.leave = Leave.LEAVE
    wait_for = script.wait_for

    def while_its_time_comes(text: str, job: Callable[[], Any]) -> Any:
        if text.startswith("Opening"):
            let_it_be_time(window.services.autosave)
        return wait_for(text, job)

    monkeypatch.setattr(script, "wait_for", while_its_time_comes)
    assert window.files.open(other)
    assert window.services.autosave.under_way is None
    assert names_in(saved) == ["Ana"]
    assert window.session.path == other

    # One that is under way all the same, and ends when the other map is open, is not taken for this one's.
    plan = msgspec.structs.replace(
        window.session.file.plan_save(window.session.document, by_itself=True), path=saved, came_from=saved
    )
    future: Future[Any] = Future()
    future.set_result(SaveResult(plan, Digest("0" * 64)))
    window.services.autosave.under_way = future
    window.services.autosave._settle(future)
    assert window.session.path == other
    window.editing.add_names("Zed")
    assert window.files.save()
    assert names_in(saved) == ["Ana"]
    assert names_in(other) == ["Ana", "Bea", "Zed"]


def test_a_map_that_saved_itself_is_saved_also_when_no_version_can_be_kept(
    window: MainWindow, script: Script, saved: Path, qtbot: QtBot
) -> None:
    folder = backups_folder() / key_of(saved)
    for version in backups.of(backups_folder(), saved):
        backups.remove(version)
    folder.write_text("no folder")
    preferences = window.preferences
    preferences.use(msgspec.structs.replace(preferences.value, autosave=True))
    window.editing.add_names("Mum")
    with qtbot.waitSignal(window.services.autosave.done):
        let_it_be_time(window.services.autosave)
    assert not window.session.is_modified
    window.editing.add_names("Joel")
    assert window.files.save()
    assert "changed" not in script.asked


# Passphrase


def test_a_passphrase_protects_the_file_and_what_is_kept_beside_it(
    window: MainWindow, script: Script, saved: Path
) -> None:
    script.new = "four words make one"
    window.safety.protecting.set_passphrase()
    assert encryption.is_protected(saved.read_bytes())
    assert names_in(saved, "four words make one") == ["Ana"]
    with pytest.raises(PassphraseNeeded):
        map_file.read(saved)
    with pytest.raises(WrongPassphrase):
        map_file.read(saved, "five words make one")
    # The older copies were named, and stay when the person does not say otherwise.
    assert any("not protected" in title for title in script.asked)
    assert backups.unprotected(backups_folder(), saved)


def changed_by_another_program(window: MainWindow, path: Path) -> None:
    theirs = msgspec.structs.replace(window.session.document, title="Theirs")
    path.write_bytes(map_file.encode(theirs, window.session.file.known.unknown, window.session.protection))


def test_a_passphrase_that_did_not_reach_the_file_taken_instead_is_told(
    window: MainWindow, script: Script, saved: Path
) -> None:
    heard: list[str] = []
    window.safety.protecting.announced.connect(heard.append)
    script.changed, script.new, script.yes = Changed.THEIRS, "sesame", True
    changed_by_another_program(window, saved)
    window.safety.protecting.set_passphrase()
    assert window.session.protection is None
    assert script.told[-1][0] == "The passphrase is as it is in that file"
    script.passphrases = ["sesame"]
    window.safety.protecting.set_passphrase()
    for change in (window.safety.protecting.set_passphrase, window.safety.protecting.remove_passphrase):
        script.told.clear()
        heard.clear()
        script.new = "another"
        changed_by_another_program(window, saved)
        change()
        assert [title for title, _ in script.told] == ["The passphrase is as it is in that file"]
        assert heard == []
        assert names_in(saved, "sesame") == ["Ana"]


def test_a_map_that_protects_itself_later_names_its_older_copies_too(
    window: MainWindow, script: Script, saved: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    preferences = window.preferences
    preferences.use(msgspec.structs.replace(preferences.value, remember_recent=True, autosave=True))
    assert window.files.open(saved)
    assert preferences.value.recent
    save, failed = map_file.save, []

    def fail_once(*arguments: Any, **more: Any) -> Any:
        if not failed:
            failed.append(True)
            raise CannotWrite(saved, Reason.FULL)
        return save(*arguments, **more)

    monkeypatch.setattr(map_file, "save", fail_once)
    script.new, script.yes = "sesame", True
    window.safety.protecting.set_passphrase()
    assert backups.unprotected(backups_folder(), saved)
    with qtbot.waitSignal(window.services.autosave.done):
        let_it_be_time(window.services.autosave)
    assert backups.unprotected(backups_folder(), saved) == ()
    assert preferences.value.recent == ()


def test_a_damaged_protected_map_leads_to_its_earlier_versions(window: MainWindow, script: Script, saved: Path) -> None:
    script.new = "sesame"
    window.safety.protecting.set_passphrase()
    window.files.new()
    data = bytearray(saved.read_bytes())
    data[-5] ^= 1
    saved.write_bytes(data)
    script.passphrases = ["wrong", "sesame"]
    assert not window.files.open(saved)
    assert [type(each) for each in script.refused] == [WrongPassphrase]
    assert script.told[-1][0] == "This file could not be opened"
    assert script.asked[-1] == "There are earlier versions of this map"


def test_older_copies_go_when_the_person_says_so(window: MainWindow, script: Script, saved: Path) -> None:
    script.new, script.yes = "sesame", True
    window.editing.add_names("Mum")
    window.files.save()
    assert len(backups.unprotected(backups_folder(), saved)) >= 1
    window.safety.protecting.set_passphrase()
    assert backups.unprotected(backups_folder(), saved) == ()
    every = [each.read_bytes() for each in backups_folder().rglob("*") if each.is_file()]
    assert every
    assert not any(b"Ana" in data for data in every)


def test_older_copies_are_named_as_soon_as_a_new_passphrase_reached_the_disk(
    window: MainWindow, script: Script, saved: Path
) -> None:
    data = saved.read_bytes()
    saved.write_bytes(data + b"\n")
    script.new, script.yes = "sesame", True
    window.safety.protecting.set_passphrase()  # "not now" is the answer to what to keep
    assert backups.unprotected(backups_folder(), saved)
    assert not any("not protected" in title for title in script.asked)
    saved.write_bytes(data)
    assert window.files.save()
    assert encryption.is_protected(saved.read_bytes())
    assert backups.unprotected(backups_folder(), saved) == ()


def test_a_version_that_goes_while_it_is_looked_for_is_listed_all_the_same(
    window: MainWindow, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(backup: backups.Backup) -> bool:
        raise CannotRead(backup.file, Reason.MISSING)

    listed: list[int] = []

    def look(dialog: EarlierVersionsDialog) -> int:
        listed.append(dialog.list.count())
        return dialog.result()

    monkeypatch.setattr(backups, "is_protected", gone)
    monkeypatch.setattr(EarlierVersionsDialog, "exec", look)
    window.safety.versions.show()
    assert listed == [1]


def test_a_protected_map_opens_with_its_passphrase_and_is_saved_sealed(
    window: MainWindow, script: Script, saved: Path
) -> None:
    script.new = "sesame"
    window.safety.protecting.set_passphrase()
    window.files.new()
    script.passphrases = []
    assert not window.files.open(saved)
    assert names(window) == []
    script.passphrases = ["open", "sesame"]
    assert window.files.open(saved)
    assert isinstance(script.refused[-1], WrongPassphrase)
    assert names(window) == ["Ana"]
    window.editing.add_names("Mum")
    assert window.files.save()
    assert names_in(saved, "sesame") == ["Ana", "Mum"]


def test_changing_and_removing_asks_for_the_passphrase_there_is(
    window: MainWindow, script: Script, saved: Path
) -> None:
    script.new = "sesame"
    window.safety.protecting.set_passphrase()
    script.passphrases, script.new = ["wrong"], "other"
    window.safety.protecting.set_passphrase()
    assert names_in(saved, "sesame") == ["Ana"]
    script.passphrases = ["sesame"]
    window.safety.protecting.set_passphrase()
    assert names_in(saved, "other") == ["Ana"]
    script.passphrases, script.yes = ["other"], False
    window.safety.protecting.remove_passphrase()
    assert names_in(saved, "other") == ["Ana"]
    script.yes = True
    window.safety.protecting.remove_passphrase()
    assert names_in(saved) == ["Ana"]


def test_a_map_without_a_file_is_protected_when_it_is_saved(window: MainWindow, script: Script, tmp_path: Path) -> None:
    window.editing.add_names("Ana")
    script.new = "sesame"
    window.safety.protecting.set_passphrase()  # no file is chosen
    assert window.session.is_modified
    window.services.journal.flush()
    assert all(b"Ana" not in each.read_bytes() for each in recovery_folder().iterdir())
    script.save_path = tmp_path / "mine.kithmap"
    assert window.files.save()
    assert names_in(tmp_path / "mine.kithmap", "sesame") == ["Ana"]


# Earlier versions


def choose(row: int, button: str):
    """Answer the sheet of earlier versions when it opens: a version, then a button."""

    def answer(dialog: EarlierVersionsDialog) -> int:
        dialog.show()
        dialog.list.setCurrentRow(row)
        QTest.mouseClick(getattr(dialog, button), Qt.MouseButton.LeftButton)
        return dialog.result()

    return answer


def test_that_no_earlier_version_can_be_kept_is_said_until_one_can(
    window: MainWindow, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: Any, **_more: Any) -> None:
        raise CannotWrite(backups_folder(), Reason.FULL)

    assert "versions" not in window.safety.banner.keys
    with monkeypatch.context() as full:
        full.setattr(backups, "keep", refuse)
        window.editing.add_names("Mum")
        assert window.files.save()
    assert "versions" in window.safety.banner.keys
    assert names_in(saved) == ["Ana", "Mum"]
    window.editing.add_names("Joel")
    assert window.files.save()
    assert "versions" not in window.safety.banner.keys


def test_an_earlier_version_comes_back_as_a_step_that_can_be_undone(
    window: MainWindow, script: Script, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.editing.add_names("Mum")
    window.files.save()
    monkeypatch.setattr(EarlierVersionsDialog, "exec", choose(1, "bring_back_button"))
    window.safety.versions.show()
    assert names(window) == ["Ana"]
    assert window.session.is_modified
    window.session.undo()
    assert names(window) == ["Ana", "Mum"]
    assert names_in(saved) == ["Ana", "Mum"]


def test_an_earlier_version_opens_as_a_copy_without_a_file(
    window: MainWindow, script: Script, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.editing.add_names("Mum")
    window.files.save()
    monkeypatch.setattr(EarlierVersionsDialog, "exec", choose(1, "copy_button"))
    window.safety.versions.show()
    assert names(window) == ["Ana"]
    assert window.session.path is None
    assert window.session.is_modified
    assert names_in(saved) == ["Ana", "Mum"]


def test_a_damaged_map_leads_to_its_earlier_versions(
    window: MainWindow, script: Script, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = saved.read_bytes()[:-100]
    saved.write_bytes(damaged)
    window.files.new()
    script.yes = True
    monkeypatch.setattr(EarlierVersionsDialog, "exec", choose(0, "bring_back_button"))
    assert not window.files.open(saved)
    assert names(window) == ["Ana"]
    assert window.session.path is None
    assert saved.read_bytes() == damaged


# Unsaved work of a window that is gone


def left_behind(window: MainWindow) -> None:
    window.services.journal.flush()
    window.services.close(keep_unsaved=True)


@pytest.fixture
def next_window(window: MainWindow, script: Script, qapp: QApplication):
    made: list[MainWindow] = []

    def make() -> MainWindow:
        made.append(made_window(script, window.appearance))
        return made[-1]

    yield make
    for each in made:
        close_for_good(each)


def test_unsaved_work_is_offered_and_comes_back_to_its_file(
    window: MainWindow, script: Script, saved: Path, next_window
) -> None:
    window.editing.add_names("Mum")
    left_behind(window)
    again = next_window()
    assert not again.safety.recovering.offer()  # not now
    (work,) = script.works
    assert (work.entries, work.dated_maps, work.has_file, work.file_has_changed) == (2, 1, True, False)
    script.answer = RecoveryChoice.BRING_BACK
    assert again.safety.recovering.offer()
    assert names(again) == ["Ana", "Mum"]
    assert again.session.path == saved
    assert again.session.is_modified
    assert names_in(saved) == ["Ana"]
    assert again.files.save()
    again.services.close(keep_unsaved=True)
    assert recovery.find(recovery_folder()) == ()
    assert names_in(saved) == ["Ana", "Mum"]


def test_work_whose_file_changed_comes_back_as_a_copy(
    window: MainWindow, script: Script, saved: Path, next_window
) -> None:
    window.editing.add_names("Mum")
    left_behind(window)
    saved.write_bytes(file_format.encode(msgspec.structs.replace(window.session.document, title="Theirs")))
    theirs = saved.read_bytes()
    again = next_window()
    script.answer = RecoveryChoice.BRING_BACK
    assert again.safety.recovering.offer()
    assert script.works[0].file_has_changed
    assert names(again) == ["Ana", "Mum"]
    assert again.session.path is None
    assert saved.read_bytes() == theirs
    assert "copy" in script.told[-1][0]


def test_work_on_a_newer_program_s_file_comes_back_and_the_file_stays_as_it_is(
    window: MainWindow, script: Script, saved: Path, next_window
) -> None:
    saved.write_bytes(_signed(saved.read_bytes().replace(b'"version": 1', b'"version": 2', 1)))
    newer = saved.read_bytes()
    assert window.files.open(saved)
    window.editing.add_names("Mum")
    left_behind(window)
    again = next_window()
    script.answer = RecoveryChoice.BRING_BACK
    assert again.safety.recovering.offer()
    assert names(again) == ["Ana", "Mum"]
    assert again.session.barrier is Barrier.NEWER
    assert not again.files.save()
    assert saved.read_bytes() == newer


def test_a_passphrase_that_was_never_saved_comes_back_and_leaves_no_plain_copy(
    window: MainWindow, script: Script, saved: Path, next_window
) -> None:
    for version in backups.of(backups_folder(), saved):
        backups.remove(version)
    window.session.protect(encryption.protect("sesame"))
    window.editing.add_names("Mum")
    left_behind(window)
    again = next_window()
    script.answer, script.passphrases = RecoveryChoice.BRING_BACK, ["sesame"]
    assert again.safety.recovering.offer()
    assert again.session.path == saved
    assert again.files.save()
    assert names_in(saved, "sesame") == ["Ana", "Mum"]
    assert backups.unprotected(backups_folder(), saved) == ()


def test_deleting_is_for_good_and_saved_work_is_not_offered(
    window: MainWindow, script: Script, saved: Path, next_window
) -> None:
    window.editing.add_names("Mum")
    left_behind(window)
    again = next_window()
    # Ended between a save and tidying up: the file holds the very same document.
    saved.write_bytes(file_format.encode(window.session.document))
    assert not again.safety.recovering.offer()
    assert script.works == []
    assert recovery.find(recovery_folder()) == ()


def test_protected_work_asks_for_the_passphrase(window: MainWindow, script: Script, saved: Path, next_window) -> None:
    script.new = "sesame"
    window.safety.protecting.set_passphrase()
    window.editing.add_names("Mum")
    left_behind(window)
    again = next_window()
    script.answer = RecoveryChoice.BRING_BACK
    script.passphrases = []
    assert not again.safety.recovering.offer()
    script.passphrases = ["sesame"]
    assert again.safety.recovering.offer()
    assert script.works[-1].is_protected
    assert names(again) == ["Ana", "Mum"]
    assert again.session.path == saved
    assert again.session.protection is not None


def test_protected_work_that_was_saved_already_is_no_copy(
    window: MainWindow, script: Script, saved: Path, next_window
) -> None:
    script.new = "sesame"
    window.safety.protecting.set_passphrase()
    window.editing.add_names("Mum")
    left_behind(window)
    # Ended between a save and tidying up: the file holds the very same document.
    saved.write_bytes(
        map_file.encode(window.session.document, window.session.file.known.unknown, window.session.protection)
    )
    again = next_window()
    script.answer, script.passphrases = RecoveryChoice.BRING_BACK, ["sesame"]
    assert again.safety.recovering.offer()
    assert names(again) == ["Ana", "Mum"]
    assert again.session.path == saved
    assert not again.session.is_modified
    assert [title for title, _ in script.told] == ["Nothing was lost"]
    again.editing.add_names("Joel")
    assert again.files.save()
    assert names_in(saved, "sesame") == ["Ana", "Mum", "Joel"]
    again.services.close(keep_unsaved=True)
    assert recovery.find(recovery_folder()) == ()


def test_damaged_work_can_only_be_deleted_and_newer_work_is_left_alone(
    window: MainWindow, script: Script, next_window
) -> None:
    window.editing.add_names("Mum")
    left_behind(window)
    (kept,) = recovery.find(recovery_folder())
    kept.file.write_bytes(kept.file.read_bytes()[:-3])
    again = next_window()
    script.answer = RecoveryChoice.DELETE
    again.safety.recovering.offer()
    assert not script.works[0].is_readable
    assert not kept.file.exists()
    start, rest = b"kithmap-recovery 9 ", b"\n{}\n"
    kept.file.write_bytes(start + hashlib.sha256(start + rest).hexdigest().encode() + rest)
    again.safety.recovering.offer()
    assert kept.file.exists()


# Files that are not written


def test_a_write_protected_file_opens_with_a_notice_and_save_means_save_as(
    window: MainWindow, script: Script, saved: Path, tmp_path: Path
) -> None:
    saved.chmod(0o400)
    window.files.open(saved)
    assert window.safety.banner.keys == ("barrier",)
    assert window.safety.banner.isVisible()
    window.editing.add_names("Mum")
    script.save_path = other = tmp_path / "other.kithmap"
    assert window.files.save()
    assert names_in(other) == ["Ana", "Mum"]
    assert names_in(saved) == ["Ana"]
    assert window.safety.banner.keys == ()
    assert stat.S_IMODE(other.stat().st_mode) == 0o600


def test_the_same_map_in_two_windows_is_read_only_in_the_second(
    window: MainWindow, script: Script, saved: Path, next_window
) -> None:
    second = next_window()
    assert second.files.open(saved)
    assert second.safety.banner.keys == ("barrier",)
    script.save_path = saved
    second.editing.add_names("Mum")
    assert not second.files.save()
    assert names_in(saved) == ["Ana"]
    window.files.new()
    second.files.look_again()
    assert second.safety.banner.keys == ()
    assert second.files.save()
    assert names_in(saved) == ["Ana", "Mum"]


def test_a_map_open_in_another_window_is_not_saved_over(
    window: MainWindow, script: Script, saved: Path, next_window
) -> None:
    second = next_window()
    second.editing.add_names("Mum")
    script.save_path = saved
    assert not second.files.save()
    assert names_in(saved) == ["Ana"]
    assert second.session.is_modified
    assert "cannot be written" in script.told[-1][1]


def test_a_link_to_the_map_is_the_map(window: MainWindow, script: Script, saved: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.kithmap"
    link.symlink_to(saved)
    window.editing.add_names("Mum")
    script.save_path = link
    assert window.files.save_as()
    assert link.is_symlink()
    assert window.session.path == saved
    assert names_in(saved) == ["Ana", "Mum"]


def test_a_newer_file_is_left_as_it_is(window: MainWindow, script: Script, saved: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.kithmap"
    data = saved.read_bytes().replace(b'"version": 1', b'"version": 2', 1)
    newer.write_bytes(_signed(data))
    before = newer.read_bytes()
    assert window.files.open(newer)
    assert any("newer" in each.text() for each in window.safety.banner.findChildren(QLabel))
    window.editing.add_names("Mum")
    script.save_path = newer
    assert not window.files.save()
    assert newer.read_bytes() == before


def _signed(data: bytes) -> bytes:
    unsigned = re.sub(rb'"digest": "[0-9a-f]{64}"', b'"digest": ""', data, count=1)
    digest = hashlib.sha256(unsigned).hexdigest().encode()
    return unsigned.replace(b'"digest": ""', b'"digest": "' + digest + b'"', 1)


# Settings


def test_no_recent_files_unless_asked_and_never_protected_ones(window: MainWindow, script: Script, saved: Path) -> None:
    preferences = window.preferences
    assert preferences.value.recent == ()
    assert not window.actions_table["recent-0"].isVisible()
    preferences.use(msgspec.structs.replace(preferences.value, remember_recent=True))
    window.files.open(saved)
    assert preferences.value.recent == (str(saved),)
    window.actions_table.refresh()
    assert window.actions_table["recent-0"].text() == saved.name
    window.files.new()
    window.actions_table["recent-0"].trigger()
    assert names(window) == ["Ana"]
    script.new = "sesame"
    window.safety.protecting.set_passphrase()
    assert preferences.value.recent == ()
    preferences.use(msgspec.structs.replace(preferences.value, remember_recent=False))
    assert preferences.value.recent == ()


def test_a_file_whose_name_is_no_text_is_opened_and_not_remembered(
    window: MainWindow, saved: Path, tmp_path: Path
) -> None:
    odd = Path(os.fsdecode(os.fsencode(str(tmp_path)) + b"/\xff.kithmap"))
    odd.write_bytes(saved.read_bytes())
    preferences = window.preferences
    preferences.use(msgspec.structs.replace(preferences.value, remember_recent=True))
    assert window.files.open(odd)
    settings.save(settings_file(), preferences.value)
    assert preferences.value.recent == ()


def test_a_protected_map_hides_by_itself_and_no_other(window: MainWindow, script: Script, saved: Path) -> None:
    assert window.safety.quick_hide.idle_minutes is None
    script.new = "sesame"
    window.safety.protecting.set_passphrase()
    assert window.safety.quick_hide.idle_minutes == 5
    window.preferences.use(msgspec.structs.replace(window.preferences.value, idle_minutes=0))
    assert window.safety.quick_hide.idle_minutes is None
    window.preferences.use(msgspec.structs.replace(window.preferences.value, idle_minutes=30))
    assert window.safety.quick_hide.idle_minutes == 30


def test_a_journal_in_trouble_is_told_in_the_strip(window: MainWindow, qtbot: QtBot, monkeypatch) -> None:
    recovery_folder().parent.mkdir(parents=True, exist_ok=True)
    recovery_folder().write_bytes(b"a file where the folder would be")
    window.editing.add_names("Ana")
    qtbot.waitUntil(lambda: window.safety.banner.keys == ("journal",), timeout=5000)
    assert window.safety.banner.isVisible()
    recovery_folder().unlink()
    qtbot.waitUntil(lambda: window.safety.banner.keys == (), timeout=5000)


def test_a_journal_in_trouble_is_no_matter_once_the_work_is_saved(
    window: MainWindow, script: Script, qtbot: QtBot, tmp_path: Path
) -> None:
    recovery_folder().parent.mkdir(parents=True, exist_ok=True)
    recovery_folder().write_bytes(b"a file where the folder would be")
    window.editing.add_names("Ana")
    qtbot.waitUntil(lambda: window.safety.banner.keys == ("journal",), timeout=5000)
    script.save_path = tmp_path / "mine.kithmap"
    assert window.files.save()
    assert window.safety.banner.keys == ()
    window.editing.add_names("Mum")
    qtbot.waitUntil(lambda: window.safety.banner.keys == ("journal",), timeout=5000)


def test_leaving_for_good_leaves_nothing_behind(window: MainWindow, script: Script) -> None:
    window.editing.add_names("Ana")
    window.services.journal.flush()
    assert recovery_folder().exists()
    script.leave = Leave.LEAVE
    assert window.close()
    assert list(recovery_folder().iterdir()) == []


def test_settings_hold_nothing_of_the_map(window: MainWindow, saved: Path) -> None:
    assert saved.name not in msgspec.json.encode(window.current_settings()).decode()
    assert not settings_file().exists() or saved.name not in settings_file().read_text()
    assert datetime.now(UTC) > backups.of(backups_folder(), saved)[0].saved_at
