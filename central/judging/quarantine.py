"""Acts that intake has signed for and that could not be worked on: read them, judge them again, answer them.

Nothing is ever deleted here. An entry leaves the quarantine when judging it again makes a case of it (after a
new version knows its kind, say), or when staff have dealt with it in another way and tell the kiosk's staff.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, Row, or_, select, tuple_, update

from central.files.attachments import Place
from central.http.problems import ProblemCode
from central.intake.case_numbers import read_case_number
from central.judging.judge import Outcome, find_events, open_stored
from central.judging.outcomes import Told, tell
from central.keys.central_keys import CentralKeys
from central.keys.opening import UnusableError
from central.kiosks.devices import signers_of
from central.store.schema import event, judgement, place_of, same_place, same_stream, stream, to_judge
from central.store.storage import upserts
from kiosk.contract.wire import ActContent
from kiosk.errors import KnownError

MAX_ANSWER_CHARS = 500


class QuarantineError(KnownError):
    """``code`` is stable: ``not_in_quarantine``, ``ambiguous``, ``answer_invalid``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in quarantine, without what is in it."""

    act_id: UUID
    stream_id: UUID
    sequence: int
    kid: str
    kiosk_id: str
    office_id: str
    kind: str | None  # as the kiosk stated it
    case_number: str | None
    problem: str
    detail: str | None
    received_at: datetime
    judged_at: datetime
    sealed_chars: int

    @property
    def place(self) -> Place:
        return self.stream_id, self.sequence, self.kiosk_id, self.office_id


class Quarantine:
    def __init__(self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now

    def entries(
        self, limit: int = 100, problem: str | None = None, *, office_id: str | None = None
    ) -> list[Entry]:
        """The oldest first."""
        wanted = [] if problem is None else [judgement.c.problem == problem]
        if office_id is not None:
            wanted.append(judgement.c.office_id == office_id)
        return self._find(limit, *wanted)

    def get(self, name: str) -> Entry:
        """By its case number, as somebody types it, or by the id of the act. Raises QuarantineError."""
        found = self._find(2, _named(name))
        if not found:
            raise QuarantineError("not_in_quarantine", "No act in quarantine has this number or id.")
        if len(found) > 1:
            raise QuarantineError("ambiguous", "Several acts came under this id: name one by its number.")
        return found[0]

    def read(self, entry: Entry) -> ActContent | None:
        """What is in it, for the eyes of staff; None when it cannot be opened."""
        with self._engine.connect() as connection:
            row = find_events(connection, [entry.place])[0]
            signers = signers_of(connection, row.kiosk_id)
        try:
            return open_stored(row, self._keys, signers)
        except UnusableError:
            return None

    def judge_again(self, entries: Sequence[Entry]) -> int:
        """Put them into the queue once more; how many there were."""
        rows = [
            {
                "stream_id": each.stream_id,
                "sequence": each.sequence,
                "kiosk_id": each.kiosk_id,
                "office_id": each.office_id,
                "queued_at": self._now(),
            }
            for each in sorted(entries, key=lambda entry: entry.place)
        ]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(upserts(connection, to_judge).on_conflict_do_nothing(), rows)
        return len(rows)

    def answer(self, entry: Entry, text: str) -> None:
        """Close it: it becomes no case. ``text`` goes to the kiosk's staff; it must not name a person."""
        text = text.strip()
        if not text or len(text) > MAX_ANSWER_CHARS:
            raise QuarantineError("answer_invalid", f"An answer has 1 to {MAX_ANSWER_CHARS} characters.")
        place = tuple_(*place_of(judgement)) == entry.place
        with self._engine.begin() as connection:
            closed = connection.execute(
                update(judgement)
                .where(place, judgement.c.outcome == Outcome.QUARANTINED.value)
                .values(outcome=Outcome.ANSWERED.value, answer=text)
            )
            if closed.rowcount != 1:
                raise QuarantineError("not_in_quarantine", "It has left the quarantine meanwhile.")
            told = Told(entry.kid, entry.act_id, True, ProblemCode(entry.problem), entry.detail, text)
            tell(connection, self._now(), [told])

    def _find(self, limit: int, *wanted: ColumnElement[bool]) -> list[Entry]:
        query = (
            select(event, judgement.c.problem, judgement.c.detail, judgement.c.judged_at, stream.c.kid)
            .select_from(judgement)
            .join(event, same_place(event, judgement))
            .join(stream, same_stream(stream, event))
            .where(judgement.c.outcome == Outcome.QUARANTINED.value, *wanted)
            .order_by(judgement.c.judged_at, event.c.stream_id, event.c.sequence)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [_entry(row) for row in connection.execute(query)]


def _named(name: str) -> ColumnElement[bool]:
    number = read_case_number(name)
    if number is not None:
        return event.c.case_number == str(number)
    try:
        return or_(event.c.act_id == UUID(name), event.c.case_number == name)
    except ValueError:
        return event.c.case_number == name  # of a receipt from before numbers had their present form


def _entry(row: Row[*tuple[object, ...]]) -> Entry:
    return Entry(
        act_id=row.act_id,
        stream_id=row.stream_id,
        sequence=row.sequence,
        kid=row.kid,
        kiosk_id=row.kiosk_id,
        office_id=row.office_id,
        kind=row.kind,
        case_number=row.case_number,
        problem=row.problem,
        detail=row.detail,
        received_at=row.received_at,
        judged_at=row.judged_at,
        sealed_chars=len(row.sealed),
    )
