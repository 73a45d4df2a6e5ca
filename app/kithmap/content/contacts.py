"""Contacts for a hard moment: those that come with the program, by country, and those a service has added.

Numbers change. Each contact says when it was seen or checked, and is shown with that day; nobody promises help here.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec

from kithmap.content.errors import DamagedContent, DamagedOwnContacts, MissingContent
from kithmap.content.text_file import MAXIMUM_BYTES, Content, decode
from kithmap.model.names import has_visible, printable

# What is shown in a country that has no file of its own.
EVERYWHERE: Final = "EU"

Short = Annotated[str, msgspec.Meta(max_length=120)]
# A year or two years with a dash between them.
Years = Annotated[str, msgspec.Meta(pattern=r"^([0-9]{4}([-–][0-9]{4})?)?$")]
Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]


class Purpose(StrEnum):
    """What a contact is for. The words are in `kithmap.report.services`."""

    EMERGENCY = "emergency"
    EMERGENCY_IN_EU = "emergency_in_eu"
    MENTAL_HEALTH = "mental_health"
    HEALTH = "health"
    TALK = "talk"
    TALK_WHERE_RUN = "talk_where_run"
    SUICIDE = "suicide"
    VICTIMS = "victims"


class Contact(Content, frozen=True):
    """A service and how to reach it. `number` may also be an address or a way to write to them.

    What it is for is said by `purpose`, which has words in every language, or by `what`, in the service's own words.
    Either `checked`, the day somebody last made sure, or `seen`, the years of papers it stood in, is given.
    """

    number: Short
    service: Short = ""
    purpose: Purpose | None = None
    what: Short = ""
    area: Short = ""
    hours: Short = ""
    checked: date | None = None
    seen: Years = ""

    def __post_init__(self) -> None:
        if not has_visible(printable(self.number)):
            raise ValueError("number")
        if self.purpose is None and not has_visible(printable(self.what)):
            raise ValueError("purpose")
        if self.checked is None and not self.seen:
            raise ValueError("checked")


class ContactList(Content, frozen=True):
    contact: Annotated[tuple[Contact, ...], msgspec.Meta(max_length=20)] = ()
    country: Country = EVERYWHERE


def countries(folder: Path) -> tuple[str, ...]:
    """Codes of the countries (two capital letters, ISO 3166) that have contacts; EVERYWHERE is not one of them."""
    return tuple(sorted({file.stem.upper() for file in folder.glob("??.toml")} - {EVERYWHERE}))


def contacts_for(folder: Path, country: str, own: Iterable[Contact] = ()) -> tuple[Contact, ...]:
    """What to show in a country: the service's own contacts, then those of the country, or of EVERYWHERE.

    A contact that comes with the program gives way to one of the service's own with the same number.
    Raises MissingContent and DamagedContent.
    """
    own = tuple(own)
    known = {_digits(each) for each in own}
    name = country if country in countries(folder) else EVERYWHERE
    return (*own, *(each for each in _load(folder, name).contact if _digits(each) not in known))


def decode_own_contacts(data: bytes, file: str) -> tuple[Contact, ...]:
    """The contacts in the bytes of a service's own file, whose name is `file`. Raises DamagedOwnContacts."""
    try:
        return decode(data, ContactList, file).contact
    except DamagedContent as error:
        raise DamagedOwnContacts(error.file, error.where, error.line) from error


def _load(folder: Path, country: str) -> ContactList:
    file = folder / f"{country.lower()}.toml"
    try:
        with file.open("rb") as opened:
            data = opened.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise MissingContent(country) from error
    return decode(data, ContactList, file.name)


def _digits(contact: Contact) -> str:
    return "".join(contact.number.split()).casefold()
