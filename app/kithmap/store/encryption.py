"""Passphrase protection: bytes sealed in the age v1 file format (age-encryption.org/v1), scrypt recipient only.

    age-encryption.org/v1
    -> scrypt <salt> <work factor>
    <the file key, wrapped with what scrypt makes of the passphrase>
    --- <HMAC of the lines above>
    <16-byte nonce> <64 KiB chunks, each encrypted and authenticated with a key made of file key and nonce>

Any age program opens such a file with the passphrase. scrypt is slow on purpose (a third of a second). `Protection`
keeps what it gave, so that each later save of the same map costs a millisecond: same header, new nonce.

Only the one form of header that the format allows with a passphrase is tried; nothing is derived or decrypted for any
other. No byte is handed out before the whole file is known to be as it was sealed.
"""

# ruff: noqa: PLC0415 - cryptography is loaded on first use: a window without a protected map shows itself sooner.

import binascii
import hmac
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import msgspec
import regex

from kithmap.store.errors import DamagedMap, OtherProtection, PassphraseNeeded, TooCostly, WrongPassphrase

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

WORK_FACTOR: Final = 17
"""Base-two logarithm of scrypt's N, with r = 8 and p = 1: 128 MiB and a third of a second for each attempt."""

MAXIMUM_WORK_FACTOR: Final = 20
"""The most that is tried when opening: 1 GiB and some seconds."""

_MAGIC: Final = b"age-encryption.org/"
# Any header of the format, whoever may open it: stanzas, then the MAC. Possessive: a hostile one is read once.
_HEADER: Final = regex.compile(
    rb"age-encryption\.org/v1\n"
    rb"(?:-> [!-~]++(?: [!-~]++)*+\n(?:[A-Za-z0-9+/]{64}\n)*+[A-Za-z0-9+/]{0,63}\n)++"
    rb"--- [A-Za-z0-9+/]{43}\n"
)
# The only one for a passphrase: a salt of 16 bytes, a work factor, a wrapped key of 32 bytes, a MAC of 32 bytes.
_PASSPHRASE_HEADER: Final = regex.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]{0,8})\n"
    rb"([A-Za-z0-9+/]{43})\n"
    rb"--- ([A-Za-z0-9+/]{43})\n"
)
_PASSPHRASE_STANZA: Final = regex.compile(rb"\n-> scrypt[ \n]")
_LONGEST_HEADER: Final = 32 * 1024

_SALT_BYTES: Final = 16
_FILE_KEY_BYTES: Final = 16
_NONCE_BYTES: Final = 16
_CHUNK_BYTES: Final = 64 * 1024
_TAG_BYTES: Final = 16
# Every wrapping key is used once only.
_WRAPPING_NONCE: Final = bytes(12)


class Protection(msgspec.Struct, frozen=True):
    """What a right passphrase gave, to open and seal one map again. The file key is secret: no text shows it."""

    header: bytes
    file_key: bytes

    def __repr__(self) -> str:
        return "Protection(...)"


def is_protected(data: bytes) -> bool:
    """Whether a file begins as ours do. The format's ASCII armour, which we never write, counts as foreign."""
    return data.startswith(_MAGIC)


def protect(passphrase: str, work_factor: int = WORK_FACTOR) -> Protection:
    """A new protection, with a salt and a file key of its own; as slow as `work_factor` says.

    The passphrase is normalised (NFC), so that it is the same from every keyboard. Raises ValueError when it is empty
    or no text (a lone surrogate) or when the work factor is not 1 to MAXIMUM_WORK_FACTOR; TooCostly when memory is
    short.
    """
    if not 1 <= work_factor <= MAXIMUM_WORK_FACTOR:
        raise ValueError(work_factor)
    spelling = _bytes_of(unicodedata.normalize("NFC", passphrase))
    if not spelling:
        raise ValueError("not a passphrase")
    salt, file_key = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_FILE_KEY_BYTES)
    wrapped = _cipher(_wrapping_key(spelling, salt, work_factor)).encrypt(_WRAPPING_NONCE, file_key, None)
    signed = b"age-encryption.org/v1\n-> scrypt %b %d\n%b\n---" % (_base64(salt), work_factor, _base64(wrapped))
    return Protection(b"%b %b\n" % (signed, _base64(_mac(file_key, signed))), file_key)


