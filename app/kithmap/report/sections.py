"""The sections of the report, one function each: they put their part of the contents where the flow stands."""

from collections.abc import Sequence
from typing import Final

from kithmap.layout.picture import Box, Mark, Picture
from kithmap.layout.style import PAPER
from kithmap.model.ids import KindId
from kithmap.model.vocabulary import SupportLevel
from kithmap.report import styles
from kithmap.report.contents import EntryRow, LevelGroup, ReportContents, RingTable, SupportRow
from kithmap.report.flow import LEADING, Flow, Line, LinePart, Paint, Piece, lines_of
from kithmap.report.fonts import Fonts
from kithmap.report.legend import legend_height, letter_square, place_legend
from kithmap.report.pdf_painter import paint, paint_halos
from kithmap.report.pen import Pen, TextStyle
from kithmap.report.tables import Cell, Row, TableColumns, beginning_height, place_table
from kithmap.report.tagging import Element

_UNDER_MAP: Final = 10.0
_UNDER_RING: Final = 2.0
_QUIET_HEIGHT: Final = 60.0
# On a page of its own the map may reach this far into each margin.
_INTO_MARGINS: Final = 24.0
# The map gets a fresh page where its labels would be smaller than this below the header.
_SMALLEST_LABEL: Final = 6.8
# With few entries the map is not blown up: its lettering stays near the size of the text.
_LARGEST_SCALE: Final = 0.9
_DOTS_WIDTH: Final = 30.0
_FILLED_DOTS: Final = {SupportLevel.LITTLE: 1, SupportLevel.SOME: 2, SupportLevel.LOT: 3}


def place_header(flow: Flow, contents: ReportContents, root: Element) -> None:
    flow.paragraph(root.add("H1"), [Piece(contents.title, styles.TITLE)])
    flow.y += 2
    flow.paragraph(root.add("P"), [Piece(contents.made, styles.QUIET)])
    flow.y += 9
    _place_notice(flow, contents, root.add("P"))
    flow.y += 12


def place_i_am(flow: Flow, contents: ReportContents, root: Element) -> None:
    if not contents.i_am:
        return
    heading = Piece(f"{contents.headings.i_am}  ", styles.STRONG)
    flow.paragraph(root.add("P"), [heading, *_listed(contents.i_am, styles.BODY)])
    flow.skip(14)


def place_map(flow: Flow, contents: ReportContents, picture: Picture, root: Element) -> None:
    below = _UNDER_MAP + (_QUIET_HEIGHT if contents.quiet else legend_height(contents.legend, flow))
    here = _scale(picture, flow.frame.width, flow.room - heading_height() - below)
    crowded = here * _smallest_lettering(picture) < _SMALLEST_LABEL
    if crowded:
        flow.turn()
    place_heading(flow, contents.headings.map, root)
    width = flow.frame.width + (2 * _INTO_MARGINS if crowded else 0)
    _place_picture(flow, contents, picture, _scale(picture, width, flow.room - below), root)
    flow.y += _UNDER_MAP
    if contents.quiet:
        flow.paragraph(root.add("P"), [Piece(contents.quiet, styles.BODY)])
    else:
        place_legend(flow, contents.legend, root)
    flow.y += 12


def place_who(flow: Flow, contents: ReportContents, root: Element) -> None:
    flow.need(heading_height() + 120)
    place_heading(flow, contents.headings.who, root)
    for table in contents.tables:
        _place_ring(flow, contents, table, root)


def place_support(flow: Flow, contents: ReportContents, root: Element) -> None:
    headings = contents.headings
    columns = _columns(flow, (headings.support_kind, headings.get_from, headings.give_to), (0.22, 0.39, 0.39))
    rows = [_support_row(row, contents, columns, flow.fonts) for row in contents.supports]
    flow.need(heading_height() + beginning_height(flow, columns, rows))
    place_heading(flow, headings.support, root)
    place_table(flow, columns, rows, root)


def _place_notice(flow: Flow, contents: ReportContents, element: Element) -> None:
    padding, frame = 11.0, flow.frame
    strong = Piece(contents.whose, styles.NOTICE_STRONG, " " if contents.notice else "")
    lines = lines_of([strong, Piece(contents.notice, styles.NOTICE)], frame.width - 2 * padding, flow.fonts)
    leading = styles.NOTICE.size * LEADING
    height = len(lines) * leading + 2 * padding - 4
    flow.need(height)
    box = Box(frame.left, flow.y, frame.width, height)
    flow.add(None, lambda pen: pen.box(box, corner=6, fill=PAPER.raised, stroke=PAPER.ring_line, width=0.9))
    flow.y += padding - 2
    for line in lines:
        flow.line(element, line, frame.left + padding, styles.NOTICE.size)
        flow.y += leading
    flow.y = box.bottom


def heading_height() -> float:
    return styles.SECTION.size * LEADING + 12


def place_heading(flow: Flow, text: str, root: Element) -> None:
    flow.need(heading_height())
    flow.paragraph(root.add("H2"), [Piece(text, styles.SECTION)])
    flow.y += 2
    flow.rule(1.1, PAPER.accent)
    flow.y += 10


def _scale(picture: Picture, width: float, height: float) -> float:
    return min(_LARGEST_SCALE, width / picture.bounds.width, max(height, 1) / picture.bounds.height)


def _smallest_lettering(picture: Picture) -> float:
    labels = (line.size for mark in picture.entries for line in mark.label)
    return min((*labels, *(mark.line.size for mark in picture.ring_names)))


