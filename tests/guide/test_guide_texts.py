"""What the guide says: short, plain, whole, without words that hurt, and all of it open to translation."""

import re
from collections.abc import Iterator

import pytest
from sessions import EMPTY, P, of_kind, placed, review_visit, with_people

from kithmap.guide import texts
from kithmap.guide.progress import Progress
from kithmap.guide.prompts import BUILDER, Prompt, PromptName
from kithmap.model.document import Document
from kithmap.model.vocabulary import (
    ALL_SUPPORT_KINDS,
    KEEPING_A_DISTANCE,
    RING_IDS,
    EntryKind,
    GuideChoice,
    SessionLength,
    StepAim,
    StepState,
)
from kithmap.wording.words import Translate, Words, untranslated
from todays import asked, edits, small_steps

# Reading age 9 to 11: few words of more than 12 letters or 3 syllables, few words to a sentence.
LONGEST_SENTENCE = 20
LONG_WORDS = 0.015
AVOID = (
    "isolated", "lacking", "poor", "only", "weak", "gap", "deficit", "score", "risk", "dysfunctional", "toxic",
    "lonely", "should", "must", "fail", "failed", "wrong", "error", "normal", "patient", "client", "user",
    "he", "she", "his", "her",
)  # fmt: skip

FIRST = small_steps.add(placed(with_people("Ana"), "e1"), StepAim.ASK)
VISIT = review_visit(FIRST)
DOCUMENTS = [
    EMPTY,
    FIRST,
    of_kind(FIRST, "e1", EntryKind.REMEMBERED),
    edits.describe(FIRST, "e1", could_contact=True),
    *(small_steps.review(VISIT, "s1", state) for state in StepState),
]


def abouts(name: PromptName) -> tuple[str, ...]:
    if name in {P.FROM_WHOM, P.TO_WHOM}:
        return tuple(kind for kind in ALL_SUPPORT_KINDS if not kind.startswith("own"))
    if name in {P.HOW_CLOSE, P.I_GET, P.I_GIVE, P.HOW_IS_IT, P.QUIET_CARD}:
        return ("e1",)
    return ("s1",) if name in {P.REVIEW, P.REVIEW_NOTE, *BUILDER} else ("",)


PROMPTS = [Prompt(name, about) for name in PromptName for about in abouts(name)]


def said(translate: Translate) -> Iterator[str]:
    """Everything the guide can say, with one name filled in."""
    words = Words(translate)
    for prompt in PROMPTS:
        for document in DOCUMENTS:
            if document is not EMPTY or not prompt.about.startswith(("e1", "s1")):
                yield texts.question(asked(document, prompt), words)
                yield texts.more(asked(document, prompt), words)
        yield texts.for_worker(prompt, translate)
    yield from (texts.length_name(length, translate) for length in SessionLength)
    yield from (texts.length_hint(length, translate) for length in SessionLength)
    yield from (texts.step_title(step, translate) for step in range(9))
    yield from (texts.option(choice, translate) for choice in GuideChoice)
    yield from (texts.face(feeling, translate) for feeling in range(1, 6))
    yield from (words.ring_hint(ring) for ring in (*RING_IDS, KEEPING_A_DISTANCE))
    yield from (*texts.privacy_tips(translate), *texts.quick_hide(translate), *texts.asking(translate))
    yield from texts.worker_page(translate)
    yield texts.how_far(Progress(3, 3, 8, 1, 4), translate)


ALL = sorted(set(said(untranslated)) - {""})


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?:])\s+", text) if part]


def words_in(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)


