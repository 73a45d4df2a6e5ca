"""A combo box for one value of the vocabulary, which may also be left blank."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from kithmap.ui.widgets.line_breaking import elided

Choice = tuple[object, str]

_KEYS = Qt.Key
_BROWSING = (_KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_PageUp, _KEYS.Key_PageDown, _KEYS.Key_Home, _KEYS.Key_End)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _Box(QComboBox):
    """A combo box for a narrow panel. The wheel scrolls the panel and never changes a value by accident."""

    def __init__(self, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        self.view().setMinimumWidth(max(self.width(), self.view().sizeHintForColumn(0) + 24))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceBox(_Box):
    """Choices with their words. `chosen` carries a value the person chooses, never one the program shows."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice] = (), parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.choices: tuple[Choice, ...] = ()
        self.activated.connect(self._choose)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        if tuple(choices) == self.choices:
            return
        self.choices = tuple(choices)
        self.clear()
        self.addItems([words for _value, words in choices])
        self.setCurrentIndex(-1)

    def show_value(self, value: object) -> None:
        """Show a value; nothing when it is not among the choices."""
        places = (place for place, choice in enumerate(self.choices) if choice[0] == value)
        self.setCurrentIndex(next(places, -1))
        self.setToolTip(self.currentText() if len(self.currentText()) > 16 else "")

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        widest = max((self.fontMetrics().horizontalAdvance(words) for _value, words in self.choices), default=0)
        return QSize(max(hint.width(), widest + 46), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * self.fontMetrics().averageCharWidth() + 40, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys open the list: going past a value must not choose it."""
        is_plain = not event.modifiers() & _COMMANDS
        if event.key() in _BROWSING or (is_plain and event.text().isprintable() and event.text()):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """With an ellipsis where there is no room: Qt cuts the text off (not reported; PySide6 6.11.3)."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentIndex() < 0:
            option.currentText = self.placeholderText()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = elided(option.currentText, self.fontMetrics(), room.width() - 4)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        paint_arrow(painter, self)

    def _choose(self, place: int) -> None:
        self.chosen.emit(self.choices[place][0])


class FilledOnDemand(ChoiceBox):
    """A choice box whose many choices are fetched when the person comes to it, not at every change."""

    def __init__(self, name: str, fetch: Callable[[], Sequence[Choice]], parent: QWidget | None = None) -> None:
        super().__init__(name, (), parent)
        self._fetch = fetch

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        self.offer(self._fetch())
        super().showPopup()


class SuggestionBox(_Box):
    """A text field with suggestions; any other text is as good."""

    def __init__(self, name: str, suggestions: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.field = QLineEdit()
        self.setEditable(True)
        self.setLineEdit(self.field)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(suggestions))
        # Completing inside the field would write words nobody typed.
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setCurrentIndex(-1)
        self.field.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BROWSING[:2]:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_arrow(QPainter(self), self)


def paint_arrow(painter: QPainter, box: QComboBox) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(box.palette().color(QPalette.ColorRole.Text), 1.6))
    x = 13.0 if box.isRightToLeft() else box.width() - 13.0
    middle = QPointF(x, box.height() / 2)
    painter.drawPolyline(QPolygonF([middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)]))
