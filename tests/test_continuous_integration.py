"""`.ci/run` runs the line of README.md and every check, and fails when one of them does."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parent.parent / ".ci" / "run"
PROGRAMS = ("python", "ruff", "mypy", "lint-imports")
COMMANDS = [
    "python -m pytest",
    "ruff check app tests packaging",
    "ruff format --check app tests packaging",
    "mypy",
    "lint-imports --no-cache",
]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")


def ran(folder: Path, failing: str | None) -> tuple[list[str], list[str], int]:
    """The commands `.ci/run` gave, with programs that do nothing; those it says failed; and its status."""
    (folder / ".ci").mkdir()
    shutil.copy(RUN, folder / ".ci" / "run")
    line = "python3 -m venv --help > help && .venv/bin/python -m pytest\n"
    (folder / "README.md").write_text(f"```sh\n{line}```\n", encoding="utf-8")
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in PROGRAMS:
        said = f'echo "{name}${{*:+ $*}} $KITHMAP_HYPOTHESIS" >> said\n'
        fails = f'[ "{name}${{*:+ $*}}" != "{failing}" ]\n'
        (programs / name).write_text(f"#!/bin/sh\n{said}{fails}", encoding="utf-8")
        (programs / name).chmod(0o755)
    done = subprocess.run([folder / ".ci" / "run"], capture_output=True, encoding="utf-8", check=False)
    told = [each for each in done.stdout.splitlines() if each.startswith("FAILED: ")]
    return (folder / "said").read_text(encoding="utf-8").splitlines(), told, done.returncode


def test_everything_is_run_with_many_examples(tmp_path: Path) -> None:
    assert ran(tmp_path, None) == ([f"{each} full" for each in COMMANDS], [], 0)


@pytest.mark.parametrize("failing", COMMANDS)
def test_one_that_fails_is_named_and_keeps_no_other_from_being_run(tmp_path: Path, failing: str) -> None:
    said, told, status = ran(tmp_path, failing)
    assert said == [f"{each} full" for each in COMMANDS]
    assert len(told) == 1
    assert told[0].endswith(f".venv/bin/{failing}")
    assert status == 1
