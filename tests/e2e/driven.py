"""The real program in a process of its own, which also says where things are on the screen.

Started by the tests of this folder with a display. Reads one question a line from standard input, answers one line of
JSON each; all doing is left to the mouse and the keyboard.
"""

import json
import math
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QSocketNotifier
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from kithmap import application
from kithmap.ui.map.drag import Drag
from kithmap.ui.window.left_side import LeftPage
from kithmap.ui.window.main_window import MainWindow


def main() -> int:
    app = QApplication(sys.argv[:1])
    beginning = application.beginning(app)
    beginning.show(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def answer() -> None:
        line = sys.stdin.readline()
        if not line:
            app.quit()
            return
        question, *arguments = (part.strip("\n") for part in line.split("\t"))
        # The window is made a moment after the first page is there.
        found = ANSWERS[question](beginning.window, *arguments) if beginning.window is not None else None
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()

    notifier.activated.connect(answer)
    status = app.exec()
    beginning.end()
    return status


def middle(widget: QWidget) -> list[int]:
    point = widget.mapToGlobal(widget.rect().center())
    return [point.x(), point.y()]


def button(window: MainWindow, text: str) -> list[int] | None:
    """The middle of a visible button or field with this text or accessible name, in any window."""
    for top in reversed(QApplication.topLevelWidgets()):
        for widget in top.findChildren(QWidget):
            shown = getattr(widget, "text", str)()
            if widget.isVisible() and text in (shown, widget.accessibleName()):
                return middle(widget)
    return None


def chip(window: MainWindow, name: str) -> list[int] | None:
    found = next((each for each in window.people.tray.chips if each.text() == name and each.isVisible()), None)
    if found is None:
        return None
    window.people.tray.findChild(QScrollArea).ensureWidgetVisible(found)
    return middle(found)


def entry(window: MainWindow, name: str) -> list[int] | None:
    names = {each.id: each.name for each in window.session.document.entries}
    for mark in window.view.picture.entries:
        if names[mark.entry] == name:
            point = window.view.viewport().mapToGlobal(window.view.mapFromScene(mark.x, mark.y))
            return [point.x(), point.y()]
    return None


def spot(window: MainWindow, ring: str, angle: str, depth: str) -> list[int]:
    radii = [mark.radius for mark in reversed(window.view.picture.rings)]
    order = [mark.ring for mark in reversed(window.view.picture.rings)].index(ring)
    inner = radii[order - 1] if order else window.view.picture.me.radius
    radius = inner + (radii[order] - inner) * float(depth)
    turn = math.radians(float(angle))
    local = window.view.mapFromScene(radius * math.sin(turn), -radius * math.cos(turn))
    point = window.view.viewport().mapToGlobal(local)
    return [point.x(), point.y()]


def state(window: MainWindow) -> dict[str, object]:
    document = window.session.document
    names = {each.id: each.name for each in document.entries}
    dialog = QApplication.activeModalWidget()
    return {
        "names": [each.name for each in document.entries],
        "rings": [
            [names[each.entry], each.placement.ring if each.placement else None] for each in document.today.connections
        ],
        "marks": sum(len(each.supports) for each in document.today.connections),
        "ties": len(document.today.ties),
        "modified": window.session.is_modified,
        "carrying": bool(window.findChild(Drag).ids),
        "start": not window.isVisible(),
        "dialog": type(dialog).__name__ if dialog else None,
        "popup": QApplication.activePopupWidget() is not None,
        "message": window.timeline.message.text(),
        "field": window.people.field.toPlainText(),
        "path": str(window.session.path or ""),
        # The dialog, or the window, has the keyboard: it does a moment after it is there.
        "keyboard": QApplication.activeWindow() is not None and dialog in (None, QApplication.activeWindow()),
        "focus": type(QApplication.focusWidget()).__name__,
        "origin": [window.mapToGlobal(QPoint(0, 0)).x(), window.mapToGlobal(QPoint(0, 0)).y()],
    }


def guide(window: MainWindow) -> str | None:
    """The prompt the guide shows, or the page it shows while nothing is asked; None when it is not there."""
    panel = window.left.guide
    if panel is None or window.left.page is not LeftPage.GUIDE:
        return None
    return panel.prompt.name.name if panel.prompt is not None else type(panel.body).__name__


ANSWERS = {"button": button, "chip": chip, "entry": entry, "guide": guide, "spot": spot, "state": state}

if __name__ == "__main__":
    sys.exit(main())
