"""The rules every document keeps, in memory as well as from a file."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golden import DOCUMENT
from kithmap.model import document as model
from kithmap.model.document import (
    Connection,
    DatedMap,
    Document,
    Entry,
    GuideProgress,
    OwnKind,
    Placement,
    Ring,
    SmallStep,
    StepReview,
    Support,
    Tie,
    new_document,
    normal_angle,
)
from kithmap.model.errors import BrokenRule
from kithmap.model.vocabulary import ContactBy, Direction, GuideChoice, SessionLength, StepAim, StepState, SupportLevel
from strategies import documents

DAY = date(2026, 1, 2)
LOT = SupportLevel.LOT
LISTEN, HARD = Support(kind="listen", get=LOT), Support(kind="hard", give=LOT)
BEFORE_TODAY = DatedMap(id="m0", date=date(2026, 1, 1))
TODAY = DatedMap(id="m1", date=DAY)
ANA = Entry(id="e1", name="Ana")


def dated_map(**fields: Any) -> DatedMap:
    return DatedMap(id="m1", date=DAY, **fields)


BROKEN = {
    "ring": [lambda: Placement(ring="nowhere"), lambda: Placement(ring="")],
    "angle": [
        lambda: Placement(ring="close", angle=360.0),
        lambda: Placement(ring="close", angle=-0.001),
        lambda: Placement(ring="close", angle=float("nan")),
        lambda: Placement(ring="close", angle=float("inf")),
        lambda: Placement(ring="close", angle=-1e-20 % 360),
    ],
    "depth": [
        lambda: Placement(ring="close", depth=1.0001),
        lambda: Placement(ring="close", depth=-0.1),
        lambda: Placement(ring="close", depth=float("nan")),
    ],
    "support-kind": [
        lambda: Support(kind="love", get=LOT),
        lambda: dated_map(not_needed=("love",)),
        lambda: Document(maps=(TODAY,), optional_kinds=("listen",)),
    ],
    "support-empty": [lambda: Support(kind="listen")],
    "support-order": [
        lambda: Connection(entry="e1", supports=(HARD, LISTEN)),
        lambda: Connection(entry="e1", supports=(LISTEN, LISTEN)),
    ],
    "tie-order": [lambda: Tie(one="e2", other="e1"), lambda: Tie(one="e1", other="e1")],
    "ring-name-too-long": [lambda: Ring(id="close", name="x" * 10_001)],
    "ring-name-surrogate": [lambda: Ring(id="close", name="\ud800")],
    "rings": [
        lambda: dated_map(rings=()),
        lambda: dated_map(rings=(Ring(id="closest"),)),
        lambda: dated_map(rings=(Ring(id="close"), Ring(id="closest"))),
        lambda: dated_map(rings=(Ring(id="closest"), Ring(id="around"))),
        lambda: dated_map(rings=tuple(Ring(id=f"r{n}") for n in range(3))),
    ],
    "ring-not-on-map": [lambda: dated_map(connections=(Connection(entry="e1", placement=Placement(ring="outer")),))],
    "duplicate-connection": [lambda: dated_map(connections=(Connection(entry="e1"), Connection(entry="e1")))],
    "duplicate-tie": [
        lambda: dated_map(
            connections=(Connection(entry="e1"), Connection(entry="e2")), ties=(Tie(one="e1", other="e2"),) * 2
        )
    ],
    "tie-to-nobody": [lambda: dated_map(connections=(Connection(entry="e1"),), ties=(Tie(one="e1", other="e2"),))],
    "i-am": [lambda: dated_map(i_am=("a", "b", "c", "d"))],
    "map-text-too-long": [lambda: dated_map(noticed="x" * 100_001), lambda: dated_map(i_am=("x" * 100_001,))],
    "map-text-surrogate": [lambda: dated_map(takeaway="\udfff"), lambda: dated_map(dismissed=("\udfff",))],
    "feeling-now": [lambda: dated_map(feeling_before=0), lambda: dated_map(feeling_after=6)],
    "entry-id": [lambda: Entry(id="", name="Ana")],
    "name-empty": [lambda: Entry(id="e1", name=""), lambda: Entry(id="e1", name=" \t ")],
    "name-too-long": [lambda: Entry(id="e1", name="x" * 10_001)],
    "name-surrogate": [lambda: Entry(id="e1", name="A\ud83d")],
    "note-too-long": [
        lambda: Entry(id="e1", name="A", note="x" * 100_001),
        lambda: StepReview(date=DAY, state=StepState.DONE, note="x" * 100_001),
    ],
    "relationship-too-long": [lambda: Entry(id="e1", name="A", relationship="x" * 10_001)],
    "duplicate-contact-by": [lambda: Entry(id="e1", name="A", contact_by=(ContactBy.PHONE, ContactBy.PHONE))],
    "own-kind": [lambda: OwnKind(id="listen", name="Music"), lambda: OwnKind(id="own5", name="Music")],
    "own-kind-name": [lambda: OwnKind(id="own1", name=" ")],
    "step-text-surrogate": [lambda: SmallStep(id="s1", aim=StepAim.ASK, when="\ud800")],
    "guide-step": [
        lambda: GuideProgress(length=SessionLength.QUICK, step=9),
        lambda: GuideProgress(length=SessionLength.QUICK, step=-1),
        lambda: GuideProgress(length=SessionLength.QUICK, prompt=1001),
    ],
    "guide-about-too-long": [lambda: GuideProgress(length=SessionLength.QUICK, about="x" * 10_001)],
    "guide-about-surrogate": [lambda: GuideProgress(length=SessionLength.QUICK, about="\ud800")],
    "duplicate-guide-choice": [
        lambda: GuideProgress(length=SessionLength.QUICK, choices=(GuideChoice.FREELY, GuideChoice.FREELY))
    ],
    "maps": [lambda: Document(maps=()), lambda: Document(maps=(TODAY,) * 1001)],
    "map-order": [lambda: Document(maps=(TODAY, BEFORE_TODAY))],
    "duplicate-map": [lambda: Document(maps=(TODAY, TODAY))],
    "duplicate-entry": [lambda: Document(maps=(TODAY,), entries=(ANA, ANA))],
    "too-many-entries": [lambda: Document(maps=(TODAY,), entries=(ANA,) * 5001)],
    "connection-to-nobody": [lambda: Document(maps=(dated_map(connections=(Connection(entry="e1"),)),))],
    "duplicate-step": [lambda: Document(maps=(TODAY,), steps=(SmallStep(id="s", aim=StepAim.ASK),) * 2)],
    "step-about-nobody": [lambda: Document(maps=(TODAY,), steps=(SmallStep(id="s", aim=StepAim.ASK, entry="e9"),))],
    "duplicate-kind": [
        lambda: Document(maps=(TODAY,), optional_kinds=("money", "money")),
        lambda: Document(maps=(TODAY,), own_kinds=(OwnKind(id="own1", name="a"), OwnKind(id="own1", name="b"))),
    ],
    "document-text-too-long": [lambda: Document(maps=(TODAY,), title="x" * 100_001)],
    "document-text-surrogate": [lambda: Document(maps=(TODAY,), questions=("\ud800",))],
}


CASES = [pytest.param(rule, make, id=f"{rule}-{n}") for rule, makers in BROKEN.items() for n, make in enumerate(makers)]


@pytest.mark.parametrize(("rule", "make"), CASES)
def test_a_value_that_breaks_a_rule_is_never_made(rule: str, make: Any) -> None:
    with pytest.raises(BrokenRule) as caught:
        make()
    assert caught.value.rule == rule


def test_a_refusal_names_no_one() -> None:
    with pytest.raises(BrokenRule) as caught:
        Entry(id="e1", name="Ana\ud800")
    assert "Ana" not in f"{caught.value} {caught.value.value}"


@pytest.mark.parametrize(
    "name", ["A", " Ana ", "=SUM(A1:A9)", "<b>", "👩‍👩‍👧", "\u202eevil", "x" * 10_000, "नमस्ते", "A\0B", "\u200b."]
)
def test_any_name_a_person_may_type_is_kept_as_it_is(name: str) -> None:
    assert Entry(id="e1", name=name).name == name


@given(documents())
def test_a_document_that_exists_survives_being_written_and_read(document: Document) -> None:
    assert msgspec.json.decode(msgspec.json.encode(document), type=Document) == document


@given(documents(), st.data())
def test_a_document_cannot_be_changed_in_place(document: Document, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from([document, document.today, *document.entries, *document.today.connections]))
    name = data.draw(st.sampled_from([field.name for field in msgspec.structs.fields(value)]))
    with pytest.raises(AttributeError):
        setattr(value, name, None)


@given(documents())
def test_a_document_can_be_told_apart_and_used_as_a_key(document: Document) -> None:
    same = msgspec.json.decode(msgspec.json.encode(document), type=Document)
    assert len({document, same, replace(document, title=document.title + "!")}) == 2


def test_todays_map_is_the_last_one() -> None:
    assert DOCUMENT.today is DOCUMENT.maps[-1]


def test_a_new_document_has_three_rings_nobody_on_them_and_the_given_day() -> None:
    document = new_document(DAY)
    assert [ring.id for ring in document.today.rings] == ["closest", "close", "around"]
    assert document.today.date == DAY
    assert (document.entries, document.today.connections, len(document.maps)) == ((), (), 1)


def test_a_level_is_asked_for_in_one_direction() -> None:
    both = Support(kind="listen", get=SupportLevel.LITTLE, give=LOT)
    assert both.level(Direction.GET) is SupportLevel.LITTLE
    assert both.level(Direction.GIVE) is LOT
    assert LISTEN.level(Direction.GIVE) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_finite_angle_becomes_one_a_placement_takes(degrees: float) -> None:
    angle = normal_angle(degrees)
    assert Placement(ring="close", angle=angle).angle == angle
    assert normal_angle(angle) == angle


@given(st.integers(-1000, 1000), st.integers(0, 359))
def test_whole_turns_do_not_matter(turns: int, degrees: int) -> None:
    assert normal_angle(degrees + 360 * turns) == degrees


@pytest.mark.parametrize(("degrees", "expected"), [(-90, 270), (360, 0), (-1e-20, 0), (725.5, 5.5), (-0.0, 0)])
def test_angles_at_the_edge(degrees: float, expected: float) -> None:
    assert normal_angle(degrees) == expected


def test_every_kind_has_its_own_place_in_the_order() -> None:
    assert sorted(model.KIND_ORDER.values()) == list(range(16))
