"""The pen: everything that is put on a page goes through here.

Units: points from the upper left corner, y down (inside `placed`: the units of what is placed there). Colours: hex.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import msgspec
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kithmap.layout.picture import Arc, Box
from kithmap.layout.shapes import Path
from kithmap.model.names import printable
from kithmap.model.vocabulary import SupportLevel
from kithmap.report.fonts import BOLD, REGULAR, Fonts
from kithmap.report.unseen import UnseenText

Point = tuple[float, float]

_ROUND: Final = 1


class TextStyle(msgspec.Struct, frozen=True):
    """How text looks: its size in points (or in units of what is placed), weight and colour."""

    size: float
    bold: bool
    colour: str


class Pen:
    def __init__(self, canvas: Any, fonts: Fonts, unseen: UnseenText, height: float) -> None:
        self.canvas = canvas
        self.fonts = fonts
        self.unseen = unseen
        self._top = height
        self._forms: dict[tuple[str, bool, bool], str] = {}

    @contextmanager
    def placed(self, x: float, y: float, scale: float) -> Iterator[None]:
        """Draw inside with the origin at x, y, and one unit as long as `scale` units here."""
        top = self._top
        self.canvas.saveState()
        self.canvas.translate(x, top - y)
        self.canvas.scale(scale, scale)
        self._top = 0.0
        yield
        self._top = top
        self.canvas.restoreState()

    def text(self, x: float, baseline: float, text: str, style: TextStyle) -> None:
        """A line of text from x to the right. Controls and direction overrides are left out."""
        self._set_text(x, baseline, printable(text), style, halo=0.0)

    def centred(self, x: float, baseline: float, text: str, style: TextStyle) -> None:
        self.text(x - self._width(text, style) / 2, baseline, text, style)

    def halo(self, x: float, baseline: float, text: str, style: TextStyle) -> None:
        """A broad edge in one colour round where `centred` will put the text. Decoration: draw it as an artifact."""
        left = x - self._width(text, style) / 2
        self._set_text(left, baseline, printable(text), style, halo=style.size * 0.28)

    def line(self, one: Point, other: Point, width: float, colour: str) -> None:
        self._set("", colour, width)
        self.canvas.line(one[0], self._top - one[1], other[0], self._top - other[1])

    def circle(
        self, x: float, y: float, radius: float, *, fill: str = "", stroke: str = "", width: float = 1.0
    ) -> None:
        self._set(fill, stroke, width)
        self.canvas.circle(x, self._top - y, radius, stroke=bool(stroke), fill=bool(fill))

    def box(self, box: Box, *, corner: float = 0.0, fill: str = "", stroke: str = "", width: float = 1.0) -> None:
        self._set(fill, stroke, width)
        low = self._top - box.bottom
        self.canvas.roundRect(box.left, low, box.width, box.height, corner, stroke=bool(stroke), fill=bool(fill))

    def outline(
        self, path: Path, at: Point, *, fill: str, stroke: str, width: float, dash: Sequence[float] = ()
    ) -> None:
        self.canvas.saveState()
        self._set(fill, stroke, width)
        self.canvas.setDash(list(dash))
        self.canvas.drawPath(self._path(path, at), stroke=1, fill=1)
        self.canvas.restoreState()

    def arc(self, middle: Point, arc: Arc, colour: str) -> None:
        self.canvas.saveState()
        self._set("", colour, arc.thickness)
        if arc.level is SupportLevel.UNSURE:
            self.canvas.setLineCap(_ROUND)
            self.canvas.setDash([0, arc.thickness * 1.7])
        x, y, radius = middle[0], self._top - middle[1], arc.radius
        path = self.canvas.beginPath()
        path.arc(x - radius, y - radius, x + radius, y + radius, startAng=90 - arc.start, extent=-arc.span)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.restoreState()

    def _width(self, text: str, style: TextStyle) -> float:
        return self.fonts.text_width(printable(text), style.size, style.bold)

    def _set(self, fill: str, stroke: str, width: float) -> None:
        if fill:
            self.canvas.setFillColor(_colour(fill))
        if stroke:
            self.canvas.setStrokeColor(_colour(stroke))
            self.canvas.setLineWidth(width)

    def _path(self, commands: Path, at: Point) -> Any:
        path = self.canvas.beginPath()
        draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
        for letter, *numbers in commands:
            draw[letter](*(at[0] + n if i % 2 == 0 else self._top - at[1] - n for i, n in enumerate(numbers)))
        return path

    def _set_text(self, x: float, baseline: float, text: str, style: TextStyle, *, halo: float) -> None:
        if not text:
            return
        self._set(style.colour, style.colour if halo else "", halo)
        if self.fonts.is_plain(text, style.bold):
            self._set_plain(x, baseline, text, style, halo)
        else:
            self._set_outline(x, baseline, text, style, halo)
            if not halo:
                parts = self.fonts.outline(text, style.bold).parts
                self.canvas.addLiteral(self.unseen.operators(parts, x, self._top - baseline, style.size))

    def _set_plain(self, x: float, baseline: float, text: str, style: TextStyle, halo: float) -> None:
        self.canvas.setFont(font_name(self.fonts, style.bold), style.size)
        if halo:
            self.canvas.setLineJoin(_ROUND)
        self.canvas.drawString(x, self._top - baseline, text, mode=2 if halo else None)

    def _set_outline(self, x: float, baseline: float, text: str, style: TextStyle, halo: float) -> None:
        name = self._form(text, style.bold, with_edge=bool(halo))
        scale = style.size / 1000
        self.canvas.saveState()
        self.canvas.translate(x, self._top - baseline)
        self.canvas.scale(scale, scale)
        if halo:
            self.canvas.setLineWidth(halo / scale)
            self.canvas.setLineJoin(_ROUND)
        self.canvas.doForm(name)
        self.canvas.restoreState()

    def _form(self, text: str, bold: bool, *, with_edge: bool) -> str:
        """Each distinct outline is in the file once. It takes its colours from where it is drawn."""
        key = (text, bold, with_edge)
        if key not in self._forms:
            self._forms[key] = f"t{len(self._forms)}"
            outline = self.fonts.outline(text, bold)
            self.canvas.beginForm(self._forms[key], -1000, -1000, outline.width + 1000, 2000)
            self.canvas.addLiteral(_operators(outline.commands, "B" if with_edge else "f"))
            for image in () if with_edge else outline.images:
                picture = ImageReader(io.BytesIO(image.png))
                low = -image.y - image.height
                self.canvas.drawImage(picture, image.x, low, image.width, image.height, mask="auto")
            self.canvas.endForm()
        return self._forms[key]


def _operators(commands: Path, paint: str) -> str:
    letters = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    parts = []
    for letter, *numbers in commands:
        signed = (f"{n if i % 2 == 0 else -n:g}" for i, n in enumerate(numbers))
        parts.append(" ".join((*signed, letters[letter])))
    return " ".join((*parts, paint)) if parts else "n"


@cache
def _colour(text: str) -> Color:
    return HexColor(text)


def font_name(fonts: Fonts, bold: bool) -> str:
    """The font's name, known to ReportLab from the first use on."""
    name = BOLD if bold else REGULAR
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(fonts.folder / f"{name}.ttf")))
    return name
