"""The practice map of the story exercise: a document of its own, so nothing of it mixes with anybody's own map."""

from datetime import date

from kithmap.content.story import Story
from kithmap.model import edits
from kithmap.model.document import Document, new_document
from kithmap.wording.words import Translate, filled


def practice_document(story: Story, today: date, translate: Translate, *, with_names: bool) -> Document:
    """A map about a made-up person, nobody placed; `with_names` puts the story's into the tray. Give it no file."""
    title = filled(translate("Story", "Practice map: {name}"), name=story.person)
    owner = filled(translate("Story", "{name}, a made-up person"), name=story.person)
    document = edits.set_heading(new_document(today), title=title, belongs_to=owner)
    if not with_names:
        return document
    document = edits.add_entries(document, (each.name for each in story.names), map_id=document.today.id)
    for entry, each in zip(document.entries, story.names, strict=True):
        document = edits.describe(document, entry.id, kind=each.kind)
    return document
