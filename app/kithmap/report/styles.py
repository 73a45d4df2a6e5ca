"""The look of the report in one table: sizes in points, margins, colours of paper."""

from typing import Final

from kithmap.layout.picture import Box
from kithmap.layout.style import PAPER
from kithmap.report.pen import TextStyle
from kithmap.report.print_choices import Paper

TITLE: Final = TextStyle(size=25, bold=True, colour=PAPER.ink)
SECTION: Final = TextStyle(size=15, bold=True, colour=PAPER.accent)
RING: Final = TextStyle(size=12, bold=True, colour=PAPER.accent)
BODY: Final = TextStyle(size=11.5, bold=False, colour=PAPER.ink)
STRONG: Final = TextStyle(size=11.5, bold=True, colour=PAPER.ink)
QUIET: Final = TextStyle(size=11.5, bold=False, colour=PAPER.quiet_ink)
NOTICE: Final = TextStyle(size=11, bold=False, colour=PAPER.ink)
NOTICE_STRONG: Final = TextStyle(size=11, bold=True, colour=PAPER.ink)
CELL: Final = TextStyle(size=11, bold=False, colour=PAPER.ink)
CELL_STRONG: Final = TextStyle(size=11, bold=True, colour=PAPER.ink)
CELL_QUIET: Final = TextStyle(size=11, bold=False, colour=PAPER.quiet_ink)
COLUMN: Final = TextStyle(size=9.5, bold=True, colour=PAPER.quiet_ink)
FOOT: Final = TextStyle(size=8.5, bold=False, colour=PAPER.quiet_ink)

# Width and height in points.
PAPER_SIZES: Final[dict[Paper, tuple[float, float]]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
MARGIN: Final = 54.0
FOOT_HEIGHT: Final = 18.0


def frame(size: tuple[float, float], top: float = MARGIN) -> Box:
    """The part of a page that is written on; the foot is below it."""
    width, height = size
    return Box(MARGIN, top, width - 2 * MARGIN, height - MARGIN - FOOT_HEIGHT - top)
