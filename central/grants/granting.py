"""From the evidence of a visit to a grant, or to a refusal that the audit tells of; and the one question that
is answered at once: whether the register knows who is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine, insert

from central.cases.record_checks import find_known
from central.grants.audit import AuditLine, AuditWhat, GrantAudit
from central.grants.challenges import Challenges
from central.grants.chip_proof import ProvedChip, agreement_secret, offer_agreement, prove
from central.grants.evidence import reasons_of
from central.grants.kept import OWN_SECTIONS, has_filed
from central.grants.limits import GrantLimits
from central.grants.officer_codes import OfficerCodes
from central.grants.policy import GrantPolicy, Way
from central.grants.refusals import refuse
from central.grants.sealing import sealed_to
from central.grants.tables import record_grant
from central.grants.trust import TrustFolder
from central.http.problems import ProblemCode, ProblemError
from central.keys.central_keys import CentralKeys
from central.keys.hashing import number_hash, person_hash
from central.kiosks.devices import Device
from central.records.finding import Sought
from central.records.reading import find_row
from central.settings import GrantSettings
from kiosk.contract.finding import FINDING_SEAL_TYP, FINDING_TYP, Finding, FindingRequest, SealedFinding
from kiosk.contract.grants import (
    ChipAgreement,
    ChipAgreementRequest,
    ChipChallenge,
    Grant,
    GrantRequest,
    OfficerDecision,
)
from kiosk.contract.records import Section
from kiosk.masking import mask_number

_FINDING = frozenset({Section.FINDING})


@dataclass(frozen=True, slots=True)
class Judges:
    """Those who decide, each about one thing."""

    challenges: Challenges
    trust: TrustFolder
    policy: GrantPolicy
    officers: OfficerCodes
    limits: GrantLimits


class _OfficerRefusedError(ProblemError):
    """``reason`` is for the audit only."""

    def __init__(self, reason: str) -> None:
        title = "The officer's number or code does not count here."
        super().__init__(refuse(403, ProblemCode.OFFICER_REFUSED, title).problem)
        self.reason = reason


@dataclass(slots=True)
class _Attempt:
    """What is known so far, for the audit of whatever comes of it."""

    line: AuditLine


class Granting:
    def __init__(
        self,
        engine: Engine,
        keys: CentralKeys,
        now: Callable[[], datetime],
        *,
        settings: GrantSettings,
        judges: Judges,
        audit: GrantAudit,
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now
        self._lasts = timedelta(seconds=settings.seconds)
        self._judges = judges
        self._audit = audit

    def challenge(self, device: Device) -> ChipChallenge:
        """Raises ProblemError 429 ``grant-limit-reached`` when no grant could come of it now."""
        try:
            with self._engine.connect() as connection:
                self._judges.limits.check_device(connection, device.kid, self._now())
        except ProblemError as refusal:
            self._audit.note(AuditWhat.REFUSED, AuditLine.of(device), refusal.problem.code)
            raise
        return self._judges.challenges.make(device)

    def agreement(self, device: Device, request: ChipAgreementRequest) -> ChipAgreement:
        """Central's half of an agreement with the chip of an open challenge; asking again gives the same.
        Raises ProblemError 409 ``challenge-unknown``, 410 ``challenge-expired``, 422 ``chip-data-invalid``.
        """
        challenge = self._judges.challenges.open(device, request.challenge_id)
        secret = agreement_secret(self._keys.hashing, request.challenge_id, challenge, request.dg14)
        return offer_agreement(request.dg14, secret)

    def grant(self, device: Device, request: GrantRequest) -> Grant:
        """Raises ProblemError with the code of whatever stands against it; the challenge is spent then too.

        Of an officer who does not count only ``officer-refused`` is told; the audit says why.
        """
        officer = request.evidence.officer
        line = AuditLine(
            device.kid,
            device.office_id,
            visit_id=request.evidence.visit_id,
            number_hash=number_hash(self._keys.hashing, request.number),
            sections=request.sections,
            officer=None if officer is None else officer.account,
        )
        attempt = _Attempt(line)
        with self._noting_refusals(attempt):
            proved = self._prove(device, request, request.sections, attempt)
            return self._give(device, request, proved, attempt.line)

    def find(self, device: Device, request: FindingRequest) -> SealedFinding:
        """Whether the register knows who put the card there. Raises ProblemError as ``grant`` does; nobody is
        an answer.
        """
        officer = request.evidence.officer
        line = AuditLine(
            device.kid,
            device.office_id,
            visit_id=request.evidence.visit_id,
            number_hash=number_hash(self._keys.hashing, request.number),
            sections=_FINDING,
            officer=None if officer is None else officer.account,
        )
        attempt = _Attempt(line)
        with self._noting_refusals(attempt):
            proved = self._prove(device, request, _FINDING, attempt)
            return self._find(device, request, proved, attempt.line)

    @contextmanager
    def _noting_refusals(self, attempt: _Attempt) -> Iterator[None]:
        try:
            yield
        except ProblemError as refusal:
            code = refusal.reason if isinstance(refusal, _OfficerRefusedError) else refusal.problem.code
            self._audit.note(AuditWhat.REFUSED, attempt.line, code)
            raise

    def _prove(
        self,
        device: Device,
        request: GrantRequest | FindingRequest,
        sections: frozenset[Section],
        attempt: _Attempt,
    ) -> ProvedChip:
        """The chip and the evidence suffice for these sections; the challenge is spent."""
        challenge = self._judges.challenges.spend(device, request.chip.challenge_id)
        told = reasons_of(request.evidence)
        trust = self._judges.trust.current()
        proved = prove(request.chip, challenge, trust, self._now(), key=self._keys.hashing)
        attempt.line = replace(attempt.line, chip=proved.strength)
        if proved.number != request.number:
            raise refuse(403, ProblemCode.NUMBER_OF_ANOTHER, "The card is not of the person asked for.")
        ways = self._judges.policy.ways(proved.strength, told | proved.reasons, sections)
        way = self._first(ways, request.evidence.officer, device)
        attempt.line = replace(attempt.line, proved_by=way.name)
        return proved

    def _first(self, ways: tuple[Way, ...], officer: OfficerDecision | None, device: Device) -> Way:
        if not ways:
            raise refuse(403, ProblemCode.EVIDENCE_INSUFFICIENT, "The evidence suffices for no record.")
        alone = next((way for way in ways if not way.officer), None)
        if alone is not None:
            return alone
        if officer is None:
            raise refuse(403, ProblemCode.OFFICER_NEEDED, "An officer has to vouch for the person.")
        fault = self._judges.officers.find_fault(officer, device, self._judges.policy.officer_roles)
        if fault is not None:
            raise _OfficerRefusedError(fault)
        return ways[0]

    def _give(self, device: Device, request: GrantRequest, proved: ProvedChip, line: AuditLine) -> Grant:
        grant_id, now = uuid4(), self._now()
        expires_at, line = now + self._lasts, replace(line, grant_id=grant_id)
        with self._engine.begin() as connection:
            self._judges.limits.admit(connection, device.kid, line.number_hash or "", now)
            if not self._is_known(connection, proved.number, request.sections):
                raise refuse(404, ProblemCode.PERSON_UNKNOWN, "Nobody in the register has this number.")
            _keep_grant(connection, line, now, expires_at)
            self._audit.add(connection, AuditWhat.GRANTED, line)
        return Grant(
            grant_id=grant_id,
            masked_number=mask_number(proved.number),
            sections=tuple(sorted(request.sections)),
            expires_at=expires_at,
            expires_in_seconds=self._lasts.total_seconds(),
            chip=proved.strength,
            proved_by=line.proved_by or "",
        )

    def _is_known(self, connection: Connection, number: str, sections: frozenset[Section]) -> bool:
        """By a record or, for what is in none, by a case of their own."""
        if find_row(connection, number) is not None:
            return True
        return sections <= OWN_SECTIONS and has_filed(connection, self._keys.hashing, number)

    def _find(
        self, device: Device, request: FindingRequest, proved: ProvedChip, line: AuditLine
    ) -> SealedFinding:
        """Counted and noted as a grant that was read at once. What is compared is what the chip says."""
        grant_id, now, person = uuid4(), self._now(), line.number_hash or ""
        line = replace(line, grant_id=grant_id)
        sought = Sought(proved.number, proved.full_name, proved.date_of_birth, proved.sex, request.stated)
        with self._engine.begin() as connection:
            self._judges.limits.admit(connection, device.kid, person, now)
            if request.stated is not None:
                self._judges.limits.admit_stated(connection, person, now)
            _keep_grant(connection, line, now, now, ended=True)
            found = find_known(connection, sought, person_hash(self._keys.hashing, proved.number))
            what = AuditWhat.FOUND if request.stated is None else AuditWhat.STATED
            self._audit.add(connection, AuditWhat.GRANTED, line)
            self._audit.add(connection, what, line, found.found.value)
        finding = Finding(
            grant_id=grant_id,
            challenge_id=request.chip.challenge_id,
            kid=device.kid,
            found=found.found,
            differs=found.differs,
            number=found.number,
            others=found.others,
            alike=found.alike,
            account=found.account,
        )
        sealed = sealed_to(device, self._keys, finding, typ=FINDING_TYP, seal_typ=FINDING_SEAL_TYP)
        return SealedFinding(sealed=sealed)


def _keep_grant(
    connection: Connection,
    line: AuditLine,
    granted_at: datetime,
    expires_at: datetime,
    *,
    ended: bool = False,
) -> None:
    connection.execute(
        insert(record_grant).values(
            grant_id=line.grant_id,
            kid=line.kid,
            number_hash=line.number_hash,
            sections=sorted(line.sections or ()),
            granted_at=granted_at,
            expires_at=expires_at,
            ended_at=granted_at if ended else None,
        )
    )
