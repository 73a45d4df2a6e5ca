"""The three checks every value of the document is made of."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from kithmap.model.errors import BrokenRule

_T = TypeVar("_T", bound=Hashable)


def require(condition: bool, rule: str, value: object = None) -> None:
    """Raise BrokenRule(rule, value) unless `condition` holds."""
    if not condition:
        raise BrokenRule(rule, value)


def require_text(text: str, rule: str, maximum: int) -> None:
    """Raise BrokenRule unless `text` has at most `maximum` code points and can be written as UTF-8."""
    require(len(text) <= maximum, f"{rule}-too-long", len(text))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BrokenRule(f"{rule}-surrogate", error.start) from None


def require_unique(values: Iterable[_T], rule: str) -> set[_T]:
    """The values as a set; raise BrokenRule at the first one that comes twice."""
    seen: set[_T] = set()
    for value in values:
        require(value not in seen, rule, value)
        seen.add(value)
    return seen
