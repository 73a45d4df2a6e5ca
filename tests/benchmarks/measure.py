"""Timing in milliseconds, and the tables that show it."""

import gc
from collections.abc import Callable, Iterable, Sequence
from statistics import median, quantiles
from time import perf_counter


def timed(action: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000.0


def times(action: Callable[[], object], count: int) -> list[float]:
    """How long each of so many calls takes, in milliseconds, after one that does not count."""
    action()
    gc.collect()
    return [timed(action) for _ in range(count)]


def p50(values: Sequence[float]) -> float:
    """The median."""
    return median(values)


def p95(values: Sequence[float]) -> float:
    """The value only one in twenty exceeds."""
    return quantiles(values, n=20, method="inclusive")[-1]


def met(value: float, goal: float) -> str:
    """Whether a value is within its goal."""
    return "pass" if value <= goal else "**miss**"


def print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a Markdown table; numbers with a fraction get two digits or more."""
    print(f"\n**{title}**\n")
    print(f"| {' | '.join(heads)} |")
    print(f"|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(_shown(cell) for cell in row)} |")


def _shown(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell >= 100.0 else f"{cell:.1f}" if cell >= 1.0 else f"{cell:.2f}"
    return str(cell)
