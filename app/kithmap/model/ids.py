"""The ids of what a document holds: text in files and at run time, and not to be mixed up."""

from collections.abc import Iterable
from typing import NewType

EntryId = NewType("EntryId", str)
MapId = NewType("MapId", str)
SmallStepId = NewType("SmallStepId", str)
# A circle, or `vocabulary.KEEPING_A_DISTANCE`.
RingId = NewType("RingId", str)
# A kind of support, not of entry.
KindId = NewType("KindId", str)


def next_number(ids: Iterable[str], prefix: str) -> int:
    """The number after the highest one among these ids, which are a prefix and a number; others do not count."""
    numbers = (each.removeprefix(prefix) for each in ids)
    return 1 + max((int(n) for n in numbers if n.isascii() and n.isdigit() and len(n) < 12), default=0)
