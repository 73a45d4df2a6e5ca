"""Anything at all done with the window: nothing warns, nothing grows, and a program that leaks is noticed."""

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("memory is read as Linux tells it", allow_module_level=True)

from tests.faults.warm import sample_apart


@pytest.mark.timeout(300)
def test_random_use_neither_warns_nor_grows_and_dialogs_that_stay_are_noticed(tmp_path: Path) -> None:
    found = sample_apart("random_use", tmp_path)
    assert len(found) == 2
    assert [line for line in found if not line.holds] == []
