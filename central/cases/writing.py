"""Changing a case: its row, a line of its history, and the news for the kiosks, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, update

from central.accounts.queue import queue_code
from central.cases.account_entries import queue_account_entry
from central.cases.calendar import Calendar
from central.cases.checklist import note_points
from central.cases.hand_over import queue
from central.cases.handler import RESULT_TOLD
from central.cases.kinds import handler_of
from central.cases.kinds.service_filed import count_of
from central.cases.paper_checks import PaperCheck, note_checks
from central.cases.petitions import note_change
from central.cases.results import SealedResult, newest_results, note_result
from central.cases.table import Change, Decision, reasons
from central.feed.entries import News, scope_of_device
from central.notices.catalogue import REPLACED, notices
from central.notices.queue import queue_notices
from central.store.case_tables import case_change, case_file
from central.store.schema import act, event, same_place, same_stream, stream
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseNews, CaseState, Topic, Words
from kiosk.language import Bilingual

CaseRow = Row[*tuple[Any, ...]]
WAITING = frozenset({CaseState.RECEIVED, CaseState.IN_REVIEW})
"""For the office, by the day on which the case is due."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change by one actor. ``note`` is sealed already. ``proposes``: it waits for a second person.
    ``result``, ``checks``, ``points``: what it brings along.
    """

    change: Change
    who: str
    role: str | None = None
    reason: str | None = None
    note: str | None = field(default=None, repr=False)
    proposes: bool = False
    asked: tuple[str, ...] = ()  # of the person: ids of questions
    result: SealedResult | None = None
    checks: tuple[PaperCheck, ...] = ()
    points: Mapping[str, str] = field(default_factory=dict)  # answers to the checklist
    entered: str | None = field(default=None, repr=False)  # months for the register, sealed already
    answer: str | None = field(default=None, repr=False)  # to a petition, sealed already
    office: str | None = None  # that has the case from now on


def lock(connection: Connection, case_ids: Iterable[UUID]) -> dict[UUID, CaseRow]:
    """The cases as they stand, which are this transaction's now; locked in the order of their ids."""
    query = select(case_file).where(case_file.c.case_id.in_(list(case_ids)))
    rows = connection.execute(query.order_by(case_file.c.case_id).with_for_update())
    return {row.case_id: row for row in rows}


def apply(connection: Connection, now: datetime, calendar: Calendar, row: CaseRow, step: Step) -> CaseRow:
    """Carry out a change that may be; ``row`` is locked. The case as it stands afterwards."""
    change, state = step.change, CaseState(row.state)
    values: dict[str, Any] = {"version": row.version + 1, "changed_at": now}
    if step.proposes:
        values |= {"proposed": change.name, "proposed_by": step.who}
    else:
        values |= {"state": change.leads(state).value, "proposed": None, "proposed_by": None}
        if change.takes or change.drops:
            values["officer"] = step.who if change.takes else None
        if change.decision is not None:
            values["decision"] = change.decision.value
        elif change.leads(state) is CaseState.IN_REVIEW:
            values["decision"] = None
        if step.office is not None:
            values["office_id"] = step.office
        if change.counts_anew:
            today = now.astimezone(VIETNAM_TIME).date()
            values |= calendar.due(
                connection, row.office_id, now, since=today, days=row.term_days, count=count_of(row.about)
            )
    connection.execute(update(case_file).where(case_file.c.case_id == row.case_id).values(values))
    if change.hands_over and not step.proposes and row.back_office:
        queue(connection, row.case_id, now, again=change.decision is None)
    connection.execute(insert(case_change), [line(row.case_id, values, row.state, step, now)])
    after = connection.execute(select(case_file).where(case_file.c.case_id == row.case_id)).one()
    if step.checks:
        note_checks(connection, after.case_id, after.version, step.checks)
    note_change(connection, after.case_id, change.name, step.answer, now)
    note_points(connection, after.case_id, after.version, step.points)
    if not step.proposes and (change.gives_result or step.result is not None):
        note_result(connection, after, step.who, now, step.result)
    if after.state != state or step.result is not None:
        _queue_notice(connection, after, step, now)
    if after.state != state:
        _queue_what_follows(connection, after, now)
    return after


