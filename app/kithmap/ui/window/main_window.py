"""The window: makes its parts, places them and connects them. What things mean is decided elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from kithmap.model.ids import EntryId
from kithmap.printing import Printing
from kithmap.session.selection import Selection
from kithmap.session.services import SessionServices
from kithmap.store.settings import Settings
from kithmap.ui.editing.editing import Editing, EditingContext
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
from kithmap.ui.privacy.quick_hide import QuickHide
from kithmap.ui.training.training import Training
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.keys import press_focused
from kithmap.ui.widgets.layouts import in_column
from kithmap.ui.widgets.preferences import Preferences
from kithmap.ui.window.action_table import ActionTable
from kithmap.ui.window.actions import Actions, menu_titles
from kithmap.ui.window.announcer import Announcer
from kithmap.ui.window.commands import Commands
from kithmap.ui.window.dialog_opener import DialogOpener
from kithmap.ui.window.left_side import LeftPage, LeftSide
from kithmap.ui.window.panes import Panes
from kithmap.ui.window.parts import Parts
from kithmap.ui.window.right_side import RightSide
from kithmap.ui.window.safety import Safety
from kithmap.ui.window.speech import names_of, speech_of, tooltip
from kithmap.ui.window.timeline import Timeline
from kithmap.ui.window.top_bar import TopBar
from kithmap.ui.window.window_state import looks_of, restore_looks
from kithmap.wording.words import Words


class MainWindow(QMainWindow):
    def __init__(
        self,
        services: SessionServices,
        appearance: Appearance,
        words: Words,
        preferences: Preferences,
        quick_hide: QuickHide,
        printing: Printing,
        questions: Callable[[QWidget], Questions] = Questions,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Kithmap[*]")
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.services, self.preferences, self.appearance = services, preferences, appearance
        self.session = session = services.session
        self.selection = Selection(self)
        self._drag = Drag(self)
        # The order of Tab is put right a moment after widgets have come and gone.
        self._tabs = QTimer(self, singleShot=True, interval=200)
        self.current_picture = CurrentPicture(session, appearance, words)
        self.editing = Editing(
            session,
            self.selection,
            words,
            lambda: self.current_picture.picture,
            lambda entry_id: self.current_picture.mark_of(entry_id).block,
        )
        context = EditingContext(session, self.selection, self.editing, words, appearance)
        self.files = Files(services, questions(self))
        self.safety = Safety(services, self.files, preferences, quick_hide, context, self)
        self.dialogs = DialogOpener(context, self.files, printing, preferences, self._keys, self)
        self.training = Training(context, self.files, self.safety.banner, printing, preferences, self)
        self._guide_context = self._make_guide_context(context, printing)
        self._make_panes(context, printing)
        self._parts = Parts(
            context,
            self._guide_context,
            self.files,
            self.view,
            self.current_picture,
            self.panes,
            self.dialogs,
            self.safety,
            self.training,
            self,
        )
        self.commands = Commands(self._parts)
        self.actions_table = Actions(ActionTable(self._parts, self.commands).rows(), self, self.view)
        self.setCentralWidget(self._work(words))
        self.setMinimumSize(QSize(900, 560))
        self._drag.use((self.people.tray, self.left, self.view.drop_target), self)
        self._connect()
        restore_looks(self, self.panes, preferences.value)

    # Making the parts

    def _make_panes(self, context: EditingContext, printing: Printing) -> None:
        session, selection, _, words, appearance = context
        map_context = MapContext(
            selection,
            appearance,
            self._drag,
            self.current_picture.mark_of,
            lambda ids: names_of(session.document, ids),
            lambda entry_id: tooltip(session.document, self.current_picture.dated_map, entry_id, words),
        )
        self._accessible = AccessibleMap(
            lambda: MapView(self.current_picture.picture, map_context), lambda: speech_of(self._parts, self.commands)
        )
        self.view = self._accessible.view
        self.people = PeoplePanel(context, self._drag, self.current_picture)
        self.person = PersonPanel(context, self._guide_context.private, printing.contact_lines)
        self.list = ListView(context)
        self.timeline = Timeline(session, appearance)
        self._announcer = Announcer(self.timeline.message.setText, self.view, self._drag, session, self)
        self.right = RightSide(self.person)
        self._map_area = MapArea(self.view, session, self.current_picture, words)
        self.left = LeftSide(self.people, self._guide_context)
        self.panes = Panes(self.left, self._map_area, self.list, self.right, self.timeline, appearance)

    def _make_guide_context(self, context: EditingContext, printing: Printing) -> GuideContext:
        ways_out = WaysOut(
            self.files.save,
            self.dialogs.make_pdf,
            self.safety.quick_hide.hide,
            lambda: delete_map(self.services, self.files),
        )
        private = PrivateAnswers(self.session)
        return GuideContext(*context, self.current_picture, self._drag, private, printing.contact_lines, ways_out)

    def _keys(self) -> list[tuple[str, str]]:
        return self.actions_table.keys()

    def _work(self, words: Words) -> QWidget:
        menu = QMenu(self)
        for name, title in menu_titles().items():
            self.actions_table.fill(menu.addMenu(title), name)
        menu.aboutToShow.connect(lambda: self.actions_table.hide_empty(menu))
        self.top_bar = TopBar(self.session, self.actions_table, menu, words)
        work = QWidget()
        in_column(work, self.top_bar, self.safety.banner, (self.panes.columns, 1), self.timeline, spacing=0)
        return work

    def _connect(self) -> None:
        session, selection, current = self.session, self.selection, self.current_picture
        session.document_changed.connect(self._drag.put_back)
        session.document_changed.connect(self._keep_only_present)
        session.state_changed.connect(self._refresh_actions)
        selection.changed.connect(self._refresh_actions)
        current.map_changed.connect(self._keep_only_present)
        current.map_changed.connect(self._on_map_changed)
        for hint in (session.document_changed, selection.changed, self.left.changed, self.right.changed):
            hint.connect(self._tabs.start)
        self._tabs.timeout.connect(lambda: self.panes.order_tabs(self.top_bar))
        self.files.leaving.connect(self.people.hand_over)
        self.files.leaving.connect(self.left.hand_over)
        self.files.opened.connect(self._show_work)
        self.training.story_pages_changed.connect(self._show_story)
        self.view.tapped.connect(self.left.tap)
        self.view.dropped.connect(self.editing.drop)
        self.view.tie_drawn.connect(self.editing.tie)
        self.view.tie_mode_changed.connect(self.actions_table.refresh)
        self.view.me_opened.connect(self.actions_table["i-am"].trigger, Qt.ConnectionType.QueuedConnection)
        for source in (self.view, self.people):
            source.menu_wanted.connect(self._show_menu)
            source.entry_opened.connect(self._open_entry)
        self.timeline.map_chosen.connect(current.look_at)
        self.timeline.new_map_wanted.connect(self.commands.start_dated_map)
        self._map_area.today_wanted.connect(lambda: current.look_at(None))
        for announcer in (self.editing, self.files, self.safety.protecting, self.safety.versions):
            announcer.announced.connect(self._announcer.say)
        self.panes.changed.connect(self.actions_table.refresh)
        self.preferences.changed.connect(self.actions_table.refresh)
        self._drag.changed.connect(self.actions_table.refresh)
        self.safety.quick_hide.about_to_hide.connect(self._drag.put_back)

    # Arriving and leaving

    def begin_guided(self) -> bool:
        """Begin an empty map with the guide beside it; False when the person stays with this one."""
        if not self.files.new():
            return False
        self.left.show_page(LeftPage.GUIDE)
        return True

    def keep_now(self) -> None:
        """The program is being ended: bring what is typed and not saved to the disk."""
        self.files.leaving.emit()
        self.services.journal.flush()

    def current_settings(self) -> Settings:
        return looks_of(self, self.panes, self.appearance, self.preferences.value)

    def show_menu(self) -> None:
        self.top_bar.menu_button.showMenu()

    def switch_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys no field wanted: Esc gives up what is going on, Enter presses a button."""
        if event.key() == Qt.Key.Key_Escape:
            self.commands.escape()
        elif not press_focused(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_leave():
            event.ignore()
            return
        event.accept()
        self.services.close(keep_unsaved=False)
        self._accessible.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dragged_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.files.open(path)

    # Following what goes on

    def _show_work(self) -> None:
        self.selection.clear()
        self.current_picture.show(None)
        self.current_picture.look_at(None)
        self.view.fit()
        self._announcer.say("")
        self.people.clear_fields()
        self.list.search.clear()
        self.left.show_document(self.session.document)
        if self.left.page is LeftPage.NAMES:
            focus = self.view.setFocus if self.session.document.today.connections else self.people.focus_field
            focus()

    def _keep_only_present(self) -> None:
        """Nothing that is not on the dated map looked at stays selected, or half way through a gesture."""
        self.selection.keep_only(self.current_picture.dated_map)
        today = self.session.document.today if self.current_picture.is_today else None
        self._drag.keep_only([each.entry for each in today.connections] if today else [])

    def _on_map_changed(self) -> None:
        dated_map, read_only = self.current_picture.dated_map, not self.current_picture.is_today
        self.view.is_read_only = read_only
        self.people.set_read_only(on=read_only)
        self.person.set_read_only(read_only, dated_map.id)
        self.list.set_read_only(read_only, dated_map.id)
        self.timeline.show_map(dated_map.id)
        self.actions_table.refresh()

    def _show_menu(self, entry_id: EntryId, position: QPoint) -> None:
        menu = QMenu(self)
        self.actions_table.add(menu, self._menu_rows(is_ground=not entry_id))
        menu.exec(position)
        menu.deleteLater()

    def _menu_rows(self, *, is_ground: bool) -> list[str]:
        if is_ground:
            return ["add", "select-all", "", "fit", "tie-mode", "rings"]
        rings = [f"ring-{number}" for number in range(len(self.session.document.today.rings))]
        several = ["tie-all"] if len(self.selection.ids) > 1 else []
        return [*rings, "tray", "distance", "", "pick-up", "tie-mode", *several, "", "rename", "delete"]

    def _open_entry(self, entry_id: EntryId) -> None:
        self.selection.set((entry_id,))
        self.panes.edit_name()

    def _show_story(self, pages: tuple[tuple[str, QWidget], ...]) -> None:
        self.right.show_pages(pages)
        if pages:
            self.panes.show_panel("right", on=True)

    def _refresh_actions(self) -> None:
        self.actions_table.refresh()
        self.setWindowModified(self.session.is_modified)
