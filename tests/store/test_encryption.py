"""Protection: sealed bytes are age files, open with their passphrase alone, and no change to them goes unnoticed.

The files of other programs are built here by hand from the specification (age-encryption.org/v1), so that one rule at a
time can be broken; and where the `age` command is installed, both programs open what the other one made.
"""

import base64
import hashlib
import hmac
import os
import select
import shutil
import subprocess
import sys
import tracemalloc
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import example, given
from hypothesis import strategies as st

from kithmap.store import map_file
from kithmap.store.encryption import (
    MAXIMUM_WORK_FACTOR,
    WORK_FACTOR,
    Protection,
    is_protected,
    opens,
    protect,
    seal,
    unseal,
    unseal_with,
)
from kithmap.store.errors import DamagedMap, NotAMap, OtherProtection, TooCostly, UnreadableFile, WrongPassphrase

PASSPHRASE = "river stone lantern"
DATA = "Ana, Žofia, 猫\n".encode()
CHUNK = 64 * 1024
QUICK = 1
"""A work factor for tests: two rounds."""

# Made with the `age` command 1.1.1 (age -p) from DATA_OF_AGE with PASSPHRASE_OF_AGE.
MADE_BY_AGE = base64.b64decode("""
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBudmUrQ2RQaHMwdEpNMTkr
L3VWOXh3IDE4CnMvd0JlUUtRN1VZQTFibFNXOUl1a3NWbXpMRXFlWmM0QyszM3hx
WkZ5WmsKLS0tIDlEbngxT1BoTHFlTkNZRFhLN05WNlJDM1BPT0J2Uml4ek1zU3Jm
K0h1UDAKlXXjpHJ3u280rqDsP/4UZ1guOat1rqOEDODGy5U8wfsr0WUqXKVNl8E3
mGy3QY+OxLwq
""")
DATA_OF_AGE, PASSPHRASE_OF_AGE = "Ana, Žofia и 猫\n".encode(), "Größe 3 ☂"

# Files made by hand, after the specification.

FILE_KEY, SALT, NONCE = bytes(range(16)), bytes(range(100, 116)), bytes(range(200, 216))
OTHER_STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"


def base64_of(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """The first 32 bytes of HKDF-SHA-256."""
    extracted = hmac.digest(salt, key, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def stanza(
    *, name: bytes = b"scrypt", salt: bytes | None = None, factor: bytes = b"1", passphrase: str = PASSPHRASE,
    file_key: bytes = FILE_KEY,
) -> bytes:  # fmt: skip
    """A stanza for a passphrase: right unless told otherwise."""
    rounds = 1 << int(factor) if factor in {b"1", b"2", b"3"} else 2
    key = hashlib.scrypt(passphrase.encode(), salt=b"age-encryption.org/v1/scrypt" + SALT, n=rounds, r=8, p=1, dklen=32)
    body = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    return b"-> %b %b %b\n%b\n" % (name, base64_of(SALT) if salt is None else salt, factor, base64_of(body))


def header(
    *stanzas: bytes, first: bytes = b"age-encryption.org/v1", end: bytes = b"--- %b\n", file_key: bytes = FILE_KEY
) -> bytes:
    """A header with the MAC that belongs to it."""
    signed = b"%b\n%b---" % (first, b"".join(stanzas))
    mac = base64_of(hmac.digest(derived(file_key, b"", b"header"), signed, "sha256"))
    return signed[:-3] + (end % mac if b"%b" in end else end)


def payload(chunks: Iterable[tuple[int, bool, bytes]], file_key: bytes = FILE_KEY) -> bytes:
    """A nonce and chunks, each with the number and the mark "this is the last" that it says."""
    cipher = ChaCha20Poly1305(derived(file_key, NONCE, b"payload"))
    return NONCE + b"".join(
        cipher.encrypt(number.to_bytes(11, "big") + bytes([is_last]), chunk, None) for number, is_last, chunk in chunks
    )


PAYLOAD = payload([(0, True, DATA)])
BY_HAND = header(stanza()) + PAYLOAD
SEALED = seal(DATA, protect(PASSPHRASE, QUICK))


def spare_bit_set(text: bytes) -> bytes:
    """Base64 of the same bytes, but with a bit in its last letter that means nothing."""
    return text[:-1] + bytes([text[-1] + 1])


def flipped(data: bytes, position: int, bit: int) -> bytes:
    return data[:position] + bytes([data[position] ^ 1 << bit]) + data[position + 1 :]


# What goes in comes out.


@given(st.binary(max_size=2000), st.text(min_size=1))
@example(b"", "\0")
@example(b"x", "\u0301" * 30)
def test_what_is_sealed_comes_back_with_its_passphrase(data: bytes, passphrase: str) -> None:
    protection = protect(passphrase, QUICK)
    sealed = seal(data, protection)
    assert is_protected(sealed)
    assert unseal(sealed, passphrase) == (data, protection)
    assert unseal_with(sealed, protection) == data
    assert opens(protection, passphrase)
    assert not opens(protection, passphrase + " ")
    with pytest.raises(WrongPassphrase):
        unseal(sealed, passphrase + " ")


def test_a_protection_made_without_a_word_about_cost_is_a_costly_one() -> None:
    protection = protect(PASSPHRASE)
    assert protection.header.split()[4] == b"17" == str(WORK_FACTOR).encode()
    assert unseal(seal(DATA, protection), PASSPHRASE) == (DATA, protection)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1])
