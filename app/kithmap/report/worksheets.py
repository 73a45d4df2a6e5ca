"""Blank worksheets for people who would rather draw: the rings, and the table of support."""

from datetime import date
from functools import partial
from typing import Final

from kithmap.layout.arrange import arrange
from kithmap.layout.picture import Box
from kithmap.layout.style import PAPER, PRINT
from kithmap.model.document import DEFAULT_RINGS, new_document
from kithmap.model.vocabulary import SUPPORT_KINDS, Direction, SupportLevel
from kithmap.report import styles
from kithmap.report.contents import SupportSign
from kithmap.report.flow import LEADING, Paint, Piece
from kithmap.report.fonts import Fonts
from kithmap.report.legend import letter_square
from kithmap.report.pdf_painter import paint
from kithmap.report.pen import Pen, TextStyle
from kithmap.report.print_choices import Paper
from kithmap.report.printout import RULED, USUAL, Printout, new_printout, place_title, place_writing
from kithmap.report.tagging import COLUMN_HEADER, ROW_HEADER, Element
from kithmap.wording.words import Words

_EMPTY: Final = new_document(date(2000, 1, 1))
_ROWS: Final = 10
_I_AM_LINES: Final = 3
_NAME_WIDTH: Final = 150.0
_DIRECTION_WIDTH: Final = 54.0
_DOT: Final = 4.6
_DOT_PITCH: Final = 14.0
_DATE_WIDTH: Final = 150.0
_HEAD: Final = TextStyle(size=11, bold=True, colour=PAPER.ink)
# Rings reach a little into the margins: there is more to draw in.
_INTO_MARGINS: Final = 18.0


def worksheet_rings(words: Words, language: str, paper: Paper, fonts: Fonts) -> Printout:
    printout = _new(styles.PAPER_SIZES[paper], words.usual_title, words, language, fonts)
    for _ in range(_I_AM_LINES):
        place_writing(printout, words.translate("Handouts", "I am"), USUAL)
        printout.flow.y += RULED
    printout.flow.y += 12
    _place_rings(printout, words, room=len(DEFAULT_RINGS) * USUAL.text.size * LEADING + 9)
    for ring in DEFAULT_RINGS:
        pieces = [Piece(f"{words.ring(ring)}:", USUAL.strong, " "), Piece(words.ring_hint(ring.id), USUAL.text)]
        printout.flow.paragraph(printout.root.add("P"), pieces)
    return printout


def worksheet_support(words: Words, language: str, paper: Paper, fonts: Fonts) -> Printout:
    """The eight kinds of support for ten names, on a page on its side: what I get and what I give, three dots each."""
    width, height = styles.PAPER_SIZES[paper]
    title = words.translate("Handouts", "What goes back and forth")
    printout = _new((height, width), title, words, language, fonts)
    _place_key(printout, words)
    _place_table(printout, words)
    return printout


def _new(size: tuple[float, float], title: str, words: Words, language: str, fonts: Fonts) -> Printout:
    foot = words.translate("Report", "A picture of one day, not a test or an assessment.")
    printout = new_printout(size, fonts, title, language, foot, words)
    place_title(printout, USUAL)
    flow = printout.flow
    flow.y -= 12
    name_width = flow.frame.width - _DATE_WIDTH - 16
    place_writing(printout, words.translate("Handouts", "Name or initials"), USUAL, name_width)
    place_writing(printout, words.translate("Handouts", "Date"), USUAL, _DATE_WIDTH, left=name_width + 16)
    flow.y += RULED
    return printout


def _place_rings(printout: Printout, words: Words, room: float) -> None:
    flow = printout.flow
    rings = [words.ring(ring) for ring in DEFAULT_RINGS]
    picture = arrange(_EMPTY, _EMPTY.today, PRINT, flow.fonts.text_width, me=words.me, ring_names=rings)
    bounds = picture.bounds
    scale = min((flow.frame.width + 2 * _INTO_MARGINS) / bounds.width, (flow.room - room) / bounds.height)
    middle = (flow.frame.left + flow.frame.width / 2, flow.y - bounds.top * scale)
    figure = printout.root.add("Figure", words.translate("Handouts", "Empty rings to draw on, with Me in the middle."))
    figure.box = Box(middle[0] + bounds.left * scale, flow.y, bounds.width * scale, bounds.height * scale)

    def draw(pen: Pen) -> None:
        with pen.placed(*middle, scale):
            paint(pen, picture.marks, PAPER)

    flow.add(figure, draw)
    flow.y += bounds.height * scale + 8


