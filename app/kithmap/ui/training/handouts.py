"""Sheets to print for a meeting: the plan, the handout, the stories, and blank worksheets."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QRadioButton, QWidget

from kithmap.content.errors import ContentError
from kithmap.content.handout import KEEPING_CONNECTIONS, SESSION_PLAN
from kithmap.content.story import load_story, story_names
from kithmap.printing import Printing
from kithmap.report.print_choices import Paper
from kithmap.ui.files.files import Files
from kithmap.ui.printing.print_dialog import PAPERS
from kithmap.ui.training.film import open_on_desktop
from kithmap.ui.widgets.choice_box import ChoiceBox
from kithmap.ui.widgets.dialog_loop import destroyed_after
from kithmap.ui.widgets.layouts import Stretch, add_to
from kithmap.ui.widgets.preferences import Preferences
from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog
from kithmap.ui.widgets.wrapping import WrappingCheckBox

# The name of a sheet, what it is called, and the name of the file it goes to.
Offer = tuple[str, str, str]


class HandoutDialog(ScrollingDialog):
    def __init__(
        self, title: str, offers: Sequence[Offer], paper: Paper, parent: QWidget, *, may_be_large: bool
    ) -> None:
        super().__init__(title, parent, letters=52)
        self.add_text(title, "heading")
        self._group = QButtonGroup(self)
        for number, (_name, words, _file) in enumerate(offers if len(offers) > 1 else ()):
            choice = QRadioButton(words)
            choice.setChecked(number == 0)
            self._group.addButton(choice, number)
            self.body.addWidget(choice)
        self._offers = offers
        self.large = WrappingCheckBox(self.tr("Large print"))
        self.body.addWidget(self.large)
        self.large.setVisible(may_be_large)
        self.paper = ChoiceBox(self.tr("Paper"), PAPERS)
        self.paper.show_value(paper)
        form = QFormLayout()
        form.addRow(self.tr("Paper"), self.paper)
        add_to(self.body, form, Stretch(1))
        self.make_button = self.add_button(self.tr("Choose where to save…"), self.accept, is_primary=True)
        self.add_button(self.tr("Cancel"), self.reject)
        self.make_button.setFocus()

    @property
    def offer(self) -> Offer:
        return self._offers[max(0, self._group.checkedId())]

    @property
    def paper_size(self) -> Paper:
        return PAPERS[self.paper.currentIndex()][0]


class Handouts(QObject):
    def __init__(self, files: Files, printing: Printing, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._files = files
        self._questions = files.questions
        self._printing = printing
        self._preferences = preferences
        self._window = window

    def session_plan(self) -> None:
        title = self.tr("A plan for one meeting")
        self._offer(title, [(SESSION_PLAN, title, self.tr("session plan", "file name"))])

    def keeping_connections(self) -> None:
        title = self.tr("Keeping connections going")
        file = self.tr("keeping connections going", "file name")
        self._offer(title, [(KEEPING_CONNECTIONS, title, file)], may_be_large=True)

    def worksheets(self) -> None:
        self._offer(
            self.tr("Blank worksheets"),
            [
                ("worksheet-rings", self.tr("Empty rings, and “I am”"), self.tr("empty rings", "file name")),
                ("worksheet-support", self.tr("The table of support"), self.tr("support table", "file name")),
            ],
        )

    def stories(self) -> None:
        try:
            folder, languages = self._printing.resources / "stories", [self._printing.language]
            titles = {name: load_story(folder, name, languages).title for name in story_names(folder)}
        except ContentError as error:
            self._files.refused(self.tr("This sheet could not be made"), error)
            return
        file = self.tr("story {name}", "file name")
        offers = [(name, title, file.replace("{name}", name)) for name, title in titles.items()]
        self._offer(self.tr("A story to print"), offers, may_be_large=True)

    def _offer(self, title: str, offers: Sequence[Offer], *, may_be_large: bool = False) -> None:
        paper = self._preferences.value.paper
        with destroyed_after(HandoutDialog(title, offers, paper, self._window, may_be_large=may_be_large)) as dialog:
            if not dialog.exec():
                return
            (name, _, file), paper, large = dialog.offer, dialog.paper_size, dialog.large.isChecked()
        self._preferences.use(replace(self._preferences.value, paper=paper))
        try:
            data = self._questions.wait_for(
                self.tr("Making the PDF…"), lambda: self._printing.handout(name, paper, large=large)
            )
        except ContentError as error:
            self._files.refused(self.tr("This sheet could not be made"), error)
            return
        path = self._files.write_pdf(data, file)
        if path is None or not self._questions.ask(
            self.tr("The PDF is ready"), self.tr("You can look at it and print it."), self.tr("Open it")
        ):
            return
        if not open_on_desktop(path):
            self._questions.show_message(
                self.tr("The PDF could not be shown"),
                self.tr("It is saved. This computer opened no program for it. Please open it from its folder."),
            )
