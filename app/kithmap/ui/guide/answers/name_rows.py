"""Names to tick, one below the other: high enough for a finger, and never wider than the panel."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from kithmap.model.ids import EntryId
from kithmap.ui.widgets.layouts import discard, in_column
from kithmap.ui.widgets.text import plain_tooltip, shortened
from kithmap.ui.widgets.wrapping import WrappingCheckBox

ROW_HEIGHT = 44
_LONGEST_NAME = 80
# None is nobody in particular.
_Key = TypeVar("_Key", bound=EntryId | None)


class NameRow(WrappingCheckBox):
    """A name with a box. It is ticked when it is told so."""

    indent = 8

    def __init__(self, name: str) -> None:
        super().__init__(shortened(name, _LONGEST_NAME))
        self.setMinimumHeight(ROW_HEIGHT)
        self.setAccessibleName(self.text())
        if len(name) > _LONGEST_NAME:
            self.setToolTip(plain_tooltip(name))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, max(ROW_HEIGHT, self.sizeHint().height()))

    def heightForWidth(self, width: int) -> int:
        return max(ROW_HEIGHT, super().heightForWidth(width))

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Stay as told."""


class NameRows(QWidget):
    """A row for each name. `pressed` carries the key of the row."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[EntryId | None, NameRow] = {}
        self._column = in_column(self, spacing=2)

    def show_names(self, names: Mapping[_Key, str], ticked: Collection[EntryId | None]) -> None:
        if {key: shortened(name, _LONGEST_NAME) for key, name in names.items()} != {
            key: row.text() for key, row in self.rows.items()
        }:
            self._rebuild(names)
        for key, row in self.rows.items():
            row.setChecked(key in ticked)

    def _rebuild(self, names: Mapping[_Key, str]) -> None:
        discard(*self.rows.values())
        self.rows = {key: NameRow(name) for key, name in names.items()}
        for key, row in self.rows.items():
            row.clicked.connect(lambda _checked=False, pressed=key: self.pressed.emit(pressed))
            self._column.addWidget(row)
            row.show()
