"""The outline of an entry's shape, one for each kind: the screen and the paper draw the same.

A path is a tuple of commands round the middle (0, 0), x to the right, y down, in the units of `radius`:
("M", x, y) start, ("L", x, y) line, ("C", x1, y1, x2, y2, x, y) cubic curve, ("Z",) close.
No point lies further than REACH * radius from the middle, so the support dial outside it stays clear.
"""

import math
from collections.abc import Iterator
from typing import Final

from kithmap.model.vocabulary import EntryKind

PathCommand = tuple[str] | tuple[str, float, float] | tuple[str, float, float, float, float, float, float]
Path = tuple[PathCommand, ...]

REACH: Final = 1.13

# Handle length of the cubic curve that is nearest to a quarter of a circle with radius 1.
_KAPPA: Final = 0.5523


def shape_path(kind: EntryKind, radius: float) -> Path:
    """The closed outline of the shape for `kind`. Remembered ones have the circle of a person: see `is_dashed`."""
    return tuple(_scaled(command, radius) for command in _UNIT_PATHS[kind])


def is_dashed(kind: EntryKind) -> bool:
    """Whether the outline is drawn dashed: someone who has died and still matters."""
    return kind is EntryKind.REMEMBERED


def _scaled(command: PathCommand, radius: float) -> PathCommand:
    letter, *numbers = command
    return (letter, *(number * radius for number in numbers))  # type: ignore[return-value]


def _rounded_rectangle(half_width: float, half_height: float, corner: float) -> Iterator[PathCommand]:
    x, y, handle = half_width - corner, half_height - corner, corner * _KAPPA
    w, h = half_width, half_height
    yield ("M", -x, -h)
    yield ("L", x, -h)
    yield ("C", x + handle, -h, w, -y - handle, w, -y)
    yield ("L", w, y)
    yield ("C", w, y + handle, x + handle, h, x, h)
    yield ("L", -x, h)
    yield ("C", -x - handle, h, -w, y + handle, -w, y)
    yield ("L", -w, -y)
    yield ("C", -w, -y - handle, -x - handle, -h, -x, -h)
    yield ("Z",)


def _circle() -> Iterator[PathCommand]:
    k = _KAPPA
    yield ("M", 0.0, -1.0)
    yield ("C", k, -1.0, 1.0, -k, 1.0, 0.0)
    yield ("C", 1.0, k, k, 1.0, 0.0, 1.0)
    yield ("C", -k, 1.0, -1.0, k, -1.0, 0.0)
    yield ("C", -1.0, -k, -k, -1.0, 0.0, -1.0)
    yield ("Z",)


def _hexagon() -> Iterator[PathCommand]:
    """Points to the left and right, so that there is room for two letters."""
    for i in range(6):
        angle = math.radians(60 * i)
        yield ("L" if i else "M", 1.1 * math.cos(angle), 1.1 * math.sin(angle))
    yield ("Z",)


def _diamond() -> Iterator[PathCommand]:
    yield ("M", 0.0, -REACH)
    yield ("L", REACH, 0.0)
    yield ("L", 0.0, REACH)
    yield ("L", -REACH, 0.0)
    yield ("Z",)


def _shield() -> Iterator[PathCommand]:
    yield ("M", -0.93, -0.55)
    yield ("C", -0.45, -0.98, 0.45, -0.98, 0.93, -0.55)
    yield ("C", 0.98, 0.2, 0.55, 0.8, 0.12, 1.02)
    yield ("C", 0.05, 1.06, -0.05, 1.06, -0.12, 1.02)
    yield ("C", -0.55, 0.8, -0.98, 0.2, -0.93, -0.55)
    yield ("Z",)


def _arch() -> Iterator[PathCommand]:
    w, k = 0.82, 0.82 * _KAPPA
    yield ("M", -w, 0.77)
    yield ("L", -w, -0.2)
    yield ("C", -w, -0.2 - k, -k, -1.02, 0.0, -1.02)
    yield ("C", k, -1.02, w, -0.2 - k, w, -0.2)
    yield ("L", w, 0.77)
    yield ("Z",)


_UNIT_PATHS: Final[dict[EntryKind, Path]] = {
    EntryKind.PERSON: tuple(_circle()),
    EntryKind.PAID: tuple(_rounded_rectangle(0.88, 0.88, 0.2)),
    EntryKind.GROUP: tuple(_hexagon()),
    EntryKind.ANIMAL: tuple(_shield()),
    EntryKind.PLACE: tuple(_diamond()),
    EntryKind.ACTIVITY: tuple(_rounded_rectangle(1.12, 0.72, 0.72)),
    EntryKind.FAITH: tuple(_arch()),
    EntryKind.REMEMBERED: tuple(_circle()),
}
