"""What stands out on paper: with the names that are on paper, and of it what the person kept."""

import pytest
from making import DAY, WORDS

from kithmap.model import edits
from kithmap.model.document import Document, Feeling, Placement, new_document
from kithmap.model.vocabulary import Direction, Feels, SupportLevel
from kithmap.report.observations import chosen_sentences, paper_observations
from kithmap.report.print_choices import PrintChoices
from kithmap.report.redaction import redact
from kithmap.wording.observation_texts import PaperObservation

SECTIONS = frozenset({"stands_out"})
NOBODY_CHOSEN = "You haven't chosen anyone for a hard moment."


def a_map() -> Document:
    """Ana Lee, Ben and Cem listen, Ana calms, and all of them are listened to. Nobody is chosen for a hard moment."""
    document = edits.add_entries(new_document(DAY), ["Ana Lee", "Ben", "Cem", "Dot"])
    document = edits.place(document, {each: Placement("closest") for each in ("e1", "e2", "e3", "e4")})
    document = edits.mark_support(document, ("e1", "e2", "e3"), "listen", Direction.GET, SupportLevel.LOT)
    document = edits.mark_support(document, ("e1",), "comfort", Direction.GET, SupportLevel.LOT)
    document = edits.mark_support(document, ("e1", "e2", "e3"), "listen", Direction.GIVE, SupportLevel.SOME)
    return edits.describe(document, "e1", important=True)


def offered(document: Document, names: str = "initials", sections: frozenset[str] = SECTIONS) -> list[PaperObservation]:
    choices = PrintChoices(names=names, sections=sections)
    return list(paper_observations(document, redact(document, choices, WORDS), choices, WORDS))


def printed(document: Document, kept: set[str], names: str = "initials") -> tuple[str, ...]:
    choices = PrintChoices(names=names, sections=SECTIONS, chosen_observations=frozenset(kept))
    return chosen_sentences(document, redact(document, choices, WORDS), choices, WORDS)


def sentences(observations: list[PaperObservation]) -> list[str]:
    return [each.sentence for each in observations]


def test_names_are_said_as_they_stand_on_paper() -> None:
    assert "You marked AL as important in your recovery." in sentences(offered(a_map()))
    assert "You marked Ana Lee as important in your recovery." in sentences(offered(a_map(), "nicknames"))


def test_the_keys_are_the_same_however_names_are_said() -> None:
    keys = [each.keys for each in offered(a_map())]
    assert [each.keys for each in offered(a_map(), "nicknames")] == keys
    assert len(set(keys)) == len(keys)


def test_nothing_is_printed_that_was_not_kept() -> None:
    observations = offered(a_map())
    assert len(observations) > 4
    assert printed(a_map(), set()) == ()
    for each in observations:
        assert printed(a_map(), set(each.keys)) == (each.sentence,)
    assert list(printed(a_map(), {key for each in observations for key in each.keys})) == sentences(observations)


def test_of_a_line_about_several_all_must_be_kept() -> None:
    """Who is named in it may be somebody else by now."""
    (both_ways,) = [each for each in offered(a_map()) if each.sentence.startswith("Goes both ways")]
    assert len(both_ways.keys) == 3
    assert printed(a_map(), set(both_ways.keys[:2])) == ()


def test_what_comes_up_because_private_entries_are_left_out_is_told_apart() -> None:
    assert all(each.is_on_screen for each in offered(a_map()))
    document = edits.describe(edits.describe(a_map(), "e2", private=True), "e3", private=True)
    assert offered(document) == [], "too little is left"
    document = edits.describe(a_map(), "e1", private=True)
    came_up = [each.sentence for each in offered(document) if not each.is_on_screen]
    assert came_up == ["Nobody is marked for “Calms” yet. Is it covered, not needed, or would you like more?"]


@pytest.mark.parametrize("sections", [SECTIONS, SECTIONS | {"hard"}])
def test_that_nobody_is_chosen_is_said_where_services_follow(sections: frozenset[str]) -> None:
    assert (NOBODY_CHOSEN in sentences(offered(a_map(), sections=sections))) is ("hard" in sections)


def test_who_does_not_feel_safe_is_not_given_away_by_what_is_said_beside_the_tables() -> None:
    """Cem alone calms: the tables say so, and nothing else may say that nobody does."""
    document = edits.mark_support(a_map(), ("e1",), "comfort", Direction.GET, None)
    document = edits.mark_support(document, ("e3",), "comfort", Direction.GET, SupportLevel.LOT)
    document = edits.feel(document, "e3", Feeling(feels=Feels.UNSAFE))
    choices = PrintChoices(sections=SECTIONS)
    redacted = redact(document, choices, WORDS)
    assert any(each.kind == "comfort" for each in redacted.today.connections[2].supports)
    assert not [each for each in sentences(offered(document)) if "Calms" in each or "C" in each.split()]


def test_a_map_that_is_started_offers_nothing() -> None:
    assert offered(edits.add_entries(new_document(DAY), ["Ana"])) == []
