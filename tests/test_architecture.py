"""The house rules, read from the source: who imports whom, who writes to disk, and that nothing reaches a network."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "app" / "kithmap"
MODULES = sorted(PACKAGE.rglob("*.py"))
# The system calls, and the one module that decides when to call them.
WRITER = PACKAGE / "store" / "file_system.py"
DECIDER = PACKAGE / "store" / "atomic_file.py"

# The one module that makes threads, and what makes one, or handles events in the middle of something.
THREADS = PACKAGE / "session" / "background.py"
MAKES_THREADS = {
    "Thread", "Timer", "ThreadPool", "ThreadPoolExecutor", "ProcessPoolExecutor", "start_new_thread", "QThreadPool",
    "QRunnable", "moveToThread", "QtConcurrent", "processEvents",
}  # fmt: skip

WRITES = {
    "os": {
        "open", "replace", "rename", "renames", "remove", "unlink", "rmdir", "removedirs", "mkdir", "makedirs", "link",
        "symlink", "truncate", "chmod", "fdopen", "write", "mkfifo", "mknod", "utime", "fsync",
    },
    "shutil": {"copy", "copy2", "copyfile", "copytree", "move", "rmtree", "make_archive", "unpack_archive"},
    "tempfile": {"*"},
    "sqlite3": {"*"},
    "shelve": {"*"},
    "logging": {"FileHandler", "basicConfig"},
}  # fmt: skip
# Methods of Path, file dialogs, settings and images, whatever they are called on.
WRITING_METHODS = {
    "write_text", "write_bytes", "touch", "mkdir", "rmdir", "unlink", "symlink_to", "hardlink_to", "chmod",
}  # fmt: skip
WRITING_NAMES = {"QFile", "QSaveFile", "QTemporaryFile", "QTemporaryDir", "QPdfWriter", "QLockFile"}
READING = {"r", "rb", "rt"}
WRITING_MODE = re.compile(r"(?=.*[wax+])[rwaxbt+]{1,4}").fullmatch
# Looking at a file is nobody's privilege.
LOOKING = {"status", "status_of", "may_write", "is_on_read_only_disk", "files_in"}
NETWORK = {
    "socket", "socketserver", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc",
    "asyncio", "webbrowser", "requests", "httpx", "aiohttp", "PySide6.QtNetwork", "PySide6.QtWebSockets",
    "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets",
}  # fmt: skip


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module, and every name taken from one, with dots."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def network_imports(tree: ast.AST) -> list[str]:
    return [
        name
        for name in imports(tree)
        if any(name == forbidden or name.startswith(f"{forbidden}.") for forbidden in NETWORK)
    ]


def disk_writes(tree: ast.AST) -> list[str]:
    """What in this source could write to a disk: "os.replace", "open for write", ".write_text" ..."""
    found = [
        name for name in imports(tree) if _is_write(*name.partition(".")[::2]) or name.split(".")[-1] in WRITING_NAMES
    ]
    found += _settings_used(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and _is_write(node.value.id, node.attr):
            found.append(f"{node.value.id}.{node.attr}")
        if isinstance(node, ast.Call):
            found += _writing_call(node)
    return found


def _settings_used(tree: ast.AST) -> list[str]:
    """Uses of QSettings other than saying where Qt's own settings must not go."""
    harmless = {"setPath", "Format", "Scope"}
    inside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in harmless}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "QSettings"]
    return ["QSettings" for node in names if id(node) not in inside]


def _is_write(module: str, name: str) -> bool:
    return name in WRITES.get(module, ()) or WRITES.get(module) == {"*"}


