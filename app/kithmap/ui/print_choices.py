"""What goes on paper: asked before every PDF, the strictest choice first."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.ui.panels.choice_box import ChoiceBox
from kithmap.words import Words

PAPERS = (("a4", "A4"), ("letter", "Letter"))


class HeadingFields(QWidget):
    """Title, whose map it is, and whom the report is for."""

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


class HeadingDialog(QDialog):
    """The heading fields alone (File > Title)."""

    def __init__(self, document: Document, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Title and names on paper"))
        self.fields = HeadingFields(document, words)
        layout = QVBoxLayout(self)
        layout.addWidget(self.fields)
        layout.addWidget(ok_and_cancel(self, self.tr("Keep")))
        self.setMinimumWidth(440)


class PrintChoicesDialog(QDialog):
    """Names as initials (the usual choice) or as typed, the paper, and the heading."""

    def __init__(self, document: Document, words: Words, names: str, paper: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Make a PDF"))
        heading = QLabel(self.tr("What goes on paper?"))
        heading.setProperty("look", "heading")
        self.initials = QRadioButton(self.tr("Initials only"))
        self.nicknames = QRadioButton(self.tr("The names as I typed them"))
        group = QButtonGroup(self)
        group.addButton(self.initials)
        group.addButton(self.nicknames)
        (self.nicknames if names == "nicknames" else self.initials).setChecked(True)
        self.paper = ChoiceBox(self.tr("Paper"), PAPERS)
        self.paper.show_value(paper)
        self.fields = HeadingFields(document, words)
        names_label = QLabel(self.tr("Names"))
        names_label.setProperty("look", "subheading")
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addWidget(names_label)
        layout.addWidget(self.initials)
        layout.addWidget(self.nicknames)
        layout.addWidget(self._promise(document))
        layout.addWidget(self.fields)
        form = QFormLayout()
        form.addRow(self.tr("Paper"), self.paper)
        layout.addLayout(form)
        layout.addWidget(ok_and_cancel(self, self.tr("Choose where to save…")))
        self.setMinimumWidth(480)

    @property
    def names(self) -> str:
        """ "initials" or "nicknames"."""
        return "nicknames" if self.nicknames.isChecked() else "initials"

    @property
    def paper_size(self) -> str:
        """ "a4" or "letter"."""
        return PAPERS[self.paper.currentIndex()][0]

    def _promise(self, document: Document) -> QLabel:
        today = document.today
        entries = queries.entries_by_id(document)
        private = sum(1 for each in today.connections if entries[each.entry].private)
        lines = [self.tr("Notes, how it is for you, and entries at a distance are never printed.")]
        if private:
            lines.append(self.tr("%n private entries stay off the paper.", "", private))
        label = QLabel("\n".join(lines))
        label.setProperty("look", "quiet")
        label.setWordWrap(True)
        return label


def ok_and_cancel(dialog: QDialog, ok: str) -> QDialogButtonBox:
    """Two buttons in the program's own words (Qt has no catalogue for every language)."""
    box = QDialogButtonBox()
    accept = box.addButton(ok, QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setProperty("look", "primary")
    accept.setDefault(True)
    box.addButton(QCoreApplication.translate("PrintChoicesDialog", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
