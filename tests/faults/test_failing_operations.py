"""A disk that fails at any moment costs nothing that was saved before."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.faults.failing_operations import CASES, ERRORS, MUTANTS, Case, replacing, try_all


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_whatever_fails_is_told_and_costs_nothing(tmp_path: Path, case: Case) -> None:
    results = list(try_all([case], tmp_path))
    assert len(results) >= 2 * len(ERRORS)
    assert [each for _, wrong in results for each in wrong] == []


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_careless_way_of_saving_is_noticed(tmp_path: Path, mutant: Callable[..., Any]) -> None:
    results = list(try_all(replacing(mutant)[:1], tmp_path, [errno.EIO]))
    assert any(MUTANTS[mutant] in each for _, wrong in results for each in wrong)