def seal(data: bytes, protection: Protection) -> bytes:
    """The bytes of a protected file that holds `data`. Two seals of the same data share the header and nothing else.

    age wants a file key for one file only. Here the states of one map share theirs, and the new nonce gives each state
    a payload key of its own.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    cipher = _payload_cipher(protection.file_key, nonce)
    chunks = (cipher.encrypt(chunk_nonce, chunk, None) for chunk_nonce, chunk in _chunks(data, _CHUNK_BYTES))
    return b"".join((protection.header, nonce, *chunks))


def unseal(data: bytes, passphrase: str) -> tuple[bytes, Protection]:
    """What was sealed, and the protection to seal it again with.

    The passphrase is tried as typed and, where they differ, in both Unicode normal forms (NFC, then NFD).
    Raises WrongPassphrase; OtherProtection (made for an age key); TooCostly (a work factor above the maximum, found
    before anything is allocated, or more memory than there is); DamagedMap for all else that is not as it was sealed.
    """
    header = _HEADER.match(data[:_LONGEST_HEADER])
    if header is None:
        raise _damage()
    protection = Protection(header.group(), _file_key(header.group(), passphrase))
    return _payload(data, protection), protection


def unseal_with(data: bytes, protection: Protection) -> bytes:
    """What was sealed with this very protection; fast. Raises WrongPassphrase for another header, and DamagedMap."""
    if not data.startswith(protection.header):
        raise WrongPassphrase
    return _payload(data, protection)


def opened(data: bytes, secret: Protection | str | None) -> tuple[bytes, Protection | None]:
    """What a file holds, and its protection; as `unseal` (slow) or `unseal_with`. Raises PassphraseNeeded, too."""
    if not is_protected(data):
        return data, None
    if secret is None:
        raise PassphraseNeeded
    return unseal(data, secret) if isinstance(secret, str) else (unseal_with(data, secret), secret)


def opens(protection: Protection, passphrase: str) -> bool:
    """Whether this is the protection's passphrase; as slow as opening. Raises TooCostly when memory is short."""
    try:
        return hmac.compare_digest(_file_key(protection.header, passphrase), protection.file_key)
    except WrongPassphrase:
        return False


def _file_key(header: bytes, passphrase: str) -> bytes:
    fields = _PASSPHRASE_HEADER.fullmatch(header)
    if fields is None:
        # A stanza for a passphrase must have its one form and no company.
        raise _damage() if _PASSPHRASE_STANZA.search(header) else OtherProtection
    work_factor = int(fields.group(2))
    if work_factor > MAXIMUM_WORK_FACTOR:
        raise TooCostly(work_factor)
    salt, wrapped, mac = map(_from_base64, fields.group(1, 3, 4))
    file_key = _unwrapped(wrapped, salt, work_factor, passphrase)
    signed = header[: fields.start(4) - 1]
    if not hmac.compare_digest(_mac(file_key, signed), mac):
        raise _damage()
    return file_key


def _unwrapped(wrapped: bytes, salt: bytes, work_factor: int, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag

    for spelling in _spellings(passphrase):
        with suppress(InvalidTag):
            return _cipher(_wrapping_key(spelling, salt, work_factor)).decrypt(_WRAPPING_NONCE, wrapped, None)
    raise WrongPassphrase


def _spellings(passphrase: str) -> list[bytes]:
    """The passphrase as typed and as another keyboard or program may have typed it, each once."""
    texts = (passphrase, unicodedata.normalize("NFC", passphrase), unicodedata.normalize("NFD", passphrase))
    return list(dict.fromkeys(filter(None, map(_bytes_of, texts))))


def _bytes_of(passphrase: str) -> bytes:
    """UTF-8; nothing for a text that has none. (The codec's own error would carry the passphrase into a traceback.)"""
    try:
        return passphrase.encode()
    except UnicodeEncodeError:
        return b""


def _wrapping_key(passphrase: bytes, salt: bytes, work_factor: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    scrypt = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=1 << work_factor, r=8, p=1)
    try:
        return scrypt.derive(passphrase)
    except MemoryError as error:
        raise TooCostly(work_factor) from error


def _mac(file_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(_derived_key(file_key, salt=b"", purpose=b"header"), signed, "sha256")


def _payload(data: bytes, protection: Protection) -> bytes:
    """What the chunks behind the header hold, once each of them proved to be whole and in its place."""
    from cryptography.exceptions import InvalidTag

    start = len(protection.header) + _NONCE_BYTES
    nonce, sealed = data[start - _NONCE_BYTES : start], memoryview(data)[start:]
    # An empty last chunk is for empty data alone.
    if len(sealed) > _TAG_BYTES and len(sealed) % (_CHUNK_BYTES + _TAG_BYTES) == _TAG_BYTES:
        raise _damage()
    cipher = _payload_cipher(protection.file_key, nonce)
    try:
        return b"".join(
            cipher.decrypt(chunk_nonce, chunk, None)
            for chunk_nonce, chunk in _chunks(sealed, _CHUNK_BYTES + _TAG_BYTES)
        )
    except InvalidTag as error:
        raise _damage() from error


def _chunks(data: bytes | memoryview, size: int) -> Iterator[tuple[bytes, memoryview]]:
    """Pieces of `size` bytes, the last one of what is left, at least one; each with the nonce that fixes its place."""
    view = memoryview(data)
    last = max(0, len(view) - 1) // size
    for number in range(last + 1):
        yield number.to_bytes(11, "big") + bytes([number == last]), view[number * size : (number + 1) * size]


def _payload_cipher(file_key: bytes, nonce: bytes) -> "ChaCha20Poly1305":
    return _cipher(_derived_key(file_key, salt=nonce, purpose=b"payload"))


def _cipher(key: bytes) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _derived_key(file_key: bytes, *, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(file_key)


def _base64(data: bytes) -> bytes:
    return binascii.b2a_base64(data, newline=False).rstrip(b"=")


def _from_base64(text: bytes) -> bytes:
    """The bytes of unpadded base64. Refuses what we would write otherwise: bits left over at the end must be zero."""
    data = binascii.a2b_base64(text + b"=" * (-len(text) % 4))
    if _base64(data) != text:
        raise _damage()
    return data


def _damage() -> DamagedMap:
    return DamagedMap("protection")
