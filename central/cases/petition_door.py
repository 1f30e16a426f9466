"""The door for who has the code of a petition: state and answer, nothing of the person. How often a kiosk
may ask is limited, and so how often anybody may guess.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import uuid6
from sqlalchemy import ColumnElement, Connection, Engine, insert, select

from central.cases.notes import Notes
from central.cases.petition_policy import petition_term
from central.cases.petitions import cases_by_codes, code_hash, find_petition_row, reopen_until, state_of
from central.cases.writing import open_due
from central.http.problems import ProblemCode, ProblemError, make_problem
from central.keys.central_keys import CentralKeys
from central.kiosks.devices import Device
from central.store.case_tables import case_file, petition_try
from central.store.turns import wait_for_turn
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState
from kiosk.contract.petitions import PetitionAnswer, PetitionQuestion
from kiosk.contract.tracking import tracking_digest
from kiosk.contract.wire import Retry

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


class PetitionDoor:
    def __init__(self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._key, self._notes = keys.hashing, Notes(keys)
        self._now = now

    def find(self, asker: Device, asked: PetitionQuestion) -> PetitionAnswer:
        """Raises ProblemError 404 ``petition-unknown`` (no such code, or it has not come yet) and 429
        ``petition-limit-reached`` with the seconds to wait, before anything is looked up.
        """
        now = self._now()
        code = code_hash(self._key, tracking_digest(asked.code))
        with self._engine.begin() as connection:
            wait_for_turn(connection, f"petitions asked for by {asker.kid}")
            self._admit(connection, asker.kid, now)
            case_id = cases_by_codes(connection, [code]).get(code)
            connection.execute(
                insert(petition_try).values(
                    try_id=UUID(bytes=uuid6.uuid7().bytes), kid=asker.kid, found=case_id is not None, at=now
                )
            )
            answer = None if case_id is None else self._answer(connection, case_id, now)
        if answer is None:
            title = "No petition has this code."
            raise ProblemError(make_problem(404, ProblemCode.PETITION_UNKNOWN, title))
        return answer

    def _admit(self, connection: Connection, kid: str, now: datetime) -> None:
        term = petition_term(now.astimezone(VIETNAM_TIME).date())
        mine = petition_try.c.kid == kid
        waits = (
            _wait(connection, mine, term.tries_per_minute, _MINUTE, now),
            _wait(connection, mine & ~petition_try.c.found, term.wrong_per_hour, _HOUR, now),
        )
        if (wait := max(waits)) > 0:
            title = "Too many codes were asked for."
            problem = ProblemCode.PETITION_LIMIT_REACHED
            raise ProblemError(make_problem(429, problem, title, retry=Retry.LATER, retry_after_seconds=wait))

    def _answer(self, connection: Connection, case_id: UUID, now: datetime) -> PetitionAnswer | None:
        row = find_petition_row(connection, case_id)
        case = connection.execute(select(case_file).where(case_file.c.case_id == case_id)).first()
        if row is None or case is None:
            return None
        state = CaseState(case.state)
        answered = state is CaseState.DONE and row.answer is not None
        return PetitionAnswer(
            state=state_of(row, state, now),
            due_on=open_due(case),
            due_confirmed=case.due_confirmed,
            answered_on=row.answered_at.astimezone(VIETNAM_TIME).date() if answered else None,
            answer=self._notes.open(row.answer) if answered else None,
            reopen_until=reopen_until(row, now) if answered else None,
        )


def _wait(
    connection: Connection, which: ColumnElement[bool], most: int, span: timedelta, now: datetime
) -> float:
    """Seconds until the oldest that counts falls out of the span."""
    at = petition_try.c.at
    query = select(at).where(which, at > now - span).order_by(at.desc()).offset(most - 1).limit(1)
    oldest: datetime | None = connection.execute(query).scalar()
    return 0.0 if oldest is None else (oldest + span - now).total_seconds()
