"""Whom this kiosk believes about cards, in words for a technician: issuers, and what a silent chip means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ekyc.card.chip_proofs import ChipProofPolicy, GenerationProofs, NoProofMeans
from ekyc.errors import EkycError

if TYPE_CHECKING:
    from ekyc.chip.trust_store import TrustStore

COUNTRY = "VN"  # whose cards the kiosk reads
_CONSEQUENCE = "every card reads as “issuer not verified” and goes to staff"


class TrustCode(StrEnum):
    """What staff at the kiosk are told; the whole story is `TrustFinding.found`."""

    GOOD = "good"
    NO_REVOCATIONS = "no_revocations"
    REVOCATIONS_OVERDUE = "revocations_overdue"
    ISSUER_EXPIRED = "issuer_expired"
    NO_ISSUER = "no_issuer"
    NO_FOLDER = "no_folder"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class TrustFinding:
    """``advice`` is what a technician should do; empty when nothing is wrong."""

    ok: bool
    found: str
    advice: str = ""
    code: TrustCode = TrustCode.GOOD


def examine_trust_store(folder: Path | None, now: datetime, received: tuple[bytes, ...] = ()) -> TrustFinding:
    """What the folder of issuers' certificates holds, until when, and how old the revocation lists are, those
    that central has sent included.
    """
    from ekyc.chip.trust_store import TrustStore

    if folder is None:
        return TrustFinding(
            False,
            f"no folder is set: {_CONSEQUENCE}",
            "Set card.csca_folder to the issuer's certificates.",
            TrustCode.NO_FOLDER,
        )
    if not folder.is_dir():
        return TrustFinding(
            False,
            f"the folder card.csca_folder does not exist: {_CONSEQUENCE}",
            "Make it and put the issuer's certificates there.",
            TrustCode.NO_FOLDER,
        )
    try:
        store = TrustStore.from_folder(folder).with_lists(received)
    except EkycError as error:
        advice = "Replace the file; until then no card can be judged."
        return TrustFinding(False, error.sentence, advice, TrustCode.DAMAGED)
    return _judged(store, now)


def _judged(store: TrustStore, now: datetime) -> TrustFinding:
    national = [one for one in store.authorities if one.subject_country == COUNTRY]
    abroad = {one.subject_country for one in store.authorities} - {COUNTRY}
    others = f"; issuers of {len(abroad)} other states, which count for their own cards" if abroad else ""
    if not national:
        return TrustFinding(
            False,
            f"no issuer of Vietnam{others}: {_CONSEQUENCE}",
            "Ask the ministry for its CSCA certificate.",
            TrustCode.NO_ISSUER,
        )
    told = [
        f"{one.subject_label} (valid {one.not_before:%Y-%m-%d} to {one.not_after:%Y-%m-%d})"
        for one in sorted(national, key=lambda one: one.not_after)
    ]
    found = f"{len(national)} issuer certificates of Vietnam: {'; '.join(told)}{others}"
    if not any(one.valid_at(now) for one in national):
        told_so = f"{found}; none of them is valid today"
        return TrustFinding(False, told_so, "Ask for the renewed certificate.", TrustCode.ISSUER_EXPIRED)
    return _with_revocations(store, found, now)


def _with_revocations(store: TrustStore, found: str, now: datetime) -> TrustFinding:
    names = {one.subject for one in store.authorities if one.subject_country == COUNTRY}
    lists = [one for one in store.revocation_lists if one.issuer in names]
    if not lists:
        told = f"{found}; no revocation list, so a stolen signer's key would go unnoticed"
        return TrustFinding(True, told, code=TrustCode.NO_REVOCATIONS)
    newest = max(lists, key=lambda one: one.issued)
    age = (now - newest.issued).days
    due = "no date for the next" if newest.next_due is None else f"next due {newest.next_due:%Y-%m-%d}"
    found = f"{found}; revocation list {age} days old, {len(newest.serials)} entries, {due}"
    if newest.is_overdue(now):
        advice = "Fetch the issuer's newest revocation list (*.crl)."
        return TrustFinding(False, f"{found}: overdue", advice, TrustCode.REVOCATIONS_OVERDUE)
    return TrustFinding(True, found)


_MEANS = {
    NoProofMeans.MISSING: "cards of this kind prove their chip ({proofs}); one that does not goes to staff",
    NoProofMeans.UNKNOWN: "not known whether every card proves its chip; one that does not goes to staff",
    NoProofMeans.USUAL: "cards of this kind have no key of their own; the issuer's signature is enough",
}


def examine_chip_policy(policy: ChipProofPolicy) -> TrustFinding:
    """What a chip that proves nothing means, by generation of the card. Nothing about it can be wrong."""
    told = [_told(generation) for generation in policy.generations]
    unsettled = any(one.no_proof_means is NoProofMeans.UNKNOWN for one in policy.generations)
    how = "; measured specimens are entered in card.chip_proofs" if unsettled else ""
    return TrustFinding(True, f"{'; '.join(told)}; a card without a date of issue goes to staff{how}")


def _told(generation: GenerationProofs) -> str:
    proofs = " or ".join(sorted(proof.value.replace("_", " ") for proof in generation.proofs))
    means = _MEANS[generation.no_proof_means].format(proofs=proofs)
    return f"issued from {generation.issued_from:%Y-%m-%d}: {means} (as of {generation.as_of:%Y-%m-%d})"
