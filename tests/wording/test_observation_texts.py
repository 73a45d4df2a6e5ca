"""What stands out, in words: exactly these sentences, plain and kind, with names as people typed them."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithmap.insight.observation import Finding, Observation, Reply, Rule
from kithmap.model.document import DatedMap, Document, Entry, OwnKind
from kithmap.model.names import printable
from kithmap.model.vocabulary import SUPPORT_KINDS
from kithmap.wording import observation_texts as observations
from kithmap.wording.observation_texts import ObservationTexts
from kithmap.wording.words import Words, untranslated
from strategies import names

ENGLISH = Words(untranslated)
OBSERVATIONS = ObservationTexts(ENGLISH)
ANA, BEA, CEM = "e1", "e2", "e3"
DOCUMENT = Document(
    maps=(DatedMap("m1", date(2026, 3, 12)),),
    entries=(Entry(ANA, "Ana"), Entry(BEA, "Bea"), Entry(CEM, "Cem")),
    own_kinds=(OwnKind("own1", "Music", get="Plays for me", give="I play for them"),),
)
TWO, THREE = (ANA, BEA), (ANA, BEA, CEM)
LISTEN = ("listen",)
TWO_CIRCLES = "There are 2 circles of people who know each other."

SENTENCES = [
    (Observation(Rule.STARTED), "Your map is started. Add more if you'd like."),
    (Observation(Rule.S1, entries=(ANA,)), "You marked Ana as important in your recovery."),
    (Observation(Rule.S1, entries=THREE), "You marked Ana, Bea and Cem as important in your recovery."),
    (Observation(Rule.S2, entries=(ANA,)), "Ana is there for you in several ways."),
    (Observation(Rule.S2, entries=TWO), "Ana and Bea are there for you in several ways."),
    (Observation(Rule.S2, entries=THREE), "Ana, Bea and Cem are there for you in several ways."),
    (
        Observation(Rule.S3, entries=TWO, kinds=("listen", "hard", "own1")),
        "More than one place to turn for: “Listens”, “Hard moments” and “Music”.",
    ),
    (
        Observation(Rule.S4, entries=TWO, kinds=("listen", "own1")),
        "You give a lot too: “I listen to them” and “I play for them”.",
    ),
    (Observation(Rule.S5, entries=TWO, numbers=(4,)), "Your map reaches into 4 parts of life."),
    (Observation(Rule.S6, entries=(ANA,)), "Ana matters here as well."),
    (Observation(Rule.S6, entries=TWO), "Ana and Bea matter here as well."),
    (Observation(Rule.S6, entries=THREE), "Ana, Bea and Cem matter here as well."),
    (Observation(Rule.B1, Finding.BOTH_WAYS, entries=TWO), "Goes both ways: Ana and Bea."),
    (Observation(Rule.B1, Finding.TOWARDS_ME, entries=(ANA,)), "Mostly towards you: Ana."),
    (Observation(Rule.B1, Finding.FROM_ME, entries=(ANA,)), "Mostly from you: Ana."),
    (Observation(Rule.B1, Finding.NOT_MARKED, entries=TWO), "Not marked yet: Ana and Bea."),
    (Observation(Rule.B2, Finding.EVEN, entries=TWO), "About as much comes in as goes out."),
    (
        Observation(Rule.B2, Finding.MORE_OUT, entries=TWO),
        "On this map, more goes out than comes in. How does that feel?",
    ),
    (
        Observation(Rule.B2, Finding.MORE_IN, entries=TWO),
        "On this map, more comes in than goes out. That can be right for now.",
    ),
    (Observation(Rule.B3, entries=TWO, numbers=(2, 5)), "2 of 5 go both ways."),
    (
        Observation(Rule.Q1, kinds=LISTEN),
        "Nobody is marked for “Listens” yet. Is it covered, not needed, or would you like more?",
    ),
    (
        Observation(Rule.Q2, entries=(ANA,), kinds=LISTEN),
        "Ana is marked for “Listens”. Would a second place to turn help?",
    ),
    (
        Observation(Rule.Q3, entries=(ANA,), kinds=("listen", "hard")),
        "Ana is there for many things. Is there anything that could be shared out?",
    ),
    (Observation(Rule.Q4, entries=(ANA,)), "You give to Ana and said it takes a lot. What might make it lighter?"),
    (
        Observation(Rule.Q5, entries=(ANA,)),
        "You worry about leaning on Ana. Would you like to talk with them, or find another place too?",
    ),
    (
        Observation(Rule.Q5, Finding.NOT_TO_TALK_WITH, entries=(ANA,)),
        "You worry about leaning on Ana. Would you like to find another place too?",
    ),
    (
        Observation(Rule.Q6, entries=TWO, kinds=LISTEN),
        "Most support here comes from services. Is that what you want just now?",
    ),
    (
        Observation(Rule.Q7, entries=(ANA,)),
        "Ana is close, and you're not in touch much. Leave it, or reach out one day?",
    ),
    (Observation(Rule.Q8), "You haven't chosen anyone for a hard moment."),
    (Observation(Rule.Q9, entries=TWO), "Some close connections are mixed. That is common. Want to think about one?"),
    (Observation(Rule.C1, Finding.NEW, entries=TWO), "New on the map: Ana and Bea."),
    (Observation(Rule.C1, Finding.NEARER, entries=(ANA,)), "Moved nearer: Ana."),
    (Observation(Rule.C1, Finding.FURTHER, entries=(ANA,)), "Moved further: Ana."),
    (Observation(Rule.C1, Finding.NO_LONGER_PLACED, entries=TWO), "No longer placed: Ana and Bea."),
    (
        Observation(Rule.C1, Finding.NEW_SUPPORT, entries=(ANA,), kinds=("listen", "hard")),
        "New support with Ana: “Listens” and “Hard moments”.",
    ),
    (Observation(Rule.K1, numbers=(3, 3, 1)), "3 of 3 possible pairs know each other."),
    (
        Observation(Rule.K1, entries=(ANA,), numbers=(1, 3, 1)),
        "1 of 3 possible pairs know each other. Ana doesn't know the others here.",
    ),
    (
        Observation(Rule.K1, entries=TWO, numbers=(2, 9, 2)),
        f"2 of 9 possible pairs know each other. {TWO_CIRCLES} Ana and Bea don't know the others here.",
    ),
    (
        Observation(Rule.K1, entries=THREE, numbers=(1, 10, 1)),
        "1 of 10 possible pairs know each other. Ana, Bea and Cem don't know the others here.",
    ),
]
SAID_ALONE = [OBSERVATIONS.services_follow, *map(OBSERVATIONS.reply, Reply)]
# From the words to avoid, and more of their kind.
AVOID = (
    "isolated", "lacking", "lack", "poor", "poorly", "only", "weak", "gap", "deficit", "score", "risk",
    "dysfunctional", "toxic", "lonely", "alone", "should", "must", "fail", "failed", "bad", "wrong", "normal",
    "average", "warning", "he", "she", "him", "her", "his", "hers",
)  # fmt: skip


def label(case: object) -> str:
    return ":".join((case.rule, *case.entries)) if isinstance(case, Observation) else ""


@pytest.mark.parametrize(("observation", "expected"), SENTENCES, ids=label)
def test_it_is_said_in_exactly_these_words(observation: Observation, expected: str) -> None:
    assert OBSERVATIONS.sentence(observation, DOCUMENT) == expected


def test_every_rule_and_every_finding_has_words() -> None:
    said = {(each.rule, each.finding) for each, _ in SENTENCES}
    assert {rule for rule, _ in said} == set(Rule)
    assert {finding for _, finding in said} == {None, *Finding}


@pytest.mark.parametrize("text", [*(text for _, text in SENTENCES), *SAID_ALONE])
def test_it_is_plain_short_and_kind(text: str) -> None:
    parts = [part for part in re.split(r"(?<=[.!?])\s", text) if part]
    assert 1 <= len(parts) <= 3
    assert all(len(part.split()) <= 20 for part in parts)
    assert not [word for word in AVOID if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    assert not re.search(r"[↑↓↗↘→←!%]", text)
    assert not [word for word in re.findall(r"\w+", text) if len(word) > len("connections")]


def test_an_avoided_word_would_be_noticed() -> None:
    with pytest.raises(AssertionError):
        test_it_is_plain_short_and_kind("Only one person listens.")


def all_texts() -> set[str]:
    """Every sentence written in the module, but for the words that are looked for and never shown."""
    tree = ast.parse(Path(observations.__file__).read_text(encoding="utf-8"))
    return {
        ast.literal_eval(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "tr"
    }


def test_no_sentence_is_written_that_is_never_said() -> None:
    asked: set[str] = set()

    def asking(context: str, text: str, comment: str = "", n: int = -1, /) -> str:
        if context == "ObservationTexts":
            asked.add(text)
        return untranslated(context, text, comment, n)

    for each, _ in SENTENCES:
        ObservationTexts(Words(asking)).sentence(each, DOCUMENT)
    assert ObservationTexts(Words(asking)).services_follow
    assert all(map(ObservationTexts(Words(asking)).reply, Reply))
    assert asked == all_texts()


@pytest.mark.parametrize("observation", [each for each, _ in SENTENCES], ids=label)
def test_every_word_of_it_can_be_translated(observation: Observation) -> None:
    def shouting(context: str, text: str, comment: str = "", n: int = -1, /) -> str:
        assert context in ("ObservationTexts", "Words")
        upper = re.sub(r"(?<![{%])\b\w+\b(?!})", lambda word: word.group().upper(), text)
        return untranslated(context, upper, comment, n)

    said = ObservationTexts(Words(shouting)).sentence(observation, DOCUMENT)
    own = re.sub("Ana|Bea|Cem|Music|I play for them", "", said)
    assert own == own.upper()


def test_a_number_picks_its_plural() -> None:
    numbers: list[int] = []

    def counting(_context: str, text: str, _comment: str = "", n: int = -1, /) -> str:
        if "%n" in text:
            numbers.append(n)
        return text

    for observation in (
        Observation(Rule.S5, numbers=(6,)),
        Observation(Rule.B3, numbers=(1, 4)),
        Observation(Rule.K1, numbers=(7, 10, 2)),
    ):
        ObservationTexts(Words(counting)).sentence(observation, DOCUMENT)
    assert numbers == [6, 1, 7, 2]


# Names and kinds


@given(names, names)
def test_names_are_said_as_they_are_but_for_controls(one: str, other: str) -> None:
    document = Document(maps=DOCUMENT.maps, entries=(Entry(ANA, one), Entry(BEA, other)))
    said = OBSERVATIONS.sentence(Observation(Rule.B1, Finding.BOTH_WAYS, entries=TWO), document)
    assert said == f"Goes both ways: {printable(one)} and {printable(other)}."


@pytest.mark.parametrize("name", ["{names}", "{kinds} {all}", "%n", "<b>Bo</b>", "A & B", "{last}"])
def test_a_name_is_never_taken_for_a_place_to_fill(name: str) -> None:
    document = Document(maps=DOCUMENT.maps, entries=(Entry(ANA, name), Entry(BEA, "Bea")))
    said = OBSERVATIONS.sentence(Observation(Rule.Q2, entries=(ANA,), kinds=LISTEN), document)
    assert said == f"{name} is marked for “Listens”. Would a second place to turn help?"
    assert OBSERVATIONS.sentence(Observation(Rule.S6, entries=TWO), document) == f"{name} and Bea matter here as well."


def test_a_direction_override_in_a_name_or_kind_does_not_turn_the_sentence_round() -> None:
    document = Document(
        maps=DOCUMENT.maps, entries=(Entry(ANA, "\u202eana"),), own_kinds=(OwnKind("own1", "\u202emusic\n"),)
    )
    said = OBSERVATIONS.sentence(Observation(Rule.Q2, entries=(ANA,), kinds=("own1",)), document)
    assert said == "ana is marked for “music ”. Would a second place to turn help?"


def test_paper_says_the_names_its_document_has() -> None:
    initials = Document(maps=DOCUMENT.maps, entries=(Entry(ANA, "A"), Entry(BEA, "B")))
    assert OBSERVATIONS.sentence(Observation(Rule.S1, entries=TWO), initials) == (
        "You marked A and B as important in your recovery."
    )


@pytest.mark.parametrize("kind", [*SUPPORT_KINDS, "health", "belong", "doors", "money"])
def test_kinds_are_called_as_they_are_everywhere(kind: str) -> None:
    said = OBSERVATIONS.sentence(Observation(Rule.Q1, kinds=(kind,)), DOCUMENT)
    assert f"“{ENGLISH.support(kind, DOCUMENT)}”" in said


@given(st.lists(names, max_size=6))
def test_a_list_has_everything_in_order(texts: list[str]) -> None:
    *most, last = texts or [""]
    assert OBSERVATIONS.listed(texts) == (f"{', '.join(most)} and {last}" if most else last)
