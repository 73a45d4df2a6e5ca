"""What happens when the program itself makes a mistake: a calm sentence for the person, places in the code for us.

The document is a value that is replaced whole, so a mistake half way leaves no half document. What is written to the
error output names modules and lines, never the text of the error nor a folder: those could hold somebody's name.
"""

import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

from kithmap.console import say


class CrashReporter:
    """Takes the place of `sys.excepthook` while the window is open."""

    def __init__(self, show_message: Callable[[], None], output: TextIO | None = None) -> None:
        self._show_message = show_message
        self._output = output
        self._told: set[str] = set()
        self._is_telling = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write where it happened, and tell the person: once for each place, one window at a time."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        places = [
            f"{frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
        say("\n  ".join([kind.__name__, *places]), self._output or sys.stderr)
        place = places[-1] if places else kind.__name__
        if self._is_telling or place in self._told:
            return
        self._told.add(place)
        self._is_telling = True
        try:
            self._show_message()
        finally:
            self._is_telling = False
