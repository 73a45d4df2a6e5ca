"""Refusals of the model. They carry data, never sentences; `ui` says them in words."""

from kithmap.model.ids import EntryId, MapId, RingId, SmallStepId


class ModelError(ValueError):
    """Something the model cannot hold or do."""


class BrokenRule(ModelError):
    """A value that would break an invariant of the document.

    `rule` is a short identifier such as "angle" or "duplicate-entry"; `value` is an id or a number, never a name.
    """

    def __init__(self, rule: str, value: object = None) -> None:
        super().__init__(rule if value is None else f"{rule}: {value!r}")
        self.rule = rule
        self.value = value


class NoSuchEntry(ModelError):
    """An entry is named that is not there, or not on this dated map."""

    def __init__(self, entry_id: EntryId) -> None:
        super().__init__(entry_id)
        self.entry_id = entry_id


class NoSuchMap(ModelError):
    """A dated map is named that is not in the document."""

    def __init__(self, map_id: MapId) -> None:
        super().__init__(map_id)
        self.map_id = map_id


class NoSuchRing(ModelError):
    """A ring is named that the dated map does not have."""

    def __init__(self, ring: RingId) -> None:
        super().__init__(ring)
        self.ring = ring


class NoSuchSmallStep(ModelError):
    """A small step is named that is not in the document."""

    def __init__(self, step_id: SmallStepId) -> None:
        super().__init__(step_id)
        self.step_id = step_id


class EmptyName(ModelError):
    """A name with nothing visible in it."""
