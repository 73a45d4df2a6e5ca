"""Contacts for a hard moment: those of a country, a service's own in front, and how they are said."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithmap import application
from kithmap.content.contacts import Contact, Purpose, contacts_for, countries, decode_own_contacts
from kithmap.content.errors import DamagedContent, DamagedOwnContacts, MissingContent
from kithmap.report.services import service_lines, services_note
from kithmap.resources import resources_folder
from kithmap.store.locations import contacts_file
from kithmap.wording.refusals import sentence
from kithmap.wording.words import Words, untranslated

FOLDER = resources_folder() / "contacts"
WORDS = Words(untranslated)
OWN = """
[[contact]]
service = "Willow House"
number = "01632 960 001"
what = "To talk, or to ask for a visit"
hours = "every day, 6 to 10 in the evening"
checked = 2026-11-03
"""


def put_own(data: bytes) -> None:
    contacts_file().parent.mkdir(parents=True, exist_ok=True)
    contacts_file().write_bytes(data)


def numbers(country: str) -> list[str]:
    return [each.number for each in contacts_for(FOLDER, country)]


def test_each_country_has_its_numbers() -> None:
    assert countries(FOLDER) == ("EE", "ES", "GB", "SI")
    assert numbers("GB") == ["999", "111, option 2", "111", "0800 83 85 87"]
    assert [each.area for each in contacts_for(FOLDER, "GB")] == ["", "England", "Scotland", "Scotland"]
    assert numbers("ES") == ["112", "024"]
    assert numbers("EE") == ["112", "116 123", "116 006"]
    assert numbers("SI") == ["112", "116 123"]


@pytest.mark.parametrize("country", ["FR", "EU", "", "gb", "../es", "G"])
def test_everywhere_else_there_are_the_numbers_of_the_union(country: str) -> None:
    assert numbers(country) == ["112", "116 123"]
    assert service_lines(contacts_for(FOLDER, country), WORDS)[1].startswith(
        "116 123 · Someone to talk to, in countries that have this number."
    )


@pytest.mark.parametrize("country", ["GB", "ES", "EE", "SI", "EU"])
def test_nobody_claims_to_have_checked_what_comes_with_the_program(country: str) -> None:
    for each, line in zip(
        contacts_for(FOLDER, country), service_lines(contacts_for(FOLDER, country), WORDS), strict=True
    ):
        assert each.checked is None
        assert re.fullmatch(r"\d{4}–\d{4}", each.seen)
        assert line.endswith(f" Seen in papers from {each.seen}, not checked.")
        assert line.startswith(each.number)
        assert "will help" not in line
    assert services_note(WORDS) == "Please check these: numbers can change."


def test_the_lines_say_what_a_contact_is_for() -> None:
    assert service_lines(contacts_for(FOLDER, "GB"), WORDS)[1:3] == (
        (
            "111, option 2 · NHS (England) · Help with mental health when it cannot wait. "
            "Seen in papers from 2016–2024, not checked."
        ),
        "111 · NHS 24 (Scotland) · Help with health when it cannot wait. Seen in papers from 2016–2024, not checked.",
    )
    assert service_lines(decode_own_contacts(OWN.encode(), "contacts.toml"), WORDS) == (
        (
            "01632 960 001 · Willow House · To talk, or to ask for a visit · every day, 6 to 10 in the evening. "
            "Checked on 3 November 2026."
        ),
    )
    assert service_lines([Contact("1", what="{date} %n", area="North", seen="2024")], WORDS) == (
        "1 · (North) · {date} %n. Seen in papers from 2024, not checked.",
    )


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_has_words(purpose: Purpose) -> None:
    (line,) = service_lines([Contact("1", purpose=purpose, seen="2024")], WORDS)
    assert re.fullmatch(r"1 · [A-Z][A-Za-z :,]+\. Seen in papers from 2024, not checked\.", line)


def test_a_services_own_contacts_come_first_and_take_the_place_of_the_same_number() -> None:
    own = decode_own_contacts(
        (OWN + '[[contact]]\nnumber = "116123"\nwhat = "Evenings"\nseen = "2026"\n').encode(), "contacts.toml"
    )
    shown = contacts_for(FOLDER, "EE", own)
    assert shown[:2] == own
    assert [each.number for each in shown[2:]] == ["112", "116 006"]


def test_without_a_file_of_its_own_the_country_is_all_there_is() -> None:
    shown, refusal = application.printing().contacts("ES")
    assert [each.number for each in shown] == ["112", "024"]
    assert refusal is None


def test_the_own_file_is_read_from_the_settings_folder() -> None:
    put_own(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    shown, refusal = application.printing().contacts("ES")
    assert [each.number for each in shown] == ["01632 960 001", "112", "024"]
    assert shown[0].checked == date(2026, 11, 3)
    assert refusal is None


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (OWN.replace("number", "nummer").encode(), "$.contact[0]"),
        (OWN.replace("hours", "hour").encode(), "$.contact[0]"),
        (OWN.replace("number =", "number:").encode(), "line 4"),
        (OWN.replace("checked = 2026-11-03", "").encode(), "$.contact[0]"),
        (OWN.replace("checked = 2026-11-03", 'seen = "lately"').encode(), "$.contact[0].seen"),
        (OWN.replace("01632 960 001", " ").encode(), "$.contact[0]"),
        (OWN.replace("what", "purpose").encode(), "$.contact[0].purpose"),
        (OWN.replace("Willow House", "W" * 121).encode(), "$.contact[0].service"),
        (OWN.encode() * 21, "$.contact"),
        (OWN.replace("Willow House", "Vrba š").encode("cp1250"), "the whole file"),
        (b"#" * 300_000, "the whole file"),
    ],
)
def test_a_damaged_own_file_is_said_and_the_country_is_still_shown(data: bytes, place: str) -> None:
    put_own(data)
    shown, refusal = application.printing().contacts("SI")
    assert [each.number for each in shown] == ["112", "116 123"]
    assert isinstance(refusal, DamagedOwnContacts)
    said = sentence(refusal, untranslated)
    assert "contacts.toml" in said
    assert "The contacts of your country are still there." in said
    assert said.endswith(f"(Look here: {place})")
    assert str(contacts_file().parent) not in said


def test_an_own_file_that_cannot_be_read_is_said_too() -> None:
    contacts_file().mkdir(parents=True)
    shown, refusal = application.printing().contacts("SI")
    assert len(shown) == 2
    assert isinstance(refusal, DamagedOwnContacts)


@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_contacts_or_refused(data: bytes) -> None:
    try:
        assert all(isinstance(each, Contact) for each in decode_own_contacts(data, "contacts.toml"))
    except DamagedOwnContacts:
        return


def test_the_examples_of_the_instructions_work() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", (FOLDER / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(decode_own_contacts(example.encode(), "contacts.toml")) == 2
    assert f"/{contacts_file().name}`" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_contacts_of_the_program_that_are_gone_or_damaged_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingContent):
        contacts_for(tmp_path, "SI")
    (tmp_path / "si.toml").write_text("[[contact]]\n", encoding="utf-8")
    with pytest.raises(DamagedContent) as refused:
        contacts_for(tmp_path, "SI")
    assert not isinstance(refused.value, DamagedOwnContacts)
    assert "si.toml" in sentence(refused.value, untranslated)
