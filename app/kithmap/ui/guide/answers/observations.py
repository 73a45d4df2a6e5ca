"""What stands out: one observation below the other, each lighting up its entries on the map while it is looked at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kithmap.insight.population import Surface
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.ui.editing.private_answers import OBSERVATIONS, private_observations_button
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.observation_list import ObservationList, surface_of
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.keys import holds_focus
from kithmap.ui.widgets.layouts import in_column
from kithmap.ui.widgets.scrolling_dialog import button
from kithmap.wording.observation_texts import known_relationships


class ObservationsAnswer(AnswerWidget):
    """The first few observations, strengths first; the others on demand.

    Nothing of it is shown while somebody is being placed, for it would change where they are put: not with them in the
    hand, and after that not until it is asked for.
    """

    def _build(self) -> None:
        self._relationships = known_relationships(self.context.words.translate)
        self._document = self.context.session.document
        self._shows_all = False
        self._waits = False
        self.observations_list = ObservationList(self.context)
        self.observations_list.step_begun.connect(self._announce_small_step)
        self.nothing = BreakableLabel(self.tr("Nothing more to show. What you see yourself counts most."), "quiet")
        self.more = button(self.tr("Show more"), self._show_all, "link")
        self.private = private_observations_button(self._show_private)
        self.resting = BreakableLabel(self.tr("Nothing is said here while you place someone."), "quiet")
        self.again = button(self.tr("Show again"), self._show_again, "link")
        self.again.setAccessibleDescription(self.resting.accessibleName())
        self._said = self._add_part(self.observations_list, self.nothing, self.more, self.private)
        self._rest = self._add_part(self.resting, self.again)
        self.context.drag.changed.connect(self._show)

    def refresh(self, document: Document) -> None:
        before, self._document = self._document, document
        if queries.was_anyone_placed(before.today, document.today):
            self._waits = True
            # The person works with whoever is lit.
            self.observations_list.forget_highlight()
        self._show()

    def first(self) -> QWidget | None:
        """The first observation; while none is shown, the button that brings them back."""
        if self._waits:
            return self.again
        return self.observations_list.cards[0] if self.observations_list.cards and not self.context.drag.ids else None

    def leave(self) -> None:
        self.observations_list.clear_highlight()

    def _add_part(self, *widgets: QWidget) -> QWidget:
        part = QWidget()
        in_column(part, *widgets, spacing=self.column.spacing())
        self.column.addWidget(part)
        return part

    def _show(self) -> None:
        rests = self._waits or bool(self.context.drag.ids)
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
        surface = surface_of(self.context.private)
        found = observations(document, document.today, surface, self._relationships)
        shown = found if self._shows_all else first(found)
        # An empty map is greeted by the words of the prompt.
        self.observations_list.show_observations(shown if document.today.connections else (), document)
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
        count = len(self.observations_list.cards)
        self._show()
        self.observations_list.focus_card(count)
        self.changed.emit()

    def _show_private(self) -> None:
        self.context.private.ask_for(OBSERVATIONS)
        self._show_all()

    def _show_again(self) -> None:
        self._waits = False
        self._show()
        self.changed.emit()

    def _announce_small_step(self, _step_id: str) -> None:
        self.context.editing.announced.emit(
            self.tr("Added as a small step. You can say more in “Looking after connections”.")
        )
