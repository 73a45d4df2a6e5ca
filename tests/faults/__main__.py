"""Run every harness in full and print a table of what was tried and what went wrong.

    python -m tests.faults                          all of them
    python -m tests.faults power_cut lock_race      some of them
    python -m tests.faults kills 1000               so many times what is done a hundred times otherwise

The tests run samples of the same. A mutant is a program with a known mistake: a harness that does not catch it is worth
nothing. As root, or where user namespaces are permitted, disks are mounted, in a child process only.
"""

import sys
import tempfile
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from tests.faults.figures import print_table

HARNESSES = (
    "failing_operations",
    "power_cut",
    "mounted_places",
    "traced_calls",
    "external_change",
    "held_files",
    "lock_race",
    "kills",
    "interruptions",
    "canaries",
    "sockets",
    "random_use",
)


def main() -> int:
    """Run what is asked for. Returns 1 when something went wrong or a mutant was not caught."""
    holds = True
    for name, after in pairwise([*(sys.argv[1:] or HARNESSES), ""]):
        if name.isdigit():
            continue
        print(f"\n{name}")
        times = [int(after)] if after.isdigit() else []
        with tempfile.TemporaryDirectory() as folder:
            holds = print_table(import_module(f"tests.faults.{name}").figures(Path(folder), *times)) and holds
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
