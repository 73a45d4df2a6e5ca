"""The composition root: the only module that knows every layer and makes the long-lived objects."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QLoggingCategory, QTranslator
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon

from kithmap import __version__
from kithmap.model.document import Document
from kithmap.refusals import sentence
from kithmap.resources import resources_folder
from kithmap.session.session import Session
from kithmap.store import atomic_file, file_format
from kithmap.store import settings as settings_store
from kithmap.store.errors import StoreError
from kithmap.store.locations import settings_file
from kithmap.ui.mishaps import Mishaps
from kithmap.ui.missing import missing_sentence
from kithmap.words import Words

if TYPE_CHECKING:
    from kithmap.ui.main_window import MainWindow

FONT_FILES: Final = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


def run_window(file: Path | None) -> int:
    """Open the window, with a map when `file` is given, and stay until it is closed. Returns the exit status."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the report needs no widgets

    application = QApplication(sys.argv[:1])
    _prepare(application)
    window, keep = build_window()
    sys.excepthook = Mishaps(window.sheets.tell_mishap)
    window.show()
    window.show_start()
    if file is not None:
        window.open_file(file.absolute())
    status = application.exec()
    keep()
    return status


def build_window() -> "tuple[MainWindow, Callable[[], None]]":
    """The window with all its parts, and a function that remembers its settings.

    Needs a QApplication. The session is not owned by the window, because its undo stack still speaks while it dies.
    """
    from kithmap.ui.appearance import Appearance  # noqa: PLC0415 - the report needs no widgets
    from kithmap.ui.main_window import MainWindow  # noqa: PLC0415

    _load_fonts()
    settings = settings_store.load(settings_file())
    appearance = Appearance(settings.theme, settings.text_percent, reduce_motion=settings.reduce_motion)
    appearance.apply()
    words = Words(QCoreApplication.translate)
    session = Session(date.today)
    window = MainWindow(session, appearance, words, settings, report_of, example_document)

    def keep() -> None:
        try:
            settings_store.save(settings_file(), window.current_settings())
        except StoreError:
            # Looks are not worth a message; the next start shows the usual ones.
            return

    return window, keep


def write_report(source: Path, target: Path, names: str, paper: str) -> int:
    """`kithmap report`: read a map and write its report, without a window.

    Returns 0, or 1 with a sentence on stderr.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    _prepare(application)
    _load_fonts()
    try:
        document = file_format.decode(atomic_file.read(source, file_format.MAXIMUM_BYTES).data)
        data, missing = report_of(document, names, paper)
        atomic_file.replace(target, data, expected=atomic_file.ANY)
    except StoreError as error:
        sys.stderr.write(f"{sentence(error, QCoreApplication.translate)}\n")
        return 1
    if missing:
        sys.stderr.write(f"{missing_sentence(missing)}\n")
    return 0


def report_of(document: Document, names: str, paper: str) -> tuple[bytes, tuple[str, ...]]:
    """The report of today's map as PDF bytes, and the characters in it that no font of this computer can show.

    `names` is "initials" or "nicknames", `paper` "a4" or "letter".

    Needs a QGuiApplication with the bundled fonts: names in scripts the fonts lack are drawn as Qt's outlines.
    """
    # Loaded on first use: ReportLab and pikepdf would double the time to the first window.
    from msgspec import convert  # noqa: PLC0415

    from kithmap.layout.arrange import arrange  # noqa: PLC0415
    from kithmap.layout.style import PRINT  # noqa: PLC0415
    from kithmap.report.contents import contents  # noqa: PLC0415
    from kithmap.report.fonts import Fonts, missing_characters  # noqa: PLC0415
    from kithmap.report.pdf import make_pdf  # noqa: PLC0415
    from kithmap.report.redaction import PrintChoices, redact  # noqa: PLC0415
    from kithmap.session.outlines import text_outline  # noqa: PLC0415

    words = Words(QCoreApplication.translate)
    language = QLocale().name().split("_")[0]
    choices = convert({"names": names, "paper": paper, "language": language}, PrintChoices)
    fonts = Fonts(resources_folder() / "fonts", text_outline)
    printable = redact(document, choices)
    ring_names = tuple(words.ring(ring) for ring in printable.today.rings)
    picture = arrange(printable, printable.today, PRINT, fonts.text_width, me=words.me, ring_names=ring_names)
    text = contents(printable, choices, words, document.today.date)
    return make_pdf(text, picture, fonts), missing_characters(text, fonts)


def example_document() -> Document:
    """The fictional example map that comes with the program."""
    path = resources_folder() / "examples" / "example.kithmap"
    return file_format.decode(atomic_file.read(path, file_format.MAXIMUM_BYTES).data)


def _prepare(application: QGuiApplication) -> None:
    application.setApplicationName("Kithmap")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("kithmap")
    application.setWindowIcon(QIcon(str(resources_folder() / "icons" / "kithmap.svg")))
    # Qt warns each time it looks beyond the bundled font for another script, which is what we want.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    language = QLocale()
    for folder, catalogue in (
        (Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), "qtbase"),
        (resources_folder() / "translations", "kithmap"),
    ):
        translator = QTranslator(application)
        # English has a catalogue too: it holds the singular and plural forms.
        if translator.load(language, catalogue, "_", str(folder)) or translator.load(f"{catalogue}_en", str(folder)):
            application.installTranslator(translator)


def _load_fonts() -> None:
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / name))
