"""The composition root: the only module that knows every layer and makes the long-lived objects."""

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QLoggingCategory,
    QMessageLogContext,
    QSettings,
    QTimer,
    QtMsgType,
    QTranslator,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon

from kithmap import __version__
from kithmap.console import say
from kithmap.resources import resources_folder
from kithmap.session.overrides import keep_errors_whole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from kithmap.content.contacts import Contact
    from kithmap.content.errors import ContentError
    from kithmap.model.document import Document
    from kithmap.report.printout import Printout
    from kithmap.report.redaction import PrintChoices
    from kithmap.report.talk import Extras
    from kithmap.session.session import Session
    from kithmap.ui.privacy.preferences import Preferences
    from kithmap.ui.widgets.appearance import Appearance
    from kithmap.ui.window.main_window import MainWindow
    from kithmap.wording.observation_texts import PaperObservation
    from kithmap.wording.words import Words

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

    _forbid_core_dumps()
    with _aborting_in_words():
        application = QApplication(sys.argv[:1])
    collecting = Collecting(application)
    beginning = Beginning(application)

    def leave() -> None:
        # quit() would ask each window, and the window the person: nobody may be there to answer.
        application.exit()
        # Now only what waits for an answer may be running, before the program itself has begun.
        QTimer.singleShot(0, application, application.exit)

    interruptions = Interruptions(application, beginning.keep_now, leave)
    beginning.show(file)
    status = application.exec()
    beginning.end()
    interruptions.close()
    collecting.close()
    return status


class Beginning:
    """The first page, and the window behind it, which is made while the first page is looked at."""

    def __init__(self, application: "QApplication") -> None:
        from kithmap.ui.window.first_page import FirstPage

        prepare(application)
        self._preferences, self._appearance = _looks()
        self._kept = self._preferences.value
        self.window: MainWindow | None = None
        self._was_shown = False
        self.start = FirstPage()
        self.start.painted.connect(lambda: self._enter(lambda window: window.safety.recovering.offer()))
        self.start.new_wanted.connect(lambda: self._enter(lambda window: window.files.new()))
        self.start.guide_wanted.connect(lambda: self._enter(lambda window: window.begin_guided()))
        self.start.open_wanted.connect(lambda: self._enter(lambda window: window.files.open_chosen()))
        self.start.example_wanted.connect(lambda: self._enter(lambda window: window.files.open_example()))
        self.start.file_dropped.connect(lambda path: self._enter(lambda window: window.files.open(path)))

    def show(self, file: Path | None) -> None:
        """Show the map in `file`, or the first page: without a file, or when it cannot be opened."""
        if file is None or not self._enter(lambda window: window.files.open(file.absolute())):
            self.start.show()
            self.start.new_button.setFocus()
            return
        self._make_window().safety.recovering.offer()

    def keep_now(self) -> None:
        """The program is being ended from outside: bring unsaved work to the disk."""
        if self.window is not None:
            self.window.keep_now()

    def end(self) -> None:
        """Let everything that is under way reach the disk, and remember how the window looked."""
        if self.window is None:
            return
        self.window.services.close(keep_unsaved=True)
        if self._was_shown and not self._preferences.is_forgotten:
            self._preferences.use(self.window.current_settings())

    def _enter(self, way: "Callable[[MainWindow], bool]") -> bool:
        """Go from the first page to the window, if `way` leads to a map."""
        window = self._make_window()
        # A damaged map does not open, and can still lead to a copy of an earlier version.
        if not way(window) and not window.session.is_modified:
            return False
        window.show()
        self._was_shown = True
        self.start.close()
        QTimer.singleShot(0, window, lambda: _show_contacts_fault(window))
        return True

    def _make_window(self) -> "MainWindow":
        if self.window is None:
            from kithmap.ui.window.crash_reporter import CrashReporter

            self.window = _window(self._preferences, self._appearance)
            self._preferences.changed.connect(self._keep_settings)
            sys.excepthook = CrashReporter(self.window.dialogs.show_crash)
        return self.window

    def _keep_settings(self) -> None:
        from kithmap.store import settings
        from kithmap.store.errors import StoreError
        from kithmap.store.locations import settings_file

        if self._preferences.is_forgotten:
            return
        # Looks are not worth a message; the next start shows the usual ones.
        with suppress(StoreError):
            now = self._preferences.value
            settings.save(settings_file(), settings.merged(self._kept, now, settings.load(settings_file())))
            self._kept = now


