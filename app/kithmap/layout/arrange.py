"""From what a document says to a picture: sizes, rings, and a place for everybody so that nobody covers anybody.

The stored places are kept wherever they are free. Where a label, a larger text size or a fuller ring would make two
entries cover each other, only the picture moves them (see `spread`), and a ring grows when it cannot hold its entries.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Final, NamedTuple

from msgspec.structs import replace

from kithmap.layout.bands import Band, base_widths
from kithmap.layout.blocks import Point, Rect, circle_boxes, moved, rect_of
from kithmap.layout.dial import dial, slot
from kithmap.layout.entries import look, sizes_for
from kithmap.layout.middle import me_mark, ring_name_mark
from kithmap.layout.picture import Box, EntryMark, Picture, RingMark, RingNameMark, TieMark
from kithmap.layout.spread import Crowd, spread
from kithmap.layout.style import Metrics, TextWidth
from kithmap.model import queries
from kithmap.model.document import Connection, DatedMap, Document

# The part of a ring's area that blocks fill before it grows, in steps that keep its size from changing at every name.
_PACKING: Final = 0.55
_GROWTH: Final = 1.08
# Free space round everything.
_MARGIN: Final = 4.0


def arrange(
    document: Document,
    dated_map: DatedMap,
    metrics: Metrics,
    text_width: TextWidth,
    *,
    me: str,
    ring_names: Sequence[str],
    show: str | None = None,
) -> Picture:
    """The picture of one dated map.

    `ring_names` are the names of its rings, inner to outer, in the reader's language; `me` is the word in the middle.
    With `show`, entries and arcs that have nothing to do with that kind of support are faded.
    """
    loose = loose_marks(document, dated_map, metrics, text_width, show=show)
    middle = me_mark(me, dated_map.i_am, metrics, text_width)
    names = dict(zip((ring.id for ring in dated_map.rings), ring_names, strict=True))
    pills = [ring_name_mark(ring, name, metrics, text_width) for ring, name in names.items()]
    rings: list[RingMark] = []
    entries: list[EntryMark] = []
    walls = tuple(rect_of(box, metrics.gap) for box in circle_boxes(middle.radius))
    inner = middle.radius
    for order, (pill, width) in enumerate(zip(pills, _widths(pills, loose, metrics), strict=True)):
        members = queries.on_ring(dated_map, pill.ring)
        crowd = [loose[each.entry] for each in members]
        task = _Task(
            inner=inner,
            width=width,
            pill=rect_of(pill.box, metrics.gap),
            places=tuple((each.placement.angle, each.placement.depth) for each in members if each.placement),
            blocks=tuple(rect_of(mark.block, metrics.gap) for mark in crowd),
            walls=walls,
        )
        settled = _settle(task)
        inner = settled.outer
        walls += (*map(moved, task.blocks, settled.points), moved(task.pill, (0.0, -inner)))
        rings.append(RingMark(key=f"ring:{pill.ring}", ring=pill.ring, order=order, radius=inner))
        entries += [replace(mark, x=x, y=y, ring=pill.ring) for mark, (x, y) in zip(crowd, settled.points, strict=True)]
    shown_names = tuple(ring_name_mark(ring.ring, names[ring.ring], metrics, text_width, ring.radius) for ring in rings)
    return Picture(
        rings=tuple(reversed(rings)),
        ties=_ties(dated_map, entries),
        ring_names=shown_names,
        me=middle,
        entries=tuple(entries),
        bounds=_bounds(inner, [*(mark.box for mark in entries), *(name.box for name in shown_names)]),
        gap=metrics.gap,
    )


def loose_marks(
    document: Document,
    dated_map: DatedMap,
    metrics: Metrics,
    text_width: TextWidth,
    *,
    show: str | None = None,
) -> Mapping[str, EntryMark]:
    """By entry id, the mark of everybody on the dated map with its middle at the origin, placed or not.

    For what is not on the rings yet: its `block` is the room it needs, the mark is what to draw while it is dragged.
    """
    entries = queries.entries_by_id(document)
    kinds = queries.support_kinds(document)
    sizes = sizes_for(sum(map(queries.is_on_rings, dated_map.connections)), metrics)
    slot_width = slot(kinds)

    def mark(connection: Connection) -> EntryMark:
        entry = entries[connection.entry]
        shape = look(entry.name, sizes, text_width)
        supports = tuple(support for support in connection.supports if support.kind in kinds)
        return EntryMark(
            key=f"entry:{entry.id}",
            entry=entry.id,
            kind=entry.kind,
            x=0.0,
            y=0.0,
            disc=sizes.disc,
            shape=sizes.shape,
            initials=shape.initials,
            label=shape.label,
            label_box=shape.label_box,
            arcs=dial(supports, slot_width, sizes.disc, show),
            faded=show is not None and all(support.kind != show for support in supports),
            truncated=shape.truncated,
            private=entry.private,
        )

    return {connection.entry: mark(connection) for connection in dated_map.connections}


class _Task(NamedTuple):
    """What the size of a ring and the places on it depend on, and nothing else, so that answers can be kept."""

    inner: float
    width: float
    pill: Rect
    places: tuple[tuple[float, float], ...]
    blocks: tuple[Rect, ...]
    walls: tuple[Rect, ...]


class _Settled(NamedTuple):
    """A ring that holds its entries: radius of its line, and their middles."""

    outer: float
    points: tuple[Point, ...]


@lru_cache(maxsize=64)
def _settle(task: _Task) -> _Settled:
    """Grow the ring from the size its entries need at least until they can be spread on it."""
    for level in count(_first_level(task)):
        outer = task.inner + task.width * _GROWTH**level
        walls = (*task.walls, moved(task.pill, (0.0, -outer)))
        points = spread(Crowd(task.places, task.blocks, walls, Band(task.inner, outer)))
        if points is not None:
            return _Settled(outer, points)
    raise AssertionError("count never ends")


def _first_level(task: _Task) -> int:
    needed = sum((right - left) * (bottom - top) for left, top, right, bottom in task.blocks) / _PACKING
    width = math.sqrt(task.inner**2 + needed / math.pi) - task.inner
    return max(0, math.ceil(math.log(width / task.width, _GROWTH))) if width > 0 else 0


def _widths(pills: Sequence[RingNameMark], loose: Mapping[str, EntryMark], metrics: Metrics) -> list[float]:
    """Widths of the bands before they grow: the usual ones, but enough for the names on their lines."""
    disc = max((mark.disc for mark in loose.values()), default=0.0)
    least = disc + 2.0 * metrics.gap + max(pill.box.height for pill in pills)
    return [max(width, least) for width in base_widths(len(pills), metrics)]


def _ties(dated_map: DatedMap, entries: Iterable[EntryMark]) -> tuple[TieMark, ...]:
    marks = {mark.entry: mark for mark in entries}
    return tuple(
        TieMark(
            key=f"tie:{len(tie.one)}:{tie.one}:{tie.other}",
            one=tie.one,
            other=tie.other,
            x1=marks[tie.one].x,
            y1=marks[tie.one].y,
            x2=marks[tie.other].x,
            y2=marks[tie.other].y,
            faded=marks[tie.one].faded or marks[tie.other].faded,
        )
        for tie in dated_map.ties
        if tie.one in marks and tie.other in marks
    )


def _bounds(radius: float, boxes: Iterable[Box]) -> Box:
    everything = [Box(-radius, -radius, 2.0 * radius, 2.0 * radius), *boxes]
    left = min(box.left for box in everything) - _MARGIN
    top = min(box.top for box in everything) - _MARGIN
    right = max(box.right for box in everything) + _MARGIN
    bottom = max(box.bottom for box in everything) + _MARGIN
    return Box(left, top, right - left, bottom - top)
