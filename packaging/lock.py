"""Write packaging/requirements.txt: every package the program needs at run time, with the hashes of its wheels.

    python packaging/lock.py

For 64-bit Linux on x86 and the Python versions below. An installation with

    pip install --require-hashes -r packaging/requirements.txt

takes exactly these files, from wherever pip is set up to look.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.txt"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = (*(f"manylinux_2_{minor}_x86_64" for minor in range(34, 16, -1)), "manylinux2014_x86_64")
HEAD = "# Made by packaging/lock.py from pyproject.toml: wheels for Linux on x86-64, Python {pythons}.\n"


def chosen(python: str, requirements: list[str]) -> list[dict[str, Any]]:
    """What pip would install for one version of Python: its report on each package."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        options = ["--dry-run", "--quiet", "--ignore-installed", "--only-binary", ":all:", "--report", str(report)]
        options += ["--python-version", python, "--target", folder]
        for platform in PLATFORMS:
            options += ["--platform", platform]
        subprocess.run([sys.executable, "-m", "pip", "install", *options, *requirements], check=True)
        found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["install"]
        return found


def main() -> None:
    """Ask pip for each version of Python, and write all hashes into one file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    hashes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for python in PYTHONS:
        for package in chosen(python, project["dependencies"]):
            name = package["metadata"]["name"].lower().replace("_", "-")
            key = (name, package["metadata"]["version"])
            hashes[key].add(package["download_info"]["archive_info"]["hashes"]["sha256"])
    lines = [HEAD.format(pythons=f"{PYTHONS[0]} to {PYTHONS[-1]}")]
    for (name, version), digests in sorted(hashes.items()):
        wanted = [f"{name}=={version}", *(f"--hash=sha256:{digest}" for digest in sorted(digests))]
        lines.append(" \\\n    ".join(wanted) + "\n")
    LOCK.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
