"""Tables that break well: rows stay whole unless one is higher than a page, and headings come again on every page."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

import msgspec

from kithmap.layout.style import PAPER
from kithmap.report.flow import BASELINE, LEADING, Flow, Line, Piece, lines_of, painted_line
from kithmap.report.pen import TextStyle
from kithmap.report.tagging import COLUMN_HEADER, ROW_HEADER, Element

_GAP: Final = 12.0
_PADDING: Final = 4.5
# A row that is too high for any page begins only where this many lines of it fit.
_WORTH_BEGINNING: Final = 6

# The lines of one cell, and the cells of one row; the first cell is the row's header.
Cell = tuple[Line, ...]
Row = tuple[Cell, ...]


class TableColumns(msgspec.Struct, frozen=True):
    """The columns of a table: their headings, and the width of each with the gap behind it."""

    headings: tuple[str, ...]
    widths: tuple[float, ...]
    heading_style: TextStyle
    size: float

    @property
    def lefts(self) -> tuple[float, ...]:
        return (0.0, *accumulate(self.widths[:-1]))

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def head_height(self) -> float:
        return self.heading_style.size * LEADING + 2 * _PADDING

    def text_width(self, column: int) -> float:
        return self.widths[column] - _GAP

    def height(self, row: Row) -> float:
        return max(map(len, row)) * self.leading + 2 * _PADDING


def place_table(flow: Flow, columns: TableColumns, rows: Sequence[Row], parent: Element) -> None:
    element = parent.add("Table")
    _place_headings(flow, columns, element.add("TR"))
    for row in rows:
        _make_room(flow, columns, row)
        _place_row(flow, columns, row, element.add("TR"))


def beginning_height(flow: Flow, columns: TableColumns, rows: Sequence[Row]) -> float:
    """Height of the headings with the first row, or with the part of it worth beginning: what a heading stays with."""
    first = columns.height(rows[0]) if rows else 0.0
    return columns.head_height + (first if _fits_a_page(flow, columns, first) else _worth_beginning(columns))


def _place_headings(flow: Flow, columns: TableColumns, row: Element | None) -> None:
    """The headings. Those repeated on a later page have no element: heard once is enough."""
    style = columns.heading_style
    for number, (heading, left) in enumerate(zip(columns.headings, columns.lefts, strict=True)):
        cell = row.add("TH", attributes=COLUMN_HEADER) if row else None
        shown = flow.fonts.shortened(heading, columns.text_width(number), style.size, style.bold)
        for line in lines_of([Piece(shown, style)], columns.widths[number], flow.fonts):
            flow.line(cell, line, flow.frame.left + left, style.size)
    flow.y += columns.head_height - _PADDING
    flow.rule(0.9, PAPER.accent)
    flow.y += _PADDING


def _turn(flow: Flow, columns: TableColumns) -> None:
    flow.turn()
    _place_headings(flow, columns, None)


def _fits_a_page(flow: Flow, columns: TableColumns, height: float) -> bool:
    return height <= flow.frame.height - columns.head_height


def _worth_beginning(columns: TableColumns) -> float:
    return _WORTH_BEGINNING * columns.leading + 2 * _PADDING


def _make_room(flow: Flow, columns: TableColumns, row: Row) -> None:
    height = columns.height(row)
    least = height if _fits_a_page(flow, columns, height) else _worth_beginning(columns)
    if least > flow.room:
        _turn(flow, columns)


def _place_row(flow: Flow, columns: TableColumns, row: Row, element: Element) -> None:
    cells = [element.add("TD" if i else "TH", attributes=None if i else ROW_HEADER) for i in range(len(row))]
    height = max(map(len, row))
    done = 0
    while done < height:
        if done:
            _turn(flow, columns)
        fitting = max(1, int((flow.room - 2 * _PADDING) / columns.leading + 0.001))
        for cell, lines, left in zip(cells, row, columns.lefts, strict=True):
            for number, line in enumerate(lines[done : done + fitting]):
                baseline = flow.y + columns.leading * (number + BASELINE)
                flow.add(cell, painted_line(line, flow.frame.left + left, baseline))
        flow.y += columns.leading * min(fitting, height - done)
        done += fitting
    flow.y += _PADDING - 1
    flow.rule(0.5, PAPER.rule)
    flow.y += _PADDING + 1
