"""From accepted acts to cases: each opens one, or joins the one that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from central.cases.bank_checks import ask_bank_anew, queue_bank_checks
from central.cases.calendar import Calendar
from central.cases.handler import Handler, Joining, text_at
from central.cases.help import note_help
from central.cases.kept_reminders import queue_reminders
from central.cases.kinds import handler_of
from central.cases.kinds.service_filed import count_of
from central.cases.petitions import (
    NewPetition,
    cases_by_codes,
    code_hash,
    find_petition_row,
    note_petitions,
    reopen_until,
)
from central.cases.record_checks import find_known, note_record_check
from central.cases.record_telling import tell_of_record
from central.cases.strong_evidence import is_strong
from central.cases.table import Actor, Change, Decision, changes
from central.cases.ties import queue_ties
from central.cases.writing import CaseRow, Step, apply, line, lock, news_of
from central.feed.entries import News
from central.keys.hashing import keyed_hash, person_hash
from central.notices.catalogue import notices
from central.notices.inbox import choose
from central.notices.queue import queue_notices
from central.records.finding import Sought
from central.store.case_tables import case_change, case_file, only_case
from central.store.schema import act
from central.store.storage import upserts
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.records import NoticeChannel
from kiosk.contract.wire import ActContent

_LATE = timedelta(days=31)  # a kiosk may be without a line for so long; an older time is its clock's fault
_ACCEPTED = "accept"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_BY_KIOSK = Actor.KIOSK.value


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a case keeps of the act that opens it. ``person``, ``matter``, ``only_one`` are keyed hashes."""

    kind: str
    about: str | None
    person: str | None  # where somebody said who they are
    matter: str
    only_one: str | None  # where a person has one such case
    names: str | None  # the number of another case
    moves: tuple[str, ...]  # what it may do to that
    filed_on: date
    term_days: int | None
    doubtful: bool
    strong: bool  # card and face are proved as far as they can be (`strong_evidence.toml`)
    back_office: bool
    managed_by: str
    asks_tie: bool
    asks_bank: bool
    sought: Sought | None  # in the register
    sought_as: str  # how they stand in the table of accounts
    told: bool  # at the kiosk, of what was found
    informs: tuple[str, ...]  # kinds of notices, for others than the person
    helpers: tuple[str, ...]  # of the staff at the kiosk
    rings: tuple[datetime, ...] = ()  # when the person is reminded
    choices: Mapping[str, tuple[NoticeChannel, ...]] = field(default_factory=dict)  # of notices, by kind
    code: str | None = None  # of a petition: the keyed hash by which it is found
    category: str = ""
    named_code: str | None = None  # of another petition, instead of a number


@dataclass(frozen=True, slots=True)
class NewAct:
    act_id: UUID
    number: str | None
    kiosk_id: str
    office_id: str
    facts: CaseFacts


def facts_of(
    kind: str, content: ActContent, payload: ActPayload, received_at: datetime, *, once: bool, key: bytes
) -> CaseFacts:
    """``once``: what the contract promises of the kind; ``key``: for the hashes."""
    handler, person = handler_of(kind), content.subject_id
    matter, filed = handler.matter(payload), filed_on(content.occurred_at, received_at)
    term = handler.term(payload) if handler.term_on is None else handler.term_on(filed)
    tracks, tracked = handler.tracks(payload), handler.tracked(payload)

    sought = handler.seeks(payload)

    def keyed(*parts: str) -> str:
        return keyed_hash(key, *parts)

    return CaseFacts(
        kind=kind,
        about=_name(matter) if handler.about is None else handler.about(payload),
        person=person_hash(key, person) if person else None,
        matter=keyed("matter", kind, person, *matter),
        names=handler.names(payload),
        moves=handler.moves,
        only_one=keyed("case", kind, person, *matter) if _has_one(handler, once) else None,
        filed_on=filed,
        term_days=term.days,
        doubtful=_is_doubtful(handler, payload),
        strong=is_strong(payload),
        back_office=handler.back_office(payload),
        managed_by=handler.managed_by(payload).value,
        asks_tie=handler.asks_tie,
        asks_bank=handler.asks_bank(payload),
        sought=sought,
        sought_as="" if sought is None else person_hash(key, sought.user_number),
        told=handler.has_told(payload),
        informs=tuple(_informed(handler, payload)),
        helpers=tuple(each.account for each in content.helped),
        rings=handler.rings(payload),
        choices=handler.choices(payload),
        code=None if tracks is None else code_hash(key, tracks.digest),
        category="" if tracks is None else tracks.category,
        named_code=None if tracked is None else code_hash(key, tracked),
    )


