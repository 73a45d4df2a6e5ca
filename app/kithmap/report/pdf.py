"""The report as a PDF: its sections laid out on pages, then drawn, tagged and closed.

Loads ReportLab and pikepdf: import it where a report is made, not when the program starts.
"""

import io
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from kithmap.layout.picture import Picture
from kithmap.layout.style import PAPER
from kithmap.report import styles
from kithmap.report.contents import ReportContents
from kithmap.report.flow import Flow, Ink
from kithmap.report.fonts import Fonts
from kithmap.report.pen import Pen, font_name
from kithmap.report.redaction import Section
from kithmap.report.sections import place_header, place_i_am, place_map, place_support, place_who
from kithmap.report.tagging import Element, Tags, finished
from kithmap.report.talk import Talk
from kithmap.report.talk_sections import place_hard, place_looking_after, place_stands_out, place_talk
from kithmap.report.unseen import UnseenText

_LATER: Final[Mapping[Section, Callable[[Flow, Talk, Element], None]]] = {
    "stands_out": place_stands_out,
    "looking_after": place_looking_after,
    "talk": place_talk,
    "hard": place_hard,
}


def make_pdf(contents: ReportContents, picture: Picture, fonts: Fonts) -> bytes:
    """The report as a tagged PDF. `picture` must come from the same redacted document as the contents.

    The same contents and picture always give the same bytes.
    """
    root = Element("Document")
    flow = laid_out(contents, picture, fonts, root)
    unseen = UnseenText()
    return finished(_drawn(flow, contents, unseen), root, unseen, contents.title, contents.language)


def laid_out(contents: ReportContents, picture: Picture, fonts: Fonts, root: Element) -> Flow:
    """All sections chosen, on pages; their elements are added to `root` in reading order."""
    flow = Flow(styles.frame(contents.paper), fonts)
    place_header(flow, contents, root)
    if "i_am" in contents.sections:
        place_i_am(flow, contents, root)
    if "map" in contents.sections:
        place_map(flow, contents, picture, root)
    if not contents.quiet:
        if "who" in contents.sections:
            place_who(flow, contents, root)
        if "support" in contents.sections:
            place_support(flow, contents, root)
            flow.skip(14)
    for section, place in _LATER.items():
        if section in contents.sections:
            place(flow, contents.talk, root)
    return flow


def _drawn(flow: Flow, contents: ReportContents, unseen: UnseenText) -> bytes:
    """The pages as a PDF that is not tagged yet; which content belongs to which element is noted in the elements."""
    width, height = styles.PAPER_SIZES[contents.paper]
    result = io.BytesIO()
    # Compressed when it is finished: ReportLab would write everything as text (ASCII 85) first.
    canvas = Canvas(
        result,
        pagesize=(width, height),
        pageCompression=0,
        invariant=1,
        initialFontName=font_name(flow.fonts, bold=False),
    )
    pen, tags = Pen(canvas, flow.fonts, unseen, height), Tags(canvas)
    for number, inks in enumerate(flow.pages, 1):
        _draw(inks, pen, tags)
        with tags.artifact():
            draw_foot(pen, contents, number, len(flow.pages))
        canvas.showPage()
        tags.next_page()
    canvas.save()
    return result.getvalue()


def _draw(inks: list[Ink], pen: Pen, tags: Tags) -> None:
    # Things in a row that belong together (the words of a paragraph, a rule and a fill) share one mark.
    for _, group in groupby(inks, key=lambda ink: id(ink.element)):
        together = list(group)
        element = together[0].element
        with tags.content(element) if element else tags.artifact():
            for ink in together:
                ink.paint(pen)


def draw_foot(pen: Pen, contents: ReportContents, number: int, pages: int) -> None:
    """The foot of one page: what the report is, whose it is, and which page of how many."""
    _, height = styles.PAPER_SIZES[contents.paper]
    frame, style, fonts = styles.frame(contents.paper), styles.FOOT, pen.fonts
    baseline = height - styles.MARGIN + 12
    page = contents.page.replace("{page}", str(number)).replace("{pages}", str(pages))
    page_width = fonts.text_width(page, style.size, style.bold)
    foot = fonts.shortened(contents.foot, frame.width - page_width - 20, style.size, style.bold)
    pen.line((frame.left, baseline - 14), (frame.right, baseline - 14), 0.6, PAPER.rule)
    pen.text(frame.left, baseline, foot, style)
    pen.text(frame.right - page_width, baseline, page, style)
