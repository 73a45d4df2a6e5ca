"""The later sections: names in free text, nothing about hidden entries, and what is chosen."""

from collections.abc import Callable
from datetime import date

import pytest
from making import DAY, WORDS, some_fonts
from msgspec import structs

from kithmap.layout.arrange import arrange
from kithmap.layout.style import PRINT
from kithmap.model import edits
from kithmap.model.document import Document, Feeling, Placement, SmallStep, new_document
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, EntryKind, Feels, StepAim, StepState
from kithmap.report.contents import contents, texts
from kithmap.report.pdf import make_pdf
from kithmap.report.print_choices import PrintChoices
from kithmap.report.redaction import redact
from kithmap.report.talk import Extras

LATER = frozenset({"stands_out", "looking_after", "talk", "hard"})


def a_map() -> Document:
    """Ana and Tom on the rings, Zed at a distance, Yola private; a step for each, and questions about them."""
    document = edits.add_entries(new_document(DAY), ["Ana Lee", "Tom", "Zed", "Yola"])
    places = {"e1": Placement("closest"), "e2": Placement("close"), "e3": Placement(KEEPING_A_DISTANCE)}
    document = edits.describe(edits.place(document, places), "e4", private=True)
    for entry in ("e1", "e2", "e3", "e4"):
        document = edits.describe(document, entry, could_contact=True)
        step = SmallStep(
            entry, StepAim.THANK, entry, smallest=f"About {entry}: ring ANA LEE before Zed does", who_helps="yola"
        )
        document = structs.replace(document, steps=(*document.steps, step))
    document = edits.set_questions(document, ["What about Tom and Zed?", "Tomorrow?"])
    return edits.set_review_date(document, date(2027, 2, 23))


def said(document: Document, sections: frozenset[str] = LATER, names: str = "initials", **extras) -> set[str]:
    choices = PrintChoices(names=names, sections=sections)
    return set(texts(contents(redact(document, choices, WORDS), choices, WORDS, DAY, Extras(**extras))))


@pytest.mark.parametrize("names", ["initials", "nicknames"])
def test_hidden_entries_are_in_no_step_no_question_and_no_list(names: str) -> None:
    everything = " ".join(said(a_map(), names=names))
    for hidden in ("Zed", "zed", "Yola", "yola", "About e3", "About e4"):
        assert hidden not in everything
    assert "About e1" in everything
    assert "someone" in everything


def test_names_in_free_text_stand_as_they_do_elsewhere() -> None:
    lines = said(a_map())
    assert "About e1: ring AL before someone does" in lines
    assert "What about T and someone?" in lines
    assert "Tomorrow?" in lines
    assert "About e1: ring ANA LEE before someone does" in said(a_map(), names="nicknames")


def test_what_was_not_chosen_is_nowhere() -> None:
    document = a_map()
    usual = redact(document, PrintChoices(), WORDS)
    assert (usual.steps, usual.questions, usual.review_date) == ((), (), None)
    assert not any(entry.could_contact for entry in usual.entries)
    assert "hard" not in PrintChoices().sections
    assert "stands_out" not in PrintChoices().sections


def test_only_steps_that_are_still_open_are_printed_and_never_their_history() -> None:
    document = a_map()
    document = edits.review_small_step(document, document.steps[0].id, StepState.DONE, "went well with Ana")
    lines = " ".join(said(document))
    assert "About e1" not in lines
    assert "About e2" in lines
    assert "went well" not in lines


def test_nobody_who_shall_not_be_contacted_is_listed() -> None:
    document = edits.describe(a_map(), "e1", do_not_contact=True)
    document = edits.describe(document, "e2", kind=EntryKind.REMEMBERED)
    choices = PrintChoices(sections=LATER)
    assert contents(redact(document, choices, WORDS), choices, WORDS, DAY).talk.people == ()
    assert contents(redact(a_map(), choices, WORDS), choices, WORDS, DAY).talk.people == ("AL", "T")


def unsafe(document: Document) -> Document:
    return edits.feel(document, "e1", Feeling(feels=Feels.UNSAFE))


def test_nobody_who_does_not_feel_safe_is_listed_for_a_hard_moment() -> None:
    choices = PrintChoices(sections=LATER)
    made = contents(redact(unsafe(a_map()), choices, WORDS), choices, WORDS, DAY)
    assert made.talk.people == ("T",)
    assert {row.name for table in made.tables for row in table.rows} == {"AL", "T"}, "nothing shows who is left out"


REACHING_OUT = (StepAim.KEEP, StepAim.THANK, StepAim.ASK, StepAim.GET_BACK_IN_TOUCH, StepAim.TELL_MY_TEAM)


@pytest.mark.parametrize("aim", StepAim)
@pytest.mark.parametrize("change", [unsafe, lambda document: edits.describe(document, "e1", do_not_contact=True)])
def test_no_step_leads_to_somebody_who_may_not_be_contacted_now(
    change: Callable[[Document], Document], aim: StepAim
) -> None:
    document = edits.change_small_step(a_map(), "e1", aim=aim)
    assert "About e1" in " ".join(said(document))
    assert ("About e1" in " ".join(said(change(document)))) is (aim not in REACHING_OUT)
    assert "About e2" in " ".join(said(change(document)))


@pytest.mark.parametrize(("aim", "is_printed"), [(StepAim.THANK, True), (StepAim.ASK, False)])
def test_someone_who_has_died_can_be_thanked_on_paper_too(aim: StepAim, is_printed: bool) -> None:
    document = edits.describe(edits.change_small_step(a_map(), "e1", aim=aim), "e1", kind=EntryKind.REMEMBERED)
    assert ("About e1" in " ".join(said(document))) is is_printed


def test_every_section_is_on_the_pages_and_empty_ones_are_not() -> None:
    fonts = some_fonts()

    def size(document: Document, sections: frozenset[str], **extras) -> int:
        choices = PrintChoices(sections=sections)
        printable = redact(document, choices, WORDS)
        picture = arrange(printable, printable.today, PRINT, fonts.text_width, me="Me", ring_names=("a", "b", "c"))
        return len(make_pdf(contents(printable, choices, WORDS, DAY, Extras(**extras)), picture, fonts))

    nothing = size(a_map(), frozenset())
    assert size(a_map(), frozenset({"looking_after"})) > nothing
    assert size(a_map(), frozenset({"talk"})) > nothing
    assert size(a_map(), frozenset({"hard"})) > nothing
    assert size(a_map(), frozenset({"stands_out"})) == nothing
    assert size(a_map(), frozenset({"stands_out"}), observations=("You give a lot too.",)) > nothing
    empty = new_document(DAY)
    assert size(empty, frozenset({"looking_after", "hard"})) == size(empty, frozenset())
