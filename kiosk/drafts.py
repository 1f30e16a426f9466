"""Keeping the journey under way, so that a power cut costs nobody their answers.

Every page change leaves a sealed draft behind; the end of the journey, of whatever kind, takes it away. Only
a crash lets one stay, for a set time and for the same card.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.ledger import LedgerDesk

if TYPE_CHECKING:
    from ekyc.card.reading import CardReading
    from kiosk.ledger import Ledger
    from kiosk.visit.draft import Draft, DraftKey
    from kiosk.visit.visit import Visit

logger = logging.getLogger(__name__)
# A draft that seems to come from the future was saved before the clock was set; so little is only jitter.
_JITTER = timedelta(seconds=5)


class DraftDesk:
    """``keep`` and ``discard`` return at once, the ledger's thread does the rest; ``find`` blocks."""

    def __init__(self, desk: LedgerDesk, clock: Clock, keep_for: timedelta) -> None:
        self._desk = desk
        self._clock = clock
        self._keep_for = keep_for
        self._keys: dict[str, DraftKey] = {}  # of the cards of this visit; made on the ledger's thread only
        self._subjects: set[str] = set()

    def start(self) -> None:
        """Take away what is too old, now and from time to time."""
        self._desk.do(self._purge)
        self._desk.when_quiet = self._purge

    def keep(self, visit: Visit, step_id: str) -> None:
        from kiosk.visit.draft import Draft

        card = visit.person.card
        if card is None:
            return
        self._subjects.add(card.identity.personal_number)
        draft = Draft.of(visit, step_id, self._clock.now())
        self._desk.do(lambda ledger: self._put(ledger, card, draft))

    def discard(self, visit: Visit) -> None:
        del visit
        subjects = frozenset(self._subjects)
        self._subjects.clear()
        self._desk.do(lambda ledger: self._delete(ledger, subjects))

    def find(self, card: CardReading) -> Draft | None:
        """The draft that this very card may take up again."""
        from kiosk.visit.draft import DraftError, open_draft

        now = self._clock.now()
        subject = card.identity.personal_number
        sealed = self._desk.get().drafts.find(subject, now - self._keep_for, now + _JITTER)
        if sealed is None:
            return None
        try:
            draft = open_draft(sealed, card)
        except DraftError:
            logger.info("a draft does not open with the card that is here")
            return None
        self._subjects.add(subject)
        return draft

    def _put(self, ledger: Ledger, card: CardReading, draft: Draft) -> None:
        from kiosk.visit.draft import DraftKey

        subject = card.identity.personal_number
        if subject not in self._keys:
            self._keys[subject] = DraftKey.make(card)
        ledger.drafts.put(subject, self._keys[subject].seal(draft), draft.saved_at)
        self._purge(ledger)

    def _delete(self, ledger: Ledger, subjects: frozenset[str]) -> None:
        self._keys.clear()
        for subject in subjects:
            ledger.drafts.delete(subject)
        self._purge(ledger)

    def _purge(self, ledger: Ledger) -> None:
        now = self._clock.now()
        ledger.drafts.purge(now - self._keep_for, now + _JITTER)