def test_chunks_end_where_the_format_says(size: int) -> None:
    data = os.urandom(size)
    starts = list(range(0, size, CHUNK)) or [0]
    chunks = [(number, start == starts[-1], data[start : start + CHUNK]) for number, start in enumerate(starts)]
    by_hand = header(stanza()) + payload(chunks)
    assert unseal(by_hand, PASSPHRASE)[0] == data
    protection = protect(PASSPHRASE, QUICK)
    sealed = seal(data, protection)
    nonce, rest = sealed[len(protection.header) :][:16], sealed[len(protection.header) + 16 :]
    cipher = ChaCha20Poly1305(derived(protection.file_key, nonce, b"payload"))
    assert rest == b"".join(
        cipher.encrypt(number.to_bytes(11, "big") + bytes([is_last]), chunk, None) for number, is_last, chunk in chunks
    )
    assert unseal_with(sealed, protection) == data


def test_a_header_made_by_hand_is_the_one_we_would_write() -> None:
    data, protection = unseal(BY_HAND, PASSPHRASE)
    assert data == DATA
    assert protection == Protection(header(stanza()), FILE_KEY)
    # From now on it is saved with what was opened, and other programs open that too.
    assert unseal(seal(b"later", protection), PASSPHRASE) == (b"later", protection)


def test_two_seals_of_the_same_data_have_the_header_alone_in_common() -> None:
    protection = protect(PASSPHRASE, QUICK)
    data = bytes(2 * CHUNK)
    first, second = seal(data, protection), seal(data, protection)
    start = len(protection.header)
    assert first[:start] == second[:start] == protection.header

    def pieces(sealed: bytes) -> set[bytes]:
        return {sealed[position : position + 8] for position in range(start, len(sealed) - 7)}

    assert pieces(first).isdisjoint(pieces(second))


def test_two_protections_with_one_passphrase_have_nothing_in_common() -> None:
    first, second = protect(PASSPHRASE, QUICK), protect(PASSPHRASE, QUICK)
    assert first.file_key != second.file_key
    magic = {b"age-encryption.org/v1", b"->", b"scrypt", b"1", b"---"}
    assert set(first.header.split()) & set(second.header.split()) == magic
    with pytest.raises(WrongPassphrase):
        unseal_with(seal(DATA, first), second)


def test_a_sealed_file_shows_nothing_of_what_it_holds() -> None:
    protection = protect(PASSPHRASE, QUICK)
    sealed = seal(DATA * 9, protection)
    assert DATA[:4] not in sealed
    assert protection.file_key not in sealed
    assert PASSPHRASE.encode() not in sealed


