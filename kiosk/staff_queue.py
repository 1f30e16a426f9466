"""The queue of acts as staff see it ("Hàng đợi"): newest first, page by page, with what became of each.

Pages are read by their place in the outbox: one costs the same wherever it lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk.contract.feed import CaseState
from kiosk.contract.kinds import KINDS
from kiosk.language import Bilingual
from kiosk.reference_number import reference_number

if TYPE_CHECKING:
    from kiosk.act_places import ActPlaces
    from kiosk.ledger import Ledger
    from local_db.case_news import CaseWord
    from local_db.judged_acts import JudgedAct
    from local_db.outbox import Loss, OutboxRow


OPEN_STATES = frozenset({CaseState.RECEIVED, CaseState.IN_REVIEW, CaseState.RETURNED})
_DECIDED = frozenset(CaseState) - {CaseState.RECEIVED, CaseState.IN_REVIEW}  # or it is the person's turn
_STRETCH, _MOST_STRETCHES = 100, 20


class QueueState(StrEnum):
    WAITING = "waiting"
    UNDER_WAY = "under_way"  # handed over just now, the receipt has not come
    RECEIVED = "received"  # central's signed receipt is here
    QUARANTINED = "quarantined"  # received, and central's staff must look at it
    DAMAGED = "damaged"  # kept aside here: not what was recorded any more
    LOST = "lost"  # a receipt was shown, and the act is not here


class QueueFilter(StrEnum):
    ALL = "all"
    WAITING = "waiting"
    RECEIVED = "received"
    UNDECIDED = "undecided"  # received, and nobody has decided yet
    QUARANTINED = "quarantined"
    LOST = "lost"  # what is damaged or gone


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """How a case stands, as central told it last. ``changed_at`` is None while it has told nothing since the
    receipt. ``told``: what the citizen may be told; ``reason``: why it was returned or refused; ``due_on``:
    by when the office decides.
    """

    state: CaseState
    changed_at: datetime | None = None
    told: Bilingual | None = None
    reason: Bilingual | None = None
    due_on: date | None = None
    due_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """``reason``: why it waits or needs staff, a stable code; "" while nothing stands against it. ``size``
    counts characters of the sealed text, 0 once that was deleted. ``case`` is None while there is none that
    is known here. ``line`` says whose act it is, masked.
    """

    act_id: UUID | None
    title: Bilingual | None
    state: QueueState
    reference: str
    occurred_at: datetime | None
    case_number: str | None = None
    received_at: datetime | None = None
    reason: str = ""
    told: Bilingual | None = None  # what central's program says of the reason
    detail: Bilingual | None = None  # where in the act it lies
    answer: str = ""  # what staff at central wrote
    tries: int = 0
    next_try: datetime | None = None
    size: int = 0
    case: CaseStanding | None = None
    line: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """``following``: hand it back for the next page; None at the end."""

    entries: tuple[QueueEntry, ...]
    following: OutboxRow | int | None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    waiting: int = 0
    received: int = 0
    undecided: int = 0  # of those received
    quarantined: int = 0
    lost: int = 0

    @property
    def all(self) -> int:
        return self.waiting + self.received + self.quarantined + self.lost


class StaffQueue:
    """Reads only. Every call blocks and may raise LocalDbError."""

    def __init__(self, ledger: Ledger, places: ActPlaces, *, shows_lines: bool) -> None:
        self._ledger = ledger
        self._places = places
        self._shows_lines = shows_lines

    def counts(self) -> QueueCounts:
        counts = self._ledger.outbox.counts()
        losses = len(self._ledger.outbox.losses())
        undecided = max(0, counts.sent - self._ledger.cases.count(_DECIDED))
        return QueueCounts(counts.pending, counts.sent, undecided, counts.quarantined, losses)

    def page(self, which: QueueFilter, after: OutboxRow | int | None, limit: int) -> QueuePage:
        if which is QueueFilter.LOST:
            return self._losses(after if isinstance(after, int) else 0, limit)
        if which is QueueFilter.UNDECIDED:
            return self._undecided(None if isinstance(after, int) else after, limit)
        from local_db.outbox import OutboxState

        states = {
            QueueFilter.WAITING: OutboxState.PENDING,
            QueueFilter.RECEIVED: OutboxState.SENT,
            QueueFilter.QUARANTINED: OutboxState.QUARANTINED,
        }
        begin = None if isinstance(after, int) else after
        rows = self._ledger.outbox.rows(limit + 1, begin, states.get(which))
        following = rows[limit - 1] if len(rows) > limit else None
        return QueuePage(self._entries(rows[:limit]), following)

    def find(self, act_id: UUID) -> QueueEntry | None:
        row = self._ledger.outbox.find(act_id)
        if row is not None:
            return self._entries([row])[0]
        losses = [loss for loss in self._ledger.outbox.losses() if loss.act_id == act_id]
        return self._of_loss(losses[0], None) if losses else None

    def _undecided(self, begin: OutboxRow | None, limit: int) -> QueuePage:
        """Most acts are decided: so many are looked through for a page that it costs no more than it may."""
        from local_db.outbox import OutboxState

        found: list[OutboxRow] = []
        for _ in range(_MOST_STRETCHES):
            rows = self._ledger.outbox.rows(_STRETCH, begin, OutboxState.SENT)
            words = self._ledger.cases.of([row.act_id for row in rows])
            for row in rows:
                if row.act_id in words and words[row.act_id].state in _DECIDED:
                    continue
                if len(found) == limit:
                    return QueuePage(self._entries(found), found[-1])
                found.append(row)
            if len(rows) < _STRETCH:
                return QueuePage(self._entries(found), None)
            begin = rows[-1]
        return QueuePage(self._entries(found), begin)

    def _losses(self, begin: int, limit: int) -> QueuePage:
        losses = self._ledger.outbox.losses()
        losses.reverse()
        entries = tuple(
            self._of_loss(loss, None if loss.act_id is None else self._ledger.outbox.find(loss.act_id))
            for loss in losses[begin : begin + limit]
        )
        return QueuePage(entries, begin + limit if begin + limit < len(losses) else None)

    def _entries(self, rows: Sequence[OutboxRow]) -> tuple[QueueEntry, ...]:
        act_ids = [row.act_id for row in rows]
        sizes, words = self._ledger.outbox.sizes(act_ids), self._ledger.judged.of(act_ids)
        cases = self._ledger.cases.of(act_ids)
        return tuple(
            self._entry(row, sizes.get(row.act_id, 0), words.get(row.act_id), cases.get(row.act_id))
            for row in rows
        )

    def _entry(self, row: OutboxRow, size: int, word: JudgedAct | None, case: CaseWord | None) -> QueueEntry:
        sync = self._ledger.sync
        state = self._state(row)
        waits = state is QueueState.WAITING
        reason = (sync.status.last_problem or "") if waits else ""
        if state is QueueState.QUARANTINED and word is not None:
            reason = word.problem or ""
        if state is QueueState.DAMAGED:
            reason = "damaged"
        return QueueEntry(
            act_id=row.act_id,
            title=_title(row.kind),
            state=state,
            reference=reference_number(row.act_id),
            occurred_at=row.occurred_at,
            case_number=row.case_number,
            received_at=row.received_at,
            reason=reason,
            told=_told(word),
            detail=self._places.words(row.kind, word.detail) if word is not None and word.detail else None,
            answer="" if word is None else word.answer or "",
            tries=sync.tries.of(row.act_id),
            next_try=sync.next_try() if waits else None,
            size=size,
            case=_standing(state, case),
            line=_whose(row.summary) if self._shows_lines else "",
        )

    def _state(self, row: OutboxRow) -> QueueState:
        from local_db.outbox import OutboxState

        match row.state:
            case OutboxState.PENDING:
                under_way = self._ledger.sync.tries.is_under_way(row.act_id)
                return QueueState.UNDER_WAY if under_way else QueueState.WAITING
            case OutboxState.SENT:
                return QueueState.RECEIVED
            case OutboxState.QUARANTINED:
                return QueueState.QUARANTINED
            case _:
                return QueueState.DAMAGED

    def _case_of(self, loss: Loss) -> CaseStanding | None:
        """Central may have the case of an act that is gone here."""
        if loss.act_id is None:
            return None
        return _standing(QueueState.LOST, self._ledger.cases.of([loss.act_id]).get(loss.act_id))

    def _of_loss(self, loss: Loss, row: OutboxRow | None) -> QueueEntry:
        found = None if row is None else self._entries([row])[0]
        where = f"{loss.stream_id.hex[-6:]}/{loss.sequence}"
        reason = "at_central" if loss.at_central else "settled" if loss.settled_by else loss.fault.value
        return QueueEntry(
            act_id=loss.act_id,
            title=None if found is None else found.title,
            state=QueueState.LOST if found is None else QueueState.DAMAGED,
            reference=where if loss.act_id is None else reference_number(loss.act_id),
            occurred_at=loss.recorded_at,
            reason=reason,
            size=0 if found is None else found.size,
            case=self._case_of(loss) if found is None else found.case,
            line="" if found is None else found.line,
        )


def _standing(state: QueueState, word: CaseWord | None) -> CaseStanding | None:
    """An act that central has received is a case; one that it could not work on is none yet."""
    if word is None:
        return CaseStanding(CaseState.RECEIVED) if state is QueueState.RECEIVED else None
    reason = None
    if word.reason_vi is not None and word.reason_en is not None:
        reason = Bilingual(vi=word.reason_vi, en=word.reason_en)
    return CaseStanding(
        CaseState(word.state),
        word.changed_at,
        Bilingual(vi=word.told_vi, en=word.told_en),
        reason,
        word.due_on,
        word.due_confirmed,
    )


def _whose(summary: str) -> str:
    """Of "what · whose" the second part: what it is stands beside it in the language of who reads."""
    return summary.rpartition(" · ")[2]


def _told(word: JudgedAct | None) -> Bilingual | None:
    if word is None or word.title_vi is None or word.title_en is None:
        return None
    return Bilingual(vi=word.title_vi, en=word.title_en)


def _title(kind: str) -> Bilingual | None:
    """None for an act of which only the sealed text could be read again."""
    known = KINDS.get(kind)
    return None if known is None else known.title
