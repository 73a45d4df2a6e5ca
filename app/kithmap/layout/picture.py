"""The picture: a drawing of one dated map as immutable marks with final coordinates and lines of text.

Both painters (screen and PDF) draw exactly these marks and decide nothing. Units: map units, one unit is one screen
pixel at 100 % zoom; the origin is the middle of the map, x to the right, y down. Angles: degrees clockwise from twelve
o'clock.
Colours are roles (see `style`), so the same picture serves light, dark, high contrast, print and grey.
"""

import msgspec

from kithmap.model.ids import EntryId, KindId, RingId
from kithmap.model.vocabulary import Direction, EntryKind, SupportLevel


class Part(msgspec.Struct, frozen=True, gc=False):
    """Base of everything a picture is made of."""


class Box(Part, frozen=True, gc=False):
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def moved(self, x: float, y: float) -> "Box":
        return Box(self.left + x, self.top + y, self.width, self.height)


class TextLine(Part, frozen=True, gc=False):
    """One line of text, centred on x; `baseline` is its y, `width` its measured advance."""

    text: str
    x: float
    baseline: float
    size: float
    width: float
    bold: bool = False


class Arc(Part, frozen=True, gc=False):
    """Part of the support dial: a stroke along a circle round the entry's middle.

    The middle of the arc is the fixed clock position of its kind; `span` (degrees) grows with the level.
    A level of "not sure" is drawn dotted.
    """

    kind: KindId
    direction: Direction
    level: SupportLevel
    radius: float
    start: float
    span: float
    thickness: float
    faded: bool = False


class RingMark(Part, frozen=True, gc=False):
    """A filled circle round the middle; rings come outermost first. `order` counts from the innermost ring, 0."""

    key: str
    ring: RingId
    order: int
    radius: float


class RingNameMark(Part, frozen=True, gc=False):
    key: str
    ring: RingId
    box: Box
    line: TextLine


class MeMark(Part, frozen=True, gc=False):
    """The person, in the middle. The first line is "Me", the others what they are."""

    key: str
    radius: float
    lines: tuple[TextLine, ...]


class TieMark(Part, frozen=True, gc=False):
    key: str
    one: EntryId
    other: EntryId
    x1: float
    y1: float
    x2: float
    y2: float
    faded: bool = False


class EntryMark(Part, frozen=True, gc=False):
    """An entry: shape by kind with initials, the support dial round it, the name below.

    `x`, `y` is the middle. Everything inside (initials, label, arcs, boxes) is relative to it, so that an entry being
    dragged is the same drawing elsewhere. `disc` is the radius of the pale disc behind; `truncated` says that the label
    does not hold the whole name. `ring` is the ring the entry is on.
    """

    key: str
    entry: EntryId
    kind: EntryKind
    x: float
    y: float
    disc: float
    shape: float
    initials: TextLine
    label: tuple[TextLine, ...]
    label_box: Box
    arcs: tuple[Arc, ...]
    faded: bool = False
    truncated: bool = False
    private: bool = False
    ring: RingId | None = None

    @property
    def block(self) -> Box:
        """The area the entry fills, relative to its middle."""
        left = min(-self.disc, self.label_box.left)
        right = max(self.disc, self.label_box.right)
        bottom = max(self.disc, self.label_box.bottom)
        return Box(left, -self.disc, right - left, bottom + self.disc)

    @property
    def box(self) -> Box:
        """The area no other entry, label, ring name or Me may cover."""
        return self.block.moved(self.x, self.y)


Mark = RingMark | RingNameMark | MeMark | TieMark | EntryMark


class Picture(Part, frozen=True, gc=False):
    """All marks in painting order, the area they fill (`bounds`), and the free space between any two blocks (`gap`)."""

    rings: tuple[RingMark, ...]
    ties: tuple[TieMark, ...]
    ring_names: tuple[RingNameMark, ...]
    me: MeMark
    entries: tuple[EntryMark, ...]
    bounds: Box
    gap: float = 3.0

    @property
    def marks(self) -> tuple[Mark, ...]:
        return (*self.rings, *self.ties, *self.ring_names, self.me, *self.entries)

    def entry(self, entry_id: EntryId) -> EntryMark | None:
        return next((mark for mark in self.entries if mark.entry == entry_id), None)

    @property
    def radius(self) -> float:
        return self.rings[0].radius
