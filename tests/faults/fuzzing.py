"""Hostile map files: what they are made of, and what must hold for every one of them.

    python -m tests.faults.fuzzing              the figures: cut, changed and very large files
    KITHMAP_FUZZ=20000 python -m pytest tests/faults/test_fuzzed_files.py     so many examples of each kind

A file that shows a mistake is kept in tests/data/corpus, with what must come of it in manifest.json.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st
from tests.faults.figures import Figures, print_table
from tests.signed_files import file_of

from kithmap.store import file_format
from kithmap.store.errors import DamagedMap, EmptyFile, NewerVersion, NotAMap, StoreError, TooLarge
from kithmap.store.migrations import CURRENT_VERSION

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = (ROOT / "tests/data/format-1.kithmap").read_bytes()
REFUSALS = (EmptyFile, NotAMap, DamagedMap, NewerVersion, TooLarge)

# Names of fields that only the fuzzer adds, so that they can be counted again.
ADDED = "x-"


def outcome(data: bytes) -> str:
    """What came of opening these bytes: "opened", or the name of the refusal. Whatever else is raised is a mistake.

    What opens must be saved and opened again without any change.
    """
    try:
        contents = file_format.decode_file(data)
    except REFUSALS as refusal:
        return type(refusal).__name__
    saved = file_format.encode(contents.document, contents.unknown)
    again = file_format.decode_file(saved)
    assert again.document == contents.document
    assert again.unknown == contents.unknown
    assert again.version == CURRENT_VERSION
    assert file_format.encode(again.document, again.unknown) == saved
    assert added_fields(saved) == added_fields(data)
    return "opened"


def added_fields(data: bytes) -> Counter[tuple[str, str]]:
    """The fields the fuzzer added, wherever they are, and their values; numbers as they are spelled."""
    found: Counter[tuple[str, str]] = Counter()

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found.update((name, json.dumps(value)) for name, value in pairs if name.startswith(ADDED))
        return dict(pairs)

    json.loads(data.removeprefix(b"\xef\xbb\xbf"), object_pairs_hook=look, parse_int=str, parse_float=str)
    return found


class Members(list[tuple[str, Any]]):
    """A JSON object in which a name may come twice."""


class Text(NamedTuple):
    """JSON text to be put in as it is, also when it is none."""

    text: str


HOSTILE: Final = tuple(
    map(
        Text,
        (
            *("NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1e-400", "-0.0", "-0", "0", "1", "5", "360", "01"),
            *("9" * 30, "9" * 5_000, "-" + "9" * 30, "0." + "3" * 5_000, "1.0", "true", "false", "null", "nul"),
            *('""', '" "', '"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '"\\u202e"', '"\\ud83d\\udc15"', '"\x00"'),
            *('"e1"', '"e2"', '"m1"', '"own1"', '"distance"', '"edge"', '"0001-01-01"', '"2026-02-30"', '"\ufeff"'),
            *("[]", "{}", "[[]]", '{"x-deep": ' * 20 + "0" + "}" * 20, "[" * 15 + "]" * 15, "[" * 900 + "]" * 900),
            *("[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"x-deep": ' * 100_000),
            *(f'"{"n" * 10_001}"', f'"{"t" * 100_001}"'),
        ),
    )
)

_plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


def text_of(value: Any) -> str:
    """JSON text of a tree of `Members`, lists, plain values and `Text`."""
    if isinstance(value, Text):
        return value.text
    if isinstance(value, Members):
        return "{" + ", ".join(f"{text_of(name)}: {text_of(inner)}" for name, inner in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(text_of, value)) + "]"
    return json.dumps(value)


def tree_of(document: bytes) -> Members:
    """The tree of a JSON object."""
    tree = json.loads(document, object_pairs_hook=Members)
    assert isinstance(tree, Members)
    return tree


def _places(tree: Any) -> Iterator[tuple[Any, int]]:
    """Every value in the tree, as the list that holds it and its index there."""
    if isinstance(tree, list):
        for index, inner in enumerate(tree):
            yield tree, index
            yield from _places(inner[1] if isinstance(tree, Members) else inner)


def _get(holder: Any, index: int) -> Any:
    return holder[index][1] if isinstance(holder, Members) else holder[index]


def _set(holder: Any, index: int, value: Any) -> None:
    holder[index] = (holder[index][0], value) if isinstance(holder, Members) else value


@st.composite
def mutated(draw: st.DrawFn, document: bytes) -> Members:
    """The tree of a document with one to three things in it changed."""
    tree = tree_of(document)
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(tree))
        if not places:
            break
        holder, index = draw(st.sampled_from(places))
        other = _get(*draw(st.sampled_from(places)))
        change = draw(st.sampled_from(sorted(_CHANGES)))
        _CHANGES[change](draw, holder, index, other)
    return tree


def _put_hostile(draw: st.DrawFn, holder: Any, index: int, _: Any) -> None:
    _set(holder, index, draw(st.sampled_from(HOSTILE)))


def _put_anything(draw: st.DrawFn, holder: Any, index: int, _: Any) -> None:
    _set(holder, index, draw(_plain))


def _put_other(_: st.DrawFn, holder: Any, index: int, other: Any) -> None:
    _set(holder, index, Text(text_of(other)))


def _remove(_: st.DrawFn, holder: Any, index: int, __: Any) -> None:
    del holder[index]


def _repeat(_: st.DrawFn, holder: Any, index: int, other: Any) -> None:
    """A field twice, with another value, or an element of a list twice: ids clash."""
    holder.append((holder[index][0], Text(text_of(other))) if isinstance(holder, Members) else holder[index])


def _turn_round(_: st.DrawFn, holder: Any, __: int, ___: Any) -> None:
    holder.reverse()


def _wrap(draw: st.DrawFn, holder: Any, index: int, _: Any) -> None:
    depth = draw(st.sampled_from((1, 2, 16, 40)))
    _set(holder, index, Text("[" * depth + text_of(_get(holder, index)) + "]" * depth))


def _add(draw: st.DrawFn, holder: Any, _: int, __: Any) -> None:
    """A field nobody knows: mostly something that can be kept, sometimes not."""
    if isinstance(holder, Members):
        name = ADDED + draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=3))
        holder.append((name, draw(_plain | st.sampled_from(HOSTILE))))


def _spell(_: st.DrawFn, holder: Any, index: int, __: Any) -> None:
    """The name of a field with escapes in it."""
    if isinstance(holder, Members) and isinstance(name := holder[index][0], str):
        escaped = "".join(f"\\u{ord(letter):04x}" for letter in name if letter.isascii())
        holder[index] = (Text(f'"{escaped}"'), holder[index][1])


_CHANGES: Final[dict[str, Callable[[st.DrawFn, Any, int, Any], None]]] = {
    each.__name__: each
    for each in (_put_hostile, _put_anything, _put_other, _remove, _repeat, _turn_round, _wrap, _add, _spell)
}


@st.composite
def changed_bytes(draw: st.DrawFn, data: bytes = GOLDEN) -> bytes:
    """A map file with some of its bytes changed, taken out, doubled or overwritten."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.sampled_from((start, start + 1, start + draw(st.integers(0, 400)))))
        put = draw(
            st.binary(max_size=8) | st.sampled_from((b'"', b"{", b"}", b"[", b"]", b",", b"\\", data[start:end]))
        )
        data = data[:start] + put + data[end:]
    return data


