"""Whoever is told to end, by a signal or by the end of a session, keeps the work first, whatever is open."""

import sys
from pathlib import Path

import pytest
from tests.faults.warm import sample_apart

if sys.platform != "linux":
    pytest.skip("signals as POSIX has them, and the names Qt's libraries have on Linux", allow_module_level=True)


@pytest.mark.timeout(400)
def test_unsaved_work_is_kept_first_and_a_program_that_does_not_keep_it_is_noticed(tmp_path: Path) -> None:
    found = sample_apart("interruptions", tmp_path)
    assert sum(line.tried for line in found if not line.is_mutant) >= 11
    assert sum(line.is_mutant for line in found) == 4
    assert [line for line in found if not line.holds] == []
