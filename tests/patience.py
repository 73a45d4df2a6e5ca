"""How long a test waits for a program: longer on a machine that is slow, or busy with something else."""

import time
from collections.abc import Callable
from typing import Any

# What `_measured` takes on the machine the waits were chosen on, when it is calm (seconds).
_CALM = 0.05


def on_this_machine(seconds: float) -> float:
    """As long as `seconds` are on a calm machine; a slow or busy one is given as many times more, and half as much."""
    return seconds * max(1.0, 1.5 * max(_measured() for _ in range(3)) / _CALM)


def until(condition: Callable[[], Any], seconds: float, told: Callable[[], object] = str) -> Any:
    """Poll until something is so: what `condition` answers. It fails after `seconds`, on this machine."""
    begun = time.monotonic()
    while not (result := condition()):
        waited = time.monotonic() - begun
        # The machine is measured only when it has become late.
        assert waited < seconds or waited < on_this_machine(seconds), f"still waiting: {told()}"
    return result


def _measured() -> float:
    """How long a fixed piece of work takes now (seconds)."""
    begun = time.perf_counter()
    sum(each * each for each in range(1_000_000))
    return time.perf_counter() - begun
