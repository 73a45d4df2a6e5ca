"""Driving the real window in tests: scripted answers, and a mouse as widgets know it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kithmap import application
from kithmap.session.services import SessionServices
from kithmap.session.session import Session
from kithmap.store.errors import StoreError
from kithmap.store.locations import backups_folder, recovery_folder
from kithmap.store.settings import Settings
from kithmap.ui.files.questions import Changed, Questions
from kithmap.ui.files.questions import LeaveChoice as Leave
from kithmap.ui.files.recovery_dialog import RecoveryChoice, UnsavedSummary
from kithmap.ui.privacy.quick_hide import QuickHide
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.preferences import Preferences
from kithmap.ui.window.main_window import MainWindow
from kithmap.ui.window.timeline import MapButton
from kithmap.wording.words import Words

DAY = date(2026, 11, 23)


class Script:
    """Answers for every question the window may ask, and a record of what was said."""

    def __init__(self) -> None:
        self.open_path: Path | None = None
        self.save_path: Path | None = None
        self.pdf_path: Path | None = None
        self.next_pdf_paths: list[Path] = []
        self.film_path: Path | None = None
        self.suggested: list[str] = []
        self.leave = Leave.STAY
        self.changed = Changed.CANCEL
        self.passphrases: list[str] = []
        self.new = ""
        self.answer = RecoveryChoice.NOT_NOW
        self.yes = False
        self.works: list[UnsavedSummary] = []
        self.refused: list[StoreError] = []
        self.asked: list[str] = []
        self.reasons: list[str] = []
        self.told: list[tuple[str, str]] = []

    def path_to_open(self) -> Path | None:
        self.asked.append("open")
        return self.open_path

    def path_to_film(self) -> Path | None:
        self.asked.append("film")
        return self.film_path

    def path_to_save(self, suggestion: Path) -> Path | None:
        self.asked.append("save")
        self.suggested.append(suggestion.name)
        return self.save_path

    def path_for_pdf(self, suggestion: Path) -> Path | None:
        self.asked.append("pdf")
        self.suggested.append(suggestion.name)
        if self.asked.count("pdf") > 1 and suggestion == self.pdf_path:
            # Refused: another one, or none.
            self.pdf_path = self.next_pdf_paths.pop(0) if self.next_pdf_paths else None
        return self.pdf_path

    def unsaved(self) -> Leave:
        self.asked.append("unsaved")
        return self.leave

    def changed_on_disk(self) -> Changed:
        self.asked.append("changed")
        return self.changed

    def wait_for(self, _text: str, job: Callable[[], Any]) -> Any:
        return job()

    def ask_passphrase(self, _file_name: str | None, attempt: Callable[[str], Any]) -> Any:
        self.asked.append("passphrase")
        for passphrase in self.passphrases:
            try:
                return attempt(passphrase)
            except StoreError as error:
                self.refused.append(error)
        return None

    def new_passphrase(self, use: Callable[[str], Any], *, is_change: bool) -> Any:
        self.asked.append("change passphrase" if is_change else "new passphrase")
        return use(self.new) if self.new else None

    def unsaved_work(self, work: UnsavedSummary) -> RecoveryChoice:
        self.works.append(work)
        return self.answer

    def show_message(self, title: str, text: str) -> None:
        self.told.append((title, text))

    def ask(self, title: str, text: str, _yes: str, *, is_final: bool = False) -> bool:
        self.asked.append(title)
        self.reasons.append(text)
        return self.yes


class Mouse:
    """A real mouse as far as widgets can tell: events with buttons, sent to the widget they would reach."""

    def __init__(self) -> None:
        self._grabber: QWidget | None = None

    def press(
        self, widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self._grabber = widget
        self._send(
            QEvent.Type.MouseButtonPress, widget, at, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, modifiers
        )

    def move(
        self,
        widget: QWidget,
        at: QPoint,
        *,
        held: bool = True,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """While a button is held the events go to the widget that was pressed, as they do in Qt."""
        target = self._grabber or widget
        local = target.mapFromGlobal(widget.mapToGlobal(at))
        buttons = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseMove, target, local, Qt.MouseButton.NoButton, buttons, modifiers)

    def release(
        self, widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        target = self._grabber or widget
        local = target.mapFromGlobal(widget.mapToGlobal(at))
        self._grabber = None
        self._send(
            QEvent.Type.MouseButtonRelease, target, local, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, modifiers
        )

    def click(
        self, widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.press(widget, at, modifiers)
        self.release(widget, at, modifiers)

    def drag(self, source: QWidget, start: QPoint, target: QWidget, end: QPoint) -> None:
        self.press(source, start)
        first = target.mapFromGlobal(source.mapToGlobal(start + QPoint(8, 4)))
        self.move(target, first)
        for step in range(1, 6):
            self.move(target, first + (end - first) * step / 5)
        self.move(target, end)
        self.release(target, end)

    def _send(
        self,
        kind: QEvent.Type,
        widget: QWidget,
        at: QPoint,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        event = QMouseEvent(kind, QPointF(at), QPointF(widget.mapToGlobal(at)), button, buttons, modifiers)
        QApplication.sendEvent(widget, event)


def words_of_the_window() -> Words:
    """The words of the program, in the language of the catalogues that are installed."""
    return Words(QCoreApplication.translate)


def made_window(script: Script | None, appearance: Appearance, preferences: Preferences | None = None) -> MainWindow:
    """The window with an empty map of a fixed day, its questions answered by the script; without one it asks."""
    application_object = QApplication.instance()
    assert isinstance(application_object, QApplication)
    session = Session(lambda: DAY, backups_folder())
    return MainWindow(
        SessionServices(session, recovery_folder()),
        appearance,
        words_of_the_window(),
        preferences or Preferences(Settings()),
        QuickHide(application_object, lambda: application.way_back(session)),
        application.printing(),
        questions=lambda parent: script or Questions(parent),
    )


def look_at(window: MainWindow, map_id: str) -> None:
    """Click on a dated map at the foot of the window."""
    # The last one: what stood there before goes a moment later.
    chosen = [each for each in window.timeline.findChildren(MapButton) if each.map_id == map_id][-1]
    QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)


def close_for_good(window: MainWindow) -> None:
    """End what a window leaves running, without its questions."""
    window.services.close(keep_unsaved=False)
    window._accessible.close()
    window.safety.quick_hide.deleteLater()
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
