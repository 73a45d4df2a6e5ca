"""Pages that are laid out become a PDF: drawn, tagged and closed. The report and the handouts share this."""

import io
from collections.abc import Callable, Sequence
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from kithmap.layout.style import PAPER
from kithmap.report import styles
from kithmap.report.flow import Flow, Ink
from kithmap.report.pen import Pen, font_name
from kithmap.report.tagging import Element, Tags, finished
from kithmap.report.unseen import UnseenText

# Width and height of a page, in points.
Size = tuple[float, float]
# Draws the foot of one page: its number, and how many there are.
Foot = Callable[[Pen, int, int], None]


def pdf_of(flow: Flow, root: Element, size: Size, foot: Foot, title: str, language: str) -> bytes:
    """The pages of the flow, whose elements hang from `root`, as a tagged PDF. The same pages give the same bytes."""
    unseen = UnseenText()
    return finished(_drawn(flow, size, foot, unseen), root, unseen, title, language)


def draw_foot_line(pen: Pen, size: Size, foot: str, page: str) -> None:
    """One line below the frame of a page: at the left what this is, at the right `page`."""
    style, fonts = styles.FOOT, pen.fonts
    left, right, baseline = styles.MARGIN, size[0] - styles.MARGIN, size[1] - styles.MARGIN + 12
    page_width = fonts.text_width(page, style.size, style.bold)
    shown = fonts.shortened(foot, right - left - page_width - 20, style.size, style.bold)
    pen.line((left, baseline - 14), (right, baseline - 14), 0.6, PAPER.rule)
    pen.text(left, baseline, shown, style)
    pen.text(right - page_width, baseline, page, style)


def _drawn(flow: Flow, size: Size, foot: Foot, unseen: UnseenText) -> bytes:
    """The pages as a PDF that is not tagged yet; which content belongs to which element is noted in the elements."""
    result = io.BytesIO()
    # Compressed when it is finished: ReportLab 5.1.0 would write everything as text (ASCII 85) first.
    canvas = Canvas(
        result, pagesize=size, pageCompression=0, invariant=1, initialFontName=font_name(flow.fonts, bold=False)
    )
    pen, tags = Pen(canvas, flow.fonts, unseen, size[1]), Tags(canvas)
    for number, inks in enumerate(flow.pages, 1):
        _draw(inks, pen, tags)
        with tags.artifact():
            foot(pen, number, len(flow.pages))
        canvas.showPage()
        tags.next_page()
    canvas.save()
    return result.getvalue()


def _draw(inks: Sequence[Ink], pen: Pen, tags: Tags) -> None:
    # Things in a row that belong together (the words of a paragraph, a rule and a fill) share one mark.
    for _, group in groupby(inks, key=lambda ink: id(ink.element)):
        together = list(group)
        element = together[0].element
        with tags.content(element) if element else tags.artifact():
            for ink in together:
                ink.paint(pen)
