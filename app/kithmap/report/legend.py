"""How to read the map: every kind of support with its letter, colour and place on the dial, the shapes, the marks."""

import math
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from kithmap.layout.picture import Arc, Box
from kithmap.layout.shapes import is_dashed, shape_path
from kithmap.layout.style import PAPER, dial_angle
from kithmap.model.vocabulary import SUPPORT_KINDS, Direction, SupportLevel
from kithmap.report.contents import Legend, ShapeSign, SupportRow, SupportSign
from kithmap.report.flow import Flow
from kithmap.report.pen import Pen, TextStyle
from kithmap.report.tagging import Element

_SIZE: Final = 9.5
_PITCH: Final = 15.5
_SIGN: Final = 19.0
_GAP: Final = 9.0
_DIAL: Final = 98.0
_BETWEEN_GROUPS: Final = 5.0
_TEXT: Final = TextStyle(size=_SIZE, bold=False, colour=PAPER.ink)

# Draws a sign with its middle at x, y.
Sign = Callable[[Pen, float, float], None]


class Sample(msgspec.Struct, frozen=True):
    sign: Sign
    text: str


def legend_height(legend: Legend, flow: Flow) -> float:
    groups = _groups(legend)
    rows = sum(math.ceil(len(group) / _columns(group, flow)) for group in groups)
    return max(rows * _PITCH + (len(groups) - 1) * _BETWEEN_GROUPS, _DIAL)


def place_legend(flow: Flow, legend: Legend, parent: Element) -> None:
    """Put the legend where the flow stands: the dial with its letters to the left, the signs beside it."""
    top, height = flow.y, legend_height(legend, flow)
    middle = (flow.frame.left + _DIAL / 2 - 4, top + height / 2)
    flow.add(None, lambda pen: _paint_dial(pen, middle, legend.supports))
    for group in _groups(legend):
        _place_group(flow, group, parent)
        flow.y += _BETWEEN_GROUPS
    flow.y = top + height


def letter_square(pen: Pen, x: float, y: float, sign: SupportSign | SupportRow) -> None:
    pen.box(Box(x - 6, y - 6, 12, 12), corner=2.5, fill=PAPER.support[sign.kind])
    pen.centred(x, y + 3.1, sign.letter, TextStyle(size=8.5, bold=True, colour=PAPER.canvas))


def _groups(legend: Legend) -> list[list[Sample]]:
    groups = [
        [_support_sample(sign) for sign in legend.supports],
        [_shape_sample(sign) for sign in legend.shapes],
        _mark_samples(legend),
    ]
    return [group for group in groups if group]


def _mark_samples(legend: Legend) -> list[Sample]:
    level = SupportLevel
    samples = [
        Sample(_arc_sign(Direction.GET, (level.LOT,)), legend.get),
        Sample(_arc_sign(Direction.GIVE, (level.LOT,)), legend.give),
        Sample(_arc_sign(Direction.GET, (level.LITTLE, level.SOME, level.LOT)), legend.longer),
        Sample(_arc_sign(Direction.GET, (level.UNSURE,)), legend.unsure),
    ]
    return [*samples, Sample(_paint_tie, legend.tie)] if legend.tie else samples


def _columns(group: Sequence[Sample], flow: Flow) -> int:
    longest = max(flow.fonts.text_width(sample.text[:200], _SIZE, bold=False) for sample in group)
    room = flow.frame.width - _DIAL
    return max(1, min(4, int((room + _GAP) / (_SIGN + longest + _GAP))))


def _place_group(flow: Flow, group: Sequence[Sample], parent: Element) -> None:
    columns = _columns(group, flow)
    width = (flow.frame.width - _DIAL) / columns
    for number, sample in enumerate(group):
        row, column = divmod(number, columns)
        left = flow.frame.left + _DIAL + column * width
        _place_sample(flow, sample, left, flow.y + (row + 0.5) * _PITCH, width, parent)
    flow.y += math.ceil(len(group) / columns) * _PITCH


def _place_sample(flow: Flow, sample: Sample, left: float, middle: float, width: float, parent: Element) -> None:
    text = flow.fonts.shortened(sample.text, width - _SIGN, _SIZE, bold=False)
    flow.add(None, lambda pen: sample.sign(pen, left + 8, middle))
    flow.text(parent.add("P"), left + _SIGN, middle + _SIZE * 0.36, text, _TEXT)


def _support_sample(sign: SupportSign) -> Sample:
    return Sample(lambda pen, x, y: letter_square(pen, x, y, sign), sign.name)


def _shape_sample(sign: ShapeSign) -> Sample:
    dash = (1.6, 1.5) if is_dashed(sign.kind) else ()

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.outline(shape_path(sign.kind, 6.2), (x, y), fill=PAPER.shape_fill, stroke=PAPER.ink, width=0.9, dash=dash)

    return Sample(paint, sign.name)


def _arc_sign(direction: Direction, levels: Sequence[SupportLevel]) -> Sign:
    thickness = {Direction.GET: 3.0, Direction.GIVE: 1.6}[direction] / (1.0 if len(levels) == 1 else 1.5)
    spans = {SupportLevel.LITTLE: 14.0, SupportLevel.SOME: 28.0, SupportLevel.LOT: 42.0, SupportLevel.UNSURE: 42.0}

    def paint(pen: Pen, x: float, y: float) -> None:
        for number, level in enumerate(levels):
            down = (number - (len(levels) - 1) / 2) * 4.0
            span = spans[level]
            arc = Arc(SUPPORT_KINDS[0], direction, level, radius=20, start=-span / 2, span=span, thickness=thickness)
            pen.arc((x, y + 19 + down), arc, PAPER.ink)

    return paint


def _paint_tie(pen: Pen, x: float, y: float) -> None:
    pen.line((x - 8, y), (x + 8, y), 1.1, PAPER.tie)


def _paint_dial(pen: Pen, middle: tuple[float, float], supports: Sequence[SupportSign]) -> None:
    """Where on the dial each kind has its place: this alone tells the kinds apart on a grey copy."""
    x, y = middle
    crowded = len(supports) > 8
    for sign in supports:
        angle = math.radians(dial_angle(sign.kind))
        distance = 37.0
        letter_square(pen, x + distance * math.sin(angle), y - distance * math.cos(angle), sign)
        span = 14.0 if crowded else 30.0
        arc = Arc(
            sign.kind, Direction.GET, SupportLevel.LOT, 26.0, dial_angle(sign.kind) - span / 2, span, thickness=3.6
        )
        pen.arc(middle, arc, PAPER.support[sign.kind])
    pen.circle(x, y, 18.5, fill=PAPER.shape_fill, stroke=PAPER.ink, width=1.0)
