"""Starting: from a new process to the first painted window, against an empty PySide6 window in the same run.

Files are read from the memory of the system after the first round, which does not count: a truly cold start also waits
for the disk. Bytecode is kept in a folder of its own, as if all modules had been installed.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.benchmarks.documents import map_of
from tests.benchmarks.measure import met, p50, p95, print_table

from kithmap.store import atomic_file, file_format

ROUNDS = 15
GOAL = 1.5
RUNNER = Path(__file__).with_name("first_paint.py")
MUST_NOT_LOAD = ("networkx", "reportlab", "pikepdf", "PIL")


def start(wanted: str, *options: str) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Milliseconds until a window has been painted, and what the process said."""
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, *options, str(RUNNER), wanted], capture_output=True, encoding="utf-8", check=True
    )
    return (perf_counter() - began) * 1000.0, done


def imports(wanted: str) -> dict[str, float]:
    """Milliseconds that importing takes, of each module with what only it needs."""
    _, done = start(wanted, "-X", "importtime")
    lines = re.findall(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)", done.stderr)
    return {name: int(total) / 1000.0 for _, total, _, name in lines}


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["HOME"] = os.environ["PYTHONPYCACHEPREFIX"] = folder
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        files = {size: Path(folder) / f"{size}.kithmap" for size in (12, 50, 200)}
        for size, path in files.items():
            atomic_file.replace(path, file_format.encode(map_of(size)), expected=None)
        wanted = {"empty PySide6 window": "empty", "Kithmap, first page": "start"}
        wanted |= {f"Kithmap, map of {size}": str(path) for size, path in files.items()}
        found: dict[str, list[float]] = {name: [] for name in wanted}
        for number in range(ROUNDS + 1):
            for name, what in wanted.items():
                took, _ = start(what)
                if number:
                    found[name].append(took)
        base = p50(found["empty PySide6 window"])
        rows = []
        for name, values in found.items():
            ratio = p50(values) / base
            is_first = name == "Kithmap, first page"
            rows.append(
                [name, p50(values), p95(values), ratio, GOAL if is_first else "", met(ratio, GOAL) if is_first else ""]
            )
        platform = os.environ["QT_QPA_PLATFORM"]
        print_table(
            f"Start, new process to first paint, ms ({platform}, median of {ROUNDS})",
            ["window", "p50", "p95", "ratio", "goal", ""],
            rows,
        )
        _, done = start("start")
        loaded = [name for name in MUST_NOT_LOAD if name in done.stdout.splitlines()]
        print(f"\nLoaded too early: {', '.join(loaded) or 'nothing'} (of {', '.join(MUST_NOT_LOAD)}).")
        slow = sorted(imports("start").items(), key=lambda item: -item[1])
        print_table("Slowest imports of the first page, ms with what they load", ["module", "ms"], slow[:12])


if __name__ == "__main__":
    main()
