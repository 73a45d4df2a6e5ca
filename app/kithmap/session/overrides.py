"""Errors in overrides of Qt's methods reach `sys.excepthook`, instead of ending the program.

When an error that Python's own C code raised (`[].pop()`, a widget that is gone) leaves an override while Qt is called
from Python, the binding takes it apart before it is whole, and on Python 3.11 the process dies with a segmentation
fault (not reported; seen with PySide6 6.11.3). An error that was caught and raised again in Python is whole, so every
override does that.
"""

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import Shiboken

# From this version on every error is whole from the start.
_SOUND = (3, 12)


def keep_errors_whole() -> None:
    """Let overrides in classes that are defined from now on raise whole errors. Twice does no harm."""
    if sys.version_info >= _SOUND:
        return
    for base in (Shiboken.Object, QObject):
        setattr(base, "__init_subclass__", classmethod(_with_whole_errors))  # noqa: B010 - typed as read-only


def _with_whole_errors(cls: type) -> None:
    bases = [each for each in cls.__mro__[1:] if each.__module__.partition(".")[0] in {"PySide6", "Shiboken"}]
    for name, value in list(vars(cls).items()):
        is_override = any(name in vars(each) for each in bases)
        if isinstance(value, FunctionType) and is_override and not name.startswith("__"):
            setattr(cls, name, _raising_whole(value))


def _raising_whole(override: FunctionType) -> Callable[..., Any]:
    @functools.wraps(override)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return override(*arguments, **named)
        except BaseException:  # noqa: TRY203 - see above
            raise

    return call
