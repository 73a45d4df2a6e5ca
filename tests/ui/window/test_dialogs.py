"""Every dialog that can be reached from the window goes when it is closed, and nothing else flashes up meanwhile."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPushButton,
    QWidget,
)

from kithmap.ui.files.passphrase_dialog import AskPassphrase, SetPassphrase
from kithmap.ui.files.questions import Questions
from kithmap.ui.files.recovery_dialog import RecoveryDialog, UnsavedSummary
from kithmap.ui.files.versions_dialog import EarlierVersionsDialog
from kithmap.ui.printing.print_dialog import HeadingDialog, PrintDialog
from kithmap.ui.privacy.privacy_dialog import PrivacyDialog
from kithmap.ui.privacy.traces_dialog import TracesDialog
from kithmap.ui.reflection.closing_dialog import ClosingDialog
from kithmap.ui.reflection.i_am_dialog import IAmDialog
from kithmap.ui.training.exercise import StoryChoice
from kithmap.ui.training.handouts import HandoutDialog
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog
from kithmap.ui.window import dialog_opener
from kithmap.ui.window.main_window import MainWindow
from kithmap.ui.window.rings_dialog import RingsDialog
from kithmap.ui.window.shortcuts_dialog import ShortcutsDialog
from panel_world import settle
from saving import save
from window_driver import close_for_good, made_window, words_of_the_window

# A menu, popped up, asks for what the offscreen display does not have.
pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

# The rows of the action table that open something, and what.
OPENED_BY_ACTIONS = {
    "open": QFileDialog,
    "save-as": QFileDialog,
    "versions": EarlierVersionsDialog,
    "passphrase": SetPassphrase,
    "privacy": PrivacyDialog,
    "pdf": PrintDialog,
    "title": HeadingDialog,
    "rings": RingsDialog,
    "i-am": IAmDialog,
    "closing": ClosingDialog,
    "shortcuts": ShortcutsDialog,
    "about-hiding": QMessageBox,
    "traces": TracesDialog,
    "story": StoryChoice,
    "film": QFileDialog,
    "plan": HandoutDialog,
    "handout": HandoutDialog,
    "stories": HandoutDialog,
    "worksheets": HandoutDialog,
    "about": QMessageBox,
    "menu": QMenu,
}
# One goes to a field. The other is for maps with a passphrase; it asks as `Questions.ask` below does.
OPENING_NOTHING = {"find", "remove-passphrase"}
UNSAVED = UnsavedSummary(
    datetime(2026, 11, 23, tzinfo=UTC), is_protected=False, has_file=False, entries=2, dated_maps=1, title="Mine"
)
ASKED: dict[type[QDialog], tuple[Callable[[Questions], object], ...]] = {
    QMessageBox: (lambda ask: ask.unsaved(), lambda ask: ask.ask("A title", "A text", "Yes")),
    ScrollingDialog: (lambda ask: ask.changed_on_disk(),),
    AskPassphrase: (lambda ask: ask.ask_passphrase("mine.kithmap", bool),),
    RecoveryDialog: (lambda ask: ask.unsaved_work(UNSAVED),),
    QFileDialog: (lambda ask: ask.path_for_pdf(Path("mine.pdf")),),
}


@pytest.fixture
def asking(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window that asks its questions itself, with a saved map."""
    appearance = Appearance("light", 100)
    appearance.apply()
    made = made_window(None, appearance)
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1366, 768)
    made.show()
    save(made.session, tmp_path / "mine.kithmap")
    settle()
    yield made
    close_for_good(made)


class Strays(QObject):
    """Hears of every widget that becomes a window: `seen` has the classes of those that should not."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            passing = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if not passing and not isinstance(watched, QDialog | QMenu | QMainWindow):
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}".strip())
        return False


@contextmanager
def strays() -> Iterator[list[str]]:
    """The classes of what is shown meanwhile as a window and is neither dialog, menu, popup nor the window."""
    watcher = Strays()
    QApplication.instance().installEventFilter(watcher)
    yield watcher.seen
    QApplication.instance().removeEventFilter(watcher)


def opened(run: Callable[[], object]) -> list[type[QWidget]]:
    """The dialogs and menus this opens; each is given up with Esc, as soon as it is there."""
    found: list[QWidget] = []

    def give_up() -> None:
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if top is None or not top.isVisible():
            return
        if top not in found:
            found.append(top)
        QTest.keyClick(top, Qt.Key.Key_Escape)

    timer = QTimer(interval=5)
    timer.timeout.connect(give_up)
    timer.start()
    run()
    timer.stop()
    return [type(each) for each in found]


def open_all(window: MainWindow, actions: dict[str, type[QWidget]]) -> None:
    """Open each dialog and close it."""
    for row, kind in actions.items():
        assert kind in opened(window.actions_table[row].trigger), row
    for asked, ways in ASKED.items():
        for way in ways:
            assert asked in opened(lambda way=way: way(window.files.questions))
    settle()


def widgets() -> Counter[str]:
    return Counter(type(each).__name__ for each in QApplication.allWidgets())


def left_behind(window: MainWindow, actions: dict[str, type[QWidget]]) -> Counter[str]:
    """How many widgets of each class there are more after the fifth round than after the second."""
    counts = []
    for _ in range(5):
        open_all(window, actions)
        counts.append(widgets())
    return counts[4] - counts[1]


def test_every_row_that_opens_something_is_tried(asking: MainWindow) -> None:
    going_on = {row.id for row in asking.actions_table.rows if row.said().endswith("…")}
    assert going_on - {*OPENED_BY_ACTIONS} == OPENING_NOTHING


def test_dialogs_go_when_they_are_closed_and_nothing_else_is_shown(asking: MainWindow) -> None:
    with strays() as seen:
        assert left_behind(asking, OPENED_BY_ACTIONS) == Counter()
    assert seen == []


def test_a_dialog_that_stays_would_be_noticed(asking: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialog_opener, "destroyed_after", nullcontext)
    assert left_behind(asking, {"privacy": PrivacyDialog})["PrivacyDialog"] == 3


def test_a_widget_shown_before_it_has_a_parent_would_be_noticed(qapp: QApplication) -> None:
    with strays() as seen:
        label = QLabel("too early")
        label.setVisible(True)
        label.deleteLater()
    assert seen == ["QLabel"]


def test_esc_leaves_the_rings_dialog_wherever_the_keyboard_is(window: MainWindow) -> None:
    dialog = RingsDialog(window.session.document, words_of_the_window(), window)
    places = [dialog.count, *dialog.names.values(), *dialog.findChildren(QPushButton)]
    for count in (5, 3):
        dialog.count.show_value(count)
        dialog.count.chosen.emit(count)
        for place in places:
            dialog.open()
            place.setFocus()
            QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)
            assert not dialog.isVisible()
    dialog.open()
    dialog.count.showPopup()
    # The list is gone before the key goes up.
    numbers = QApplication.activePopupWidget()
    QTest.keyPress(numbers.windowHandle(), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert dialog.isVisible()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.deleteLater()
