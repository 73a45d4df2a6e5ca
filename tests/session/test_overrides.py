"""An error in an override of a Qt method is an error, not the end of the process."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from kithmap.session.overrides import keep_errors_whole

if sys.argv[1] == "whole":
    keep_errors_whole()

class Watched(QObject):
    def event(self, event):
        if event.type() == QEvent.Type.User:
            [].pop()
        return super().event(event)

application = QCoreApplication([])
watched = Watched()
QCoreApplication.postEvent(watched, QEvent(QEvent.Type.User))
try:
    QCoreApplication.sendPostedEvents(None, 0)
except IndexError as error:
    print("raised", type(error).__name__)
"""


def run(how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=False, timeout=60)


def test_an_error_in_an_override_arrives() -> None:
    done = run("whole")
    assert (done.returncode, done.stdout) == (0, "raised IndexError\n")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="later versions of Python need no care")
def test_without_that_the_process_would_end() -> None:
    assert run("as it is").returncode < 0
