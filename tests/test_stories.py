"""The stories of the story exercise, and the practice map made from one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from kithmap.content.errors import DamagedContent, MissingContent
from kithmap.content.practice import practice_document
from kithmap.content.story import Story, StoryName, load_story, story_names
from kithmap.content.text_file import MAXIMUM_BYTES
from kithmap.model.queries import in_tray
from kithmap.model.vocabulary import EntryKind
from kithmap.resources import resources_folder
from kithmap.store import file_format
from kithmap.wording.refusals import sentence
from kithmap.wording.words import untranslated

FOLDER = resources_folder() / "stories"
FILES = sorted(FOLDER.glob("*.toml"))
DAY = date(2026, 11, 23)
GOOD = (FOLDER / "rena_en.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "rena_en.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def story_in(file: Path) -> Story:
    name, _, language = file.stem.rpartition("_")
    return load_story(FOLDER, name, [language])


def test_there_are_two_stories_in_english() -> None:
    assert story_names(FOLDER) == ("anton", "rena")
    assert load_story(FOLDER, "anton").title == "Two rings, then quiet"
    assert load_story(FOLDER, "rena").title == "The seat by the window"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_story_is_whole(file: Path) -> None:
    story = story_in(file)
    assert file.stem.endswith(f"_{story.language}")
    assert story.person in story.notice
    assert story.text.count(story.person) > 5
    assert 250 <= len(story.text.split()) <= 450
    assert len(story.paragraphs) > 4
    assert all("\n" not in paragraph for paragraph in story.paragraphs)
    assert 5 <= len(story.questions) <= 6
    names = [each.name for each in story.names]
    assert len(set(names)) == len(names) >= 8
    assert {each.kind for each in story.names} >= {EntryKind.PERSON, EntryKind.PAID, EntryKind.PLACE}
    # Names as the story has them; others, such as "Anton's mother", stand there in other words.
    proper = [name for name in names if " " not in name and name not in {"Crosswords", "Watering"}]
    assert len(proper) >= 4 or story.language != "en"
    assert [name for name in proper if name not in story.text and story.language == "en"] == []


def test_a_story_comes_in_the_first_language_it_has(folder: Path) -> None:
    slovene = GOOD.replace('language = "en"', 'language = "sl"').replace("The seat by the window", "Sedež ob oknu")
    (folder / "rena_sl.toml").write_text(slovene, encoding="utf-8")
    assert load_story(folder, "rena", ["sl"]).title == "Sedež ob oknu"
    assert load_story(folder, "rena", ["et", "sl"]).language == "sl"
    assert load_story(folder, "rena", ["et"]).language == "en"
    assert load_story(folder, "rena").language == "en"
    assert story_names(folder) == ("rena",)


def test_a_story_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(MissingContent) as refused:
        load_story(folder, "nobody", ["sl"])
    assert refused.value.args == ("nobody",)
    assert "install Kithmap again" in sentence(refused.value, untranslated)


@pytest.mark.parametrize(
    ("data", "where", "line"),
    [
        (GOOD.replace("questions_heading =", "questions_headline =").encode(), "", 0),
        (GOOD.replace("title =", "# title =").encode(), "", 0),
        (GOOD.replace('kind = "animal"', 'kind = "dragon"').encode(), "$.names[3].kind", 0),
        (GOOD.replace('person = "Rena"', "person = 7").encode(), "$.person", 0),
        (GOOD.replace('title = "The seat by the window"', 'title = ""').encode(), "$.title", 0),
        (GOOD.replace('title = "', "title = '").encode(), "", 3),
        (GOOD.encode()[:500], "", 0),
        (b"", "", 0),
        (b"\xff\xfe" + GOOD.encode("utf-16-le"), "", 0),
        (b"a = " + b"[" * 100_000, "", 0),
        (b"a = " + b"9" * 5_000, "", 0),
        (b"a = 2026-02-31", "", 0),
        (GOOD.encode() + b"#" * MAXIMUM_BYTES, "", 0),
    ],
)
def test_a_damaged_story_is_refused_with_the_place(folder: Path, data: bytes, where: str, line: int) -> None:
    (folder / "rena_en.toml").write_bytes(data)
    with pytest.raises(DamagedContent) as refused:
        load_story(folder, "rena")
    assert refused.value.file == "rena_en.toml"
    if where:
        assert refused.value.where == where
    if line:
        assert refused.value.line == line
    said = sentence(refused.value, untranslated)
    assert "rena_en.toml" in said
    assert "{" not in said
    assert str(folder) not in said


def test_a_folder_in_place_of_a_file_is_no_story(folder: Path) -> None:
    (folder / "anton_en.toml").mkdir()
    with pytest.raises(MissingContent):
        load_story(folder, "anton")


def test_a_mark_at_the_beginning_of_a_file_does_no_harm(folder: Path) -> None:
    (folder / "rena_en.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_story(folder, "rena") == load_story(FOLDER, "rena")


def test_on_a_practice_map_the_names_wait_in_the_tray() -> None:
    story = load_story(FOLDER, "rena")
    document = practice_document(story, DAY, untranslated, with_names=True)
    assert [entry.name for entry in document.entries] == [each.name for each in story.names]
    assert [entry.kind for entry in document.entries] == [each.kind for each in story.names]
    assert len(in_tray(document.today)) == len(document.entries) == len(document.today.connections)
    assert document.today.date == DAY
    assert document.today.ties == ()


def test_a_practice_map_can_begin_empty() -> None:
    document = practice_document(load_story(FOLDER, "rena"), DAY, untranslated, with_names=False)
    assert document.entries == ()
    assert document.title == "Practice map: Rena"


def test_a_practice_map_says_that_it_is_one_and_whose() -> None:
    document = practice_document(load_story(FOLDER, "anton"), DAY, untranslated, with_names=True)
    assert document.title == "Practice map: Anton"
    assert document.belongs_to == "Anton, a made-up person"
    assert file_format.decode(file_format.encode(document)) == document


def test_a_name_with_a_brace_is_only_a_name() -> None:
    story = replace(load_story(FOLDER, "rena"), person="{name} %n", names=(StoryName("{name}"),))
    document = practice_document(story, DAY, untranslated, with_names=True)
    assert document.title == "Practice map: {name} %n"
    assert document.entries[0].name == "{name}"
