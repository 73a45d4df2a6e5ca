"""The buttons below a prompt: they stay where they are, whatever is asked."""

from kithmap.guide.prompts import Prompt, PromptName
from kithmap.ui.widgets.layouts import Frame, in_column
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, button


class NavigationButtons(Frame):
    def __init__(self) -> None:
        super().__init__("footer")
        self.back = button(self.tr("Back"))
        self.skip = button(self.tr("Skip"))
        self.next = button(self.tr("Next"), look="primary")
        self.skip_step = button(self.tr("Skip this step"), look="quietlink")
        self.stop = button(self.tr("Save and stop"), look="quietlink")
        self.not_now = button(self.tr("Not now"))
        self._moves = ButtonRow(self.back, self.skip, self.next)
        self._others = ButtonRow(self.skip_step, self.stop)
        self._others.flow.setSpacing(16)
        in_column(self, self._moves, self._others, ButtonRow(self.not_now), margins=(14, 8, 12, 6), spacing=4)

    def show_for(self, prompt: Prompt | None, *, can_refuse: bool) -> None:
        """Show what can be done at a prompt; without one, perhaps "Not now"."""
        is_last = prompt is not None and prompt.name is PromptName.FINISH
        self._moves.setVisible(prompt is not None)
        self._others.setVisible(prompt is not None and not is_last)
        self.skip.setVisible(not is_last)
        self.next.show_text(self.tr("Close the guide") if is_last else self.tr("Next"))
        self.not_now.setVisible(can_refuse)
        self.setVisible(prompt is not None or can_refuse)
