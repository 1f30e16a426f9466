"""From the evidence of a visit to a grant, or to a refusal that the audit tells of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Engine, insert

from central.grants.audit import AuditLine, AuditWhat, GrantAudit
from central.grants.challenges import Challenges
from central.grants.chip_proof import ProvedChip, agreement_secret, offer_agreement, prove
from central.grants.evidence import reasons_of
from central.grants.limits import GrantLimits
from central.grants.officer_codes import OfficerCodes
from central.grants.policy import GrantPolicy, Way
from central.grants.refusals import refuse
from central.grants.tables import record_grant
from central.grants.trust import TrustFolder
from central.http.problems import ProblemCode, ProblemError
from central.keys.hashing import number_hash
from central.kiosks.devices import Device
from central.records.reading import find_row
from central.settings import GrantSettings
from kiosk.contract.grants import (
    ChipAgreement,
    ChipAgreementRequest,
    ChipChallenge,
    Grant,
    GrantRequest,
    OfficerDecision,
)
from kiosk.masking import mask_number


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
        hashing_key: bytes,
        now: Callable[[], datetime],
        *,
        settings: GrantSettings,
        judges: Judges,
        audit: GrantAudit,
    ) -> None:
        self._engine = engine
        self._key = hashing_key
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
        secret = agreement_secret(self._key, request.challenge_id, challenge, request.dg14)
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
            number_hash=number_hash(self._key, request.number),
            sections=request.sections,
            officer=None if officer is None else officer.account,
        )
        attempt = _Attempt(line)
        try:
            return self._grant(device, request, attempt)
        except ProblemError as refusal:
            code = refusal.reason if isinstance(refusal, _OfficerRefusedError) else refusal.problem.code
            self._audit.note(AuditWhat.REFUSED, attempt.line, code)
            raise

    def _grant(self, device: Device, request: GrantRequest, attempt: _Attempt) -> Grant:
        challenge = self._judges.challenges.spend(device, request.chip.challenge_id)
        told = reasons_of(request.evidence)
        trust = self._judges.trust.current()
        proved = prove(request.chip, challenge, trust, self._now(), key=self._key)
        attempt.line = replace(attempt.line, chip=proved.strength)
        if proved.number != request.number:
            raise refuse(403, ProblemCode.NUMBER_OF_ANOTHER, "The card is not of the person asked for.")
        ways = self._judges.policy.ways(proved.strength, told | proved.reasons, request.sections)
        way = self._first(ways, request.evidence.officer, device)
        attempt.line = replace(attempt.line, proved_by=way.name)
        return self._give(device, request, proved, attempt.line)

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
        expires_at = now + self._lasts
        sections = sorted(request.sections)
        with self._engine.begin() as connection:
            self._judges.limits.admit(connection, device.kid, line.number_hash or "", now)
            if find_row(connection, proved.number) is None:
                raise refuse(404, ProblemCode.PERSON_UNKNOWN, "Nobody in the register has this number.")
            connection.execute(
                insert(record_grant).values(
                    grant_id=grant_id,
                    kid=device.kid,
                    number_hash=line.number_hash,
                    sections=sections,
                    granted_at=now,
                    expires_at=expires_at,
                )
            )
            self._audit.add(connection, AuditWhat.GRANTED, replace(line, grant_id=grant_id))
        return Grant(
            grant_id=grant_id,
            masked_number=mask_number(proved.number),
            sections=tuple(sections),
            expires_at=expires_at,
            expires_in_seconds=self._lasts.total_seconds(),
            chip=proved.strength,
            proved_by=line.proved_by or "",
        )
