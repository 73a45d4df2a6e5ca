"""From outside, with strace: nothing is ever open to others, no name tells, and the disk is waited for in order."""

from pathlib import Path

import pytest
from tests.faults.traced_calls import MUTANTS, TITLE, UMASKS, is_available, trace, what_is_wrong, wrong_modes

pytestmark = pytest.mark.skipif(not is_available(), reason="strace is missing, or may not watch anybody here")


def test_every_file_is_private_from_its_first_byte_and_flushed_before_it_counts(tmp_path: Path) -> None:
    calls = trace(tmp_path, "atomic_file")
    for name in ("openat", "mkdir", "write", "fsync", "rename", "chmod"):
        assert sum(call.name == name for call in calls) >= len(UMASKS), name
    assert what_is_wrong(calls, 0o640) == []
    kept = set(tmp_path.rglob(TITLE))
    assert len(kept) == len(UMASKS)
    assert wrong_modes(tmp_path / "place", kept, 0o640) == []


@pytest.mark.parametrize("way", MUTANTS)
def test_a_careless_way_of_saving_is_seen(tmp_path: Path, way: str) -> None:
    wrong = what_is_wrong(trace(tmp_path, way), 0o640)
    assert any(MUTANTS[way] in each for each in wrong), wrong
