"""The sizes of one picture, from the person's text size and from how many are on the rings."""

from typing import Final, NamedTuple

import msgspec

from kithmap.layout.style import Metrics

# In parts of the lettering of labels.
_ME: Final = 1.1
_I_AM: Final = 0.72


class Sizes(msgspec.Struct, frozen=True):
    """Sizes in map units: radii of disc, shape and Me, sizes of lettering, and the width of labels."""

    disc: float
    shape: float
    initials: float
    label: float
    label_width: float
    label_lines: int
    line_height: float
    me: float
    me_name: float
    i_am: float
    ring_name: float


class _Tier(NamedTuple):
    """Factors for maps with up to `most` entries. Headings grow as the map does: to be read when all of it is seen."""

    most: float
    disc: float
    label: float
    label_width: float
    headings: float


_TIERS: Final = (
    _Tier(most=16, disc=1.0, label=1.0, label_width=1.0, headings=1.0),
    _Tier(most=36, disc=0.88, label=12 / 13, label_width=0.93, headings=1.1),
    _Tier(most=70, disc=0.78, label=11 / 13, label_width=0.85, headings=1.25),
    _Tier(most=float("inf"), disc=0.68, label=10 / 13, label_width=0.78, headings=1.5),
)


def sizes_for(count: int, metrics: Metrics) -> Sizes:
    """The more entries, the smaller. Lettering and labels grow with the person's text size, discs half as much."""
    tier = next(tier for tier in _TIERS if count <= tier.most)
    grown = (1.0 + metrics.text) / 2.0
    label = metrics.label_size * metrics.text
    return Sizes(
        disc=metrics.disc * tier.disc * grown,
        shape=metrics.shape * tier.disc * grown,
        initials=metrics.initials_size * metrics.text * tier.label,
        label=label * tier.label,
        label_width=metrics.label_width * metrics.text * tier.label_width,
        label_lines=metrics.label_lines,
        line_height=metrics.line_height,
        me=metrics.me * grown * tier.headings,
        me_name=_ME * label * tier.headings,
        i_am=_I_AM * label * tier.headings,
        ring_name=metrics.ring_name_size * metrics.text * tier.headings,
    )