def _show_contacts_fault(window: "MainWindow") -> None:
    """Say in the strip that a service's own contacts cannot be used: now, for where they are needed all stays calm."""
    from kithmap.content.errors import ContentError
    from kithmap.wording.refusals import sentence

    with suppress(ContentError):
        _, refusal = contacts_for()
        if refusal is not None:
            window.safety.banner.show_message("contacts", sentence(refusal, QCoreApplication.translate))


def build_window() -> "MainWindow":
    """The window with all its parts and an empty map, not shown yet. Needs a QApplication that is prepared."""
    return _window(*_looks())


def _looks() -> "tuple[Preferences, Appearance]":
    from kithmap.store import settings
    from kithmap.store.locations import settings_file
    from kithmap.ui.privacy.preferences import Preferences
    from kithmap.ui.widgets.appearance import Appearance

    kept = settings.load(settings_file())
    appearance = Appearance(kept.theme, kept.text_percent)
    appearance.apply()
    return Preferences(kept), appearance


def _window(preferences: "Preferences", appearance: "Appearance") -> "MainWindow":
    from PySide6.QtWidgets import QApplication

    from kithmap.session.services import SessionServices
    from kithmap.session.session import Session
    from kithmap.store.locations import backups_folder, recovery_folder
    from kithmap.ui.privacy.quick_hide import QuickHide
    from kithmap.ui.window.main_window import MainWindow
    from kithmap.wording.words import Words

    session = Session(date.today, backups_folder())
    words = Words(QCoreApplication.translate)
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - there is no window without one
    quick_hide = QuickHide(application, lambda: way_back(session))
    # Styling every widget each time one is added would take most of the time.
    with appearance.later():
        return MainWindow(
            SessionServices(session, recovery_folder()),
            appearance,
            words,
            preferences,
            quick_hide,
            report_of,
            observations_for_paper,
            example_document,
            handout_pdf,
            contacts=contact_lines,
        )


def way_back(session: "Session") -> "Callable[[str], bool] | None":
    """What has to be shown to see a hidden map again: its passphrase, if it has one."""
    from kithmap.store import encryption

    protection = session.protection
    return None if protection is None else lambda passphrase: encryption.opens(protection, passphrase)


