"""A sheet: pages with a foot that are no report, such as a handout, a story or a blank worksheet."""

from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec

from kithmap.layout.picture import Box
from kithmap.layout.style import PAPER
from kithmap.model.names import printable
from kithmap.report import styles
from kithmap.report.flow import LEADING, Flow, Piece
from kithmap.report.fonts import Fonts
from kithmap.report.pages import Size, draw_foot_line, pdf_of
from kithmap.report.pen import Pen, TextStyle
from kithmap.report.tagging import Element
from kithmap.wording.words import Words, filled

_TOP: Final = 42.0
# Room for handwriting.
RULED: Final = 28.0


class PrintoutStyle(msgspec.Struct, frozen=True):
    """The sizes of a sheet, in points. `between` is left after a point of a list."""

    title: TextStyle
    heading: TextStyle
    text: TextStyle
    strong: TextStyle
    quiet: TextStyle
    between: float


def look(size: float) -> PrintoutStyle:
    return PrintoutStyle(
        title=TextStyle(size=size * 1.75, bold=True, colour=PAPER.ink),
        heading=TextStyle(size=size * 1.15, bold=True, colour=PAPER.accent),
        text=TextStyle(size=size, bold=False, colour=PAPER.ink),
        strong=TextStyle(size=size, bold=True, colour=PAPER.ink),
        quiet=TextStyle(size=size, bold=False, colour=PAPER.quiet_ink),
        between=size * 0.25,
    )


USUAL: Final = look(12.0)
# Where a translation is longer and would need a second page.
_SMALLER: Final = (look(11.5), look(11.0), look(10.5))
# Easy to read; such a sheet may take a second page.
LARGE: Final = look(14.0)


class Printout(msgspec.Struct, frozen=True):
    """Pages that are laid out. `page` has places for {page} and {pages} and is shown when there are several."""

    flow: Flow
    root: Element
    size: Size
    title: str
    language: str
    foot: str
    page: str


def new_printout(size: Size, fonts: Fonts, title: str, language: str, foot: str, words: Words) -> Printout:
    flow, title = Flow(frame(size), fonts), printable(title)
    return Printout(
        flow, Element("Document"), size, title, language, foot, words.translate("Report", "Page {page} of {pages}")
    )


def frame(size: Size) -> Box:
    width, height = size
    bottom = height - styles.MARGIN - styles.FOOT_HEIGHT
    return Box(styles.MARGIN, _TOP, width - 2 * styles.MARGIN, bottom - _TOP)


def draw_foot(printout: Printout, pen: Pen, number: int, pages: int) -> None:
    page = filled(printout.page, page=str(number), pages=str(pages)) if pages > 1 else ""
    draw_foot_line(pen, printout.size, printout.foot, page)


def printout_pdf(printout: Printout) -> bytes:
    foot = partial(draw_foot, printout)
    return pdf_of(printout.flow, printout.root, printout.size, foot, printout.title, printout.language)


def on_one_page(made: Callable[[PrintoutStyle], Printout]) -> Printout:
    """What `made` makes in the usual size, or in the largest smaller one in which it fits a page, if there is one."""
    usual = made(USUAL)
    printouts = (usual, *map(made, _SMALLER)) if len(usual.flow.pages) > 1 else (usual,)
    return next((printout for printout in printouts if len(printout.flow.pages) == 1), usual)


def place_title(printout: Printout, style: PrintoutStyle, below: str = "") -> None:
    flow = printout.flow
    flow.paragraph(printout.root.add("H1"), [Piece(printout.title, style.title)])
    if below:
        flow.y += 2
        flow.paragraph(printout.root.add("P"), [Piece(below, style.quiet)])
    flow.y += 8


def place_heading(printout: Printout, text: str, style: PrintoutStyle) -> None:
    """A heading that stays with the line below it."""
    flow = printout.flow
    flow.skip(style.text.size * 0.7)
    flow.need(2.5 * style.text.size * LEADING)
    flow.paragraph(printout.root.add("H2"), [Piece(text, style.heading)])
    flow.y += style.between


def place_writing(
    printout: Printout, label: str, style: PrintoutStyle, width: float | None = None, left: float = 0.0
) -> None:
    """A label with a line to write on behind it, `width` points in all; the flow stays where it is."""
    flow = printout.flow
    end = flow.frame.left + left + (flow.frame.width - left if width is None else width)
    start = flow.frame.left + left
    text_end = start + flow.fonts.text_width(label, style.strong.size, bold=True) + 8
    base = flow.y + RULED - 6
    flow.text(printout.root.add("P"), start, base, label, style.strong)
    flow.add(None, lambda pen: pen.line((text_end, base + 3), (end, base + 3), 0.8, PAPER.quiet_ink))
