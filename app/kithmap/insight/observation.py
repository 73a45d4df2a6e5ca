"""What an observation is: data about what stands out on a map. Its words are in `wording.observation_texts`."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from kithmap.model.ids import EntryId, KindId


class Rule(StrEnum):
    """S strengths, B back and forth, Q questions, in the order shown. STARTED stands alone: too little to say."""

    STARTED = "started"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    S6 = "S6"
    B1 = "B1"
    B2 = "B2"
    B3 = "B3"
    Q1 = "Q1"
    Q2 = "Q2"
    Q3 = "Q3"
    Q4 = "Q4"
    Q5 = "Q5"
    Q6 = "Q6"
    Q7 = "Q7"
    Q8 = "Q8"
    Q9 = "Q9"
    C1 = "C1"
    K1 = "K1"


class Finding(StrEnum):
    # B1, one entry
    BOTH_WAYS = "both_ways"
    TOWARDS_ME = "towards_me"
    FROM_ME = "from_me"
    NOT_MARKED = "not_marked"
    # B2, all of them together
    EVEN = "even"
    MORE_OUT = "more_out"
    MORE_IN = "more_in"
    # Q5: nobody is asked to talk with someone who has died or is not to be contacted
    NOT_TO_TALK_WITH = "not_to_talk_with"
    # C1
    NEW = "new"
    NEARER = "nearer"
    FURTHER = "further"
    NO_LONGER_PLACED = "no_longer_placed"
    NEW_SUPPORT = "new_support"


class Reply(StrEnum):
    """A button beside an observation, besides "Doesn't fit".

    COVERED dismisses the observation, NOT_NEEDED takes its kind of support out of the questions
    (`edits.set_needed`), LIKE_MORE leads to a small step.
    """

    COVERED = "covered"
    NOT_NEEDED = "not_needed"
    LIKE_MORE = "like_more"


class Observation(msgspec.Struct, frozen=True):
    """One thing that stands out.

    entries: ids of those to light up on the map. Where the words name them, they do so in this order: closest ring
        first, then as they were added.
    kinds: ids of the kinds of support it is about, in their fixed order (S4: most given first).
    numbers: the counts its words say.
    keys: what `edits.dismiss` keeps to dismiss it. They say rule, finding, kind and id, never a name or a number, so
        they outlast new names and small changes, and end when the observation is about something else.
    """

    rule: Rule
    finding: Finding | None = None
    entries: tuple[EntryId, ...] = ()
    kinds: tuple[KindId, ...] = ()
    numbers: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def replies(self) -> tuple[Reply, ...]:
        return tuple(Reply) if self.rule is Rule.Q1 else ()


def observed(
    rule: Rule,
    finding: Finding | None = None,
    *,
    about: Iterable[str] = (),
    entries: Iterable[EntryId] = (),
    kinds: Iterable[KindId] = (),
    numbers: tuple[int, ...] = (),
) -> Observation:
    """An observation with the one key it has as long as it is about the same: ids of entries or kinds, if any."""
    parts = (rule, *((finding,) if finding else ()), *about)
    return Observation(rule, finding, tuple(entries), tuple(kinds), numbers, keys=(":".join(parts),))
