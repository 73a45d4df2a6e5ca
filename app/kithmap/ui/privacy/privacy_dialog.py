"""Settings about privacy and saving: hiding in a hurry, hiding by itself, saving by itself, recent files."""

import msgspec
from PySide6.QtWidgets import QWidget

from kithmap.store.settings import MINUTES_WHEN_PROTECTED, Settings
from kithmap.ui.widgets.choice_box import ChoiceBox
from kithmap.ui.widgets.layouts import Frame
from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog
from kithmap.ui.widgets.wrapping import WrappingCheckBox

_OFFERED_MINUTES = (1, 5, 10, 15, 30)


class PrivacyDialog(ScrollingDialog):
    """Shows the choices in these settings. When accepted, `settings()` has them as they were made here."""

    def __init__(self, settings: Settings, parent: QWidget | None) -> None:
        super().__init__(self.tr("Privacy and saving"), parent, letters=66)
        self._settings = settings
        self.add_text(self.tr("Privacy and saving"), "heading")
        self.by_shift = self._box(
            self.tr("Three presses of Shift hide the window"),
            self.tr("Press them within five seconds. A neutral page takes the place of your map."),
            is_on=settings.quick_hide_by_shift,
        )
        self._line()
        label = self.add_text(self.tr("Hide when nobody touches the computer"))
        self.idle = ChoiceBox(label.text(), self._idle_choices(settings.idle_minutes))
        self.idle.show_value(settings.idle_minutes)
        label.setBuddy(self.idle)
        self.body.addWidget(self.idle)
        self.add_text(
            self.tr("When the map has a passphrase, coming back asks for it. Nothing you did is lost."), "quiet"
        )
        self._line()
        self.autosave = self._box(
            self.tr("Save by itself"),
            self.tr("Changes go into the file of the map a moment after you make them. Earlier versions are kept."),
            is_on=settings.autosave,
        )
        self._line()
        self.remember_recent = self._box(
            self.tr("Remember recent files"),
            self.tr(
                "Then the menu lists maps you opened lately, and others at this computer can see their names. "
                "Protected maps are never in the list. Switching this off empties it."
            ),
            is_on=settings.remember_recent,
        )
        self.body.addStretch(1)
        self.keep_button = self.add_button(self.tr("Keep"), self.accept, is_primary=True)
        self.cancel_button = self.add_button(self.tr("Cancel"), self.reject)
        self.by_shift.setFocus()

    def settings(self) -> Settings:
        return msgspec.structs.replace(
            self._settings,
            quick_hide_by_shift=self.by_shift.isChecked(),
            idle_minutes=self.idle.choices[self.idle.currentIndex()][0],
            autosave=self.autosave.isChecked(),
            remember_recent=self.remember_recent.isChecked(),
        )

    def _box(self, name: str, explanation: str, *, is_on: bool) -> WrappingCheckBox:
        box = WrappingCheckBox(name)
        box.setAccessibleDescription(explanation)
        box.setChecked(is_on)
        self.body.addWidget(box)
        self.add_text(explanation, "quiet")
        return box

    def _line(self) -> None:
        line = Frame("line")
        self.body.addWidget(line)

    def _idle_choices(self, now: int | None) -> list[tuple[int | None, str]]:
        """The usual ones, and the one in force when it is another."""
        minutes = sorted({*_OFFERED_MINUTES, now or 1})
        return [
            (None, self.tr("After %n minutes, only with a passphrase", "", MINUTES_WHEN_PROTECTED)),
            (0, self.tr("Never")),
            *((each, self.tr("After %n minutes", "", each)) for each in minutes),
        ]
