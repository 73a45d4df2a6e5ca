"""The use cases of paper: a report, what could stand in it, handouts, and contacts for a hard moment."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kithmap.content import contacts, handout, story
from kithmap.content.errors import ContentError, DamagedOwnContacts
from kithmap.content.text_file import MAXIMUM_BYTES
from kithmap.model.document import Document
from kithmap.report.print_choices import Paper, PrintChoices
from kithmap.report.redaction import redact
from kithmap.report.services import service_lines, services_note
from kithmap.report.talk import Extras
from kithmap.store import atomic_file
from kithmap.store.errors import CannotRead, Reason, StoreError
from kithmap.store.locations import contacts_file
from kithmap.wording.observation_texts import PaperObservation
from kithmap.wording.words import Words

if TYPE_CHECKING:
    from kithmap.report.fonts import Fonts
    from kithmap.report.outline import MakeOutline
    from kithmap.report.printout import Printout

# Drawing is loaded by what draws: the window, which looks at choices, must be there at once.
# ruff: noqa: PLC0415


class Printing(NamedTuple):
    """Makes what is printed. Making a PDF needs a QGuiApplication with the bundled fonts behind `outline`.

    language: a code such as "en". territory: two capital letters (ISO 3166). resources: the folder of the program's.
    outline: draws what the bundled fonts cannot show (see `report.fonts`).
    """

    words: Words
    language: str
    territory: str
    resources: Path
    outline: "MakeOutline"

    def report(self, document: Document, choices: PrintChoices) -> tuple[bytes, tuple[str, ...]]:
        """The report of today's map as PDF bytes, and the characters in it that no font of this computer can show."""
        from kithmap.layout.arrange import arrange
        from kithmap.layout.style import PRINT
        from kithmap.report.contents import contents, texts
        from kithmap.report.pdf import make_pdf

        choices = replace(choices, language=self.language)
        fonts, printable = self._fonts(), redact(document, choices, self.words)
        ring_names = tuple(self.words.ring(ring) for ring in printable.today.rings)
        picture = arrange(printable, printable.today, PRINT, fonts.text_width, me=self.words.me, ring_names=ring_names)
        extras = self._extras(document, printable, choices)
        text = contents(printable, choices, self.words, document.today.date, extras)
        return make_pdf(text, picture, fonts), fonts.missing_characters(texts(text))

    def observations(self, document: Document, choices: PrintChoices) -> tuple[PaperObservation, ...]:
        from kithmap.report.observations import paper_observations

        return paper_observations(document, redact(document, choices, self.words), choices, self.words)

    def handout(self, name: str, paper: Paper, *, large: bool = False) -> bytes:
        """A PDF: "session-plan", "keeping-connections", "worksheet-rings", "worksheet-support", or a story by its name
        (`content.story.story_names`). `large` is for handout and stories. Raises ContentError.
        """
        from kithmap.report import handouts, worksheets
        from kithmap.report.printout import printout_pdf

        words, fonts, languages = self.words, self._fonts(), [self.language]
        texts, stories = self.resources / "handouts", self.resources / "stories"
        by_name: Mapping[str, Callable[[], Printout]] = {
            handout.SESSION_PLAN: lambda: handouts.session_plan(
                handout.load_plan(texts, languages), words, paper, fonts
            ),
            handout.KEEPING_CONNECTIONS: lambda: handouts.handout(
                handout.load_handout(texts, languages), words, paper, fonts, large=large
            ),
            "worksheet-rings": lambda: worksheets.worksheet_rings(words, self.language, paper, fonts),
            "worksheet-support": lambda: worksheets.worksheet_support(words, self.language, paper, fonts),
        }
        make = by_name.get(name) or (
            lambda: handouts.story_handout(story.load_story(stories, name, languages), words, paper, fonts, large=large)
        )
        return printout_pdf(make())

    def contacts(self, country: str | None = None) -> tuple[tuple[contacts.Contact, ...], ContentError | None]:
        """Contacts for a hard moment in a country (None: that of the computer).

        The service's own come first. When their file cannot be used the others are there all the same, with the
        refusal beside them. Raises ContentError when those that come with the program are missing or damaged.
        """
        own: tuple[contacts.Contact, ...] = ()
        refusal: ContentError | None = None
        try:
            data = atomic_file.read(contacts_file(), MAXIMUM_BYTES).data
            own = contacts.decode_own_contacts(data, contacts_file().name)
        except DamagedOwnContacts as error:
            refusal = error
        except StoreError as error:
            if not (isinstance(error, CannotRead) and error.reason is Reason.MISSING):
                refusal = DamagedOwnContacts(contacts_file().name)
        return contacts.contacts_for(self.resources / "contacts", country or self.territory, own), refusal

    def contacts_refusal(self) -> ContentError | None:
        """Why a service's own contacts cannot be used, None when they can."""
        with suppress(ContentError):
            return self.contacts()[1]
        return None

    def contact_lines(self) -> tuple[str, ...]:
        """Contacts as lines to read, the first says to check them; nothing when they cannot be read."""
        with suppress(ContentError):
            known, _ = self.contacts()
            return services_note(self.words), *service_lines(known, self.words)
        return ()

    def _fonts(self) -> "Fonts":
        from kithmap.report.fonts import Fonts

        return Fonts(self.resources / "fonts", self.outline)

    def _extras(self, document: Document, printable: Document, choices: PrintChoices) -> Extras:
        from kithmap.report.observations import chosen_sentences

        said: tuple[str, ...] = ()
        listed: tuple[str, ...] = ()
        note = ""
        if "stands_out" in choices.sections:
            said = chosen_sentences(document, printable, choices, self.words)
        if "hard" in choices.sections:
            known, _ = self.contacts()
            listed, note = service_lines(known, self.words), services_note(self.words)
        return Extras(said, listed, note)
