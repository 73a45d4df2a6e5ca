"""What is said of an entry in words: for screen readers, tooltips and whoever hovers over the map."""

from PySide6.QtCore import QCoreApplication

from kithmap.model import queries
from kithmap.model.document import DatedMap, Document
from kithmap.model.names import printable
from kithmap.model.vocabulary import Direction
from kithmap.ui.commands import Commands
from kithmap.ui.map.accessible import Speech
from kithmap.words import Words

translate = QCoreApplication.translate


def spoken_name(document: Document, entry_id: str) -> str:
    """The name."""
    return printable(queries.entry(document, entry_id).name)


def spoken_description(document: Document, dated_map: DatedMap, entry_id: str, words: Words) -> str:
    """Ring, kind, and what goes back and forth, in one line."""
    entry = queries.entry(document, entry_id)
    connection = queries.connection(dated_map, entry_id)
    parts = [_ring(dated_map, queries.ring_of(connection), words), words.kind(entry.kind)]
    if entry.relationship:
        parts.append(printable(entry.relationship))
    for direction in Direction:
        marks = [
            f"{words.support(support.kind, document)} ({words.level(level)})"
            for support in queries.supports_in_use(document, connection)
            if (level := support.level(direction)) is not None
        ]
        said = ", ".join(marks) if marks else words.not_marked
        parts.append(f"{words.direction(direction)}: {said}")
    if entry.private:
        parts.append(translate("Spoken", "private"))
    return ". ".join(parts)


def tooltip(document: Document, dated_map: DatedMap, entry_id: str, words: Words) -> str:
    """Name and description as safe rich text: a name such as "<b>" stays what it is."""
    name = spoken_name(document, entry_id)
    lines = spoken_description(document, dated_map, entry_id, words).split(". ")
    return f"<qt><b>{_plain(name)}</b><br>{'<br>'.join(map(_plain, lines))}</qt>"


def speech_of(do: Commands) -> Speech:
    """What screen readers are told about the entries on the map, and can do with them: on earlier maps nothing."""
    actions = (
        ("nearer", translate("Spoken", "One ring nearer"), lambda: do.move_between(outward=False)),
        ("further", translate("Spoken", "One ring further out"), lambda: do.move_between(outward=True)),
        ("tray", translate("Spoken", "Not placed yet"), do.take_off),
        ("delete", translate("Spoken", "Delete"), do.delete),
    )
    return Speech(
        name=lambda entry_id: spoken_name(do.session.document, entry_id),
        description=lambda entry_id: spoken_description(do.session.document, do.drawing.dated_map, entry_id, do.words),
        choose=lambda entry_id: do.selection.set((entry_id,)),
        actions=lambda: actions if do.is_today() else (),
    )


def _ring(dated_map: DatedMap, ring_id: str | None, words: Words) -> str:
    if ring_id is None:
        return words.not_placed
    ring = next((each for each in dated_map.rings if each.id == ring_id), None)
    return words.ring(ring) if ring else words.usual_ring(ring_id)


def _plain(text: str) -> str:
    shown = text if len(text) <= 400 else text[:399] + "…"
    return shown.replace("&", "&amp;").replace("<", "&lt;")
