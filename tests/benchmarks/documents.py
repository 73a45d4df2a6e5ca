"""Maps of any size to measure with, made through the public edits, everybody in a free place of the picture.

Places drawn at random would overlap, and then the picture would have to move nearly everybody: no map a person has made
looks like that. So each entry takes the free place nearest to its share of the ring, as a drop would.
"""

import math
import random
from datetime import date, timedelta
from typing import NoReturn

from tests.todays import edits

from kithmap.layout.arrange import arrange, loose_marks
from kithmap.layout.picture import Picture
from kithmap.layout.placement import free_places, point_of
from kithmap.layout.style import SCREEN, TextWidth
from kithmap.model.document import Document, Placement, new_document
from kithmap.model.vocabulary import SUPPORT_KINDS, Direction, EntryKind, SupportLevel
from kithmap.report.fonts import Fonts
from kithmap.resources import resources_folder
from kithmap.wording.words import Words, untranslated

START = date(2026, 1, 5)
FIRST = (
    "Ana",
    "Ben",
    "Chidi",
    "Dora",
    "Elif",
    "Farid",
    "Grace",
    "Hanna",
    "Ivo",
    "Jun",
    "Kofi",
    "Lena",
    "Mateo",
    "Noor",
)
LAST = (
    "",
    "",
    "Abara",
    "Berg",
    "next door",
    "Costa",
    "from choir",
    "Dimitrova",
    "Eze",
    "Fernández",
    "(work)",
    "Gruber",
)
TIES_EACH = 3


def map_of(entries: int, dated_maps: int = 1) -> Document:
    """A document with so many entries, three ties each and seven marks of support each, on every one of its maps."""
    chance = random.Random(entries)
    document = edits.add_entries(new_document(START), [_name(number, chance) for number in range(entries)])
    ids = [entry.id for entry in document.entries]
    for entry in ids:
        document = edits.describe(document, entry, kind=chance.choice(list(EntryKind)), relationship="someone I know")
    document = _placed(_tied(_marked(document, ids, chance), ids), ids)
    for week in range(1, dated_maps):
        document = edits.start_dated_map(document, START + timedelta(weeks=week))
        document = edits.mark_support(document, [ids[week % entries]], "listen", Direction.GET, SupportLevel.LOT)
        document = edits.mark_support(document, [ids[-week % entries]], "company", Direction.GIVE, None)
    return document


def _name(number: int, chance: random.Random) -> str:
    return f"{FIRST[number % len(FIRST)]} {chance.choice(LAST)}"


def _marked(document: Document, ids: list[str], chance: random.Random) -> Document:
    levels = list(SupportLevel)
    for entry in ids:
        for direction, count in ((Direction.GET, 4), (Direction.GIVE, 3)):
            for kind in chance.sample(SUPPORT_KINDS, count):
                document = edits.mark_support(document, [entry], kind, direction, chance.choice(levels))
    return document


def _tied(document: Document, ids: list[str]) -> Document:
    for number, entry in enumerate(ids):
        for step in (1, 2, 1 + len(ids) // 3)[:TIES_EACH]:
            document = edits.tie(document, (entry, ids[(number + step) % len(ids)]))
    return document


def _placed(document: Document, ids: list[str]) -> Document:
    """Everybody on a ring: evenly at first, then in the nearest free place until the picture moves nobody."""
    width = Fonts(resources_folder() / "fonts", _no_outline).text_width
    sixth, half = len(ids) // 6, len(ids) // 2
    rings = {"closest": ids[:sixth], "close": ids[sixth:half], "around": ids[half:]}
    angles = {entry: 360.0 * n / len(members) for members in rings.values() for n, entry in enumerate(members)}
    document = edits.place(
        document, {e: Placement(ring=r, angle=angles[e]) for r, members in rings.items() for e in members}
    )
    blocks = {entry: mark.block for entry, mark in loose_marks(document, document.today, SCREEN, width).items()}
    for _ in range(4):
        for ring, members in rings.items():
            wanted = {entry: angles[entry] for entry in members}
            document = edits.place(document, free_places(_picture(document, width), ring, wanted, blocks))
        if not moved(document, _picture(document, width)):
            break
    return document


def moved(document: Document, picture: Picture) -> int:
    """How many entries the picture shows elsewhere than the document says."""
    count = 0
    for connection in document.today.connections:
        mark = picture.entry(connection.entry)
        if mark is not None and connection.placement is not None:
            count += math.dist(point_of(picture, connection.placement), (mark.x, mark.y)) > 1.0
    return count


def _picture(document: Document, width: TextWidth) -> Picture:
    words = Words(untranslated)
    names = tuple(words.ring(ring) for ring in document.today.rings)
    return arrange(document, document.today, SCREEN, width, me=words.me, ring_names=names)


def _no_outline(text: str, _bold: bool) -> NoReturn:
    raise ValueError(f"the bundled fonts do not show {text!r}")