def _is_doubtful(handler: Handler, payload: ActPayload) -> bool:
    """The kiosk left it to staff who this is; or so much hangs on it that its word does not suffice."""
    if payload.verification is None:
        return False  # there is nobody to be doubted
    if payload.verification.outcome != _ACCEPTED:
        return True
    return handler.needs_strong(payload) and not is_strong(payload)


def _informed(handler: Handler, payload: ActPayload) -> Iterator[str]:
    if not handler.informs:
        return
    said = payload.model_dump(mode="json", exclude={"face"})
    yield from (kind for kind, path in handler.informs.items() if text_at(said, path))


def _name(matter: tuple[str, ...]) -> str | None:
    """What may stand in a column: a name as we give them, nothing that a person could have typed."""
    name = " ".join(matter)
    return name if _NAME.fullmatch(name) else None


def _has_one(handler: Handler, once: bool) -> bool:
    return once or handler.joining is Joining.UNLESS_REFUSED


def filed_on(occurred_at: datetime, received_at: datetime) -> date:
    """The day at the kiosk, from which the citizen counts, unless its clock cannot have been right."""
    credible = received_at - _LATE <= occurred_at <= received_at
    return (occurred_at if credible else received_at).astimezone(VIETNAM_TIME).date()


def open_cases(
    connection: Connection, now: datetime, calendar: Calendar, new: Sequence[NewAct]
) -> list[News]:
    """A case for each, except where there is one that the act belongs to; an act that is judged again has its
    case. Returns what kiosks do not expect after their receipts, for the last step of the transaction.
    """
    settled = _settled(connection, [each.act_id for each in new])
    new = [each for each in new if each.act_id not in settled]
    note_help(connection, [(each.act_id, each.facts.helpers) for each in new])
    alone = [each for each in new if each.facts.only_one is not None]
    only = _only_cases(connection, alone)
    returned = _returned_cases(connection, [each for each in new if each.facts.only_one is None])
    named = _named_cases(connection, [each for each in new if each.facts.names is not None])
    named |= _tracked_cases(connection, [each for each in new if each.facts.named_code is not None])
    # All at once and in one order, so that judges never wait for one another in a ring.
    locked = lock(connection, {*only.values(), *returned.values(), *named.values()})
    news, settled = _change_named(
        connection, now, calendar, new, {act: locked[case] for act, case in named.items()}
    )
    locked |= lock(connection, {named[act_id] for act_id in settled})  # as they stand since then
    new = [each for each in new if each.act_id not in settled]
    single = _single_cases(connection, alone, only, locked)
    wanted = {**returned, **single}
    _open(connection, now, calendar, [each for each in new if each.act_id not in wanted])
    news += _follow(connection, now, calendar, [each for each in new if each.facts.choices])
    if not wanted:
        return news
    locked |= lock(connection, wanted.values() - locked.keys())  # that were opened just now
    joins = {act_id: locked[case_id] for act_id, case_id in wanted.items() if case_id in locked}
    for each in new:  # whose supplement another act has brought meanwhile
        if each.act_id in returned and joins[each.act_id].state != CaseState.RETURNED:
            del joins[each.act_id]
    _open(connection, now, calendar, [each for each in new if each.act_id in wanted.keys() - joins.keys()])
    facts = {each.act_id: each.facts for each in new}
    for act_id, row in joins.items():
        connection.execute(update(act).where(act.c.act_id == act_id).values(case_id=row.case_id))
        _weigh_anew(connection, now, row, facts[act_id])
    return [*news, *_tell_joined(connection, now, calendar, joins)]


def _named_cases(connection: Connection, new: Sequence[NewAct]) -> dict[UUID, UUID]:
    """The case that each act names, where there is one."""
    if not new:
        return {}
    query = select(case_file.c.number, case_file.c.case_id)
    numbers = {each.facts.names for each in new}
    found = {
        row.number: row.case_id for row in connection.execute(query.where(case_file.c.number.in_(numbers)))
    }
    return {each.act_id: found[each.facts.names] for each in new if each.facts.names in found}


def _tracked_cases(connection: Connection, new: Sequence[NewAct]) -> dict[UUID, UUID]:
    """The petition whose code each act has, where there is one."""
    codes = {each.act_id: each.facts.named_code or "" for each in new}
    found = cases_by_codes(connection, codes.values()) if codes else {}
    return {act_id: found[code] for act_id, code in codes.items() if code in found}


