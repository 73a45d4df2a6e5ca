"""The command line as a person meets it: its own process, its exit status, its words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from golden import DOCUMENT
from kithmap import __version__
from kithmap.resources import resources_folder
from kithmap.store import atomic_file, encryption, file_format

GOLDEN = Path(__file__).parent / "data" / "format-1.kithmap"
NAMES = [text for entry in DOCUMENT.entries for text in (entry.name, entry.relationship, entry.note) if text]


def kithmap(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", "-m", "kithmap", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def test_the_version_is_told() -> None:
    done = kithmap("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Kithmap {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["report", "--help"], ["check", "--help"]])
def test_help_is_given(arguments: list[str]) -> None:
    done = kithmap(*arguments)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: kithmap")


def test_help_names_the_other_commands() -> None:
    shown = kithmap("--help").stdout
    assert "kithmap report MAP" in shown
    assert "kithmap check MAP" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["one", "two"],
        ["check"],
        ["check", "a", "b"],
        ["report"],
        ["report", "a"],
        ["report", "-o", "b"],
        ["report", "a", "-o", "b", "--names", "full"],
        ["report", "a", "-o", "b", "--paper", "a5"],
    ],
)
def test_arguments_without_sense_end_with_status_2(arguments: list[str], tmp_path: Path) -> None:
    done = kithmap(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: kithmap" in done.stderr


def test_check_tells_what_a_map_holds_in_numbers() -> None:
    done = kithmap("check", GOLDEN)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Readable, format version: 1",
        "Entries: 5",
        "Small steps: 2",
        "Dated maps: 2",
        "  2026-03-12",
        "    Rings: 3",
        "    Entries on this map: 2",
        "    Placed on a ring: 1",
        "    Support marks: 0",
        "    Ties: 0",
        "  2026-09-30",
        "    Rings: 4",
        "    Entries on this map: 4",
        "    Placed on a ring: 2",
        "    Support marks: 5",
        "    Ties: 2",
    ]


def test_check_shows_no_name_and_no_text() -> None:
    shown = kithmap("check", GOLDEN).stdout
    assert [name for name in [*NAMES, DOCUMENT.title, "cousin", "keyworker"] if name in shown] == []


BAD = {
    "empty": b"",
    "text": b"Ana\nBea\n",
    "zeros": bytes(4096),
    "cut": GOLDEN.read_bytes()[:-200],
    "changed": GOLDEN.read_bytes().replace(b"Biscuit", b"Biscuid"),
    "newer": b'{\n  "format": "kithmap",\n  "version": 9,\n',
    "deep": b"[" * 100_000,
    "utf-16": GOLDEN.read_bytes().decode().encode("utf-16"),
    "pdf": b"%PDF-1.7\n%\xe2\xe3",
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_a_file_that_is_no_good_map_gives_one_line_and_status_1(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "Secret name.kithmap"
    path.write_bytes(data)
    done = kithmap("check", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Nothing was changed." in done.stderr
    assert "Secret" not in done.stderr
    assert path.read_bytes() == data


def test_a_file_that_is_not_there_and_a_folder_give_status_1(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.kithmap", tmp_path):
        done = kithmap("check", path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="file names that are not text exist here only")
def test_a_file_name_that_is_no_text_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "\udcff.kithmap"
    path.write_bytes(GOLDEN.read_bytes())
    assert kithmap("check", path).returncode == 0


def test_a_file_just_saved_checks_well(tmp_path: Path) -> None:
    path = tmp_path / "map.kithmap"
    atomic_file.replace(path, file_format.encode(DOCUMENT), expected=None)
    assert kithmap("check", path).stdout == kithmap("check", GOLDEN).stdout


@pytest.mark.parametrize("arguments", [["--version"], ["check", str(GOLDEN)], ["report", "--help"]])
def test_small_commands_start_without_what_the_window_needs(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom kithmap.__main__ import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "print([name for name in ('PySide6', 'reportlab', 'networkx', 'pikepdf', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_resources_are_found_in_the_checkout() -> None:
    assert (resources_folder() / "fonts" / "NotoSans-Regular.ttf").is_file()


@pytest.mark.parametrize("arguments", [("check",), ("report", "-o", "out.pdf")])
def test_a_protected_map_says_so_and_asks_for_the_window(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "sealed.kithmap"
    data = encryption.seal(file_format.encode(DOCUMENT), encryption.protect("sesame", 2))
    atomic_file.replace(path, data, expected=None)
    done = kithmap(*arguments, path)
    assert done.returncode == 1
    assert "protected with a passphrase" in done.stderr
    assert not (tmp_path / "out.pdf").exists()


NOT_PDFS = {
    "map": GOLDEN.read_bytes(),
    "protected map": encryption.seal(GOLDEN.read_bytes(), encryption.protect("sesame", 2)),
    "damaged map": BAD["cut"],
    "newer map": BAD["newer"],
    "text": BAD["text"],
    "empty file": b"",
}


@pytest.mark.parametrize("option", [[], ["--overwrite"]], ids=["plain", "overwrite"])
@pytest.mark.parametrize("kind", NOT_PDFS)
def test_a_report_is_written_over_no_map_and_no_other_file(tmp_path: Path, kind: str, option: list[str]) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(NOT_PDFS[kind])
    done = kithmap("report", GOLDEN, "-o", path, *option)
    assert (done.returncode, done.stdout) == (1, "")
    assert "not a PDF" in done.stderr
    assert "another name" in done.stderr
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"out.pdf": NOT_PDFS[kind]}


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
@pytest.mark.parametrize("option", [[], ["--overwrite"]], ids=["plain", "overwrite"])
@pytest.mark.parametrize("how", ["itself", "link", "hard link"])
def test_a_report_is_not_written_over_its_own_map(tmp_path: Path, how: str, option: list[str]) -> None:
    mine = tmp_path / "a.kithmap"
    mine.write_bytes(GOLDEN.read_bytes())
    target = mine if how == "itself" else tmp_path / "out.pdf"
    if how == "link":
        target.symlink_to(mine)
    elif how == "hard link":
        os.link(mine, target)
    names = sorted(each.name for each in tmp_path.iterdir())
    done = kithmap("report", mine, "-o", target, *option)
    assert done.returncode == 1
    assert "not a PDF" in done.stderr
    assert mine.read_bytes() == GOLDEN.read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == names


def test_a_pdf_is_written_over_when_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(BAD["pdf"])
    done = kithmap("report", GOLDEN, "-o", path)
    assert done.returncode == 1
    assert "add --overwrite" in done.stderr
    assert path.read_bytes() == BAD["pdf"]
    done = kithmap("report", GOLDEN, "-o", path, "--overwrite")
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_bytes().rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("name", ["gone/out.pdf", ".", os.devnull])
def test_where_no_report_can_be_it_says_so(tmp_path: Path, name: str) -> None:
    done = kithmap("report", GOLDEN, "-o", tmp_path / name)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Please" in done.stderr
    assert list(tmp_path.iterdir()) == []
