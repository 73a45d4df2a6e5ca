"""Where Qt can make no application it aborts; this says why instead."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler


@contextmanager
def aborting_in_words(why: Callable[[], str], say: Callable[[str], object]) -> Iterator[None]:
    """While an application is made: in place of an abort, say why and end the process with status 1.

    Qt aborts after a fatal message. What it says before that is kept back, and said when all went well after all, or
    to those who look for a fault in Qt.
    """
    kept: list[str] = []

    def on_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtFatalMsg:
            kept.append(qFormatLogMessage(kind, context, text))
            return
        try:
            if os.environ.get("QT_DEBUG_PLUGINS"):
                say("\n".join(kept))
            say(why())
        finally:
            os._exit(1)

    before = qInstallMessageHandler(on_message)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    if kept:
        say("\n".join(kept))
