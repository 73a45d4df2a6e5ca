"""What the guide offers, for people who use the map freely: what stands out, small steps, "I am", closing words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.ids import SmallStepId
from kithmap.ui.files.files import Files
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.keys import holds_focus
from kithmap.ui.window.columns import Columns
from kithmap.ui.window.left_side import LeftSide

if TYPE_CHECKING:
    from kithmap.ui.reflection.looking_after_page import LookingAfterPage
    from kithmap.ui.reflection.observations_page import ObservationsPage
    from kithmap.ui.reflection.side_page import SidePage
    from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog

# The steps of the guide in which entries are named and placed.
_PLACING: Final = (2, 3)


class Reflection(QObject):
    """Puts its pages in the place of the names and takes them away again.

    `changed`: other things can be asked for now. `announced`: a sentence for the status line and screen readers.
    """

    changed = Signal()
    announced = Signal(str)

    def __init__(
        self,
        context: GuideContext,
        left: LeftSide,
        columns: Columns,
        files: Files,
        show_left: Callable[[], None],
        go_to_map: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._left = left
        self._names = left.shown
        self._columns = columns
        self._show_left = show_left
        self._go_to_map = go_to_map
        self._window = window
        self._shown: SidePage | None = None
        self.observations_page: ObservationsPage | None = None
        self.looking_after: LookingAfterPage | None = None
        # After what is said of the placing itself.
        self._stepped_back = QTimer(self)
        self._stepped_back.setSingleShot(True)
        self._stepped_back.setInterval(0)
        self._stepped_back.timeout.connect(self._say_why)
        left.currentChanged.connect(self._on_page_changed)
        files.opened.connect(self.close)
        context.drag.changed.connect(self._on_drag_changed)
        context.session.document_changed.connect(self._on_document_changed)

    # What stands out

    def can_show_observations(self) -> bool:
        """Whether what stands out may be said: not while somebody is being placed."""
        guide = self._context.session.document.guide
        is_guide_placing = self._left.is_guided and guide is not None and guide.step in _PLACING
        return not self._context.drag.ids and not is_guide_placing

    def shows_observations(self) -> bool:
        """Whether what stands out is shown."""
        return self._shown is not None and self._shown is self.observations_page

    def switch_observations(self) -> None:
        """Show what stands out, or the names again."""
        if self.shows_observations():
            self.close()
        elif self.can_show_observations():
            self._show(self._made_observations_page())

    # Looking after connections

    def is_looking_after(self) -> bool:
        """Whether the small steps are shown."""
        return self._shown is not None and self._shown is self.looking_after

    def switch_looking_after(self) -> None:
        """Show the small steps, or the names again."""
        if self.is_looking_after():
            self.close()
        else:
            self._show(self._made_looking_after())

    def show_step(self, step_id: SmallStepId) -> None:
        """Show what a small step says, to say more."""
        page = self._made_looking_after()
        self._show(page)
        page.show_step(step_id)

    # Sheets

    def edit_i_am(self) -> None:
        """Ask for the lines in the middle of today's map."""
        if self._context.current_picture.is_today:
            from kithmap.ui.reflection.i_am_dialog import IAmDialog  # noqa: PLC0415 - made when it is asked for

            _ask(IAmDialog(self._context, self._window))

    def show_closing(self) -> None:
        """Show the closing words of the dated map that is looked at."""
        from kithmap.ui.reflection.closing_dialog import ClosingDialog  # noqa: PLC0415

        _ask(ClosingDialog(self._context, self._context.current_picture.dated_map, self._window))

    # Coming and going

    def close(self) -> None:
        """Show the names again, if one of the pages is in their place."""
        if self._shown is not None:
            had_focus = holds_focus(self._shown)
            self._left.setCurrentWidget(self._names)
            if had_focus:
                self._go_to_map()

    def _show(self, page: "SidePage") -> None:
        self._context.current_picture.look_at(None)
        self._show_left()
        self._left.show_guide(on=False)
        if self._left.indexOf(page) < 0:
            self._left.addWidget(page)
        self._left.setCurrentWidget(page)
        page.enter()

    def _on_page_changed(self) -> None:
        """Another page, the guide or the names are on the left now."""
        before, current = self._shown, self._left.currentWidget()
        self._shown = next((page for page in (self.observations_page, self.looking_after) if page is current), None)
        if before is not None and before is not self._shown:
            before.leave()
        if (before is None) != (self._shown is None):
            self._columns.widen_left(on=self._shown is not None)
        self._left.changed.emit()
        self.changed.emit()

    def _on_drag_changed(self) -> None:
        """Nothing is said while somebody is in the hand; the page stays, for the map must not move meanwhile."""
        if self.shows_observations() and self.observations_page is not None:
            self.observations_page.set_resting(on=bool(self._context.drag.ids))
        self.changed.emit()

    def _on_document_changed(self, before: Document, after: Document) -> None:
        page = self.observations_page
        if page is not None and self.shows_observations() and queries.was_anyone_placed(before.today, after.today):
            page.step_back()
            self._stepped_back.start()

    def _say_why(self) -> None:
        self.announced.emit(
            self.tr("“What stands out” waits while you place people. It comes back when you ask for it.")
        )

    def _made_observations_page(self) -> "ObservationsPage":
        if self.observations_page is None:
            from kithmap.ui.reflection.observations_page import ObservationsPage  # noqa: PLC0415 - made when it is first asked for

            self.observations_page = ObservationsPage(self._context)
            self.observations_page.step_begun.connect(self.show_step)
            self._join(self.observations_page)
        return self.observations_page

    def _made_looking_after(self) -> "LookingAfterPage":
        if self.looking_after is None:
            from kithmap.ui.reflection.looking_after_page import LookingAfterPage  # noqa: PLC0415

            self.looking_after = LookingAfterPage(self._context)
            self._join(self.looking_after)
        return self.looking_after

    def _join(self, page: "SidePage") -> None:
        page.left.connect(self.close)
        page.changed.connect(self._left.changed)


def _ask(dialog: "ScrollingDialog") -> None:
    """Show a sheet until it is closed."""
    dialog.exec()
    # A field that is being destroyed must not lose the keyboard then: whoever watches it would be told of its ruins.
    focus = dialog.focusWidget()
    if focus is not None:
        focus.clearFocus()
    dialog.deleteLater()
