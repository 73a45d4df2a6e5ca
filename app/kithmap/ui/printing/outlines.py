"""Text as outlines, for scripts the fonts of the report lack: Qt itemises, shapes, orders and finds other fonts.

Needs a QGuiApplication (offscreen will do) with the bundled fonts added to QFontDatabase, but no window.
"""

from collections.abc import Iterator
from typing import Final, cast

from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QFont, QGlyphRun, QImage, QPainter, QPainterPath, QRawFont, QTextLayout, QTextLine

from kithmap.layout.shapes import PathCommand
from kithmap.report.outline import Outline, PlacedImage

# Pixels to the em that text is laid out with: sharp for the pictures of colour emoji, and fonts made of such pictures
# show nothing at all at much larger sizes. Results are scaled to 1/1000 of the text size.
_EM: Final = 128
_SCALE: Final = 1000 / _EM

_ELEMENT = QPainterPath.ElementType


def text_outline(text: str, bold: bool, family: str = "Noto Sans") -> Outline:
    """One line of text, shaped and ordered by Qt, in `family` or whichever font has its characters."""
    layout = QTextLayout(text, _font(family, bold))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e7)
    layout.endLayout()
    commands: list[PathCommand] = []
    missing: dict[str, None] = {}
    images: list[PlacedImage] = []
    for run in _glyph_runs(line, text):
        font = run.rawFont()
        in_colour = _is_in_colour(font)
        indexes = run.stringIndexes()
        for order, (glyph, position) in enumerate(zip(run.glyphIndexes(), run.positions(), strict=True)):
            at = QPointF(position.x(), position.y() - line.ascent())
            if glyph == 0:
                missing[_character(text, indexes[order])] = None
            if in_colour:
                images += _pictures(font, glyph, at)
            else:
                commands += _commands(font.pathForGlyph(glyph).translated(at))
    return Outline(
        tuple(commands),
        line.naturalTextWidth() * _SCALE,
        tuple(_parts(layout, line, text)),
        tuple(missing),
        tuple(images),
    )


def _font(family: str, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(_EM)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _parts(layout: QTextLayout, line: QTextLine, text: str) -> Iterator[tuple[str, float, float]]:
    units = text.encode("utf-16-le")
    start = 0
    while 2 * start < len(units):
        end = max(layout.nextCursorPosition(start), start + 1)
        one, other = _cursor(line, start), _cursor(line, end)
        part = units[2 * start : 2 * end].decode("utf-16-le", "replace")
        yield part, min(one, other) * _SCALE, abs(other - one) * _SCALE
        start = end


def _cursor(line: QTextLine, position: int) -> float:
    x, _ = cast("tuple[float, int]", line.cursorToX(position))
    return x


def _is_in_colour(font: QRawFont) -> bool:
    # Asked of the tables, because asking such a font for a path spoils its widths for the rest of the program (not
    # reported; PySide6 6.11.3).
    return any(not font.fontTable(table).isEmpty() for table in ("CBLC", "COLR", "sbix"))


def _glyph_runs(line: QTextLine, text: str) -> list[QGlyphRun]:
    length = len(text.encode("utf-16-le")) // 2
    return line.glyphRuns(0, length, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll) if length else []


def _character(text: str, utf16_index: int) -> str:
    """The character at an index as Qt counts: in UTF-16 units."""
    before = text.encode("utf-16-le")[: 2 * utf16_index]
    return text[len(before.decode("utf-16-le", "ignore"))]


def _commands(path: QPainterPath) -> list[PathCommand]:
    """The path, each contour closed. Whole units are finer than any printer."""
    commands: list[PathCommand] = []
    i = 0
    while i < path.elementCount():
        element = path.elementAt(i)
        if element.type == _ELEMENT.MoveToElement:
            if commands:
                commands.append(("Z",))
            commands.append(("M", round(element.x * _SCALE), round(element.y * _SCALE)))
        elif element.type == _ELEMENT.LineToElement:
            commands.append(("L", round(element.x * _SCALE), round(element.y * _SCALE)))
        else:
            second, end = path.elementAt(i + 1), path.elementAt(i + 2)
            points = (element.x, element.y, second.x, second.y, end.x, end.y)
            commands.append(("C", *(round(value * _SCALE) for value in points)))  # type: ignore[arg-type]
            i += 2
        i += 1
    return [*commands, ("Z",)] if commands else []


def _pictures(font: QRawFont, glyph: int, at: QPointF) -> list[PlacedImage]:
    """A glyph without an outline, painted; nothing when nothing of it can be seen."""
    image = QImage(2 * _EM, 2 * _EM, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    run = QGlyphRun()
    run.setRawFont(font)
    run.setGlyphIndexes([glyph])
    run.setPositions([QPointF(0, 0)])
    origin = QPointF(_EM / 2, _EM * 3 / 2)
    painter = QPainter(image)
    painter.drawGlyphRun(origin, run)
    painter.end()
    box = _painted_box(image)
    if box is None:
        return []
    left, top, width, height = box
    corner = at - origin + QPointF(left, top)
    png = _png(image.copy(left, top, width, height))
    return [PlacedImage(png, corner.x() * _SCALE, corner.y() * _SCALE, width * _SCALE, height * _SCALE)]


def _painted_box(image: QImage) -> tuple[int, int, int, int] | None:
    """Left, top, width and height of the part that is not transparent."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    stride, rows = alpha.bytesPerLine(), bytes(alpha.constBits())
    lines = [rows[y * stride : y * stride + alpha.width()] for y in range(alpha.height())]
    used = [y for y, line in enumerate(lines) if any(line)]
    if not used:
        return None
    lefts = [len(lines[y]) - len(lines[y].lstrip(b"\0")) for y in used]
    rights = [len(lines[y].rstrip(b"\0")) for y in used]
    return min(lefts), used[0], max(rights) - min(lefts), used[-1] - used[0] + 1


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