def _forbid_core_dumps() -> None:
    """A crash must not leave an image of the memory, names and all, on the disk. Windows has its own reports."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # Collectors of core dumps that are fed through a pipe do not ask for that limit.
        import ctypes

        make_undumpable = 4
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(make_undumpable, 0, 0, 0, 0)


@contextmanager
def _aborting_in_words() -> Iterator[None]:
    """Where Qt can make no application it aborts: say why instead, and end the process with status 1.

    Qt aborts after a fatal message. What it says before that is kept back, and shown when all went well after all, or
    to those who look for a fault in Qt.
    """
    kept: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtFatalMsg:
            kept.append(qFormatLogMessage(kind, context, text))
            return
        try:
            from kithmap.display import why_not_shown
            from kithmap.wording.words import untranslated

            plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
            if os.environ.get("QT_DEBUG_PLUGINS"):
                say("\n".join(kept), sys.stderr)
            say(why_not_shown(os.environ, plugins, untranslated), sys.stderr)
        finally:
            os._exit(1)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    if kept:
        say("\n".join(kept), sys.stderr)


def write_report(source: Path, target: Path, names: str, paper: str, *, overwrite: bool) -> int:
    """`kithmap report`: read a map and write its report, without a window.

    `overwrite`: also in the place of another PDF. Returns 0, or 1 with a sentence on stderr.
    """
    from kithmap.store import map_file, pdf_file
    from kithmap.store.errors import StoreError
    from kithmap.ui.printing.missing_glyphs import missing_glyphs_sentence
    from kithmap.wording.refusals import sentence

    _forbid_core_dumps()
    # Whatever the window is shown on: nothing is shown.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with _aborting_in_words():
        application = QGuiApplication(sys.argv[:1])
    prepare(application)
    try:
        data, missing = report_of(map_file.read(source).document, names, paper)
        pdf_file.write(target, data, overwrite=overwrite)
    except StoreError as error:
        say(sentence(error, QCoreApplication.translate), sys.stderr)
        return 1
    if missing:
        say(missing_glyphs_sentence(missing), sys.stderr)
    return 0


def report_of(
    document: "Document",
    names: str,
    paper: str,
    sections: "Collection[str] | None" = None,
    kept: "Collection[str]" = (),
) -> tuple[bytes, tuple[str, ...]]:
    """The report of today's map as PDF bytes, and the characters in it that no font of this computer can show.

    `names` is "initials" or "nicknames", `paper` "a4" or "letter", `sections` those of `report.redaction.Section`; None
    prints the usual ones. `kept` are the keys of the observations of `observations_for_paper` that are printed.

    Needs a QGuiApplication with the bundled fonts: names in scripts the fonts lack are drawn as Qt's outlines.
    """
    from kithmap.layout.arrange import arrange
    from kithmap.layout.style import PRINT
    from kithmap.report.contents import contents
    from kithmap.report.fonts import Fonts, missing_characters
    from kithmap.report.pdf import make_pdf
    from kithmap.report.redaction import redact
    from kithmap.session.outlines import text_outline
    from kithmap.wording.words import Words

    words = Words(QCoreApplication.translate)
    choices = _print_choices(names, paper, sections, kept)
    fonts = Fonts(resources_folder() / "fonts", text_outline)
    printable = redact(document, choices, words)
    ring_names = tuple(words.ring(ring) for ring in printable.today.rings)
    picture = arrange(printable, printable.today, PRINT, fonts.text_width, me=words.me, ring_names=ring_names)
    text = contents(printable, choices, words, document.today.date, _extras(document, printable, choices, words))
    return make_pdf(text, picture, fonts), missing_characters(text, fonts)


def observations_for_paper(
    document: "Document", names: str, sections: "Collection[str]"
) -> "tuple[PaperObservation, ...]":
    """What stands out as it could stand in the report, made with these choices (see `report_of`)."""
    from kithmap.report.observations import paper_observations
    from kithmap.report.redaction import redact
    from kithmap.wording.words import Words

    words = Words(QCoreApplication.translate)
    choices = _print_choices(names, "a4", sections, ())
    return paper_observations(document, redact(document, choices, words), choices, words)


def _print_choices(
    names: str, paper: str, sections: "Collection[str] | None", kept: "Collection[str]"
) -> "PrintChoices":
    from msgspec import convert

    from kithmap.report.redaction import USUAL_SECTIONS, PrintChoices

    chosen = {
        "names": names,
        "paper": paper,
        "sections": list(USUAL_SECTIONS if sections is None else sections),
        "language": QLocale().name().split("_")[0],
        "chosen_observations": list(kept),
    }
    return convert(chosen, PrintChoices)


def _extras(document: "Document", printable: "Document", choices: "PrintChoices", words: "Words") -> "Extras":
    """What stands out and was kept, said with the names that are on paper, and services for a hard moment."""
    from kithmap.report.observations import chosen_sentences
    from kithmap.report.services import service_lines, services_note
    from kithmap.report.talk import Extras

    said: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    note = ""
    if "stands_out" in choices.sections:
        said = chosen_sentences(document, printable, choices, words)
    if "hard" in choices.sections:
        contacts, _ = contacts_for()
        listed, note = service_lines(contacts, words), services_note(words)
    return Extras(said, listed, note)


def example_document() -> "Document":
    """The fictional example map that comes with the program."""
    from kithmap.store import atomic_file, file_format

    path = resources_folder() / "examples" / "example.kithmap"
    return file_format.decode(atomic_file.read(path, file_format.MAXIMUM_BYTES).data)


def handout_pdf(name: str, paper: str, *, large: bool = False) -> bytes:
    """A sheet to print, as PDF bytes: "session-plan", "keeping-connections", "worksheet-rings", "worksheet-support", or
    a story by its name (`content.story.story_names`). `paper` is "a4" or "letter"; `large` is for handout and stories.

    Needs a QGuiApplication with the bundled fonts. Raises ContentError.
    """
    from msgspec import convert

    from kithmap.content.handout import KEEPING_CONNECTIONS, SESSION_PLAN, load_handout, load_plan
    from kithmap.content.story import load_story
    from kithmap.report.fonts import Fonts
    from kithmap.report.handouts import handout, session_plan, story_handout
    from kithmap.report.printout import printout_pdf
    from kithmap.report.redaction import Paper
    from kithmap.report.worksheets import worksheet_rings, worksheet_support
    from kithmap.session.outlines import text_outline
    from kithmap.wording.words import Words

    words, fonts = Words(QCoreApplication.translate), Fonts(resources_folder() / "fonts", text_outline)
    size: Paper = convert(paper, Paper)
    language = QLocale().name().split("_")[0]
    texts, stories = resources_folder() / "handouts", resources_folder() / "stories"
    dialogs: dict[str, Callable[[], Printout]] = {
        SESSION_PLAN: lambda: session_plan(load_plan(texts, [language]), words, size, fonts),
        KEEPING_CONNECTIONS: lambda: handout(load_handout(texts, [language]), words, size, fonts, large=large),
        "worksheet-rings": lambda: worksheet_rings(words, language, size, fonts),
        "worksheet-support": lambda: worksheet_support(words, language, size, fonts),
    }
    made = dialogs.get(
        name, lambda: story_handout(load_story(stories, name, [language]), words, size, fonts, large=large)
    )
    return printout_pdf(made())


def contacts_for(country: str | None = None) -> "tuple[tuple[Contact, ...], ContentError | None]":
    """Contacts for a hard moment in a country (two capital letters; None: that of the computer).

    The service's own come first. When their file cannot be used the others are there all the same, with the refusal
    beside them.
    Raises ContentError when the contacts that come with the program are missing or damaged.
    """
    from kithmap.content import contacts
    from kithmap.content.errors import DamagedOwnContacts
    from kithmap.content.text_file import MAXIMUM_BYTES
    from kithmap.store import atomic_file
    from kithmap.store.errors import CannotRead, Reason, StoreError
    from kithmap.store.locations import contacts_file

    own: tuple[Contact, ...] = ()
    refusal: ContentError | None = None
    try:
        own = contacts.decode_own_contacts(atomic_file.read(contacts_file(), MAXIMUM_BYTES).data, contacts_file().name)
    except DamagedOwnContacts as error:
        refusal = error
    except StoreError as error:
        if not (isinstance(error, CannotRead) and error.reason is Reason.MISSING):
            refusal = DamagedOwnContacts(contacts_file().name)
    code = country or QLocale.territoryToCode(QLocale().territory())
    return contacts.contacts_for(resources_folder() / "contacts", code, own), refusal


def contact_lines() -> tuple[str, ...]:
    """Contacts for a hard moment in the country of the computer, as lines to read; the first says to check them.

    Nothing when they cannot be read: the words around them hold without.
    """
    from kithmap.content.errors import ContentError
    from kithmap.report.services import service_lines, services_note
    from kithmap.wording.words import Words

    words = Words(QCoreApplication.translate)
    with suppress(ContentError):
        contacts, _ = contacts_for()
        return services_note(words), *service_lines(contacts, words)
    return ()


def prepare(application: QGuiApplication) -> None:
    """What holds for every use of Qt here: name, icon, languages, and the bundled fonts."""
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
