"""A document with everything joined to it that panels and lists need, without the window."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from kithmap.model.document import Document, Placement, new_document
from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.ui.editing.editing import Editing, EditingContext
from kithmap.ui.editing.private_answers import PrivateAnswers
from kithmap.ui.map.current_picture import CurrentPicture
from kithmap.ui.people.person import PersonPanel
from kithmap.ui.people.quiet_card import Contacts
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.elided_label import ElidedLabel
from kithmap.wording.words import Words, untranslated
from todays import edits

DAY = date(2026, 11, 23)
FONTS = Path(__file__).parents[1] / "resources" / "fonts"


def sample() -> Document:
    """Ana and Mum on the closest ring, Joel and Dr Okafor on the close one, Nadia in the tray."""
    document = edits.add_entries(new_document(DAY), ["Ana", "Mum", "Joel", "Dr Okafor", "Nadia"])
    places = {"e1": ("closest", 40.0), "e2": ("closest", 200.0), "e3": ("close", 10.0), "e4": ("close", 120.0)}
    return edits.place(document, {each: Placement(ring=ring, angle=angle) for each, (ring, angle) in places.items()})


class World:
    """Session, selection, editing, words and appearance, joined as in the window."""

    def __init__(self, document: Document, theme: str = "light", percent: int = 100) -> None:
        for file in sorted(FONTS.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        self.appearance = Appearance(theme, percent)
        self.appearance.apply()
        self.session = Session(lambda: DAY)
        self.session.start_from(document)
        self.private = PrivateAnswers(self.session)
        self.selection = Selection()
        self.session.document_changed.connect(lambda _before, after: self.selection.keep_only(after.today))
        self.words = Words(untranslated)
        self.current_picture = CurrentPicture(self.session, self.appearance, self.words)
        self.editing = Editing(
            self.session,
            self.selection,
            self.words,
            lambda: self.current_picture.picture,
            lambda entry_id: self.current_picture.mark_of(entry_id).block,
        )

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def context(self) -> EditingContext:
        return EditingContext(self.session, self.selection, self.editing, self.words, self.appearance)

    def make(self, kind: type[QWidget]) -> QWidget:
        return kind(self.context)

    def person(self, contacts: Contacts = tuple) -> PersonPanel:
        return PersonPanel(self.context, self.private, contacts)


@contextmanager
def shown(widget: QWidget, width: int, height: int) -> Iterator[QWidget]:
    """The widget on the screen, active, and gone afterwards."""
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget)
    settle()
    yield widget
    widget.hide()
    widget.deleteLater()
    settle()


def settle() -> None:
    """Let everything that is posted happen."""
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def hover(widget: QWidget) -> None:
    """The pointer comes to the middle of a widget."""
    middle = QPointF(widget.rect().center())
    QApplication.sendEvent(widget, QEnterEvent(middle, middle, QPointF(widget.mapToGlobal(QPoint(0, 0)))))


def focusable(root: QWidget) -> list[QWidget]:
    """Every visible widget the keyboard can reach."""
    return [
        each
        for each in root.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def lines_high(each: QLabel | QAbstractButton) -> int:
    """The least height its text takes, broken at spaces. (Names of many lines are cut on purpose.)"""
    text = getattr(each, "whole_text", each.text())
    room = QRect(0, 0, each.width(), 10_000)
    return each.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() if len(text) < 200 else 0


def clipped(root: QWidget) -> list[str]:
    """Texts of visible labels and buttons that have less room than they need. (Some labels are cut on purpose.)"""
    found = []
    for each in root.findChildren(QWidget):
        if not each.isVisible() or not isinstance(each, QLabel | QAbstractButton) or isinstance(each, ElidedLabel):
            continue
        needed = each.minimumSizeHint()
        high = each.heightForWidth(each.width()) if each.hasHeightForWidth() else each.sizeHint().height()
        wide = needed.width() if each.hasHeightForWidth() else each.sizeHint().width()
        high = max(high, lines_high(each))
        right = each.mapTo(root, each.rect().topRight()).x()
        if each.width() < wide or each.height() < high or right >= root.width():
            found.append(f"{type(each).__name__} {each.text()!r} {each.size()} needs {wide}x{high}, right {right}")
    return found
