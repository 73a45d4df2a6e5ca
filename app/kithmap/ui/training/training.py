"""What is for trainers, in one window: makes the parts, and the pages of a story that stand beside the map."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kithmap.content.story import Story
from kithmap.printing import Printing
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.files.files import Files
from kithmap.ui.training.exercise import Exercise
from kithmap.ui.training.film import Film
from kithmap.ui.training.handouts import Handouts
from kithmap.ui.training.reading import ReadingPage, ReadingSize
from kithmap.ui.training.story_names import StoryNames
from kithmap.ui.widgets.banner import Banner
from kithmap.ui.widgets.preferences import Preferences


class Training(QObject):
    """`story_pages_changed` carries pages, each with the words on its button, or none when there is no story."""

    story_pages_changed = Signal(object)

    def __init__(
        self,
        context: EditingContext,
        files: Files,
        banner: Banner,
        printing: Printing,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.exercise = Exercise(context.session, files, banner, context.words, window)
        self.handouts = Handouts(files, printing, preferences, window)
        self.film = Film(files.questions)
        self._context = context
        self._size = ReadingSize(context.appearance)
        self.exercise.story_changed.connect(self._on_story_changed)

    def _on_story_changed(self, story: Story | None) -> None:
        self.story_pages_changed.emit(() if story is None else self._pages(story))

    def _pages(self, story: Story) -> tuple[tuple[str, QWidget], ...]:
        questions = [f"{number}. {each}" for number, each in enumerate(story.questions, 1)]
        return (
            (self.tr("Story"), ReadingPage(story.title, story.paragraphs, self._size, story.notice)),
            (self.tr("Names"), StoryNames(story.names, self._context)),
            (self.tr("Questions"), ReadingPage(story.questions_heading, questions, self._size)),
        )
