"""Why there is no window, in words, for every kind of computer."""

import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from kithmap.display import PACKAGES, WAYLAND_PACKAGES, why_not_loaded, why_not_shown
from kithmap.wording.words import untranslated

GLIBC = "/lib/libc.so.6: version `GLIBC_9.9' not found (required by /home/somebody/PySide6/Qt/lib/libQt6Core.so.6)"


def platforms() -> Path:
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "Qt" / "plugins" / "platforms"


@pytest.mark.parametrize(
    ("text", "library", "packages"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file or directory", "libEGL.so.1", PACKAGES),
        ("libGL.so.1: Kann die Shared-Object-Datei nicht öffnen: Datei nicht gefunden", "libGL.so.1", PACKAGES),
        ("libglib-2.0.so.0: cannot open shared object file", "libglib-2.0.so.0", PACKAGES),
        ("libwayland-cursor.so.0: cannot open", "libwayland-cursor.so.0", WAYLAND_PACKAGES),
    ],
)
def test_a_missing_library_is_named_in_whatever_language_the_system_speaks(
    text: str, library: str, packages: str
) -> None:
    said = why_not_loaded(ImportError(text), untranslated)
    assert f"the library {library} is missing" in said
    assert said.endswith(f"\nsudo apt-get install -y {packages}")


@pytest.mark.parametrize("text", ["", "No module named 'PySide6'", "DLL load failed while importing QtGui", GLIBC])
def test_whatever_else_is_wrong_is_said_without_a_path(text: str) -> None:
    said = why_not_loaded(ImportError(text), untranslated)
    assert "install Kithmap again" in said
    assert "somebody" not in said
    assert "/" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="libraries as Linux has them")
def test_a_plugin_that_lacks_a_library_is_found_out(tmp_path: Path) -> None:
    whole = (platforms() / "libqxcb.so").read_bytes()
    assert whole.count(b"libQt6XcbQpa.so.6\0") == 1
    (tmp_path / "libqxcb.so").write_bytes(whole.replace(b"libQt6XcbQpa.so.6\0", b"libxcb-absent.so\0\0"))
    said = why_not_shown({"DISPLAY": ":0"}, tmp_path, untranslated)
    assert "libxcb-absent.so is missing" in said
    said = why_not_shown({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb:option"}, tmp_path, untranslated)
    assert "libxcb-absent.so is missing" in said
    # Of those that are tried, and no other.
    said = why_not_shown({"DISPLAY": ":0", "QT_QPA_PLATFORM": "vnc"}, tmp_path, untranslated)
    assert "asks for: vnc" in said


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": ":0"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "eglfs"},
        {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": "wayland-0"},
    ],
)
def test_it_is_short_plain_and_says_what_is_safe_and_what_comes_next(
    environment: dict[str, str], tmp_path: Path
) -> None:
    said = why_not_shown(environment, tmp_path, untranslated)
    sentences = re.split(r"(?<=[.!?])\s", said)
    assert 2 <= len(sentences) <= 4
    assert "Your maps are not touched." in sentences
    assert any(each.startswith("Please ") for each in sentences)
    assert not re.search(r"\{|error|fail", said)


def test_every_word_of_it_can_be_translated(tmp_path: Path) -> None:
    def shouting(context: str, text: str, comment: str = "", n: int = -1, /) -> str:
        assert context == "Display"
        return re.sub(r"(?<!{)\b\w+\b(?!})", lambda word: word.group().upper(), text)

    for environment in ({}, {"DISPLAY": ":0"}, {"QT_QPA_PLATFORM": "VNC"}):
        said = why_not_shown(environment, tmp_path, shouting)
        assert said == said.upper()
    said = why_not_loaded(ImportError("libX: no"), shouting)
    assert said == said.upper()
