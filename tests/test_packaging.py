"""What is handed over: the wheel, the locked requirements, the desktop files, and the lines in README.md."""

import configparser
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from packaging.requirements import Requirement

from kithmap import __version__
from kithmap.display import PACKAGES
from kithmap.model.document import new_document
from kithmap.resources import resources_folder
from kithmap.store import file_format
from kithmap.ui.files.questions import SUFFIX

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]
LOCK = (ROOT / "packaging" / "requirements.txt").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_program_and_all_its_resources(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    resources = [path for path in resources_folder().rglob("*") if path.is_file()]
    assert {path.suffix for path in resources} >= {".ttf", ".svg", ".qm", ".kithmap"}
    for path in resources:
        assert f"kithmap/resources/{path.relative_to(resources_folder()).as_posix()}" in packed
    for path in (ROOT / "app" / "kithmap").rglob("*.py"):
        assert path.relative_to(ROOT / "app").as_posix() in packed
    assert not [name for name in packed if name.startswith(("tests", "app"))]


@pytest.mark.slow
def test_the_installed_wheel_works(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "environment"
    venv.create(place, with_pip=False)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    python = next(scripts.glob("python*"))
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True)
    (packages,) = place.rglob("site-packages")
    # The libraries are those of this environment. A path in a .pth file leaves the editable Kithmap in there unseen.
    libraries = importlib.metadata.distribution("msgspec").locate_file("")
    (packages / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    example = packages / "kithmap" / "resources" / "examples" / "example.kithmap"
    report = tmp_path / "report.pdf"
    for arguments, shown in (
        (["--version"], f"Kithmap {__version__}\n"),
        (["check", example], "Readable, format version: 1\n"),
        (["report", example, "-o", report], ""),
    ):
        done = _run(scripts / "kithmap", *arguments, folder=tmp_path)
        assert done.stdout.startswith(shown)
    assert report.read_bytes().startswith(b"%PDF-")
    where = _run(python, "-c", "import kithmap; print(kithmap.__file__)", folder=tmp_path).stdout
    assert Path(where.strip()).is_relative_to(packages)


def _run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done


def locked() -> dict[str, str]:
    """Name and version of every package in the lock file."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", LOCK, re.MULTILINE))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_file_names_every_package_the_program_needs() -> None:
    needed: set[str] = set()
    waiting = [re.split("[=<>;! ]", line)[0] for line in PROJECT["dependencies"]]
    while waiting:
        name = waiting.pop()
        if plain(name) not in needed:
            needed.add(plain(name))
            wanted = map(Requirement, importlib.metadata.requires(name) or [])
            # Some are for other systems, older versions of Python, or extras.
            waiting += [each.name for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})]
    # Not the versions: of what the libraries need themselves, pip takes newer ones tomorrow.
    assert locked().keys() == needed


def test_the_lock_file_takes_the_versions_of_the_project() -> None:
    pins = {plain(name): version for name, version in (line.split("==") for line in PROJECT["dependencies"])}
    assert pins.items() <= locked().items()


def test_what_builds_and_tests_the_program_is_one_version_too() -> None:
    for_tests, builds = PROJECT["optional-dependencies"]["test"], SETTINGS["build-system"]["requires"]
    assert [line for line in for_tests if not re.fullmatch(r"[\w-]+==[\w.]+", line)] == []
    assert {*builds} <= {*for_tests}
    for name, version in (line.split("==") for line in for_tests):
        assert importlib.metadata.version(name) == version


def test_the_lock_file_is_all_hashes_and_no_addresses() -> None:
    for block in re.split(r"\n(?=[a-z])", LOCK)[1:]:
        first, *others = block.rstrip("\n").split(" \\\n")
        assert re.fullmatch(r"[a-z0-9-]+==[0-9.]+", first)
        assert others
        assert all(re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}", each) for each in others)
    assert "://" not in LOCK
    assert "index" not in LOCK


def test_the_desktop_knows_the_program_and_its_files() -> None:
    desktop = configparser.ConfigParser(interpolation=None)
    desktop.optionxform = str  # type: ignore[assignment, method-assign]
    desktop.read(ROOT / "packaging" / "kithmap.desktop", encoding="utf-8")
    entry = desktop["Desktop Entry"]
    assert entry["Exec"] == "kithmap %f"
    assert entry["Exec"].split()[0] in PROJECT["scripts"]
    assert (resources_folder() / "icons" / f"{entry['Icon']}.svg").is_file()
    (kind,) = ET.parse(ROOT / "packaging" / "kithmap-mime.xml").getroot()
    assert entry["MimeType"] == f"{kind.get('type')};"
    (pattern,) = (each.get("pattern") for each in kind.iter() if each.tag.endswith("glob"))
    assert pattern == f"*{SUFFIX}"


def test_a_map_is_known_by_its_first_bytes() -> None:
    kind = ET.parse(ROOT / "packaging" / "kithmap-mime.xml").getroot()[0]
    (match,) = (each for each in kind.iter() if each.tag.endswith("}match"))
    start = match.get("value", "").replace(r"\n", "\n").encode()
    example = (resources_folder() / "examples" / "example.kithmap").read_bytes()
    for data in (example, file_format.encode(new_document(file_format.decode(example).today.date))):
        assert data[int(match.get("offset", "")) :].startswith(start)
    assert len(start) > 20


def test_the_readme_has_one_line_to_start_and_one_to_test() -> None:
    lines = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert [line.rpartition("/")[2] for line in lines] == ["kithmap", "python -m pytest"]


def test_the_readme_and_the_program_say_the_same_about_the_libraries_of_the_window() -> None:
    assert f"\nsudo apt-get install -y python3-venv {PACKAGES}\n" in README


def test_the_readme_shows_pictures_that_are_there_and_small() -> None:
    pictures = re.findall(r'packaging/pictures/[^)"]+', README)
    assert len(pictures) == 2
    for picture in pictures:
        data = (ROOT / picture).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) < 300_000


def test_links_between_the_documents_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#]+)", (ROOT / name).read_text(encoding="utf-8")):
            assert target.startswith("https://") or (ROOT / target).exists(), f"{name}: {target}"