def _change_named(
    connection: Connection,
    now: datetime,
    calendar: Calendar,
    new: Sequence[NewAct],
    named: Mapping[UUID, CaseRow],
) -> tuple[list[News], set[UUID]]:
    """Change the cases that acts of their own person name. Returns these acts: each other is a case of its
    own, for an officer, also where the kiosk left to staff who this is.
    """
    rows, settled, moved = {row.case_id: row for row in named.values()}, set(), set()
    for each in (each for each in new if each.act_id in named):
        row = rows[named[each.act_id].case_id]
        change = _change_for(connection, now, each.facts, row)
        if change is None:
            continue
        connection.execute(update(act).where(act.c.act_id == each.act_id).values(case_id=row.case_id))
        _weigh_anew(connection, now, row, each.facts)
        rows[row.case_id] = apply(connection, now, calendar, row, Step(change, _BY_KIOSK))
        settled.add(each.act_id)
        if change.to is not None:
            moved.add(row.case_id)
    others = {named[act_id].case_id for act_id in settled} - moved
    return [
        *news_of(connection, [(rows[case_id], None) for case_id in moved]),
        *news_of(connection, [(rows[case_id], None) for case_id in others], only=list(settled)),
    ], settled


def _weigh_anew(connection: Connection, now: datetime, row: CaseRow, facts: CaseFacts) -> None:
    """An act that joins a case may name another account than the one before: the bank is asked about that
    one, and whoever is not surely known from this act takes a second officer too.
    """
    pays = handler_of(row.kind or "").enters_account(row.about)
    if pays:
        ask_bank_anew(connection, row.case_id, now)
    if facts.doubtful or (pays and not facts.strong):
        mine = update(case_file).where(case_file.c.case_id == row.case_id)
        connection.execute(mine.values(doubtful=True))


def _change_for(connection: Connection, now: datetime, facts: CaseFacts, row: CaseRow) -> Change | None:
    """What the act does to the case that it names; None where it may not. Who has the code of a petition
    needs no name.
    """
    if facts.named_code is not None:
        petition = find_petition_row(connection, row.case_id)
        if petition is None or reopen_until(petition, now) is None:
            return None
    elif facts.person is None or row.person != facts.person or facts.doubtful:
        return None
    state, group = CaseState(row.state), handler_of(row.kind or "").group
    return next((changes()[name] for name in facts.moves if changes()[name].is_from(state, group)), None)


def _settled(connection: Connection, act_ids: Sequence[UUID]) -> set[UUID]:
    """Acts that have opened or joined a case before: a file of theirs has come."""
    if not act_ids:
        return set()
    query = (
        select(act.c.act_id)
        .outerjoin(case_file, case_file.c.case_id == act.c.case_id)
        .where(act.c.act_id.in_(act_ids))
        .where((act.c.case_id != act.c.act_id) | case_file.c.case_id.is_not(None))
    )
    return set(connection.execute(query).scalars())


def _open(connection: Connection, now: datetime, calendar: Calendar, new: Sequence[NewAct]) -> None:
    if not new:
        return
    rows = [_case_row(connection, now, calendar, each) for each in new]
    connection.execute(insert(case_file), rows)
    first = Step(changes()["open"], _BY_KIOSK)
    lines = [line(row["case_id"], row, row["state"], first, now) for row in rows]
    connection.execute(insert(case_change), lines)
    note_petitions(connection, [petition for each in new for petition in _petitions(each)])
    queue_ties(connection, [each.act_id for each in new if each.facts.asks_tie], now)
    queue_bank_checks(connection, [each.act_id for each in new if each.facts.asks_bank], now)
    for each in new:
        for kind in each.facts.informs:
            queue_notices(connection, each.act_id, 1, kind, notices()[kind].channels, reason=None, now=now)
        if each.facts.rings:
            queue_reminders(connection, each.act_id, each.facts.rings, now)
        _look_in_register(connection, now, calendar, each)


def _follow(
    connection: Connection, now: datetime, calendar: Calendar, wishes: Sequence[NewAct]
) -> list[News]:
    """What the person chose holds from now on, and its case waits for nobody."""
    step, after = Step(changes()["follow"], _BY_KIOSK), []
    for each in wishes:
        if each.facts.person is not None:
            choose(connection, each.facts.person, each.act_id, each.facts.choices, now)
            row = lock(connection, [each.act_id])[each.act_id]
            after.append(apply(connection, now, calendar, row, step))
    return news_of(connection, [(row, None) for row in after]) if after else []


