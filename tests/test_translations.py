"""Every sentence can be translated, and English has its singular and plural forms.

The catalogues are made by packaging/update_translations.py; it runs here on copies.
"""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "app" / "kithmap"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPT = ROOT / "packaging" / "update_translations.py"
CATALOGUES = ROOT / "resources" / "translations"
ENGLISH = CATALOGUES / "kithmap_en.ts"
EMPTY = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="{language}">\n</TS>\n'


def update(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, "--folder", folder], capture_output=True, encoding="utf-8", check=False
    )


def sentences(catalogue: Path) -> set[tuple[str, str]]:
    """Context and source text of every message."""
    contexts = ET.parse(catalogue).getroot().iter("context")
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in contexts
        for message in context.iter("message")
    }


@pytest.fixture(scope="module")
def all_sentences(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """What a language that is just begun would have to translate."""
    folder = tmp_path_factory.mktemp("translations")
    catalogue = folder / "kithmap_sl.ts"
    catalogue.write_text(EMPTY.format(language="sl"), encoding="utf-8")
    assert update(folder).returncode == 1, "a catalogue without any translation was not noticed"
    return sentences(catalogue)


def calls(tree: ast.AST, context: str = "") -> Iterator[tuple[str, list[ast.expr]]]:
    """Every call that looks up a sentence: the class it stands in or the context it names, and its arguments."""
    for node in ast.iter_child_nodes(tree):
        inner = node.name if isinstance(node, ast.ClassDef) else context
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if called == "tr":
                yield context, node.args
            elif called == "translate" and node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value), node.args[1:]
        yield from calls(node, inner)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def sentences_in(path: Path) -> set[tuple[str, str]]:
    return {(context, ast.literal_eval(arguments[0])) for context, arguments in calls(parsed(path))}


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_sentence_is_written_out_whole(path: Path) -> None:
    built = [
        ast.unparse(arguments[0])
        for _, arguments in calls(parsed(path))
        if not (isinstance(arguments[0], ast.Constant) and isinstance(arguments[0].value, str) and arguments[0].value)
    ]
    assert built == []


def test_translators_are_shown_every_sentence(all_sentences: set[tuple[str, str]]) -> None:
    written = {sentence for path in MODULES for sentence in sentences_in(path)}
    assert len(written) > 150
    assert written == all_sentences


def test_every_sentence_has_a_context(all_sentences: set[tuple[str, str]]) -> None:
    assert {context for context, _ in all_sentences if not re.fullmatch("[A-Z][A-Za-z]+", context)} == set()


@pytest.mark.parametrize(
    "source",
    ["self.tr(f'Move {name}')", "self.tr('Move ' + name)", "self.tr(text)", "translate('Report', 'for %s' % name)"],
)
def test_a_sentence_put_together_would_be_noticed(source: str) -> None:
    ((_, arguments),) = calls(ast.parse(source))
    assert not isinstance(arguments[0], ast.Constant)


def test_the_catalogues_are_up_to_date(tmp_path: Path) -> None:
    committed = sorted(CATALOGUES.glob("kithmap_*.ts"))
    for catalogue in committed:
        shutil.copy(catalogue, tmp_path)
    done = update(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for catalogue in committed:
        for path in (catalogue, catalogue.with_suffix(".qm")):
            assert (tmp_path / path.name).read_bytes() == path.read_bytes(), f"{path.name} is out of date"


def test_a_missing_plural_form_is_noticed(tmp_path: Path) -> None:
    text = ENGLISH.read_text(encoding="utf-8")
    form = "<numerusform>%n entry</numerusform>"
    assert form in text
    (tmp_path / ENGLISH.name).write_text(text.replace(form, "<numerusform></numerusform>", 1), encoding="utf-8")
    done = update(tmp_path)
    assert (done.returncode, done.stdout) == (1, "kithmap_en.ts: not translated: %n entries\n")


def test_english_has_the_sentences_with_a_number_and_no_others(all_sentences: set[tuple[str, str]]) -> None:
    assert sentences(ENGLISH) == {each for each in all_sentences if "%n" in each[1]}


@pytest.mark.parametrize("catalogue", sorted(CATALOGUES.glob("*.ts")), ids=lambda path: path.name)
def test_catalogues_say_nothing_about_lines_or_machines(catalogue: Path) -> None:
    root = ET.parse(catalogue).getroot()
    assert list(root.iter("location")) == []
    assert root.get("language", "").startswith(catalogue.stem.removeprefix("kithmap_"))


def english() -> QTranslator:
    translator = QTranslator()
    assert translator.load("kithmap_en", str(CATALOGUES))
    return translator


@pytest.mark.parametrize(("number", "shown"), [(0, "%n entries"), (1, "%n entry"), (2, "%n entries")])
def test_the_compiled_catalogue_knows_singular_and_plural(number: int, shown: str) -> None:
    assert english().translate("RecoveryCard", "%n entries", "", number) == shown


def test_the_compiled_catalogue_holds_every_form() -> None:
    translator = english()
    for message_context, text in sentences(ENGLISH):
        assert translator.translate(message_context, text, "", 2) == text
        assert "entries" not in translator.translate(message_context, text, "", 1)
