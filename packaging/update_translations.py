"""Bring the translation catalogues up to date with the source, and make the .qm files the program loads.

    python packaging/update_translations.py

Every kithmap_*.ts in resources/translations takes up new sentences, drops old ones and is compiled beside itself.
English sentences stand in the source, so kithmap_en.ts holds the singular and plural forms only. A file must be named
kithmap_<language>.ts: the tools read the language, and so its plural forms, from the part after the underscore.
Ends with status 1 when a catalogue has sentences nobody has translated yet.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "app" / "kithmap"
CATALOGUES = ROOT / "resources" / "translations"


def update(catalogue: Path) -> None:
    """Let a .ts file hold exactly the sentences of the source, with the translations it has."""
    plurals = ["-pluralonly"] if catalogue.stem == "kithmap_en" else []
    options = ["-silent", "-extensions", "py", "-locations", "none", "-no-obsolete", "-source-language", "en_GB"]
    _run("lupdate", *options, *plurals, str(SOURCE), "-ts", str(catalogue))


def compile_catalogue(catalogue: Path) -> None:
    """Make the .qm file beside a .ts file."""
    _run("lrelease", "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))


def unfinished(catalogue: Path) -> list[str]:
    """The sentences of a .ts file that have no translation, or lack one of their plural forms."""
    messages = ET.parse(catalogue).getroot().iter("message")
    return [message.findtext("source", "") for message in messages if not _is_finished(message)]


def _is_finished(message: ET.Element) -> bool:
    translation = message.find("translation")
    if translation is None or translation.get("type"):
        return False
    forms = translation.findall("numerusform") or [translation]
    return all(form.text for form in forms)


def _run(tool: str, *arguments: str) -> None:
    # The tools themselves, not the wrappers on the PATH: those belong to whichever environment comes first.
    folder = Path(PySide6.__file__).parent
    program = next(path for path in (folder / tool, folder / f"{tool}.exe") if path.is_file())
    subprocess.run([program, *arguments], check=True)


def main() -> int:
    """Update every catalogue of a folder. Returns the exit status."""
    parser = argparse.ArgumentParser(description="Update and compile the translations.")
    parser.add_argument("--folder", type=Path, default=CATALOGUES, help="where the .ts files are (%(default)s)")
    catalogues = sorted(parser.parse_args().folder.glob("kithmap_*.ts"))
    missing = 0
    for catalogue in catalogues:
        update(catalogue)
        compile_catalogue(catalogue)
        for sentence in unfinished(catalogue):
            print(f"{catalogue.name}: not translated: {sentence}")
            missing += 1
    return 1 if missing or not catalogues else 0


if __name__ == "__main__":
    sys.exit(main())
