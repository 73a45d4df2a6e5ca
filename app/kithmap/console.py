"""Lines for whoever sits at a terminal. Where there is none, or it is gone, nothing is said and nothing fails."""

import sys
from contextlib import suppress
from typing import TextIO


def say(text: str, stream: TextIO | None) -> bool:
    """Write a line; False when nobody can read it: started from a desktop, a pipe that was closed, a full disk."""
    if stream is None:
        return False
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except (OSError, ValueError):
        # Closed, it does not fail once more when the process ends.
        with suppress(OSError):
            stream.close()
        return False
    return True


def say_error(text: str) -> bool:
    """Write a line to the error output, as `say` does."""
    return say(text, sys.stderr)
