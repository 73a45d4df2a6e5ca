"""Refusals of the model. They carry data, never sentences; `kithmap.wording.refusals` says them in words.

The argument of "no such" is the id that was named.
"""


class ModelError(ValueError):
    """Something the model cannot hold or do."""


class BrokenRule(ModelError):
    """An invariant that would break. `rule` is a word such as "angle", `value` an id or a number, never a name."""

    def __init__(self, rule: str, value: object = None) -> None:
        super().__init__(rule if value is None else f"{rule}: {value!r}")
        self.rule = rule
        self.value = value


class NoSuchEntry(ModelError):
    """An entry is named that is not there, or not on this dated map."""


class NoSuchMap(ModelError):
    """A dated map is named that is not in the document."""


class NoSuchRing(ModelError):
    """A ring is named that the dated map does not have."""


class NoSuchSmallStep(ModelError):
    """A small step is named that is not in the document."""


class EmptyName(ModelError):
    """A name with nothing visible in it."""
