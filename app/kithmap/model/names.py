"""Names as people type them: what is kept, and the initials drawn inside a shape."""

import unicodedata
from functools import lru_cache

import regex

from kithmap.model.errors import EmptyName

_CLUSTER = regex.compile(r"\X")
# The Hangul fillers count as letters, but nobody sees them.
_WORD = regex.compile(r"(?![\u115f\u1160\u3164\uffa0])[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")
# Controls and the invisible marks that turn text round; joiners stay, emoji and Indic scripts need them.
_UNSAFE = regex.compile(r"[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_JOINING = regex.compile(r"[\p{Arabic}\p{Syriac}\p{Nko}\p{Mongolian}]")
_LINE_ENDS = regex.compile(r"[\r\n\t\v\f\x85\u2028\u2029]+")
_VISIBLE = regex.compile(r"[^\p{Z}\p{C}\u115f\u1160\u2800\u3164\uffa0]")


def clean_name(text: str) -> str:
    """What was typed as one line, without controls and outer spaces. Raises EmptyName when nothing visible is left."""
    name = printable(text).strip()
    if not has_visible(name):
        raise EmptyName
    return name


def clean_lines(text: str) -> str:
    """Text of several lines without controls and outer spaces."""
    return "\n".join(printable(line).rstrip() for line in text.splitlines()).strip()


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """The text without controls and direction overrides: what may be drawn, printed or spoken."""
    return _UNSAFE.sub("", _LINE_ENDS.sub(" ", text))


def has_visible(text: str) -> bool:
    """Whether a reader would see anything at all."""
    return _VISIBLE.search(text) is not None


def names_from_lines(text: str) -> tuple[str, ...]:
    """The names in pasted text, one per line, in order; empty lines, list bullets and outer spaces are left out."""
    lines = (regex.sub(r"^\s*(?:[-*•–]\s+|\d{1,3}[.)]\s+)", "", line) for line in text.splitlines())
    return tuple(clean_name(line) for line in lines if has_visible(_UNSAFE.sub("", line)))


def initials(name: str) -> str:
    """One or two characters that stand for a name inside its shape.

    The first character (a whole grapheme cluster) of the first word, and of the last one if there are several. Words in
    brackets do not count while others are there: "Grandma (Elsie)" is G. Two capitals are initials already: "TJ" stays.
    A name without letters or digits, such as an emoji, gives its first visible character.
    """
    shown = printable(name)
    words = _words(regex.sub(r"[(\[（【].*?[)\]）】]", " ", shown)) or _words(shown)
    if not words:
        visible = _VISIBLE.search(shown)
        return _first_cluster(shown[visible.start() :]) if visible else "·"
    if len(words) == 1 and len(words[0]) == 2 and words[0].isupper():
        return words[0]
    first = _first_cluster(words[0])
    # Two letters of a joining script would join into a word of their own.
    single = len(words) == 1 or _JOINING.match(first) is not None
    chosen = first if single else first + _first_cluster(words[-1])
    return _upper(chosen)


def _words(text: str) -> list[str]:
    words = [_WORD.search(part) for part in text.split()]
    return [word.group() for word in words if word]


def _first_cluster(text: str) -> str:
    match = _CLUSTER.search(text)
    return match.group() if match else ""


def _upper(text: str) -> str:
    # "ß" and ligatures grow when upper-cased, Georgian would change its script: keep such letters as they are.
    upper = text.upper()
    same_script = all("GEORGIAN" not in unicodedata.name(letter, "") for letter in text)
    return upper if len(upper) == len(text) and same_script else text
