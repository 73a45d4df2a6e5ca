"""Stories for the story exercise: fictional people, written for the program, read and mapped together by a group."""

from collections.abc import Iterable
from pathlib import Path

from kithmap.content import text_file
from kithmap.content.text_file import Content, Language, Line, LongText
from kithmap.model.vocabulary import EntryKind


class StoryName(Content, frozen=True):
    name: Line
    kind: EntryKind = EntryKind.PERSON


class Story(Content, frozen=True):
    """A story in one language. `person` is the first name of whom it is about, `notice` says that they are made up."""

    language: Language
    title: Line
    person: Line
    notice: Line
    text: LongText
    names: tuple[StoryName, ...]
    questions_heading: Line
    questions: tuple[Line, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return text_file.paragraphs(self.text)


def story_names(folder: Path) -> tuple[str, ...]:
    return text_file.names_in(folder)


def load_story(folder: Path, name: str, languages: Iterable[str] = ()) -> Story:
    """A story in the first of these languages that it has, else in English. Raises MissingContent, DamagedContent."""
    return text_file.load(folder, name, languages, Story)
