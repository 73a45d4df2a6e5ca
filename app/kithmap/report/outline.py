"""Text as filled outlines, as the report draws what its fonts lack. Whoever makes them is handed in."""

from collections.abc import Callable

import msgspec

from kithmap.layout.shapes import Path


class PlacedImage(msgspec.Struct, frozen=True):
    """A colour glyph as a PNG; x and y are its upper left corner. Units and axes as in Outline."""

    png: bytes
    x: float
    y: float
    width: float
    height: float


class Outline(msgspec.Struct, frozen=True):
    """A line of text as a path to fill by the non-zero rule, and the pictures in it (colour emoji).

    Units: 1/1000 of the text size; the origin is on the baseline at the left end, y down. `missing` are the characters
    no font shows (a small box stands for each). `parts` are the characters in reading order (with their marks), each
    with the left edge and the width of its place.
    """

    commands: Path
    width: float
    parts: tuple[tuple[str, float, float], ...]
    missing: tuple[str, ...]
    images: tuple[PlacedImage, ...]


# text, bold -> its outline
MakeOutline = Callable[[str, bool], Outline]