def _place_key(printout: Printout, words: Words) -> None:
    flow, x = printout.flow, printout.flow.frame.left
    flow.y += 6
    base = flow.y + USUAL.text.size
    levels = (SupportLevel.LITTLE, SupportLevel.SOME, SupportLevel.LOT)
    for filled_dots, level in enumerate(levels, 1):
        text, at = words.level(level), x
        flow.add(None, _dots(at + _DOT, base - 4, filled_dots))
        at += 3 * _DOT_PITCH + 4
        flow.text(printout.root.add("P"), at, base, text, USUAL.text)
        x = at + flow.fonts.text_width(text, USUAL.text.size, bold=False) + 22
    note = words.translate("Handouts", "? not sure. A blank is not a no.")
    flow.text(printout.root.add("P"), x, base, note, USUAL.text)
    flow.y = base + 14


def _place_table(printout: Printout, words: Words) -> None:
    flow, table = printout.flow, printout.root.add("Table")
    left = flow.frame.left + _NAME_WIDTH + _DIRECTION_WIDTH
    step = (flow.frame.right - left) / len(SUPPORT_KINDS)
    head = table.add("TR")
    _place_heads(printout, words, head, left, step)
    height = flow.room / _ROWS
    for number in range(1, _ROWS + 1):
        row = table.add("TR")
        _place_row(printout, words, row, number, height)
        for column in range(len(SUPPORT_KINDS)):
            row.add("TD")
            for line in (-1, 1):
                at = left + column * step + (step - 2 * _DOT_PITCH) / 2
                flow.add(None, _dots(at, flow.y + height / 2 + line * height * 0.22, 0))
        flow.y += height
        flow.rule(0.6, PAPER.quiet_ink)


def _place_heads(printout: Printout, words: Words, row: Element, left: float, step: float) -> None:
    flow = printout.flow
    leading = _HEAD.size * 1.15
    named = [
        (kind, flow.fonts.wrapped(words.support(kind, _EMPTY), step - 4, _HEAD.size, _HEAD.bold))
        for kind in SUPPORT_KINDS
    ]
    height = 16 + leading * max(len(lines) for _, lines in named) + 5
    base = flow.y + height - 6
    flow.text(row.add("TH", attributes=COLUMN_HEADER), flow.frame.left, base, words.translate("Report", "Name"), _HEAD)
    row.add("TD")
    for column, (kind, lines) in enumerate(named):
        cell, middle = row.add("TH", attributes=COLUMN_HEADER), left + (column + 0.5) * step
        sign = SupportSign(kind, words.support_letter(kind, _EMPTY), "")
        flow.add(None, partial(letter_square, x=middle, y=flow.y + 7, sign=sign))
        for number, line in enumerate(lines):
            flow.add(cell, _centred(middle, flow.y + 16 + leading * (number + 0.85), line, _HEAD))
    flow.y += height
    flow.rule(1.1, PAPER.accent)


def _place_row(printout: Printout, words: Words, row: Element, number: int, height: float) -> None:
    flow = printout.flow
    base = flow.y + height / 2 + 4
    flow.text(row.add("TH", attributes=ROW_HEADER), flow.frame.left, base, str(number), USUAL.quiet)
    cell = row.add("TD")
    for direction, line in ((Direction.GET, -1), (Direction.GIVE, 1)):
        at = flow.y + height / 2 + line * height * 0.22 + 4
        flow.text(cell, flow.frame.left + _NAME_WIDTH, at, words.direction(direction), USUAL.text)


def _centred(x: float, baseline: float, text: str, style: TextStyle) -> Paint:
    return lambda pen: pen.centred(x, baseline, text, style)


def _dots(x: float, y: float, filled: int) -> Paint:
    def draw(pen: Pen) -> None:
        for number in range(3):
            fill = PAPER.ink if number < filled else PAPER.canvas
            pen.circle(x + number * _DOT_PITCH, y, _DOT, fill=fill, stroke=PAPER.ink, width=0.9)

    return draw
