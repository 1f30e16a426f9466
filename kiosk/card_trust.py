"""Whom this kiosk believes about cards, in words for a technician: issuers, and what a silent chip means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ekyc.card.chip_proofs import ChipProofPolicy, GenerationProofs, NoProofMeans
from ekyc.errors import EkycError
from kiosk.doctor_words import NOTHING, join, say, tell
from kiosk.language import Bilingual

if TYPE_CHECKING:
    from ekyc.chip.trust_store import TrustStore

COUNTRY = "VN"  # whose cards the kiosk reads


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
    """``advice`` is what a technician should do; ``NOTHING`` when nothing is wrong."""

    ok: bool
    found: Bilingual
    advice: Bilingual = NOTHING
    code: TrustCode = TrustCode.GOOD


def examine_trust_store(folder: Path | None, now: datetime, received: tuple[bytes, ...] = ()) -> TrustFinding:
    """What the folder of issuers' certificates holds, until when, and how old the revocation lists are, those
    that central has sent included.
    """
    from ekyc.chip.trust_store import TrustStore

    if folder is None:
        return TrustFinding(False, say("trust.no_setting"), say("trust.set_folder"), TrustCode.NO_FOLDER)
    if not folder.is_dir():
        return TrustFinding(False, say("trust.no_folder"), say("trust.make_folder"), TrustCode.NO_FOLDER)
    try:
        store = TrustStore.from_folder(folder).with_lists(received)
    except EkycError as error:
        found = tell(error.code, error.sentence)
        return TrustFinding(False, found, say("trust.replace"), TrustCode.DAMAGED)
    return _judged(store, now)


def _judged(store: TrustStore, now: datetime) -> TrustFinding:
    national = [one for one in store.authorities if one.subject_country == COUNTRY]
    abroad = {one.subject_country for one in store.authorities} - {COUNTRY}
    others = say("trust.others", count=len(abroad)) if abroad else NOTHING
    if not national:
        found = say("trust.no_issuer", others=others)
        return TrustFinding(False, found, say("trust.ask"), TrustCode.NO_ISSUER)
    told = [
        say("trust.issuer", name=one.subject_label, since=one.not_before, until=one.not_after)
        for one in sorted(national, key=lambda one: one.not_after)
    ]
    found = say("trust.issuers", count=len(national), names=join(*told), others=others)
    if not any(one.valid_at(now) for one in national):
        over = join(found, say("trust.none_valid"))
        return TrustFinding(False, over, say("trust.renew"), TrustCode.ISSUER_EXPIRED)
    return _with_revocations(store, found, now)


def _with_revocations(store: TrustStore, found: Bilingual, now: datetime) -> TrustFinding:
    names = {one.subject for one in store.authorities if one.subject_country == COUNTRY}
    lists = [one for one in store.revocation_lists if one.issuer in names]
    if not lists:
        return TrustFinding(True, join(found, say("trust.no_list")), code=TrustCode.NO_REVOCATIONS)
    newest = max(lists, key=lambda one: one.issued)
    read = say("trust.list", days=(now - newest.issued).days, count=len(newest.serials))
    due = say("trust.not_due") if newest.next_due is None else say("trust.due", day=newest.next_due)
    found = join(found, join(read, due, between=", "))
    if newest.is_overdue(now):
        told_so = join(found, say("trust.overdue"), between=": ")
        return TrustFinding(False, told_so, say("trust.fetch"), TrustCode.REVOCATIONS_OVERDUE)
    return TrustFinding(True, found)


def examine_chip_policy(policy: ChipProofPolicy) -> TrustFinding:
    """What a chip that proves nothing means, by generation of the card. Nothing about it can be wrong."""
    told = [_told(generation) for generation in policy.generations]
    unsettled = any(one.no_proof_means is NoProofMeans.UNKNOWN for one in policy.generations)
    told.append(say("chips.no_date"))
    if unsettled:
        told.append(say("chips.specimens"))
    return TrustFinding(True, join(*told))


def _told(generation: GenerationProofs) -> Bilingual:
    proofs = " or ".join(sorted(proof.value.replace("_", " ") for proof in generation.proofs))
    means = say(f"chips.{generation.no_proof_means.value}", proofs=proofs)
    return say("chips.generation", since=generation.issued_from, means=means, as_of=generation.as_of)
