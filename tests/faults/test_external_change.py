"""What another program does to the file while we save is never lost without a word."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.faults.external_change import HARMLESS, MUTANTS, SETTINGS, VISITS, Setting, try_all


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_nothing_another_program_did_is_overwritten_silently(tmp_path: Path, setting: Setting) -> None:
    results = list(try_all(setting, tmp_path))
    assert len(results) > 120
    assert [each for each in results if each[1] not in HARMLESS] == []
    ways = Counter(ending for _, ending in results)
    assert ways["refused"] > 50
    # One moment in each save, the last; a held file has one for each attempt, but only the last counts. A new file
    # takes its name in one step with finding it free.
    assert ways["unseen"] <= len(VISITS)
    moments = {what.split(" before ")[1] for what, ending in results if ending == "unseen"}
    assert len(moments) == (1 if setting.is_there else 0)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_careless_look_at_the_file_is_noticed(tmp_path: Path, mutant: Callable[..., Any]) -> None:
    assert "overwritten" in {ending for _, ending in try_all(SETTINGS[0], tmp_path, mutant)}
