"""A hundred kills at any moment cost no save that was acknowledged, and no work but the last edits."""

import sys
from pathlib import Path

import pytest
from tests.faults.warm import sample_apart

if sys.platform == "win32":
    pytest.skip("signals as POSIX has them", allow_module_level=True)


@pytest.mark.timeout(600)
def test_whoever_is_killed_loses_next_to_nothing_and_a_program_that_loses_more_is_noticed(tmp_path: Path) -> None:
    found = sample_apart("kills", tmp_path)
    assert sum(line.tried for line in found if not line.is_mutant) >= 100
    assert sum(line.is_mutant for line in found) == 4
    assert [line for line in found if not line.holds] == []