def syllables(word: str) -> int:
    """About how many: groups of vowels, without a silent e or ed at the end."""
    plain = re.sub(r"(?:[^laeiouy]es?|(?<![td])ed)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


@pytest.mark.parametrize("text", ALL)
def test_it_is_short_and_kind(text: str) -> None:
    for sentence in sentences(text):
        assert len(words_in(sentence)) <= LONGEST_SENTENCE, sentence
    hurting = [word for word in words_in(text) if word.lower() in AVOID]
    assert hurting == []
    assert not re.search(r"[{}%]|\s\s|\.\.", text)


def test_it_can_be_read_at_the_age_of_ten() -> None:
    every_word = [word for text in ALL for word in words_in(text)]
    long = [word for word in every_word if len(word) > 12 or syllables(word) > 3]
    assert len(every_word) > 800
    assert len(long) <= LONG_WORDS * len(every_word), sorted(set(long))
    every_sentence = [sentence for text in ALL for sentence in sentences(text)]
    assert len(every_word) / len(every_sentence) < 9


@pytest.mark.parametrize(
    ("word", "count"),
    [("map", 1), ("paper", 2), ("used", 1), ("invited", 3), ("notice", 2), ("people", 2), ("like", 1)],
)
def test_syllables_are_about_right(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: f"{prompt.name.name}-{prompt.about}")
def test_every_prompt_asks_one_thing_in_one_line(prompt: Prompt) -> None:
    words = Words(untranslated)
    for document in DOCUMENTS[1:]:
        question = texts.question(asked(document, prompt), words)
        assert question
        assert len(question) <= 60
        assert question.count("?") <= 1


def test_different_prompts_ask_different_things() -> None:
    words = Words(untranslated)
    questions = [texts.question(asked(FIRST, prompt), words) for prompt in PROMPTS]
    assert len(set(questions)) == len(PROMPTS)


def test_all_of_it_can_be_translated() -> None:
    def shouting(context: str, text: str, comment: str = "", n: int = -1, /) -> str:
        assert context in {"Guide", "Words"}
        return re.sub(r"(?<!{)\b\w+\b(?!})", lambda word: word.group().upper(), text)

    for text in said(shouting):
        assert text.replace("Ana", "ANA") == text.upper()


# What is filled in


def question(document: Document, name: PromptName, about: str) -> str:
    return texts.question(asked(document, Prompt(name, about)), Words(untranslated))


@pytest.mark.parametrize("name", [P.HOW_CLOSE, P.I_GET, P.I_GIVE, P.HOW_IS_IT])
def test_names_are_said_as_they_are(name: PromptName) -> None:
    for person in ("Olga", "{name}", "{support} & <b>", "山田"):
        document = with_people(person)
        assert person in question(document, name, "e1")
        assert "x7" not in question(document, name, "x7")


def test_someone_who_has_died_is_spoken_of_as_such() -> None:
    died = of_kind(with_people("Olga"), "e1", EntryKind.REMEMBERED)
    assert question(died, P.I_GET, "e1") == "What does Olga still give you?"
    assert question(with_people("Olga"), P.I_GET, "e1") == "What do you get from Olga?"


def test_the_sweep_says_the_kind_of_support_also_ones_own() -> None:
    assert question(FIRST, P.FROM_WHOM, "listen") == "“Listens to me”: who fits?"
    assert question(FIRST, P.TO_WHOM, "listen") == "“I listen to them”: who fits?"
    for own in ("Music", "{name}", "{support}"):
        document = edits.add_own_kind(FIRST, own)
        assert question(document, P.FROM_WHOM, "own1") == f"“{own}”: who fits?"


def test_a_small_step_is_recalled_in_its_own_words() -> None:
    def recalled(document: Document) -> str:
        return texts.more(asked(document, Prompt(P.REVIEW, "s1")), Words(untranslated))

    assert "“ask for something”" in recalled(VISIT)
    good = small_steps.change(VISIT, "s1", good="A {step} together")
    assert "“A {step} together”" in recalled(good)
    assert "“Send a message”" in recalled(small_steps.change(good, "s1", smallest="Send a message"))


def test_whom_to_tell_is_said_as_it_is() -> None:
    def whom(document: Document) -> str:
        return texts.more(asked(document, Prompt(P.TELL_SOMEONE)), Words(untranslated))

    assert "services" in whom(FIRST)
    assert "You chose these" in whom(edits.describe(FIRST, "e1", could_contact=True))


@pytest.mark.parametrize(("place", "shown"), [(0, ""), (1, "Step 1 of 3"), (3, "Step 3 of 3")])
def test_how_far_is_said_in_figures_once_it_has_started(place: int, shown: str) -> None:
    assert texts.how_far(Progress(place, place, 3, 1, 1), untranslated) == shown


def test_what_quick_hide_cannot_do_is_said_before_it_is_needed() -> None:
    for name in (P.EARLY_PRIVACY, P.PRIVACY, P.PRIVACY_TIPS):
        note = texts.more(asked(EMPTY, Prompt(name)), Words(untranslated))
        assert "Shift three times" in note
        assert "erases nothing" in note
        assert "spy" in note


def test_how_it_is_is_promised_to_stay_off_paper_without_conditions() -> None:
    promised = texts.more(asked(FIRST, Prompt(P.PRIVACY)), Words(untranslated))
    assert promised.startswith("Your answers never go on paper. You can leave any of them blank. ")


def test_a_review_visit_asks_who_is_new() -> None:
    assert question(FIRST, P.WHO_COMES, "") != question(VISIT, P.WHO_COMES, "")


def test_worker_s_words_are_there_for_every_step_but_are_not_what_the_person_reads() -> None:
    """What a worker reads stands in functions of their own; nothing a person reads repeats it."""
    read = {texts.question(asked(FIRST, prompt), Words(untranslated)) for prompt in PROMPTS}
    read |= {texts.more(asked(FIRST, prompt), Words(untranslated)) for prompt in PROMPTS}
    worker = {prompt: texts.for_worker(prompt, untranslated) for prompt in PROMPTS}
    assert {prompt.step for prompt, text in worker.items() if text} == set(range(9))
    assert not read & ({*worker.values(), *texts.worker_page(untranslated)} - {""})