def test_no_text_about_a_protection_shows_its_key() -> None:
    protection = Protection(header(stanza()), b"0123456789abcdef")
    texts = [repr(protection), str(protection), f"{protection}", f"{[protection]!r}", "%s" % protection]  # noqa: UP031
    for text in texts:
        for secret in ("0123", "3031", base64.b64encode(protection.file_key).decode()[:8], "scrypt", "age-"):
            assert secret not in text


def test_a_passphrase_is_that_of_a_protection_only_when_it_gives_its_key() -> None:
    assert opens(Protection(header(RIGHT), FILE_KEY), PASSPHRASE)
    assert not opens(Protection(header(RIGHT), bytes(16)), PASSPHRASE)


# Passphrases.


def test_a_passphrase_is_the_same_however_its_accents_are_typed() -> None:
    composed, decomposed = "Žofia größer 한", unicodedata.normalize("NFD", "Žofia größer 한")
    assert composed != decomposed
    for at_first in (composed, decomposed):
        protection = protect(at_first, QUICK)
        for later in (composed, decomposed):
            assert opens(protection, later)
            assert unseal(seal(DATA, protection), later)[0] == DATA


def test_a_passphrase_is_set_in_one_form_however_mixed_it_was_typed() -> None:
    mixed = "é" + "e\u0301"
    for form in (mixed, "éé", "e\u0301e\u0301"):
        assert opens(protect(mixed, QUICK), form)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_passphrase_set_by_another_program_opens_in_either_form(form: str) -> None:
    set_there = unicodedata.normalize(form, "Žofia")  # type: ignore[arg-type]
    made = header(stanza(passphrase=set_there)) + PAYLOAD
    for typed in ("NFC", "NFD"):
        assert unseal(made, unicodedata.normalize(typed, "Žofia"))[0] == DATA  # type: ignore[arg-type]


def test_a_passphrase_of_another_program_in_no_form_opens_as_it_was_typed() -> None:
    mixed = "é" + "e\u0301"
    made = header(stanza(passphrase=mixed)) + PAYLOAD
    assert unseal(made, mixed)[0] == DATA
    with pytest.raises(WrongPassphrase):
        unseal(made, unicodedata.normalize("NFC", mixed))


@pytest.mark.parametrize("passphrase", ["", "river \ud800 stone"])
def test_what_is_no_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(ValueError) as refused:
        protect(passphrase, QUICK)
    assert "river" not in repr(refused.value)
    assert refused.value.__context__ is None
    with pytest.raises(WrongPassphrase):
        unseal(SEALED, passphrase)
    assert not opens(protect(PASSPHRASE, QUICK), passphrase)


@pytest.mark.parametrize("other", ["River stone lantern", PASSPHRASE + "\n", PASSPHRASE[:-1], "river stone lanterñ"])
def test_another_passphrase_opens_nothing(other: str) -> None:
    with pytest.raises(WrongPassphrase):
        unseal(SEALED, other)


@pytest.mark.parametrize("work_factor", [-1, 0, MAXIMUM_WORK_FACTOR + 1])
def test_no_protection_is_made_that_would_not_open(work_factor: int) -> None:
    with pytest.raises(ValueError):
        protect(PASSPHRASE, work_factor)


# What begins like a protected file.


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SEALED, True),
        (SEALED[:22], True),
        (b"", False),
        (b"age", False),
        (b"\n" + SEALED, False),
        (b'{\n  "format": "kithmap"', False),
    ],
)
def test_a_protected_file_is_known_by_its_first_bytes(data: bytes, expected: bool) -> None:
    assert is_protected(data) is expected


# Damage.


