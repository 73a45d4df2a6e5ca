"""What goes on paper: asked before every PDF, the strictest choice first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QRadioButton, QWidget

from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.report.print_choices import Paper, PrintChoices, Section
from kithmap.ui.printing.chosen_observations import ChosenObservations
from kithmap.ui.widgets.choice_box import ChoiceBox
from kithmap.ui.widgets.dialog_loop import ModalDialog
from kithmap.ui.widgets.layouts import Stretch, add_to, in_column
from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog, announce
from kithmap.ui.widgets.wrapping import WrappingCheckBox
from kithmap.wording.observation_texts import PaperObservation
from kithmap.wording.words import Words

PAPERS: tuple[tuple[Paper, str], ...] = (("a4", "A4"), ("letter", "Letter"))


class HeadingFields(QWidget):
    def __init__(self, document: Document, words: Words) -> None:
        super().__init__()
        self.title = QLineEdit(document.title)
        self.title.setPlaceholderText(words.usual_title)
        self.belongs_to = QLineEdit(document.belongs_to)
        self.belongs_to.setPlaceholderText(self.tr("A name or initials, if you like"))
        self.for_whom = QLineEdit(document.for_whom)
        self.for_whom.setPlaceholderText(self.tr("For example: my keyworker"))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("This map belongs to"), self.belongs_to)
        form.addRow(self.tr("It is for a talk with"), self.for_whom)
        # A practice map is nobody's, and the paper says so.
        form.setRowVisible(self.belongs_to, not document.is_practice)


class HeadingDialog(ModalDialog):
    """The heading fields alone (File > Title)."""

    def __init__(self, document: Document, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Title and names on paper"))
        self.fields = HeadingFields(document, words)
        in_column(self, self.fields, ok_and_cancel(self, self.tr("Keep")), margins=None)
        self.setMinimumWidth(440)


class PrintDialog(ScrollingDialog):
    """Names begin as initials each time: a choice made for one map is none for the next.

    `observations`: what stands out on paper with these choices.
    """

    def __init__(
        self,
        document: Document,
        words: Words,
        paper: Paper,
        observations: Callable[[PrintChoices], Sequence[PaperObservation]],
        parent: QWidget,
    ) -> None:
        super().__init__(self.tr("Make a PDF"), parent, letters=66)
        self.initials = QRadioButton(self.tr("Initials only"))
        self.nicknames = QRadioButton(self.tr("The names as I typed them"))
        group = QButtonGroup(self)
        group.addButton(self.initials)
        group.addButton(self.nicknames)
        self.initials.setChecked(True)
        self.paper = ChoiceBox(self.tr("Paper"), PAPERS)
        self.paper.show_value(paper)
        self.fields = HeadingFields(document, words)
        self.boxes = self._section_boxes(document)
        self.observations = ChosenObservations()
        self._observations_for = observations
        self.add_text(self.tr("What goes on paper?"), "heading")
        self.add_text(self.tr("Names"), "subheading")
        add_to(self.body, self.initials, self.nicknames)
        self.add_text(self._promise(document), "quiet")
        self.add_text(self.tr("Sections"), "subheading")
        add_to(self.body, *self.boxes.values())
        self.body.insertWidget(self.body.indexOf(self.boxes["stands_out"]) + 1, self.observations)
        self.add_text(self._own_words(), "quiet")
        self.body.addWidget(self.fields)
        form = QFormLayout()
        form.addRow(self.tr("Paper"), self.paper)
        add_to(self.body, form, Stretch(1))
        self.make_button = self.add_button(self.tr("Choose where to save…"), self.accept, is_primary=True)
        self.add_button(self.tr("Cancel"), self.reject)
        for each in (self.initials, self.boxes["stands_out"], self.boxes["hard"]):
            each.toggled.connect(self._show_observations)
        self._show_observations()

    @property
    def choices(self) -> PrintChoices:
        sections = frozenset(section for section, box in self.boxes.items() if box.isChecked())
        return PrintChoices(
            names="nicknames" if self.nicknames.isChecked() else "initials",
            paper=PAPERS[self.paper.currentIndex()][0],
            sections=sections,
            chosen_observations=self.observations.chosen if "stands_out" in sections else frozenset(),
        )

    def _show_observations(self) -> None:
        is_wanted, was_shown = self.boxes["stands_out"].isChecked(), not self.observations.isHidden()
        self.observations.setVisible(is_wanted)
        if not is_wanted:
            return
        self.observations.show_observations(self._observations_for(self.choices))
        before: QWidget = self.boxes["stands_out"]
        for box in self.observations.boxes.values():
            self.setTabOrder(before, box)
            before = box
        if not was_shown:
            self.bring_into_sight(self.observations)
            announce(self, " ".join(self.observations.leads))

    def _section_boxes(self, document: Document) -> dict[Section, WrappingCheckBox]:
        """Each section with its box. What could say more than the person expects is off until it is chosen."""
        entries = queries.entries_by_id(document)
        tray = [each for each in queries.in_tray(document.today) if not entries[each.entry].private]
        titles: dict[Section, tuple[str, bool]] = {
            "i_am": (self.tr("I am"), True),
            "map": (self.tr("The map, with its legend"), True),
            "who": (self.tr("Who and what is here, in words"), True),
            "not_placed": (self.tr("Those not placed yet: %n", "", len(tray)), False),
            "support": (self.tr("What I get and give, kind by kind"), True),
            "stands_out": (self.tr("What stands out: the lines you keep"), False),
            "looking_after": (self.tr("Looking after connections: your small steps"), bool(document.steps)),
            "talk": (self.tr("For our talk: your questions, and lines to write on"), bool(document.questions)),
            "hard": (self.tr("If things get hard: whom you could contact, and services"), False),
        }
        boxes = {section: WrappingCheckBox(title) for section, (title, _) in titles.items()}
        for section, (_, is_on) in titles.items():
            boxes[section].setChecked(is_on)
        if not tray:
            boxes["not_placed"].hide()
        return boxes

    def _own_words(self) -> str:
        return self.tr(
            "What you wrote yourself stands there in your own words. Names in it become initials, if you chose "
            "initials. Whoever is not on paper becomes “someone”, or the line stays out. The person the talk is with "
            "is named as you type it here, unless that entry is private. Please read the PDF once more."
        )

    def _promise(self, document: Document) -> str:
        today = document.today
        entries = queries.entries_by_id(document)
        private = sum(1 for each in today.connections if entries[each.entry].private)
        lines = [self.tr("Notes, how it is for you, and entries at a distance are never printed.")]
        if private:
            lines.append(self.tr("%n private entries stay off the paper.", "", private))
        return "\n".join(lines)


def ok_and_cancel(dialog: QDialog, ok: str) -> QDialogButtonBox:
    """Two buttons in the program's own words (Qt has no catalogue for every language)."""
    box = QDialogButtonBox()
    accept = box.addButton(ok, QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setProperty("look", "primary")
    accept.setDefault(True)
    box.addButton(QCoreApplication.translate("PrintDialog", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
