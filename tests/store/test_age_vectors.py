"""The published test vectors of the age format, where somebody has put them: KITHMAP_AGE_VECTORS names the folder.

A vector is a head of "key: value" lines, an empty line, and the bytes of a file, perhaps compressed. Those with a
passphrase are decided here, those with a file key are decided for what follows the header, the others must be refused.
So must those in ASCII armour, which no file of ours has.
"""

import hashlib
import os
import zlib
from pathlib import Path

import pytest

from kithmap.store import encryption
from kithmap.store.encryption import Protection
from kithmap.store.errors import UnreadableFile

FOLDER = os.environ.get("KITHMAP_AGE_VECTORS")
VECTORS = sorted(Path(FOLDER).iterdir()) if FOLDER else []


@pytest.mark.skipif(not VECTORS, reason="KITHMAP_AGE_VECTORS names no folder with the vectors")
def test_the_vectors_are_there() -> None:
    assert len(VECTORS) > 100


@pytest.mark.parametrize("vector", VECTORS, ids=lambda path: path.name)
def test_a_vector(vector: Path) -> None:
    head, _, data = vector.read_bytes().partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode().split("\n")]
    said = dict(lines)
    if said.get("compressed") == "zlib":
        data = zlib.decompress(data)
    passphrases = [value for key, value in lines if key == "passphrase"]
    is_armoured = said.get("armored") == "yes"
    wanted = said["payload"] if said["expect"] == "success" and not is_armoured else None
    if passphrases:
        assert [opened(data, each) for each in passphrases] == [wanted] * len(passphrases)
        return
    # Made for other keys than passphrases: never opened with one.
    assert opened(data, "x") is None
    if "file key" in said and said["expect"] in {"success", "payload failure"}:
        assert opened_with_key(data, bytes.fromhex(said["file key"])) == wanted


def opened(data: bytes, passphrase: str) -> str | None:
    try:
        return hashlib.sha256(encryption.unseal(data, passphrase)[0]).hexdigest()
    except UnreadableFile:
        return None


def opened_with_key(data: bytes, file_key: bytes) -> str | None:
    try:
        header = encryption._HEADER.match(data[:65536])
        if header is None:
            return None
        return hashlib.sha256(encryption.unseal_with(data, Protection(header.group(), file_key))).hexdigest()
    except UnreadableFile:
        return None
