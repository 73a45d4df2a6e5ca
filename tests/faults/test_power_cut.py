"""Wherever the power goes off, the map is whole: the old one or the new one, and the new one once it is saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.faults.power_cut import (
    FOLDER,
    MAP,
    MUTANTS,
    SECTORS,
    ForgetfulDisk,
    Scenario,
    left_after,
    scenarios,
    try_all,
)

from kithmap.store import atomic_file


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("scenario", scenarios(512), ids=lambda scenario: scenario.name)
def test_no_power_cut_costs_a_map(scenario: Scenario, sector: int) -> None:
    same = next(each for each in scenarios(sector) if each.name == scenario.name)
    results = list(try_all(same, sector))
    assert len(results) > 1000
    assert [each for _, wrong in results for each in wrong] == []


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_way_of_saving_that_trusts_the_disk_is_noticed(mutant: Callable[..., Any]) -> None:
    results = list(try_all(scenarios(512)[0], 512, mutant))
    assert any(MUTANTS[mutant] in each for _, wrong in results for each in wrong)


def test_the_model_forgets_what_was_not_flushed() -> None:
    disk = ForgetfulDisk({MAP: b"old"}, 512)
    descriptor = disk.create(FOLDER / "new")
    disk.write(descriptor, memoryview(b"a" * 512 + b"b"))
    assert disk.write(descriptor, memoryview(b"b")) == 1
    left = list(left_after(disk.cuts[-1], 512))
    assert {MAP: b"old"} in left
    found = {each[FOLDER / "new"] for each in left if FOLDER / "new" in each}
    assert found == {b"", b"a" * 512 + b"b", b"a" * 512 + b"\0", b"\0" * 512 + b"b", b"\0" * 513}
    disk.flush(descriptor)
    assert {each.get(FOLDER / "new") for each in left_after(disk.cuts[-1], 512)} == {None, b"a" * 512 + b"b"}
    disk.flush_folder(FOLDER)
    assert list(left_after(disk.cuts[-1], 512)) == [{MAP: b"old", FOLDER / "new": b"a" * 512 + b"b"}]


@pytest.mark.parametrize("sector", SECTORS)
def test_after_every_power_cut_the_next_save_works(sector: int) -> None:
    scenario = scenarios(sector)[0]
    disk = ForgetfulDisk(scenario.before, 3 * sector)
    scenario.act(disk, atomic_file.replace)
    tried: set[frozenset[tuple[Path, bytes]]] = set()
    for cut in disk.cuts:
        for found in left_after(cut, sector):
            # What a half-written temporary file holds makes no difference to the next save.
            state = frozenset((path, data) for path, data in found.items() if path == MAP or not tried)
            if state in tried:
                continue
            tried.add(state)
            again = ForgetfulDisk(found, sector)
            expected = atomic_file.read(MAP, 10 * sector, system=again).digest
            atomic_file.replace(MAP, b"next", expected=expected, system=again)
            assert next(left_after(again.cuts[-1], sector))[MAP] == b"next"
    assert len(tried) >= 2
