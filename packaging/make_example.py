"""Make resources/examples/example.kithmap: the map of Robin, who is made up, as is everybody on it.

    python packaging/make_example.py

The map is made the way a person would make it, edit by edit: names first, then each onto a ring, near a hand of the
clock, where there is room in the picture. Text is measured in the bundled fonts, so the bytes are the same everywhere.
"""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kithmap.layout.arrange import arrange, loose_marks
from kithmap.layout.picture import Picture
from kithmap.layout.placement import free_place
from kithmap.layout.style import SCREEN, TextWidth
from kithmap.model import edits
from kithmap.model.document import Document, Feeling, Placement, new_document
from kithmap.model.vocabulary import (
    ContactBy,
    Direction,
    Energy,
    EntryKind,
    Feels,
    Known,
    KnowsHealth,
    Lean,
    LifeArea,
    Near,
    SupportLevel,
)
from kithmap.model.vocabulary import ContactFrequency as Contact
from kithmap.report.fonts import Fonts
from kithmap.resources import resources_folder
from kithmap.store import atomic_file, file_format
from kithmap.wording.words import Words, untranslated

EARLIER = date(2026, 6, 3)
TODAY = date(2026, 11, 23)

GET, GIVE = Direction.GET, Direction.GIVE
LITTLE, SOME, LOT, UNSURE = SupportLevel.LITTLE, SupportLevel.SOME, SupportLevel.LOT, SupportLevel.UNSURE

# Ring and hand of the clock, in degrees.
PLACES_IN_JUNE = {
    "Mum": ("closest", 128),
    "Biscuit": ("closest", 250),
    "Ana": ("close", 30),
    "Joel": ("close", 80),
    "Dr Okafor": ("close", 205),
    "Leo": ("close", 250),
    "Gran Elsie": ("close", 292),
    "Priya": ("close", 338),
    "The allotment": ("around", 20),
    "Library group": ("around", 58),
    "Tom next door": ("around", 108),
    "Cousin Ola": ("around", 238),
}
PLACES_SINCE_JUNE = {"Ana": ("closest", 35), "Leo": ("around", 312), "Sunday choir": ("close", 162)}
NOT_PLACED = ("Uncle Ray", "Running club", "Nadia")

ABOUT: dict[str, dict[str, Any]] = {
    "Ana": {
        "relationship": "sister", "life_area": LifeArea.FAMILY, "known": Known.ALL_MY_LIFE, "contact": Contact.WEEKLY,
        "contact_by": (ContactBy.PHONE, ContactBy.MESSAGE), "near": Near.FURTHER, "important": True,
        "could_contact": True, "knows_health": KnowsHealth.YES,
    },
    "Mum": {
        "relationship": "parent", "life_area": LifeArea.HOUSEHOLD, "known": Known.ALL_MY_LIFE,
        "contact": Contact.DAILY, "near": Near.SAME_HOME, "knows_health": KnowsHealth.PARTLY,
        "note": "Talk about evenings. Who does what?",
    },
    "Biscuit": {"relationship": "dog", "kind": EntryKind.ANIMAL, "life_area": LifeArea.HOUSEHOLD, "important": True},
    "Joel": {
        "relationship": "friend", "life_area": LifeArea.FRIENDS, "known": Known.OVER_5_YEARS,
        "contact": Contact.FEW_TIMES_A_YEAR, "contact_by": (ContactBy.MESSAGE,), "knows_health": KnowsHealth.YES,
    },
    "Dr Okafor": {"relationship": "doctor", "kind": EntryKind.PAID, "life_area": LifeArea.PAID},
    "Leo": {
        "relationship": "friend", "life_area": LifeArea.FRIENDS, "known": Known.YEARS_1_TO_5,
        "contact": Contact.MONTHLY, "knows_health": KnowsHealth.NO,
    },
    "Gran Elsie": {
        "relationship": "grandparent", "kind": EntryKind.REMEMBERED, "life_area": LifeArea.FAMILY,
        "note": "Her recipes are in the blue tin.",
    },
    "Priya": {
        "relationship": "keyworker", "kind": EntryKind.PAID, "life_area": LifeArea.PAID, "contact": Contact.MONTHLY,
        "could_contact": True, "knows_health": KnowsHealth.YES,
    },
    "The allotment": {"kind": EntryKind.PLACE, "life_area": LifeArea.LOCAL, "near": Near.UNDER_AN_HOUR},
    "Library group": {"kind": EntryKind.GROUP, "life_area": LifeArea.GROUPS, "contact": Contact.NOT_AT_THE_MOMENT},
    "Tom next door": {"relationship": "neighbour", "life_area": LifeArea.LOCAL, "contact": Contact.WEEKLY},
    "Cousin Ola": {"relationship": "other family", "life_area": LifeArea.FAMILY, "near": Near.ANOTHER_COUNTRY},
    "Sunday choir": {"kind": EntryKind.GROUP, "life_area": LifeArea.GROUPS, "contact": Contact.WEEKLY},
    "Uncle Ray": {"relationship": "other family", "life_area": LifeArea.FAMILY},
    "Running club": {"kind": EntryKind.GROUP},
    "Nadia": {"relationship": "friend", "life_area": LifeArea.FRIENDS},
}  # fmt: skip

