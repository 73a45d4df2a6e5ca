"""No socket by which another computer could be reached, and nothing that misses one."""

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("strace and network namespaces are Linux's", allow_module_level=True)

from tests.faults.sockets import alone
from tests.faults.traced_calls import is_available
from tests.faults.warm import sample_apart

pytestmark = pytest.mark.skipif(not is_available(), reason="strace is missing, or may not watch anybody here")


@pytest.mark.timeout(300)
def test_the_program_talks_to_nobody_and_one_that_does_is_noticed(tmp_path: Path) -> None:
    found = sample_apart("sockets", tmp_path)
    assert len(found) == 2 + (alone() is not None)
    assert [line for line in found if not line.holds] == []
