"""The system asks the program to end: by a signal (a terminal closes, a computer shuts down) or a session's end.

Python runs its own handlers only between its instructions, and while Qt waits for events there are none. So the signal
wakes Qt through a pipe.
"""

import os
import signal
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication

_NAMES: Final = ("SIGTERM", "SIGHUP", "SIGINT")


class Interruptions(QObject):
    """Calls `keep` when the session ends, and `keep`, then `leave`, on SIGTERM, SIGHUP and SIGINT.

    `keep` must bring unsaved work to the disk before it returns; it may be called more than once.
    """

    def __init__(self, application: QGuiApplication, keep: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(application)
        self._keep = keep
        self._leave = leave
        # Nothing is asked then: the work is kept, and offered at the next start.
        application.commitDataRequest.connect(lambda _manager: keep())
        # Windows ends programs through the session only.
        if os.name != "nt":
            self._listen()

    def close(self) -> None:
        """Let signals do again what they usually do."""
        if os.name != "nt":
            self._notifier.setEnabled(False)
            for name in _NAMES:
                signal.signal(getattr(signal, name), signal.SIG_DFL)
            signal.set_wakeup_fd(-1)
            for end in self._pipe:
                os.close(end)

    def _listen(self) -> None:
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        for name in _NAMES:
            signal.signal(getattr(signal, name), _leave_it_to_the_pipe)
        self._notifier = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._interrupted)

    def _interrupted(self) -> None:
        os.read(self._pipe[0], 64)
        self._keep()
        self._leave()


def _leave_it_to_the_pipe(_number: int, _frame: object) -> None:
    pass
