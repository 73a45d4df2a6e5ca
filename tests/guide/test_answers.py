"""What an answer changes in the document, what is shown again, and who is offered to choose from."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from msgspec.structs import replace
from sessions import (
    CLOSE,
    CLOSEST,
    FAR,
    ON_MY_OWN,
    SPRING,
    SUMMER,
    P,
    answer,
    answered,
    at,
    candidates,
    of_kind,
    placed,
    review_visit,
    value,
    with_people,
)

from kithmap.guide.answers import NewNames, kinds_offered, options
from kithmap.guide.prompts import AnswerKind, Prompt, PromptName
from kithmap.model import queries
from kithmap.model.document import Document, Feeling, StepReview, Support
from kithmap.model.errors import BrokenRule, EmptyName
from kithmap.model.vocabulary import (
    Direction,
    Energy,
    EntryKind,
    Feels,
    GuideChoice,
    LifeArea,
    StepAim,
    StepState,
    SupportLevel,
)
from strategies import documents
from todays import edits, progress, prompts, small_steps

GET, GIVE = Direction
LITTLE, SOME, LOT, UNSURE = SupportLevel
TWO = placed(with_people("Ana", "Bea"), "e1", "e2")
STEP = small_steps.add(TWO, StepAim.KEEP)
VISIT = review_visit(small_steps.change(STEP, "s1", smallest="Send a message", good="A walk"))

# One answer for every prompt that takes one: where, about what, and what it is.
ANSWERS = [
    (TWO, P.PRIVATE_HERE, "", GuideChoice.NOT_SURE),
    (TWO, P.FEELING_BEFORE, "", 2),
    (TWO, P.I_AM, "", ("a cousin", "learning to rest")),
    (TWO, P.RINGS, "", GuideChoice.FREELY),
    (TWO, P.HOW_CLOSE, "e1", CLOSEST),
    (TWO, P.HOW_CLOSE, "e1", None),
    (TWO, P.WHICH_WAY, "", GuideChoice.BY_KIND),
    (TWO, P.I_GET, "e1", {"listen": LOT, "hard": UNSURE}),
    (TWO, P.I_GIVE, "e1", {"company": LITTLE}),
    (TWO, P.FROM_WHOM, "listen", frozenset({"e1", "e2"})),
    (TWO, P.TO_WHOM, "listen", frozenset({"e2"})),
    (TWO, P.HOW_IS_IT, "e2", Feeling(feels=Feels.MIXED, energy=Energy.LOT)),
    (TWO, P.TO_TALK_ABOUT, "", ("What helps on grey days?",)),
    (VISIT, P.REVIEW, "s1", StepState.DONE),
    (small_steps.review(VISIT, "s1", StepState.DONE), P.REVIEW_NOTE, "s1", "Rain, but fine."),
    (STEP, P.AIM, "s1", StepAim.THANK),
    (STEP, P.WITH_WHOM, "s1", "e2"),
    (STEP, P.GOOD, "s1", "A walk together"),
    (STEP, P.SMALLEST, "s1", "Send a message"),
    (STEP, P.WHO_HELPS, "s1", "Bea"),
    (STEP, P.WHEN, "s1", "on Sunday"),
    (STEP, P.HOW_KNOWN, "s1", "We went"),
    (STEP, P.IF_NOT, "s1", "Another day"),
    (TWO, P.REVIEW_DATE, "", date(2026, 9, 1)),
    (TWO, P.NOTICED, "", "More than I thought.\nMuch more."),
    (TWO, P.SURPRISED, "", "The dog."),
    (TWO, P.TAKEAWAY, "", "Ask sooner."),
    (TWO, P.FEELING_AFTER, "", 5),
]
IDS = [f"{name.name}-{n}" for n, (_, name, *_) in enumerate(ANSWERS)]


@pytest.mark.parametrize(("document", "name", "about", "given"), ANSWERS, ids=IDS)
def test_an_answer_is_kept_shown_again_and_given_twice_changes_nothing_more(
    document: Document, name: PromptName, about: str, given: object
) -> None:
    prompt = Prompt(name, about)
    stood = at(document, name, about)
    assert value(stood, prompt) != given
    after = answer(stood, prompt, given)
    assert value(after, prompt) == given
    assert answer(after, prompt, given) is after
    assert progress.here(after) == prompt
    assert value(progress.back(progress.forward(after)), prompt) == given


def test_every_prompt_that_takes_an_answer_is_in_that_list() -> None:
    elsewhere = {P.NEW_STEP} | {name for name in PromptName if name.answer_kind is AnswerKind.NAMES}
    silent = {AnswerKind.NOTHING, AnswerKind.OBSERVATIONS}
    taking = {name for name in PromptName if name.answer_kind not in silent}
    assert {name for _, name, *_ in ANSWERS} == taking - elsewhere


@given(documents())
def test_answering_what_is_answered_already_changes_nothing(document: Document) -> None:
    document = progress.begin(document, ON_MY_OWN)
    for prompt in prompts(document, ON_MY_OWN):
        assert answer(document, prompt, value(document, prompt)) is document


@pytest.mark.parametrize("name", [name for name in PromptName if name.answer_kind is AnswerKind.NOTHING])
def test_cards_take_no_answer(name: PromptName) -> None:
    for prompt in (Prompt(name), Prompt(name, "e1"), Prompt(name, "s1")):
        assert value(STEP, prompt) is None
        assert answer(STEP, prompt, "anything") is STEP


@pytest.mark.parametrize(("document", "name", "about", "given"), ANSWERS, ids=IDS)
def test_an_answer_about_something_that_is_gone_changes_nothing(
    document: Document, name: PromptName, about: str, given: object
) -> None:
    gone = Prompt(name, "x7")
    assert answer(document, gone, given) is document
    assert value(document, gone) in (None, "", (), {}, frozenset(), Feeling()), "as before any answer"
    assert candidates(document, gone) == ()


# Choices of the way


def test_choices_of_one_prompt_replace_each_other_and_leave_those_of_others() -> None:
    document = answered(TWO, P.PRIVATE_HERE, GuideChoice.NOT_SURE)
    document = answered(document, P.WHICH_WAY, GuideChoice.BY_KIND)
    document = answered(document, P.PRIVATE_HERE, GuideChoice.PRIVATE)
    assert document.guide is not None
    assert set(document.guide.choices) == {GuideChoice.PRIVATE, GuideChoice.BY_KIND}
    document = answered(document, P.WHICH_WAY, None)
    assert document.guide is not None
    assert document.guide.choices == (GuideChoice.PRIVATE,)


def test_every_choice_belongs_to_one_prompt() -> None:
    offered = [choice for name in PromptName for choice in options(Prompt(name))]
    assert sorted(offered) == sorted(GuideChoice)
    for name in PromptName:
        assert bool(options(Prompt(name))) == (name.answer_kind is AnswerKind.CHOICE)


def test_without_a_session_there_is_nothing_to_choose() -> None:
    assert answer(TWO, Prompt(P.RINGS), GuideChoice.FREELY) is TWO


# Names


@pytest.mark.parametrize(
    ("name", "kind", "area"),
    [
        (P.WHO_COMES, EntryKind.PERSON, None),
        (P.AT_HOME, EntryKind.PERSON, LifeArea.HOUSEHOLD),
        (P.FAMILY, EntryKind.PERSON, LifeArea.FAMILY),
        (P.FRIENDS, EntryKind.PERSON, LifeArea.FRIENDS),
        (P.WORK, EntryKind.PERSON, LifeArea.WORK),
        (P.LOCAL, EntryKind.PERSON, LifeArea.LOCAL),
        (P.GROUPS, EntryKind.GROUP, LifeArea.GROUPS),
        (P.PAID, EntryKind.PAID, LifeArea.PAID),
        (P.ANIMALS, EntryKind.ANIMAL, None),
        (P.PLACES, EntryKind.PLACE, None),
        (P.REMEMBERED, EntryKind.REMEMBERED, None),
        (P.OTHERS, EntryKind.PERSON, None),
        (P.ONE_THING, EntryKind.PERSON, None),
    ],
)
def test_names_go_to_the_tray_with_the_kind_and_life_area_they_were_asked_for(
    name: PromptName, kind: EntryKind, area: LifeArea | None
) -> None:
    document = answered(TWO, name, NewNames((" Cem ", "Dot")))
    new = document.entries[2:]
    assert [(entry.name, entry.kind, entry.life_area) for entry in new] == [("Cem", kind, area), ("Dot", kind, area)]
    assert [each.entry for each in queries.in_tray(document.today)] == ["e3", "e4"]
    assert document.entries[:2] == TWO.entries
    assert set(value(document, Prompt(name))) >= {"e3", "e4"}


@pytest.mark.parametrize("name", [name for name in PromptName if name.answer_kind is AnswerKind.NAMES])
def test_another_kind_can_be_chosen_for_new_names(name: PromptName) -> None:
    for kind in kinds_offered(Prompt(name)):
        after = answered(TWO, name, NewNames(("Cem",), kind))
        assert after.entries[-1].kind is kind
        assert "e3" in value(after, Prompt(name))
    assert answer(TWO, Prompt(name), NewNames(())) is TWO


def test_what_a_helper_brought_is_shown_again_there_and_not_elsewhere() -> None:
    document = answered(answered(TWO, P.FAMILY, NewNames(("Cem",))), P.ANIMALS, NewNames(("Rex",)))
    shown = {name: value(document, Prompt(name)) for name in (P.WHO_COMES, P.FAMILY, P.ANIMALS, P.FRIENDS, P.OTHERS)}
    assert shown == {
        P.WHO_COMES: ("e1", "e2", "e3", "e4"),
        P.FAMILY: ("e3",),
        P.ANIMALS: ("e4",),
        P.FRIENDS: (),
        P.OTHERS: ("e1", "e2", "e3", "e4"),
    }


def test_refusals_of_the_model_come_through() -> None:
    with pytest.raises(EmptyName):
        answered(TWO, P.WHO_COMES, NewNames((" ",)))
    with pytest.raises(BrokenRule):
        answered(TWO, P.TAKEAWAY, "x" * 100_001)


# Support


def connection_of(document: Document, entry: str) -> tuple[Support, ...]:
    return queries.connection(document.today, entry).supports


def test_marks_person_by_person_leave_the_other_direction_and_kinds_not_in_use() -> None:
    document = edits.mark_support(TWO, ["e1"], "listen", GIVE, LOT)
    document = edits.mark_support(document, ["e1"], "money", GET, LOT)
    document = answered(document, P.I_GET, {"hard": SOME}, "e1")
    assert connection_of(document, "e1") == (
        Support(kind="listen", give=LOT),
        Support(kind="hard", get=SOME),
        Support(kind="money", get=LOT),
    )
    assert value(document, Prompt(P.I_GIVE, "e1")) == {"listen": LOT}
    assert connection_of(answered(document, P.I_GET, {}, "e1"), "e1") == (
        Support(kind="listen", give=LOT),
        Support(kind="money", get=LOT),
    )


def test_the_sweep_marks_who_was_tapped_and_keeps_the_levels_there_are() -> None:
    document = edits.mark_support(placed(with_people("Ana", "Bea", "Cem"), "e1"), ["e1", "e2"], "listen", GET, LOT)
    document = answered(document, P.FROM_WHOM, frozenset({"e1", "e3"}), "listen")
    levels = [queries.level(each, "listen", GET) for each in document.today.connections]
    assert levels == [LOT, None, SOME]
    assert [queries.level(each, "listen", GIVE) for each in document.today.connections] == [None, None, None]


def test_the_sweep_leaves_those_alone_it_does_not_offer() -> None:
    document = edits.place(TWO, {"e2": FAR})
    document = edits.mark_support(document, ["e2"], "listen", GIVE, LOT)
    after = answered(document, P.TO_WHOM, frozenset({"e1", "e2", "x7"}), "listen")
    assert [queries.level(each, "listen", GIVE) for each in after.today.connections] == [SOME, LOT]
    assert value(after, Prompt(P.TO_WHOM, "listen")) == {"e1"}
    assert connection_of(answered(after, P.TO_WHOM, frozenset(), "listen"), "e2") == (Support(kind="listen", give=LOT),)


def test_those_who_have_died_are_offered_for_what_one_gets_and_not_for_what_one_gives() -> None:
    document = of_kind(TWO, "e1", EntryKind.REMEMBERED)
    assert candidates(document, Prompt(P.FROM_WHOM, "value")) == ("e1", "e2")
    assert candidates(document, Prompt(P.TO_WHOM, "value")) == ("e2",)


# Small steps


def test_choosing_an_aim_makes_a_step_and_stands_at_its_first_prompt() -> None:
    document = answered(TWO, P.NEW_STEP, StepAim.ASK)
    assert [(step.id, step.aim, step.made) for step in document.steps] == [("s1", StepAim.ASK, SPRING)]
    assert progress.here(document) == Prompt(P.AIM, "s1")
    assert value(document, Prompt(P.AIM, "s1")) is StepAim.ASK
    assert progress.here(progress.forward(document)) == Prompt(P.WITH_WHOM, "s1")
    document = answered(answered(document, P.NEW_STEP, StepAim.KEEP), P.NEW_STEP, StepAim.THANK)
    assert progress.here(document) == Prompt(P.AIM, "s3")
    assert answer(document, Prompt(P.NEW_STEP), StepAim.ASK) is document, "three at a time"


def test_a_step_made_while_the_session_stands_elsewhere_does_not_move_it() -> None:
    document = answer(at(TWO, P.TAKEAWAY), Prompt(P.NEW_STEP), StepAim.ASK)
    assert progress.here(document) == Prompt(P.TAKEAWAY)
    assert len(document.steps) == 1
    assert answer(TWO, Prompt(P.NEW_STEP), None) is TWO


def test_an_aim_taken_back_takes_the_step_back() -> None:
    document = answer(answered(TWO, P.NEW_STEP, StepAim.ASK), Prompt(P.AIM, "s1"), None)
    assert document.steps == ()
    assert progress.here(document) == Prompt(P.NEW_STEP)


def test_a_changed_step_keeps_the_words_it_had_and_takes_new_ones() -> None:
    document = answered(VISIT, P.REVIEW, StepState.CHANGED, "s1")
    document = answered(document, P.SMALLEST, "Ring the bell", "s1")
    document = answered(document, P.REVIEW, StepState.CHANGED, "s1")
    (step,) = document.steps
    assert step.smallest == "Ring the bell"
    assert step.reviews == (StepReview(date=SUMMER, state=StepState.CHANGED, note="Send a message"),)
    assert value(document, Prompt(P.REVIEW_NOTE, "s1")) == "Send a message"


def test_a_note_of_ones_own_is_not_replaced_by_the_words_of_the_step() -> None:
    document = answered(answered(VISIT, P.REVIEW, StepState.DONE, "s1"), P.REVIEW_NOTE, "We went.", "s1")
    document = answered(document, P.REVIEW, StepState.CHANGED, "s1")
    assert document.steps[0].reviews == (StepReview(date=SUMMER, state=StepState.CHANGED, note="We went."),)


def test_what_is_said_at_one_visit_is_blank_at_the_next_and_kept() -> None:
    done = answered(VISIT, P.REVIEW, StepState.OPEN, "s1")
    later = edits.start_dated_map(done, date(2026, 10, 1))
    assert value(later, Prompt(P.REVIEW, "s1")) is None
    assert value(later, Prompt(P.REVIEW_NOTE, "s1")) == ""
    assert answer(later, Prompt(P.REVIEW, "s1"), None) is later
    assert answer(later, Prompt(P.REVIEW_NOTE, "s1"), "x") is later
    dropped = answered(later, P.REVIEW, StepState.DROPPED, "s1")
    assert [review.state for review in dropped.steps[0].reviews] == [StepState.OPEN, StepState.DROPPED]


# Who is offered

EVERYONE = ("e1", "e2")


def private(document: Document) -> Document:
    return edits.describe(document, "e1", private=True)


def stopped(document: Document) -> Document:
    return edits.describe(document, "e1", do_not_contact=True)


def unsafe(document: Document) -> Document:
    return edits.feel(document, "e1", Feeling(feels=Feels.UNSAFE))


def hard(document: Document) -> Document:
    return edits.feel(document, "e1", Feeling(feels=Feels.HARD))


def at_a_distance(document: Document) -> Document:
    return edits.place(document, {"e1": FAR})


def died(document: Document) -> Document:
    return of_kind(document, "e1", EntryKind.REMEMBERED)


REACHING_OUT = (StepAim.KEEP, StepAim.THANK, StepAim.ASK, StepAim.GET_BACK_IN_TOUCH)


@pytest.mark.parametrize("aim", REACHING_OUT)
@pytest.mark.parametrize(
    ("change", "is_offered"), [(private, True), (hard, True), (stopped, False), (unsafe, False), (at_a_distance, False)]
)
def test_nobody_is_offered_for_getting_in_touch_who_shall_not_be(
    aim: StepAim, change: Callable[[Document], Document], is_offered: bool
) -> None:
    document = change(small_steps.add(TWO, aim))
    assert ("e1" in candidates(document, Prompt(P.WITH_WHOM, "s1"))) == is_offered
    assert "e2" in candidates(document, Prompt(P.WITH_WHOM, "s1"))


@pytest.mark.parametrize("aim", [StepAim.GIVE_LESS, StepAim.TAKE_A_BREAK])
@pytest.mark.parametrize("change", [private, hard, stopped, unsafe, at_a_distance])
def test_for_less_or_a_break_everyone_living_is_offered(aim: StepAim, change: Callable[[Document], Document]) -> None:
    assert set(candidates(change(small_steps.add(TWO, aim)), Prompt(P.WITH_WHOM, "s1"))) == {"e1", "e2"}


@pytest.mark.parametrize("aim", StepAim)
def test_someone_who_has_died_can_be_kept_and_thanked(aim: StepAim) -> None:
    offered = candidates(died(small_steps.add(TWO, aim)), Prompt(P.WITH_WHOM, "s1"))
    assert ("e1" in offered) == (aim in {StepAim.KEEP, StepAim.THANK})
    away = at_a_distance(died(small_steps.add(TWO, aim)))
    assert "e1" not in candidates(away, Prompt(P.WITH_WHOM, "s1"))


@pytest.mark.parametrize("facts", [{"kind": EntryKind.PAID}, {"life_area": LifeArea.PAID}])
def test_the_team_is_who_is_paid(facts: dict[str, EntryKind | LifeArea]) -> None:
    document = edits.describe(small_steps.add(TWO, StepAim.TELL_MY_TEAM), "e1", **facts)
    assert candidates(document, Prompt(P.WITH_WHOM, "s1")) == ("e1",)
    for away in (stopped, unsafe, at_a_distance):
        assert candidates(away(document), Prompt(P.WITH_WHOM, "s1")) == ()


@pytest.mark.parametrize("aim", [StepAim.MEET_SOMEONE_NEW, StepAim.FIND_A_PLACE])
def test_something_new_is_about_nobody_who_is_here(aim: StepAim) -> None:
    assert candidates(small_steps.add(TWO, aim), Prompt(P.WITH_WHOM, "s1")) == ()


def about_after(document: Document, aim: StepAim) -> str | None:
    return queries.step(answered(document, P.AIM, aim, "s1"), "s1").entry


@pytest.mark.parametrize("change", [unsafe, stopped, at_a_distance])
@pytest.mark.parametrize("aim", REACHING_OUT)
def test_a_break_from_someone_does_not_become_getting_in_touch_with_them(
    aim: StepAim, change: Callable[[Document], Document]
) -> None:
    document = change(small_steps.add(TWO, StepAim.TAKE_A_BREAK, "e1"))
    assert about_after(document, aim) is None
    assert about_after(document, StepAim.GIVE_LESS) == "e1"


def test_with_another_aim_a_step_stays_about_whom_it_may_be_about() -> None:
    document = small_steps.add(TWO, StepAim.TAKE_A_BREAK, "e1")
    assert about_after(document, StepAim.GET_BACK_IN_TOUCH) == "e1"
    for aim in (StepAim.MEET_SOMEONE_NEW, StepAim.FIND_A_PLACE, StepAim.TELL_MY_TEAM):
        assert about_after(document, aim) is None


@pytest.mark.parametrize(
    ("change", "offered"),
    [
        (private, EVERYONE),
        (hard, EVERYONE),
        (stopped, ("e2",)),
        (unsafe, ("e2",)),
        (at_a_distance, ("e2",)),
        (died, ("e2",)),
    ],
)
def test_to_tell_today_are_offered_those_chosen_for_a_hard_moment(
    change: Callable[[Document], Document], offered: tuple[str, ...]
) -> None:
    assert candidates(TWO, Prompt(P.TELL_SOMEONE)) == ()
    chosen = edits.describe(edits.describe(TWO, "e1", could_contact=True), "e2", could_contact=True)
    assert candidates(change(chosen), Prompt(P.TELL_SOMEONE)) == offered


def test_those_offered_come_in_reading_order() -> None:
    document = edits.place(with_people("Ana", "Bea", "Cem"), {"e3": CLOSEST, "e2": CLOSE})
    assert candidates(document, Prompt(P.FROM_WHOM, "listen")) == ("e3", "e2", "e1")


def test_whoever_was_chosen_stays_chosen_when_not_offered_any_more() -> None:
    document = unsafe(answered(STEP, P.WITH_WHOM, "e1", "s1"))
    assert value(document, Prompt(P.WITH_WHOM, "s1")) == "e1"
    gone = edits.delete(document, ["e1"])
    assert value(gone, Prompt(P.WITH_WHOM, "s1")) is None
    assert replace(gone.steps[0], entry="e1") == document.steps[0]
