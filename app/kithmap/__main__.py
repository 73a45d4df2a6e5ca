"""The command line: open the window, make a report, or check a file.

Only what a command needs is imported, so `--version` and `check` start without Qt.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from kithmap import __version__
from kithmap.console import say, say_error


class Command(NamedTuple):
    """What a first word stands for: what it does in one line, and doing it with the words that follow."""

    summary: str
    run: Callable[[Sequence[str]], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask (None: the process's). 0, or 1 when refused; senseless ones end it with status 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    command = _COMMANDS.get(given[0]) if given else None
    try:
        return command.run(given[1:]) if command else _window(given)
    except ImportError as error:
        if (error.name or "").startswith("kithmap"):
            raise
        say_error(_why_not_loaded(error))
        return 1


def _why_not_loaded(error: ImportError) -> str:
    """In words, also where the libraries are missing with which words are looked up."""
    try:
        from kithmap.display import why_not_loaded  # noqa: PLC0415 - for those without Qt
        from kithmap.wording.words import untranslated  # noqa: PLC0415
    except ImportError:
        return (
            f"Kithmap cannot start: {error.name} is missing. Your maps are not touched. "
            "Please install Kithmap again, as its README says."
        )
    return why_not_loaded(error, untranslated)


def _window(arguments: Sequence[str]) -> int:
    commands = "\n".join(f"  {name:<{_COLUMN}}{command.summary}" for name, command in _COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="kithmap",
        usage="kithmap [FILE]\n       kithmap report MAP -o OUT.pdf\n       kithmap check MAP",
        description="Draw the connections around you. Without a command the window opens.",
        epilog=f"commands, each with its own --help:\n{commands}\n\n"
        "A map whose file is called like a command opens as ./report or ./check.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the map to open; the first page if left out"
    )
    parser.add_argument("--version", action="version", version=f"Kithmap {__version__}", help="say the version")
    file: Path | None = parser.parse_args(arguments).file
    from kithmap.application import run_window  # noqa: PLC0415 - Qt is needed from here on only

    return run_window(file)


def _report(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="kithmap report", description=_COMMANDS["report"].summary)
    parser.add_argument("source", type=Path, metavar="MAP", help="the map file")
    parser.add_argument("-o", "--output", type=_new_file, required=True, metavar="OUT.pdf", help="the PDF to write")
    parser.add_argument(
        "--overwrite", action="store_true", help="write over OUT.pdf if it is a PDF; nothing else is ever written over"
    )
    parser.add_argument(
        "--names", choices=("initials", "nicknames"), default="initials", help="how names are shown (%(default)s)"
    )
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="paper size (%(default)s)")
    chosen = parser.parse_args(arguments)
    from kithmap.application import write_report  # noqa: PLC0415 - Qt is needed from here on only
    from kithmap.report.print_choices import PrintChoices  # noqa: PLC0415

    choices = PrintChoices(names=chosen.names, paper=chosen.paper)
    return write_report(chosen.source, chosen.output, choices, overwrite=chosen.overwrite)


def _check(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="kithmap check", description=_COMMANDS["check"].summary)
    parser.add_argument("file", type=Path, metavar="MAP", help="the map file")
    chosen = parser.parse_args(arguments)
    from kithmap.check import check  # noqa: PLC0415 - keeps --help and --version quick
    from kithmap.wording.words import untranslated  # noqa: PLC0415

    status, text = check(chosen.file, untranslated)
    was_said = say(text, sys.stderr if status else sys.stdout)
    return status if was_said else 1


def _new_file(text: str) -> Path:
    """The name of a file to write; Path itself forgets that a name ends like a folder's."""
    if not text:
        raise argparse.ArgumentTypeError("there is no name for the file")
    if text == "-" or text.endswith(("/", os.sep)):
        raise argparse.ArgumentTypeError(f"{text} is not the name of a file")
    return Path(text)


_COMMANDS: Final[Mapping[str, Command]] = {
    "report": Command("Write the report of today's map as a PDF, without the window.", _report),
    "check": Command("Say what a map file holds, in numbers, or why it cannot be read.", _check),
}
# As argparse lays out its own lists here.
_COLUMN: Final = 12


if __name__ == "__main__":
    sys.exit(main())
