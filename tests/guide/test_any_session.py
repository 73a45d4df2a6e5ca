"""Any way through a session, with the map changing freely, undone, saved and opened: it always stands somewhere, shows
what was answered, and can be ended.

30 runs of 40 steps with the tests; `KITHMAP_GUIDE_SESSIONS=500x100` for more.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sessions import EMPTY, P, answer, candidates, value

from kithmap.guide import texts
from kithmap.guide.answers import NewNames, kinds_offered, options
from kithmap.guide.prompts import AnswerKind, Prompt
from kithmap.model import queries
from kithmap.model.document import Document, Feeling
from kithmap.model.errors import BrokenRule, NoSuchRing
from kithmap.model.vocabulary import (
    KEEPING_A_DISTANCE,
    RING_IDS,
    Direction,
    EntryKind,
    Feels,
    SessionLength,
    StepAim,
    StepState,
)
from kithmap.store import file_format
from kithmap.wording.words import Words, untranslated
from strategies import dates, feelings, levels, placements
from strategies import texts as any_text
from todays import asked, edits, progress, prompts, small_steps

RUNS, STEPS = map(int, os.environ.get("KITHMAP_GUIDE_SESSIONS", "30x40").split("x"))
WORDS = Words(untranslated)
NAMES = st.sampled_from(["Ana", "Bea", "{name}", "Ольга", "the park"])


def an_answer(document: Document, prompt: Prompt) -> st.SearchStrategy[Any]:
    """Anything a person could answer at a prompt."""
    rings = (*(ring.id for ring in document.today.rings), KEEPING_A_DISTANCE)
    offered = candidates(document, prompt)
    return {
        AnswerKind.NOTHING: st.none(),
        AnswerKind.CHOICE: st.sampled_from([None, *options(prompt)]),
        AnswerKind.FACE: st.none() | st.integers(1, 5),
        AnswerKind.LINES: st.lists(any_text, max_size=4).map(tuple),
        AnswerKind.NAMES: st.builds(
            NewNames, st.lists(NAMES, max_size=2).map(tuple), st.sampled_from([None, *kinds_offered(prompt)])
        ),
        AnswerKind.PLACE: st.none() | placements(rings),
        AnswerKind.LEVELS: st.dictionaries(st.sampled_from(queries.support_kinds(document)), levels, max_size=3),
        AnswerKind.ENTRIES: st.frozensets(st.sampled_from(offered)) if offered else st.just(frozenset()),
        AnswerKind.FEELING: feelings,
        AnswerKind.OBSERVATIONS: st.none(),
        AnswerKind.STATE: st.none() | st.sampled_from(StepState),
        AnswerKind.AIM: st.sampled_from([None, *StepAim]),
        AnswerKind.ENTRY: st.sampled_from([None, *offered]),
        AnswerKind.TEXT: any_text,
        AnswerKind.DAY: st.none() | dates,
    }[prompt.answer_kind]


class AnySession(RuleBasedStateMachine):
    """A person with a map, a guide beside it, an undo button and a file."""

    def __init__(self) -> None:
        super().__init__()
        self.document = EMPTY
        self.earlier: list[Document] = []

    def _become(self, document: Document) -> None:
        self.earlier.append(self.document)
        self.document = document

    def _edit(self, change: Callable[[Document], Document]) -> None:
        try:
            after = change(self.document)
        except (BrokenRule, NoSuchRing):
            return
        self._become(after)

    def _someone(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([each.entry for each in self.document.today.connections]))

    @property
    def _has_people(self) -> bool:
        return bool(self.document.today.connections)

    @initialize(length=st.sampled_from(SessionLength), names=st.lists(NAMES, max_size=4))
    def start(self, length: SessionLength, names: list[str]) -> None:
        self.document = progress.begin(edits.add_entries(self.document, names), length)

    # The guide

    @rule(length=st.sampled_from(SessionLength))
    @precondition(lambda self: self.document.guide is None)
    def begin(self, length: SessionLength) -> None:
        self._become(progress.begin(self.document, length))

    @rule()
    def forward(self) -> None:
        before = progress.here(self.document)
        self._become(progress.forward(self.document))
        after = progress.here(self.document)
        assert after is None or before != after

    @rule()
    def back(self) -> None:
        before = progress.here(self.document)
        self._become(progress.back(self.document))
        after = progress.here(self.document)
        if before not in (None, Prompt(P.WELCOME)):
            assert before != after

    @rule()
    def skip(self) -> None:
        self._become(progress.skip_step(self.document))

    @rule(data=st.data())
    @precondition(lambda self: self.document.guide is not None)
    def go_anywhere(self, data: st.DataObject) -> None:
        assert self.document.guide is not None
        prompt = data.draw(st.sampled_from(prompts(self.document, self.document.guide.length)))
        self._become(progress.go_to(self.document, prompt))
        assert progress.here(self.document) == prompt

    @rule(data=st.data())
    @precondition(lambda self: self.document.guide is not None)
    def answer(self, data: st.DataObject) -> None:
        prompt = progress.here(self.document)
        assert prompt is not None
        self._become(answer(self.document, prompt, data.draw(an_answer(self.document, prompt))))
        if prompt.answer_kind is not AnswerKind.AIM:
            assert progress.here(self.document) == prompt

    # The map

    @rule(names=st.lists(NAMES, max_size=3))
    def add(self, names: list[str]) -> None:
        self._edit(lambda document: edits.add_entries(document, names))

    @rule(data=st.data())
    @precondition(lambda self: self._has_people)
    def delete(self, data: st.DataObject) -> None:
        who = self._someone(data)
        self._edit(lambda document: edits.delete(document, [who]))

    @rule(data=st.data(), placement=placements((*RING_IDS, KEEPING_A_DISTANCE)), is_off=st.booleans())
    @precondition(lambda self: self._has_people)
    def move(self, data: st.DataObject, placement: Any, is_off: bool) -> None:
        who = self._someone(data)
        self._edit(
            lambda document: (
                edits.take_off_rings(document, [who]) if is_off else edits.place(document, {who: placement})
            )
        )

    @rule(data=st.data(), kind=st.sampled_from(EntryKind), feels=st.sampled_from(Feels), level=st.none() | levels)
    @precondition(lambda self: self._has_people)
    def describe(self, data: st.DataObject, kind: EntryKind, feels: Feels, level: Any) -> None:
        who = self._someone(data)
        self._edit(lambda document: edits.describe(document, who, kind=kind, could_contact=True))
        self._edit(lambda document: edits.feel(document, who, Feeling(feels=feels)))
        self._edit(lambda document: edits.mark_support(document, [who], "listen", Direction.GET, level))

    @rule(count=st.integers(2, 5), is_own=st.booleans(), is_needed=st.booleans())
    def change_rings_and_kinds(self, count: int, is_own: bool, is_needed: bool) -> None:
        self._edit(lambda document: edits.set_ring_count(document, count))
        self._edit(
            lambda document: (
                edits.add_own_kind(document, "{name}") if is_own else edits.remove_own_kind(document, "own1")
            )
        )
        self._edit(lambda document: edits.set_needed(document, "listen", needed=is_needed))

    @rule(data=st.data(), aim=st.sampled_from(StepAim), state=st.sampled_from(StepState))
    def change_steps(self, data: st.DataObject, aim: StepAim, state: StepState) -> None:
        what = data.draw(st.sampled_from(["add", "remove", "review"]))
        ids = [step.id for step in self.document.steps]
        if what == "add":
            self._edit(lambda document: small_steps.add(document, aim))
        elif ids and what == "remove":
            self._edit(lambda document: small_steps.remove(document, ids[-1]))
        elif ids:
            self._edit(lambda document: small_steps.review(document, ids[0], state))

    @rule(days=st.integers(0, 90))
    def new_dated_map(self, days: int) -> None:
        self._edit(lambda document: edits.start_dated_map(document, document.today.date + timedelta(days)))

    # Undo and files

    @rule()
    @precondition(lambda self: bool(self.earlier))
    def undo(self) -> None:
        self.document = self.earlier.pop()

    @rule()
    def save_and_open(self) -> None:
        stood = progress.here(self.document)
        self.document = file_format.decode(file_format.encode(self.document))
        assert progress.here(self.document) == stood

    # What always holds

    @invariant()
    def it_stands_at_a_prompt_that_can_be_shown(self) -> None:
        prompt = progress.here(self.document)
        assert (prompt is None) == (self.document.guide is None)
        if prompt is None or self.document.guide is None:
            return
        assert prompt in prompts(self.document, self.document.guide.length)
        far = progress.progress_of(self.document)
        assert far is not None
        assert far.step == prompt.step
        value(self.document, prompt)
        assert texts.question(asked(self.document, prompt), WORDS)
        texts.more(asked(self.document, prompt), WORDS)

    def teardown(self) -> None:
        """Whatever happened, going on ends it, and so does skipping."""
        for move in (progress.forward, progress.skip_step):
            document = self.document
            for _ in range(1000):
                if document.guide is None:
                    break
                document = move(document)
            assert document.guide is None


TestAnySession = AnySession.TestCase
TestAnySession.settings = settings(
    max_examples=RUNS, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
)
