"""The command line as a person meets it: its own process, its exit status, its words."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from golden import DOCUMENT
from kithmap import __version__, application
from kithmap.__main__ import main
from kithmap.display import PACKAGES
from kithmap.resources import resources_folder
from kithmap.store import atomic_file, encryption, file_format

GOLDEN = Path(__file__).parent / "data" / "format-1.kithmap"
NAMES = [text for entry in DOCUMENT.entries for text in (entry.name, entry.relationship, entry.note) if text]


def kithmap(
    *arguments: str | Path, environment: Mapping[str, str] = os.environ, before: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """What the command line says; `before` are the words of a command that runs it."""
    done = subprocess.run(
        [*before, sys.executable, "-X", "utf8", "-W", "error", "-m", "kithmap", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
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


def test_one_help_names_the_window_and_all_commands() -> None:
    shown = kithmap("--help").stdout
    for line in ("kithmap [FILE]", "kithmap report MAP", "kithmap check MAP", "--version", "  report  ", "  check  "):
        assert line in shown
    assert "the map to open" in shown
    assert "--overwrite" in kithmap("report", "--help").stdout


@pytest.mark.parametrize("arguments", [["./report"], ["--", "report"], ["Reports.kithmap"]])
def test_a_map_may_be_called_like_a_command(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr(application, "run_window", lambda file: opened.append(file) or 0)
    assert main(arguments) == 0
    assert opened == [Path(arguments[-1])]


def test_without_a_word_the_first_page_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr(application, "run_window", lambda file: opened.append(file) or 0)
    assert main([]) == 0
    assert opened == [None]


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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gone/out.pdf", ".", os.devnull])
def test_where_no_report_can_be_it_says_so(tmp_path: Path, name: str) -> None:
    done = kithmap("report", GOLDEN, "-o", tmp_path / name)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Please" in done.stderr
    assert list(tmp_path.iterdir()) == []


def screens(**variables: str) -> dict[str, str]:
    """The environment of a computer with these screens and no others."""
    known = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"}
    return {name: value for name, value in os.environ.items() if name not in known} | variables


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="screens and libraries as Linux has them")


@on_linux
@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "found no screen"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "found no screen"),
        ({"DISPLAY": ":4711"}, "does not answer"),
        ({"DISPLAY": "nonsense"}, "does not answer"),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4711"}, "QT_QPA_PLATFORM asks for: xcb"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "QT_QPA_PLATFORM asks for: nonsense"),
        # It starts, and has no screen.
        ({"QT_QPA_PLATFORM": "linuxfb:fb=/dev/null"}, "QT_QPA_PLATFORM asks for: linuxfb:fb=/dev/null"),
    ],
)
def test_without_a_screen_the_window_says_so_and_ends(variables: dict[str, str], said: str) -> None:
    done = kithmap(environment=screens(**variables))
    assert (done.returncode, done.stdout) == (1, "")
    line = done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert said in line
    assert "Your maps are not touched. Please start it" in line


@on_linux
def test_those_who_look_for_a_fault_in_qt_see_what_it_says() -> None:
    done = kithmap(environment=screens(QT_DEBUG_PLUGINS="1"))
    assert done.returncode == 1
    assert "Could not load the Qt platform plugin" in done.stderr
    assert "found no screen" in done.stderr.splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize("variables", [{}, {"QT_QPA_PLATFORM": "xcb"}, {"QT_QPA_PLATFORM": "nonsense"}])
def test_a_report_needs_no_screen_whatever_the_window_is_shown_on(tmp_path: Path, variables: dict[str, str]) -> None:
    done = kithmap("report", GOLDEN, "-o", tmp_path / "out.pdf", environment=screens(**variables))
    assert (done.returncode, done.stderr) == (0, "")


def without(library: str, place: Path) -> list[str]:
    """The words of a command that runs another one where a library of the system is missing: for that one alone."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, encoding="utf-8", check=True).stdout
    found = [Path(line.split()[-1]) for line in listed.splitlines() if line.split()[0] == library]
    if not found:
        pytest.skip(f"there is no {library} here")
    folder = found[0].parent.resolve()
    hide = (
        f"mount -t tmpfs none {place} && mkdir {place}/upper {place}/work && mount -t overlay none "
        f"-o lowerdir={folder},upperdir={place}/upper,workdir={place}/work {folder} && rm {folder}/{library}"
    )
    apart = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    if shutil.which("unshare") is None or subprocess.run([*apart, "sh", "-c", hide], check=False).returncode:
        pytest.skip("no mounts of our own are permitted here")
    return [*apart, "sh", "-c", f'{hide} && exec "$@"', "sh"]


