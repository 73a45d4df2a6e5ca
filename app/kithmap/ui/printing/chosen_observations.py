"""What stands out, before it goes on paper: each line with a box, so that the person sees it and keeps it or not."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kithmap.ui.widgets.layouts import discard, in_column
from kithmap.ui.widgets.scrolling_dialog import text
from kithmap.ui.widgets.wrapping import WrappingCheckBox
from kithmap.wording.observation_texts import PaperObservation

# About as far in as the text of the box they belong to (pixels).
_INDENT: Final = 26
_LETTERS_OF_A_WORD: Final = 12


class ChosenObservations(QWidget):
    """A box for each line. Nothing of it is kept in the document: the next PDF asks anew.

    Ticked at first is what the page of the screen shows without being asked for more. What came up because private
    entries are left out stands apart: nobody has seen it yet, and it is kept when the person ticks it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[tuple[str, ...], ObservationBox] = {}
        # How the person left each line, for when it comes back with other names.
        self._ticked: dict[tuple[str, ...], bool] = {}
        self.nothing = text(
            self.tr("There is nothing to print here for now. What you see yourself counts most."), "quiet"
        )
        self.lead = text(self.tr("The ticked lines go on paper. Tick those that you want there."), "quiet")
        self.lead_to_new = text(
            self.tr("These came up because your private entries are left out. Tick what fits."), "quiet"
        )
        self._seen, self._new = QVBoxLayout(), QVBoxLayout()
        in_column(
            self,
            self.nothing,
            self.lead,
            self._seen,
            self.lead_to_new,
            self._new,
            margins=(_INDENT, 0, 0, 6),
            spacing=6,
        )

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(key for keys, box in self.boxes.items() if box.isChecked() for key in keys)

    @property
    def leads(self) -> Iterator[str]:
        """What is said above the lines, or in their place."""
        return (each.text() for each in (self.nothing, self.lead, self.lead_to_new) if not each.isHidden())

    def show_observations(self, observations: Sequence[PaperObservation]) -> None:
        """Show these; one that was there before stays ticked or not. Tab goes through `boxes` in their order."""
        self._clear()
        seen, new = ([each for each in observations if each.is_on_screen is which] for which in (True, False))
        for each in seen:
            self._add(each, self._seen)
        for each in new:
            self._add(each, self._new)
        self.nothing.setVisible(not observations)
        self.lead.setVisible(bool(seen))
        self.lead_to_new.setVisible(bool(new))

    def _clear(self) -> None:
        for keys, box in self.boxes.items():
            self._ticked[keys] = box.isChecked()
            discard(box)
        self.boxes = {}

    def _add(self, observation: PaperObservation, column: QVBoxLayout) -> None:
        box = ObservationBox(observation.sentence)
        box.setChecked(self._ticked.get(observation.keys, observation.is_first))
        column.addWidget(box)
        box.show()
        self.boxes[observation.keys] = box


class ObservationBox(WrappingCheckBox):
    """A line and its box. It is shown whole, with names that may be endless and hold any sign."""

    longest = 100_000

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        # "&" in a name is no key to press.
        self.setShortcut(QKeySequence())
        self.setAccessibleName(sentence)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        most = hint.height() + _LETTERS_OF_A_WORD * self.fontMetrics().averageCharWidth()
        return QSize(min(hint.width(), most), hint.height())
