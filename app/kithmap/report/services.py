"""Services for a hard moment, in lines: the same words on screen and on paper. Nothing is promised."""

from collections.abc import Iterable

from kithmap.content.contacts import Contact, Purpose
from kithmap.model.names import printable
from kithmap.report.contents import written_date
from kithmap.wording.words import Words, filled


def services_note(words: Words) -> str:
    return words.translate("Contacts", "Please check these: numbers can change.")


def service_lines(contacts: Iterable[Contact], words: Words) -> tuple[str, ...]:
    """A line for each contact: number, service, what it is for, when somebody answers, and since when we know."""
    return tuple(_line(each, words) for each in contacts)


def _line(contact: Contact, words: Words) -> str:
    place = filled(words.translate("Contacts", "{service} ({area})"), service=contact.service, area=contact.area)
    service = place.strip() if contact.area else contact.service
    parts = (contact.number, service, contact.what or _purpose(contact.purpose, words), contact.hours)
    said = " · ".join(part for part in map(printable, parts) if part)
    return f"{said}. {_since(contact, words)}"


def _since(contact: Contact, words: Words) -> str:
    if contact.checked is not None:
        checked = words.translate("Contacts", "Checked on {date}.")
        return filled(checked, date=written_date(contact.checked, words))
    return filled(words.translate("Contacts", "Seen in papers from {years}, not checked."), years=contact.seen)


def _purpose(purpose: Purpose | None, words: Words) -> str:
    translate = words.translate
    return {
        Purpose.EMERGENCY: translate("Contacts", "Emergency: police, ambulance, fire"),
        Purpose.EMERGENCY_IN_EU: translate("Contacts", "Emergency, in the countries of the European Union"),
        Purpose.MENTAL_HEALTH: translate("Contacts", "Help with mental health when it cannot wait"),
        Purpose.HEALTH: translate("Contacts", "Help with health when it cannot wait"),
        Purpose.TALK: translate("Contacts", "Someone to talk to"),
        Purpose.TALK_WHERE_RUN: translate("Contacts", "Someone to talk to, in countries that have this number"),
        Purpose.SUICIDE: translate("Contacts", "When you think about ending your life"),
        Purpose.VICTIMS: translate("Contacts", "After somebody has hurt you or done you wrong"),
        None: "",
    }[purpose]
