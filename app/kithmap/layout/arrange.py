"""From what a document says to a picture: sizes, rings, and a place for everybody so that nobody covers anybody.

The stored places are kept wherever they are free. Where a label, a larger text size or a fuller ring would make two
entries cover each other, only the picture moves them (see `spread`), and a ring grows when it cannot hold its entries.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from kithmap.layout.bands import base_widths
from kithmap.layout.blocks import circle_boxes, rect_of
from kithmap.layout.dial import dial, slot
from kithmap.layout.entries import look
from kithmap.layout.middle import me_mark, ring_name_mark
from kithmap.layout.picture import Box, EntryMark, Picture, RingMark, TieMark
from kithmap.layout.rings import Members, settle_rings
from kithmap.layout.sizes import Sizes, sizes_for
from kithmap.layout.style import Metrics, TextWidth
from kithmap.model import queries
from kithmap.model.document import Connection, DatedMap, Document
from kithmap.model.ids import EntryId, KindId

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
    show: KindId | None = None,
) -> Picture:
    """The picture of one dated map.

    `ring_names` are the names of its rings, inner to outer, in the reader's language; `me` is the word in the middle.
    With `show`, entries and arcs that have nothing to do with that kind of support are faded.
    """
    sizes = _sizes(dated_map, metrics)
    loose = _loose_marks(document, dated_map, sizes, text_width, show)
    middle = me_mark(me, dated_map.i_am, sizes, text_width)
    names = dict(zip((ring.id for ring in dated_map.rings), ring_names, strict=True))
    on_rings = [queries.on_ring(dated_map, ring) for ring in names]
    pills = [ring_name_mark(ring, name, sizes, text_width).box for ring, name in names.items()]
    least = sizes.disc + 2.0 * metrics.gap + max(pill.height for pill in pills)
    widths = [max(width, least) for width in base_widths(len(names), metrics)]
    settled = settle_rings(
        middle.radius,
        [_members(*each, loose, metrics.gap) for each in zip(widths, pills, on_rings, strict=True)],
        [rect_of(box, metrics.gap) for box in circle_boxes(middle.radius)],
    )
    entries = tuple(
        replace(loose[connection.entry], x=x, y=y, ring=ring)
        for ring, connections, band in zip(names, on_rings, settled, strict=True)
        for connection, (x, y) in zip(connections, band.points, strict=True)
    )
    rings = tuple(
        RingMark(key=f"ring:{ring}", ring=ring, order=order, radius=band.outer)
        for order, (ring, band) in enumerate(zip(names, settled, strict=True))
    )
    shown_names = tuple(ring_name_mark(mark.ring, names[mark.ring], sizes, text_width, mark.radius) for mark in rings)
    return Picture(
        rings=rings[::-1],
        ties=_ties(dated_map, entries),
        ring_names=shown_names,
        me=middle,
        entries=entries,
        bounds=_bounds(rings[-1].radius, [*(mark.box for mark in entries), *(name.box for name in shown_names)]),
        gap=metrics.gap,
    )


def loose_marks(
    document: Document, dated_map: DatedMap, metrics: Metrics, text_width: TextWidth, *, show: KindId | None = None
) -> Mapping[EntryId, EntryMark]:
    """By entry id, everybody's mark with its middle at the origin, placed or not: its room, and for dragging."""
    return _loose_marks(document, dated_map, _sizes(dated_map, metrics), text_width, show)


def _sizes(dated_map: DatedMap, metrics: Metrics) -> Sizes:
    return sizes_for(sum(map(queries.is_on_rings, dated_map.connections)), metrics)


def _loose_marks(
    document: Document, dated_map: DatedMap, sizes: Sizes, text_width: TextWidth, show: KindId | None
) -> dict[EntryId, EntryMark]:
    entries = queries.entries_by_id(document)
    kinds = queries.support_kinds(document)
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


def _members(
    width: float, pill: Box, connections: Sequence[Connection], loose: Mapping[EntryId, EntryMark], gap: float
) -> Members:
    return Members(
        width=width,
        pill=rect_of(pill, gap),
        places=tuple((each.placement.angle, each.placement.depth) for each in connections if each.placement),
        blocks=tuple(rect_of(loose[each.entry].block, gap) for each in connections),
    )


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
