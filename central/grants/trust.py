"""The issuers that central believes: a folder that may change while it runs, as revocation lists do."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from ekyc.card.errors import CardError
from ekyc.chip.trust_store import TrustStore
from kiosk.errors import KnownError

logger = logging.getLogger(__name__)
_Seen = tuple[tuple[str, int, int], ...]


class TrustError(KnownError):
    """Central cannot start with these certificates."""


class TrustFolder:
    """Without a folder nobody is trusted, and no grant is given."""

    def __init__(self, folder: Path | None) -> None:
        """Raises TrustError ``issuers_unreadable`` naming the file, and OSError."""
        self._folder = folder
        self._lock = threading.Lock()
        self._seen = self._look()
        try:
            self._store = self._load()
        except CardError as error:
            raise TrustError("issuers_unreadable", error.sentence) from None

    def current(self) -> TrustStore:
        """What cannot be read while central runs changes nothing: it would at the next start."""
        with self._lock:
            try:
                seen = self._look()
                if seen != self._seen:
                    self._seen = seen
                    self._store = self._load()
            except (CardError, OSError) as error:
                logger.error("the issuers cannot be read, those in use stay: %s", type(error).__name__)
            return self._store

    def _look(self) -> _Seen:
        if self._folder is None or not self._folder.is_dir():
            return ()
        told = ((path.name, path.stat()) for path in self._folder.iterdir() if path.is_file())
        return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in told))

    def _load(self) -> TrustStore:
        return TrustStore() if self._folder is None else TrustStore.from_folder(self._folder)
