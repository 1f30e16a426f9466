"""The policy: evidence in, verdict with its reasons out. The same evidence always gives the same verdict.

A table of rules, each a reason and when it holds. Nothing here refuses anybody: what is not proved goes to
staff, what the person can mend at once is tried again, a few times, and then goes to staff too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ekyc.card.card_warnings import CardWarning
from ekyc.card.chip_proofs import ChipProofPolicy, NoProofMeans, load_chip_proofs
from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    ChipGenuine,
    DataGroupIntegrity,
    IdentitySource,
    IssuerTrust,
    PrintVersusChip,
    SodSignature,
    Validity,
)
from ekyc.face.evidence import (
    FaceEvidence,
    LivenessOutcome,
    MatchBand,
    MethodMode,
    MethodOutcome,
    MethodResult,
)


class Outcome(StrEnum):
    ACCEPT = "accept"
    STAFF_REVIEW = "staff_review"
    RETRY = "retry"


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    reasons: tuple[str, ...]  # stable codes, every one that held, in a fixed order


class Reason(StrEnum):
    """Why a verdict is not "accept"; also the order in which reasons stand in it."""

    DATA_ALTERED = "data_altered"
    DATA_NOT_CHECKED = "data_not_checked"
    SIGNATURE_INVALID = "signature_invalid"
    SIGNATURE_NOT_CHECKED = "signature_not_checked"
    ISSUER_REVOKED = "issuer_revoked"
    ISSUER_NOT_TRUSTED = "issuer_not_trusted"
    CHIP_NOT_GENUINE = "chip_not_genuine"
    SIGNED_FILE_WITHHELD = "signed_file_withheld"
    CHIP_PROOF_REFUSED = "chip_proof_refused"
    CHIP_NOT_PROVED_GENUINE = "chip_not_proved_genuine"
    CHIP_PROOF_UNKNOWN = "chip_proof_unknown"  # whether cards of this kind prove themselves is not known
    CHIP_UNPROTECTED = "chip_unprotected"
    ACCESS_DOWNGRADED = "access_downgraded"  # somebody may have changed what the chip announces
    PRINT_DIFFERS_FROM_CHIP = "print_differs_from_chip"
    OLD_NUMBER_DIFFERS = "old_number_differs"
    PARTICULARS_CONTRADICT = "particulars_contradict"  # two files of one chip name different holders
    NUMBER_CONTRADICTS = "number_contradicts"  # the personal number says another sex or year of birth
    CARD_EXPIRED = "card_expired"
    VALIDITY_UNKNOWN = "validity_unknown"
    IDENTITY_FROM_QR = "identity_from_qr"
    IDENTITY_FROM_MRZ = "identity_from_mrz"
    IDENTITY_TYPED = "identity_typed"
    PASSPORT_SHOWN = "passport_shown"  # no personal number tells who this is in our records: staff find them
    PORTRAIT_PRINTED = "portrait_printed"
    PORTRAIT_MISSING = "portrait_missing"
    UNDER_AGE = "under_age"
    FACE_NOT_CHECKED = "face_not_checked"
    FACE_MATCH_UNCERTAIN = "face_match_uncertain"
    FACE_WITHOUT_RELIEF = "face_without_relief"
    LIVENESS_FAILED = "liveness_failed"
    LIVENESS_NOT_DONE = "liveness_not_done"
    FACE_NO_MATCH = "face_no_match"
    FACE_NOT_COMPARABLE = "face_not_comparable"
    FACE_QUALITY = "face_quality"
    ATTEMPTS_USED_UP = "attempts_used_up"


@dataclass(frozen=True, slots=True)
class VerificationPolicy:
    """What an office asks for. ``today`` is the date of the visit, by the kiosk's trusted clock."""

    today: date
    max_attempts: int = 3
    minimum_age: int = 14  # younger people come with a guardian, and staff
    chip_proofs: ChipProofPolicy = field(default_factory=load_chip_proofs)

    def __post_init__(self) -> None:
        if self.max_attempts < 1:
            raise ValueError("max_attempts must be at least 1")


