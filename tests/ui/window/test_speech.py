"""What is said of an entry: in one line to screen readers, in lines in the tooltip."""

import pytest

from kithmap.model.document import Document
from kithmap.model.vocabulary import Direction, SupportLevel
from kithmap.ui.window.speech import spoken_description, spoken_parts, tooltip
from kithmap.wording.words import Words, untranslated
from panel_world import sample
from todays import edits

WORDS = Words(untranslated)


@pytest.fixture
def document() -> Document:
    marked = edits.mark_support(sample(), ["e1"], "listen", Direction.GET, SupportLevel.LOT)
    marked = edits.mark_support(marked, ["e1"], "comfort", Direction.GET, SupportLevel.SOME)
    return edits.describe(marked, "e1", relationship="my Dr. friend", private=True)


def test_parts_are_joined_for_the_ear(document: Document) -> None:
    said = "Closest. person. my Dr. friend. I get: Listens (a lot), Calms (some). I give: not marked. private"
    assert spoken_description(document, document.today, "e1", WORDS) == said


def test_a_full_stop_inside_a_part_breaks_no_line(document: Document) -> None:
    lines = tooltip(document, document.today, "e1", WORDS).split("<br>")
    assert lines[0] == "<qt><b>Ana</b>"
    assert lines[3] == "my Dr. friend"
    assert len(lines) == 1 + len(spoken_parts(document, document.today, "e1", WORDS))


def test_names_mean_nothing_to_the_tooltip(document: Document) -> None:
    document = edits.describe(document, "e1", name="<b>Mum & Dad", relationship="{marks} " + "x" * 9_000)
    said = tooltip(document, document.today, "e1", WORDS)
    assert said.startswith("<qt><b>&lt;b&gt;Mum &amp; Dad</b><br>")
    assert "{marks} xxx" in said
    assert len(said) < 700