def _writing_call(call: ast.Call) -> list[str]:
    if isinstance(call.func, ast.Attribute):
        method = call.func.attr
        # Texts and dates have a `replace` too, but not with one argument alone.
        moves = method in {"rename", "replace"} and len(call.args) == 1 and not call.keywords
        if moves or method in WRITING_METHODS:
            return [f".{method}"]
    if isinstance(call.func, ast.Name) and call.func.id == "open":
        # A mode that is not written out could be any.
        modes = call.args[1:2] + [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
        return ["open for write" for mode in modes if not (isinstance(mode, ast.Constant) and mode.value in READING)]
    if isinstance(call.func, ast.Attribute) and call.func.attr == "open":
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        return [".open for write" for each in given if isinstance(each, ast.Constant) and WRITING_MODE(str(each.value))]
    return []


def system_calls(tree: ast.AST) -> list[str]:
    """Methods of a FileSystem that do more than look, called or taken; and file systems that are made."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _last_name(node.value).lstrip("_") in {"system", "REAL", "FileSystem"}:
            found += {node.attr} - LOOKING
        if isinstance(node, ast.Call) and _last_name(node.func) == "FileSystem":
            found.append("FileSystem")
        if isinstance(node, ast.ClassDef) and "FileSystem" in map(_last_name, node.bases):
            found.append(node.name)
    return found


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    return getattr(node, "attr", getattr(node, "id", ""))


def threads_made(tree: ast.AST) -> list[str]:
    """Ways to make threads in this source. (QThread tells about the thread one is on, and is made by no call here.)"""
    names = [_last_name(node) for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)]
    made = [_last_name(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    taken = [name.rpartition(".")[2] for name in imports(tree)]
    return sorted({*names, *taken} & MAKES_THREADS | {*made} & {"QThread"})


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def found_by(rule: Callable[[ast.AST], list[str]]) -> dict[str, list[str]]:
    """What a rule finds in the modules of the program, by their names."""
    return {name_of(path): found for path in MODULES if (found := rule(parsed(path)))}


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_only_one_module_writes_to_disk() -> None:
    assert [*found_by(disk_writes)] == [name_of(WRITER)], found_by(disk_writes)


def test_only_one_module_decides_what_is_written() -> None:
    assert found_by(system_calls).keys() - {name_of(WRITER)} == {name_of(DECIDER)}, found_by(system_calls)


def test_only_one_module_makes_threads() -> None:
    assert [*found_by(threads_made)] == [name_of(THREADS)]


def test_nothing_reaches_a_network() -> None:
    assert found_by(network_imports) == {}


@pytest.mark.parametrize(
    "source",
    [
        "open('x', 'w')",
        "open('x', mode='ab')",
        "path.open('r+')",
        "path.write_text('x')",
        "temporary.replace(path)",
        "path.rename(other)",
        "import os\nos.replace(a, b)",
        "from os import replace",
        "import tempfile",
        "from tempfile import NamedTemporaryFile",
        "from PySide6.QtCore import QSaveFile",
        "from PySide6.QtCore import QSettings\nQSettings('a', 'b').setValue('c', 1)",
        "from PySide6.QtCore import QSettings\nkept = QSettings()",
        "import shutil\nshutil.copyfile(a, b)",
        "os.open(a, flags)",
    ],
)
def test_a_write_would_be_noticed(source: str) -> None:
    assert disk_writes(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "REAL.create(path)",
        "system.replace(a, b)",
        "self._system.remove(a)",
        "atomic_file.REAL.write(1, data)",
        "FileSystem().flush(1)",
        "write = FileSystem.write",
        "class Mine(FileSystem): pass",
        "mine = FileSystem()",
    ],
)
def test_a_system_call_would_be_noticed(source: str) -> None:
    assert system_calls(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "threading.Thread(target=f).start()",
        "from concurrent.futures import ThreadPoolExecutor",
        "QThreadPool.globalInstance().start(f)",
        "QThread().start()",
        "class Job(QRunnable): pass",
        "QApplication.processEvents()",
    ],
)
def test_a_thread_would_be_noticed(source: str) -> None:
    assert threads_made(ast.parse(source))


def test_handing_a_file_system_through_is_not_taken_for_using_it() -> None:
    source = "def f(a, system: FileSystem = REAL):\n    return read(a, system=system), system.status_of(a).st_size"
    assert system_calls(ast.parse(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        "open('x')",
        "open('x', 'rb')",
        "path.open()",
        "structs.replace(a, b=1)",
        "text.replace('a', 'b')",
        "os.fspath(a)",
        "QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, os.devnull)",
    ],
)
def test_reading_is_not_taken_for_writing(source: str) -> None:
    assert disk_writes(ast.parse(source)) == []


@pytest.mark.parametrize(
    "source", ["import socket", "import urllib.request", "from http import client", "from PySide6 import QtNetwork",
               "from PySide6.QtNetwork import QTcpSocket", "def f():\n    import ssl"]
)  # fmt: skip
def test_a_network_import_would_be_noticed(source: str) -> None:
    assert network_imports(ast.parse(source))


def test_every_module_of_the_top_belongs_to_a_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    named = str(contracts)
    tops = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert [top for top in sorted(tops - {"__init__"}) if f"kithmap.{top}" not in named] == []


def test_the_window_loads_nothing_it_does_not_need_to_show_itself() -> None:
    names = [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] in {"application.py", "ui", "session", "store", "model", "layout"}
    ]
    code = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print([name for name in ('reportlab', 'pikepdf', 'PIL', 'networkx', 'cryptography') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "kithmap.application" in names
    assert done.stdout.strip() == "[]"
