"""Run every benchmark, each in a process of its own, and print its tables.

    python -m tests.benchmarks            all of them
    python -m tests.benchmarks drag save  some of them; python -m tests.benchmarks.drag is the same as one alone

No screen is needed; on one, set QT_QPA_PLATFORM (xvfb-run -a env QT_QPA_PLATFORM=xcb python -m tests.benchmarks).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BENCHMARKS = ("start", "drag", "edits", "save", "responsiveness", "opening", "memory", "benchmark_report")


def main() -> int:
    """Run what is asked for. Returns 1 when one of them failed."""
    failed = [
        name
        for name in sys.argv[1:] or BENCHMARKS
        if subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], cwd=ROOT, check=False).returncode
    ]
    for name in failed:
        print(f"{name} did not finish", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
