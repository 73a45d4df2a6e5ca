"""Every change a person can make: what it does, what it leaves alone, and what it refuses."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golden import DOCUMENT
from kithmap.model import queries
from kithmap.model.document import (
    Connection,
    Document,
    Feeling,
    GuideProgress,
    Placement,
    Ring,
    SmallStep,
    StepReview,
    Support,
    Tie,
    new_document,
)
from kithmap.model.errors import BrokenRule, EmptyName, NoSuchEntry, NoSuchRing, NoSuchSmallStep
from kithmap.model.vocabulary import (
    KEEPING_A_DISTANCE,
    Direction,
    EntryKind,
    Feels,
    SessionLength,
    StepAim,
    StepState,
    SupportLevel,
)
from strategies import clean_names, dates, documents
from todays import edits, small_steps

DAY = date(2026, 1, 2)
ANA_BEA_CEM = edits.add_entries(new_document(DAY), ["Ana", "Bea", "Cem"])
CLOSE = Placement(ring="close", angle=10.0)
LOT, SOME = SupportLevel.LOT, SupportLevel.SOME
GET, GIVE = Direction.GET, Direction.GIVE


def connection(document: Document, entry: str) -> Connection:
    return queries.connection(document.today, entry)


def here(document: Document) -> list[str]:
    return [each.entry for each in document.today.connections]


# Entries


def test_names_go_to_the_tray_in_order_with_ids_of_their_own() -> None:
    document = edits.add_entries(ANA_BEA_CEM, ["  Dot\n", "Ana"])
    assert [entry.name for entry in document.entries] == ["Ana", "Bea", "Cem", "Dot", "Ana"]
    assert [each.entry for each in queries.in_tray(document.today)] == ["e1", "e2", "e3", "e4", "e5"]


@given(documents(), st.lists(clean_names, min_size=1, max_size=3))
def test_new_entries_never_take_an_id_that_is_used(document: Document, names: list[str]) -> None:
    after = edits.add_entries(document, names)
    assert len({entry.id for entry in after.entries}) == len(document.entries) + len(names)
    assert after.entries[: len(document.entries)] == document.entries


def test_adding_nobody_changes_nothing_and_an_empty_name_is_refused() -> None:
    assert edits.add_entries(ANA_BEA_CEM, []) is ANA_BEA_CEM
    with pytest.raises(EmptyName):
        edits.add_entries(ANA_BEA_CEM, ["Dot", " "])


def test_an_id_of_another_form_is_no_obstacle() -> None:
    odd = replace(ANA_BEA_CEM, entries=(*ANA_BEA_CEM.entries, replace(ANA_BEA_CEM.entries[0], id="e٣")))
    assert edits.add_entries(odd, ["Dot"]).entries[-1].id == "e4"


def test_placing_moves_those_named_and_no_one_else() -> None:
    after = edits.place(ANA_BEA_CEM, {"e1": CLOSE, "e3": Placement(ring=KEEPING_A_DISTANCE)})
    assert connection(after, "e1").placement == CLOSE
    assert connection(after, "e2").placement is None
    assert queries.ring_of(connection(after, "e3")) == KEEPING_A_DISTANCE
    assert edits.place(after, {"e1": CLOSE}) is after


def test_placing_on_a_ring_the_map_does_not_have_is_refused() -> None:
    with pytest.raises(NoSuchRing) as caught:
        edits.place(ANA_BEA_CEM, {"e1": Placement(ring="outer")})
    assert caught.value.args == ("outer",)


def test_back_in_the_tray_an_entry_keeps_what_is_marked() -> None:
    marked = edits.mark_support(edits.place(ANA_BEA_CEM, {"e1": CLOSE}), ["e1"], "listen", GET, LOT)
    after = edits.take_off_rings(marked, ["e1"])
    assert connection(after, "e1") == Connection(entry="e1", supports=(Support(kind="listen", get=LOT),))


@pytest.mark.parametrize(
    "edit",
    [
        lambda document: edits.place(document, {"e9": CLOSE}),
        lambda document: edits.take_off_rings(document, ["e1", "e9"]),
        lambda document: edits.delete(document, ["e9"]),
        lambda document: edits.describe(document, "e9", note="x"),
        lambda document: edits.mark_support(document, ["e9"], "listen", GET, LOT),
        lambda document: edits.feel(document, "e9", Feeling()),
        lambda document: edits.tie(document, ("e1", "e9")),
        lambda document: edits.untie(document, "e9", "e1"),
        lambda document: edits.tie(document, ["e1", "e9"]),
        lambda document: edits.tie(document, ["e9"]),
        lambda document: small_steps.add(document, StepAim.ASK, "e9"),
        lambda document: small_steps.change(small_steps.add(document, StepAim.ASK), "s1", entry="e9"),
    ],
)
def test_an_entry_that_is_not_there_is_refused_by_name_of_its_id(edit: Callable[[Document], Document]) -> None:
    with pytest.raises(NoSuchEntry) as caught:
        edit(ANA_BEA_CEM)
    assert caught.value.args == ("e9",)


def test_deleting_removes_the_entry_its_ties_and_its_name_from_steps() -> None:
    document = edits.tie(edits.tie(DOCUMENT, ("e1", "e5")), ("e2", "e5"))
    after = edits.delete(document, ["e2"])
    assert [entry.id for entry in after.entries] == ["e1", "e3", "e4", "e5"]
    assert here(after) == ["e1", "e3", "e5"]
    assert after.today.ties == (Tie(one="e1", other="e5"),)


def test_what_did_not_fit_of_someone_deleted_is_not_said_of_whoever_comes_next() -> None:
    document = ANA_BEA_CEM
    for key in ("S1:e3", "Q2:listen:e3", "Q2:listen:e1", "S1:e33", "B2:even"):
        document = edits.dismiss(document, key)
    after = edits.add_entries(edits.delete(document, ("e3",)), ["Eve"])
    assert after.entries[-1].id == "e3"
    assert after.today.dismissed == ("Q2:listen:e1", "S1:e33", "B2:even")


def test_deleting_someone_of_an_earlier_map_keeps_them_there_and_in_steps() -> None:
    after = edits.delete(DOCUMENT, ["e1"])
    assert "e1" in {entry.id for entry in after.entries}
    assert "e1" not in here(after)
    assert after.maps[0] == DOCUMENT.maps[0]
    assert after.steps == DOCUMENT.steps


def test_a_step_about_someone_who_is_gone_stays_about_nobody() -> None:
    document = replace(DOCUMENT, steps=(replace(DOCUMENT.steps[0], entry="e2"),))
    after = edits.delete(document, ["e2"])
    assert [(step.entry, step.good) for step in after.steps] == [(None, "A walk together")]


def test_deleting_no_one_changes_nothing() -> None:
    assert edits.delete(DOCUMENT, []) is DOCUMENT


def test_describing_changes_the_named_fields_of_one_entry() -> None:
    after = edits.describe(
        ANA_BEA_CEM, "e2", name=" Bea\nMay ", kind=EntryKind.GROUP, relationship="a\tfriend", note="x\ny"
    )
    changed = queries.entry(after, "e2")
    assert (changed.name, changed.kind, changed.relationship, changed.note) == (
        "Bea May",
        EntryKind.GROUP,
        "a friend",
        "x\ny",
    )
    assert [entry for entry in after.entries if entry.id != "e2"] == [
        entry for entry in ANA_BEA_CEM.entries if entry.id != "e2"
    ]
    assert edits.describe(after, "e2", name="Bea May") is after
    with pytest.raises(EmptyName):
        edits.describe(ANA_BEA_CEM, "e2", name="\u200b")


# Support, feelings, ties


def test_support_is_marked_one_direction_at_a_time_in_the_order_of_kinds() -> None:
    document = edits.mark_support(ANA_BEA_CEM, ["e1", "e2"], "hard", GIVE, SOME)
    document = edits.mark_support(document, ["e1"], "listen", GET, LOT)
    document = edits.mark_support(document, ["e1"], "hard", GET, LOT)
    assert connection(document, "e1").supports == (
        Support(kind="listen", get=LOT),
        Support(kind="hard", get=LOT, give=SOME),
    )
    assert connection(document, "e2").supports == (Support(kind="hard", give=SOME),)
    assert connection(document, "e3").supports == ()


def test_the_last_mark_taken_away_leaves_the_kind_unmarked() -> None:
    document = edits.mark_support(ANA_BEA_CEM, ["e1"], "hard", GIVE, SOME)
    assert edits.mark_support(document, ["e1"], "hard", GET, None) is document
    assert edits.mark_support(document, ["e1"], "hard", GIVE, None) == ANA_BEA_CEM


def test_a_kind_of_support_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BrokenRule):
        edits.mark_support(ANA_BEA_CEM, ["e1"], "love", GET, LOT)


def test_a_feeling_is_kept_for_one_connection() -> None:
    after = edits.feel(ANA_BEA_CEM, "e2", Feeling(feels=Feels.WARM))
    assert connection(after, "e2").feeling == Feeling(feels=Feels.WARM)
    assert connection(after, "e1").feeling == Feeling()


@given(documents(), st.data())
def test_tying_all_is_tying_pair_by_pair(document: Document, data: st.DataObject) -> None:
    """Also for entries named twice and in any order; ties there are already stay where they are."""
    everybody = here(document)
    chosen = data.draw(st.lists(st.sampled_from(everybody))) if everybody else []
    expected = document
    for one, other in combinations(sorted(chosen), 2):
        expected = edits.tie(expected, (one, other))
    assert edits.tie(document, chosen) == expected
    assert edits.tie(expected, chosen[::-1]) is expected


def test_tying_all_leaves_earlier_maps_as_they_were() -> None:
    tied = edits.tie(ANA_BEA_CEM, ("e2", "e3"))
    later = edits.tie(edits.start_dated_map(tied, DAY + timedelta(days=1)), ["e3", "e1", "e2"])
    assert later.maps[0] is tied.today
    assert later.today.ties == (Tie(one="e2", other="e3"), Tie(one="e1", other="e2"), Tie(one="e1", other="e3"))


def test_a_tie_has_one_spelling_and_can_be_taken_back_either_way_round() -> None:
    tied = edits.tie(ANA_BEA_CEM, ("e3", "e1"))
    assert tied.today.ties == (Tie(one="e1", other="e3"),)
    assert edits.tie(tied, ("e1", "e3")) is tied
    assert edits.tie(tied, ("e2", "e2")) is tied
    assert edits.untie(tied, "e1", "e2") is tied
    assert edits.untie(tied, "e3", "e1") == ANA_BEA_CEM


# Rings


def test_a_ring_takes_a_name_and_its_usual_one_comes_back() -> None:
    named = edits.rename_ring(ANA_BEA_CEM, "close", "  My\ngang ")
    assert [ring.name for ring in named.today.rings] == ["", "My gang", ""]
    assert edits.rename_ring(named, "close", " ") == ANA_BEA_CEM
    with pytest.raises(NoSuchRing):
        edits.rename_ring(ANA_BEA_CEM, "edge", "x")


def test_fewer_rings_send_nobody_to_another_closeness() -> None:
    placed = edits.place(
        ANA_BEA_CEM, {"e1": CLOSE, "e2": Placement(ring="around"), "e3": Placement(ring=KEEPING_A_DISTANCE)}
    )
    after = edits.set_ring_count(placed, 2)
    assert [queries.ring_of(each) for each in after.today.connections] == ["close", None, KEEPING_A_DISTANCE]
    assert [ring.id for ring in after.today.rings] == ["closest", "close"]


def test_more_rings_leave_names_and_places_as_they_are() -> None:
    named = edits.rename_ring(edits.place(ANA_BEA_CEM, {"e1": CLOSE}), "close", "Gang")
    after = edits.set_ring_count(named, 5)
    assert after.today.rings == (*named.today.rings, Ring(id="outer"), Ring(id="edge"))
    assert after.today.connections == named.today.connections
    assert edits.set_ring_count(after, 3) == named


@pytest.mark.parametrize("count", [-1, 0, 1, 6])
def test_a_map_has_two_to_five_rings(count: int) -> None:
    with pytest.raises(BrokenRule) as caught:
        edits.set_ring_count(ANA_BEA_CEM, count)
    assert (caught.value.rule, caught.value.value) == ("rings", count)


# Words about oneself, kinds of one's own


def test_i_am_keeps_the_first_three_lines_with_something_in_them() -> None:
    after = edits.set_i_am(ANA_BEA_CEM, [" a cousin ", "", "good with\nplants", "learning", "more"])
    assert after.today.i_am == ("a cousin", "good with plants", "learning")


def test_a_heading_changes_only_what_is_given() -> None:
    titled = edits.set_heading(ANA_BEA_CEM, title=" Mine\n", belongs_to="K.")
    after = edits.set_heading(titled, for_whom="Dr D", belongs_to="")
    assert (after.title, after.belongs_to, after.for_whom) == ("Mine", "", "Dr D")


def test_optional_kinds_stay_in_their_order_and_keep_their_marks() -> None:
    document = edits.use_optional_kind(edits.use_optional_kind(ANA_BEA_CEM, "money", used=True), "health", used=True)
    assert document.optional_kinds == ("health", "money")
    marked = edits.mark_support(document, ["e1"], "money", GET, LOT)
    without = edits.use_optional_kind(marked, "money", used=False)
    assert without.optional_kinds == ("health",)
    assert connection(without, "e1").supports == (Support(kind="money", get=LOT),)
    assert edits.use_optional_kind(without, "money", used=True) == marked


def test_four_own_kinds_and_no_fifth() -> None:
    document = ANA_BEA_CEM
    for name in ("Music", "Walks", "Prayer", "Tea"):
        document = edits.add_own_kind(document, f" {name}\n")
    assert [(kind.id, kind.name) for kind in document.own_kinds] == [
        ("own1", "Music"),
        ("own2", "Walks"),
        ("own3", "Prayer"),
        ("own4", "Tea"),
    ]
    with pytest.raises(BrokenRule) as caught:
        edits.add_own_kind(document, "Silence")
    assert caught.value.rule == "too-many-own-kinds"


def test_an_own_kind_takes_nothing_over_from_one_that_went() -> None:
    document = edits.mark_support(edits.add_own_kind(ANA_BEA_CEM, "Music"), ("e1",), "own1", Direction.GET, LOT)
    document = edits.start_dated_map(document, date(2027, 3, 1))
    document = edits.dismiss(edits.set_needed(document, "own1", needed=False), "Q2:own1:e1")
    document = edits.remove_own_kind(document, "own1")
    assert (document.today.not_needed, document.today.dismissed) == ((), ())
    # The earlier map still has a mark for what is gone.
    after = edits.add_own_kind(document, "Prayer")
    assert [kind.id for kind in after.own_kinds] == ["own2"]
    for name in ("Tea", "Walks"):
        after = edits.add_own_kind(after, name)
    assert after.maps[0] == document.maps[0]
    after = edits.add_own_kind(after, "Silence")
    assert (after.own_kinds[0].id, after.own_kinds[0].name) == ("own1", "Silence")
    assert queries.level(after.maps[0].connections[0], "own1", Direction.GET) is None


def test_an_own_kind_that_goes_takes_its_marks_on_todays_map_and_frees_its_place() -> None:
    document = edits.add_own_kind(edits.add_own_kind(ANA_BEA_CEM, "Music"), "Walks")
    document = edits.mark_support(document, ["e1"], "own1", GET, LOT)
    document = edits.mark_support(document, ["e1"], "listen", GET, LOT)
    after = edits.remove_own_kind(document, "own1")
    assert [kind.id for kind in after.own_kinds] == ["own2"]
    assert connection(after, "e1").supports == (Support(kind="listen", get=LOT),)
    assert [kind.id for kind in edits.add_own_kind(after, "Tea").own_kinds] == ["own1", "own2"]
    assert edits.remove_own_kind(after, "own1") is after


# The guided session


def test_how_one_feels_before_and_after_is_kept_apart_and_can_be_taken_back() -> None:
    after = edits.set_feeling_after(edits.set_feeling_before(ANA_BEA_CEM, 4), 2)
    assert (after.today.feeling_before, after.today.feeling_after) == (4, 2)
    assert edits.set_feeling_before(edits.set_feeling_after(after, None), None) == ANA_BEA_CEM
    for feeling in (0, 6):
        with pytest.raises(BrokenRule):
            edits.set_feeling_before(ANA_BEA_CEM, feeling)


def test_closing_words_keep_their_lines_and_change_one_by_one() -> None:
    first = edits.set_closing(ANA_BEA_CEM, noticed=" One \r\n\ttwo\u202e\n\n", surprised="The dog.")
    after = edits.set_closing(first, takeaway="Ask sooner.", surprised="")
    assert (after.today.noticed, after.today.surprised, after.today.takeaway) == ("One\n two", "", "Ask sooner.")


def test_questions_are_those_with_something_in_them() -> None:
    assert edits.set_questions(ANA_BEA_CEM, [" What helps?\n", "", " "]).questions == ("What helps?",)


def test_an_observation_that_does_not_fit_can_be_kept_after_all() -> None:
    document = edits.dismiss(edits.dismiss(ANA_BEA_CEM, "S1:e1"), "Q2:hard")
    assert document.today.dismissed == ("S1:e1", "Q2:hard")
    assert edits.restore_observation(document, "S1:e1").today.dismissed == ("Q2:hard",)
    assert edits.restore_observation(document, "S1:e2") is document


def test_kinds_not_needed_now_stay_in_their_order() -> None:
    document = edits.set_needed(edits.set_needed(ANA_BEA_CEM, "unwell", needed=False), "listen", needed=False)
    assert document.today.not_needed == ("listen", "unwell")
    assert edits.set_needed(document, "unwell", needed=True).today.not_needed == ("listen",)
    assert edits.set_needed(document, "hard", needed=True) is document
    with pytest.raises(BrokenRule):
        edits.set_needed(ANA_BEA_CEM, "love", needed=False)


def test_three_small_steps_at_a_time_and_no_fourth() -> None:
    document = small_steps.add(ANA_BEA_CEM, StepAim.ASK, "e2")
    assert document.steps == (SmallStep(id="s1", aim=StepAim.ASK, entry="e2", made=DAY),)
    document = small_steps.add(small_steps.add(document, StepAim.KEEP), StepAim.FIND_A_PLACE)
    with pytest.raises(BrokenRule) as caught:
        small_steps.add(document, StepAim.THANK)
    assert caught.value.rule == "too-many-steps"
    changed = small_steps.review(document, "s1", StepState.CHANGED)
    with pytest.raises(BrokenRule):
        small_steps.add(changed, StepAim.THANK)
    assert small_steps.add(small_steps.review(document, "s1", StepState.DROPPED), StepAim.THANK).steps[-1].id == "s4"
    assert small_steps.add(small_steps.review(document, "s2", StepState.DONE), StepAim.THANK).steps[-1].id == "s4"


def test_a_step_that_is_taken_up_again_is_no_fourth_one_either() -> None:
    document = small_steps.add(small_steps.add(small_steps.add(ANA_BEA_CEM, StepAim.ASK), StepAim.KEEP), StepAim.THANK)
    document = small_steps.add(small_steps.review(document, "s1", StepState.DONE), StepAim.TAKE_A_BREAK)
    for state in (StepState.OPEN, StepState.CHANGED):
        with pytest.raises(BrokenRule) as caught:
            small_steps.review(document, "s1", state)
        assert caught.value.rule == "too-many-steps"
    assert small_steps.review(document, "s2", StepState.CHANGED).steps[1].state is StepState.CHANGED
    assert small_steps.review(document, "s1", StepState.DROPPED).steps[0].state is StepState.DROPPED


def test_a_step_takes_new_words_on_one_line_and_nothing_else_changes() -> None:
    document = small_steps.add(small_steps.add(ANA_BEA_CEM, StepAim.ASK, "e2"), StepAim.KEEP)
    after = small_steps.change(document, "s2", aim=StepAim.THANK, entry="e1", when=" on\nSunday ", good="Tea")
    assert after.steps[1] == SmallStep(id="s2", aim=StepAim.THANK, entry="e1", good="Tea", when="on Sunday", made=DAY)
    assert after.steps[0] == document.steps[0]
    assert small_steps.change(after, "s2", entry=None).steps[1].entry is None


def test_a_step_about_someone_of_an_earlier_map_can_still_be_changed() -> None:
    assert edits.delete(DOCUMENT, ["e1"]).steps[0].entry == "e1"
    after = small_steps.change(edits.delete(DOCUMENT, ["e1"]), "s1", entry="e1", when="in May")
    assert (after.steps[0].entry, after.steps[0].when) == ("e1", "in May")


def test_each_visit_adds_to_the_history_of_a_step() -> None:
    document = small_steps.add(ANA_BEA_CEM, StepAim.ASK)
    spring, summer = DAY + timedelta(days=90), DAY + timedelta(days=180)
    document = small_steps.review(edits.start_dated_map(document, spring), "s1", StepState.DONE, "We went.")
    document = small_steps.review(document, "s1", StepState.CHANGED)
    document = small_steps.review(edits.start_dated_map(document, summer), "s1", StepState.DROPPED)
    assert document.steps[0].reviews == (
        StepReview(date=spring, state=StepState.CHANGED, note="We went."),
        StepReview(date=summer, state=StepState.DROPPED),
    )
    assert document.steps[0].state is StepState.DROPPED


def test_a_review_has_the_day_it_was_said_and_belongs_to_the_visit_of_its_map() -> None:
    document = small_steps.add(ANA_BEA_CEM, StepAim.ASK)
    assert small_steps.date_review(document, "s1", DAY) is document
    april, may = DAY + timedelta(days=90), DAY + timedelta(days=120)
    document = small_steps.date_review(small_steps.review(document, "s1", StepState.CHANGED, "Later."), "s1", april)
    assert document.steps[0].reviews == (StepReview(date=april, state=StepState.CHANGED, note="Later."),)
    # The same visit: said anew. Another map is another visit.
    again = small_steps.date_review(small_steps.review(document, "s1", StepState.DONE), "s1", may)
    assert again.steps[0].reviews == (StepReview(date=may, state=StepState.DONE, note="Later."),)
    after = small_steps.review(edits.start_dated_map(document, may), "s1", StepState.DONE)
    assert [each.date for each in after.steps[0].reviews] == [april, may]
    # A wrong clock.
    early = small_steps.date_review(document, "s1", DAY - timedelta(days=1))
    assert early.steps[0].reviews[0].date == DAY


def test_a_step_can_be_removed_and_one_that_is_gone_is_refused() -> None:
    document = small_steps.add(small_steps.add(ANA_BEA_CEM, StepAim.ASK), StepAim.ASK)
    after = small_steps.remove(document, "s1")
    assert [step.id for step in after.steps] == ["s2"]
    for edit in (
        lambda: small_steps.remove(after, "s1"),
        lambda: small_steps.change(after, "s1", when="now"),
        lambda: small_steps.review(after, "s1", StepState.DONE),
    ):
        with pytest.raises(NoSuchSmallStep) as caught:
            edit()
        assert caught.value.args == ("s1",)


def test_the_day_to_look_again_and_the_place_in_the_guide_are_kept() -> None:
    progress = GuideProgress(SessionLength.QUICK, step=3, prompt=1, about="e2")
    after = edits.set_guide(edits.set_review_date(ANA_BEA_CEM, DAY), progress)
    assert (after.review_date, after.guide) == (DAY, progress)
    assert edits.set_guide(edits.set_review_date(after, None), None) == ANA_BEA_CEM


# Dated maps


@given(documents(max_maps=2), dates)
def test_a_new_dated_map_carries_everyone_forward_and_keeps_the_maps_in_order(document: Document, day: date) -> None:
    after = edits.start_dated_map(document, day)
    assert after.maps[:-1] == document.maps
    assert after.today.date == max(day, document.today.date)
    old, new = document.today, after.today
    assert (new.rings, new.connections, new.ties, new.i_am) == (old.rings, old.connections, old.ties, old.i_am)
    assert (new.noticed, new.feeling_after, new.dismissed) == ("", None, ())
    assert new.feeling_before == (old.feeling_before if document.guide else None), "it is that of the session"


def test_a_clock_that_runs_behind_does_not_turn_time_round() -> None:
    assert edits.start_dated_map(ANA_BEA_CEM, DAY - timedelta(days=900)).today.date == DAY


def test_what_changes_after_a_new_dated_map_leaves_the_old_one_alone() -> None:
    placed = edits.place(ANA_BEA_CEM, {"e1": CLOSE})
    after = edits.delete(edits.start_dated_map(placed, DAY), ["e1"])
    assert after.maps[0] == placed.today
    assert [entry.name for entry in after.entries] == ["Ana", "Bea", "Cem"]
