"""Passive authentication (ICAO 9303-11, 5.1): are the files as they were signed, and who signed them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from ekyc.card.card_warnings import CardWarning
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import DataGroupIntegrity, IssuerTrust, SodSignature
from ekyc.chip.certificate_profile import DocumentKind, find_signer_fault
from ekyc.chip.lds import LdsFile
from ekyc.chip.sod import SecurityObject
from ekyc.chip.trust_store import TrustStore


@dataclass(frozen=True, slots=True)
class PassiveAuthentication:
    """Three answers kept apart; ``fault`` says why a signature could not be judged, or counts for nothing."""

    data_group_integrity: DataGroupIntegrity
    sod_signature: SodSignature
    issuer_trust: IssuerTrust
    fault: CardErrorCode | None = None
    warnings: tuple[str, ...] = ()


def authenticate_passively(
    security_object: SecurityObject,
    files: Mapping[LdsFile, bytes],
    trust: TrustStore,
    now: datetime,
    *,
    document: DocumentKind | None,
    issued: date | None = None,
) -> PassiveAuthentication:
    """Judge the data groups that were read (raw file contents) against the signed hashes.

    ``document`` is what DG1 says that the document is; the signer must be one for such documents (None: for
    any). It is judged at its stated signing time. Where it stated none, a certificate that holds at ``now``
    (aware) will do, or one that held when the card was ``issued`` by its own signed data: cards without
    expiry outlive every certificate.
    """
    groups = {file: data for file, data in files.items() if file.number}
    intact = all(security_object.digest_matches(file.number, data) for file, data in groups.items())
    integrity = DataGroupIntegrity.NOT_CHECKED
    if groups:
        integrity = DataGroupIntegrity.INTACT if intact else DataGroupIntegrity.ALTERED
    try:
        holds = security_object.signature_holds()
    except CardError as error:
        return PassiveAuthentication(
            integrity, SodSignature.NOT_CHECKED, IssuerTrust.UNKNOWN, error.card_code
        )
    if not holds:
        return PassiveAuthentication(integrity, SodSignature.INVALID, IssuerTrust.UNKNOWN)
    moments = [now]
    if security_object.signing_time is not None:
        moments = [min(security_object.signing_time, now)]
    elif issued is not None and intact:
        moments.append(min(datetime.combine(issued, time(12), tzinfo=UTC), now))
    issuer_trust = _best_trust(trust, security_object, moments)
    objection = find_signer_fault(security_object.signer, document)
    if objection is not None and issuer_trust is not IssuerTrust.REVOKED:
        issuer_trust = IssuerTrust.UNKNOWN
    overdue = trust.revocations_are_overdue(security_object.signer, now)
    return PassiveAuthentication(
        integrity,
        SodSignature.VALID,
        issuer_trust,
        objection,
        (CardWarning.REVOCATION_LIST_OVERDUE.value,) if overdue else (),
    )


def _best_trust(trust: TrustStore, security_object: SecurityObject, moments: list[datetime]) -> IssuerTrust:
    """What is revoked stays revoked, whenever it was used."""
    judged = {trust.judge(security_object.signer, moment) for moment in moments}
    for outcome in (IssuerTrust.REVOKED, IssuerTrust.TRUSTED):
        if outcome in judged:
            return outcome
    return IssuerTrust.UNKNOWN
