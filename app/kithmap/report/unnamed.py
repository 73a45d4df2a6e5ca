"""Names in free text: what a person wrote in a small step may hold names that must not be on paper as they are."""

from collections.abc import Mapping

import regex

HIDDEN = "…"


class Unnamed:
    """Replaces names in free text, whole words only, however they are written in capitals.

    `printed` says for each name how it stands on paper: its initials, say, or `HIDDEN` for someone who is not on paper
    at all. A name that is part of another word stays; so does a name the person spelled in another way.
    """

    def __init__(self, printed: Mapping[str, str]) -> None:
        self._printed = {name.casefold(): shown for name, shown in printed.items() if name.strip()}
        # The longest first, so that "Ana Lee" is not taken for "Ana" and a rest.
        names = sorted(self._printed, key=len, reverse=True)
        choices = "|".join(regex.escape(name) for name in names)
        flags = regex.IGNORECASE | regex.FULLCASE
        self._pattern = regex.compile(rf"(?<!\w)(?:{choices})(?!\w)", flags) if names else None

    def __call__(self, text: str) -> str:
        """The text with every known name as it stands on paper."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._printed.get(found.group().casefold(), HIDDEN), text)
