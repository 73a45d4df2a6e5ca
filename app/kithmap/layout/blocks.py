"""Rectangles, points and places as plain tuples, for the loops that look at thousands of them."""

import math
from itertools import pairwise
from typing import Final

from kithmap.layout.picture import Box

# left, top, right, bottom
Rect = tuple[float, float, float, float]
Point = tuple[float, float]

# Angle in radians clockwise from twelve o'clock, distance from the middle.
Place = tuple[float, float]

# So much overlap is none: rounding must not undo a solution.
TRACE: Final = 1e-6

# A circle is kept clear as so many upright strips.
_STRIPS: Final = 7


def rect_of(box: Box, gap: float = 0.0) -> Rect:
    """The box with half the gap more on every side: two of them that touch keep a whole gap."""
    half = gap / 2.0
    return box.left - half, box.top - half, box.right + half, box.bottom + half


def moved(rect: Rect, point: Point) -> Rect:
    x, y = point
    return rect[0] + x, rect[1] + y, rect[2] + x, rect[3] + y


def circle_boxes(radius: float) -> list[Box]:
    """Upright strips that together cover a circle round the origin."""
    edges = [radius * (2.0 * number / _STRIPS - 1.0) for number in range(_STRIPS + 1)]
    return [_strip(radius, left, right) for left, right in pairwise(edges)]


def _strip(radius: float, left: float, right: float) -> Box:
    nearest = 0.0 if left < 0.0 < right else min(abs(left), abs(right))
    height = math.sqrt(radius**2 - nearest**2)
    return Box(left, -height, right - left, 2.0 * height)


def to_point(place: Place) -> Point:
    angle, radius = place
    return radius * math.sin(angle), -radius * math.cos(angle)
