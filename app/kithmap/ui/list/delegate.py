"""How the cells of the list are drawn and edited."""

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kithmap.model.document import MAXIMUM_NAME
from kithmap.model.ids import EntryId, KindId
from kithmap.model.vocabulary import Direction, SupportLevel
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.editing.typed_text import TypedText
from kithmap.ui.list.model import SUPPORT_ROLE, Field, Index, ListModel
from kithmap.ui.widgets.choice_box import Choice, ChoiceBox, SuggestionBox
from kithmap.ui.widgets.keys import ENTER
from kithmap.ui.widgets.level_control import paint_level


class ListDelegate(QStyledItemDelegate):
    def __init__(self, context: EditingContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, _, self._editing, self._words, self._appearance = context
        self._drawn: dict[tuple[str, SupportLevel | None, float], QPixmap] = {}
        context.appearance.changed.connect(self._drawn.clear)
        self.rings: tuple[Choice, ...] = ()
        self.kinds: tuple[Choice, ...] = ()

    @property
    def dot(self) -> float:
        """Diameter of a dot in pixels."""
        return 9.0 * min(self._appearance.text_scale, 1.6)

    @property
    def support_width(self) -> int:
        return round(self.dot * 3.54) * 2 + 28

    # Drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        levels = index.data(SUPPORT_ROLE)
        model = index.model()
        kind = model.support_kind(index.column()) if isinstance(model, ListModel) else None
        if levels is None or kind is None:
            super().paint(painter, option, index)
            return
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(panel, option, painter, option.widget)
        for direction, level in zip(Direction, levels, strict=True):
            dots = self._dots(kind, level, option.widget.devicePixelRatio())
            area = half_of(option.rect, direction)
            size = dots.deviceIndependentSize().toSize()
            painter.drawPixmap(area.center() - QPoint(size.width() // 2, size.height() // 2), dots)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Support is as wide as its dots, names at most as wide as is good to read."""
        hint = super().sizeHint(option, index)
        return QSize(self.support_width, hint.height()) if index.data(SUPPORT_ROLE) else hint

    def _dots(self, kind: KindId, level: SupportLevel | None, ratio: float) -> QPixmap:
        """The dots of a level, drawn once: a table of five hundred has thousands of them."""
        if (kind, level, ratio) not in self._drawn:
            width, height = self.support_width // 2, round(self.dot * 1.6)
            dots = QPixmap(round(width * ratio), round(height * ratio))
            dots.setDevicePixelRatio(ratio)
            dots.fill(Qt.GlobalColor.transparent)
            painter = QPainter(dots)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = self._appearance.colours
            colour, empty = QColor(colours.support[kind]), QColor(colours.tie)
            paint_level(painter, QRectF(0, 0, width, height), level, colour, empty, self.dot)
            painter.end()
            self._drawn[kind, level, ratio] = dots
        return self._drawn[kind, level, ratio]

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        if index.column() == Field.NAME:
            return self._name_editor(parent, index, name)
        if index.column() == Field.RELATIONSHIP:
            return self._relationship_editor(parent, index, name)
        box = ChoiceBox(name, self.rings if index.column() == Field.RING else self.kinds, parent)
        box.chosen.connect(lambda _value: self._finish(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ChoiceBox):
            editor.show_value(value)
        else:
            _typed_text(editor).show(str(value))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceBox) and editor.currentIndex() >= 0:
            model.setData(index, editor.choices[editor.currentIndex()][0])

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: N802
        cell: QRect = option.rect
        height = max(cell.height(), editor.sizeHint().height())
        editor.setGeometry(cell.left(), cell.center().y() - height // 2, max(cell.width(), 150), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc gives the old text back, Enter closes the editor."""
        if isinstance(watched, QWidget) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER:
                # Qt would close it a moment later, when it may be closed already, and warn (not reported; 6.11.3).
                self._finish(watched)
                return True
            if event.key() == Qt.Key.Key_Escape and not isinstance(watched, ChoiceBox):
                _typed_text(watched).take_back()
        return super().eventFilter(watched, event)

    def _name_editor(self, parent: QWidget, index: Index, name: str) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(MAXIMUM_NAME)
        editor.setAccessibleName(name)
        self._join(TypedText(editor, MAXIMUM_NAME, self._session, self._editing), index)
        return editor

    def _relationship_editor(self, parent: QWidget, index: Index, name: str) -> QWidget:
        editor = SuggestionBox(name, self._words.relationships(), parent)
        field = editor.field
        field.setMaxLength(MAXIMUM_NAME)
        text = TypedText(field, MAXIMUM_NAME, self._session, self._editing, editor)
        self._join(text, index)
        editor.textActivated.connect(text.typed)
        return editor

    def _join(self, text: TypedText, index: Index) -> None:
        entry_id, column = EntryId(index.data(Qt.ItemDataRole.UserRole)), index.column()
        text.show(str(index.data(Qt.ItemDataRole.EditRole)), fresh=True)
        text.typed.connect(lambda typed: self._write(entry_id, column, typed))

    def _write(self, entry_id: EntryId, column: int, text: str) -> None:
        if column == Field.NAME:
            self._editing.rename(entry_id, text, typing=True)
        else:
            self._editing.describe(entry_id, typing=True, relationship=text)

    def _finish(self, editor: QWidget) -> None:
        # The list of a box stays open a moment longer than the box whose row is taken away.
        if editor.isHidden():
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def half_of(area: QRect, direction: Direction) -> QRect:
    """The part of a support cell that shows one direction: what I get comes first."""
    width = area.width() // 2
    is_left = (direction is Direction.GET) is (QApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight)
    return QRect(area.left() if is_left else area.left() + width, area.top(), width, area.height())


def _typed_text(editor: QWidget) -> TypedText:
    return cast("TypedText", editor.findChild(TypedText))
