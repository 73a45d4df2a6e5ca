"""A passphrase for the map: setting, changing and removing it, and what lies about unprotected from before."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kithmap.session.session import Session
from kithmap.store import encryption, traces
from kithmap.store.encryption import Protection
from kithmap.store.errors import StoreError, WrongPassphrase
from kithmap.ui.files.files import Files
from kithmap.ui.widgets.formatting import moment_in_words

# So many leftovers are named one by one; of more the number says enough.
_MOST_NAMED = 8


class Protecting(QObject):
    announced = Signal(str)

    def __init__(self, session: Session, files: Files) -> None:
        super().__init__()
        self._session = session
        self._files = files
        self._questions = files.questions
        # A passphrase was set, and the map not saved since.
        self._is_new = False
        files.saved.connect(self.follow_save)
        files.opened.connect(self._on_opened)

    def set_passphrase(self) -> None:
        current = self._session.protection
        if current is not None and not self._is_known(current):
            return
        protection = self._questions.new_passphrase(encryption.protect, is_change=current is not None)
        if protection is None:
            return
        self._session.protect(protection)
        self._is_new = True
        is_saved = self._files.save()
        if self._session.protection is not protection:
            self._say_it_is_another_file()
        elif not is_saved:
            self.announced.emit(self.tr("The map will be protected as soon as it is saved."))
        elif current is not None:
            self.announced.emit(self.tr("The passphrase is changed. Earlier versions open with the one they had."))

    def remove_passphrase(self) -> None:
        current = self._session.protection
        if current is None or not self._is_known(current):
            return
        if not self._questions.ask(
            self.tr("Remove the passphrase?"),
            self.tr("Then everyone who can reach the file can read the map. You can protect it again at any time."),
            self.tr("Remove it"),
        ):
            return
        self._session.protect(None)
        self._is_new = False
        is_saved = self._files.save()
        if self._session.protection is not None:
            self._say_it_is_another_file()
        elif not is_saved:
            self.announced.emit(self.tr("The map stays protected on the disk until it is saved."))

    def _say_it_is_another_file(self) -> None:
        """The person took what another program wrote instead: the passphrase was meant for what was here before."""
        self._questions.show_message(
            self.tr("The passphrase is as it is in that file"),
            self.tr("You took the file as the other program left it. If it needs another passphrase, set it now."),
        )

    def follow_save(self) -> None:
        """The map was saved, by the person or by itself: what lay about unprotected can go now."""
        if self._is_new:
            self._is_new = False
            self._offer_leftovers()

    def _on_opened(self) -> None:
        self._is_new = False

    def _is_known(self, current: Protection) -> bool:
        def attempt(passphrase: str) -> bool:
            if not encryption.opens(current, passphrase):
                raise WrongPassphrase
            return True

        return bool(self._questions.ask_passphrase(None, attempt))

    def _offer_leftovers(self) -> None:
        """Copies from before can still be read by anyone who finds them."""
        path = self._session.path
        try:
            left = self._questions.wait_for(
                self.tr("Looking for older copies…"), lambda: () if path is None else traces.plain_leftovers(path)
            )
        except StoreError as error:
            self._files.refused(self.tr("The older copies could not be looked for"), error)
            return
        if left and self._questions.ask(
            self.tr("%n older copies are not protected", "", len(left)),
            self.tr(
                "Kithmap kept them on this computer before the map had a passphrase. Anyone who finds them can read "
                "them. Copies you made yourself are not in this list."
            )
            + "\n\n"
            + "\n".join(self._lines(left)),
            self.tr("Delete them"),
            is_final=True,
        ):
            self._delete(left)

    def _lines(self, files: tuple[Path, ...]) -> list[str]:
        lines = [self._line(file) for file in files[:_MOST_NAMED]]
        more = len(files) - len(lines)
        return [*lines, self.tr("and %n more", "", more)] if more else lines

    def _line(self, file: Path) -> str:
        try:
            changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        except (OSError, ValueError, OverflowError):
            return "· " + self.tr("an older copy")
        return "· " + moment_in_words(changed, datetime.now(UTC))

    def _delete(self, files: tuple[Path, ...]) -> None:
        left = self._questions.wait_for(self.tr("Deleting…"), lambda: traces.remove(files))
        if left:
            self._questions.show_message(
                self.tr("%n of them could not be deleted", "", len(left)),
                self.tr(
                    "They are in use, or the disk refused. Help > What Kithmap leaves on this computer shows them."
                ),
            )
            return
        self.announced.emit(self.tr("The older copies are deleted."))
