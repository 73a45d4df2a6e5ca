"""The composition root: the only module that knows every layer and makes the long-lived objects."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QLoggingCategory, QSettings, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon

from kithmap import __version__
from kithmap.console import say_error
from kithmap.display import why_not_shown
from kithmap.resources import resources_folder
from kithmap.session.core_dumps import forbid_core_dumps
from kithmap.session.overrides import keep_errors_whole
from kithmap.session.qt_faults import aborting_in_words
from kithmap.wording.words import Words, untranslated

if TYPE_CHECKING:
    from kithmap.printing import Printing
    from kithmap.report.print_choices import PrintChoices
    from kithmap.session.session import Session
    from kithmap.ui.widgets.appearance import Appearance
    from kithmap.ui.widgets.preferences import Preferences
    from kithmap.ui.window.beginning import Beginning
    from kithmap.ui.window.main_window import MainWindow

# Before any class of ours is defined: they are imported by the functions below.
keep_errors_whole()

FONT_FILES: Final = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")

# Modules are imported by the functions that need them: the first page, the window and the report each need different
# ones, and the first page must be there at once.
# ruff: noqa: PLC0415


def run_window(file: Path | None) -> int:
    """Open the first page, or a map when `file` is given, and stay until all is closed. Returns the exit status."""
    from PySide6.QtWidgets import QApplication

    from kithmap.session.collecting import Collecting
    from kithmap.session.interruption import Interruptions

    forbid_core_dumps()
    with aborting_in_words(_why_not_shown, say_error):
        application = QApplication(sys.argv[:1])
    if not application.screens():
        say_error(_why_not_shown())
        return 1
    collecting = Collecting(application)
    begin = beginning(application)

    def leave() -> None:
        # quit() would ask each window, and the window the person: nobody may be there to answer.
        application.exit()
        # Now only what waits for an answer may be running, before the program itself has begun.
        QTimer.singleShot(0, application, application.exit)

    interruptions = Interruptions(application, begin.keep_now, leave)
    begin.show(file)
    status = application.exec()
    begin.end()
    interruptions.close()
    collecting.close()
    return status


def write_report(source: Path, target: Path, choices: "PrintChoices", *, overwrite: bool) -> int:
    """Write the report of a map. `overwrite`: over another PDF, too. Returns 0, or 1 with a sentence on stderr."""
    from kithmap.store import map_file, pdf_file
    from kithmap.store.errors import StoreError
    from kithmap.ui.printing.missing_glyphs import missing_glyphs_sentence
    from kithmap.wording.refusals import sentence

    forbid_core_dumps()
    # Whatever the window is shown on: nothing is shown.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with aborting_in_words(_why_not_shown, say_error):
        application = QGuiApplication(sys.argv[:1])
    prepare(application)
    try:
        data, missing = printing().report(map_file.read(source).document, choices)
        pdf_file.write(target, data, overwrite=overwrite)
    except StoreError as error:
        say_error(sentence(error, QCoreApplication.translate))
        return 1
    if missing:
        say_error(missing_glyphs_sentence(missing))
    return 0


def beginning(application: QGuiApplication) -> "Beginning":
    """The first page, not shown yet, and all that comes after it."""
    from kithmap.store.locations import settings_file
    from kithmap.ui.window.beginning import Beginning

    prepare(application)
    preferences, appearance = _looks()
    preferences.keep_in(settings_file())
    return Beginning(preferences, lambda: _window(preferences, appearance), printing().contacts_refusal)


def build_window() -> "MainWindow":
    """The window with all its parts and an empty map, not shown yet. Needs a QApplication that is prepared."""
    return _window(*_looks())


def printing() -> "Printing":
    from kithmap.printing import Printing
    from kithmap.ui.printing.outlines import text_outline

    locale = QLocale()
    language, territory = locale.name().split("_")[0], QLocale.territoryToCode(locale.territory())
    return Printing(Words(QCoreApplication.translate), language, territory, resources_folder(), text_outline)


def way_back(session: "Session") -> "Callable[[str], bool] | None":
    """What has to be shown to see a hidden map again: its passphrase, if it has one."""
    from kithmap.store import encryption

    protection = session.protection
    return None if protection is None else lambda passphrase: encryption.opens(protection, passphrase)


def prepare(application: QGuiApplication) -> None:
    application.setApplicationName("Kithmap")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("kithmap")
    # Qt's own file dialog keeps a history of folders in Qt's settings. What it writes there goes with the program.
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, os.devnull)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
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
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / name))


def _window(preferences: "Preferences", appearance: "Appearance") -> "MainWindow":
    from PySide6.QtWidgets import QApplication

    from kithmap.session.services import SessionServices
    from kithmap.session.session import Session
    from kithmap.store.locations import backups_folder, recovery_folder
    from kithmap.ui.privacy.quick_hide import QuickHide
    from kithmap.ui.window.main_window import MainWindow

    session = Session(date.today, backups_folder())
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - there is no window without one
    quick_hide = QuickHide(application, lambda: way_back(session))
    services, paper = SessionServices(session, recovery_folder()), printing()
    # Styling every widget each time one is added would take most of the time.
    with appearance.later():
        return MainWindow(services, appearance, paper.words, preferences, quick_hide, paper)


def _looks() -> "tuple[Preferences, Appearance]":
    from kithmap.store import settings
    from kithmap.store.locations import settings_file
    from kithmap.ui.widgets.appearance import Appearance
    from kithmap.ui.widgets.preferences import Preferences

    kept = settings.load(settings_file())
    appearance = Appearance(kept.theme, kept.text_percent)
    appearance.apply()
    return Preferences(kept), appearance


def _why_not_shown() -> str:
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    return why_not_shown(os.environ, plugins, untranslated)
