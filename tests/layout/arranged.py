"""Maps to arrange, and a measure of text that needs no font."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from kithmap.layout.arrange import arrange
from kithmap.layout.picture import Picture
from kithmap.layout.style import SCREEN, Metrics
from kithmap.model.document import Connection, DatedMap, Document, Entry, Placement, Ring, Support, Tie
from kithmap.model.vocabulary import RING_IDS

DAY = date(2026, 11, 23)
NAMES = tuple((Path(__file__).parents[1] / "data" / "fifty-names.txt").read_text("utf-8").splitlines())


def text_width(text: str, size: float, bold: bool) -> float:
    """About as wide as real lettering: wide letters count double, accents nothing."""
    cells = sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
    return cells * size * (0.6 if bold else 0.55)


def document(
    places: Iterable[Placement | None],
    *,
    names: Callable[[int], str] = "Name {}".format,
    supports: Callable[[int], tuple[Support, ...]] = lambda _: (),
    ties: Iterable[tuple[str, str]] = (),
    rings: int = 3,
    i_am: tuple[str, ...] = (),
    optional_kinds: tuple[str, ...] = (),
) -> Document:
    """A document with entries e0, e1 ... at these places."""
    connections = tuple(
        Connection(entry=f"e{number}", placement=place, supports=supports(number))
        for number, place in enumerate(places)
    )
    today = DatedMap(
        id="m1",
        date=DAY,
        rings=tuple(Ring(id=ring) for ring in RING_IDS[:rings]),
        connections=connections,
        ties=tuple(Tie(one=one, other=other) for one, other in ties),
        i_am=i_am,
    )
    entries = tuple(Entry(id=f"e{number}", name=names(number)) for number in range(len(connections)))
    return Document(maps=(today,), entries=entries, optional_kinds=optional_kinds)


def picture(shown: Document, metrics: Metrics = SCREEN, *, show: str | None = None) -> Picture:
    """The picture of the document's map of today, with the usual words."""
    names = ("Closest", "Close", "Around me", "Further out", "At the edge")[: len(shown.today.rings)]
    return arrange(shown, shown.today, metrics, text_width, me="Me", ring_names=names, show=show)