def _place_picture(flow: Flow, contents: ReportContents, picture: Picture, scale: float, root: Element) -> None:
    bounds, frame, top = picture.bounds, flow.frame, flow.y
    left = frame.left + (frame.width - bounds.width * scale) / 2
    middle = (left - bounds.left * scale, top - bounds.top * scale)
    figure = root.add("Figure", contents.map_alternative)
    figure.box = Box(left, top, bounds.width * scale, bounds.height * scale)

    def placed(draw: Paint) -> Paint:
        def paint_placed(pen: Pen) -> None:
            with pen.placed(*middle, scale):
                draw(pen)

        return paint_placed

    below: tuple[Mark, ...] = (*picture.rings, *picture.ties)
    above: tuple[Mark, ...] = (*picture.ring_names, picture.me, *picture.entries)
    flow.add(figure, placed(lambda pen: paint(pen, below, PAPER)))
    flow.add(None, placed(lambda pen: paint_halos(pen, picture.entries, PAPER)))
    flow.add(figure, placed(lambda pen: paint(pen, above, PAPER)))
    flow.y = top + bounds.height * scale


def _place_ring(flow: Flow, contents: ReportContents, table: RingTable, root: Element) -> None:
    headings = contents.headings
    names = (headings.name, headings.kind, headings.get, headings.give)
    columns = _columns(flow, names, (0.24, 0.17, 0.295, 0.295))
    rows = [_entry_row(row, contents, columns, flow.fonts) for row in table.rows]
    heading = styles.RING.size * LEADING + _UNDER_RING
    flow.need(heading + (beginning_height(flow, columns, rows) if rows else 2 * styles.BODY.size * LEADING))
    flow.paragraph(root.add("H3"), [Piece(table.heading, styles.RING)])
    flow.y += _UNDER_RING
    if rows:
        place_table(flow, columns, rows, root)
    else:
        flow.paragraph(root.add("P"), [Piece(table.open_line, styles.QUIET)])
    flow.skip(14)


def _columns(flow: Flow, headings: tuple[str, ...], shares: tuple[float, ...]) -> TableColumns:
    widths = tuple(share * flow.frame.width for share in shares)
    return TableColumns(headings, widths, heading_style=styles.COLUMN, size=styles.CELL.size)


def _entry_row(row: EntryRow, contents: ReportContents, columns: TableColumns, fonts: Fonts) -> Row:
    kind = (row.kind, row.relationship) if row.relationship else (row.kind,)
    return (
        lines_of([Piece(row.name, styles.CELL_STRONG)], columns.text_width(0), fonts),
        tuple(
            line for text in kind for line in lines_of([Piece(text, styles.CELL_QUIET)], columns.text_width(1), fonts)
        ),
        _levels(row.get, contents, columns.text_width(2), fonts),
        _levels(row.give, contents, columns.text_width(3), fonts),
    )


def _levels(groups: Sequence[LevelGroup], contents: ReportContents, width: float, fonts: Fonts) -> Cell:
    """ "a lot: Listens, Calms", a level to a line."""
    if not groups:
        return lines_of([Piece(contents.not_marked, styles.CELL_QUIET)], width, fonts)
    return tuple(line for group in groups for line in lines_of(_said(group), width, fonts))


def _said(group: LevelGroup) -> list[Piece]:
    return [Piece(group.word, styles.CELL_QUIET, ": "), *_listed(group.names, styles.CELL)]


def _listed(names: Sequence[str], style: TextStyle) -> list[Piece]:
    return [Piece(name, style, "" if number == len(names) else " · ") for number, name in enumerate(names, 1)]


def _support_row(row: SupportRow, contents: ReportContents, columns: TableColumns, fonts: Fonts) -> Row:
    indent = 19.0
    name = lines_of([Piece(row.name, styles.CELL_STRONG)], columns.text_width(0) - indent, fonts)

    def square(pen: Pen, x: float, baseline: float) -> None:
        letter_square(pen, x + 6, baseline - 4, row)

    return (
        _behind(square, name, indent),
        _dotted_levels(row.get, row.kind, contents, columns.text_width(1), fonts),
        _dotted_levels(row.give, row.kind, contents, columns.text_width(2), fonts),
    )


def _dotted_levels(
    groups: Sequence[LevelGroup], kind: KindId, contents: ReportContents, width: float, fonts: Fonts
) -> Cell:
    if not groups:
        return lines_of([Piece(contents.not_marked, styles.CELL_QUIET)], width, fonts)
    lines: list[Line] = []
    for group in groups:
        texts = lines_of(_said(group), width - _DOTS_WIDTH, fonts)
        lines += _behind(_dots(group.level, PAPER.support[kind]), texts, _DOTS_WIDTH)
    return tuple(lines)


def _behind(sign: LinePart, lines: Cell, by: float) -> Cell:
    def moved(part: LinePart) -> LinePart:
        return lambda pen, x, baseline: part(pen, x + by, baseline)

    return tuple((*(() if number else (sign,)), *map(moved, line)) for number, line in enumerate(lines))


def _dots(level: SupportLevel, colour: str) -> LinePart:
    def paint_dots(pen: Pen, x: float, baseline: float) -> None:
        if level is SupportLevel.UNSURE:
            pen.centred(x + 12, baseline, "?", TextStyle(size=11, bold=True, colour=colour))
            return
        for number in range(3):
            fill = colour if number < _FILLED_DOTS[level] else PAPER.canvas
            pen.circle(x + 4 + 8 * number, baseline - 4, 2.9, fill=fill, stroke=colour, width=0.9)

    return paint_dots