def test_every_changed_bit_is_refused() -> None:
    _, protection = unseal(SEALED, PASSPHRASE)
    start = len(protection.header)
    for position in range(len(SEALED)):
        for bit in range(8):
            changed = flipped(SEALED, position, bit)
            with pytest.raises(UnreadableFile) as refused:
                unseal(changed, PASSPHRASE)
            with pytest.raises(WrongPassphrase if position < start else DamagedMap):
                unseal_with(changed, protection)
            if position >= start:
                assert isinstance(refused.value, DamagedMap)
                assert refused.value.where == "protection"


def test_every_cut_is_refused() -> None:
    _, protection = unseal(SEALED, PASSPHRASE)
    for size in range(len(SEALED)):
        with pytest.raises(DamagedMap):
            unseal(SEALED[:size], PASSPHRASE)
        with pytest.raises((DamagedMap, WrongPassphrase)):
            unseal_with(SEALED[:size], protection)


@given(st.binary(min_size=1, max_size=100))
def test_whatever_follows_is_refused(rest: bytes) -> None:
    with pytest.raises(DamagedMap):
        unseal(SEALED + rest, PASSPHRASE)


A, B, C = b"a" * CHUNK, b"b" * CHUNK, b"c" * 10

WRONG_CHUNKS = {
    "swapped": [(1, False, B), (0, False, A), (2, True, C)],
    "first-missing": [(1, False, B), (2, True, C)],
    "middle-missing": [(0, False, A), (2, True, C)],
    "last-missing": [(0, False, A), (1, False, B)],
    "twice": [(0, False, A), (0, False, A), (2, True, C)],
    "last-twice": [(0, False, A), (1, False, B), (2, True, C), (2, True, C)],
    "two-last": [(0, False, A), (1, True, B), (2, True, C)],
    "more-after-the-last": [(0, False, A), (1, True, B), (2, False, C)],
    "no-last": [(0, False, A), (1, False, B), (2, False, C)],
    "none": [],
    "empty-last": [(0, False, A), (1, False, B), (2, True, b"")],
    "empty-not-last": [(0, False, b"")],
    "short-first": [(0, False, C), (1, True, C)],
    "long-only": [(0, True, A + b"x")],
    "counted-from-one": [(1, True, C)],
}


@pytest.mark.parametrize("chunks", WRONG_CHUNKS.values(), ids=WRONG_CHUNKS)
def test_chunks_out_of_place_are_refused(chunks: list[tuple[int, bool, bytes]]) -> None:
    made = header(stanza()) + payload(chunks)
    with pytest.raises(DamagedMap):
        unseal(made, PASSPHRASE)
    with pytest.raises(DamagedMap):
        unseal_with(made, Protection(header(stanza()), FILE_KEY))


def test_chunks_moved_in_a_file_of_ours_are_refused() -> None:
    protection = protect(PASSPHRASE, QUICK)
    data = os.urandom(3 * CHUNK)
    sealed, other = seal(data, protection), seal(data, protection)
    start, size = len(protection.header) + 16, CHUNK + 16
    head, (a, b, c) = sealed[:start], (sealed[start + n * size : start + (n + 1) * size] for n in range(3))
    foreign = other[start : start + size]
    assert unseal_with(head + a + b + c, protection) == data
    for moved in ([b, a, c], [a, c, b], [a, b], [b, c], [a], [a, b, c, c], [a, a, c], [foreign, b, c], []):
        with pytest.raises(DamagedMap):
            unseal_with(head + b"".join(moved), protection)


# Headers: the one right form, and everything near it.

RIGHT = stanza()
SALT_TEXT = base64_of(SALT)
BODY = RIGHT.splitlines()[1]


def with_body(body: bytes) -> bytes:
    return b"-> scrypt %b 1\n%b\n" % (SALT_TEXT, body)


def test_the_form_that_is_varied_below_is_a_right_one() -> None:
    for factor in (b"1", b"2", b"3"):
        assert unseal(header(stanza(factor=factor)) + PAYLOAD, PASSPHRASE)[0] == DATA
    assert header(with_body(BODY)) == header(RIGHT)


