"""The first page, and the window behind it, which is made while the first page is looked at."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from kithmap.content.errors import ContentError
from kithmap.ui.widgets.preferences import Preferences
from kithmap.ui.window.crash_reporter import CrashReporter
from kithmap.ui.window.first_page import FirstPage
from kithmap.wording.refusals import sentence

if TYPE_CHECKING:
    from kithmap.ui.window.main_window import MainWindow


class Beginning:
    """`make_window` makes the window; `contacts_refusal` says why a service's own contacts cannot be used."""

    def __init__(
        self,
        preferences: Preferences,
        make_window: "Callable[[], MainWindow]",
        contacts_refusal: Callable[[], ContentError | None],
    ) -> None:
        self._preferences = preferences
        self._make = make_window
        self._contacts_refusal = contacts_refusal
        self.window: MainWindow | None = None
        self._was_shown = False
        self.start = FirstPage()
        self.start.painted.connect(lambda: self._enter(lambda window: window.safety.recovering.offer()))
        self.start.new_wanted.connect(lambda: self._enter(lambda window: window.files.new()))
        self.start.guide_wanted.connect(lambda: self._enter(lambda window: window.begin_guided()))
        self.start.open_wanted.connect(lambda: self._enter(lambda window: window.files.open_chosen()))
        self.start.example_wanted.connect(lambda: self._enter(lambda window: window.files.open_example()))
        self.start.file_dropped.connect(lambda path: self._enter(lambda window: window.files.open(path)))

    def show(self, file: Path | None) -> None:
        """Show the map in `file`, or the first page: without a file, or when it cannot be opened."""
        if file is None or not self._enter(lambda window: window.files.open(file.absolute())):
            self.start.show()
            self.start.new_button.setFocus()
            return
        self._make_window().safety.recovering.offer()

    def keep_now(self) -> None:
        """The program is being ended from outside: bring unsaved work to the disk."""
        if self.window is not None:
            self.window.keep_now()

    def end(self) -> None:
        """Let everything that is under way reach the disk, and remember how the window looked."""
        if self.window is None:
            return
        self.window.services.close(keep_unsaved=True)
        if self._was_shown and not self._preferences.is_forgotten:
            self._preferences.use(self.window.current_settings())

    def _enter(self, way: "Callable[[MainWindow], bool]") -> bool:
        """Go from the first page to the window, if `way` leads to a map."""
        window = self._make_window()
        # A damaged map does not open, and can still lead to a copy of an earlier version.
        if not way(window) and not window.session.is_modified:
            return False
        window.show()
        self._was_shown = True
        self.start.close()
        QTimer.singleShot(0, window, self._show_contacts_refusal)
        return True

    def _show_contacts_refusal(self) -> None:
        """In the strip, at the start: where contacts are needed all stays calm."""
        refusal = self._contacts_refusal()
        if refusal is not None and self.window is not None:
            self.window.safety.banner.show_message("contacts", sentence(refusal, QCoreApplication.translate))

    def _make_window(self) -> "MainWindow":
        if self.window is None:
            self.window = self._make()
            sys.excepthook = CrashReporter(self.window.dialogs.show_crash)
        return self.window
