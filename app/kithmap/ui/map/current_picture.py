"""The picture of the dated map that is looked at, kept up to date with the document, the text size and Show."""

from PySide6.QtCore import QObject, Signal

from kithmap.layout.arrange import arrange, loose_marks
from kithmap.layout.picture import EntryMark, Picture
from kithmap.layout.style import SCREEN, Metrics
from kithmap.model import queries
from kithmap.model.document import DatedMap, Document
from kithmap.model.ids import EntryId, KindId, MapId
from kithmap.session.session import Session
from kithmap.ui.map.painter import text_width
from kithmap.ui.widgets.appearance import Appearance
from kithmap.wording.words import Words


class CurrentPicture(QObject):
    """Holds the current Picture. `changed` follows every change of it; `map_changed` when another date is looked at."""

    changed = Signal()
    map_changed = Signal()

    def __init__(self, session: Session, appearance: Appearance, words: Words) -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._words = words
        self._map_id: MapId | None = None
        self.show_kind: KindId | None = None
        self.picture = self._arranged()
        self._announced = (self.dated_map.id, self.is_today)
        session.document_changed.connect(self._on_document_changed)
        appearance.changed.connect(self.refresh)

    @property
    def dated_map(self) -> DatedMap:
        return queries.map_by_id(self._session.document, self._map_id)

    @property
    def is_today(self) -> bool:
        return self.dated_map is self._session.document.today

    def look_at(self, map_id: MapId | None) -> None:
        """Look at another dated map; None is today's."""
        today = self._session.document.today.id
        self._map_id = None if map_id == today else map_id
        self.refresh()
        self._announce_map()

    def show(self, kind: KindId | None) -> None:
        """Show one kind of support and fade the rest; None shows all."""
        if kind != self.show_kind:
            self.show_kind = kind
            self.refresh()

    def refresh(self) -> None:
        self.picture = self._arranged()
        self.changed.emit()

    def mark_of(self, entry_id: EntryId) -> EntryMark:
        """How an entry looks on this picture, wherever it is placed; its middle is the origin."""
        document = self._session.document
        return loose_marks(
            document, self.dated_map, _metrics(self._appearance.text_scale), text_width, show=self.show_kind
        )[entry_id]

    def _on_document_changed(self) -> None:
        document = self._session.document
        # A map that is gone, or that undo has made today's again, is not an earlier one to look at.
        if self._map_id is not None and self._map_id not in {each.id for each in document.maps[:-1]}:
            self._map_id = None
        if self.show_kind is not None and self.show_kind not in queries.support_kinds(document):
            self.show_kind = None
        self.refresh()
        self._announce_map()

    def _announce_map(self) -> None:
        looked_at = (self.dated_map.id, self.is_today)
        if looked_at != self._announced:
            self._announced = looked_at
            self.map_changed.emit()

    def _arranged(self) -> Picture:
        scale = self._appearance.text_scale
        return picture_of(self._session.document, self.dated_map, self._words, scale, show=self.show_kind)


def picture_of(
    document: Document, dated_map: DatedMap, words: Words, scale: float, *, show: KindId | None = None
) -> Picture:
    """A dated map as it looks on the screen; `scale` is the text size, 1.0 to 2.0, `show` the kind not faded."""
    names = tuple(words.ring(ring) for ring in dated_map.rings)
    return arrange(document, dated_map, _metrics(scale), text_width, me=words.me, ring_names=names, show=show)


def _metrics(scale: float) -> Metrics:
    return SCREEN if scale == 1.0 else Metrics(text=scale)
