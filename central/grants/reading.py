"""One reading for one grant: spent before anything is read, sealed to the device that asked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from central.accounts.desk import Accounts
from central.books.issuing import BookIssuing
from central.cases.filed import FiledCases
from central.cases.record_checks import find_known
from central.cases.results import ResultSeals, find_result
from central.connectors.protocols import CivilRegistry, ConnectorError
from central.grants.audit import AuditLine, AuditWhat, GrantAudit
from central.grants.inbox import Inboxes
from central.grants.kept import OWN_SECTIONS, KeptReading
from central.grants.refusals import refuse
from central.grants.sealing import sealed_to
from central.grants.tables import record_grant
from central.http.problems import ProblemCode, ProblemError
from central.keys.central_keys import CentralKeys
from central.keys.hashing import number_hash, person_hash
from central.keys.opening import UnusableError
from central.kiosks.devices import Device
from central.records.finding import Sought
from central.records.reading import Records
from central.records.scope import RecordError, Scope
from central.store.schema import device as device_table
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.grants import (
    RECORD_SEAL_TYP,
    RECORD_TYP,
    RecordRequest,
    ReleasedRecord,
    SealedRecord,
)
from kiosk.contract.records import (
    Account,
    FoundChild,
    KnownChild,
    PersonRecord,
    Release,
    ResultPaper,
    Section,
)

_MOST_CHILDREN = 50  # that a record names
logger = logging.getLogger(__name__)


class GrantedReading:
    def __init__(
        self,
        engine: Engine,
        keys: CentralKeys,
        now: Callable[[], datetime],
        *,
        records: Records,
        accounts: Accounts,
        filed: FiledCases,
        kept: KeptReading,
        inboxes: Inboxes,
        registry: CivilRegistry | None,
        books: BookIssuing,
        audit: GrantAudit,
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now
        self._records = records
        self._accounts = accounts
        self._filed = filed
        self._kept = kept
        self._inboxes = inboxes
        self._registry = registry
        self._books = books
        self._results = ResultSeals(keys)
        self._audit = audit

    def read(self, device: Device, request: RecordRequest) -> SealedRecord:
        """Raises ProblemError 404 ``grant-unknown``, 403 ``grant-of-another-device``, 403
        ``grant-of-another-person``, 409 ``grant-spent``, 410 ``grant-expired``, 403 ``device-revoked``, 404
        ``person-unknown``, 404 ``result-unknown``, 409 ``result-unreadable``. A grant that was spent is
        spent, whatever happens to the answer.
        """
        hashed = number_hash(self._keys.hashing, request.number)
        line = replace(AuditLine.of(device), grant_id=request.grant_id, number_hash=hashed)
        try:
            sections, result = self._spend(device, line, request)
            release = self._release(device, request, sections)
            if result is not None:
                release = release.model_copy(update={"paper": self._opened(result)})
            if Section.BOOK in sections:
                book = self._books.issue(device.kid, request.grant_id, hashed, release)
                release = release.model_copy(update={"book": book})
        except ProblemError as refusal:
            self._audit.note(AuditWhat.READING_REFUSED, line, refusal.problem.code)
            raise
        released = ReleasedRecord(grant_id=request.grant_id, kid=device.kid, release=release)
        sealed = sealed_to(device, self._keys, released, typ=RECORD_TYP, seal_typ=RECORD_SEAL_TYP)
        return SealedRecord(sealed=sealed)

    def _spend(
        self, device: Device, line: AuditLine, request: RecordRequest
    ) -> tuple[frozenset[Section], Row[tuple[Any, ...]] | None]:
        """The sections, for the one who comes first, and the result that is asked for with them. What is read
        stands in the audit before it is read.
        """
        result: Row[tuple[Any, ...]] | None = None
        refusal: ProblemError | None = None
        with self._engine.begin() as connection:
            row = connection.execute(
                select(record_grant).where(record_grant.c.grant_id == line.grant_id).with_for_update()
            ).first()
            if row is None:
                raise refuse(404, ProblemCode.GRANT_UNKNOWN, "There is no such grant.")
            self._check_owner(connection, row, device, line)
            now = self._now()
            connection.execute(
                update(record_grant)
                .where(record_grant.c.grant_id == line.grant_id, record_grant.c.ended_at.is_(None))
                .values(ended_at=now)
            )
            # also one of the future: then this clock was set back, and nobody knows how old it is
            if not row.granted_at <= now < row.expires_at:
                refusal = refuse(410, ProblemCode.GRANT_EXPIRED, "The grant is too old.")
            else:
                sections = frozenset(map(Section, row.sections))
                result = self._find_result(connection, request, sections)
                if request.paper is not None and result is None:
                    refusal = refuse(
                        404, ProblemCode.RESULT_UNKNOWN, "No case of this person has this result."
                    )
                else:
                    case_id = None if result is None else result.case_id
                    self._audit.add(
                        connection, AuditWhat.READ, replace(line, sections=sections, case_id=case_id)
                    )
        if refusal is not None:
            raise refusal  # after the commit: it stays ended when the clock is set back
        return sections, result

    def _find_result(
        self, connection: Connection, request: RecordRequest, sections: frozenset[Section]
    ) -> Row[tuple[Any, ...]] | None:
        if request.paper is None or Section.CASES not in sections:
            return None
        return find_result(connection, person_hash(self._keys.hashing, request.number), request.paper)

    def _opened(self, result: Row[tuple[Any, ...]]) -> ResultPaper:
        try:
            return self._results.open(result)
        except UnusableError:
            logger.error("the result of case %s does not open", result.case_id)
            title = "The paper cannot be opened."
            raise refuse(409, ProblemCode.RESULT_UNREADABLE, title) from None

    @staticmethod
    def _check_owner(
        connection: Connection, row: Row[tuple[object, ...]], device: Device, line: AuditLine
    ) -> None:
        if row.kid != device.kid:
            raise refuse(403, ProblemCode.GRANT_OF_ANOTHER_DEVICE, "The grant is another device's.")
        revoked = select(device_table.c.revoked_at).where(device_table.c.kid == device.kid)
        if connection.execute(revoked).scalar() is not None:  # since the request was let in
            raise refuse(403, ProblemCode.DEVICE_REVOKED, "This device was revoked.")
        if row.number_hash != line.number_hash:
            raise refuse(403, ProblemCode.GRANT_OF_ANOTHER_PERSON, "The grant is for another person.")
        if row.ended_at is not None:
            raise refuse(409, ProblemCode.GRANT_SPENT, "The grant was used, or has ended.")

    def _release(self, device: Device, request: RecordRequest, sections: frozenset[Section]) -> Release:
        scope = Scope(request.number, sections, f"device:{device.kid}", f"grant {request.grant_id}")
        try:
            release = self._records.read(scope)
        except RecordError:
            release = self._without_record(request, sections)
        added: dict[str, Any] = {}
        own = self._accounts.state_of(person_hash(self._keys.hashing, request.number))
        if own is not None:  # opened here: the register may not have heard of it
            state, since = own
            known = Account(state=state, since=since.astimezone(VIETNAM_TIME).date())
            added["person"] = release.record.person.model_copy(update={"account": known})
        if Section.CASES in sections:
            added["cases"] = self._filed.of(request.number)
        if Section.CHILDREN in sections:
            added["children"] = self._children(request.number, looking=Section.FINDING in sections)
        if Section.KEPT in sections:
            added["kept"] = self._kept.of(request.number)
        if Section.NOTICES in sections:
            added["notices"] = self._inboxes.of(request.number, device.office_id)
        return release.model_copy(update={"record": release.record.model_copy(update=added)})

    def _without_record(self, request: RecordRequest, sections: frozenset[Section]) -> Release:
        """Of somebody who is in no register and has filed something."""
        person = self._kept.person(request.number) if sections <= OWN_SECTIONS else None
        if person is None:
            raise refuse(404, ProblemCode.PERSON_UNKNOWN, "Nobody in the register has this number.")
        return Release(read_at=self._now(), record=PersonRecord(person=person))

    def _children(self, number: str, *, looking: bool) -> tuple[KnownChild, ...] | None:
        """As the civil registry names them, with what the register has of each where it is looked for; None
        where the civil registry does not answer now.
        """
        if self._registry is None:
            return None
        try:
            found = self._registry.children_of(number)
        except ConnectorError as error:
            logger.warning("the civil registry did not answer a kiosk: %s", error.code)
            return None
        children = [KnownChild(**each.model_dump()) for each in found[:_MOST_CHILDREN]]
        if not looking:
            return tuple(children)
        with self._engine.connect() as connection:
            return tuple(
                each.model_copy(update={"finding": self._found(connection, each)}) for each in children
            )

    def _found(self, connection: Connection, child: KnownChild) -> FoundChild:
        sought = Sought(child.personal_number, child.full_name, child.date_of_birth, None)
        found = find_known(connection, sought, person_hash(self._keys.hashing, child.personal_number))
        return FoundChild(
            found=found.found, differs=found.differs, several=found.several, account=found.account
        )
