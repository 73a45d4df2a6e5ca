"""From gesture to edit: named undo steps, and fields that write into the document at once."""
