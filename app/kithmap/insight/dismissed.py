"""What a person said does not fit, to be shown again to the person who may take that back."""

from msgspec.structs import replace

from kithmap.insight.observation import Observation
from kithmap.insight.observations import observations
from kithmap.insight.population import Surface
from kithmap.insight.relationships import Relationships
from kithmap.model.document import DatedMap, Document


def dismissed(
    document: Document,
    dated_map: DatedMap,
    surface: Surface,
    relationships: Relationships,
    *,
    earlier: DatedMap | None = None,
    workers_detail: bool = False,
) -> tuple[Observation, ...]:
    """What was dismissed and would be said otherwise, in the order shown; its keys are what to keep."""
    away = {*dated_map.dismissed}
    others: set[str] = set()
    # Each rule speaks of few at a time: with some out of the way, it comes to speak of more.
    while away:
        found = observations(
            document,
            replace(dated_map, dismissed=tuple(others)),
            surface,
            relationships,
            earlier=earlier,
            workers_detail=workers_detail,
        )
        fitting = {key for each in found for key in each.keys} - away
        if not fitting:
            return tuple(each for each in found if each.keys)
        others |= fitting
    return ()