WRONG_HEADERS = {
    "two-passphrases": header(RIGHT, RIGHT),
    "a-key-besides": header(RIGHT, OTHER_STANZA),
    "a-key-first": header(OTHER_STANZA, RIGHT),
    "grease-besides": header(RIGHT, b"-> grease a b\n\n"),
    "no-stanza": header(),
    "extra-argument": header(stanza(factor=b"1 1")),
    "no-salt": header(b"-> scrypt 1\n" + BODY + b"\n"),
    "no-factor": header(b"-> scrypt " + SALT_TEXT + b"\n" + BODY + b"\n"),
    "no-arguments": header(b"-> scrypt\n" + BODY + b"\n"),
    "short-salt": header(stanza(salt=base64_of(SALT[:15]))),
    "long-salt": header(stanza(salt=base64_of(SALT + b"x"))),
    "padded-salt": header(stanza(salt=SALT_TEXT + b"==")),
    "salt-not-canonical": header(stanza(salt=spare_bit_set(SALT_TEXT))),
    "url-salt": header(stanza(salt=b"-" + SALT_TEXT[1:])),
    "factor-of-ten-digits": header(stanza(factor=b"1000000000")),
    "two-spaces": header(stanza(salt=b" " + SALT_TEXT)),
    "space-at-the-end": header(stanza(factor=b"1 ")),
    "tab": header(stanza(factor=b"\t1")),
    "short-key": header(stanza(file_key=FILE_KEY[:15])),
    "long-key": header(stanza(file_key=FILE_KEY + b"x")),
    "padded-body": header(with_body(BODY + b"=")),
    "body-not-canonical": header(with_body(spare_bit_set(BODY))),
    "no-body": header(with_body(b"")),
    "body-in-two-lines": header(with_body(BODY[:20] + b"\n" + BODY[20:])),
    "empty-line": header(with_body(BODY + b"\n")),
    "space-in-body": header(with_body(BODY + b" ")),
    "no-arrow": header(RIGHT[3:]),
    "arrow-without-space": header(b"->" + RIGHT[3:]),
    "windows-line-ends": header(RIGHT.replace(b"\n", b"\r\n")),
    "version-0": header(RIGHT, first=b"age-encryption.org/v0"),
    "version-2": header(RIGHT, first=b"age-encryption.org/v2"),
    "version-10": header(RIGHT, first=b"age-encryption.org/v10"),
    "version-line-with-space": header(RIGHT, first=b"age-encryption.org/v1 "),
    "another-name": header(RIGHT, first=b"age-encryption,org/v1"),
    "no-version": header(RIGHT, first=b"age-encryption.org/"),
    "mac-of-another-key": header(RIGHT, file_key=b"another file key"),
    "mac-of-another-header": header(RIGHT, end=b"--- " + header(OTHER_STANZA)[-44:]),
    "mac-missing": header(RIGHT, end=b"---\n"),
    "mac-empty": header(RIGHT, end=b"--- \n"),
    "mac-short": header(RIGHT, end=header(RIGHT)[-48:-2] + b"\n"),
    "mac-long": header(RIGHT, end=b"--- %bA\n"),
    "mac-padded": header(RIGHT, end=b"--- %b=\n"),
    "mac-not-canonical": spare_bit_set(header(RIGHT)[:-1]) + b"\n",
    "mac-without-space": header(RIGHT, end=b"---%b\n"),
    "mac-with-two-spaces": header(RIGHT, end=b"---  %b\n"),
    "space-after-mac": header(RIGHT, end=b"--- %b \n"),
    "mac-with-windows-line-end": header(RIGHT, end=b"--- %b\r\n"),
    "mac-without-line-end": header(RIGHT, end=b"--- %b"),
    **{
        f"factor-{text}": header(stanza(factor=text.encode()))
        for text in ("0", "01", "010", "00", "-1", "+1", "0x1", "1a", "a1", "1.0", "1e1", "1_0", "１", "٣")
    },
}


