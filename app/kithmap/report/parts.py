"""What all parts of the report's contents have in common."""

import msgspec


class Text(msgspec.Struct, frozen=True):
    """Base of all parts of the contents: every string in them is one line that may be printed."""
