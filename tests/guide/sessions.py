"""Documents and short cuts for the tests of the guided session."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from kithmap.guide import answers
from kithmap.guide.answers import Answers
from kithmap.guide.prompts import AnswerKind, Prompt, PromptName
from kithmap.model.document import Document, Placement, new_document
from kithmap.model.vocabulary import EntryKind, SessionLength
from todays import asked, edits, progress, prompts

P = PromptName
QUICK, ON_MY_OWN, WITH_SOMEONE = SessionLength
SPRING, SUMMER = date(2026, 3, 2), date(2026, 6, 8)
EMPTY = new_document(SPRING)

CLOSE = Placement(ring="close", angle=30.0)
CLOSEST = Placement(ring="closest", angle=60.0)
FAR = Placement(ring="distance")

TABLES: dict[AnswerKind, Answers[Any, Any]] = {
    AnswerKind.CHOICE: answers.CHOICES,
    AnswerKind.FACE: answers.FACES,
    AnswerKind.LINES: answers.LINES,
    AnswerKind.NAMES: answers.NAMES,
    AnswerKind.PLACE: answers.PLACES,
    AnswerKind.LEVELS: answers.LEVELS,
    AnswerKind.ENTRIES: answers.ENTRIES,
    AnswerKind.FEELING: answers.FEELINGS,
    AnswerKind.STATE: answers.STATES,
    AnswerKind.AIM: answers.AIMS,
    AnswerKind.ENTRY: answers.ENTRY,
    AnswerKind.TEXT: answers.TEXTS,
    AnswerKind.DAY: answers.DAYS,
}


def value(document: Document, prompt: Prompt) -> Any:
    """What has been answered on the latest map; None where there is nothing to answer."""
    table = TABLES.get(prompt.answer_kind)
    return table.value(asked(document, prompt)) if table else None


def answer(document: Document, prompt: Prompt, given: Any, today: date | None = None) -> Document:
    """The document with an answer that is given on the latest map."""
    table = TABLES.get(prompt.answer_kind)
    return table.answer(asked(document, prompt), given, today) if table else document


def candidates(document: Document, prompt: Prompt) -> tuple[str, ...]:
    """Whom a prompt offers on the latest map."""
    return answers.candidates(asked(document, prompt))


def with_people(*names: str) -> Document:
    """A map with these names in the tray: e1, e2 ..."""
    return edits.add_entries(EMPTY, names)


def placed(document: Document, *entry_ids: str) -> Document:
    """These entries on the ring Close."""
    return edits.place(document, dict.fromkeys(entry_ids, CLOSE))


def of_kind(document: Document, entry_id: str, kind: EntryKind) -> Document:
    """An entry that is now of this kind."""
    return edits.describe(document, entry_id, kind=kind)


def at(document: Document, name: PromptName, about: str = "", length: SessionLength = ON_MY_OWN) -> Document:
    """A session that stands at this prompt, with the choices made so far."""
    if document.guide is None:
        document = progress.begin(document, length)
    return progress.go_to(document, Prompt(name, about))


def names(document: Document, length: SessionLength = ON_MY_OWN, step: int | None = None) -> list[PromptName]:
    """The names of the prompts of a session, or of one step of it."""
    return [prompt.name for prompt in prompts(document, length) if step in (None, prompt.step)]


def about(document: Document, name: PromptName, length: SessionLength = ON_MY_OWN) -> list[str]:
    """What the prompts of this name are about."""
    return [prompt.about for prompt in prompts(document, length) if prompt.name is name]


def answered(document: Document, name: PromptName, given: object, about: str = "") -> Document:
    """The document with one answer, given where the session stands then."""
    return answer(at(document, name, about), Prompt(name, about), given)


def walk(document: Document) -> list[Prompt]:
    """Every prompt that going on leads past, from where the session stands to its end."""
    passed = []
    while (prompt := progress.here(document)) is not None:
        passed.append(prompt)
        document = progress.forward(document)
    return passed


def review_visit(document: Document) -> Document:
    """The same document a season later, on a new dated map, with no session under way."""
    return replace(edits.start_dated_map(document, SUMMER), guide=None)
