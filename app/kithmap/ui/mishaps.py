"""What happens when the program itself makes a mistake: a calm sentence for the person, places in the code for us.

The document is a value that is replaced whole, so a mistake half way leaves the one from before. What is written to the
error output names modules and lines, never the text of the error: that could hold somebody's name.
"""

import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TextIO


class Mishaps:
    """Takes the place of `sys.excepthook` while the window is open."""

    def __init__(self, tell: Callable[[], None], output: TextIO | None = None) -> None:
        self._tell = tell
        self._output = output
        self._is_telling = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write where it happened and tell the person, once at a time."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        output = self._output or sys.stderr
        output.write(f"{kind.__name__}\n")
        for frame in traceback.extract_tb(trace):
            output.write(f"  {frame.filename}:{frame.lineno} {frame.name}\n")
        if self._is_telling:
            return
        self._is_telling = True
        try:
            self._tell()
        finally:
            self._is_telling = False
