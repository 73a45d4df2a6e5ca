"""Map files dragged onto a window from a folder."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QDropEvent

SUFFIX: Final = ".kithmap"


def dragged_file(event: QDropEvent) -> Path | None:
    """The one local map file that is dragged, None for anything else."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix == SUFFIX else None
