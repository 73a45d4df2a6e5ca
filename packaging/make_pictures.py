"""Make the two pictures in README.md from the program itself: the window with the example, and a page of its report.

    python packaging/make_pictures.py

Needs pdftoppm (Debian: poppler-utils). No screen is needed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Before Qt is imported.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kithmap import application
from kithmap.report.print_choices import PrintChoices
from kithmap.ui.files.files import example_document

PICTURES = Path(__file__).resolve().parent / "pictures"
SIZE = (1366, 768)
SELECTED = "Ana"
# Dots per inch of the page: as wide as a column of text needs.
RESOLUTION = 75


def main() -> None:
    """Draw both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        # Settings of the person who runs this must not show.
        os.environ["XDG_CONFIG_HOME"] = folder
        os.environ["APPDATA"] = folder
        os.environ["HOME"] = folder
        qt = QApplication(sys.argv[:1])
        application.prepare(qt)
        window_picture(Path(folder) / "window.png")
        report_picture(Path(folder) / "report")
        for name in ("window.png", "report.png"):
            _shrink(Path(folder) / name, PICTURES / name)


def window_picture(path: Path) -> None:
    """The window with the example map and one entry chosen."""
    window = application.build_window()
    # The screen that is not there is small: the window would begin maximised.
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*SIZE)
    window.show()
    window.files.open_example()
    _settle()
    chosen = next(entry.id for entry in window.session.document.entries if entry.name == SELECTED)
    window.selection.set((chosen,))
    _settle()
    picture = window.grab()
    assert picture.size().toTuple() == SIZE, picture.size()
    picture.save(str(path))
    window.close()


def report_picture(stem: Path) -> None:
    """The first page of the example's report."""
    pdf = stem.with_suffix(".pdf")
    data, _missing = application.printing().report(example_document(), PrintChoices(names="nicknames"))
    pdf.write_bytes(data)
    subprocess.run(["pdftoppm", "-r", str(RESOLUTION), "-png", "-singlefile", str(pdf), str(stem)], check=True)


def _settle() -> None:
    """Let the panels find their sizes, one after another."""
    for _ in range(5):
        QApplication.processEvents()


def _shrink(source: Path, target: Path) -> None:
    """Few colours are enough for a drawing, and a small file loads quickly."""
    with Image.open(source) as picture:
        small = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    target.parent.mkdir(exist_ok=True)
    small.save(target, optimize=True)


if __name__ == "__main__":
    main()
