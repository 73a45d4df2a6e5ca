"""The sweep: one kind of support at a time, and everyone it fits, tapped here or on the map."""

from kithmap.guide import answers
from kithmap.guide.prompts import Prompt, PromptName
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.names import printable
from kithmap.model.vocabulary import Direction
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.name_rows import NameRows
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.text import filled, shortened


class EntriesAnswer(AnswerWidget):
    """A name in each row. While it is asked about, the map shows this kind of support and fades the rest."""

    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt)
        self._direction = Direction.GET if prompt.name is PromptName.FROM_WHOM else Direction.GIVE
        self._before = context.current_picture.show_kind
        self.names = NameRows()
        self.names.pressed.connect(self.tapped)
        self.column.addWidget(self.names)
        context.current_picture.show(prompt.about)

    def refresh(self, document: Document) -> None:
        """Show everyone, and whom it fits."""
        entries = queries.entries_by_id(document)
        listed = answers.candidates(document, self.prompt)
        self.names.show_names({each: printable(entries[each].name) for each in listed}, self.value(document))

    def leave(self) -> None:
        """Show what was shown before."""
        if self.context.current_picture.show_kind == self.prompt.about:
            self.context.current_picture.show(self._before)

    def tapped(self, entry_id: object) -> None:
        """It fits this one, or no longer."""
        document = self.context.session.document
        if entry_id not in answers.candidates(document, self.prompt):
            return
        words = self.context.words
        kind = shortened(words.support_sentence(self.prompt.about, self._direction, document))
        name = shortened(queries.entry(document, str(entry_id)).name)
        tapped = set(self.value(document)) ^ {entry_id}
        said = self.tr("“{kind}”: {name}") if entry_id in tapped else self.tr("“{kind}”: no longer {name}")
        if self.answer(filled(self.tr("Mark {kind} for {name}"), kind=kind, name=name), tapped):
            self.context.editing.announced.emit(filled(said, kind=kind, name=name))
