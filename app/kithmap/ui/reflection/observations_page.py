"""What stands out, for people who use the map freely: a calm page on the left, beside the map.

Nothing of it is shown while somebody is being placed, for it would change where they are put.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt, PromptName
from kithmap.insight.dismissed import dismissed
from kithmap.insight.observation import Observation, Rule
from kithmap.insight.observations import first, observations
from kithmap.insight.population import Surface
from kithmap.model import queries
from kithmap.model.document import DatedMap, Document
from kithmap.ui.editing.private_answers import OBSERVATIONS, private_observations_button
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.guide.observation_list import ObservationList, surface_of
from kithmap.ui.people.details import FieldRow
from kithmap.ui.reflection.dismissed_list import DismissedList
from kithmap.ui.reflection.side_page import SidePage
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.choice_box import ChoiceBox
from kithmap.ui.widgets.fold import Fold
from kithmap.ui.widgets.formatting import day_in_words
from kithmap.ui.widgets.layouts import Frame, add_to, in_column
from kithmap.ui.widgets.scrolling_dialog import button
from kithmap.ui.widgets.wrapping import WrappingCheckBox
from kithmap.wording.observation_texts import known_relationships


class ObservationsPage(SidePage):
    """The first few observations, the others on demand; beside them a comparison and a worker's detail, if asked for.

    `step_begun` carries the id of a small step that was asked for.
    """

    step_begun = Signal(str)

    def __init__(self, context: GuideContext) -> None:
        words = context.words
        super().__init__(texts.step_title(PromptName.STANDS_OUT.step, words.translate))
        self._context = context
        self._relationships = known_relationships(words.translate)
        self._shows_all = False
        self._earlier_id: str | None = None
        self.note = BreakableLabel(look="quiet")
        self.resting = BreakableLabel(self.tr("Nothing is said here while you place someone."), "quiet")
        self.resting.hide()
        self.observations_list = ObservationList(context)
        self.observations_list.step_begun.connect(self.step_begun)
        self.nothing = BreakableLabel(self.tr("Nothing more to show. What you see yourself counts most."), "quiet")
        self.more = button(self.tr("Show more"), self._show_all, "link")
        self.private = private_observations_button(self._show_private)
        self.earlier = ChoiceBox(self.tr("Compared with"))
        self.earlier.chosen.connect(self._compare)
        self._earlier_row = FieldRow(self.tr("Compared with"), self.earlier, context.appearance)
        self.changes = ObservationList(context)
        # Not "all is as it was": nothing is said of a mark taken away, nor of anybody who is gone or at a distance.
        self.no_changes = BreakableLabel(self.tr("Nothing new to tell since that map."), "quiet")
        self.detail = WrappingCheckBox(self.tr("Who knows whom (for a talk with a worker)"))
        self.detail.clicked.connect(self.refresh)
        self.acquaintance = ObservationList(context)
        self.dismissed = DismissedList(context)
        self._dismissed_fold = Fold(self.tr("What you put away"), self.dismissed, context.appearance)
        self._dismissed_fold.setObjectName("dismissed")
        self._line = Frame("line")
        self.content = QWidget()
        in_column(
            self.content,
            self.note,
            self.observations_list,
            self.nothing,
            self.more,
            self.private,
            self._line,
            self._earlier_row,
            self.changes,
            self.no_changes,
            self.detail,
            self.acquaintance,
            self._dismissed_fold,
            spacing=10,
        )
        add_to(self.column, self.resting, self.content)
        context.session.document_changed.connect(self._on_document_changed)
        context.private.changed.connect(self._on_private_answers_changed)
        context.current_picture.map_changed.connect(self._on_map_changed)
        context.drag.changed.connect(self._on_drag_changed)
        # After what is said of the placing itself.
        self._stepped_back = QTimer(self, singleShot=True, interval=0)
        self._stepped_back.timeout.connect(self._say_why)

    def enter(self) -> None:
        super().enter()
        self._shows_all = False
        self._set_resting(on=False)
        self.refresh()
        self.focus_in(self.content)

    def leave(self) -> None:
        for each in (self.observations_list, self.changes, self.acquaintance):
            each.clear_highlight()

    def refresh(self) -> None:
        document = self._context.session.document
        self._show_choices(document)
        found = self._find(document, observations)
        is_started = any(each.rule is Rule.STARTED for each in found)
        said = [each for each in found if each.rule not in (Rule.C1, Rule.K1)]
        shown = tuple(said) if self._shows_all else first(tuple(said))
        is_empty = not document.today.connections
        self.note.say(texts.more(self._context.asked(Prompt(PromptName.STANDS_OUT)), self._context.words))
        self.note.setVisible(is_empty or not is_started)
        self.observations_list.show_observations(() if is_empty else shown, document)
        self.more.setVisible(len(shown) < len(said))
        self.nothing.setVisible(not said)
        self.private.setVisible(surface_of(self._context.private) is Surface.SHARED_SCREEN)
        changes = [each for each in found if each.rule is Rule.C1]
        self.changes.show_observations(changes, document)
        self.no_changes.setVisible(self._earlier(document) is not None and not changes and not is_started)
        self.acquaintance.show_observations([each for each in found if each.rule is Rule.K1], document)
        self.dismissed.show_observations(self._find(document, dismissed), document)
        self._dismissed_fold.setVisible(bool(self.dismissed.rows))
        self.changed.emit()

    def _find(self, document: Document, look: Callable[..., tuple[Observation, ...]]) -> tuple[Observation, ...]:
        return look(
            document,
            document.today,
            surface_of(self._context.private),
            self._relationships,
            earlier=self._earlier(document),
            workers_detail=self.detail.isChecked() and bool(document.today.ties),
        )

    def _show_choices(self, document: Document) -> None:
        earlier = document.maps[:-1]
        self.earlier.offer(
            [(None, self.tr("no other map")), *((each.id, day_in_words(each.date)) for each in reversed(earlier))]
        )
        kept = self._earlier(document)
        self.earlier.show_value(kept.id if kept else None)
        self._earlier_row.setVisible(bool(earlier))
        self.detail.setVisible(bool(document.today.ties))
        self._line.setVisible(bool(earlier or document.today.ties))

    def _earlier(self, document: Document) -> DatedMap | None:
        return next((each for each in document.maps[:-1] if each.id == self._earlier_id), None)

    def _compare(self, map_id: object) -> None:
        self._earlier_id = map_id if isinstance(map_id, str) else None
        self.refresh()

    def _show_all(self) -> None:
        self._shows_all = True
        count = len(self.observations_list.cards)
        self.refresh()
        self.observations_list.focus_card(count)

    def _show_private(self) -> None:
        self._context.private.ask_for(OBSERVATIONS)
        self._show_all()

    def _set_resting(self, *, on: bool) -> None:
        self.resting.setVisible(on)
        self.content.setVisible(not on)

    def _on_private_answers_changed(self) -> None:
        if self.isVisibleTo(self.window()):
            self.refresh()

    def _on_document_changed(self, before: Document, after: Document) -> None:
        if not self.isVisibleTo(self.window()):
            return
        self.refresh()
        if queries.was_anyone_placed(before.today, after.today):
            # Whoever is lit stays selected.
            for each in (self.observations_list, self.changes, self.acquaintance):
                each.forget_highlight()
            self.left.emit()
            self._stepped_back.start()

    def _say_why(self) -> None:
        self._context.editing.announced.emit(
            self.tr("“What stands out” waits while you place people. It comes back when you ask for it.")
        )

    def _on_drag_changed(self) -> None:
        """Nothing is said while somebody is dragged; the page stays, for the map must not move meanwhile."""
        if self.isVisibleTo(self.window()):
            self._set_resting(on=bool(self._context.drag.ids))

    def _on_map_changed(self) -> None:
        self.content.setEnabled(self._context.current_picture.is_today)
