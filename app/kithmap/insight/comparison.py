"""What is different from an earlier dated map. Nothing here says whether a change is good."""

from collections.abc import Iterator

from kithmap.insight.observation import Finding, Observation, Rule, observed
from kithmap.insight.population import Member, Population
from kithmap.model.ids import KindId


def changes(earlier: Population, later: Population) -> Iterator[Observation]:
    """C1: new on the map, moved nearer, moved further, no longer placed, and new support; an observation for each.

    Someone who may not be spoken of on the later map is not spoken of here, and someone who might not be spoken of on
    the earlier one counts as new: the same as if they had not been there at all. Someone deleted since is left alone.
    """
    before = {each.id: each for each in earlier.placed}
    both = [(before[each.id], each) for each in later.placed if each.id in before]
    found = {
        Finding.NEW: [each for each in later.placed if each.id not in before],
        Finding.NEARER: [now for then, now in both if now.ring < then.ring],
        Finding.FURTHER: [now for then, now in both if now.ring > then.ring],
        Finding.NO_LONGER_PLACED: [each for each in later.in_tray if each.id in before],
    }
    for finding, members in found.items():
        for each in members:
            yield observed(Rule.C1, finding, about=(each.id,), entries=(each.id,))
    for then, now in both:
        kinds = _new_kinds(then, now)
        if kinds:
            yield observed(Rule.C1, Finding.NEW_SUPPORT, about=(*kinds, now.id), entries=(now.id,), kinds=kinds)


def _new_kinds(then: Member, now: Member) -> tuple[KindId, ...]:
    new = {*now.gets} - {*then.gets} | {*now.gives} - {*then.gives}
    return tuple(support.kind for support in now.connection.supports if support.kind in new)
