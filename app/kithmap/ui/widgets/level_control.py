"""One level of support as a control: three dots, filled as far as the level goes."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from kithmap.model.ids import KindId
from kithmap.model.vocabulary import NEXT_LEVEL, SupportLevel
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.text import plain_tooltip
from kithmap.wording.words import Words

# How many of the three dots a level fills.
FILLED: Final = {None: 0, SupportLevel.LITTLE: 1, SupportLevel.SOME: 2, SupportLevel.LOT: 3}
LEVELS: Final = (SupportLevel.LITTLE, SupportLevel.SOME, SupportLevel.LOT, SupportLevel.UNSURE, None)

_STEPS: Final = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


def paint_level(
    painter: QPainter, area: QRectF, level: SupportLevel | None, colour: QColor, empty: QColor, diameter: float
) -> None:
    """Draw a level in the middle of `area`: filled dots up to it, open ones beyond, a question mark for "not sure"."""
    if level is SupportLevel.UNSURE:
        _paint_sign(painter, area, "?", colour, diameter)
        return
    filled = FILLED[level]
    step = diameter * 1.27
    for number in (-1, 0, 1):
        middle = area.center() + QPointF(number * step, 0.0)
        is_filled = number + 1 < filled
        painter.setPen(QPen(colour if is_filled else empty, max(1.0, diameter * 0.08)))
        painter.setBrush(colour if is_filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, diameter / 2 - 0.5, diameter / 2 - 0.5)


def paint_mixed(painter: QPainter, area: QRectF, colour: QColor, diameter: float) -> None:
    """Draw that several entries have several levels: a dash instead of the dots."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    dash = QRectF(0.0, 0.0, diameter * 2.4, diameter * 0.24)
    dash.moveCenter(area.center())
    painter.drawRoundedRect(dash, diameter * 0.12, diameter * 0.12)


def _paint_sign(painter: QPainter, area: QRectF, sign: str, colour: QColor, diameter: float) -> None:
    font = QFont(painter.font())
    font.setPixelSize(round(diameter * 1.25))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), sign)


class LevelControl(QPushButton):
    """What I get or what I give of one kind. A click goes to the next level, a menu or a letter goes straight to one.

    `chosen` carries the level, `stepped` where an arrow key wants to go (columns, rows), `menu_wanted` a place on the
    screen. The control shows what it is told and never changes by itself.
    """

    chosen = Signal(object)
    stepped = Signal(int, int)
    menu_wanted = Signal(QPoint)

    def __init__(self, kind: KindId, words: Words, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._words = words
        self._appearance = appearance
        self._levels: frozenset[SupportLevel | None] = frozenset({None})
        self.setProperty("look", "level")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._go_on)

    @property
    def level(self) -> SupportLevel | None:
        """The level shown; None is "not marked" (or mixed, see `is_mixed`)."""
        return None if self.is_mixed else next(iter(self._levels))

    @property
    def is_mixed(self) -> bool:
        return len(self._levels) > 1

    def show_levels(self, levels: Collection[SupportLevel | None], name: str, sentence: str) -> None:
        """Show one level, or that there are several. `name` is "Listens, I get", `sentence` "Listens to me"."""
        self._levels = frozenset(levels) or frozenset({None})
        said = self.tr("mixed") if self.is_mixed else self._words.level(self.level)
        self.setAccessibleName(
            self.tr("{what}: {level}", "Listens, I get: a lot").replace("{level}", said).replace("{what}", name)
        )
        self.setToolTip(plain_tooltip(f"{sentence}: {said}"))
        self.update()

    def level_menu(self) -> QMenu:
        """A menu with every level; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for level in LEVELS:
            action = menu.addAction(self._words.level(level))
            action.setCheckable(True)
            action.setChecked(self._levels == {level})
            action.triggered.connect(lambda _checked=False, level=level: self.chosen.emit(level))
        return menu

    def sizeHint(self) -> QSize:
        diameter = self._diameter()
        return QSize(round(diameter * 3.54) + 14, max(34, round(diameter) + 18))

    def event(self, event: QEvent) -> bool:
        """Keep the keys of this control from the window: Delete here takes a mark away, not the entry."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif self._is_own_key(event):
            self.chosen.emit(self._letters().get(self._typed_letter(event)))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._appearance.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        frame = area.adjusted(1.5, 2.5, -1.5, -2.5)
        if self.underMouse() and self.isEnabled():
            painter.setPen(QPen(QColor(colours.rule), 1.0))
            painter.setBrush(QColor(colours.raised))
            painter.drawRoundedRect(frame, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 6, 6)
        colour = QColor(colours.support[self._kind])
        if self.is_mixed:
            paint_mixed(painter, area, colour, self._diameter())
        else:
            paint_level(painter, area, self.level, colour, QColor(colours.tie), self._diameter())

    def _go_on(self) -> None:
        # Several levels begin at the first one for all.
        self.chosen.emit(NEXT_LEVEL[self.level])

    def _diameter(self) -> float:
        return 15.0 * min(self._appearance.text_scale, 1.5)

    def _is_own_key(self, event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or self._typed_letter(event) in self._letters()

    def _letters(self) -> dict[str, SupportLevel | None]:
        return {
            self.tr("l", "key that chooses: a little"): SupportLevel.LITTLE,
            self.tr("s", "key that chooses: some"): SupportLevel.SOME,
            self.tr("a", "key that chooses: a lot"): SupportLevel.LOT,
            "?": SupportLevel.UNSURE,
        }

    def _typed_letter(self, event: QKeyEvent) -> str:
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        return event.text().lower() if not event.modifiers() & ~plain else ""
