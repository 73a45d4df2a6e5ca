"""Sizes and colours of the map, in one place. Sizes are map units; colours are hex strings by role."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from kithmap.model.ids import KindId
from kithmap.model.vocabulary import ALL_SUPPORT_KINDS, SUPPORT_KINDS

# text, size in map units, bold -> advance width in map units
TextWidth = Callable[[str, float, bool], float]


class Metrics(msgspec.Struct, frozen=True):
    """Sizes the arrangement works with. `text` scales all lettering (1.0 to 2.0: the person's text size)."""

    text: float = 1.0
    label_size: float = 13.0
    initials_size: float = 13.0
    ring_name_size: float = 12.0
    label_width: float = 112.0
    label_lines: int = 3
    line_height: float = 1.22
    disc: float = 29.0
    shape: float = 17.0
    me: float = 26.0
    gap: float = 3.0
    # Outer radii of three rings when there is room to spare, at 1366 x 768.
    ring_radii: tuple[float, ...] = (130.0, 219.0, 304.0)


SCREEN: Final = Metrics()
# On paper the picture is fitted to the width of the page: larger lettering stays readable there.
PRINT: Final = Metrics(text=1.2)

# Height of capitals and depth of descenders, as parts of the size (Noto Sans: 0.714 and 0.293).
CAP_HEIGHT: Final = 0.714
ASCENT: Final = 1.069
DESCENT: Final = 0.293

# Of each kind of support: on light ground, on dark ground.
_SUPPORT: Final = {
    "listen": ("#0B6E99", "#5CB8E0"),
    "comfort": ("#7A4FA3", "#B997DE"),
    "value": ("#B3446C", "#EA8FB0"),
    "everyday": ("#2E7D4F", "#6FC492"),
    "unwell": ("#A8442A", "#EE9479"),
    "advice": ("#7A6200", "#D2B84A"),
    "company": ("#B5530F", "#F0A062"),
    "hard": ("#3D4B8F", "#9AA8EC"),
    "health": ("#00706B", "#5CC7C0"),
    "belong": ("#8A3B8F", "#D58FDA"),
    "doors": ("#4F6D00", "#A9C95A"),
    "money": ("#6B4F3A", "#CBAA90"),
    "own1": ("#4A5568", "#AEBBCB"),
    "own2": ("#9A3412", "#F0A58A"),
    "own3": ("#155E75", "#7CC4D8"),
    "own4": ("#713F6B", "#D3A4CC"),
}


class Colours(msgspec.Struct, frozen=True, kw_only=True):
    """Colours by role, as on light ground. `rings` is inner to outer, repeated from the last for more rings."""

    canvas: str = "#FBFAF7"
    surface: str = "#FFFFFF"
    raised: str = "#F3F8F6"
    ink: str = "#16302B"
    quiet_ink: str = "#4A625B"
    rule: str = "#D5DEDA"
    rings: tuple[str, ...] = ("#D6E8E3", "#E6F1EE", "#F3F8F6", "#F8FBFA", "#FCFDFD")
    ring_line: str = "#5B8D82"
    disc: str = "#FFFFFF"
    shape_fill: str = "#FFFFFF"
    accent: str = "#24423C"
    on_accent: str = "#FFFFFF"
    action: str = "#1F6F5C"
    on_action: str = "#FFFFFF"
    selection: str = "#FFF0BF"
    selection_line: str = "#16302B"
    tie: str = "#6A7F79"
    support: Mapping[str, str]
    dark: bool = False

    def ring(self, order: int) -> str:
        return self.rings[min(order, len(self.rings) - 1)]


LIGHT: Final = Colours(support={kind: light for kind, (light, _) in _SUPPORT.items()})
DARK: Final = Colours(
    canvas="#14201D",
    surface="#1B2926",
    raised="#22332F",
    ink="#E8F0ED",
    quiet_ink="#A9BDB6",
    rule="#3A4F49",
    rings=("#2C4740", "#253B36", "#1F322D", "#1B2B27", "#182522"),
    ring_line="#7FB3A6",
    disc="#1B2926",
    shape_fill="#14201D",
    accent="#CFE5DD",
    on_accent="#14201D",
    action="#7CCBB4",
    on_action="#0F1A17",
    selection="#5A4C12",
    selection_line="#FFE28A",
    tie="#8FA8A0",
    support={kind: dark for kind, (_, dark) in _SUPPORT.items()},
    dark=True,
)
HIGH_CONTRAST: Final = Colours(
    canvas="#FFFFFF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    ink="#000000",
    quiet_ink="#000000",
    rule="#000000",
    rings=("#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF"),
    ring_line="#000000",
    disc="#FFFFFF",
    shape_fill="#FFFFFF",
    accent="#000000",
    on_accent="#FFFFFF",
    action="#00402F",
    on_action="#FFFFFF",
    selection="#FFE066",
    selection_line="#000000",
    tie="#000000",
    support=dict.fromkeys(_SUPPORT, "#000000"),
)
# Paper: white ground, ring fills that survive a grey copy.
PAPER: Final = msgspec.structs.replace(LIGHT, canvas="#FFFFFF")


def dial_angle(kind: KindId) -> float:
    """Degrees clockwise from twelve o'clock: the usual eight kinds are 45 apart, the others half way between them."""
    position = ALL_SUPPORT_KINDS.index(kind)
    turn = position % len(SUPPORT_KINDS)
    between = 0.0 if position < len(SUPPORT_KINDS) else 0.5
    return 360.0 * (turn + between) / len(SUPPORT_KINDS)