@pytest.mark.parametrize("made", WRONG_HEADERS.values(), ids=WRONG_HEADERS)
def test_a_header_in_any_other_form_is_refused(made: bytes) -> None:
    with pytest.raises(DamagedMap) as refused:
        unseal(made + PAYLOAD, PASSPHRASE)
    assert refused.value.where == "protection"


@pytest.mark.parametrize(
    "stanzas",
    [
        [OTHER_STANZA],
        [OTHER_STANZA] * 200,
        [b"-> grease\n\n", OTHER_STANZA],
        [b"-> ssh-ed25519 abcd efgh\n" + b"A" * 64 + b"\n\n"],
        [stanza(name=b"Scrypt")],
    ],
    ids=["one", "many", "grease", "other-form", "capital-letter"],
)
def test_files_for_age_keys_are_told_from_damaged_ones(stanzas: list[bytes]) -> None:
    made = header(*stanzas) + PAYLOAD
    assert is_protected(made)
    with pytest.raises(OtherProtection):
        unseal(made, PASSPHRASE)


# What a hostile file may cost.


@pytest.mark.parametrize("factor", [21, 22, 30, 63, 64, 999_999_999])
def test_absurd_work_factors_are_refused(factor: int) -> None:
    made = header(stanza(factor=str(factor).encode())) + PAYLOAD
    with pytest.raises(TooCostly) as refused:
        unseal(made, PASSPHRASE)
    assert refused.value.args == (factor,)


def in_a_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the highest memory use is asked of Linux")
def test_absurd_work_factors_take_no_memory() -> None:
    files = [header(stanza(factor=str(factor).encode())) + PAYLOAD for factor in (21, 22, 24)]
    grown = in_a_process(f"""
from pathlib import Path
from kithmap.store.encryption import protect, seal, unseal
from kithmap.store.errors import TooCostly
def highest():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
unseal(seal(b"x", protect("warm", 1)), "warm")
before = highest()
for made in {files!r}:
    try:
        unseal(made, "x")
    except TooCostly:
        continue
    raise SystemExit("not refused")
print(highest() - before)
protect("x", 17)
print(highest() - before)
""").split()
    refusing, protecting = map(int, grown)
    assert refusing < 2_000  # KiB
    # What a derivation takes does show in this measure.
    assert protecting > 120_000


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux has it")
def test_too_little_memory_is_a_refusal() -> None:
    made = header(stanza(factor=b"20")) + PAYLOAD
    assert in_a_process(f"""
import resource
from kithmap.store.encryption import Protection, opens, protect, seal, unseal
from kithmap.store.errors import TooCostly
kept = protect("warm", 1)
limit = 600 << 20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
costly = Protection({header(stanza(factor=b"20"))!r}, b"")
for attempt in (lambda: unseal({made!r}, "x"), lambda: protect("x", 20), lambda: opens(costly, "x")):
    try:
        attempt()
    except TooCostly as refused:
        print(*refused.args)
# And life goes on.
assert unseal(seal(b"data", kept), "warm") == (b"data", kept)
""").split() == ["20", "20", "20"]


@pytest.mark.parametrize(
    "hostile",
    [
        b"-> " + b"a " * 4_000_000,
        b"-> a\n" + (b"A" * 64 + b"\n") * 100_000,
        b"-> a\n\n" * 1_000_000,
        b"-> scrypt " + b"A" * 8_000_000,
        b"-> scrypt " + SALT_TEXT + b" " + b"9" * 8_000_000 + b"\n" + BODY + b"\n--- " + b"A" * 43 + b"\n",
    ],
    ids=["arguments", "lines", "stanzas", "salt", "work-factor"],
)
def test_an_endless_header_is_read_no_further_than_any_header_goes(hostile: bytes) -> None:
    data = b"age-encryption.org/v1\n" + hostile
    tracemalloc.start()
    try:
        with pytest.raises(DamagedMap):
            unseal(data, PASSPHRASE)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


