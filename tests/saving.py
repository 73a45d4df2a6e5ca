"""Saving and opening a session's map the way the program does, without its window: planned, tried, finished."""

from pathlib import Path
from typing import Literal

from kithmap.session.file_state import access_to, try_to_save
from kithmap.session.session import Session
from kithmap.store import map_file
from kithmap.store.atomic_file import Digest, Expectation


def save(
    session: Session, path: Path | None = None, *, replacing: Digest | Literal[Expectation.ANY] | None = None
) -> None:
    """Save, and wait for it. Raises what the save is refused with."""
    result = try_to_save(session.file.plan_save(session.document, path, replacing=replacing))
    assert session.finish_save(result)
    if result.refusal is not None:
        raise result.refusal


def open_map(session: Session, path: Path, passphrase: str | None = None) -> None:
    """Open a file. On any refusal the current map stays as it is."""
    known = map_file.read(path, passphrase)
    session.close()
    session.adopt(known, path, access=access_to(path, is_newer=known.is_newer))