def verify(
    reading: CardReading, face: FaceEvidence | None, policy: VerificationPolicy, attempts: int
) -> Verdict:
    """Weigh one card reading and one face check.

    ``face`` is None when the person chose not to use the face or the camera failed; ``attempts`` counts the
    face checks of this visit, this one included. Accept only if nothing speaks against it; retry only if
    another face check could mend everything that does.
    """
    staff = [reason for reason, holds in _CARD_RULES if holds(reading, policy)]
    staff += [reason for warning in reading.warnings if (reason := reason_of(warning)) is not None]
    mendable: list[Reason] = []
    if face is None:
        staff.append(Reason.FACE_NOT_CHECKED)
    else:
        if face.match.band is MatchBand.REVIEW:
            staff.append(Reason.FACE_MATCH_UNCERTAIN)
        if _NO_RELIEF in face.liveness.reasons:
            staff.append(Reason.FACE_WITHOUT_RELIEF)
        if any(_skipped(method) for method in face.methods):
            staff.append(Reason.LIVENESS_NOT_DONE)
        mendable = [reason for reason, holds in _FACE_RULES if holds(face)]
    if mendable and attempts >= policy.max_attempts:
        mendable.append(Reason.ATTEMPTS_USED_UP)
        return Verdict(Outcome.STAFF_REVIEW, _codes(staff + mendable))
    if staff:
        return Verdict(Outcome.STAFF_REVIEW, _codes(staff + mendable))
    return Verdict(Outcome.RETRY if mendable else Outcome.ACCEPT, _codes(mendable))


_NO_RELIEF = "no_relief"
"""Another try would be another chance for bent paper, and no help to a person whom the rule misjudges."""

_CardRule = Callable[[CardReading, VerificationPolicy], bool]
_FaceRule = Callable[[FaceEvidence], bool]


def _skipped(result: MethodResult) -> bool:
    """Going without a method that counts is anybody's right, and what a replay would choose: staff look."""
    return result.mode is MethodMode.ENFORCED and result.outcome is MethodOutcome.SKIPPED


def _from_chip(reading: CardReading) -> bool:
    return reading.source is IdentitySource.CHIP


def _without_proof(reading: CardReading, policy: VerificationPolicy) -> NoProofMeans | None:
    """What it means that this chip of a trusted issuer proved nothing; None where that is not the question.

    Under an issuer that is not trusted no proof could count, which is a reason of its own.
    """
    verdicts = reading.verdicts
    if not _from_chip(reading) or verdicts.issuer_trust is not IssuerTrust.TRUSTED:
        return None
    if verdicts.chip_genuine is not ChipGenuine.NOT_PROVABLE:
        return None
    return policy.chip_proofs.no_proof_means(reading.identity.date_of_issue)


# What a reading may warn of that is no reason against it: it may be lawful, or says less than it could.
_HARMLESS_WARNINGS = frozenset(
    {
        CardWarning.UNKNOWN_PROVINCE_CODE,  # births abroad, provinces that changed
        CardWarning.TEXT_MENDED,
        CardWarning.TYPED_NUMBER_DIFFERS_FROM_CHIP,  # a slip of the hand: the chip says who it is
        CardWarning.NAME_WITHOUT_DIACRITICS,
        CardWarning.DG13_FIELD_UNREADABLE,
        # what the card does not say the law does; else the validity is unknown, which is a reason of its own
        CardWarning.EXPIRY_NOT_STATED,
        CardWarning.EXPIRY_NOT_UNDERSTOOD,
        CardWarning.EXPIRY_COMPUTED,
        CardWarning.PACE_PASSED_OVER,  # BAC protects against listeners less; what is signed proves the same
        CardWarning.SECURITY_INFOS_NOT_SIGNED,
        CardWarning.REVOCATION_LIST_OVERDUE,  # the office's matter, told by the doctor
    }
)
_WARNING_REASONS: Mapping[str, Reason] = {
    CardWarning.DG13_CONTRADICTS_DG1: Reason.PARTICULARS_CONTRADICT,
    CardWarning.MRZ_WITHOUT_PERSONAL_NUMBER: Reason.PARTICULARS_CONTRADICT,
    CardWarning.MRZ_DOCUMENT_NUMBER_CONTRADICTS_NUMBER: Reason.NUMBER_CONTRADICTS,
    CardWarning.MRZ_NUMBER_CHECK_DIGIT_WRONG: Reason.NUMBER_CONTRADICTS,
    CardWarning.MRZ_BIRTH_YEAR_CONTRADICTS_NUMBER: Reason.NUMBER_CONTRADICTS,
    CardWarning.MRZ_SEX_CONTRADICTS_NUMBER: Reason.NUMBER_CONTRADICTS,
    CardWarning.BIRTH_YEAR_CONTRADICTS_NUMBER: Reason.NUMBER_CONTRADICTS,
    CardWarning.SEX_CONTRADICTS_NUMBER: Reason.NUMBER_CONTRADICTS,
    CardWarning.ISSUED_IN_FUTURE: Reason.PARTICULARS_CONTRADICT,
    CardWarning.SECURITY_INFOS_DIFFER: Reason.ACCESS_DOWNGRADED,
    CardWarning.OLD_NUMBER_DIFFERS_FROM_PRINT: Reason.OLD_NUMBER_DIFFERS,
}


