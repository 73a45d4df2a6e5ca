"""The story exercise: choosing a story, the practice map in the place of one's own, and the way back.

That a map is a practice map is said by the document itself, so it is known again after a crash, and in a file of its
own. The path of the own map is remembered here as long as the exercise lasts; its file is opened anew afterwards.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from kithmap.content.errors import ContentError, MissingContent
from kithmap.content.practice import practice_document
from kithmap.content.story import Story, load_story, story_names
from kithmap.model import edits
from kithmap.model.document import new_document
from kithmap.resources import resources_folder
from kithmap.session.session import Session
from kithmap.store.map_file import MapFile
from kithmap.ui.files.files import Files
from kithmap.ui.widgets.banner import Banner
from kithmap.ui.widgets.dialog_loop import destroyed_after
from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog
from kithmap.wording.words import Words

_STORIES = resources_folder() / "stories"


class StoryChoice(ScrollingDialog):
    def __init__(self, stories: Mapping[str, Story], parent: QWidget) -> None:
        super().__init__(self.tr("Story exercise"), parent, letters=60)
        self.add_text(self.tr("Story exercise"), "heading")
        self.add_text(
            self.tr("Read a story together and put its people and places on a practice map. Then talk about it.")
        )
        self._group = QButtonGroup(self)
        self._names = tuple(stories)
        for number, story in enumerate(stories.values()):
            choice = QRadioButton(story.title)
            choice.setAccessibleDescription(story.notice)
            choice.setChecked(number == 0)
            self._group.addButton(choice, number)
            self.body.addWidget(choice)
            self.add_text(story.notice, "quiet")
        self.add_text(self.tr("The practice map stays apart. Nothing of it goes into your own map."))
        self.body.addStretch(1)
        self.start_button = self.add_button(self.tr("Start a practice map"), self.accept, is_primary=True)
        self.add_button(self.tr("Cancel"), self.reject)
        self._group.buttons()[0].setFocus()

    @property
    def name(self) -> str:
        return self._names[self._group.checkedId()]


class Exercise(QObject):
    """`story_changed` carries the story of the practice map that is shown now; None: no practice map, or no story."""

    story_changed = Signal(object)

    def __init__(self, session: Session, files: Files, banner: Banner, words: Words, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._files = files
        self._banner = banner
        self._words = words
        self._window = window
        self._own: Path | None = None
        files.opened.connect(self._on_opened)

    def is_on(self) -> bool:
        return self._session.document.is_practice

    def choose(self) -> None:
        try:
            stories = {name: _story(name) for name in story_names(_STORIES)}
            if not stories:
                raise MissingContent("stories")
        except ContentError as error:
            self._files.refused(self.tr("The story could not be opened"), error)
            return
        with destroyed_after(StoryChoice(stories, self._window)) as dialog:
            name = dialog.name if dialog.exec() else ""
        if name:
            self.begin(name, stories[name])

    def begin(self, name: str, story: Story) -> bool:
        """Show an empty practice map in the place of the own map; False when the person stays with that."""
        if not self._files.may_leave():
            return False
        if not self.is_on():
            self._own = self._session.path
        document = practice_document(story, self._session.today(), self._words.translate, with_names=False)
        document = edits.set_i_am(document, [story.person], map_id=document.today.id)
        document = replace(document, practice_story=name)
        self._files.show(MapFile(document), None)
        return True

    def go_back(self) -> None:
        """End the exercise and open the own map; the practice map stays when that cannot be opened."""
        if self._own is None or not self._may_end():
            return
        known = self._files.read(self._own)
        if known is not None:
            self._files.show(known, self._own)

    def end(self) -> None:
        if self.is_on() and self._may_end():
            self._files.show(MapFile(new_document(self._session.today())), None)

    def _may_end(self) -> bool:
        return self._files.may_discard(
            self.tr("End the exercise?"),
            self.tr("The practice map is not saved. It goes when the exercise ends."),
            self.tr("End the exercise"),
        )

    def _on_opened(self) -> None:
        document = self._session.document
        if not document.is_practice:
            self._own = None
            self._banner.clear("practice")
            self.story_changed.emit(None)
            return
        back = [(self.tr("Back to my own map"), self.go_back)] if self._own is not None else []
        self._banner.show_message(
            "practice",
            self.tr("This is a practice map, about somebody made up. Nothing of it goes into your own map."),
            [*back, (self.tr("End the exercise"), self.end)],
            importance=1,
            may_close=False,
        )
        self.story_changed.emit(_known_story(document.practice_story))


def _story(name: str) -> Story:
    return load_story(_STORIES, name, [QLocale().name().split("_")[0]])


def _known_story(name: str) -> Story | None:
    """The story by the name a file says; None when it does not come with this program, or is damaged."""
    try:
        return _story(name) if name in story_names(_STORIES) else None
    except ContentError:
        return None
