"""The trainer's texts: a plan for one meeting, and the handout on keeping connections going."""

from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Annotated, Final

import msgspec

from kithmap.content import text_file
from kithmap.content.text_file import Content, Language, Line

SESSION_PLAN: Final = "session-plan"
KEEPING_CONNECTIONS: Final = "keeping-connections"

Minutes = Annotated[int, msgspec.Meta(ge=1, le=240)]


class Section(Content, frozen=True):
    heading: Line
    points: tuple[Line, ...]


class Writing(Content, frozen=True):
    label: Line


class Handout(Content, frozen=True):
    """A page of short points, in one language, with lines to write on at its foot."""

    language: Language
    title: Line
    intro: Line
    section: tuple[Section, ...]
    writing: tuple[Writing, ...] = ()


class PlanPart(Content, frozen=True):
    minutes: Minutes
    name: Line
    text: Line


class Plan(Content, frozen=True):
    """A plan for one meeting, in one language. `columns` are the headings: when, and what to do and say."""

    language: Language
    title: Line
    intro: Line
    columns: tuple[Line, Line]
    part: tuple[PlanPart, ...]
    section: tuple[Section, ...]

    @property
    def times(self) -> tuple[tuple[int, int], ...]:
        """When each part begins and ends, in minutes after the beginning of the meeting."""
        ends = tuple(accumulate(part.minutes for part in self.part))
        return tuple((end - part.minutes, end) for part, end in zip(self.part, ends, strict=True))


def load_plan(folder: Path, languages: Iterable[str] = ()) -> Plan:
    """The plan in the first of these languages that it has, else in English. Raises MissingContent, DamagedContent."""
    return text_file.load(folder, SESSION_PLAN, languages, Plan)


def load_handout(folder: Path, languages: Iterable[str] = ()) -> Handout:
    """The handout, chosen like the plan. Raises MissingContent, DamagedContent."""
    return text_file.load(folder, KEEPING_CONNECTIONS, languages, Handout)
