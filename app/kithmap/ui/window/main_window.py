"""The window: places the panels and connects them. What things mean is decided elsewhere."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.names import printable
from kithmap.session.selection import Selection
from kithmap.session.services import SessionServices
from kithmap.store.settings import Settings
from kithmap.ui.editing.editing import Editing
from kithmap.ui.editing.private_answers import PrivateAnswers
from kithmap.ui.files.dropped_file import dragged_file
from kithmap.ui.files.files import Files
from kithmap.ui.files.questions import Questions
from kithmap.ui.guide.context import GuideContext, WaysOut
from kithmap.ui.guide.ending import delete_map
from kithmap.ui.list.view import ListView
from kithmap.ui.map.accessible import AccessibleMap
from kithmap.ui.map.area import MapArea
from kithmap.ui.map.current_picture import CurrentPicture
from kithmap.ui.map.drag import Drag
from kithmap.ui.map.view import MapContext, MapView
from kithmap.ui.people.people import PeoplePanel
from kithmap.ui.people.person import PersonPanel
from kithmap.ui.people.quiet_card import Contacts
from kithmap.ui.privacy.preferences import Preferences
from kithmap.ui.privacy.quick_hide import QuickHide
from kithmap.ui.reflection.reflection import Reflection
from kithmap.ui.training.handouts import MakeHandout
from kithmap.ui.training.right_side import RightSide
from kithmap.ui.training.training import Training
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.keys import press_focused
from kithmap.ui.window.action_table import action_rows
from kithmap.ui.window.actions import Actions, menu_titles
from kithmap.ui.window.commands import Commands
from kithmap.ui.window.dialog_opener import DialogOpener, MakeReport, ObservationsForPaper
from kithmap.ui.window.left_side import LeftSide
from kithmap.ui.window.panes import Panes
from kithmap.ui.window.safety import Safety
from kithmap.ui.window.speech import speech_of, tooltip
from kithmap.ui.window.timeline import Timeline
from kithmap.ui.window.top_bar import TopBar
from kithmap.ui.window.window_state import look_as_before, remembered
from kithmap.wording.words import Words

if TYPE_CHECKING:
    from kithmap.ui.guide.panel import GuidePanel


class MainWindow(QMainWindow):
    """One document on the screen."""

    def __init__(
        self,
        services: SessionServices,
        appearance: Appearance,
        words: Words,
        preferences: Preferences,
        quick_hide: QuickHide,
        make_report: MakeReport,
        paper_observations: ObservationsForPaper,
        example: Callable[[], Document],
        make_handout: MakeHandout,
        questions: Callable[[QWidget], Questions] = Questions,
        contacts: Contacts = tuple,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Kithmap[*]")
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.session = session = services.session
        self.services = services
        self.preferences = preferences
        self.appearance = appearance
        self.selection = Selection(self)
        self._words = words
        self._questions = questions(self)
        self.current_picture = CurrentPicture(session, appearance, words)
        self.editing = Editing(
            session,
            self.selection,
            words,
            lambda: self.current_picture.picture,
            lambda entry_id: self.current_picture.mark_of(entry_id).block,
        )
        self.files = Files(session, services, self._questions, example)
        self._private = PrivateAnswers(session)
        self.safety = Safety(services, self.files, self._questions, preferences, quick_hide, words, appearance, self)
        self._drag = Drag(self)
        # The order of Tab is put right a moment after widgets have come and gone.
        self._tabs = QTimer(self)
        self._tabs.setSingleShot(True)
        self._tabs.setInterval(200)
        map_context = MapContext(
            self.selection,
            appearance,
            self._drag,
            self.current_picture.mark_of,
            self._names_of,
            lambda entry_id: tooltip(session.document, self.current_picture.dated_map, entry_id, words),
        )
        self._accessible = AccessibleMap(
            lambda: MapView(self.current_picture.picture, map_context), lambda: speech_of(self.commands)
        )
        self.view = self._accessible.view
        self.people = PeoplePanel(
            session, self.selection, self.editing, words, appearance, self._drag, self.current_picture
        )
        self.person = PersonPanel(session, self.selection, self.editing, words, appearance, self._private, contacts)
        self.list = ListView(session, self.selection, self.editing, words, appearance)
        self.timeline = Timeline(session, appearance)
        self.dialogs = DialogOpener(
            session,
            self.editing,
            self.files,
            self._questions,
            words,
            make_report,
            paper_observations,
            self._keys,
            preferences,
            self,
        )
        self.right = RightSide(self.person)
        self.training = Training(
            session,
            self.selection,
            self.editing,
            self.files,
            self._questions,
            self.safety.banner,
            words,
            appearance,
            self.right,
            self.dialogs,
            make_handout,
            self,
        )
        self._map_area = MapArea(self.view, session, self.current_picture, words)
        self.left = LeftSide(self.people, self._make_guide, self.editing)
        self.panes = Panes(
            self.left, self.people, self._map_area, self.list, self.right, self.person, self.timeline, appearance
        )
        self._context = self._make_guide_context(contacts)
        self.reflection = Reflection(
            self._context,
            self.left,
            self.panes.columns,
            self.files,
            lambda: self.panes.show_panel("left", on=True),
            lambda: self.panes.show_view(as_list=self.panes.is_list()),
            self,
        )
        self.commands = Commands(
            session,
            self.selection,
            self.editing,
            self.files,
            self.current_picture,
            self.view,
            appearance,
            self.dialogs,
            self.safety,
            self.training,
            self.reflection,
            words,
            self.panes,
            self,
        )
        self.actions_table = Actions(action_rows(self.commands), self, self.view)
        self.setCentralWidget(self._work())
        self.setMinimumSize(QSize(900, 560))
        self._drag.use((self.people.tray, self.left, self.view.drop_target), self)
        self._connect()
        look_as_before(self, self.panes, self.dialogs, preferences.value)

    # Arriving

    def open_file(self, path: Path) -> None:
        """Open a file given on the command line or dropped on the window."""
        self.files.open(path)

    def begin_guided(self) -> bool:
        """Begin an empty map with the guide beside it; False when the person stays with this one."""
        if not self.files.new():
            return False
        self.panes.show_guide(on=True)
        return True

    def keep_now(self) -> None:
        """The program is being ended: bring what is typed and not saved to the disk."""
        self.files.leaving.emit()
        self.services.journal.flush()

    # What commands ask of the window

    def show_menu(self) -> None:
        """Open the menu."""
        self.top_bar.menu_button.showMenu()

    def switch_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def is_full_screen(self) -> bool:
        """Whether the window fills the screen."""
        return self.isFullScreen()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys no field wanted: Esc gives up what is going on, Enter presses a button."""
        if event.key() == Qt.Key.Key_Escape:
            self.commands.escape()
        elif not press_focused(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work; remember sizes and looks."""
        if not self.files.may_leave():
            event.ignore()
            return
        event.accept()
        self.services.close(keep_unsaved=False)
        self._accessible.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files dragged from a folder."""
        if dragged_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        path = dragged_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def current_settings(self) -> Settings:
        """How the window looks now, to be remembered."""
        return remembered(self, self.panes, self.dialogs, self.appearance, self.preferences.value)

    def _work(self) -> QWidget:
        """The page one works on: the line at the top, the panels, the dated maps."""
        menu = QMenu(self)
        for name, title in menu_titles().items():
            self.actions_table.fill(menu.addMenu(title), name)
        menu.aboutToShow.connect(lambda: self.actions_table.hide_empty(menu))
        self.top_bar = TopBar(self.session, self.actions_table, menu, self._words)
        work = QWidget()
        layout = QVBoxLayout(work)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.safety.banner)
        layout.addWidget(self.panes.columns, 1)
        layout.addWidget(self.timeline)
        return work

    def _connect(self) -> None:
        self.session.document_changed.connect(self._drag.put_back)
        self.session.document_changed.connect(self._forget_absent)
        self.session.document_changed.connect(self._tabs.start)
        self.selection.changed.connect(self._tabs.start)
        self._tabs.timeout.connect(self._order_tabs)
        self.files.leaving.connect(self.people.hand_over)
        self.files.leaving.connect(self.left.hand_over)
        self.left.changed.connect(self._tabs.start)
        self.left.guided.connect(self._on_guided)
        self.right.changed.connect(self._tabs.start)
        self.training.story_shown.connect(lambda: self.panes.show_panel("right", on=True))
        self.view.tapped.connect(self.left.tap)
        self.current_picture.map_changed.connect(self._forget_absent)
        self.session.state_changed.connect(self._refresh_actions)
        self.selection.changed.connect(self._refresh_actions)
        self.current_picture.map_changed.connect(self._on_map_looked_at)
        self.view.dropped.connect(self.editing.drop)
        self.view.tie_drawn.connect(self.editing.tie)
        self.view.tie_mode_changed.connect(self._on_tie_mode_changed)
        for source in (self.view, self.people):
            source.menu_wanted.connect(self._show_menu)
            source.entry_opened.connect(self._open_entry)
        self.timeline.map_chosen.connect(self.current_picture.look_at)
        self.timeline.new_map_wanted.connect(self.commands.start_dated_map)
        self._map_area.today_wanted.connect(lambda: self.current_picture.look_at(None))
        for announcer in (self.editing, self.reflection, self.files, self.safety.protecting, self.safety.versions):
            announcer.announced.connect(self._announce)
        self.reflection.changed.connect(self._refresh_actions)
        self.panes.changed.connect(self.actions_table.refresh)
        self.panes.names_wanted.connect(self.reflection.close)
        self.view.me_opened.connect(self.reflection.edit_i_am, Qt.ConnectionType.QueuedConnection)
        self._drag.changed.connect(self._announce_drag)
        self.safety.quick_hide.about_to_hide.connect(self._drag.put_back)
        self.preferences.changed.connect(self.actions_table.refresh)
        self.files.opened.connect(self._show_work)

    def _show_work(self) -> None:
        self.selection.clear()
        self.current_picture.show(None)
        self.current_picture.look_at(None)
        self.view.fit()
        self._announce("")
        self.people.clear_fields()
        self.list.search.clear()
        if not self.session.document.today.connections:
            self.people.focus_field()
        else:
            self.view.setFocus()
        self.left.show_document(self.session.document)

    def _forget_absent(self) -> None:
        """Nothing that is not on the dated map looked at stays selected, in the hand, or half way through a gesture."""
        dated_map = self.current_picture.dated_map
        self.selection.keep_only(dated_map)
        today = self.session.document.today if self.current_picture.is_today else None
        self._drag.keep_only([each.entry for each in today.connections] if today else [])

    def _on_map_looked_at(self) -> None:
        dated_map = self.current_picture.dated_map
        read_only = not self.current_picture.is_today
        self.view.is_read_only = read_only
        self.people.set_read_only(on=read_only)
        self.person.set_read_only(read_only, dated_map.id)
        self.list.set_read_only(read_only, dated_map.id)
        self.timeline.show_map(dated_map.id)
        self.actions_table.refresh()

    def _show_menu(self, entry_id: str, position: QPoint) -> None:
        menu = QMenu(self)
        rings = [f"ring-{number}" for number in range(len(self.session.document.today.rings))]
        if entry_id:
            several = ["tie-all"] if len(self.selection.ids) > 1 else []
            self.actions_table.add(
                menu, [*rings, "tray", "distance", "", "pick-up", "tie-mode", *several, "", "rename", "delete"]
            )
        else:
            self.actions_table.add(menu, ["add", "select-all", "", "fit", "tie-mode", "rings"])
        menu.exec(position)
        menu.deleteLater()

    def _open_entry(self, entry_id: str) -> None:
        self.selection.set((entry_id,))
        self.panes.edit_name()

    def _refresh_actions(self) -> None:
        self.actions_table.refresh()
        self.setWindowModified(self.session.is_modified)

    def _announce(self, text: str) -> None:
        self.timeline.message.setText(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_tie_mode_changed(self, on: bool) -> None:
        self._refresh_actions()
        self._announce(self.tr("Click one, then who they know; or drag from one to the other. Esc ends.") if on else "")

    def _order_tabs(self) -> None:
        self.panes.order_tabs(self.top_bar)

    def _make_guide(self) -> "GuidePanel":
        from kithmap.ui.guide.panel import GuidePanel  # noqa: PLC0415 - made when it is first asked for

        return GuidePanel(self._context)

    def _make_guide_context(self, contacts: Contacts) -> GuideContext:
        ways_out = WaysOut(
            self.files.save,
            self.dialogs.make_pdf,
            self.safety.quick_hide.hide,
            lambda: delete_map(self.services, self.files, self._questions),
        )
        return GuideContext(
            self.session,
            self.selection,
            self.editing,
            self._words,
            self.appearance,
            self.current_picture,
            self._drag,
            self._private,
            contacts,
            ways_out,
        )

    def _on_guided(self, on: bool) -> None:
        self.panes.columns.widen_left(on=on)
        self.actions_table.refresh()
        if not on:
            self.view.setFocus()

    def _announce_drag(self) -> None:
        if not self._drag.ids:
            self._announce("")
        if self._drag.is_by_click:
            names = self._names_of(self._drag.ids)
            self._announce(self.tr("{name}: click where it goes. Esc puts it back.").replace("{name}", names))

    def _keys(self) -> list[tuple[str, str]]:
        return self.actions_table.keys()

    def _names_of(self, ids: Iterable[str]) -> str:
        chosen = list(ids)
        if len(chosen) == 1:
            return printable(queries.entry(self.session.document, chosen[0]).name)
        return self.tr("%n entries", "", len(chosen))
