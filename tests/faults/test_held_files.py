"""A file another program will not let go of: we wait a little, and then the work is whole under a name that is told."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.faults.file_systems import HeldFileSystem
from tests.faults.held_files import HELD, MUTANTS, NEW, OLD, try_all

from kithmap.store import atomic_file
from kithmap.store.errors import CannotWrite, ChangedOnDisk, KeptAside


def test_however_long_it_is_held_the_work_is_whole_where_it_is_told(tmp_path: Path) -> None:
    results = list(try_all(tmp_path))
    assert len(results) == len(HELD) * 9 * 2
    assert [each for _, wrong in results for each in wrong] == []


@pytest.mark.parametrize("mutant", MUTANTS)
def test_an_impatient_or_careless_way_of_saving_is_noticed(tmp_path: Path, mutant: Callable[..., Any]) -> None:
    assert any(wrong for _, wrong in try_all(tmp_path, mutant))


def test_what_the_other_program_wrote_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "map"
    path.write_bytes(OLD)

    class Changing(HeldFileSystem):
        def wait(self, seconds: float) -> None:
            path.write_bytes(b"theirs")

    with pytest.raises(ChangedOnDisk):
        atomic_file.replace(path, NEW, expected=atomic_file.digest_of(OLD), system=Changing(1))
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"theirs"]


def test_a_file_that_cannot_even_be_looked_at_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "map"
    path.write_bytes(OLD)

    class Closed(HeldFileSystem):
        def open_to_read(self, file: Path) -> int:
            if file == path and not self.waited:
                raise PermissionError(13, "another program has it")
            return super().open_to_read(file)

    system = Closed(0)
    atomic_file.replace(path, NEW, expected=atomic_file.digest_of(OLD), system=system)
    assert system.waited > 0
    assert path.read_bytes() == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="a name's length in bytes as POSIX has it")
@pytest.mark.parametrize("name", ["ł" * 123 + ".kithmap", "a" * 255, ".kithmap", "a.b.c", "x" * 247 + ".kithmap"])
def test_the_name_beside_it_is_never_too_long(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(OLD)
    with pytest.raises(KeptAside) as kept:
        atomic_file.replace(tmp_path / name, NEW, expected=atomic_file.ANY, system=HeldFileSystem(1000))
    assert kept.value.kept_as.read_bytes() == NEW
    assert " 2" in kept.value.kept_as.name
    assert kept.value.kept_as.suffix == (tmp_path / name).suffix


def test_a_name_that_is_all_ending_is_refused(tmp_path: Path) -> None:
    path = tmp_path / f"a.{'x' * 253}"
    path.write_bytes(OLD)
    with pytest.raises(CannotWrite):
        atomic_file.replace(path, NEW, expected=atomic_file.ANY, system=HeldFileSystem(1000))
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [OLD]


def test_when_every_name_is_taken_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map"
    for name in ("map", *(f"map {number}" for number in range(2, 102))):
        (tmp_path / name).write_bytes(OLD)
    with pytest.raises(CannotWrite):
        atomic_file.replace(path, NEW, expected=atomic_file.ANY, system=HeldFileSystem(1000))
    assert {each.read_bytes() for each in tmp_path.iterdir()} == {OLD}
    assert len(list(tmp_path.iterdir())) == 101
