"""Figures about how the program is built: `.venv/bin/python -m tests.structure [folder of another checkout]`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

# From top to bottom; the four in one line stand side by side. The contract in pyproject.toml is what holds.
ROOMS: Final = (
    ("window",),
    ("reflection",),
    ("guide",),
    ("training", "people", "list", "privacy"),
    ("files",),
    ("editing",),
    ("map",),
    ("printing",),
    ("widgets",),
)
_FLOOR: Final = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}


def main(root: Path) -> None:
    package = root / "app" / "kithmap"
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.rglob("*.py"))}
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in trees}
    largest = max(lines, key=lines.__getitem__)
    print(f"modules: {len(trees)}, lines: {sum(lines.values()):,}")
    print(f"largest module: {largest.relative_to(package)} ({lines[largest]} lines)")
    sizes = sorted(((size, name) for tree in trees.values() for size, name in constructors(tree)), reverse=True)
    print(f"largest constructor: {sizes[0][1]} ({sizes[0][0]}); of eight or more: {sum(size > 7 for size, _ in sizes)}")
    between = {
        (importer, imported)
        for path, tree in trees.items()
        if (importer := room_of(path.relative_to(package).parts))
        for imported in rooms_imported(tree)
        if imported != importer
    }
    upward = [pair for pair in sorted(between) if _FLOOR[pair[0]] >= _FLOOR[pair[1]]]
    print(f"pairs of rooms that import one another: {len(between)}, upward: {upward or 'none'}")
    for room in _FLOOR:
        print(f"  {room}: {sum(lines[each] for each in lines if room_of(each.relative_to(package).parts) == room):,}")


def constructors(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """How many things each constructor takes besides `self`, and the name of its class."""
    for node in ast.walk(tree):
        for part in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(part, ast.FunctionDef) and part.name == "__init__":
                yield len(part.args.args) + len(part.args.kwonlyargs) - 1, node.name  # type: ignore[union-attr]


def rooms_imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kithmap.ui."):
            room = room_of(node.module.split(".")[1:])
            if room:
                yield room


def room_of(parts: tuple[str, ...] | list[str]) -> str:
    """The room of a path or module below the package, "" when it is in none."""
    return parts[1] if len(parts) > 2 and parts[0] == "ui" and parts[1] in _FLOOR else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
