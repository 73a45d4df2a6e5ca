"""Going through a session: on, back, past a step, to any prompt, and taking it up where it was left."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sessions import (
    CLOSE,
    EMPTY,
    ON_MY_OWN,
    QUICK,
    WITH_SOMEONE,
    P,
    answer,
    answered,
    at,
    names,
    placed,
    review_visit,
    value,
    walk,
    with_people,
)

from kithmap.guide.progress import Progress
from kithmap.guide.prompts import Prompt, PromptName
from kithmap.model import queries
from kithmap.model.document import Document, Feeling, GuideProgress
from kithmap.model.vocabulary import Feels, GuideChoice, SessionLength, StepAim, StepState
from kithmap.store import file_format
from strategies import documents
from todays import edits, progress, prompts, small_steps

TWO = placed(with_people("Ana", "Bea"), "e1", "e2")


def here(document: Document) -> Prompt:
    prompt = progress.here(document)
    assert prompt is not None
    return prompt


@pytest.mark.parametrize("length", SessionLength)
def test_a_session_begins_with_the_welcome_and_forgets_earlier_choices(length: SessionLength) -> None:
    begun = progress.begin(answered(TWO, P.WHICH_WAY, GuideChoice.BY_KIND), length)
    assert here(begun) == Prompt(P.WELCOME)
    assert begun.guide == GuideProgress(length)


@given(documents(), st.sampled_from(SessionLength))
def test_how_one_feels_is_asked_afresh_in_each_session_and_all_else_is_still_answered(
    document: Document, length: SessionLength
) -> None:
    begun = progress.begin(document, length)
    for name in (P.FEELING_BEFORE, P.FEELING_AFTER):
        assert value(begun, Prompt(name)) is None
    assert P.GENTLE not in names(begun, length)
    today = replace(
        begun.today, feeling_before=document.today.feeling_before, feeling_after=document.today.feeling_after
    )
    assert replace(begun, maps=(*begun.maps[:-1], today), guide=document.guide) == document


faces = st.none() | st.integers(1, 5)


@given(
    documents(), st.sampled_from(SessionLength), st.lists(st.tuples(faces, faces), min_size=1, max_size=3), st.data()
)
def test_help_comes_whenever_a_session_ends_very_low_or_lower_than_it_began(
    document: Document, length: SessionLength, sessions: list[tuple[int | None, int | None]], data: st.DataObject
) -> None:
    """Several sessions on one day, left and taken up, by going back and choosing again, and with a new dated map."""
    for before, after in sessions:
        document = progress.begin(document, length)
        for name, said in ((P.FEELING_BEFORE, before), (P.FEELING_AFTER, after)):
            document = progress.go_to(document, Prompt(name))
            assert value(document, Prompt(name)) is None
            for each in (*data.draw(st.lists(st.integers(1, 5), max_size=2)), said, said):
                document = answer(document, Prompt(name), each)
                assert value(document, Prompt(name)) == each
            if data.draw(st.booleans()):
                document = file_format.decode(file_format.encode(document))
            if name is P.FEELING_BEFORE and data.draw(st.booleans()):
                document = edits.start_dated_map(document, document.today.date + timedelta(1))
                assert value(document, Prompt(name)) == said
        passed = [prompt.name for prompt in walk(document)]
        is_low = after is not None and (after == 1 or (before is not None and after < before))
        assert passed == [P.FEELING_AFTER, *([P.GENTLE, P.TELL_SOMEONE] if is_low else []), P.FINISH]
        skipped = progress.skip_step(document)
        assert here(skipped).name is (P.GENTLE if is_low else P.FINISH)
        document = progress.finish(document)


@given(documents(), st.sampled_from(SessionLength), st.sampled_from(SessionLength))
def test_another_length_of_the_session_under_way_keeps_all_that_was_answered_and_chosen(
    document: Document, length: SessionLength, other: SessionLength
) -> None:
    assert progress.change_length(edits.set_guide(document, None), other).guide is None
    begun = edits.set_guide(document, GuideProgress(length, step=8, prompt=4, choices=(GuideChoice.NOT_SURE,)))
    changed = progress.change_length(begun, other)
    assert changed.guide == GuideProgress(other, choices=(GuideChoice.NOT_SURE,))
    assert replace(changed, guide=begun.guide) == begun
    assert queries.is_with_someone(changed) == (other is WITH_SOMEONE)
    assert not queries.is_with_someone(progress.finish(changed))


@given(documents(), st.sampled_from(SessionLength))
def test_going_on_passes_every_prompt_but_those_about_who_is_placed_and_comes_to_an_end(
    document: Document, length: SessionLength
) -> None:
    begun = progress.begin(document, length)
    unplaced = {each.entry for each in document.today.connections if each.placement is None}
    expected = [
        prompt for prompt in prompts(begun, length) if prompt.name is not P.HOW_CLOSE or prompt.about in unplaced
    ]
    assert walk(begun) == expected


@given(documents(), st.sampled_from(SessionLength), st.data())
def test_going_back_leads_through_all_prompts_to_the_first_and_no_further(
    document: Document, length: SessionLength, data: st.DataObject
) -> None:
    asked = prompts(progress.begin(document, length), length)
    start = data.draw(st.integers(0, len(asked) - 1))
    document = progress.go_to(progress.begin(document, length), asked[start])
    for prompt in reversed(asked[: start + 1]):
        assert here(document) == prompt
        before, document = document, progress.back(document)
    assert document is before


def test_without_a_session_nothing_moves() -> None:
    assert progress.here(TWO) is None
    assert progress.progress_of(TWO) is None
    for move in (progress.forward, progress.back, progress.skip_step, progress.finish):
        assert move(TWO) is TWO
    assert progress.go_to(TWO, Prompt(P.TAKEAWAY)) is TWO


def test_moving_changes_nothing_but_where_the_session_stands() -> None:
    begun = progress.begin(TWO, ON_MY_OWN)
    for move in (progress.forward, progress.skip_step, progress.finish):
        assert replace(move(begun), guide=begun.guide) == begun
    assert progress.finish(begun).guide is None
    assert progress.forward(at(TWO, P.FINISH)).guide is None


def test_one_goes_on_past_those_placed_and_back_to_them() -> None:
    document = at(with_people("Ana", "Bea", "Cem"), P.RINGS)
    document = progress.forward(document)
    assert here(document) == Prompt(P.HOW_CLOSE, "e1")
    document = edits.place(document, {"e1": CLOSE, "e2": CLOSE})
    assert here(document) == Prompt(P.HOW_CLOSE, "e1"), "it does not run away while it is answered"
    document = progress.forward(document)
    assert here(document) == Prompt(P.HOW_CLOSE, "e3")
    assert here(progress.back(document)) == Prompt(P.HOW_CLOSE, "e2")
    assert here(progress.forward(progress.forward(document))).step == 4


# Skipping the rest of a step


def test_skipping_leads_to_the_next_step_of_the_length() -> None:
    document = at(with_people("Ana"), P.FRIENDS, length=QUICK)
    passed = []
    while progress.here(document) is not None:
        passed.append(here(document).name)
        document = progress.skip_step(document)
    assert passed == [P.FRIENDS, P.RINGS, P.NOTICED, P.FINISH]


def test_skipping_never_skips_what_keeps_a_person_safe() -> None:
    assert here(progress.skip_step(at(TWO, P.WELCOME, length=QUICK))).name is P.EARLY_PRIVACY
    unsure = answered(at(TWO, P.PRIVATE_HERE), P.PRIVATE_HERE, GuideChoice.NOT_SURE)
    assert here(progress.skip_step(unsure)).name is P.PRIVACY_TIPS
    felt = edits.feel(at(TWO, P.HOW_IS_IT, "e1"), "e1", Feeling(feels=Feels.UNSAFE))
    assert here(progress.skip_step(felt)) == Prompt(P.QUIET_CARD, "e1")
    assert here(progress.skip_step(progress.skip_step(felt))).step == 6
    other = progress.go_to(felt, Prompt(P.HOW_IS_IT, "e2"))
    assert here(progress.skip_step(other)).step == 6
    low = edits.set_feeling_after(edits.set_feeling_before(at(TWO, P.FEELING_AFTER), 4), 3)
    assert here(progress.skip_step(low)).name is P.GENTLE


# When the map changes meanwhile


def test_when_an_entry_goes_the_one_added_after_it_comes_next() -> None:
    document = placed(with_people("Ana", "Bea", "Cem"), "e1", "e2", "e3")
    for name, following in ((P.I_GET, P.I_GET), (P.I_GIVE, P.I_GET), (P.HOW_IS_IT, P.HOW_IS_IT)):
        stood = at(document, name, "e2")
        assert here(edits.delete(stood, ["e2"])) == Prompt(following, "e3")
        assert here(edits.delete(stood, ["e1"])) == Prompt(name, "e2")
        assert here(edits.delete(stood, ["e2", "e3"])).step == name.step + 1


def test_when_everybody_goes_the_session_goes_on_after_them() -> None:
    assert here(edits.delete(at(TWO, P.I_GIVE, "e1"), ["e1", "e2"])) == Prompt(P.STANDS_OUT)


def test_after_a_deletion_is_undone_it_stands_where_it_stood() -> None:
    stood = at(TWO, P.I_GET, "e1")
    assert here(edits.delete(stood, ["e1"])) == Prompt(P.I_GET, "e2")
    assert here(stood) == Prompt(P.I_GET, "e1")


def test_whoever_is_added_meanwhile_is_asked_about_later() -> None:
    document = edits.add_entries(at(with_people("Ana"), P.HOW_CLOSE, "e1"), ["Bea"])
    assert here(document) == Prompt(P.HOW_CLOSE, "e1")
    assert here(progress.forward(document)) == Prompt(P.HOW_CLOSE, "e2")


def test_entries_are_asked_about_in_the_order_they_were_added_also_the_tenth() -> None:
    document = at(with_people(*(f"N{number}" for number in range(1, 13))), P.RINGS)
    assert [prompt.about for prompt in walk(document) if prompt.name is P.HOW_CLOSE] == [f"e{n}" for n in range(1, 13)]


def test_when_a_small_step_or_a_kind_goes_the_next_one_comes() -> None:
    document = small_steps.add(small_steps.add(EMPTY, StepAim.KEEP), StepAim.THANK)
    stood = at(document, P.WHEN, "s1")
    assert here(small_steps.remove(stood, "s1")) == Prompt(P.AIM, "s2")
    assert here(small_steps.remove(small_steps.remove(stood, "s1"), "s2")) == Prompt(P.NEW_STEP)
    own = answered(edits.add_own_kind(TWO, "Music"), P.WHICH_WAY, GuideChoice.BY_KIND)
    assert here(edits.remove_own_kind(at(own, P.FROM_WHOM, "own1"), "own1")).step == 5


def test_a_new_dated_map_in_the_middle_of_a_session_leaves_it_where_it_is() -> None:
    stood = at(TWO, P.I_GET, "e2")
    assert here(edits.start_dated_map(stood, stood.today.date)) == Prompt(P.I_GET, "e2")


# From a file


def test_days_later_a_session_stands_where_it_was_left() -> None:
    document = answered(TWO, P.WHICH_WAY, GuideChoice.BY_KIND)
    for prompt in prompts(document, ON_MY_OWN):
        left = progress.go_to(document, prompt)
        taken_up = file_format.decode(file_format.encode(left))
        assert here(taken_up) == prompt
        assert progress.forward(taken_up) == progress.forward(left)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (GuideProgress(ON_MY_OWN, step=4, prompt=999, about="e1"), Prompt(P.WHICH_WAY)),
        (GuideProgress(ON_MY_OWN, step=4, prompt=1), Prompt(P.I_GET, "e1")),
        (GuideProgress(ON_MY_OWN, step=8, prompt=999), Prompt(P.NOTICED)),
        (GuideProgress(ON_MY_OWN, step=0, prompt=2, about="e1"), Prompt(P.FEELING_BEFORE)),
        (GuideProgress(QUICK, step=4, prompt=1, about="e1"), Prompt(P.NOTICED)),
        (GuideProgress(WITH_SOMEONE, step=5, prompt=2, about="e1"), Prompt(P.HOW_IS_IT, "e2")),
        (GuideProgress(WITH_SOMEONE, step=5, prompt=2, about="e2"), Prompt(P.STANDS_OUT)),
        (GuideProgress(QUICK, step=5, prompt=999), Prompt(P.NOTICED)),
        (GuideProgress(ON_MY_OWN, step=3, prompt=1, about="e9"), Prompt(P.WHICH_WAY)),
        (GuideProgress(WITH_SOMEONE, step=7, prompt=7, about="s5"), Prompt(P.NEW_STEP)),
        (GuideProgress(ON_MY_OWN, step=8, prompt=6, about="?"), Prompt(P.FINISH)),
    ],
)
def test_a_place_that_is_unknown_or_not_called_for_leads_to_the_next_that_is(
    kept: GuideProgress, expected: Prompt
) -> None:
    assert here(edits.set_guide(TWO, kept)) == expected


@given(documents())
def test_whatever_a_file_says_a_session_stands_somewhere_and_can_be_ended(document: Document) -> None:
    if document.guide is None:
        document = progress.begin(document, QUICK)
    assert here(document) in prompts(document, document.guide.length)
    assert walk(document)[-1].name is P.FINISH
    assert file_format.decode(file_format.encode(progress.forward(document))) == progress.forward(document)


# How far


def test_how_far_counts_the_steps_of_the_length_and_the_prompts_of_the_step() -> None:
    assert progress.progress_of(progress.begin(TWO, ON_MY_OWN)) == Progress(0, 0, 8, 1, 3)
    assert progress.progress_of(at(TWO, P.I_GIVE, "e1")) == Progress(4, 4, 8, 3, 5)
    assert progress.progress_of(at(with_people("Ana"), P.HOW_CLOSE, "e1", QUICK)) == Progress(3, 2, 3, 2, 2)
    assert progress.progress_of(at(TWO, P.FINISH, length=QUICK)) == Progress(8, 3, 3, 5, 5)


@given(documents(), st.sampled_from(SessionLength))
def test_how_far_grows_on_the_way(document: Document, length: SessionLength) -> None:
    document = progress.begin(document, length)
    last = (-1, 0)
    while (far := progress.progress_of(document)) is not None:
        assert last < (far.place, far.turn)
        assert 0 <= far.place <= far.places
        assert 1 <= far.turn <= far.turns
        last = (far.place, far.turn)
        document = progress.forward(document)


def test_every_prompt_is_reached_by_somebody() -> None:
    """By one who is not sure of privacy, one who drags, one who sweeps, and on a review visit."""
    first = answered(EMPTY, P.PRIVATE_HERE, GuideChoice.NOT_SURE)
    second = edits.set_feeling_after(edits.set_feeling_before(small_steps.add(TWO, StepAim.ASK), 5), 1)
    second = edits.feel(second, "e1", Feeling(feels=Feels.UNSAFE))
    third = answered(with_people("Ana"), P.WHICH_WAY, GuideChoice.BY_KIND)
    fourth = answered(with_people("Ana"), P.RINGS, GuideChoice.FREELY)
    visit = review_visit(second)
    passed: set[PromptName] = set(names(TWO, QUICK)) | set(names(TWO, WITH_SOMEONE))
    for document in (
        first,
        second,
        third,
        fourth,
        visit,
        answered(visit, P.REVIEW, StepState.DONE, "s1"),
        with_people("Ana"),
    ):
        passed |= set(names(document))
    assert passed == set(PromptName)