PIECES = st.sampled_from([
    b"age-encryption.org/v1\n", b"-> scrypt ", SALT_TEXT, b" 1\n", BODY, b"\n", b"--- ", b"A" * 43, b" ",
    base64.b64encode(BY_HAND), PAYLOAD, BY_HAND, b"\r\n", b"=", RIGHT, OTHER_STANZA,
])  # fmt: skip


@given(st.binary() | st.lists(PIECES | st.binary(max_size=5), max_size=12).map(b"".join))
def test_any_bytes_are_opened_or_refused(data: bytes) -> None:
    try:
        assert unseal(data, PASSPHRASE)[0] == DATA
    except UnreadableFile:
        assert data != BY_HAND
    else:
        assert is_protected(data)


# Armour: we never write it, and no file of ours is lost when it is not read.


@pytest.mark.parametrize("space", [b"", b"\r\n \t"])
def test_a_file_in_ascii_armour_is_not_a_map(space: bytes) -> None:
    text = b"-----BEGIN AGE ENCRYPTED FILE-----\n%b-----END AGE ENCRYPTED FILE-----\n"
    data = space + text % base64.encodebytes(BY_HAND)
    assert not is_protected(data)
    with pytest.raises(NotAMap):
        map_file.parse(data, PASSPHRASE)
    with pytest.raises(DamagedMap):
        unseal(data, PASSPHRASE)


# The age command.


def test_a_file_of_the_age_command_opens() -> None:
    data, protection = unseal(MADE_BY_AGE, PASSPHRASE_OF_AGE)
    assert data == DATA_OF_AGE
    assert unseal_with(MADE_BY_AGE, protection) == data
    assert MADE_BY_AGE.startswith(protection.header)


needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="the age command is not installed")

# age asks on the terminal that its session belongs to: the first one that the first process of the session opens.
ON_A_TERMINAL = "import os, sys; os.open(sys.argv[1], os.O_RDWR); os.execvp('age', ['age', *sys.argv[2:]])"


def age(*arguments: str | Path, passphrase: str, times: int) -> tuple[int, bytes, bytes]:
    """Run age and type the passphrase each time it asks: its exit code, output and complaints."""
    controller, terminal = os.openpty()
    command = [sys.executable, "-c", ON_A_TERMINAL, os.ttyname(terminal), *map(str, arguments)]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    try:
        with subprocess.Popen(command, start_new_session=True, **pipes) as process:
            for _ in range(times):
                asked = b""
                while not asked.endswith(b": "):
                    assert select.select([controller], [], [], 60)[0], asked
                    asked += os.read(controller, 1000)
                os.write(controller, passphrase.encode() + b"\n")
            output, complaints = process.communicate(timeout=60)
            return process.returncode, output, complaints
    finally:
        os.close(controller)
        os.close(terminal)


@needs_age
@pytest.mark.parametrize("data", [b"", DATA, os.urandom(2 * CHUNK), os.urandom(3 * CHUNK + 7)], ids=len)
def test_the_age_command_opens_our_files(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "ours"
    file.write_bytes(seal(data, protect("Größe 3 ☂", 4)))
    assert age("--decrypt", file, passphrase="Größe 3 ☂", times=1) == (0, data, b"")
    code, output, complaints = age("--decrypt", file, passphrase="another", times=1)
    assert (code, output) == (1, b"")
    assert b"incorrect passphrase" in complaints


@needs_age
def test_we_open_files_of_the_age_command(tmp_path: Path) -> None:
    plain, file = tmp_path / "plain", tmp_path / "theirs"
    data = os.urandom(2 * CHUNK)
    plain.write_bytes(data)
    code, _, complaints = age("--passphrase", "--output", file, plain, passphrase="Größe 3 ☂", times=2)
    assert (code, complaints) == (0, b"")
    opened, protection = unseal(file.read_bytes(), "Größe 3 ☂")
    assert opened == data
    # Saved again by us, it still opens there.
    file.write_bytes(seal(b"and back", protection))
    assert age("--decrypt", file, passphrase="Größe 3 ☂", times=1) == (0, b"and back", b"")
