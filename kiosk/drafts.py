"""Keeping the journey under way, so that a power cut costs nobody their answers.

Every page change leaves a sealed draft behind; the end of the journey takes it away, unless the person asked
that it stay. That and a crash let one stay, for a set time and for the same card.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.ledger_desk import LedgerDesk

if TYPE_CHECKING:
    from ekyc.card.reading import CardReading
    from kiosk.ledger import Ledger
    from kiosk.ledger_desk import Work
    from kiosk.visit.draft import Draft, DraftKey
    from kiosk.visit.visit import Visit

logger = logging.getLogger(__name__)
# A draft that seems to come from the future was saved before the clock was set; so little is only jitter.
_JITTER = timedelta(seconds=5)
_SETTLE_SECONDS = 5.0


class DraftDesk:
    """``keep`` and ``discard`` return at once, the ledger's thread does the rest; ``find`` blocks."""

    def __init__(
        self,
        desk: LedgerDesk,
        clock: Clock,
        keep_for: timedelta,
        recall: Callable[[Draft], Draft] = lambda draft: draft,
    ) -> None:
        """``recall`` brings back what a draft only refers to, see `ScanDesk.recall`."""
        self._recall = recall
        self._desk = desk
        self._clock = clock
        self._keep_for = keep_for
        # Of the present card; made and used on the ledger's thread only, because it takes long to make.
        self._key: tuple[CardReading, DraftKey] | None = None
        self._subjects: set[str] = set()  # that something was kept for in this visit
        self._settled = threading.Event()  # all that was asked for is done
        self._settled.set()

    @property
    def _keeps(self) -> bool:
        """An office may want that nothing is ever kept."""
        return self._keep_for > timedelta()

    def start(self) -> None:
        """Take away what is too old, now and from time to time."""
        self._desk.do(self._purge)
        self._desk.when_quiet(self._purge)

    def keep(self, visit: Visit, step_id: str) -> None:
        from kiosk.visit.draft import Draft

        card = visit.person.card
        if card is None or not self._keeps:
            return
        self._subjects.add(card.identity.subject)
        draft = Draft.of(visit.journey, step_id, self._clock.now(), visit.help_of_journey())
        self._do(lambda ledger: self._put(ledger, card, draft))

    def discard(self, visit: Visit) -> None:
        """Of every card that this visit kept something for, and what was there before for the present one."""
        card = visit.person.card
        subjects = self._subjects | ({card.identity.subject} if card is not None else set())
        self._subjects = set()
        self._do(lambda ledger: self._delete(ledger, subjects))

    def hand_over(self, visit: Visit) -> None:
        """The present card's draft stays; what was kept for other cards of the visit does not."""
        card = visit.person.card
        others = self._subjects - ({card.identity.subject} if card is not None else set())
        self._subjects = set()
        self._do(lambda ledger: self._delete(ledger, others))

    def kept_until(self, visit: Visit) -> datetime | None:
        """What is kept now goes away by itself then."""
        if visit.person.card is None or not self._keeps:
            return None
        return self._clock.now() + self._keep_for

    def find(self, card: CardReading) -> Draft | None:
        """The draft that this very card may take up again, after all that was kept and discarded before: what
        somebody has just handed in is not offered to them once more.
        """
        from kiosk.visit.draft import DraftError, open_draft

        if not self._keeps:
            return None
        ledger = self._desk.get()
        self._settled.wait(_SETTLE_SECONDS)  # a desk that closes does no more
        sealed = ledger.drafts.find(card.identity.subject, *self._stretch())
        if sealed is None:
            return None
        try:
            draft = open_draft(sealed, card)
        except DraftError:
            logger.info("a draft does not open with the card that is here")
            return None
        recorded = ledger.recorder.find(draft.act_id)
        draft = self._recall(draft) if recorded is None else draft
        return draft.model_copy(update={"recorded": recorded})

    def _do(self, work: Work) -> None:
        """Keeping and discarding, in the order of the calls; the last one is what `find` waits for."""
        self._settled = settled = threading.Event()

        def do(ledger: Ledger) -> None:
            try:
                work(ledger)
            finally:
                settled.set()

        self._desk.do(do)

    def _put(self, ledger: Ledger, card: CardReading, draft: Draft) -> None:
        from kiosk.visit.draft import DraftKey

        if self._key is None or self._key[0] is not card:
            self._key = (card, DraftKey.make(card))
        sealed = self._key[1].seal(draft)
        ledger.drafts.put(card.identity.subject, sealed, draft.saved_at)
        self._purge(ledger)

    def _delete(self, ledger: Ledger, subjects: set[str]) -> None:
        self._key = None
        for subject in subjects:
            ledger.drafts.delete(subject)
        self._purge(ledger)

    def _purge(self, ledger: Ledger) -> None:
        if self._keeps:
            ledger.drafts.purge(*self._stretch())
        else:
            ledger.drafts.delete_all()

    def _stretch(self) -> tuple[datetime, datetime]:
        """When a draft was saved that may be taken up now."""
        now = self._clock.now()
        return now - self._keep_for, now + _JITTER