def _queue_what_follows(connection: Connection, row: CaseRow, now: datetime) -> None:
    """From the state that the case has come to."""
    if _replaces_address(row):
        channels = notices()[REPLACED].channels
        queue_notices(connection, row.case_id, row.version, REPLACED, channels, reason=None, now=now)
    if _brings_code(row):
        queue_code(connection, row.case_id, row.version, row.person, now)
    if _enters_account(row):
        queue_account_entry(connection, row.case_id, row.version, now)


def _enters_account(row: CaseRow) -> bool:
    carried_out = row.decision == Decision.APPROVED and row.state == CaseState.DONE
    return carried_out and handler_of(row.kind or "").enters_account(row.about)


def _replaces_address(row: CaseRow) -> bool:
    return handler_of(row.kind or "").replaces and row.state == CaseState.APPROVED


def _brings_code(row: CaseRow) -> bool:
    code_at = handler_of(row.kind or "").code_at
    return row.person is not None and row.decision == Decision.APPROVED and row.state == code_at


def _queue_notice(connection: Connection, row: CaseRow, step: Step, now: datetime) -> None:
    """Of a paper that was given, and of the states that the catalogue has words for; who was told of a
    refusal is not told of its end.
    """
    kind = f"case.{row.state}" if step.result is None else "case.result"
    if row.person is None:
        return  # nobody can be reached
    told_before = kind == "case.done" and row.decision == Decision.REFUSED
    if kind in notices() and not told_before:
        channels = notices()[kind].channels
        queue_notices(connection, row.case_id, row.version, kind, channels, reason=step.reason, now=now)


def line(case_id: UUID, values: dict[str, Any], state: str, step: Step, now: datetime) -> dict[str, Any]:
    """Of the history."""
    return {
        "case_id": case_id,
        "version": values["version"],
        "change": f"propose_{step.change.name}" if step.proposes else step.change.name,
        "state": values.get("state", state),
        "who": step.who,
        "role": step.role,
        "reason": step.reason,
        "note": step.note,
        "asked": list(step.asked) or None,
        "entered": step.entered,
        "at": now,
    }


def news_of(
    connection: Connection, rows: Sequence[tuple[CaseRow, str | None]], only: Sequence[UUID] | None = None
) -> list[News]:
    """What the kiosks hear that filed the acts of these cases, each with the reason of its change; of all
    their acts, or of ``only`` some.
    """
    cases = {row.case_id: (row, reason) for row, reason in rows}
    query = (
        select(act.c.act_id, act.c.case_id, event.c.case_number, stream.c.kid)
        .join(event, same_place(event, act))
        .join(stream, same_stream(stream, act))
        .where(act.c.case_id.in_(list(cases)))
    )
    if only is not None:
        query = query.where(act.c.act_id.in_(list(only)))
    results = newest_results(connection, cases)
    return [
        _news(each, *cases[each.case_id], results.get(each.case_id))
        for each in connection.execute(query.order_by(act.c.act_id)).all()
    ]


def _news(of_act: CaseRow, row: CaseRow, reason: str | None, result: CaseRow | None) -> News:
    told = handler_of(row.kind or "").words(CaseState(row.state))
    if result is not None:
        told = Bilingual(vi=f"{told.vi} {RESULT_TOLD.vi}", en=f"{told.en} {RESULT_TOLD.en}")
    content = CaseNews(
        act_id=of_act.act_id,
        case_number=of_act.case_number,
        state=CaseState(row.state),
        version=row.version,
        changed_at=row.changed_at,
        due_on=open_due(row),
        due_confirmed=row.due_confirmed,
        told=words(told),
        reason=None if reason is None else words(reasons()[reason].text),
        result=None if result is None else result.sha256,
    )
    key = str(of_act.act_id)
    return News(scope_of_device(of_act.kid), Topic.CASES, key, content.model_dump(mode="json"))


def open_due(row: CaseRow) -> date | None:
    """Nobody waits for a day while the citizen is asked for something, or when it is decided."""
    due: date | None = row.due_on
    return due if CaseState(row.state) in WAITING else None


def words(text: Bilingual) -> Words:
    return Words(vi=text.vi, en=text.en)