def reason_of(warning: str) -> Reason | None:
    """Why staff should look at a reading that warns of this; None where the warning is harmless.

    Raises KeyError for a warning of which nobody decided, so that none is ever passed over.
    """
    return None if warning in _HARMLESS_WARNINGS else _WARNING_REASONS[warning]


# What is proved wrong counts whatever the source; what is merely not proved counts where a chip was read, for
# any other source already says that nothing was proved.
_CARD_RULES: tuple[tuple[Reason, _CardRule], ...] = (
    (Reason.DATA_ALTERED, lambda r, _: r.verdicts.data_group_integrity is DataGroupIntegrity.ALTERED),
    (
        Reason.DATA_NOT_CHECKED,
        lambda r, _: _from_chip(r) and r.verdicts.data_group_integrity is DataGroupIntegrity.NOT_CHECKED,
    ),
    (Reason.SIGNATURE_INVALID, lambda r, _: r.verdicts.sod_signature is SodSignature.INVALID),
    (
        Reason.SIGNATURE_NOT_CHECKED,
        lambda r, _: _from_chip(r) and r.verdicts.sod_signature is SodSignature.NOT_CHECKED,
    ),
    (Reason.ISSUER_REVOKED, lambda r, _: r.verdicts.issuer_trust is IssuerTrust.REVOKED),
    (
        Reason.ISSUER_NOT_TRUSTED,
        lambda r, _: _from_chip(r) and r.verdicts.issuer_trust is IssuerTrust.UNKNOWN,
    ),
    (Reason.CHIP_NOT_GENUINE, lambda r, _: r.verdicts.chip_genuine is ChipGenuine.NO),
    (Reason.SIGNED_FILE_WITHHELD, lambda r, _: bool(r.withheld_files)),
    (Reason.CHIP_PROOF_REFUSED, lambda r, _: bool(r.refused_proofs)),
    (Reason.CHIP_NOT_PROVED_GENUINE, lambda r, p: _without_proof(r, p) is NoProofMeans.MISSING),
    (Reason.CHIP_PROOF_UNKNOWN, lambda r, p: _without_proof(r, p) is NoProofMeans.UNKNOWN),
    (Reason.CHIP_UNPROTECTED, lambda r, _: _from_chip(r) and r.verdicts.access is AccessProtocol.NONE),
    (Reason.PRINT_DIFFERS_FROM_CHIP, lambda r, _: r.verdicts.print_versus_chip is PrintVersusChip.DIFFERENT),
    (Reason.CARD_EXPIRED, lambda r, _: r.verdicts.validity is Validity.EXPIRED),
    (Reason.VALIDITY_UNKNOWN, lambda r, _: r.verdicts.validity is Validity.UNKNOWN),
    (Reason.IDENTITY_FROM_QR, lambda r, _: r.source is IdentitySource.QR),
    (Reason.IDENTITY_FROM_MRZ, lambda r, _: r.source is IdentitySource.MRZ),
    (Reason.IDENTITY_TYPED, lambda r, _: r.source is IdentitySource.TYPED),
    (Reason.PASSPORT_SHOWN, lambda r, _: r.identity.passport is not None),
    (Reason.PORTRAIT_PRINTED, lambda r, _: r.portrait is not None and not _from_chip(r)),
    (Reason.PORTRAIT_MISSING, lambda r, _: r.portrait is None),
    (Reason.UNDER_AGE, lambda r, p: age_on(p.today, r.identity.date_of_birth) < p.minimum_age),
)

_FACE_RULES: tuple[tuple[Reason, _FaceRule], ...] = (
    (Reason.LIVENESS_FAILED, lambda f: f.liveness.outcome is LivenessOutcome.FAILED),
    (Reason.LIVENESS_NOT_DONE, lambda f: f.liveness.outcome is LivenessOutcome.NOT_DONE),
    (Reason.FACE_NO_MATCH, lambda f: f.match.band is MatchBand.NO_MATCH),
    (Reason.FACE_NOT_COMPARABLE, lambda f: f.match.band is MatchBand.NOT_COMPARABLE),
    (Reason.FACE_QUALITY, lambda f: bool(f.findings)),
)


def age_on(day: date, born: date) -> int:
    """Whole years; who was born on 29 February turns older on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _codes(reasons: list[Reason]) -> tuple[str, ...]:
    return tuple(reason.value for reason in Reason if reason in reasons)
