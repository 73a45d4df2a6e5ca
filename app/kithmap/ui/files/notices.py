"""What the strip under the top says about the map's safety: a file that is not written, work that cannot be kept."""

from PySide6.QtCore import QCoreApplication, QObject

from kithmap.session.file_state import Barrier
from kithmap.session.services import SessionServices
from kithmap.session.session import Session
from kithmap.store.errors import ChangedOnDisk, StoreError
from kithmap.ui.files.files import Files
from kithmap.ui.widgets.banner import Banner
from kithmap.wording.refusals import sentence


class Notices(QObject):
    def __init__(self, session: Session, services: SessionServices, files: Files, banner: Banner) -> None:
        super().__init__(banner)
        self._session = session
        self._files = files
        self._banner = banner
        self._barrier: Barrier | None = None
        session.state_changed.connect(self._on_state_changed)
        services.journal.troubled.connect(self._on_troubled)
        services.autosave.refused.connect(self._on_refused)
        for all_is_well in (services.autosave.done, files.saved, files.opened):
            all_is_well.connect(self._clear_troubles)
        files.kept.connect(self._on_versions_kept)
        files.opened.connect(lambda: self._banner.clear("versions"))

    def _on_versions_kept(self, are_kept: bool) -> None:
        if are_kept:
            self._banner.clear("versions")
            return
        text = self.tr(
            "Your map is saved. An earlier version could not be kept beside it: the disk of this computer may be full."
        )
        self._banner.show_message("versions", text)

    def _clear_troubles(self) -> None:
        """What is saved, or left, needs no keeping. Work that is in trouble again says so again."""
        for trouble in ("autosave", "journal"):
            self._banner.clear(trouble)

    def _on_state_changed(self) -> None:
        barrier = self._session.barrier
        if barrier is self._barrier:
            return
        self._barrier = barrier
        if barrier is None:
            self._banner.clear("barrier")
            return
        save_as = (self.tr("Save as…"), self._files.save_as)
        again = (self.tr("Try again"), self._files.look_again)
        buttons = [save_as] if barrier is Barrier.NEWER else [save_as, again]
        self._banner.show_message("barrier", self._barrier_text(barrier), buttons, importance=1)

    def _barrier_text(self, barrier: Barrier) -> str:
        if barrier is Barrier.NEWER:
            return self.tr(
                "A newer Kithmap made this file, so it stays as it is. You can look at it. "
                "What you change can be saved under another name."
            )
        if barrier is Barrier.OPEN_ELSEWHERE:
            return self.tr(
                "This map is open in another window of Kithmap. "
                "What you change here can be saved under another name, or when the other window is closed."
            )
        return self.tr(
            "This file can be read, but not written. "
            "What you change can be saved under another name or in another place."
        )

    def _on_troubled(self, error: BaseException | None) -> None:
        if error is None:
            self._banner.clear("journal")
            return
        text = self.tr(
            "Your latest work cannot be kept safe on this computer just now: a crash would lose it. "
            "Everything is still open here. Please save the map, perhaps in another place."
        )
        self._banner.show_message("journal", text, [(self.tr("Save as…"), self._files.save_as)], importance=3)

    def _on_refused(self, error: StoreError) -> None:
        if isinstance(error, ChangedOnDisk):
            text = self.tr(
                "Another program changed the file, so it is not written over. Your work is safe in this window."
            )
            choices = [(self.tr("Choose what to keep…"), self._files.resolve_change)]
        else:
            text = sentence(error, QCoreApplication.translate)
            choices = [(self.tr("Save"), self._files.save), (self.tr("Save as…"), self._files.save_as)]
        self._banner.show_message("autosave", text, choices, importance=2)
