"""Text files of the program: TOML, checked against a structure, chosen by language."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final, TypeVar

import msgspec
import regex

from kithmap.content.errors import DamagedContent, MissingContent

# None of them is nearly as long.
MAXIMUM_BYTES: Final = 256 * 1024
FALLBACK_LANGUAGE: Final = "en"

# One line that says something, and a text of several paragraphs.
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
LongText = Annotated[str, msgspec.Meta(min_length=1, max_length=10_000)]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}$")]


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all that stands in such a file. A field that is misspelled is refused, not passed over."""


T = TypeVar("T", bound=Content)

_WHERE: Final = regex.compile(r"`(\$[^`]*)`$")
_LINE: Final = regex.compile(r"at line (\d+)")


def decode(data: bytes, kind: type[T], file: str) -> T:
    """The structure in a file's bytes, with a byte order mark or not. Raises DamagedContent, which names `file`."""
    if len(data) > MAXIMUM_BYTES:
        raise DamagedContent(file)
    try:
        return msgspec.toml.decode(data.decode("utf-8-sig"), type=kind)
    # Python's parser lets ValueError through for numbers and dates that are none, and goes as deep as the text does.
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        where, line = _WHERE.search(str(error)), _LINE.search(str(error))
        raise DamagedContent(file, where[1] if where else "", int(line[1]) if line else 0) from error


def load(folder: Path, name: str, languages: Iterable[str], kind: type[T]) -> T:
    """The text `name` in the first of these languages it has, or in English. Raises MissingContent, DamagedContent."""
    for language in (*languages, FALLBACK_LANGUAGE):
        file = folder / f"{name}_{language}.toml"
        if file.is_file():
            return decode(_bytes(file), kind, file.name)
    raise MissingContent(name)


def names_in(folder: Path) -> tuple[str, ...]:
    """The names of the texts in a folder, in alphabetical order, each once whatever languages it has."""
    return tuple(sorted({file.stem.rpartition("_")[0] for file in folder.glob("*_*.toml")}))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each as one line; empty lines stand between them."""
    return tuple(" ".join(part.split()) for part in regex.split(r"\n\s*\n", text) if part.strip())


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise DamagedContent(file.name) from error
