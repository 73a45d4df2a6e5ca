"""`kithmap check`: what a map file holds, in numbers, or why it cannot be read. It never shows a name or a text."""

from pathlib import Path

from kithmap.model.document import DatedMap, Document
from kithmap.model.queries import is_on_rings
from kithmap.store import map_file
from kithmap.store.errors import StoreError
from kithmap.wording.refusals import sentence
from kithmap.wording.words import Translate


def check(path: Path, translate: Translate) -> tuple[int, str]:
    """The exit status (0 readable, 1 not) and the lines to show for this file."""
    try:
        contents = map_file.read(path)
    except StoreError as error:
        return 1, sentence(error, translate)
    return 0, "\n".join(_lines(contents.document, contents.version, translate))


def _lines(document: Document, version: int, translate: Translate) -> list[str]:
    rows = [
        (translate("Check", "Readable, format version"), version),
        (translate("Check", "Entries"), len(document.entries)),
        (translate("Check", "Small steps"), len(document.steps)),
        (translate("Check", "Dated maps"), len(document.maps)),
    ]
    lines = [f"{label}: {number}" for label, number in rows]
    for dated_map in document.maps:
        lines.append(f"  {dated_map.date.isoformat()}")
        lines += [f"    {label}: {number}" for label, number in _counts(dated_map, translate)]
    return lines


def _counts(dated_map: DatedMap, translate: Translate) -> list[tuple[str, int]]:
    supports = [support for connection in dated_map.connections for support in connection.supports]
    marks = sum((support.get is not None) + (support.give is not None) for support in supports)
    return [
        (translate("Check", "Rings"), len(dated_map.rings)),
        (translate("Check", "Entries on this map"), len(dated_map.connections)),
        (translate("Check", "Placed on a ring"), sum(map(is_on_rings, dated_map.connections))),
        (translate("Check", "Support marks"), marks),
        (translate("Check", "Ties"), len(dated_map.ties)),
    ]
