"""One function per step of the file format, oldest first: step n turns plain values of version n into version n + 1.

A step works on what JSON gives (dicts, lists, texts, numbers), never on the structures of the model: those change, a
step does not. A new step needs a golden file of the version it leaves behind in tests/data. Where the values are not
what its version promised, a step may simply fail (LookupError, TypeError, ValueError, AttributeError).
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

Migration = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: Final[tuple[Migration, ...]] = ()

CURRENT_VERSION: Final = 1 + len(MIGRATIONS)


def migrate(document: dict[str, Any], version: int, steps: Sequence[Migration] = MIGRATIONS) -> dict[str, Any]:
    """The plain document of a file of `version` (1 or later) as the current version has it."""
    for step in steps[version - 1 :]:
        document = step(document)
    return document
