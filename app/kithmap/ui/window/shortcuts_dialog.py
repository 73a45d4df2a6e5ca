"""F1: every key and mouse gesture, made from the action table."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QWidget

from kithmap.ui.widgets.dialog_loop import ModalDialog
from kithmap.ui.widgets.layouts import in_column


class ShortcutsDialog(ModalDialog):
    """A table to read: what, and with which keys (`keys`), then what is done with the mouse."""

    def __init__(self, keys: Iterable[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and mouse"))
        lines = list(keys)
        lines += [
            (self.tr("Place someone"), self.tr("Drag a name onto a ring; or click it, then click the ring")),
            (self.tr("Move someone"), self.tr("Drag them; or press Space, then click where they go")),
            (self.tr("Choose several"), self.tr("Ctrl or Shift and click; or draw a loop round them")),
            (self.tr("They know each other"), self.tr("Ctrl and drag from one to the other; or T, then click both")),
            (self.tr("Next or previous entry"), self.tr("Tab, Shift+Tab on the map; Ctrl+arrow for the nearest one")),
            (self.tr("Zoom and move the view"), self.tr("Mouse wheel, pinch; drag with the middle button")),
        ]
        self.table = QTableWidget(len(lines), 2)
        self.table.setHorizontalHeaderLabels([self.tr("What"), self.tr("How")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setAccessibleName(self.tr("Keys and mouse"))
        for number, (what, how) in enumerate(lines):
            for column, text in enumerate((what, how)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.table.setItem(number, column, item)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.resizeRowsToContents()
        note = QLabel(self.tr("Esc gives up what is going on. It never deletes."))
        note.setProperty("look", "quiet")
        in_column(self, self.table, note, margins=None)
        # As wide as both columns read well in, within the screen.
        self.resize(
            QSize(78 * self.fontMetrics().averageCharWidth(), 560).boundedTo(self.screen().availableSize() * 0.95)
        )
