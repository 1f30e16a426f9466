"""Cases without kiosks: opened as judging opens them, with the rows of acts that they need."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, insert, select

from central.cases.calendar import Calendar
from central.cases.desk import CaseDesk
from central.cases.hand_over import HandOverStanding, find_hand_over, write
from central.cases.kinds import handler_of
from central.cases.opening import NewAct, facts_of, open_cases
from central.cases.paper_checks import PaperCheck
from central.cases.results import NewResult
from central.cases.table import Actor, Group, changes, reasons_of
from central.cases.views import Case, case_of
from central.cases.writing import Step, apply, lock, news_of
from central.feed.entries import add_news
from central.http.problems import ProblemError
from central.keys.central_keys import load_keys
from central.store.case_tables import case_file, refused_change
from central.store.schema import act, attachment, device, event, feed_entry, staff_account, stream
from kiosk.contract.feed import CaseNews, CaseState, Topic
from kiosk.contract.kinds import KINDS
from kiosk.contract.staff import StaffRole
from kiosk.contract.tracking import new_tracking_code
from kiosk.contract.wire import PROBLEM_TYPE_BASE, ActContent
from kiosk.reference.reference_data import ReferenceData
from kiosk.sync.act import Json
from tests.acts import (
    SUBJECT,
    contact_change_payload,
    data_request_payload,
    dependant_payload,
    dispute_payload,
    foreigner_payload,
    petition_payload,
    preferences_payload,
    registration_payload,
    reminder_payload,
    reopened_payload,
    reset_payload,
    service_payload,
    supplement_payload,
    verification_payload,
    wish_payload,
    withdrawal_payload,
)
from tests.central.checked import passing
from tests.manual_clock import ManualClock

OFFICE, OTHER_OFFICE = "00100", "00200"
OFFICER, COLLEAGUE, SUPERVISOR, SECOND_SUPERVISOR = "100001", "100002", "200001", "200002"
TECHNICIAN, AUDITOR, STRANGER, EVERYWHERE = "300001", "400001", "100009", "400009"
STAFF = {
    OFFICER: (StaffRole.OFFICER, OFFICE),
    COLLEAGUE: (StaffRole.OFFICER, OFFICE),
    SUPERVISOR: (StaffRole.SUPERVISOR, OFFICE),
    SECOND_SUPERVISOR: (StaffRole.SUPERVISOR, OFFICE),
    TECHNICIAN: (StaffRole.TECHNICIAN, OFFICE),
    AUDITOR: (StaffRole.AUDITOR, OFFICE),
    STRANGER: (StaffRole.SUPERVISOR, OTHER_OFFICE),
    EVERYWHERE: (StaffRole.AUDITOR, ""),
}
PAYLOADS: Mapping[str, Any] = {
    "registration.adult": registration_payload,
    "registration.dependant": dependant_payload,
    "registration.foreigner": lambda _subject: foreigner_payload(),
    "contact.change": contact_change_payload,
    "service.filed": service_payload,
    "case.withdrawal": withdrawal_payload,
    "case.supplement": supplement_payload,
    "payment.verification": verification_payload,
    "data.request": data_request_payload,
    "record.wish": wish_payload,
    "reminder.keep": reminder_payload,
    "notice.preferences": preferences_payload,
    "care.dispute": dispute_payload,
    "account.reset": reset_payload,
    "petition.filed": lambda subject: petition_payload(subject, code=new_tracking_code()),
    "petition.reopened": lambda _subject: reopened_payload(code=new_tracking_code()),
}
BY_STAFF_ALONE = frozenset({"registration.foreigner"})  # no act of these says that the machine was sure
WAYS: Mapping[CaseState, tuple[str, ...]] = {
    CaseState.RECEIVED: (),
    CaseState.IN_REVIEW: ("take",),
    CaseState.RETURNED: ("take", "return"),
    CaseState.APPROVED: ("take", "approve"),
    CaseState.REFUSED: ("take", "refuse"),
    CaseState.DONE: ("take", "refuse", "finish"),
    CaseState.WITHDRAWN: ("take", "withdraw"),
}
"""One way to each state."""
OTHER_WAYS: Mapping[Group, Mapping[CaseState, tuple[str, ...]]] = {
    Group.PETITIONS: {
        CaseState.RECEIVED: (),
        CaseState.IN_REVIEW: ("take",),
        CaseState.DONE: ("take", "answer"),
    },
    Group.REMINDERS: {
        CaseState.RECEIVED: (),
        CaseState.DONE: ("keep",),
    },
    Group.WISHES: {
        CaseState.DONE: (),
    },
}


ANOTHER = next(each.code for each in ReferenceData().offices.all() if each.code != OFFICE)
PAPER = NewResult("125/QĐ-BHXH", b"%PDF-1.7", (b"\xff\xd8",))


def reason_for(change: str) -> str | None:
    return reasons_of(change)[0].code if changes()[change].reason else None


def _said(kind: str, subject_id: str, occurred_at: datetime) -> ActContent:
    return ActContent.model_construct(
        act_id=uuid4(),
        kind=kind,
        schema_version=KINDS[kind].version,
        occurred_at=occurred_at,
        subject_id=subject_id,
        payload={},
    )


class CaseRoom:
    def __init__(self, engine: Engine, folder: Path, clock: ManualClock) -> None:
        self.engine, self.clock = engine, clock
        self.keys = load_keys(folder / "keys")
        self.calendar = Calendar(kept_seconds=0)
        self.desk = CaseDesk(engine, self.keys, clock.now, self.calendar, offices=ReferenceData().offices)
        self._sequence = 0
        self._stream = uuid4()
        now = clock.now()
        with engine.begin() as connection:
            kiosk = {"kiosk_id": "KIOSK-01", "office_id": OFFICE}
            key = {"kid": "kid", "public_key": {}, "office_name": "Thử", "enrolled_at": now}
            connection.execute(insert(device).values(**kiosk, **key))
            row = {"stream_id": self._stream, "kid": "kid", "number": "44170932", "last_sequence": 0}
            connection.execute(insert(stream).values(**kiosk, **row, chain_head="c", created_at=now))
            for account, (role, office_id) in STAFF.items():
                proof = {"salt": "s", "pin_hash": "h", "code_secret": "c", "created_at": now}
                who = {"account": account, "name": "Thử", "role": role.value, "office_id": office_id}
                connection.execute(insert(staff_account).values(**who, **proof, changed_at=now))

    def file(
        self,
        kind: str,
        subject_id: str = SUBJECT,
        *,
        payload: Mapping[str, Json] | None = None,
        occurred_at: datetime | None = None,
        outcome: str = "accept",
        photographed: Sequence[str] = (),
        helped: Sequence[str] = (),
    ) -> UUID:
        """An accepted act, with its case. ``photographed``: the roles of its files; ``helped``: who of the
        staff did, at the kiosk.
        """
        new = self._accept(kind, subject_id, payload, occurred_at, outcome, photographed=photographed)
        new = replace(new, facts=replace(new.facts, helpers=tuple(helped)))
        self._open([new])
        return new.act_id

    def file_together(self, *acts: tuple[str, Mapping[str, Json]]) -> list[UUID]:
        """Acts of one person, by kind and payload, that are judged at once."""
        new = [self._accept(kind, SUBJECT, payload, None, "accept") for kind, payload in acts]
        self._open(new)
        return [each.act_id for each in new]

    def _open(self, new: Sequence[NewAct]) -> None:
        now = self.clock.now()
        with self.engine.begin() as connection:
            add_news(connection, now, open_cases(connection, now, self.calendar, new))

    def _accept(
        self,
        kind: str,
        subject_id: str,
        payload: Mapping[str, Json] | None,
        occurred_at: datetime | None,
        outcome: str,
        *,
        photographed: Sequence[str] = (),
    ) -> NewAct:
        now, act_id = self.clock.now(), uuid4()
        self._sequence += 1
        place = {"stream_id": self._stream, "sequence": self._sequence}
        place |= {"kiosk_id": "KIOSK-01", "office_id": OFFICE}
        number = f"{KINDS[kind].case_prefix}26-4417-0932-{self._sequence:04}-0"
        content = {**(payload or PAYLOADS[kind](subject_id))}
        outcome = "staff_review" if kind in BY_STAFF_ALONE else outcome
        if content["identity"] is not None:
            content["verification"] = {"outcome": outcome, "reasons": []}
        said = _said(kind, subject_id if content["identity"] is not None else "", occurred_at or now)
        facts = facts_of(
            kind,
            said,
            KINDS[kind].payload.model_validate(content),
            now,
            once=KINDS[kind].once,
            key=self.keys.hashing,
        )
        stored = {"chain": "c", "sealed": "s", "sealed_sha256": "h", "received_at": now, "receipt": "r"}
        with self.engine.begin() as connection:
            values = {**place, **stored, "act_id": act_id, "kind": kind, "case_number": number}
            connection.execute(insert(event).values(values))
            connection.execute(insert(act).values(act_id=act_id, case_id=act_id, **place))
            files = {"sha256": "f" * 64, "size": 1, "media_type": "image/jpeg", "act_id": act_id}
            for role in photographed:
                file = {**place, **files, "attachment_id": uuid4(), "role": role}
                connection.execute(insert(attachment).values(**file))
        return NewAct(act_id, number, "KIOSK-01", OFFICE, facts)

    def at(self, state: CaseState, kind: str = "contact.change", *, subject_id: str | None = None) -> Case:
        """A case of somebody new that has come to this state; taken by OFFICER where it was taken."""
        subject_id = subject_id or f"001099{uuid4().int % 1_000_000:06}"
        case_id = self.file(kind, subject_id)
        for change in OTHER_WAYS.get(handler_of(kind).group, WAYS)[state]:
            if change == "withdraw":
                self.withdraw(case_id, subject_id)
                continue
            if not changes()[change].roles & set(StaffRole):
                self.by_program(case_id, change)
                continue
            self.do(OFFICER, case_id, change)
            if self.case(case_id).proposed is not None:
                self.do(SUPERVISOR, case_id, change)
        return self.case(case_id)

    def withdraw(self, case_id: UUID, subject_id: str, *, outcome: str = "accept") -> UUID:
        """The act by which somebody wants to withdraw a case, theirs or not."""
        payload = withdrawal_payload(subject_id, case=self.case(case_id).name)
        return self.file("case.withdrawal", subject_id, payload=payload, outcome=outcome)

    def supplement(self, case_id: UUID, subject_id: str, *, outcome: str = "accept") -> UUID:
        """The act by which somebody sends what is missing in a case, theirs or not."""
        payload = supplement_payload(subject_id, case=self.case(case_id).name)
        return self.file("case.supplement", subject_id, payload=payload, outcome=outcome)

    def case(self, case_id: UUID) -> Case:
        with self.engine.connect() as connection:
            return case_of(connection.execute(select(case_file).where(case_file.c.case_id == case_id)).one())

    def do(
        self,
        account: str,
        case_id: UUID,
        change: str,
        version: int | None = None,
        asked: Collection[str] = (),
        *,
        points: Mapping[str, str] | None = None,
    ) -> Case:
        """``points``: answers to the checklist; by default nothing was found wrong."""
        case = self.case(case_id)
        at = case.version if version is None else version
        result = PAPER if changes()[change].brings_paper else None
        return self.desk.change(
            account,
            str(case_id),
            change,
            at,
            reason=reason_for(change),
            asked=asked,
            result=result,
            points=passing(case.kind, change) if points is None else points,
            answer="Đã giải quyết." if changes()[change].answers else None,
            office=ANOTHER if changes()[change].forwards else None,
        )

    def found(self, account: str, case_id: UUID, *checks: PaperCheck) -> Case:
        """What somebody says of photographed papers."""
        version = self.case(case_id).version
        return self.desk.change(account, str(case_id), "check_papers", version, checks=checks)

    def refusal(
        self,
        account: str,
        case_id: UUID,
        change: str,
        version: int | None = None,
        *,
        points: Mapping[str, str] | None = None,
    ) -> str:
        """The problem with which it is refused."""
        with pytest.raises(ProblemError) as caught:
            self.do(account, case_id, change, version, points=points)
        return caught.value.problem.type.removeprefix(PROBLEM_TYPE_BASE)

    def by_program(self, case_id: UUID, change: str) -> None:
        """What no member of staff does."""
        with self.engine.begin() as connection:
            row = lock(connection, [case_id])[case_id]
            step = Step(changes()[change], Actor.BACK_OFFICE.value, reason=reason_for(change))
            after = apply(connection, self.clock.now(), self.calendar, row, step)
            add_news(connection, self.clock.now(), news_of(connection, [(after, step.reason)]))

    def give_up(self, case_id: UUID) -> None:
        """The back office could not be reached."""
        with self.engine.begin() as connection:
            handed = find_hand_over(connection, case_id)
            assert handed is not None
            write(connection, handed, state=HandOverStanding.STUCK.value)

    def news(self, act_id: UUID) -> list[CaseNews]:
        """What the kiosk was told of an act, in its order."""
        query = select(feed_entry).where(feed_entry.c.topic == Topic.CASES, feed_entry.c.key == str(act_id))
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(feed_entry.c.position)).all()
        assert {row.scope for row in rows} <= {"device:kid"}
        return [CaseNews.model_validate_json(row.content) for row in rows]

    def attempts(self, case_id: UUID) -> list[tuple[str, str, str]]:
        query = select(refused_change).where(refused_change.c.case_id == case_id)
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(refused_change.c.attempt_id)).all()
        return [(row.who, row.change, row.problem) for row in rows]
