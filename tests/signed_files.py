"""Map files with the right digest around anything, to try what stands behind the digest."""

import hashlib
import re


def signed(text: bytes) -> bytes:
    """The bytes of a file with the digest that belongs to them, whatever they say."""
    unsigned = re.sub(rb'"digest": "[0-9a-f]*"', b'"digest": ""', text, count=1)
    digest = hashlib.sha256(unsigned).hexdigest().encode()
    return unsigned.replace(b'"digest": ""', b'"digest": "' + digest + b'"', 1)


def file_of(document: bytes, version: int = 1) -> bytes:
    """A rightly signed file around any text in place of the document."""
    head = b'{\n  "format": "kithmap",\n  "version": %d,\n  "digest": "",\n  "document": ' % version
    return signed(head + document + b"\n}\n")
