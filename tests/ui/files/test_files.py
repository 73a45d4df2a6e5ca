"""Opening, saving and closing through the window, with every file a person may try."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from kithmap.store import atomic_file, backups, encryption, file_format, map_file
from kithmap.store.locations import backups_folder
from kithmap.ui.files.questions import Changed, LeaveChoice
from kithmap.ui.printing.print_dialog import PrintDialog
from kithmap.ui.window.main_window import MainWindow
from window_driver import Script

CONTROL = Qt.KeyboardModifier.ControlModifier

MAP = (Path(__file__).parent.parent.parent / "data" / "format-1.kithmap").read_bytes()
OTHER_FILES = {
    "map": MAP,
    "protected map": encryption.seal(MAP, encryption.protect("sesame", 2)),
    "damaged map": MAP[:-40],
    "newer map": MAP.replace(b'"version": 1', b'"version": 9'),
    "PDF": b"%PDF-1.4\n%\xe2\xe3",
    "photo": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(5000),
    "text": b"Ana\nBea\n",
    "empty": b"",
}


def read(path: Path):
    return file_format.decode(atomic_file.read(path, file_format.MAXIMUM_BYTES).data)


def test_save_as_then_save_then_open_again(window: MainWindow, script: Script, tmp_path: Path) -> None:
    window.editing.add_names("Ana\nMum")
    script.save_path = tmp_path / "mine.kithmap"
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert script.asked == ["save"]
    assert not window.session.is_modified
    assert read(script.save_path) == window.session.document
    window.editing.add_names("Leo")
    assert window.session.is_modified
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert script.asked == ["save"]
    saved = window.session.document
    assert read(script.save_path) == saved
    window.files.new()
    assert window.session.document.entries == ()
    script.open_path = script.save_path
    QTest.keyClick(window, Qt.Key.Key_O, CONTROL)
    assert window.session.document == saved
    assert script.save_path.stat().st_mode & 0o777 == 0o600


def test_undo_to_the_saved_state_is_saved(window: MainWindow, script: Script, tmp_path: Path) -> None:
    window.editing.add_names("Ana")
    script.save_path = tmp_path / "mine.kithmap"
    window.files.save()
    window.editing.add_names("Mum")
    window.editing.undo()
    assert not window.session.is_modified
    window.editing.undo()
    assert window.session.is_modified


BAD_FILES = {
    "empty": (b"", "empty"),
    "foreign": (b"%PDF-1.7 hello", "not made by Kithmap"),
    "newer": (b'{\n  "format": "kithmap",\n  "version": 99,\n  "digest": "",\n  "document": {}\n}\n', "newer"),
    "damaged": (b'{"format":"kithmap","version":1,', "damaged"),
    "binary": (bytes(range(256)) * 100, "not made by Kithmap"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_explained_and_changes_nothing(
    name: str, window: MainWindow, script: Script, tmp_path: Path
) -> None:
    data, word = BAD_FILES[name]
    bad = tmp_path / "bad.kithmap"
    bad.write_bytes(data)
    window.editing.add_names("Ana")
    script.leave = LeaveChoice.LEAVE
    before = window.session.document
    window.files.open(bad)
    assert window.session.document is before
    ((title, text),) = script.told
    assert title == "This file could not be opened"
    assert word in text
    assert bad.read_bytes() == data
    window.files.open(tmp_path / "not there.kithmap")
    window.files.open(tmp_path)
    assert window.session.document is before
    assert len(script.told) == 3


def test_a_file_changed_by_another_program_is_not_replaced_silently(
    window: MainWindow, script: Script, tmp_path: Path
) -> None:
    script.save_path = path = tmp_path / "mine.kithmap"
    window.editing.add_names("Ana")
    window.files.save()
    path.write_bytes(b"theirs")
    window.editing.add_names("Mum")
    assert not window.files.save()
    assert path.read_bytes() == b"theirs"
    assert window.session.is_modified
    script.changed = Changed.BOTH
    script.save_path = tmp_path / "mine too.kithmap"
    assert window.files.save()
    assert path.read_bytes() == b"theirs"
    assert read(tmp_path / "mine too.kithmap") == window.session.document
    script.changed = Changed.MINE
    (tmp_path / "mine too.kithmap").unlink()
    window.editing.add_names("Leo")
    assert window.files.save()
    assert read(tmp_path / "mine too.kithmap") == window.session.document


def test_a_folder_that_is_gone_says_so_and_keeps_the_work(window: MainWindow, script: Script, tmp_path: Path) -> None:
    window.editing.add_names("Ana")
    script.save_path = tmp_path / "gone" / "mine.kithmap"
    assert not window.files.save()
    assert script.told[0][0] == "This map is not saved yet"
    assert window.session.is_modified
    assert window.session.path is None


def test_another_file_that_changes_while_it_is_replaced_stays_as_it_is(
    window: MainWindow, script: Script, tmp_path: Path, monkeypatch
) -> None:
    script.save_path = other = tmp_path / "other.kithmap"
    other.write_bytes(OTHER_FILES["damaged map"])
    keep = backups.keep

    def keep_and_be_overtaken(*arguments, **more):
        kept = keep(*arguments, **more)
        other.write_bytes(MAP)
        return kept

    monkeypatch.setattr(backups, "keep", keep_and_be_overtaken)
    window.editing.add_names("Ana")
    assert not window.files.save()
    assert other.read_bytes() == MAP
    assert script.told[-1][0] == "This map is not saved yet"
    assert window.session.is_modified
    monkeypatch.setattr(backups, "keep", keep)
    assert window.files.save()
    assert window.session.path == other


@pytest.mark.parametrize("kind", ["map", "protected map", "damaged map", "newer map"])
def test_another_map_is_replaced_as_agreed_and_becomes_an_earlier_version(
    kind: str, window: MainWindow, script: Script, tmp_path: Path
) -> None:
    script.save_path = other = tmp_path / "other.kithmap"
    other.write_bytes(OTHER_FILES[kind])
    window.editing.add_names("Ana")
    assert window.files.save()
    assert read(other) == window.session.document
    kept = [atomic_file.read(each.file, 10**6).data for each in backups.of(backups_folder(), other)]
    assert OTHER_FILES[kind] in kept


@pytest.mark.parametrize("kind", ["PDF", "photo", "text"])
@pytest.mark.parametrize("by_link", [False, True])
def test_a_map_takes_the_place_of_no_file_of_another_kind(
    kind: str, by_link: bool, window: MainWindow, script: Script, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.write_bytes(OTHER_FILES[kind])
    script.save_path = other
    if by_link:
        script.save_path = tmp_path / "mine.kithmap"
        script.save_path.symlink_to(other)
    before = sorted(tmp_path.iterdir())
    window.editing.add_names("Ana")
    assert not window.files.save()
    assert other.read_bytes() == OTHER_FILES[kind]
    assert sorted(tmp_path.iterdir()) == before
    ((title, text),) = script.told
    assert title == "This map is not saved yet"
    assert "not a map" in text
    assert window.session.is_modified
    script.save_path = tmp_path / "another.kithmap"
    assert window.files.save()
    assert read(script.save_path) == window.session.document


@pytest.mark.parametrize("there", [None, MAP], ids=["no file", "map"])
def test_a_file_that_comes_while_a_map_is_saved_under_its_name_stays(
    there: bytes | None, window: MainWindow, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script.save_path = path = tmp_path / "mine.kithmap"
    if there is not None:
        path.write_bytes(there)
    save = map_file.save

    def be_overtaken(*arguments, **more):
        path.write_bytes(b"written a moment ago")
        return save(*arguments, **more)

    monkeypatch.setattr(map_file, "save", be_overtaken)
    window.editing.add_names("Ana")
    assert not window.files.save()
    assert path.read_bytes() == b"written a moment ago"
    assert window.session.is_modified


def test_closing_with_unsaved_work_asks(window: MainWindow, script: Script, tmp_path: Path) -> None:
    window.editing.add_names("Ana")
    script.leave = LeaveChoice.STAY
    assert not window.close()
    assert window.isVisible()
    script.leave = LeaveChoice.SAVE
    assert not window.close()  # the save dialog was given up
    script.save_path = tmp_path / "mine.kithmap"
    assert window.close()
    assert read(script.save_path) == window.session.document


def test_leaving_without_saving_is_possible(window: MainWindow, script: Script) -> None:
    window.editing.add_names("Ana")
    script.leave = LeaveChoice.LEAVE
    assert window.files.new()
    assert window.session.document.entries == ()


def test_a_file_dropped_on_the_window_opens(window: MainWindow, script: Script, tmp_path: Path) -> None:
    script.save_path = path = tmp_path / "ünï <b> 'x'.kithmap"
    window.editing.add_names("Ana")
    window.files.save()
    saved = window.session.document
    window.files.new()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    # Qt delivers drops only from its own drag machinery; this is the call it ends in.
    window.dropEvent(event)
    assert window.session.document == saved


def test_pdf_is_written_with_the_choices_of_the_dialog(
    window: MainWindow, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.files.open_example()
    script.pdf_path = tmp_path / "out.pdf"

    def choose(dialog: PrintDialog) -> int:
        assert dialog.choices.names == "initials"
        dialog.paper.setCurrentIndex(1)
        dialog.fields.for_whom.setText("my keyworker")
        return 1

    monkeypatch.setattr(PrintDialog, "exec", choose)
    window.dialogs.make_pdf()
    assert script.pdf_path.read_bytes().startswith(b"%PDF-")
    assert window.session.document.for_whom == "my keyworker"
    assert window.current_settings().paper == "letter"


@pytest.mark.parametrize("kind", ["map", "protected map", "damaged map", "newer map", "photo", "text", "empty"])
def test_a_pdf_takes_the_place_of_no_map_and_no_other_file(
    kind: str, window: MainWindow, script: Script, tmp_path: Path
) -> None:
    script.pdf_path = other = tmp_path / "out.pdf"
    other.write_bytes(OTHER_FILES[kind])
    link = tmp_path / "link.pdf"
    link.symlink_to(other)
    script.next_pdf_paths = [link, tmp_path / "gone" / "out.pdf", tmp_path / "free.pdf"]
    heard: list[str] = []
    window.files.announced.connect(heard.append)
    assert window.files.write_pdf(b"%PDF-1.7\n", "sheet") == tmp_path / "free.pdf"
    assert script.suggested == ["sheet.pdf", "out.pdf", "link.pdf", "out.pdf"]
    assert [title for title, _ in script.told] == ["The PDF could not be written"] * 3
    assert ["not a PDF" in text for _, text in script.told] == [True, True, False]
    assert other.read_bytes() == OTHER_FILES[kind]
    assert heard == ["The PDF is ready."]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["free.pdf", "link.pdf", "out.pdf"]


def test_a_pdf_is_given_up_after_a_refusal(window: MainWindow, script: Script, tmp_path: Path) -> None:
    script.pdf_path = other = tmp_path / "out.pdf"
    other.write_bytes(OTHER_FILES["map"])
    assert window.files.write_pdf(b"%PDF-1.7\n") is None
    assert script.asked == ["pdf", "pdf"]
    assert other.read_bytes() == OTHER_FILES["map"]


def test_a_pdf_is_replaced_as_the_file_dialog_has_asked(window: MainWindow, script: Script, tmp_path: Path) -> None:
    script.pdf_path = tmp_path / "out.pdf"
    script.pdf_path.write_bytes(OTHER_FILES["PDF"])
    assert window.files.write_pdf(b"%PDF-1.7\nthe new one") == script.pdf_path
    assert script.pdf_path.read_bytes() == b"%PDF-1.7\nthe new one"
    assert script.told == []


def test_settings_hold_nothing_that_names_people_or_files(window: MainWindow, script: Script, tmp_path: Path) -> None:
    script.save_path = tmp_path / "secretfile.kithmap"
    window.editing.add_names("Secretname")
    window.files.save()
    kept = msgspec.json.encode(window.current_settings()).decode()
    assert "secret" not in kept.lower()
    assert str(tmp_path) not in kept


def test_characters_no_font_shows_are_told_before_the_pdf_is_made(
    window: MainWindow, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A private-use character: no font has one.
    window.editing.add_names("Ana \U000f1234")
    script.pdf_path = tmp_path / "out.pdf"

    def choose(dialog: PrintDialog) -> int:
        dialog.nicknames.setChecked(True)
        dialog.boxes["not_placed"].setChecked(True)
        return 1

    monkeypatch.setattr(PrintDialog, "exec", choose)
    window.dialogs.make_pdf()
    assert script.asked == ["Some characters cannot be shown"]
    assert not script.pdf_path.exists()


def test_the_file_dialog_leaves_no_history_of_folders(home: Path, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication, QFileDialog\n"
        "from kithmap import application\n"
        "app = QApplication([])\n"
        "if sys.argv[1] == 'prepared':\n"
        "    application.prepare(app)\n"
        f"dialog = QFileDialog(None, 'x', {str(tmp_path)!r})\n"
        "dialog.setFileMode(QFileDialog.FileMode.AnyFile)\n"
        "dialog.selectFile('secret.kithmap')\n"
        "QTimer.singleShot(100, dialog.accept)\n"
        "dialog.exec()\n"
    )

    def left() -> list[str]:
        return [path.name for path in home.rglob("*") if path.is_file() and str(tmp_path) in path.read_text("utf-8")]

    for how, expected in (("prepared", []), ("plain", ["QtProject.conf"])):
        subprocess.run([sys.executable, "-c", code, how], check=True, capture_output=True, timeout=60)
        assert left() == expected
