"""Texts of people inside the program's own: filled into sentences, shortened, and kept from meaning anything to Qt."""

from collections.abc import Iterable
from html import escape

from msgspec.structs import replace

from kithmap.model.document import Document
from kithmap.model.ids import EntryId
from kithmap.model.names import printable
from kithmap.wording.words import filled

__all__ = ["filled", "menu_text", "plain_tooltip", "rich_text", "shortened", "with_short_names"]

_LONGEST_NAMED = 40
_LONGEST_LINE = 80


def shortened(text: str, most: int = _LONGEST_NAMED) -> str:
    """What may be shown of a text, in at most `most` characters; where some are left out it ends in an ellipsis."""
    shown = printable(text)
    return shown if len(shown) <= most else shown[: most - 1].rstrip() + "…"


def with_short_names(document: Document, ids: Iterable[EntryId]) -> Document:
    """The document as these entries may be spoken of in a narrow panel: endless names end in an ellipsis."""
    chosen = set(ids)
    wanted = {each.id for each in document.entries if each.id in chosen and shortened(each.name) != each.name}
    if not wanted:
        return document
    entries = tuple(
        replace(each, name=shortened(each.name)) if each.id in wanted else each for each in document.entries
    )
    return replace(document, entries=entries)


def menu_text(text: str, most: int = _LONGEST_NAMED) -> str:
    """A text for a menu or a button, shortened, in which "&" does not make a shortcut."""
    return shortened(text, most).replace("&", "&&")


def rich_text(text: str) -> str:
    """A text as part of rich text that shows exactly this: a name may hold "<b>"."""
    return escape(printable(text))


def plain_tooltip(text: str) -> str:
    """A tooltip that shows exactly this text, all of it, in lines where it is long."""
    shown = printable(text)
    if len(shown) <= _LONGEST_LINE and "<" not in shown and "&" not in shown:
        return shown
    return f"<qt>{rich_text(shown)}</qt>"