@on_linux
@pytest.mark.parametrize(
    ("library", "command"), [("libxcb-cursor.so.0", "window"), ("libEGL.so.1", "window"), ("libEGL.so.1", "report")]
)
def test_a_library_that_is_missing_is_named_with_what_to_install(library: str, command: str, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    arguments = [] if command == "window" else ["report", GOLDEN, "-o", tmp_path / "out.pdf"]
    done = kithmap(*arguments, environment=screens(DISPLAY=":4711"), before=without(library, place))
    assert (done.returncode, done.stdout) == (1, "")
    said, line = done.stderr.splitlines()
    assert f"the library {library} is missing" in said
    assert line == f"sudo apt-get install -y {PACKAGES}"
    assert not (tmp_path / "out.pdf").exists()


IMPORT_FAULTS = {
    "a library": ("ImportError('libEGL.so.1: nothing here', name='QtGui', path='/x/PySide6/QtGui.abi3.so')", "libEGL"),
    "PySide6": ("ModuleNotFoundError('No module named PySide6', name='PySide6.QtGui')", "could not be loaded"),
    "its core": ("ImportError('no', name='Shiboken', path='/x/shiboken6/Shiboken.so')", "could not be loaded"),
}


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [[], ["report", str(GOLDEN), "-o", "out.pdf"]], ids=["window", "report"])
@pytest.mark.parametrize("fault", IMPORT_FAULTS)
def test_where_qt_cannot_be_imported_it_is_said(fault: str, arguments: list[str], tmp_path: Path) -> None:
    raised, said = IMPORT_FAULTS[fault]
    done = run_where_qt_is_not_imported(raised, arguments, tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_our_own_is_not_taken_for_one_of_qt(tmp_path: Path) -> None:
    done = run_where_qt_is_not_imported("ImportError('no', name='kithmap.ui', path='/x/kithmap/ui')", [], tmp_path)
    assert "Traceback" in done.stderr


def run_where_qt_is_not_imported(raised: str, arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line where the import of PySide6.QtGui raises this."""
    code = (
        "import sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == 'PySide6.QtGui': raise {raised}\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from kithmap.__main__ import main\n"
        f"sys.exit(main({arguments!r}))\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("library", ["msgspec", "regex", "pikepdf", "reportlab", "cryptography"])
@pytest.mark.parametrize(
    "arguments", [["check", str(GOLDEN)], ["report", str(GOLDEN), "-o", "out.pdf"]], ids=lambda each: each[0]
)
def test_where_a_part_is_not_installed_it_is_said(library: str, arguments: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\n"
        f"sys.modules[{library!r}] = None\n"
        "from kithmap.__main__ import main\n"
        f"sys.exit(main({arguments!r}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    # What a command does not need may be missing.
    assert done.returncode == 0 or f"{library} is missing" in done.stderr
    assert done.returncode == 0 or list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", ["", "-", "new.pdf/", "folder/"])
def test_what_names_no_file_is_not_made_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = kithmap("report", GOLDEN, "-o", output)
    assert done.returncode == 2
    assert ("is not the name of a file" if output else "there is no name for the file") in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_new_pdf_is_not_called_like_a_map(tmp_path: Path) -> None:
    done = kithmap("report", GOLDEN, "-o", tmp_path / "other.KITHMAP")
    assert (done.returncode, done.stdout) == (1, "")
    assert "A name that ends in .kithmap is for maps." in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("shell", "status"),
    [
        ("check {map} >&-", 1),
        ("check {map} | true", 1),
        ("check {map} > /dev/full", 1),
        ("check /nowhere 2>&-", 1),
        ("report {map} -o {pdf} 2>&-", 0),
        ("report {map} -o {pdf} >&- 2>&-", 0),
        ("report /nowhere -o {pdf} 2>&-", 1),
    ],
)
def test_where_nobody_can_read_what_is_said_nothing_fails(tmp_path: Path, shell: str, status: int) -> None:
    pdf = tmp_path / "out.pdf"
    line = f"{sys.executable} -m kithmap " + shell.format(map=GOLDEN, pdf=pdf)
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == status
    assert done.stderr == ""
    assert pdf.exists() is (status == 0)
