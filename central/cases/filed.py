"""What a person is told of the cases that came of what they filed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from central.cases.account_states import account_steps_of
from central.cases.handler import WITHDRAWALS
from central.cases.kinds import handler_of
from central.cases.record_checks import RecordCheck, record_checks_of
from central.cases.record_telling import notice_of
from central.cases.results import newest_results
from central.cases.table import Decision, changes, reasons
from central.cases.views import OPEN
from central.cases.writing import CaseRow, open_due, words
from central.keys.hashing import person_hash
from central.store.case_tables import case_change, case_file
from kiosk.contract.feed import CaseState, Words
from kiosk.contract.records import AccountStep, CaseResult, CaseStage, FiledCase
from kiosk.language import Bilingual

_MOST = 50


class FiledCases:
    """``key``: for the hash under which people stand in the tables."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine = engine
        self._key = key

    def of(self, number: str) -> tuple[FiledCase, ...]:
        """Those of the person with this personal number, the newest first. Five queries."""
        mine = select(case_file).where(case_file.c.person == person_hash(self._key, number))
        newest = mine.order_by(case_file.c.opened_at.desc(), case_file.c.case_id.desc()).limit(_MOST)
        with self._engine.connect() as connection:
            rows = connection.execute(newest).all()
            case_ids = [row.case_id for row in rows]
            histories, results = histories_of(connection, case_ids), newest_results(connection, case_ids)
            checked, accounts = record_checks_of(connection, case_ids), account_steps_of(connection, rows)
        return tuple(
            _filed(
                row,
                histories[row.case_id],
                results.get(row.case_id),
                checked.get(row.case_id),
                accounts.get(row.case_id),
            )
            for row in rows
        )


def histories_of(connection: Connection, case_ids: Sequence[UUID]) -> dict[UUID, list[CaseRow]]:
    columns = case_change.c
    query = select(columns.case_id, columns.change, columns.state, columns.reason, columns.asked, columns.at)
    query = query.where(case_change.c.case_id.in_(case_ids))
    lines = connection.execute(query.order_by(case_change.c.case_id, case_change.c.version))
    return {case_id: list(group) for case_id, group in groupby(lines, lambda line: line.case_id)}


def _filed(
    row: CaseRow,
    history: Sequence[CaseRow],
    result: CaseRow | None,
    checked: RecordCheck | None,
    account: AccountStep | None,
) -> FiledCase:
    state = CaseState(row.state)
    asked = _asked(state, history)
    handler = handler_of(row.kind or "")
    told = handler.words(state, asked=bool(asked))
    to_mend = notice_of(row, checked) if checked is not None and state in OPEN else None
    if to_mend is not None and to_mend.beside is not None:
        more = to_mend.beside
        told = Bilingual(vi=f"{told.vi} {more.vi}", en=f"{told.en} {more.en}")
    return FiledCase(
        number=row.number,
        kind=row.kind or "",
        about=row.about,
        office=row.office_id,
        state=state,
        opened_at=row.opened_at,
        due_on=open_due(row),
        due_confirmed=row.due_confirmed,
        told=words(told),
        reason=_reason(row, history),
        asked=asked,
        waits_for_person=state is CaseState.RETURNED,
        may_be_withdrawn=any(changes()[each].is_from(state, handler.group) for each in WITHDRAWALS),
        result=None if result is None else _result(result),
        account=account,
        stages=tuple(_stages(history)),
    )


def _result(row: CaseRow) -> CaseResult:
    return CaseResult(number=row.number, given_at=row.at, sha256=row.sha256)


def _reason(row: CaseRow, history: Sequence[CaseRow]) -> Words | None:
    code = standing_reason(row, history)
    return None if code is None else words(reasons()[code].text)


def standing_reason(row: CaseRow, history: Sequence[CaseRow]) -> str | None:
    """Of what was decided last about it; a case that goes on has none."""
    if row.decision != Decision.REFUSED and row.state != CaseState.RETURNED:
        return None
    given = [line.reason for line in history if line.reason is not None]
    return given[-1] if given else None


def _asked(state: CaseState, history: Sequence[CaseRow]) -> tuple[str, ...]:
    """What was named when it was last returned, as long as nothing has come."""
    if state is not CaseState.RETURNED:
        return ()
    asking = [line for line in history if line.change in changes() and changes()[line.change].asks]
    return tuple(asking[-1].asked or ()) if asking else ()


def _stages(history: Sequence[CaseRow]) -> list[CaseStage]:
    """Changes that leave the state as it was are no news to the person."""
    return [
        CaseStage(state=CaseState(state), at=next(lines).at)
        for state, lines in groupby(history, lambda line: str(line.state))
    ]
