"""What a protected map holds reaches no disk in the clear, whatever is done with it; and nothing is open to others."""

import base64
import gzip
import sys
import zlib
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("processes and modes as POSIX has them", allow_module_level=True)

from tests.faults.canaries import found_in, new_mark, plain_document, structures, structures_in, with_canaries
from tests.faults.traced_calls import is_available
from tests.faults.warm import sample_apart

MARK = new_mark()
HIDING = {
    "plain": lambda text: text.encode(),
    "loud": lambda text: text.upper().encode(),
    "wide": lambda text: text.encode("utf-16"),
    "wide the other way": lambda text: text.encode("utf-16-be"),
    "base64": lambda text: base64.b64encode(text.encode()),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "deflated": lambda text: zlib.compress(text.encode()),
    "zipped": lambda text: gzip.compress(text.encode("utf-16-le")),
}


@pytest.mark.timeout(300)
def test_nothing_of_a_protected_map_is_on_the_disk_and_a_careless_program_is_noticed(tmp_path: Path) -> None:
    found = sample_apart("canaries", tmp_path)
    assert found[0].tried >= 40
    assert sum(line.is_mutant for line in found) == (4 if is_available() else 3)
    assert [line for line in found if not line.holds] == []


def test_there_is_a_canary_in_every_structure_the_document_can_hold() -> None:
    assert structures() == structures_in(plain_document())
    document, count = with_canaries(plain_document(), MARK)
    assert count >= 40
    assert str(document).count(MARK) == count


@pytest.mark.parametrize("way", HIDING)
@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_a_canary_is_found_however_it_is_written(way: str, before: str) -> None:
    assert found_in(b"\x78\x9c\0" + HIDING[way](f"{before}{MARK}007 and more"), MARK)
    assert not found_in(HIDING[way](f"{before}{MARK[:-1]}"), MARK)
