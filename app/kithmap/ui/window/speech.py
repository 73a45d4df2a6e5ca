"""What is said of an entry in words: for screen readers, tooltips and whoever hovers over the map."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QCoreApplication, QObject

from kithmap.model import queries
from kithmap.model.document import DatedMap, Document
from kithmap.model.ids import EntryId
from kithmap.model.names import printable
from kithmap.model.vocabulary import Direction
from kithmap.ui.map.accessible import Speech
from kithmap.ui.widgets.text import filled, rich_text, shortened
from kithmap.ui.window.commands import Commands
from kithmap.ui.window.parts import Parts
from kithmap.wording.words import Words

# Of one part of a tooltip.
_LONGEST_PART = 400

translate = QCoreApplication.translate


def spoken_name(document: Document, entry_id: EntryId) -> str:
    return printable(queries.entry(document, entry_id).name)


def spoken_parts(document: Document, dated_map: DatedMap, entry_id: EntryId, words: Words) -> list[str]:
    """Ring, kind, relationship, and what goes back and forth, each said on its own."""
    entry = queries.entry(document, entry_id)
    connection = queries.connection(dated_map, entry_id)
    parts = [words.place(dated_map, queries.ring_of(connection)), words.kind(entry.kind)]
    if entry.relationship:
        parts.append(printable(entry.relationship))
    one_mark = translate("Spoken", "{kind} ({level})", "Listens (a lot)")
    one_way = translate("Spoken", "{direction}: {marks}", "I get: Listens (a lot), Calms (some)")
    for direction in Direction:
        marks = [
            filled(one_mark, kind=printable(words.support(support.kind, document)), level=words.level(level))
            for support in queries.supports_in_use(document, connection)
            if (level := support.level(direction)) is not None
        ]
        parts.append(filled(one_way, direction=words.direction(direction), marks=", ".join(marks) or words.not_marked))
    if entry.private:
        parts.append(translate("Spoken", "private"))
    return parts


def spoken_description(document: Document, dated_map: DatedMap, entry_id: EntryId, words: Words) -> str:
    return ". ".join(spoken_parts(document, dated_map, entry_id, words))


def tooltip(document: Document, dated_map: DatedMap, entry_id: EntryId, words: Words) -> str:
    """Name and parts, a line each, as safe rich text: a name such as "<b>" stays what it is."""
    parts = (spoken_name(document, entry_id), *spoken_parts(document, dated_map, entry_id, words))
    name, *lines = (rich_text(shortened(each, _LONGEST_PART)) for each in parts)
    return f"<qt><b>{name}</b><br>{'<br>'.join(lines)}</qt>"


def names_of(document: Document, ids: Iterable[EntryId]) -> str:
    """The name of one, the number of several."""
    chosen = tuple(ids)
    if len(chosen) == 1:
        return spoken_name(document, chosen[0])
    return Sentences().entries(len(chosen))


def drag_sentence(document: Document, ids: Collection[EntryId]) -> str:
    """What is said while entries are picked up; nothing when there are none."""
    text = translate("Spoken", "{name}: click where it goes. Esc puts it back.")
    return filled(text, name=names_of(document, ids)) if ids else ""


class Sentences(QObject):
    def entries(self, count: int) -> str:
        return self.tr("%n entries", "", count)


def speech_of(parts: Parts, do: Commands) -> Speech:
    """What screen readers are told about the entries on the map, and can do with them: on earlier maps nothing."""
    session, selection, _, words, _ = parts.context
    actions = (
        ("nearer", translate("Spoken", "One ring nearer"), lambda: do.move_between(outward=False)),
        ("further", translate("Spoken", "One ring further out"), lambda: do.move_between(outward=True)),
        ("tray", translate("Spoken", "Not placed yet"), do.take_off),
        ("delete", translate("Spoken", "Delete"), do.delete),
    )
    return Speech(
        name=lambda entry_id: spoken_name(session.document, entry_id),
        description=lambda entry_id: spoken_description(
            session.document, parts.current_picture.dated_map, entry_id, words
        ),
        choose=lambda entry_id: selection.set((entry_id,)),
        actions=lambda: actions if do.is_today() else (),
    )
