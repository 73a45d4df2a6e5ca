"""What is for trainers, in one window: makes the parts and puts the story beside the map."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kithmap.content.story import Story
from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.ui.editing.editing import Editing
from kithmap.ui.files.files import Files
from kithmap.ui.files.questions import Questions
from kithmap.ui.training.exercise import Exercise
from kithmap.ui.training.film import Film
from kithmap.ui.training.handouts import Handouts, MakeHandout, PaperChoice
from kithmap.ui.training.reading import ReadingPage, ReadingSize
from kithmap.ui.training.right_side import RightSide
from kithmap.ui.training.story_names import StoryNames
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.banner import Banner
from kithmap.wording.words import Words


class Training(QObject):
    """`story_shown` says that the right side holds a story now."""

    story_shown = Signal()

    def __init__(
        self,
        session: Session,
        selection: Selection,
        editing: Editing,
        files: Files,
        questions: Questions,
        banner: Banner,
        words: Words,
        appearance: Appearance,
        right: RightSide,
        paper_choice: PaperChoice,
        make_handout: MakeHandout,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.exercise = Exercise(session, files, questions, banner, words, window)
        self.handouts = Handouts(files, questions, paper_choice, make_handout, window)
        self.film = Film(questions)
        self._session = session
        self._selection = selection
        self._editing = editing
        self._right = right
        self._size = ReadingSize(appearance)
        self.exercise.story_changed.connect(self._show_story)

    def _show_story(self, story: Story | None) -> None:
        if story is None:
            self._right.show_pages(())
            return
        questions = [f"{number}. {each}" for number, each in enumerate(story.questions, 1)]
        self._right.show_pages(
            (
                (self.tr("Story"), ReadingPage(story.title, story.paragraphs, self._size, story.notice)),
                (self.tr("Names"), StoryNames(story.names, self._session, self._selection, self._editing)),
                (self.tr("Questions"), ReadingPage(story.questions_heading, questions, self._size)),
            )
        )
        self.story_shown.emit()
