"""Documents, a simple outline function and a pen that remembers, for the tests of the report."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithmap.layout.arrange import arrange
from kithmap.layout.style import PRINT
from kithmap.model.document import Connection, DatedMap, Document, Entry, Placement, Support, Tie
from kithmap.model.vocabulary import SUPPORT_KINDS, EntryKind, SupportLevel
from kithmap.report import styles
from kithmap.report.contents import contents
from kithmap.report.fonts import Fonts
from kithmap.report.pdf import draw_foot, laid_out, make_pdf
from kithmap.report.pen import Pen
from kithmap.report.print_choices import PrintChoices
from kithmap.report.redaction import redact
from kithmap.report.tagging import Element
from kithmap.report.unseen import UnseenText
from kithmap.resources import resources_folder
from kithmap.wording.words import Words, untranslated

DAY = date(2026, 11, 23)
FIFTY = (Path(__file__).parent.parent / "data" / "fifty-names.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
WORDS = Words(untranslated)
NICKNAMES = PrintChoices(names="nicknames")
MISSING = "\U0010fffd"


@dataclass(frozen=True)
class Squares:
    """An outline that stands for any text: a square for each code point, 600 wide."""

    commands: tuple
    width: float
    parts: tuple
    missing: tuple
    images: tuple = ()


def squares(text, bold):
    commands = []
    for i in range(len(text)):
        x = 600 * i + 50
        commands += [("M", x, 0), ("L", x + 500, 0), ("L", x + 500, -700), ("L", x, -700), ("Z",)]
    parts = tuple((character, 600 * i, 600) for i, character in enumerate(text))
    return Squares(tuple(commands), 600 * len(text), parts, tuple(c for c in text if c == MISSING))


def some_fonts():
    return Fonts(resources_folder() / "fonts", squares)


def a_document(names, *, supports=True, tray=0, **heading):
    """Everybody on the rings in turn, the last `tray` of them not placed; support, kinds and ties vary."""
    rings = ("closest", "close", "around")
    kinds, levels = list(EntryKind), list(SupportLevel)
    entries, connections = [], []
    for i, name in enumerate(names):
        entries.append(Entry(id=f"e{i}", name=name, kind=kinds[i * i % len(kinds)]))
        marked = tuple(
            Support(kind=kind, get=levels[(i + k) % 4], give=levels[i % 4] if k % 2 else None)
            for k, kind in enumerate(SUPPORT_KINDS)
            if supports and (i + k) % 3 == 0
        )
        place = Placement(rings[(i * 2 + i // 7) % 3], i * 137.5 % 360, 0.5)
        connections.append(Connection(f"e{i}", None if i >= len(names) - tray else place, marked))
    ties = tuple(Tie(*sorted((f"e{i}", f"e{i + 1}"))) for i in range(0, len(names) - 1, 4))
    today = DatedMap(id="m1", date=DAY, connections=tuple(connections), ties=ties, i_am=heading.pop("i_am", ()))
    return Document(maps=(today,), entries=tuple(entries), **heading)


def parts_of_report(document, choices=NICKNAMES, fonts=None):
    """Contents, picture and fonts of the redacted document, as the program makes them."""
    fonts = fonts or some_fonts()
    redacted = redact(document, choices, WORDS)
    rings = [WORDS.ring(ring) for ring in redacted.today.rings]
    picture = arrange(redacted, redacted.today, PRINT, fonts.text_width, me=WORDS.me, ring_names=rings)
    return contents(redacted, choices, WORDS, DAY), picture, fonts


def pdf_of(document, choices=NICKNAMES):
    return make_pdf(*parts_of_report(document, choices))


@dataclass(frozen=True)
class Written:
    """A line of text as it was put on a page: points from the upper left corner."""

    page: int
    left: float
    baseline: float
    right: float
    text: str
    size: float


class Nothing:
    """A canvas that takes everything and shows nothing."""

    def __getattr__(self, name):
        return lambda *args, **kwargs: Nothing()


class RememberingPen(Pen):
    """Draws nothing, remembers where text went and which arcs and outlines were asked for."""

    def __init__(self, fonts):
        super().__init__(Nothing(), fonts, UnseenText(), 1000.0)
        self.page = 0
        self.written = []
        self.halos = []
        self.arcs = []
        self.dashes = []
        self.circles = []
        self.boxes = []
        self.lines = []
        self._at = (0.0, 0.0, 1.0)

    @contextmanager
    def placed(self, x, y, scale):
        before, self._at = self._at, (x, y, scale)
        yield
        self._at = before

    def text(self, x, baseline, text, style):
        ox, oy, scale = self._at
        width = self.fonts.text_width(text, style.size, style.bold)
        self.written.append(
            Written(
                self.page, ox + x * scale, oy + baseline * scale, ox + (x + width) * scale, text, style.size * scale
            )
        )
        super().text(x, baseline, text, style)

    def halo(self, x, baseline, text, style):
        self.halos.append(text)
        super().halo(x, baseline, text, style)

    def arc(self, middle, arc, colour):
        self.arcs.append((arc, colour))
        super().arc(middle, arc, colour)

    def outline(self, path, at, *, fill, stroke, width, dash=()):
        self.dashes.append(tuple(dash))
        super().outline(path, at, fill=fill, stroke=stroke, width=width, dash=dash)

    def circle(self, x, y, radius, **look):
        self.circles.append((x, y, radius))
        super().circle(x, y, radius, **look)

    def box(self, box, **look):
        self.boxes.append(box)
        super().box(box, **look)

    def line(self, one, other, width, colour):
        self.lines.append((one, other))
        super().line(one, other, width, colour)


def pages_written(document, choices=NICKNAMES, fonts=None):
    """The pages of the report as a remembering pen saw them, and their number."""
    made, picture, fonts = parts_of_report(document, choices, fonts)
    flow = laid_out(made, picture, fonts, Element("Document"))
    pen = RememberingPen(fonts)
    for number, inks in enumerate(flow.pages):
        pen.page = number
        for ink in inks:
            ink.paint(pen)
        draw_foot(made, pen, number + 1, len(flow.pages))
    return pen, len(flow.pages), styles.PAPER_SIZES[choices.paper]
