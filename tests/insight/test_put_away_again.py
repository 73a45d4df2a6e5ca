"""What was dismissed can be listed, to be taken back: all of it, and nothing that was not dismissed."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st
from maps import ENGLISH, full_documents, map_of, seen, someone

from kithmap.insight.dismissed import dismissed
from kithmap.insight.observation import Observation, Rule
from kithmap.insight.population import Surface
from kithmap.model.document import Document
from todays import edits


def away(document: Document) -> tuple[Observation, ...]:
    """Compared with the map before if there is one, as in `seen`."""
    earlier = document.maps[-2] if len(document.maps) > 1 else None
    return dismissed(document, document.today, Surface.SCREEN, ENGLISH, earlier=earlier, workers_detail=True)


def keys(found: tuple[Observation, ...]) -> set[str]:
    return {key for each in found for key in each.keys}


@given(full_documents(), st.data())
def test_what_was_dismissed_is_what_is_listed(document: Document, data: st.DataObject) -> None:
    before = [each for each in seen(document, workers_detail=True) if each.rule is not Rule.STARTED]
    gone = data.draw(st.lists(st.sampled_from(before), unique=True)) if before else []
    gone_keys = {key for each in gone for key in each.keys}
    after = reduce(edits.dismiss, gone_keys, document)
    assert keys(away(after)) == gone_keys
    assert keys(away(after)).isdisjoint(keys(seen(after, workers_detail=True)))


@given(full_documents(), st.data())
def test_taking_one_back_says_it_again_and_leaves_the_others_away(document: Document, data: st.DataObject) -> None:
    everything = keys(seen(document, workers_detail=True))
    after = reduce(edits.dismiss, everything, document)
    listed = away(after)
    assert keys(listed) == everything
    if listed:
        back = data.draw(st.sampled_from(listed))
        again = reduce(edits.restore_observation, back.keys, after)
        assert keys(away(again)) == everything - {*back.keys}
        assert {*back.keys} <= keys(seen(again, workers_detail=True))


def test_one_of_four_is_named_alone_although_three_are_named_at_a_time() -> None:
    names = "Ana", "Bea", "Cem", "Dan"
    document = map_of(*(someone(name, get="listen comfort value", important=True) for name in names))
    after = edits.dismiss(document, "S1:Dan")
    after = edits.dismiss(after, "S1:Bea")
    (listed,) = away(after)
    assert listed.rule is Rule.S1
    assert listed.entries == ("Bea", "Dan")


def test_what_is_about_nobody_here_any_more_is_not_listed() -> None:
    document = map_of(*(someone(name, get="listen comfort value", important=True) for name in ("Ana", "Bea", "Cem")))
    after = edits.describe(edits.dismiss(document, "S1:Ana"), "Ana", important=False)
    assert away(after) == ()
    assert away(edits.dismiss(document, "S1:Zoe")) == ()
    assert away(document) == ()
