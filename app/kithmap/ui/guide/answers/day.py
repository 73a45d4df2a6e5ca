"""A day to look at the map again: a few to choose from, any other, or none."""

from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QDate
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QLabel

from kithmap.guide import answers
from kithmap.model.document import Document
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.choice_card import ChoiceCard
from kithmap.ui.widgets.layouts import add_to

_OFFERED: Final = (7, 28, 91)


class DayField(QDateEdit):
    """A day, changed with keys. The wheel scrolls the panel and never changes it by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DayAnswer(AnswerWidget):
    def _build(self) -> None:
        today = self.context.session.today()
        names = (self.tr("In a week"), self.tr("In four weeks"), self.tr("In three months"))
        self.cards: dict[date | None, ChoiceCard] = {}
        for days, name in zip(_OFFERED, names, strict=True):
            self._add(today + timedelta(days=days), name)
        self._add(None, self.tr("Leave it open"))
        self.label: QLabel = BreakableLabel(self.tr("The day"), "field")
        self.field = DayField()
        self.field.setAccessibleName(self.tr("The day"))
        self.field.setDisplayFormat("d MMMM yyyy")
        self.field.setMinimumDate(QDate(1900, 1, 1))
        self.field.dateChanged.connect(self._choose_other)
        self.label.setBuddy(self.field)
        add_to(self.column, self.label, self.field)

    def refresh(self, document: Document) -> None:
        chosen = answers.DAYS.value(self.asked(document))
        for day, card in self.cards.items():
            card.setChecked(day == chosen)
        self.label.setVisible(chosen is not None)
        self.field.setVisible(chosen is not None)
        if chosen is not None:
            self.field.blockSignals(True)  # noqa: FBT003 - Qt's
            self.field.setDate(QDate(chosen.year, chosen.month, chosen.day))
            self.field.blockSignals(False)  # noqa: FBT003 - Qt's

    def _add(self, day: date | None, name: str) -> None:
        self.cards[day] = card = ChoiceCard(name, "", self.context.appearance, partial(self._choose, day))
        self.column.addWidget(card)

    def _choose(self, day: date | None, key: str | None = None) -> None:
        self.answer(self.tr("Choose a day to look again"), answers.DAYS, day, key)

    def _choose_other(self, day: QDate) -> None:
        self._choose(date(day.year(), day.month(), day.day()), "guide-day")