SUPPORT_IN_JUNE = {
    "Ana": {"listen": (LOT, SOME), "comfort": (LOT, None), "value": (SOME, None), "company": (SOME, SOME)},
    "Mum": {"listen": (None, SOME), "value": (LITTLE, None), "everyday": (LOT, SOME), "unwell": (None, LITTLE)},
    "Biscuit": {"comfort": (LOT, None), "everyday": (None, LOT), "company": (LOT, SOME)},
    "Joel": {"listen": (LITTLE, None), "advice": (None, LITTLE), "company": (LOT, SOME)},
    "Dr Okafor": {"unwell": (SOME, None), "advice": (LOT, None)},
    "Leo": {"listen": (None, LOT), "company": (SOME, LOT)},
    "Gran Elsie": {"comfort": (SOME, None), "value": (LOT, None)},
    "Priya": {"listen": (LOT, None), "advice": (SOME, None), "hard": (SOME, None)},
    "The allotment": {"comfort": (LOT, None), "company": (SOME, None)},
    "Library group": {"advice": (LITTLE, None), "company": (UNSURE, None)},
    "Tom next door": {"everyday": (SOME, LOT)},
    "Cousin Ola": {"listen": (None, SOME)},
}
SUPPORT_SINCE_JUNE = {
    "Ana": {"value": (LOT, None), "hard": (LOT, None)},
    "Mum": {"unwell": (SOME, LITTLE)},
    "Sunday choir": {"value": (SOME, None), "company": (LOT, SOME)},
}
FEELINGS = {
    "Ana": Feeling(feels=Feels.WARM, lean=Lean.A_BIT),
    "Mum": Feeling(feels=Feels.MIXED, energy=Energy.SOME),
    "Leo": Feeling(feels=Feels.OK, energy=Energy.LOT),
}
TIES = (
    ("Ana", "Mum"),
    ("Mum", "Gran Elsie"),
    ("Mum", "Cousin Ola"),
    ("Mum", "Tom next door"),
    ("Ana", "Joel"),
    ("Joel", "Library group"),
)


def example() -> Document:
    """Robin's document: how things were in June, and how they are today."""
    width = Fonts(resources_folder() / "fonts", _no_outline).text_width
    document = edits.set_heading(
        new_document(EARLIER), title="Robin’s connections (example)", belongs_to="R.", for_whom="my keyworker"
    )
    document = edits.add_entries(document, PLACES_IN_JUNE, map_id=document.today.id)
    document = edits.set_i_am(document, ("a cousin", "good with plants"), map_id=document.today.id)
    document = _mark(_describe(_place(document, PLACES_IN_JUNE, width)), SUPPORT_IN_JUNE)
    for one, other in TIES:
        document = edits.tie(document, (_id(document, one), _id(document, other)), map_id=document.today.id)
    document = edits.start_dated_map(document, TODAY)
    document = edits.set_i_am(document, ("a cousin", "good with plants", "learning to rest"), map_id=document.today.id)
    document = edits.add_entries(document, ("Sunday choir", *NOT_PLACED), map_id=document.today.id)
    document = _mark(_describe(_place(document, PLACES_IN_JUNE | PLACES_SINCE_JUNE, width)), SUPPORT_SINCE_JUNE)
    for name, feeling in FEELINGS.items():
        document = edits.feel(document, _id(document, name), feeling, map_id=document.today.id)
    return document


def _no_outline(text: str, _bold: bool) -> Any:
    raise ValueError(f"the bundled fonts do not show {text!r}")


def _id(document: Document, name: str) -> str:
    return next(entry.id for entry in document.entries if entry.name == name)


def _describe(document: Document) -> Document:
    for entry in document.entries:
        document = edits.describe(document, entry.id, **ABOUT[entry.name])
    return document


def _mark(
    document: Document, supports: dict[str, dict[str, tuple[SupportLevel | None, SupportLevel | None]]]
) -> Document:
    for name, kinds in supports.items():
        entry = _id(document, name)
        for kind, (get, give) in kinds.items():
            document = edits.mark_support(document, [entry], kind, GET, get, map_id=document.today.id)
            document = edits.mark_support(document, [entry], kind, GIVE, give, map_id=document.today.id)
    return document


def _place(document: Document, places: dict[str, tuple[str, int]], width: TextWidth) -> Document:
    """Put each entry on its ring, in the free place nearest to its hand of the clock."""
    for name, (ring, angle) in places.items():
        entry = _id(document, name)
        block = loose_marks(document, document.today, SCREEN, width)[entry].block
        place = free_place(_picture(document, width), ring, block, near=angle, moving=(entry,))
        document = edits.place(document, {entry: _rounded(place)}, map_id=document.today.id)
    return document


def _rounded(place: Placement) -> Placement:
    """The same place in few digits: computers differ in the last ones."""
    return replace(place, angle=round(place.angle, 1) % 360, depth=round(place.depth, 2))


def _picture(document: Document, width: TextWidth) -> Picture:
    words = Words(untranslated)
    names = tuple(words.ring(ring) for ring in document.today.rings)
    return arrange(document, document.today, SCREEN, width, me=words.me, ring_names=names)


def main() -> None:
    """Write the example."""
    parser = argparse.ArgumentParser(description="Make the example map.")
    usual = resources_folder() / "examples" / "example.kithmap"
    parser.add_argument("-o", "--output", type=Path, default=usual, help="where to write it (%(default)s)")
    atomic_file.replace(parser.parse_args().output, file_format.encode(example()), expected=atomic_file.ANY)


if __name__ == "__main__":
    main()