def _petitions(each: NewAct) -> Iterator[NewPetition]:
    """One or none."""
    facts = each.facts
    if facts.code is not None:
        yield NewPetition(each.act_id, facts.code, facts.category, facts.person is None, each.office_id)


def _look_in_register(connection: Connection, now: datetime, calendar: Calendar, each: NewAct) -> None:
    """Whom the kiosk could not tell what was found is told now."""
    facts = each.facts
    if facts.sought is not None:
        found = find_known(connection, facts.sought, facts.sought_as)
        note_record_check(connection, each.act_id, found, now, told=facts.told)
        tell_of_record(connection, now, calendar, each.act_id)


def _case_row(connection: Connection, now: datetime, calendar: Calendar, each: NewAct) -> dict[str, Any]:
    facts = each.facts
    return {
        "case_id": each.act_id,
        "kind": facts.kind,
        "about": facts.about,
        "number": each.number,
        "kiosk_id": each.kiosk_id,
        "office_id": each.office_id,
        "person": facts.person,
        "matter": facts.matter,
        "state": CaseState.RECEIVED.value,
        "version": 1,
        "term_days": facts.term_days,
        "doubtful": facts.doubtful,
        "back_office": facts.back_office,
        "managed_by": facts.managed_by,
        "opened_at": now,
        "changed_at": now,
        **calendar.due(
            connection,
            each.office_id,
            now,
            since=facts.filed_on,
            days=facts.term_days,
            count=count_of(facts.about),
        ),
    }


def _only_cases(connection: Connection, new: Sequence[NewAct]) -> dict[str, UUID]:
    """Where a person has one such case: which that is, by ``only_one``; no other judge changes it now."""
    if not new:
        return {}
    rows = [{"only_one": each.facts.only_one, "case_id": each.act_id} for each in new]
    rows.sort(key=lambda row: (row["only_one"], row["case_id"]))
    connection.execute(upserts(connection, only_case).on_conflict_do_nothing(), rows)
    mine = only_case.c.only_one.in_([row["only_one"] for row in rows])
    query = select(only_case).where(mine).order_by(only_case.c.only_one).with_for_update()
    return {row.only_one: row.case_id for row in connection.execute(query)}


def _single_cases(
    connection: Connection, new: Sequence[NewAct], only: Mapping[str, UUID], locked: Mapping[UUID, CaseRow]
) -> dict[UUID, UUID]:
    """The case of each act which did not get to open it. One that was refused or withdrawn gives way to the
    next.
    """
    cases = dict(only)
    given_up = {case_id for case_id, row in locked.items() if _is_given_up(row)}
    for each in sorted(new, key=lambda each: (each.facts.only_one or "", each.act_id)):
        only_one = each.facts.only_one or ""
        if cases[only_one] in given_up:
            cases[only_one] = each.act_id
            again = update(only_case).where(only_case.c.only_one == only_one)
            connection.execute(again.values(case_id=each.act_id))
    joined = {each.act_id: cases[each.facts.only_one or ""] for each in new}
    return {act_id: case_id for act_id, case_id in joined.items() if act_id != case_id}


def _is_given_up(row: CaseRow) -> bool:
    return bool(row.decision == Decision.REFUSED or row.state == CaseState.WITHDRAWN)


def _returned_cases(connection: Connection, new: Sequence[NewAct]) -> dict[UUID, UUID]:
    """Where a case of the same matter waits for its supplement: that of the first such act."""
    if not new:
        return {}
    matters = [each.facts.matter for each in new]
    query = select(case_file.c.matter, case_file.c.case_id).where(
        case_file.c.matter.in_(matters), case_file.c.state == CaseState.RETURNED
    )
    waiting = {row.matter: row.case_id for row in connection.execute(query)}
    return {each.act_id: waiting[each.facts.matter] for each in new if each.facts.matter in waiting}


def _tell_joined(
    connection: Connection, now: datetime, calendar: Calendar, joins: Mapping[UUID, CaseRow]
) -> list[News]:
    by_case: dict[UUID, tuple[CaseRow, bool]] = {}
    for row in joins.values():
        before, moved = by_case.get(row.case_id, (row, False))
        supplies = before.state == CaseState.RETURNED
        step = Step(changes()["supplement" if supplies else "join"], _BY_KIOSK)
        by_case[row.case_id] = (apply(connection, now, calendar, before, step), moved or supplies)
    moved_rows = [(row, None) for row, moved in by_case.values() if moved]
    other_rows = [(row, None) for row, moved in by_case.values() if not moved]
    return [
        *news_of(connection, moved_rows),
        *news_of(connection, other_rows, only=list(joins)),
    ]
