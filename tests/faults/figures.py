"""What a harness found, as a line of a table."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Figures(NamedTuple):
    """One line. `wrong` names what must not have happened; a mutant is a broken program that must be caught."""

    what: str
    tried: int
    wrong: Sequence[str]
    is_mutant: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether this is as it must be."""
        return self.tried > 0 and bool(self.wrong) == self.is_mutant


def print_table(lines: Iterable[Figures]) -> bool:
    """Print the lines as they come; says whether all hold."""
    print(f"{'what was done':<66}{'tried':>9}{'wrong':>9}  result", flush=True)
    holds = True
    for line in lines:
        result = ("caught" if line.holds else "NOT CAUGHT") if line.is_mutant else ("holds" if line.holds else "WRONG")
        what = f"mutant: {line.what}" if line.is_mutant else line.what
        print(f"{what:<66}{line.tried:>9,}{len(line.wrong):>9,}  {result}{line.note and f' ({line.note})'}", flush=True)
        if not line.holds:
            holds = False
            for wrong in line.wrong[:5]:
                print(f"    {wrong}", flush=True)
    return holds
