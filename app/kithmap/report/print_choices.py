"""What a person chose to print."""

from typing import Literal

import msgspec

Names = Literal["initials", "nicknames"]
Paper = Literal["a4", "letter"]
Section = Literal["i_am", "map", "who", "not_placed", "support", "stands_out", "looking_after", "talk", "hard"]

# What is printed unless the person chooses otherwise: the map in pictures and in words.
USUAL_SECTIONS: tuple[Section, ...] = ("i_am", "map", "who", "support")


class PrintChoices(msgspec.Struct, frozen=True):
    """The strictest choice is the default.

    `language` is a code such as "en" or "sl". `chosen_observations` are the keys of the observations that are printed,
    if what stands out is: one is printed when all of its keys are chosen.
    """

    names: Names = "initials"
    paper: Paper = "a4"
    sections: frozenset[Section] = frozenset(USUAL_SECTIONS)
    language: str = "en"
    chosen_observations: frozenset[str] = frozenset()

    @property
    def has_initials(self) -> bool:
        return self.names == "initials"
