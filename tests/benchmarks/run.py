"""Run every benchmark, each in a process of its own, and print its tables.

    python tests/benchmarks/run.py            all of them
    python tests/benchmarks/run.py drag save  some of them

No screen is needed; on one, set QT_QPA_PLATFORM (xvfb-run -a env QT_QPA_PLATFORM=xcb python tests/benchmarks/run.py).
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCHMARKS = ("start", "drag", "edits", "save", "opening", "memory", "benchmark_arrange", "benchmark_report")


def main() -> int:
    """Run what is asked for. Returns 1 when one of them failed."""
    chosen = sys.argv[1:] or BENCHMARKS
    failed = [name for name in chosen if subprocess.run([sys.executable, HERE / f"{name}.py"], check=False).returncode]
    for name in failed:
        print(f"{name} did not finish", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
