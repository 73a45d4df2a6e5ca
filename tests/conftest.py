"""What holds for every test: nothing of the person who runs them is read or written, and no thread is left behind."""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QEvent

from kithmap.session.overrides import keep_errors_whole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

# As `application` does, before any class of ours is defined.
keep_errors_whole()

# Before anything imports Qt. Tests marked `screen` start a display of their own in a process of their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no failure. For every day a few examples, for .ci/run many; --hypothesis-profile=full does the same.
for profile, examples in (("few", 15), ("full", 60)):
    settings.register_profile(
        profile, deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(os.environ.get("KITHMAP_HYPOTHESIS", "few"))

# What takes long by its nature: real windows on a screen, and breaking things. See `-m "not slow"`.
_SLOW = [Path(__file__).parent / name for name in ("e2e", "faults")]

# Under which the application keeps how it looked before the first test.
_LOOKS = "looks before the tests"

_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(item.path.is_relative_to(folder) for folder in _SLOW):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """What is there before the first test stays: to look through it after every few tests takes most of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, with the settings and data folders inside it."""
    folder = tmp_path_factory.mktemp("home")
    for variable, below in _FOLDERS.items():
        monkeypatch.setenv(variable, str(folder / below))
    return folder


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """The application as the program has it: with the bundled fonts, and English plurals."""
    from kithmap.application import prepare  # noqa: PLC0415 - most tests need no Qt

    prepare(qapp)
    qapp.setProperty(_LOOKS, (qapp.font(), qapp.palette(), qapp.styleSheet()))
    return qapp


@pytest.fixture(autouse=True)
def _nothing_left_on_screen() -> Iterator[None]:
    """Fail when a test leaves a window: it would hear the keys of the tests that follow, and be styled with theirs.

    Looks are put back: the next test begins with letters of the usual size.
    """
    yield
    left = [each.metaObject().className() for each in _windows()]
    for each in _windows():
        each.deleteLater()
    _windows()
    _put_looks_back()
    assert not left, f"windows left: {left}"


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Garbage is collected between tests: a worker that collects would destroy widgets on its own thread."""
    gc.disable()
    yield
    gc.enable()
    gc.collect(1)
    # Now and then everything, as Python would: windows that are garbage make all that follows slow.
    if gc.get_count()[2] > gc.get_threshold()[2]:
        gc.collect()


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fail when a test leaves a Python thread running."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"threads left running: {left}"


def _windows() -> "list[QWidget]":
    """What is left on the screen, or off it, when all that is to be deleted is gone."""
    application = _application()
    if application is None:
        return []
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if any(each.parent() is None for each in application.topLevelWidgets()):
        gc.collect()
    return [each for each in application.topLevelWidgets() if each.parent() is None]


def _put_looks_back() -> None:
    application = _application()
    looks = application and application.property(_LOOKS)
    if application and looks and (application.font(), application.styleSheet()) != (looks[0], looks[2]):
        application.setFont(looks[0])
        application.setPalette(looks[1])
        application.setStyleSheet(looks[2])


def _application() -> "QApplication | None":
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None
