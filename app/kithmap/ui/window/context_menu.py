"""What the menu of an entry, or of the ground, offers: rows of the action table by their ids, "" for a line."""

from collections.abc import Collection

from kithmap.model.document import Document


def rows_for(entry_id: str, document: Document, selected: Collection[str]) -> list[str]:
    """`entry_id` is "" on the ground."""
    if not entry_id:
        return ["add", "select-all", "", "fit", "tie-mode", "rings"]
    rings = [f"ring-{number}" for number in range(len(document.today.rings))]
    several = ["tie-all"] if len(selected) > 1 else []
    return [*rings, "tray", "distance", "", "pick-up", "tie-mode", *several, "", "rename", "delete"]
