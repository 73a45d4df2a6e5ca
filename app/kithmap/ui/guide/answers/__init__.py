"""A widget for each kind of answer. `answer_to` chooses it."""

from collections.abc import Mapping
from typing import Final

from kithmap.guide.prompts import AnswerKind, Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.card import GentleAnswer, QuietCardAnswer
from kithmap.ui.guide.answers.cards import AimAnswer, ChoiceAnswer, FaceAnswer, StateAnswer
from kithmap.ui.guide.answers.day import DayAnswer
from kithmap.ui.guide.answers.entries import EntriesAnswer, EntryAnswer
from kithmap.ui.guide.answers.feeling import FeelingAnswer
from kithmap.ui.guide.answers.finish import FinishAnswer
from kithmap.ui.guide.answers.levels import LevelsAnswer
from kithmap.ui.guide.answers.lines import LinesAnswer
from kithmap.ui.guide.answers.names import NamesAnswer
from kithmap.ui.guide.answers.observations import ObservationsAnswer
from kithmap.ui.guide.answers.place import DragAnswer, PlaceAnswer
from kithmap.ui.guide.answers.text import TextAnswer
from kithmap.ui.guide.context import GuideContext

_BY_KIND: Final[Mapping[AnswerKind, type[AnswerWidget]]] = {
    AnswerKind.NOTHING: AnswerWidget,
    AnswerKind.CHOICE: ChoiceAnswer,
    AnswerKind.FACE: FaceAnswer,
    AnswerKind.LINES: LinesAnswer,
    AnswerKind.NAMES: NamesAnswer,
    AnswerKind.PLACE: PlaceAnswer,
    AnswerKind.LEVELS: LevelsAnswer,
    AnswerKind.ENTRIES: EntriesAnswer,
    AnswerKind.FEELING: FeelingAnswer,
    AnswerKind.OBSERVATIONS: ObservationsAnswer,
    AnswerKind.STATE: StateAnswer,
    AnswerKind.AIM: AimAnswer,
    AnswerKind.ENTRY: EntryAnswer,
    AnswerKind.TEXT: TextAnswer,
    AnswerKind.DAY: DayAnswer,
}
# Prompts with nothing to answer, and still something to see or to do.
_BY_NAME: Final[Mapping[P, type[AnswerWidget]]] = {
    P.DRAG: DragAnswer,
    P.MOVED: DragAnswer,
    P.QUIET_CARD: QuietCardAnswer,
    P.GENTLE: GentleAnswer,
    P.TELL_SOMEONE: GentleAnswer,
    P.FINISH: FinishAnswer,
}


def answer_to(context: GuideContext, prompt: Prompt) -> AnswerWidget:
    return _BY_NAME.get(prompt.name, _BY_KIND[prompt.answer_kind])(context, prompt)
