"""Text nobody sees: what outlines say, in their place, so that they are found, copied and read aloud.

A letter of this font shows nothing; it has a width and a meaning. A letter is made for each character that comes up
(with its marks), so any script will do. Fonts of a PDF hold 255 letters each, so there may be several.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

# The character (with its marks), and the left edge and width of its place in 1/1000 of the text size.
Part = tuple[str, float, float]

_LETTERS: Final = 255


class UnseenText:
    def __init__(self) -> None:
        self._letters: dict[tuple[str, int], int] = {}

    def operators(self, parts: Sequence[Part], x: float, baseline: float, size: float) -> str:
        """PDF operators that set the parts; `x`, `baseline` is the origin of their outline, in points, y up.

        Runs come in reading order. One written from the right is set from the left, as printed text is, and marked so.
        """
        return " ".join(self._set_run(run, x, baseline, size) for run in _runs(parts))

    def add_fonts(self, pdf: pikepdf.Pdf) -> None:
        letters = list(self._letters)
        for number, start in enumerate(range(0, len(letters), _LETTERS)):
            font = pdf.make_indirect(_font(pdf, letters[start : start + _LETTERS]))
            for page in pdf.pages:
                page.obj.Resources.Font[f"/U{number}"] = font

    def _set_run(self, run: Sequence[Part], x: float, baseline: float, size: float) -> str:
        from_right = len(run) > 1 and run[0][1] > run[-1][1]
        seen = list(reversed(run)) if from_right else run
        codes = (self._code(part, round(width)) for part, _, width in seen)
        shown = " ".join(
            f"/U{font} {size:g} Tf <{bytes(code for _, code in group).hex()}> Tj"
            for font, group in groupby(codes, key=lambda each: each[0])
        )
        text = f"BT 1 0 0 1 {x + seen[0][1] * size / 1000:.2f} {baseline:.2f} Tm {shown} ET"
        return f"/ReversedChars BMC {text} EMC" if from_right else text

    def _code(self, part: str, width: int) -> tuple[int, int]:
        font, code = divmod(self._letters.setdefault((part, width), len(self._letters)), _LETTERS)
        return font, code + 1


def _runs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts that follow each other in one direction."""
    run: list[Part] = []
    for part, after in pairwise((*parts, None)):
        if part is None:
            continue
        run.append(part)
        if after is None or (len(run) > 1 and (run[-1][1] > run[-2][1]) != (after[1] > run[-1][1])):
            yield run
            run = []


def _font(pdf: pikepdf.Pdf, letters: Sequence[tuple[str, int]]) -> Dictionary:
    names = [f"/u{code}" for code in range(1, len(letters) + 1)]
    empty = {width: pdf.make_stream(f"{width} 0 d0".encode()) for width in sorted({width for _, width in letters})}
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        FirstChar=1,
        LastChar=len(letters),
        Widths=Array([width for _, width in letters]),
        CharProcs=Dictionary({name: empty[width] for name, (_, width) in zip(names, letters, strict=True)}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *(Name(name) for name in names)])),
        Resources=Dictionary(),
        ToUnicode=pdf.make_stream(_to_unicode(part for part, _ in letters)),
    )


def _to_unicode(parts: Iterable[str]) -> bytes:
    meanings = [f"<{code:02X}> <{part.encode('utf-16-be').hex().upper()}>" for code, part in enumerate(parts, 1)]
    # No block may hold more than a hundred.
    blocks = [meanings[start : start + 100] for start in range(0, len(meanings), 100)]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Unseen def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    ).encode()
