"""A PDF takes the place of a PDF and of nothing else, whichever way its name leads there."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults.file_systems import FailingFileSystem, HeldFileSystem, VisitedFileSystem, WatchedFileSystem

from golden import DOCUMENT
from kithmap.store import encryption, file_format, pdf_file
from kithmap.store.errors import (
    CannotWrite,
    ChangedOnDisk,
    KeptAside,
    NameOfAMap,
    NotAPdf,
    PdfExists,
    Reason,
    StoreError,
)

NEW = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nthe new one\n%%EOF\n"
OLD = b"%PDF-2.0\n%\xe2\xe3\xcf\xd3\nthe old one, which is somewhat longer\n%%EOF\n"
MAP = file_format.encode(DOCUMENT)
OTHERS = {
    "map": MAP,
    "protected map": encryption.seal(MAP, encryption.protect("sesame", 2)),
    "damaged map": MAP[:-40],
    "map of a newer version": MAP.replace(b'"version": 1', b'"version": 9'),
    "text": b"Ana\nBea\n",
    "photo": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(5000),
    "zeros": bytes(4096),
    "nothing": b"",
    "almost a PDF": b"%PDF",
    "text about PDFs": b"%PDF-files are what I print.\n",
    "a PDF further on": b"\n" + OLD,
    "a map that speaks of one": MAP.replace(b'"kithmap"', b'"%PDF-1.7"'),
}
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="links and devices as POSIX has them")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.pdf"


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def test_a_new_pdf_is_there_and_for_its_owner_only(path: Path) -> None:
    pdf_file.write(path, NEW, overwrite=False)
    assert contents(path.parent) == {"out.pdf": NEW}
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_pdf_is_written_over_when_that_is_wanted(path: Path) -> None:
    path.write_bytes(OLD)
    with pytest.raises(PdfExists):
        pdf_file.write(path, NEW, overwrite=False)
    assert contents(path.parent) == {"out.pdf": OLD}
    pdf_file.write(path, NEW, overwrite=True)
    assert contents(path.parent) == {"out.pdf": NEW}


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_no_pdf_stays(path: Path, kind: str, overwrite: bool) -> None:
    path.write_bytes(OTHERS[kind])
    with pytest.raises(NotAPdf):
        pdf_file.write(path, NEW, overwrite=overwrite)
    assert contents(path.parent) == {"out.pdf": OTHERS[kind]}


@given(there=st.binary(max_size=40) | st.binary(max_size=20).map(lambda rest: b"%PDF-" + rest))
def test_whatever_bytes_are_there_only_those_of_a_pdf_go(
    there: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "out.pdf"
    path.write_bytes(there)
    is_pdf = there[:5] == b"%PDF-" and there[5:6].isdigit() and there[6:7] == b"." and there[7:8].isdigit()
    try:
        pdf_file.write(path, NEW, overwrite=True)
    except NotAPdf:
        assert contents(path.parent) == {"out.pdf": there}
        assert not is_pdf
    else:
        assert contents(path.parent) == {"out.pdf": NEW}
        assert is_pdf


@on_posix
@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("how", ["link", "link to a link", "hard link", "link to a folder above"])
def test_a_map_is_not_written_over_by_another_name_of_it(tmp_path: Path, how: str, overwrite: bool) -> None:
    below = tmp_path / "below"
    below.mkdir()
    mine, name = below / "mine.kithmap", tmp_path / "out.pdf"
    mine.write_bytes(MAP)
    if how == "hard link":
        os.link(mine, name)
    elif how == "link to a folder above":
        (tmp_path / "elsewhere").symlink_to(below)
        name = tmp_path / "elsewhere" / "mine.kithmap"
    else:
        between = tmp_path / "between"
        between.symlink_to(mine)
        name.symlink_to(between if how == "link to a link" else mine)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NotAPdf):
        pdf_file.write(name, NEW, overwrite=overwrite)
    assert mine.read_bytes() == MAP
    assert sorted(tmp_path.rglob("*")) == before


@on_posix
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_link_to_nothing_never_makes_a_pdf_that_is_called_like_a_map(tmp_path: Path, overwrite: bool) -> None:
    link = tmp_path / "dangling.pdf"
    link.symlink_to("nowhere.kithmap")
    with pytest.raises(NameOfAMap):
        pdf_file.write(link, NEW, overwrite=overwrite)
    assert [each.name for each in tmp_path.iterdir()] == ["dangling.pdf"]


@on_posix
def test_a_link_to_a_pdf_or_to_nothing_stays_and_leads_to_the_new_one(tmp_path: Path) -> None:
    link, real = tmp_path / "link.pdf", tmp_path / "real.pdf"
    link.symlink_to(real)
    pdf_file.write(link, OLD, overwrite=False)
    assert (link.is_symlink(), real.read_bytes()) == (True, OLD)
    with pytest.raises(PdfExists):
        pdf_file.write(link, NEW, overwrite=False)
    pdf_file.write(link, NEW, overwrite=True)
    assert (link.is_symlink(), real.read_bytes()) == (True, NEW)


@on_posix
@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", Reason.NOT_A_FILE),
        ("folder", Reason.NOT_A_FILE),
        ("pipe", Reason.NOT_A_FILE),
        ("/dev/null", Reason.NOT_A_FILE),
        ("/dev/zero", Reason.NOT_A_FILE),
        ("gone/out.pdf", Reason.MISSING),
        ("text/out.pdf", Reason.MISSING),
        ("to a folder that is gone", Reason.MISSING),
        ("round in circles", Reason.BAD_NAME),
        ("a" * 300, Reason.BAD_NAME),
        ("nul\0", Reason.BAD_NAME),
    ],
)
def test_where_no_file_can_be_it_is_refused(tmp_path: Path, name: str, reason: Reason, overwrite: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_bytes(b"text")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to a folder that is gone").symlink_to(tmp_path / "gone" / "out.pdf")
    (tmp_path / "round in circles").symlink_to(tmp_path / "round in circles")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CannotWrite) as refused:
        pdf_file.write(tmp_path / name, NEW, overwrite=overwrite)
    assert refused.value.reason is reason
    assert sorted(tmp_path.rglob("*")) == before


def test_of_what_is_refused_the_beginning_is_read_and_no_more(path: Path) -> None:
    path.write_bytes(bytes(50_000_000))
    system = WatchedFileSystem()
    with pytest.raises(NotAPdf):
        pdf_file.write(path, NEW, overwrite=True, system=system)
    assert system.log.count("read") == 1
    assert "create" not in system.log


def test_a_system_that_gives_few_bytes_at_a_time_is_understood(path: Path) -> None:
    class Slow(WatchedFileSystem):
        def read(self, descriptor: int, size: int) -> bytes:
            return super().read(descriptor, min(size, 3))

    path.write_bytes(OLD)
    pdf_file.write(path, NEW, overwrite=True, system=Slow())
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("there", [None, OLD], ids=["no file", "PDF"])
@pytest.mark.parametrize("by", ["writing", "moving"])
def test_a_map_that_takes_the_name_meanwhile_stays(path: Path, there: bytes | None, by: str) -> None:
    def prepare() -> None:
        for each in path.parent.iterdir():
            each.unlink()
        if there is not None:
            path.write_bytes(there)

    def visit() -> None:
        other = path if by == "writing" else path.with_name("other")
        other.write_bytes(MAP)
        other.replace(path)

    prepare()
    system = WatchedFileSystem()
    pdf_file.write(path, NEW, overwrite=True, system=system)
    # Where there is a PDF, nothing can be done between the last look and the replacing: no system offers both at once.
    moments = [number for number, name in enumerate(system.log, 1) if name != "replace"]
    assert len(moments) > 12
    takes_the_name = "give_name" if there is None else "replace"
    for moment in moments:
        prepare()
        visited = VisitedFileSystem(moment, visit)
        try:
            pdf_file.write(path, NEW, overwrite=True, system=visited)
        except (NotAPdf, ChangedOnDisk):
            pass
        else:
            assert moment > system.log.index(takes_the_name) + 1
        assert contents(path.parent) == {"out.pdf": MAP}, system.log[moment - 1]


@pytest.mark.parametrize("there", [None, OLD], ids=["no file", "PDF"])
def test_whatever_fails_there_is_one_of_the_two_and_nothing_beside_it(path: Path, there: bytes | None) -> None:
    system = WatchedFileSystem()
    nth = 0
    while nth <= system.count:
        nth += 1
        for each in path.parent.iterdir():
            each.unlink()
        if there is not None:
            path.write_bytes(there)
        system = FailingFileSystem(nth, errno.EIO)
        expected = {"out.pdf": NEW}
        try:
            pdf_file.write(path, NEW, overwrite=True, system=system)
        except StoreError:
            expected = {} if there is None else {"out.pdf": there}
        assert contents(path.parent) == expected, system.failed
    assert nth > 10


def test_what_the_disk_does_not_confirm_is_there_all_the_same(path: Path) -> None:
    class Doubtful(WatchedFileSystem):
        def flush_folder(self, path: Path) -> None:
            raise OSError(errno.EIO, "who knows")

    pdf_file.write(path, NEW, overwrite=False, system=Doubtful())
    assert path.read_bytes() == NEW


def test_a_pdf_that_another_program_shows_is_kept_beside(path: Path) -> None:
    path.write_bytes(OLD)
    with pytest.raises(KeptAside):
        pdf_file.write(path, NEW, overwrite=True, system=HeldFileSystem(1000))
    assert contents(path.parent) == {"out.pdf": OLD, "out 2.pdf": NEW}
