"""What a screen reader gets to know: every control has a name; the map is a list of entries with actions."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from kithmap.model import queries
from kithmap.model.vocabulary import Direction, SupportLevel
from kithmap.ui.map.view import MapView
from kithmap.ui.window.first_page import FirstPage
from kithmap.ui.window.main_window import MainWindow

NAME = QAccessible.Text.Name


@pytest.fixture(autouse=True, params=[False, True], ids=["later", "from the start"])
def screen_reader(request: pytest.FixtureRequest) -> Iterator[bool]:
    """A screen reader that comes when the window is there, or was running before: then Qt asks much earlier."""
    QAccessible.setActive(request.param)
    yield request.param
    QAccessible.setActive(False)


def unnamed(root: QWidget) -> list[QWidget]:
    """Visible controls without a name."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, MapView)
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, kinds) or not widget.isVisible():
            continue
        # Parts of another control, named by it.
        if isinstance(widget, QHeaderView) or isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(NAME).strip():
            found.append(widget)
    return found


def test_no_control_is_unnamed(window: MainWindow) -> None:
    assert unnamed(window) == []
    window.files.open_example()
    window.selection.set((window.session.document.today.connections[0].entry,))
    assert unnamed(window) == []
    window.panes.show_view(as_list=True)
    assert unnamed(window) == []
    start = FirstPage()
    start.show()
    assert unnamed(start) == []
    start.close()


def test_a_button_without_a_name_is_found(window: MainWindow) -> None:
    mutant = QPushButton(window)
    mutant.show()
    assert unnamed(window) == [mutant]


def test_the_map_is_a_list_of_entries_with_ring_and_support(window: MainWindow) -> None:
    window.editing.add_names("Ana\nMum")
    ana, mum = (entry.id for entry in window.session.document.entries)
    window.editing.place_in_ring([ana, mum], "close")
    window.editing.mark([ana], "listen", Direction.GET, SupportLevel.LOT)
    interface = QAccessible.queryAccessibleInterface(window.view)
    assert interface.role() == QAccessible.Role.List
    assert interface.childCount() == 2
    names = {interface.child(n).text(NAME): interface.child(n) for n in range(2)}
    assert set(names) == {"Ana", "Mum"}
    assert names["Ana"].role() == QAccessible.Role.ListItem
    description = names["Ana"].text(QAccessible.Text.Description)
    assert "Close" in description
    assert "Listens (a lot)" in description
    window.selection.set((ana,))
    assert names["Ana"].state().selected
    assert not names["Mum"].state().selected
    assert names["Ana"].rect().isValid()
    actions = names["Ana"].actionInterface()
    actions.doAction("nearer")
    assert queries.ring_of(queries.connection(window.session.document.today, ana)) == "closest"
    window.editing.delete([ana])
    assert interface.childCount() == 1
    assert interface.child(5) is None


@pytest.mark.slow
def test_entries_that_come_and_go_leave_nothing_that_crashes(screen_reader: bool) -> None:
    """From the first page, and in a process of its own: what is owned twice shows itself at the end."""
    code = (
        "import gc\n"
        "from PySide6.QtGui import QAccessible\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from kithmap import application\n"
        "from kithmap.ui.window.first_page import FirstPage\n"
        "app = QApplication([])\n"
        "application.prepare(app)\n"
        f"QAccessible.setActive({screen_reader})\n"
        "start = FirstPage()\n"
        "start.show()\n"
        "app.processEvents()\n"
        "window = application.build_window()\n"
        "window.show()\n"
        "start.close()\n"
        "window.files.new()\n"
        "for turn in range(30):\n"
        "    ids = window.editing.add_names('Ana\\nMum\\nLeo')\n"
        "    window.editing.place_in_ring(ids, 'close')\n"
        "    view = QAccessible.queryAccessibleInterface(window.view)\n"
        "    spoken = [view.child(n).text(QAccessible.Text.Name) for n in range(view.childCount())]\n"
        "    assert sorted(spoken) == ['Ana', 'Leo', 'Mum'], spoken\n"
        "    del view\n"
        "    window.editing.delete(ids)\n"
        "    gc.collect()\n"
        "    app.processEvents()\n"
        "window._accessible.close()\n"
        "print('done')\n"
    )
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr[-2000:]
