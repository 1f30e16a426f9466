"""Acts in quarantine at the pages: looked at, judged again, or closed with an answer that takes two people.

To close one sets aside what a citizen has a receipt for. So somebody proposes the answer, and another person,
who is a supervisor, agrees to the very words that they saw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, and_, delete, select

from central.judging.quarantine import MAX_ANSWER_CHARS, Entry, Quarantine, QuarantineError
from central.oversight.deeds import Deed, Deeds, is_of, office_of
from central.oversight.refusals import OversightProblem, refuse
from central.staff.looks import Looks
from central.store.oversight_tables import quarantine_answer
from central.store.storage import upsert
from kiosk.contract.staff import StaffRole
from kiosk.contract.wire import ActContent

LOOKING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.AUDITOR})
CHANGING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR})
AGREEING = frozenset({StaffRole.SUPERVISOR})
LOOKED = "quarantine"


@dataclass(frozen=True, slots=True)
class Proposal:
    answer: str
    by: str
    at: datetime


class QuarantineDesk:
    """Everything raises ProblemError."""

    def __init__(
        self, engine: Engine, quarantine: Quarantine, looks: Looks, deeds: Deeds, now: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._quarantine = quarantine
        self._looks = looks
        self._deeds = deeds
        self._now = now

    def entries(self, account: str, limit: int = 100) -> list[Entry]:
        """Those of the office, the oldest first."""
        officer = self._deeds.reader(account, LOOKING)
        return self._quarantine.entries(limit, office_id=office_of(officer))

    def get(self, account: str, name: str) -> tuple[Entry, Proposal | None]:
        officer, entry = self._deeds.reader(account, LOOKING), self._find(name)
        if not is_of(officer, entry.office_id):
            raise refuse(OversightProblem.OFFICE_OF_OTHERS)
        return entry, self._proposal(entry)

    def read(self, account: str, name: str) -> ActContent | None:
        """What is in it, noted before it is shown; None when it cannot be opened."""
        entry = self._find(name)
        with self._deeds.doing(
            account, Deed.OPEN_ACT, LOOKING, office_id=entry.office_id, about=name_of(entry)
        ) as begin:
            begin()
            self._looks.note(entry.act_id, account, LOOKED)
            return self._quarantine.read(entry)

    def judge_again(self, account: str, name: str) -> None:
        entry = self._find(name)
        with self._deeds.doing(
            account, Deed.JUDGE_AGAIN, CHANGING, office_id=entry.office_id, about=name_of(entry)
        ) as begin:
            begin()
            self._quarantine.judge_again([entry])
            self._forget(entry)

    def propose(self, account: str, name: str, text: str) -> None:
        """In the place of what was proposed before."""
        entry, text = self._find(name), text.strip()
        with self._deeds.doing(
            account, Deed.PROPOSE_ANSWER, CHANGING, office_id=entry.office_id, about=name_of(entry)
        ) as begin:
            if not 1 <= len(text) <= MAX_ANSWER_CHARS:
                raise refuse(OversightProblem.ANSWER_UNFIT)
            begin()
            values = {"answer": text, "proposed_by": account, "proposed_at": self._now()}
            with self._engine.begin() as connection:
                place = {"stream_id": entry.stream_id, "sequence": entry.sequence}
                written = upsert(connection, quarantine_answer, {**place, **values})
                connection.execute(written.on_conflict_do_update(index_elements=list(place), set_=values))

    def agree(self, account: str, name: str, seen: str) -> None:
        """Close it with the answer that was proposed. ``seen``: the words that the second person read."""
        entry = self._find(name)
        with self._deeds.doing(
            account, Deed.ANSWER, AGREEING, office_id=entry.office_id, about=name_of(entry)
        ) as begin:
            proposal = self._proposal(entry)
            if proposal is None or proposal.answer != seen:
                raise refuse(OversightProblem.ANSWER_CHANGED)
            if proposal.by == account:
                raise refuse(OversightProblem.SECOND_PERSON_NEEDED)
            begin()
            try:
                self._quarantine.answer(entry, proposal.answer)
            except QuarantineError:
                raise refuse(OversightProblem.NOT_IN_QUARANTINE) from None
            self._forget(entry)

    def _find(self, name: str) -> Entry:
        try:
            return self._quarantine.get(name)
        except QuarantineError:
            raise refuse(OversightProblem.NOT_IN_QUARANTINE) from None

    def _proposal(self, entry: Entry) -> Proposal | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(quarantine_answer).where(_of(entry))).first()
        return None if row is None else Proposal(row.answer, row.proposed_by, row.proposed_at)

    def _forget(self, entry: Entry) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(quarantine_answer).where(_of(entry)))


def name_of(entry: Entry) -> str:
    return entry.case_number or str(entry.act_id)


def _of(entry: Entry) -> ColumnElement[bool]:
    place = quarantine_answer.c
    return and_(place.stream_id == entry.stream_id, place.sequence == entry.sequence)
