"""Keeping the map safe and private in one window: notices, passphrase, earlier versions, unsaved work, hiding."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kithmap.session.services import SessionServices
from kithmap.store.locations import backups_folder, recovery_folder
from kithmap.store.settings import idle_minutes
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.files.files import Files
from kithmap.ui.files.notices import Notices
from kithmap.ui.files.recovery import Recovering
from kithmap.ui.files.versions import Versions
from kithmap.ui.privacy.protection import Protecting
from kithmap.ui.privacy.quick_hide import QuickHide, explanation
from kithmap.ui.widgets.banner import Banner
from kithmap.ui.widgets.preferences import Preferences


class Safety(QObject):
    def __init__(
        self,
        services: SessionServices,
        files: Files,
        preferences: Preferences,
        quick_hide: QuickHide,
        context: EditingContext,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        session, questions = services.session, files.questions
        self.banner = Banner()
        self.protecting = Protecting(session, files)
        self.versions = Versions(context, files, backups_folder(), window)
        self.recovering = Recovering(files, services, questions, recovery_folder())
        self.quick_hide = quick_hide
        self.preferences = preferences
        self._notices = Notices(session, services, files, self.banner)
        self._services = services
        self._session = session
        self._files = files
        self._questions = questions
        preferences.changed.connect(self._on_state_changed)
        session.state_changed.connect(self._on_state_changed)
        files.opened.connect(self._note_recent)
        files.saved.connect(self._note_recent)
        services.autosave.done.connect(self._note_recent)
        services.autosave.done.connect(self.protecting.follow_save)
        files.unreadable.connect(self._offer_versions)
        quick_hide.shown.connect(self._explain_hiding)
        self._on_state_changed()

    def open_recent(self, number: int) -> None:
        """Open a map from the list of recent ones, the newest is 0."""
        path = Path(self.preferences.value.recent[number])
        if not self._files.open(path) and not path.exists():
            self.preferences.forget_recent(path)

    def recent_name(self, number: int) -> str:
        """The file name of a recent map, "" when there are fewer."""
        recent = self.preferences.value.recent
        return Path(recent[number]).name if number < len(recent) else ""

    def has_recent(self, number: int) -> bool:
        return bool(self.recent_name(number))

    def _on_state_changed(self) -> None:
        settings = self.preferences.value
        if self._services.autosave.is_on != settings.autosave:
            self._services.autosave.use(on=settings.autosave)
        self.quick_hide.shift_presses = settings.quick_hide_by_shift
        minutes = idle_minutes(settings, is_protected=self._session.protection is not None)
        if self.quick_hide.idle_minutes != minutes:
            self.quick_hide.idle_minutes = minutes

    def _note_recent(self) -> None:
        if self._session.path is not None and not self._session.document.is_practice:
            self.preferences.note_recent(self._session.path, is_protected=self._session.protection is not None)

    def _offer_versions(self, path: Path) -> None:
        if self.versions.has_any(path) and self._questions.ask(
            self.tr("There are earlier versions of this map"),
            self.tr("Kithmap kept them on this computer. The damaged file stays as it is."),
            self.tr("Look at them"),
        ):
            self.versions.show(path)

    def _explain_hiding(self) -> None:
        settings = self.preferences.value
        if settings.quick_hide_explained:
            return
        self.preferences.use(msgspec.structs.replace(settings, quick_hide_explained=True))
        self._questions.show_message(*explanation())
