"""What the documents name is there: a recipe must not send anybody to a file or a function that is gone."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "app" / "kithmap"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")), *DECISIONS]

_FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w./-]+/[\w./-]*|[\w-]+\.(?:py|toml|md)")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_COMMANDS = re.compile(r"(?<![\w/])((?:tests|packaging|docs)/[\w./-]+)|-m (tests[\w.]*)(?: ([a-z_]+))?")
# Programs and commands, which are written as names are.
_NOT_OURS = {"age", "rename"}


def paths_in(text: str) -> Iterator[str]:
    """Every path the text names in backticks, and every file or module its commands run."""
    yield from (each for each in _QUOTED.findall(_FENCE.sub("", text)) if _PATH.fullmatch(each))
    for block in _FENCE.findall(text):
        for path, module, _ in _COMMANDS.findall(block):
            yield path or module.replace(".", "/")


def names_in(text: str) -> Iterator[str]:
    """Every function, class or constant the text names in backticks."""
    for quoted in _QUOTED.findall(_FENCE.sub("", text)):
        if _NAME.fullmatch(quoted) and not _PATH.fullmatch(quoted) and quoted not in _NOT_OURS:
            yield from quoted.split(".")


def is_there(path: str) -> bool:
    """Whether there is such a file, folder or module, named from the root or from the package."""
    return any((folder / f"{path}{end}").exists() for folder in (ROOT, PACKAGE) for end in ("", ".py"))


@cache
def words_of_the_source() -> frozenset[str]:
    own = Path(__file__)
    files = [each for folder in ("app", "tests", "packaging") for each in (ROOT / folder).rglob("*.py") if each != own]
    text = "\n".join(each.read_text(encoding="utf-8") for each in files)
    stems = {part for each in files for part in each.relative_to(ROOT).with_suffix("").parts}
    return frozenset(re.findall(r"\w+", text)) | stems


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_a_document_names_is_there(document: Path) -> None:
    assert [each for each in paths_in(document.read_text(encoding="utf-8")) if not is_there(each)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_name_a_document_names_is_in_the_source(document: Path) -> None:
    known = words_of_the_source()
    assert [each for each in names_in(document.read_text(encoding="utf-8")) if each not in known] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (document.parent / target).exists(), target


def test_the_recipes_name_something() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {"model/document.py", "tests/guide/test_agenda.py", "packaging/lock.py", "tests/faults"} <= {*paths_in(text)}
    assert {"Entry", "ActionRow", "PromptName", "RULES", "redact", "destroyed_after"} <= {*names_in(text)}


def test_what_is_gone_would_be_noticed() -> None:
    text = (
        "See `model/gone.py`, `Gone.away` and\n```sh\n.venv/bin/python -m tests.gone\npython packaging/gone.py\n```\n"
    )
    assert list(paths_in(text)) == ["model/gone.py", "tests/gone", "packaging/gone.py"]
    assert [each for each in paths_in(text) if is_there(each)] == []
    assert list(names_in(text)) == ["Gone", "away"]


def test_decisions_are_numbered_and_say_what_was_rejected_and_what_follows() -> None:
    assert [int(each.name[:4]) for each in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for each in DECISIONS:
        title, *headings = re.findall(r"^#+ (.+)$", each.read_text(encoding="utf-8"), re.MULTILINE)
        assert title.startswith(f"{int(each.name[:4])}. ")
        assert headings == ["Context", "Decision", "Rejected", "Consequence"], each.name
