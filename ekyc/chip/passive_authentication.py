"""Passive authentication (ICAO 9303-11, 5.1): are the files as they were signed, and who signed them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import DataGroupIntegrity, IssuerTrust, SodSignature
from ekyc.chip.lds import LdsFile
from ekyc.chip.sod import SecurityObject
from ekyc.chip.trust_store import TrustStore


@dataclass(frozen=True, slots=True)
class PassiveAuthentication:
    """Three answers kept apart; ``fault`` is a code when a signature could not be judged at all."""

    data_group_integrity: DataGroupIntegrity
    sod_signature: SodSignature
    issuer_trust: IssuerTrust
    fault: CardErrorCode | None = None


def authenticate_passively(
    security_object: SecurityObject, files: Mapping[LdsFile, bytes], trust: TrustStore, now: datetime
) -> PassiveAuthentication:
    """Judge the data groups that were read (raw file contents) against the signed hashes.

    The signer is judged at its stated signing time, else at ``now`` (aware): document signer certificates
    are made to outlive the documents that they signed.
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
    signed_at = min(security_object.signing_time or now, now)
    return PassiveAuthentication(
        integrity, SodSignature.VALID, trust.judge(security_object.signer, signed_at)
    )
