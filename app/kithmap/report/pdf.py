"""The report as a PDF: its sections laid out on pages, and what stands at their foot.

Loads ReportLab and pikepdf: import it where a report is made, not when the program starts.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from kithmap.layout.picture import Picture
from kithmap.report import styles
from kithmap.report.contents import ReportContents
from kithmap.report.flow import Flow
from kithmap.report.fonts import Fonts
from kithmap.report.pages import draw_foot_line, pdf_of
from kithmap.report.pen import Pen
from kithmap.report.print_choices import Section
from kithmap.report.sections import place_header, place_i_am, place_map, place_support, place_who
from kithmap.report.tagging import Element
from kithmap.report.talk import Talk
from kithmap.report.talk_sections import place_hard, place_looking_after, place_observations, place_talk

_LATER: Final[Mapping[Section, Callable[[Flow, Talk, Element], None]]] = {
    "stands_out": place_observations,
    "looking_after": place_looking_after,
    "talk": place_talk,
    "hard": place_hard,
}


def make_pdf(contents: ReportContents, picture: Picture, fonts: Fonts) -> bytes:
    """The report as a tagged PDF, always the same bytes. `picture` comes from the same redacted document."""
    root = Element("Document")
    flow = laid_out(contents, picture, fonts, root)
    foot = partial(draw_foot, contents)
    return pdf_of(flow, root, styles.PAPER_SIZES[contents.paper], foot, contents.title, contents.language)


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


def draw_foot(contents: ReportContents, pen: Pen, number: int, pages: int) -> None:
    page = contents.page.replace("{page}", str(number)).replace("{pages}", str(pages))
    draw_foot_line(pen, styles.PAPER_SIZES[contents.paper], contents.foot, page)
