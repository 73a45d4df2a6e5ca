"""The glossary, kept: no identifier of the program says a word to avoid, and no two classes have one name."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "app" / "kithmap"

# What not to say, and what to say instead; one of it or several. The reasons are in the docstring of `kithmap.model`.
AVOID = {
    "remark": "observation",
    "put_away": "dismissed",
    "standing_out": "observation",
    "stands_out": "observations",
    "carry": "drag",
    "carrying": "drag",
    "carried": "drag",
    "in_the_hand": "drag",
    "in_hand": "drag",
    "ghost": "drag label",
    "desk": "guide context",
    "mishap": "crash reporter",
    "answer_of": "run_modal",
    "shield": "input blocker",
    "looks_before": "window state",
    "look_as_before": "window state",
    "passage": "breakable label",
    "head": "header",
    "own_file": "app files",
    "let_go": "clear_highlight",
    "darken": "clear_highlight",
    "sheet": "dialog, handout or worksheet",
    "project": "document",
    "database": "document",
    "ego": "Me",
    "client": "Me",
    "patient": "Me",
    "customer": "Me",
    "alter": "entry",
    "zone": "ring",
    "orbit": "ring",
    "rank": "ring",
    "coordinate": "placement",
    "unassigned": "tray",
    "inbox": "tray",
    "enemy": "keeping a distance",
    "enemies": "keeping a distance",
    "conflict": "keeping a distance",
    "incoming": "direction",
    "outgoing": "direction",
    "reciprocity": "direction",
    "score": "level",
    "ignored": "not needed",
    "clique": "circle",
    "sector": "life area",
    "quadrant": "life area",
    "rating": "feeling",
    "confidential": "private",
    "crisis": "hard moment",
    "hotline": "contact",
    "alert": "observation",
    "audience": "surface",
    "task": "small step",
    "goal": "small step",
    "evaluation": "review",
    "outcome": "review",
    "conclusion": "takeaway",
    "debriefing": "closing words",
    "profile": "I am lines",
    "wizard": "guided session",
    "interview": "guided session",
    "survey": "guided session",
    "staff": "worker",
    "demo": "practice map",
    "game": "practice map",
    "diagram": "picture",
    "chart": "support dial",
    "pie": "support dial",
    "panic": "quick hide",
    "boss": "quick hide",
    "toast": "banner",
    "mutation": "edit",
    "transaction": "undo step",
    "draft": "journal",
    "snapshot": "earlier version",
    "revision": "earlier version",
    "sync": "saves by itself",
    "password": "passphrase",
    "login": "passphrase",
    "mutex": "hold",
    "upgrade": "migration",
    "assessment": "report",
    "censoring": "redaction",
    "anonymise": "redaction",
    "pseudonym": "names on paper",
}
# Of these a function that is called nothing else says too little.
AVOID_ALONE = {
    "come": "enter",
    "follow": "_on_<signal>",
    "hear": "_on_<signal>",
    "moves": "navigation buttons",
    "rest": "leave",
    "tell": "show_message",
}
# The same letters with another meaning: the head of a table or a font, a shape, a prompt whose name is its title.
MEANT_OTHERWISE = {
    "head", "head_height", "place_heads", "shield", "stands_out",
}  # fmt: skip


def words_of(identifier: str) -> str:
    """The words of an identifier, in small letters: "_SupportDial" and "_SUPPORT_DIAL" are "support_dial"."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", identifier)
    return "_".join(parts).lower()


def identifiers(tree: ast.AST) -> Iterator[str]:
    """Every name this source gives: of classes, functions, parameters, variables and attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.alias) and node.asname:
            yield node.asname


def functions(tree: ast.AST) -> Iterator[str]:
    """The names of all functions and methods in this source."""
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def avoided(names: Iterable[str]) -> set[str]:
    """What is wrong with these names, each with the word to say instead."""
    return {
        f"{name}: say {instead}, not {word}"
        for name in names
        for word, instead in AVOID.items()
        if re.search(rf"(?:^|_){word}s?(?:_|$)", words_of(name)) and words_of(name) not in MEANT_OTHERWISE
    }


def avoided_alone(names: Iterable[str]) -> set[str]:
    """What is wrong with these names of functions."""
    return {f"{name}: say {AVOID_ALONE[words_of(name)]}" for name in names if words_of(name) in AVOID_ALONE}


def classes_named_twice(trees: Mapping[str, ast.AST]) -> dict[str, list[str]]:
    """Names that several classes have, with the modules they are in."""
    found = defaultdict(list)
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(module)
    return {name: modules for name, modules in found.items() if len(modules) > 1}


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.AST]:
    """Every module of the program, by its path."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in PACKAGE.rglob("*.py")
    }


def test_no_identifier_says_a_word_to_avoid(trees: dict[str, ast.AST]) -> None:
    files = [part for module in trees for part in module.removesuffix(".py").split("/")]
    named = {name for tree in trees.values() for name in identifiers(tree)}
    assert sorted(avoided(named | {*files})) == []


def test_no_function_is_called_by_a_verb_that_says_too_little(trees: dict[str, ast.AST]) -> None:
    assert sorted(avoided_alone(name for tree in trees.values() for name in functions(tree))) == []


def test_no_two_classes_have_one_name(trees: dict[str, ast.AST]) -> None:
    assert classes_named_twice(trees) == {}


def test_what_is_meant_otherwise_is_still_there(trees: dict[str, ast.AST]) -> None:
    named = {words_of(name) for tree in trees.values() for name in identifiers(tree)}
    assert sorted({*MEANT_OTHERWISE} - named) == []


@pytest.mark.parametrize(
    "source",
    [
        "class Desk: pass",
        "class _DeskContext: pass",
        "def _carry(): pass",
        "async def carry_on(): pass",
        "def show(ghosts): pass",
        "def show(*, ghost): pass",
        "remark = 1",
        "for REMARK in (): pass",
        "self._own_files: int = 1",
        "from a import b as PASSWORDS",
        "with a as mishap: pass",
        "found = [each for snapshot in ()]",
    ],
)
def test_a_word_to_avoid_would_be_noticed(source: str) -> None:
    assert len(avoided(identifiers(ast.parse(source)))) == 1


@pytest.mark.parametrize("word", AVOID)
def test_each_word_to_avoid_would_be_noticed(word: str) -> None:
    in_a_class = word.title().replace("_", "")
    for name in (f"_{word}s", f"show_{word}", f"{word}_of", f"{in_a_class}Row", f"_{word.upper()}_ROWS"):
        assert avoided([name]), name


@pytest.mark.parametrize("word", AVOID_ALONE)
def test_each_verb_that_says_too_little_would_be_noticed(word: str) -> None:
    mutant = ast.parse(f"class Page:\n    def _{word}(self): pass\n    def _{word}_back(self): pass\n{word} = 1")
    assert avoided_alone(functions(mutant)) == {f"_{word}: say {AVOID_ALONE[word]}"}


@pytest.mark.parametrize(
    "source", ["headers = 1", "def become(): pass", "class Projection: pass", "alternative = come"]
)
def test_other_words_with_the_same_letters_are_not_taken_for_them(source: str) -> None:
    assert avoided(identifiers(ast.parse(source))) == set()


def test_a_second_class_of_a_name_would_be_noticed() -> None:
    mutant = {"a.py": ast.parse("class Row: pass"), "b.py": ast.parse("def f():\n    class Row: pass")}
    assert classes_named_twice(mutant) == {"Row": ["a.py", "b.py"]}
