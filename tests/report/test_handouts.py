"""The trainer's material: whole, on one page of either paper, large enough, and readable aloud."""

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from tests.report.making import WORDS, some_fonts
from tests.report.sheets import (
    PAPERS,
    all_text,
    assert_can_be_read_aloud,
    assert_nothing_is_clipped,
    opened,
    tags,
    written,
)

from kithmap import application
from kithmap.content.errors import MissingContent
from kithmap.content.handout import KEEPING_CONNECTIONS, SESSION_PLAN, load_handout, load_plan
from kithmap.content.story import load_story, story_names
from kithmap.report.handouts import handout, session_plan, story_handout
from kithmap.report.printout import printout_pdf
from kithmap.report.styles import PAPER_SIZES
from kithmap.resources import resources_folder

STORIES = resources_folder() / "stories"
TEXTS = resources_folder() / "handouts"
NAMES = ("plan", "handout", *story_names(STORIES))


def the_plan():
    return load_plan(TEXTS)


def handout_pdf(name, paper, *, large=False):
    fonts = some_fonts()
    if name == "plan":
        return session_plan(the_plan(), WORDS, paper, fonts)
    if name == "handout":
        return handout(load_handout(TEXTS), WORDS, paper, fonts, large=large)
    return story_handout(load_story(STORIES, name), WORDS, paper, fonts, large=large)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_each_is_one_page_in_twelve_points(name, paper):
    sheet = handout_pdf(name, paper)
    pen = written(sheet)
    assert len(sheet.flow.pages) == 1
    assert sheet.size == PAPER_SIZES[paper]
    assert_nothing_is_clipped(sheet, pen)
    columns = set(the_plan().columns) if name == "plan" else set()
    assert {line.text for line in pen.written if line.size < 12} == {sheet.foot} | columns
    assert "Page" not in all_text(pen)


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_read_aloud(name):
    assert_can_be_read_aloud(handout_pdf(name, "a4"))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES[1:])
def test_large_print_is_fourteen_points_and_may_go_on(name, paper):
    sheet = handout_pdf(name, paper, large=True)
    pen = written(sheet)
    pages = len(sheet.flow.pages)
    assert pages <= 2
    assert_nothing_is_clipped(sheet, pen)
    assert min(line.size for line in pen.written if line.baseline < sheet.flow.frame.bottom) == 14
    assert ("Page 2 of 2" in all_text(pen)) == (pages == 2)


def test_the_plan_says_everything_and_counts_the_times():
    plan = the_plan()
    text = all_text(written(handout_pdf("plan", "a4")))
    for part in plan.part:
        assert f"{part.name} {part.text}" in text
    for section in plan.section:
        for point in section.points:
            assert point in text
    names = [part.name for part in plan.part]
    assert names == [
        "Welcome", "Connecting up", "I am", "My support network", "Break", "A story", "Keeping connections going",
        "Looking back",
    ]  # fmt: skip
    assert plan.times[0] == (0, 10)
    assert plan.times[-1] == (110, 120)
    assert "0:10–0:25 Connecting up" in text
    assert "1:50–2:00 Looking back" in text


def test_the_plan_is_a_table_with_its_headings():
    with opened(handout_pdf("plan", "letter")) as pdf:
        found = tags(pdf)
        assert found.count("TR") == 9
        assert found.count("TH") == 2 + 8
        assert found.count("H2") == 3
        assert found.count("LBody") == 8


def test_the_handout_says_everything_and_leaves_room_to_write():
    text = load_handout(TEXTS)
    pen = written(handout_pdf("handout", "letter"))
    seen = all_text(pen)
    assert [section.heading for section in text.section] == [
        "Asking", "Limits", "Giving without overdoing it", "When to step back",
    ]  # fmt: skip
    for section in text.section:
        assert all(point in seen for point in section.points)
    ruled = [line for line in pen.lines if line[0][1] == line[1][1] and line[1][0] > 500][:-1]
    assert len(ruled) == len(text.writing) == 3
    assert all(line[1][0] - line[0][0] > 200 for line in ruled)


@pytest.mark.parametrize("name", NAMES[2:])
def test_a_story_says_twice_that_it_is_made_up(name):
    story = load_story(STORIES, name)
    text = all_text(written(handout_pdf(name, "a4")))
    assert text.startswith(f"{story.title} {story.notice} ")
    assert text.endswith(story.notice)
    for paragraph in (*story.paragraphs, *story.questions):
        assert paragraph in text


def test_a_longer_translation_stays_on_its_page_in_smaller_print():
    plan = the_plan()
    longer = replace(
        plan,
        language="sl",
        part=tuple(replace(each, text=f"{each.text} {each.text[: len(each.text) * 2 // 5]}") for each in plan.part),
    )
    sheet = session_plan(longer, WORDS, "letter", some_fonts())
    pen = written(sheet)
    assert len(sheet.flow.pages) == 1
    body = [line for line in pen.written if line.baseline < sheet.flow.frame.bottom and line.text not in plan.columns]
    assert 10.5 <= min(line.size for line in body) < 12
    assert_nothing_is_clipped(sheet, pen)
    assert_can_be_read_aloud(sheet)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("file", [*STORIES.glob("*.toml"), *TEXTS.glob("*.toml")], ids=lambda file: file.stem)
def test_every_text_in_every_language_is_one_page(file, paper):
    name, _, language = file.stem.rpartition("_")
    makers = {
        SESSION_PLAN: lambda: session_plan(load_plan(TEXTS, [language]), WORDS, paper, some_fonts()),
        KEEPING_CONNECTIONS: lambda: handout(load_handout(TEXTS, [language]), WORDS, paper, some_fonts()),
    }
    sheet = makers.get(name, lambda: story_handout(load_story(STORIES, name, [language]), WORDS, paper, some_fonts()))()
    assert sheet.language == language
    assert len(sheet.flow.pages) == 1


def test_what_fits_no_page_goes_on_in_the_usual_size():
    story = load_story(STORIES, "rena")
    sheet = story_handout(replace(story, text=f"{story.text}\n\n" * 4), WORDS, "a4", some_fonts())
    assert len(sheet.flow.pages) > 1
    assert 12 in {line.size for line in written(sheet).written}


def test_hostile_text_is_printed_as_it_is():
    story = replace(
        load_story(STORIES, "rena"),
        title="<b>{page}</b> %n\x00\u202e",
        text="张伟 🌻 <a href='x'>y</a>\n\n(a) \\ Tj ET",
    )
    sheet = story_handout(story, WORDS, "a4", some_fonts())
    assert sheet.title == "<b>{page}</b> %n"
    assert_can_be_read_aloud(sheet)
    assert "<a href='x'>y</a>" in all_text(written(sheet))


def test_the_same_sheet_gives_the_same_bytes():
    assert printout_pdf(handout_pdf("rena", "a4")) == printout_pdf(handout_pdf("rena", "a4"))


@pytest.mark.parametrize(
    "name", ["session-plan", "keeping-connections", "worksheet-rings", "worksheet-support", "rena", "anton"]
)
def test_the_program_makes_each_by_its_name(name, qapp):
    assert isinstance(qapp, QGuiApplication)
    assert application.printing().handout(name, "letter").startswith(b"%PDF-")


def test_the_program_has_no_other(qapp):
    with pytest.raises(MissingContent):
        application.printing().handout("nobody", "a4")
