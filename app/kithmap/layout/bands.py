"""The rings as bands between two radii, and how wide they are before anything has to grow."""

from typing import Final

import msgspec

from kithmap.layout.style import Metrics

# Width of a band when there are more rings than `Metrics.ring_radii` knows, as part of the outermost of those.
_MORE_RINGS: Final = 0.9


class Band(msgspec.Struct, frozen=True):
    """The area of one ring: between the radii of its inner line (of Me, for the innermost) and of its outer line."""

    inner: float
    outer: float

    def radius(self, depth: float) -> float:
        """Distance from the middle at a depth from 0 (inner line) to 1 (outer line)."""
        return self.inner + depth * (self.outer - self.inner)

    def depth(self, radius: float) -> float:
        """Depth of a distance from the middle, kept within 0 and 1."""
        return min(1.0, max(0.0, (radius - self.inner) / (self.outer - self.inner)))


def base_widths(count: int, metrics: Metrics) -> tuple[float, ...]:
    """Widths of the bands of `count` rings with room to spare, inner to outer, the first from Me's usual size on."""
    radii = metrics.ring_radii
    if count < len(radii):
        # Fewer rings share the same circle, each a little wider.
        step = (radii[-1] - metrics.me) / count
        return (step,) * count
    steps = [outer - inner for inner, outer in zip((metrics.me, *radii[:-1]), radii, strict=True)]
    if count == len(radii):
        return tuple(steps)
    return (steps[0], *(_MORE_RINGS * steps[-1],) * (count - 1))


def comfortable(band: Band, block_top: float) -> Band:
    """The part of a band where one sees at once on which ring a disc is: not with its middle on a line."""
    margin = min(-block_top / 2.0, (band.outer - band.inner) / 4.0)
    return Band(band.inner + margin, band.outer - margin)
