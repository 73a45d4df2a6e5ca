"""A trainer's own film, shown by the player the desktop has for it. Nothing about it is remembered here."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeDatabase, QObject, QUrl
from PySide6.QtGui import QDesktopServices

from kithmap.ui.files.questions import Questions


def open_on_desktop(path: Path) -> bool:
    """Let the desktop open a file with the program it has for it; False when it has none, or refuses."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Film(QObject):
    def __init__(self, questions: Questions) -> None:
        super().__init__()
        self._questions = questions

    def show(self) -> None:
        path = self._questions.path_to_film()
        if path is None:
            return
        trouble = self._trouble(path)
        if not trouble and not open_on_desktop(path):
            trouble = self.tr("This computer opened no program for it. Please open the film yourself, from its folder.")
        if trouble:
            self._questions.show_message(self.tr("This film could not be shown"), trouble)

    def _trouble(self, path: Path) -> str:
        """Why it cannot be shown, in words; "" when nothing is known against it."""
        if _is(path, Path.is_dir):
            return self.tr("This is a folder. Please choose the file of a film in it.")
        if not _is(path, Path.exists):
            return self.tr("There is no such file. It may have been moved, or its disk was taken out.")
        # By its name alone: what the file holds is the player's business. Anything else may be a program.
        kinds = QMimeDatabase().mimeTypesForFileName(path.name)
        if not _is(path, Path.is_file) or not any(kind.name().startswith("video/") for kind in kinds):
            return self.tr("This does not look like a film. Please choose a file such as .mp4, .mov or .webm.")
        return ""


def _is(path: Path, question: Callable[[Path], bool]) -> bool:
    """The answer; no where the disk refuses one."""
    try:
        return question(path)
    except (OSError, ValueError):
        return False
