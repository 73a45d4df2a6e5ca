"""Refusals of the model. They carry data, never sentences; `ui` says them in words."""


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
    """An edit names an entry that is not on today's map."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(entry_id)
        self.entry_id = entry_id


class NoSuchRing(ModelError):
    """An edit names a ring that today's map does not have."""

    def __init__(self, ring: str) -> None:
        super().__init__(ring)
        self.ring = ring


class NoSuchSmallStep(ModelError):
    """An edit names a small step that is not in the document."""

    def __init__(self, step_id: str) -> None:
        super().__init__(step_id)
        self.step_id = step_id


class EmptyName(ModelError):
    """A name with nothing visible in it."""
