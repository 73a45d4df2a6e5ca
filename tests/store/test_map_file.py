"""Which files a map may take the place of, when somebody says that it should."""

import sys
from pathlib import Path

import pytest

from golden import DOCUMENT
from kithmap.store import atomic_file, encryption, file_format, map_file
from kithmap.store.errors import CannotRead, NoMapThere, Reason

MAP = file_format.encode(DOCUMENT)
SEALED = encryption.seal(MAP, encryption.protect("sesame", 2))
MAPS = {
    "map": MAP,
    "protected map": SEALED,
    "cut protected map": SEALED[:-20],
    "damaged map": MAP[:-40],
    "beginning of a map": MAP[:20],
    "map of a newer version": MAP.replace(b'"version": 1', b'"version": 9'),
    "map as UTF-16": MAP.decode().encode("utf-16"),
    # There is nothing to lose, and a map that a full disk cut off looks like that.
    "empty file": b"",
}
OTHERS = {
    "PDF": b"%PDF-1.7\n%\xe2\xe3",
    "photo": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(5000),
    "text": b"Ana\nBea\n",
    "other JSON": b'{"name": "something"}\n',
    "zeros": bytes(4096),
    "sealed with a key": b"age-encryption.org/v1\n-> X25519 "
    + b"A" * 43
    + b"\n"
    + b"A" * 43
    + b"\n--- "
    + b"A" * 43
    + b"\n",
    "sealed at a price no map has": SEALED.replace(b" 2\n", b" 30\n", 1),
    "larger than a map": bytes(map_file.MAXIMUM_BYTES + 1),
}


@pytest.mark.parametrize("kind", MAPS)
def test_a_map_may_take_the_place_of_a_map(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "there"
    path.write_bytes(MAPS[kind])
    assert map_file.digest_to_replace(path) == atomic_file.digest_of(MAPS[kind])


@pytest.mark.parametrize("kind", OTHERS)
def test_a_map_takes_the_place_of_nothing_else(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "there"
    path.write_bytes(OTHERS[kind])
    with pytest.raises(NoMapThere):
        map_file.digest_to_replace(path)
    assert path.read_bytes() == OTHERS[kind]


def test_where_nothing_is_nothing_is_replaced(tmp_path: Path) -> None:
    assert map_file.digest_to_replace(tmp_path / "new.kithmap") is None
    assert map_file.digest_to_replace(tmp_path / "gone" / "new.kithmap") is None


def test_a_folder_is_no_map(tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as refused:
        map_file.digest_to_replace(tmp_path)
    assert refused.value.reason is Reason.NOT_A_FILE


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
def test_links_are_followed(tmp_path: Path) -> None:
    photo, mine = tmp_path / "photo.jpg", tmp_path / "mine.kithmap"
    photo.write_bytes(OTHERS["photo"])
    mine.write_bytes(MAP)
    for name, target in (("a", photo), ("b", mine), ("c", tmp_path / "nowhere")):
        (tmp_path / name).symlink_to(target)
    with pytest.raises(NoMapThere):
        map_file.digest_to_replace(tmp_path / "a")
    assert map_file.digest_to_replace(tmp_path / "b") == atomic_file.digest_of(MAP)
    assert map_file.digest_to_replace(tmp_path / "c") is None
