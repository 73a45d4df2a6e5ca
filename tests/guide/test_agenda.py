"""Which prompts a document calls for: the three lengths, every branch, and numbers in files that never change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sessions import (
    CLOSEST,
    EMPTY,
    FAR,
    ON_MY_OWN,
    QUICK,
    SPRING,
    WITH_SOMEONE,
    P,
    about,
    answered,
    at,
    names,
    of_kind,
    placed,
    review_visit,
    with_people,
)

from kithmap.guide.prompts import HELPERS, STEPS_OF, Prompt, PromptName, order_of, prompt_of
from kithmap.model.document import Document, Feeling, GuideProgress
from kithmap.model.vocabulary import (
    SUPPORT_KINDS,
    Direction,
    EntryKind,
    Feels,
    GuideChoice,
    SessionLength,
    StepAim,
    StepState,
    SupportLevel,
)
from strategies import documents
from todays import edits, prompts, small_steps

QUIET = P.QUIET_CARD

# What files hold. A line here is never changed and never removed; a new prompt adds one.
NUMBERS = {
    "WELCOME": (0, 0), "AGREE": (0, 1), "PRIVATE_HERE": (0, 2), "PRIVACY_TIPS": (0, 3), "EARLY_PRIVACY": (0, 4),
    "FEELING_BEFORE": (0, 5),
    "I_AM": (1, 0),
    "LAST_TIME": (2, 0), "WHO_COMES": (2, 1), "AT_HOME": (2, 2), "FAMILY": (2, 3), "FRIENDS": (2, 4), "WORK": (2, 5),
    "LOCAL": (2, 6), "GROUPS": (2, 7), "PAID": (2, 8), "ANIMALS": (2, 9), "PLACES": (2, 10), "REMEMBERED": (2, 11),
    "OTHERS": (2, 12), "ONE_THING": (2, 13),
    "RINGS": (3, 0), "HOW_CLOSE": (3, 1), "DRAG": (3, 2), "MOVED": (3, 3),
    "WHICH_WAY": (4, 0), "I_GET": (4, 1), "I_GIVE": (4, 2), "FROM_WHOM": (4, 3), "TO_WHOM": (4, 4),
    "PRIVACY": (5, 0), "HOW_IS_IT": (5, 1), "QUIET_CARD": (5, 2),
    "STANDS_OUT": (6, 0), "TO_TALK_ABOUT": (6, 1),
    "REVIEW": (7, 0), "REVIEW_NOTE": (7, 1), "AIM": (7, 2), "WITH_WHOM": (7, 3), "GOOD": (7, 4), "SMALLEST": (7, 5),
    "WHO_HELPS": (7, 6), "WHEN": (7, 7), "HOW_KNOWN": (7, 8), "IF_NOT": (7, 9), "ASKING": (7, 10), "NEW_STEP": (7, 11),
    "REVIEW_DATE": (7, 12),
    "NOTICED": (8, 0), "SURPRISED": (8, 1), "TAKEAWAY": (8, 2), "FEELING_AFTER": (8, 3), "GENTLE": (8, 4),
    "TELL_SOMEONE": (8, 5), "FINISH": (8, 6),
}  # fmt: skip


def test_the_numbers_in_files_never_change() -> None:
    assert {name.name: (name.step, name.number) for name in PromptName} == NUMBERS
    for name, (step, number) in NUMBERS.items():
        assert prompt_of(GuideProgress(QUICK, step, number, "e1")) == Prompt(PromptName[name], "e1")
    assert prompt_of(GuideProgress(QUICK, 3, 999)) is None


def test_every_prompt_fits_into_a_file_and_has_a_place_in_the_order() -> None:
    for name in PromptName:
        assert order_of(Prompt(name)) == order_of(Prompt(name))
        GuideProgress(QUICK, name.step, name.number)


def test_the_lengths_have_their_steps() -> None:
    document = placed(with_people("Ana"), "e1")
    for length, steps in {QUICK: [0, 2, 3, 8], ON_MY_OWN: [*range(9)], WITH_SOMEONE: [*range(9)]}.items():
        assert sorted({prompt.step for prompt in prompts(document, length)}) == steps


@given(documents(), st.sampled_from(SessionLength))
def test_steps_come_in_order_each_prompt_once_from_the_welcome_to_the_end(
    document: Document, length: SessionLength
) -> None:
    asked = prompts(document, length)
    assert len(set(asked)) == len(asked)
    steps = [prompt.step for prompt in asked]
    assert steps == sorted(steps)
    assert (asked[0].name, asked[-1].name) == (P.WELCOME, P.FINISH)
    assert set(steps) <= set(STEPS_OF[length])


@given(documents())
def test_what_is_said_to_somebody_who_helps_is_in_their_session_alone(document: Document) -> None:
    document = edits.set_guide(document, None)
    own, helped = prompts(document, ON_MY_OWN), prompts(document, WITH_SOMEONE)
    assert [each for each in helped if each.name is not P.AGREE] == [each for each in own if each.name is not QUIET]
    assert Prompt(P.AGREE) in helped


@given(documents(), st.sampled_from(SessionLength))
def test_before_somebody_else_no_prompt_tells_who_does_not_feel_safe(document: Document, length: SessionLength) -> None:
    """Neither does their number, nor where a session of an earlier version was left."""
    document = edits.set_guide(document, None)
    blank = document
    for each in document.today.connections:
        blank = edits.feel(blank, each.entry, Feeling())
    assert prompts(document, WITH_SOMEONE) == prompts(blank, WITH_SOMEONE)
    for each in document.today.connections:
        left = GuideProgress(length, QUIET.step, QUIET.number, each.entry)
        asked = prompts(edits.set_guide(document, left), WITH_SOMEONE)
        assert QUIET not in [prompt.name for prompt in asked]


# 0 Before you start


def test_tips_come_when_it_may_not_be_private() -> None:
    for length in SessionLength:
        document = at(EMPTY, P.PRIVATE_HERE, length=length)
        assert P.PRIVACY_TIPS not in names(document, length)
        assert P.PRIVACY_TIPS in names(answered(document, P.PRIVATE_HERE, GuideChoice.NOT_SURE), length)
        assert P.PRIVACY_TIPS not in names(answered(document, P.PRIVATE_HERE, GuideChoice.PRIVATE), length)


def test_privacy_is_explained_before_the_first_sensitive_prompt_of_every_length() -> None:
    document = placed(with_people("Ana"), "e1")
    explained = {P.EARLY_PRIVACY, P.PRIVACY_TIPS, P.PRIVACY}
    for length, sensitive in {QUICK: P.HOW_CLOSE, ON_MY_OWN: P.HOW_IS_IT, WITH_SOMEONE: P.HOW_IS_IT}.items():
        for choice in (None, GuideChoice.PRIVATE, GuideChoice.NOT_SURE):
            begun = at(document, P.PRIVATE_HERE, length=length)
            asked = names(answered(begun, P.PRIVATE_HERE, choice), length)
            before = asked[: asked.index(sensitive)]
            assert len(explained & set(before)) == 1 + (choice is GuideChoice.NOT_SURE and length is not QUICK)
    assert P.EARLY_PRIVACY not in names(document, ON_MY_OWN)
    assert names(document, ON_MY_OWN, 5)[0] is P.PRIVACY


# 2 Who comes to mind?


def test_helpers_come_one_at_a_time_and_the_one_for_the_others_last() -> None:
    assert names(with_people("Ana"), QUICK, 2) == [P.WHO_COMES, *HELPERS]
    assert HELPERS[-1] is P.OTHERS


def test_a_quiet_map_is_offered_one_thing_to_start_with() -> None:
    assert names(EMPTY, QUICK, 2)[-1] is P.ONE_THING
    assert P.ONE_THING not in names(with_people("Ana"), QUICK)


# 3 How close?


def test_those_not_placed_are_asked_about_one_by_one_and_those_placed_can_be_gone_back_to() -> None:
    assert about(with_people("Ana", "Bea"), P.HOW_CLOSE) == ["e1", "e2"]
    assert about(placed(with_people("Ana", "Bea"), "e1"), P.HOW_CLOSE) == ["e1", "e2"]


def test_who_would_rather_drag_is_asked_about_nobody() -> None:
    document = answered(with_people("Ana", "Bea"), P.RINGS, GuideChoice.FREELY)
    assert names(document, step=3) == [P.RINGS, P.DRAG]
    again = answered(document, P.RINGS, GuideChoice.ONE_BY_ONE)
    assert names(again, step=3) == [P.RINGS, P.HOW_CLOSE, P.HOW_CLOSE]


def test_a_map_without_anybody_has_nothing_to_place_to_mark_or_to_feel() -> None:
    assert {prompt.step for prompt in prompts(EMPTY, ON_MY_OWN)} == {0, 1, 2, 6, 7, 8}


# 4 What goes back and forth?


def test_person_by_person_what_i_get_and_what_i_give_take_turns() -> None:
    document = placed(with_people("Ana", "Bea"), "e1", "e2")
    asked = [prompt for prompt in prompts(document, ON_MY_OWN) if prompt.step == 4]
    expected = [(P.WHICH_WAY, ""), (P.I_GET, "e1"), (P.I_GIVE, "e1"), (P.I_GET, "e2"), (P.I_GIVE, "e2")]
    assert asked == [Prompt(*each) for each in expected]


@pytest.mark.parametrize("kind", EntryKind)
def test_giving_is_asked_about_for_those_one_gives_to(kind: EntryKind) -> None:
    document = of_kind(placed(with_people("Ana"), "e1"), "e1", kind)
    assert about(document, P.I_GET) == ["e1"]
    given_to = {EntryKind.PERSON, EntryKind.GROUP, EntryKind.ANIMAL, EntryKind.FAITH}
    assert about(document, P.I_GIVE) == (["e1"] if kind in given_to else [])


def test_one_kind_at_a_time_asks_both_directions_of_every_kind_that_is_needed() -> None:
    document = edits.use_optional_kind(placed(with_people("Ana"), "e1"), "money", used=True)
    document = edits.set_needed(document, "unwell", needed=False)
    document = answered(document, P.WHICH_WAY, GuideChoice.BY_KIND)
    kinds = [kind for kind in (*SUPPORT_KINDS, "money") if kind != "unwell"]
    asked = [prompt for prompt in prompts(document, ON_MY_OWN) if prompt.step == 4]
    sweep = [Prompt(name, kind) for kind in kinds for name in (P.FROM_WHOM, P.TO_WHOM)]
    assert asked == [Prompt(P.WHICH_WAY), *sweep]


def test_those_on_the_rings_are_asked_about_and_everyone_while_nobody_is_placed() -> None:
    tray = with_people("Ana", "Bea", "Cem")
    assert about(tray, P.I_GET) == ["e1", "e2", "e3"]
    assert about(placed(tray, "e2"), P.I_GET) == ["e2"]
    assert about(edits.place(tray, {"e2": FAR}), P.I_GET) == ["e1", "e3"]
    assert about(edits.place(placed(tray, "e1"), {"e2": FAR}), P.HOW_IS_IT) == ["e1"]
    assert names(edits.place(with_people("Ana"), {"e1": FAR}), step=4) == []


# 5 How is it for you?


def test_a_quiet_card_follows_whoever_does_not_feel_safe_and_nobody_else() -> None:
    document = placed(with_people("Ana", "Bea"), "e1", "e2")
    for feels in Feels:
        felt = edits.feel(document, "e1", Feeling(feels=feels))
        assert about(felt, P.QUIET_CARD) == (["e1"] if feels is Feels.UNSAFE else [])
    unsafe = edits.feel(document, "e1", Feeling(feels=Feels.UNSAFE))
    asked = [prompt for prompt in prompts(unsafe, ON_MY_OWN) if prompt.step == 5]
    assert asked == [
        Prompt(P.PRIVACY), Prompt(P.HOW_IS_IT, "e1"), Prompt(P.QUIET_CARD, "e1"), Prompt(P.HOW_IS_IT, "e2"),
    ]  # fmt: skip


def test_how_it_is_with_someone_who_has_died_is_not_asked() -> None:
    document = of_kind(placed(with_people("Ana", "Bea"), "e1", "e2"), "e1", EntryKind.REMEMBERED)
    assert about(document, P.HOW_IS_IT) == ["e2"]
    assert names(of_kind(document, "e2", EntryKind.REMEMBERED), step=5) == []


# 7 Looking after connections

BUILT = [P.AIM, P.WITH_WHOM, P.GOOD, P.SMALLEST, P.WHO_HELPS, P.WHEN, P.HOW_KNOWN, P.IF_NOT]


def test_a_new_step_is_built_question_by_question() -> None:
    assert names(EMPTY, step=7) == [P.NEW_STEP, P.REVIEW_DATE]
    assert names(small_steps.add(EMPTY, StepAim.KEEP), step=7) == [*BUILT, P.NEW_STEP, P.REVIEW_DATE]


def test_asking_gets_words_to_ask_with_and_new_ground_is_about_nobody() -> None:
    assert names(small_steps.add(EMPTY, StepAim.ASK), step=7)[5:7] == [P.WHEN, P.ASKING]
    for aim in StepAim:
        asked = names(small_steps.add(EMPTY, aim), step=7)
        assert (P.ASKING in asked) == (aim is StepAim.ASK)
        assert (P.WITH_WHOM in asked) == (aim not in {StepAim.MEET_SOMEONE_NEW, StepAim.FIND_A_PLACE})


def test_no_fourth_step_is_offered() -> None:
    document = EMPTY
    for aim in (StepAim.KEEP, StepAim.THANK, StepAim.ASK):
        assert P.NEW_STEP in names(document)
        document = small_steps.add(document, aim)
    assert P.NEW_STEP not in names(document)
    assert about(document, P.GOOD) == ["s1", "s2", "s3"]
    assert P.NEW_STEP in names(small_steps.review(document, "s2", StepState.DROPPED))


def test_on_a_review_visit_earlier_steps_are_looked_back_on_and_new_ones_are_built() -> None:
    document = small_steps.add(small_steps.add(EMPTY, StepAim.KEEP), StepAim.THANK)
    assert about(document, P.REVIEW) == []
    visit = small_steps.add(review_visit(document), StepAim.TAKE_A_BREAK)
    assert about(visit, P.REVIEW) == ["s1", "s2"]
    assert about(visit, P.REVIEW_NOTE) == []
    assert about(visit, P.AIM) == ["s3"]


@pytest.mark.parametrize("state", StepState)
def test_what_became_of_a_step_leads_to_a_note_and_a_changed_one_is_built_anew(state: StepState) -> None:
    visit = review_visit(small_steps.add(EMPTY, StepAim.KEEP))
    reviewed = small_steps.review(visit, "s1", state)
    assert about(reviewed, P.REVIEW) == about(reviewed, P.REVIEW_NOTE) == ["s1"]
    assert about(reviewed, P.AIM) == (["s1"] if state is StepState.CHANGED else [])


def test_at_the_next_visit_only_steps_under_way_are_looked_back_on() -> None:
    document = small_steps.add(small_steps.add(EMPTY, StepAim.KEEP), StepAim.THANK)
    document = small_steps.review(small_steps.review(document, "s1", StepState.DONE), "s2", StepState.CHANGED)
    assert about(review_visit(document), P.REVIEW) == ["s2"]


def test_a_step_from_a_file_that_does_not_say_when_it_was_made_is_an_earlier_one() -> None:
    (step,) = small_steps.add(EMPTY, StepAim.KEEP).steps
    visit = review_visit(EMPTY)
    for made, asked in ((None, ["s1"]), (SPRING, ["s1"]), (visit.today.date, [])):
        assert about(replace(visit, steps=(replace(step, made=made),)), P.REVIEW) == asked
    alone = replace(EMPTY, steps=(replace(step, made=None),))
    assert (about(alone, P.REVIEW), about(alone, P.AIM)) == ([], ["s1"]), "without an earlier map there is no visit"


# Looking back at the map


def test_a_review_visit_looks_at_the_last_map_and_asks_who_moved() -> None:
    document = placed(with_people("Ana", "Bea"), "e1")
    assert P.LAST_TIME not in names(document)
    visit = review_visit(document)
    assert names(visit, step=2)[0] is P.LAST_TIME
    assert names(visit, step=3) == [P.RINGS, P.HOW_CLOSE, P.MOVED]
    assert about(visit, P.HOW_CLOSE) == ["e2"]


def test_whoever_moved_on_this_visit_can_be_gone_back_to() -> None:
    visit = review_visit(placed(with_people("Ana", "Bea"), "e1", "e2"))
    assert about(visit, P.HOW_CLOSE) == []
    assert about(edits.place(visit, {"e2": CLOSEST}), P.HOW_CLOSE) == ["e2"]
    assert about(edits.take_off_rings(visit, ["e1"]), P.HOW_CLOSE) == ["e1"]


# 8 Closing


@pytest.mark.parametrize("length", SessionLength)
@pytest.mark.parametrize("before", [None, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("after", [None, 1, 2, 3, 4, 5])
def test_the_gentle_line_comes_whenever_it_ends_very_low_or_lower_than_before(
    before: int | None, after: int | None, length: SessionLength
) -> None:
    document = edits.set_feeling_after(edits.set_feeling_before(EMPTY, before), after)
    lower = before is not None and after is not None and after < before
    gentle = [P.GENTLE, P.TELL_SOMEONE] if lower or after == 1 else []
    assert names(document, length, 8) == [P.NOTICED, P.SURPRISED, P.TAKEAWAY, P.FEELING_AFTER, *gentle, P.FINISH]


# Where the session stands


def test_a_prompt_does_not_vanish_by_being_answered() -> None:
    alone = at(EMPTY, P.ONE_THING)
    assert P.ONE_THING in names(edits.add_entries(alone, ["Ana"]))
    document = placed(with_people("Ana"), "e1")
    for name in (P.I_GET, P.HOW_IS_IT):
        assert name in names(edits.place(at(document, name, "e1"), {"e1": FAR}))
    assert about(at(placed(review_visit(placed(with_people("Ana"), "e1")), "e1"), P.HOW_CLOSE, "e1"), P.HOW_CLOSE)


def test_a_prompt_about_something_that_is_gone_is_not_asked() -> None:
    document = placed(with_people("Ana", "Bea"), "e1", "e2")
    assert about(edits.delete(at(document, P.I_GET, "e1"), ["e1"]), P.I_GET) == ["e2"]
    own = answered(edits.add_own_kind(document, "Music"), P.WHICH_WAY, GuideChoice.BY_KIND)
    assert "own1" not in about(edits.remove_own_kind(at(own, P.TO_WHOM, "own1"), "own1"), P.TO_WHOM)
    step = small_steps.add(document, StepAim.KEEP)
    assert about(small_steps.remove(at(step, P.WHEN, "s1"), "s1"), P.WHEN) == []


def test_a_prompt_of_another_length_is_not_asked() -> None:
    document = at(placed(with_people("Ana"), "e1"), P.I_GET, "e1")
    assert P.I_GET not in names(document, QUICK)


def test_marks_do_not_change_what_is_asked() -> None:
    document = placed(with_people("Ana"), "e1")
    marked = edits.mark_support(document, ["e1"], "listen", Direction.GET, SupportLevel.LOT)
    assert prompts(marked, ON_MY_OWN) == prompts(document, ON_MY_OWN)
