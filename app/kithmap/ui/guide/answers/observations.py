"""What stands out: one remark below the other, each lighting up its entries on the map while it is looked at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kithmap.guide.prompts import Prompt
from kithmap.insight.population import Surface
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.ui.editing.private_answers import REMARKS, remarks_button
from kithmap.ui.guide.answers.answer import Answer
from kithmap.ui.guide.context import Desk
from kithmap.ui.guide.observation_list import RemarkList, surface_of
from kithmap.ui.widgets.breakable_label import Passage
from kithmap.ui.widgets.keys import holds_focus
from kithmap.ui.widgets.scrolling_dialog import button
from kithmap.wording.observation_texts import known_relationships


class ObservationsAnswer(Answer):
    """The first few remarks, strengths first; the others on demand.

    Nothing of it is shown while somebody is being placed, for it would change where they are put: not with them in the
    hand, and after that not until it is asked for.
    """

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__(desk, prompt)
        self._relationships = known_relationships(desk.words.translate)
        self._document = desk.session.document
        self._shows_all = False
        self._waits = False
        self.remarks = RemarkList(desk)
        self.remarks.step_begun.connect(self._tell_of_step)
        self.nothing = Passage(self.tr("Nothing more to show. What you see yourself counts most."), "quiet")
        self.more = button(self.tr("Show more"), self._show_all, "link")
        self.private = remarks_button(self._show_private)
        self.resting = Passage(self.tr("Nothing is said here while you place someone."), "quiet")
        self.again = button(self.tr("Show again"), self._show_again, "link")
        self.again.setAccessibleDescription(self.resting.accessibleName())
        self._said = self._add_part(self.remarks, self.nothing, self.more, self.private)
        self._rest = self._add_part(self.resting, self.again)
        desk.carry.changed.connect(self._show)

    def refresh(self, document: Document) -> None:
        """Say what stands out now, or nothing when somebody was placed."""
        before, self._document = self._document, document
        if queries.was_anyone_placed(before, document):
            self._waits = True
            # The person works with whoever is lit.
            self.remarks.let_go()
        self._show()

    def first(self) -> QWidget | None:
        """The first remark; while none is shown, the button that brings them back."""
        if self._waits:
            return self.again
        return self.remarks.cards[0] if self.remarks.cards and not self.desk.carry.ids else None

    def leave(self) -> None:
        """Nobody is lit any more."""
        self.remarks.darken()

    def _add_part(self, *widgets: QWidget) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.column.spacing())
        for each in widgets:
            column.addWidget(each)
        self.column.addWidget(part)
        return part

    def _show(self) -> None:
        rests = self._waits or bool(self.desk.carry.ids)
        if rests:
            self.again.setVisible(self._waits)
        else:
            self._say()
        shown, hidden = (self._rest, self._said) if rests else (self._said, self._rest)
        shown.show()
        # What has the keyboard must not be hidden with it.
        if holds_focus(hidden):
            self._take_keyboard()
        hidden.hide()

    def _say(self) -> None:
        from kithmap.insight.observations import first, observations  # noqa: PLC0415 - only needed here

        document = self._document
        surface = surface_of(self.desk.private)
        found = observations(document, document.today, surface, self._relationships)
        shown = found if self._shows_all else first(found)
        # An empty map is greeted by the words of the prompt.
        self.remarks.show_observations(shown if document.today.connections else (), document)
        self.more.setVisible(len(shown) < len(found))
        self.nothing.setVisible(not found)
        self.private.setVisible(surface is Surface.SHARED_SCREEN)

    def _take_keyboard(self) -> None:
        target = self.first()
        if target is None:
            self.wants_out.emit()
        else:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_all(self) -> None:
        self._shows_all = True
        count = len(self.remarks.cards)
        self._show()
        self.remarks.focus_card(count)
        self.changed.emit()

    def _show_private(self) -> None:
        self.desk.private.ask_for(REMARKS)
        self._show_all()

    def _show_again(self) -> None:
        self._waits = False
        self._show()
        self.changed.emit()

    def _tell_of_step(self, _step_id: str) -> None:
        self.desk.editing.announced.emit(
            self.tr("Added as a small step. You can say more in “Looking after connections”.")
        )