# Very large files: as much as a file may be, of what grows most in memory.


def _full(head: str, unit: str, tail: str) -> bytes:
    limit = file_format.MAXIMUM_BYTES - 1_000
    marks = sum(map(unit.count, "{[,")) or 1
    times = min(limit // len(unit.encode()), (file_format.MAXIMUM_VALUES - 100) // marks)
    return file_of((head + (unit * times).removesuffix(",") + tail).encode())


def _laid_out(data: bytes) -> bytes:
    """The same file as the program would write it."""
    return file_format.encode(file_format.decode(data))


_MAP: Final = '{"maps":[{"id":"m1","date":"2026-01-02"'
_END: Final = ']}],"entries":[{"id":"e1","name":"Ana"}]}'
_NAMES: Final = ",".join(f'"{number:x}":0' for number in range(890_000))

LARGE: Final[dict[str, Callable[[], bytes]]] = {
    "one entry again and again": lambda: _full(_MAP + '}],"entries":[', '{"id":"e","name":"x"},', "]}"),
    "one connection again and again": lambda: _full(_MAP + ',"connections":[', '{"entry":"e1"},', _END),
    "one support again and again": lambda: _full(
        _MAP + ',"connections":[{"entry":"e1","supports":[', '{"kind":"hard","get":"lot"},', "]}" + _END
    ),
    "one tie again and again": lambda: _full(_MAP + ',"ties":[', '{"one":"a","other":"b"},', _END),
    "one map again and again": lambda: _full('{"maps":[', '{"id":"1","date":"2026-01-02"},', "]}"),
    "reviews without end": lambda: _full(
        _MAP + '}],"steps":[{"id":"1","aim":"ask","reviews":[', '{"date":"2026-01-02","state":"done"},', "]}]}"
    ),
    "two letters again and again": lambda: _full(_MAP + '}],"questions":[', '"жж",', "]}"),
    "texts with an emoji": lambda: _full(_MAP + '}],"questions":[', f'"{"x" * 90_000}🐕",', "]}"),
    "texts with an emoji, as we write them": lambda: _laid_out(
        _full(_MAP + '}],"questions":[', f'"{"x" * 90_000}🐕",', "]}")
    ),
    "a text of commas": lambda: file_of((_MAP + '}],"title":"' + "," * 20_000_000 + '"}').encode()),
    "a name of 10 MB": lambda: file_of(
        (_MAP + '}],"entries":[{"id":"e1","name":"' + "x" * 10_000_000 + '"}]}').encode()
    ),
    "a word of 20 MB": lambda: _full(_MAP + '}],"guide":{"length":"', "x" * 1_000, '"}}'),
    "a number of 20 MB": lambda: _full(_MAP + ',"feeling_before":', "1" * 1_000, "}]}"),
    "a fraction of 20 MB": lambda: _full(
        _MAP + ',"connections":[{"entry":"e1","placement":{"ring":"close","angle":0.', "1" * 1_000, "}}" + _END
    ),
    "lists in lists": lambda: file_of(b"[" * 20_000_000),
    "unknown: lists": lambda: _full(_MAP + ',"x-":[', "[],", "]}]}"),
    "unknown: objects": lambda: _full(_MAP + ',"x-":[', '{"a":0},', "]}]}"),
    "unknown: lists in lists": lambda: _full(_MAP + ',"x-":[', "[" * 15 + "]" * 15 + ",", "]}]}"),
    "unknown: names": lambda: file_of((_MAP + ',"x-":{' + _NAMES + "}}]}").encode()),
    "unknown: fields": lambda: file_of((_MAP + "," + _NAMES + "}]}").encode()),
    "unknown: a field in every review": lambda: _full(
        _MAP + '}],"steps":[{"id":"1","aim":"ask","reviews":[', '{"date":"2026-01-02","state":"done","x-":0},', "]}]}"
    ),
    "unknown: a text of 20 MB": lambda: _full(_MAP + ',"x-":"', "x" * 1_000, '🐕"}]}'),
    "a wrong digest": lambda: _full(_MAP + '}],"title":"', "x" * 1_000, '"}').replace(b'"m1"', b'"m2"'),
    "cut at the end": lambda: _full(_MAP + '}],"title":"', "x" * 1_000, '"}')[:-1],
    "zeros": lambda: bytes(file_format.MAXIMUM_BYTES),
    "garbage": lambda: random.Random(1).randbytes(file_format.MAXIMUM_BYTES),
    "one byte too many": lambda: bytes(file_format.MAXIMUM_BYTES + 1),
}


class Cost(NamedTuple):
    """What opening a file took: its outcome, processor time, and the most memory of the whole process at any time."""

    outcome: str
    seconds: float
    megabytes: int


_MEASURE: Final = """
import sys
from time import process_time
from kithmap.store import file_format
from kithmap.store.errors import StoreError
data = open(sys.argv[1], "rb").read()
start = process_time()
try:
    file_format.decode_file(data)
    outcome = "opened"
except StoreError as refusal:
    outcome = type(refusal).__name__
seconds = process_time() - start
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(outcome, seconds, int(peak) // 1024)
"""


def cost_of(data: bytes, folder: Path) -> Cost:
    """Open a file in a new process and measure it (Linux only)."""
    path = folder / "large.kithmap"
    path.write_bytes(data)
    done = subprocess.run([sys.executable, "-c", _MEASURE, path], capture_output=True, text=True, check=True)
    path.unlink()
    outcome, seconds, megabytes = done.stdout.split()
    return Cost(outcome, float(seconds), int(megabytes))


# Cut and changed files: the digest must notice every one.


def unnoticed(files: Iterator[bytes]) -> Figures:
    """Open files that are all damaged; those that were opened, or not called damaged, are wrong."""
    tried, wrong, slowest = 0, list[str](), 0.0
    for tried, data in enumerate(files, 1):
        start = process_time()
        try:
            file_format.decode_file(data)
        except (DamagedMap, EmptyFile):
            pass
        except StoreError as refusal:
            wrong.append(f"file {tried}: {type(refusal).__name__}")
        else:
            wrong.append(f"file {tried}: opened")
        slowest = max(slowest, process_time() - start)
    return Figures("", tried, wrong, note=f"slowest {slowest * 1000:.1f} ms")


def cut_files(data: bytes = GOLDEN) -> Iterator[bytes]:
    """The file cut at every byte."""
    return (data[:length] for length in range(len(data)))


def changed_files(differences: range, data: bytes = GOLDEN) -> Iterator[bytes]:
    """The file with every byte changed by every one of these (exclusive or)."""
    for place in range(len(data)):
        for difference in differences:
            changed = bytearray(data)
            changed[place] ^= difference
            yield bytes(changed)


def main() -> int:
    """Print the figures. Returns 1 when one does not hold."""

    def lines() -> Iterator[Figures]:
        yield unnoticed(cut_files())._replace(what="map cut at every byte")
        yield unnoticed(changed_files(range(1, 256)))._replace(what="every byte of a map changed to every other value")
        with tempfile.TemporaryDirectory() as folder:
            for name, make in LARGE.items():
                cost = cost_of(make(), Path(folder))
                note = f"{cost.outcome}, {cost.seconds:.2f} s, {cost.megabytes} MB"
                yield Figures(
                    f"large: {name}", 1, [note] if cost.seconds > 2 or cost.megabytes > 300 else [], note=note
                )

    return 0 if print_table(lines()) else 1


if __name__ == "__main__":
    sys.exit(main())
