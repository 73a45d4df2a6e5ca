"""Edits, and the guide, on the latest map, which most tests are about: `edits.place(document, {...})`."""

from collections.abc import Callable
from functools import wraps
from inspect import getmembers, isfunction, signature
from types import ModuleType, SimpleNamespace
from typing import Any

from kithmap.guide import agenda as any_agenda
from kithmap.guide import progress as any_progress
from kithmap.guide.prompts import Asked, Prompt
from kithmap.model import edits as any_edits
from kithmap.model import small_steps as any_small_steps
from kithmap.model.document import Document


def _of_today(module: ModuleType) -> SimpleNamespace:
    return SimpleNamespace(**{name: _on_today(each) for name, each in getmembers(module, isfunction)})


def _on_today(edit: Callable[..., Any]) -> Callable[..., Any]:
    if "map_id" not in signature(edit).parameters:
        return edit

    @wraps(edit)
    def edited(document: Document, *args: Any, **kwargs: Any) -> Any:
        return edit(document, *args, map_id=document.today.id, **kwargs)

    return edited


edits = _of_today(any_edits)
small_steps = _of_today(any_small_steps)
progress = _of_today(any_progress)
prompts = _on_today(any_agenda.prompts)


def asked(document: Document, prompt: Prompt) -> Asked:
    """The prompt as it is asked of the latest map."""
    return Asked(document, document.today.id, prompt)
