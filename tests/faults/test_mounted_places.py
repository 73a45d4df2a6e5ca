"""Full disks and read-only places: it is told, and nothing is lost or left behind."""

import sys

import pytest

if sys.platform != "linux":
    pytest.skip("mounts as Linux has them", allow_module_level=True)

from tests.faults.mounted_places import ALL, MUTANTS, NotPermitted, Result, run_apart


def tried(name: str) -> list[Result]:
    try:
        return run_apart(name, mounting=not name.startswith("limited"))
    except NotPermitted as why:
        pytest.skip(str(why))


@pytest.mark.parametrize("name", [name for name in ALL if name not in MUTANTS])
def test_a_place_that_cannot_be_written_costs_nothing(name: str) -> None:
    results = tried(name)
    assert results
    assert [(what, wrong) for what, wrong in results if wrong] == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_careless_way_of_saving_is_noticed_there(name: str) -> None:
    assert any(wrong for _, wrong in tried(name))
