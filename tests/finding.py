"""Finding a part of a window as a person or a screen reader would know it, not by the private name of an attribute."""

from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

Part = TypeVar("Part", bound=QObject)


def find(top: QObject, kind: type[Part], name: str = "") -> Part:
    """The one part of a kind; with a name the one whose object name, text or accessible name this is."""
    found = [each for each in top.findChildren(kind) if not name or name in _names_of(each)]
    assert len(found) == 1, f"{len(found)} of {kind.__name__} {name!r} in {type(top).__name__}"
    return found[0]


def page_of(dialog: QWidget) -> QWidget:
    """What scrolls in a dialog or a panel with one area that scrolls."""
    return find(dialog, QScrollArea).widget()


def let_it_be_time(owner: QObject) -> None:
    """The one timer of this object runs out now."""
    find(owner, QTimer).timeout.emit()


def _names_of(part: QObject) -> tuple[str, ...]:
    words = getattr(part, "whole_text", None) or getattr(part, "text", str)()
    return (part.objectName(), words, part.accessibleName() if isinstance(part, QWidget) else "")
