"""The right panel: one entry, or several at once; ring, support, and what is folded below."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from kithmap.model import queries
from kithmap.model.document import MAXIMUM_NAME, Connection, Entry
from kithmap.model.ids import EntryId, MapId, RingId
from kithmap.model.names import printable
from kithmap.model.vocabulary import KEEPING_A_DISTANCE
from kithmap.session.session import Session
from kithmap.ui.editing.editing import Editing, EditingContext
from kithmap.ui.editing.private_answers import PrivateAnswers
from kithmap.ui.editing.typed_text import TypedText
from kithmap.ui.people.details import AboutSection, DetailsSection, FeelingSection, NotesSection, Shown, StayingSection
from kithmap.ui.people.quiet_card import Contacts
from kithmap.ui.people.ring_chooser import RingChooser
from kithmap.ui.people.small_steps import reminder
from kithmap.ui.people.support_table import SupportTable
from kithmap.ui.widgets.fold import Fold
from kithmap.ui.widgets.layouts import Frame, Stretch, in_column, in_row, scrolling
from kithmap.ui.widgets.scrolling_dialog import button, sign_button, text
from kithmap.ui.widgets.text import filled, plain_tooltip, shortened
from kithmap.ui.widgets.wrapping import WrappingButton

_NAME_LINES = 3


class NameEditor(QLineEdit):
    def __init__(self, heading: "NameHeading") -> None:
        super().__init__()
        self._heading = heading
        self.setProperty("look", "name")
        self.setMaxLength(MAXIMUM_NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._heading.close_editor()
        elif event.key() == Qt.Key.Key_Escape:
            self._heading.take_back()
        else:
            super().keyPressEvent(event)


class NameHeading(QWidget):
    """The name as a heading; a click, Enter or F2 makes it a field."""

    def __init__(self, session: Session, editing: Editing) -> None:
        super().__init__()
        self._editing = editing
        self._entry_id = EntryId("")
        self.heading = WrappingButton(maximum_lines=_NAME_LINES)
        self.heading.setProperty("look", "name")
        self.heading.setCursor(Qt.CursorShape.IBeamCursor)
        self.heading.setAccessibleDescription(self.tr("Press Enter to change the name."))
        self.heading.clicked.connect(self.open_editor)
        self.editor = NameEditor(self)
        self.editor.setAccessibleName(self.tr("Name, nickname or initials"))
        self.editor.hide()
        self._text = TypedText(self.editor, MAXIMUM_NAME, session, editing)
        self._text.typed.connect(lambda typed: editing.rename(self._entry_id, typed, typing=True))
        self._text.left.connect(self._close)
        in_column(self, self.heading, self.editor)

    def show_entry(self, entry: Entry, *, editable: bool, fresh: bool) -> None:
        self._entry_id = entry.id
        name = printable(entry.name)
        self.heading.show_text(name)
        self.heading.setAccessibleName(filled(self.tr("Name: {name}"), name=name))
        self.heading.setToolTip(plain_tooltip(name) if len(name) > 60 else self.tr("Change the name (F2)"))
        self.heading.setEnabled(editable)
        if fresh or not editable:
            self._close()
        self._text.show(entry.name, fresh=fresh)

    def open_editor(self) -> None:
        if self.heading.isEnabled():
            self.editor.show()
            self.heading.hide()
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.selectAll()

    def close_editor(self) -> None:
        """Be done with changing the name; what was typed is already kept."""
        self.heading.show()
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._close()

    def take_back(self) -> None:
        self._text.take_back()
        self.close_editor()

    def _close(self) -> None:
        self.heading.show()
        self.editor.hide()


class PersonPanel(QWidget):
    def __init__(self, context: EditingContext, private: PrivateAnswers, contacts: Contacts = tuple) -> None:
        super().__init__()
        self._session, self._selection, self._editing, self._words, appearance = context
        self._map_id: MapId | None = None
        self._is_read_only = False
        self._shown_id: EntryId | None = None
        self._ids: tuple[EntryId, ...] = ()
        self.nobody = text(self.tr("Choose someone on the map or in the list."), "quiet")
        self.earlier = text(
            self.tr("This is an earlier map. You can look at it; today's map is the one you change."), "banner"
        )
        self.name = NameHeading(context.session, context.editing)
        self.several = text(look="heading")
        self.more = sign_button("…", self.tr("More"), self._show_more, self.tr("More: keeping a distance, deleting"))
        self.summary = button("", self._open_about, "quietlink")
        self.reminder = text(look="quiet")
        self.rings = RingChooser()
        self.table = SupportTable(context.editing, context.words, appearance)
        self.know_each_other = button(self.tr("They know each other"), lambda: self._editing.tie_all(self._ids))
        self.delete = button(self.tr("Delete"), lambda: self._editing.delete(self._ids))
        badge = self.tr("private", "badge")
        self.feeling = FeelingSection(context, private, contacts)
        self.staying = StayingSection(context)
        self.about = AboutSection(context)
        self.notes = NotesSection(context, private)
        self.folds = {
            self.feeling: Fold(self.tr("How is it for you?"), self.feeling, appearance, badge),
            self.staying: Fold(self.tr("Staying connected"), self.staying, appearance),
            self.about: Fold("", self.about, appearance),
            self.notes: Fold(self.tr("Notes"), self.notes, appearance, badge),
        }
        self._build()
        context.session.document_changed.connect(self.refresh)
        context.selection.changed.connect(self.refresh)
        private.changed.connect(self.refresh)
        private.folded.connect(self._close_private)
        appearance.changed.connect(self.updateGeometry)
        self.refresh()

    def edit_name(self) -> None:
        if not self.name.isHidden():
            self.name.open_editor()

    def set_read_only(self, read_only: bool, dated_map_id: MapId | None) -> None:
        self._is_read_only = read_only
        self._map_id = dated_map_id
        self.refresh()

    def refresh(self) -> None:
        if self._shown_id is not None and self._selection.ids != (self._shown_id,):
            # Text that is still being composed belongs to the entry it was begun for.
            QGuiApplication.inputMethod().commit()
        document = self._session.document
        dated_map = queries.map_by_id(document, self._map_id)
        connections = [
            queries.connection(dated_map, each) for each in self._selection.ids if queries.has_entry(dated_map, each)
        ]
        self._ids = tuple(each.entry for each in connections)
        one = connections[0].entry if len(connections) == 1 else None
        fresh = one != self._shown_id
        self._shown_id = one
        self._show_parts(len(connections))
        if not connections:
            return
        editable = not self._is_read_only
        self._show_rings(connections, editable=editable)
        self.table.show_connections(document, connections, editable=editable)
        if one is None:
            self.several.setText(self.tr("%n selected", "", len(connections)))
            return
        entry = queries.entry(document, one)
        self._show_entry(Shown(document, dated_map, entry, connections[0], editable, fresh))

    def more_menu(self) -> QMenu:
        """What is seldom wanted: keeping a distance, deleting; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        today = self._session.document.today
        rings = {queries.ring_of(queries.connection(today, each)) for each in self._ids}
        distance = menu.addAction(self._words.usual_ring(KEEPING_A_DISTANCE))
        distance.setCheckable(True)
        distance.setChecked(rings == {KEEPING_A_DISTANCE})
        distance.setToolTip(self.tr("Private, and outside the rings. Never on the map or on paper."))
        distance.triggered.connect(self._keep_a_distance)
        menu.addSeparator()
        if len(self._ids) == 1:
            menu.addAction(self.tr("Change the name"), self.edit_name)
        menu.addAction(self.tr("Delete"), lambda: self._editing.delete(self._ids))
        return menu

    def _build(self) -> None:
        self.summary.setToolTip(self.tr("Change what they are to you"))
        self.rings.chosen.connect(self._place)
        top = in_row(None, (self.summary, 1), (self.several, 1), (self.more, 0, Qt.AlignmentFlag.AlignTop), spacing=4)
        content = Frame("panel")
        in_column(
            content,
            self.earlier,
            self.nobody,
            self.name,
            top,
            self.reminder,
            8,
            self.rings,
            8,
            self.table,
            self.know_each_other,
            6,
            self.delete,
            *self.folds.values(),
            Stretch(1),
            margins=(14, 12, 12, 12),
            spacing=0,
        )
        self._area = scrolling(content)
        self.table.focus_moved.connect(self._area.ensureWidgetVisible)
        # When it has its place.
        self.feeling.quiet_card.appeared.connect(self._area.ensureWidgetVisible, Qt.ConnectionType.QueuedConnection)
        in_column(self, self._area)

    def _show_parts(self, count: int) -> None:
        editable = not self._is_read_only
        parts: list[tuple[bool, Sequence[QWidget]]] = [
            (self._is_read_only, [self.earlier]),
            (count == 0, [self.nobody]),
            (count > 0, [self.rings, self.table]),
            (count > 0 and editable, [self.more]),
            (False, [self.reminder]),
            (count == 1, [self.name, self.summary, *self.folds.values()]),
            (count > 1, [self.several]),
            (count > 1 and editable, [self.know_each_other, self.delete]),
        ]
        for is_here, widgets in parts:
            for widget in widgets:
                widget.setVisible(is_here)

    def _show_rings(self, connections: Sequence[Connection], *, editable: bool) -> None:
        dated_map = queries.map_by_id(self._session.document, self._map_id)
        choices = [(ring.id, self._words.ring(ring)) for ring in dated_map.rings]
        current = {queries.ring_of(each) for each in connections}
        elsewhere = (
            self._words.usual_ring(KEEPING_A_DISTANCE) if current == {KEEPING_A_DISTANCE} else self.tr("several rings")
        )
        self.rings.show_rings([*choices, (None, self.tr("Not placed"))], current, elsewhere, editable=editable)

    def _show_entry(self, shown: Shown) -> None:
        self.name.show_entry(shown.entry, editable=shown.editable, fresh=shown.fresh)
        self.summary.show_text(self._summary(shown))
        steps = reminder(shown.document, shown.entry.id, self._words)
        self.reminder.setText(steps)
        self.reminder.setVisible(bool(steps))
        self.folds[self.about].set_title(filled(self.tr("About {name}"), name=shortened(shown.entry.name)))
        section: DetailsSection
        for section in self.folds:
            section.show_entry(shown)

    def _summary(self, shown: Shown) -> str:
        place = self._words.place(shown.dated_map, queries.ring_of(shown.connection))
        relationship = shortened(shown.entry.relationship).strip() or self.tr("relationship?")
        return " · ".join((relationship, self._words.kind(shown.entry.kind), printable(place)))

    def _place(self, ring: RingId | None) -> None:
        if ring is None:
            self._editing.take_off_rings(self._ids)
        else:
            self._editing.place_in_ring(self._ids, ring)

    def _keep_a_distance(self, on: bool) -> None:
        self._place(KEEPING_A_DISTANCE if on else None)

    def _show_more(self) -> None:
        corner = self.more.mapToGlobal(QPoint(0, self.more.height()))
        self.more_menu().popup(corner)

    def _close_private(self) -> None:
        """What shows by itself to somebody else, or as soon as they are gone, is behind its heading again."""
        for section in (self.feeling, self.notes):
            self.folds[section].fold_away()

    def _open_about(self) -> None:
        fold = self.folds[self.about]
        fold.open()
        self.about.relationship.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(self.about.relationship)
