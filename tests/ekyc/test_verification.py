"""The policy, over every combination of what a card and a face can show."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from ekyc.card.card_warnings import CardWarning
from ekyc.card.chip_proofs import ChipProofFinding, load_chip_proofs
from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    CardVerdicts,
    ChipGenuine,
    ChipProof,
    DataGroupIntegrity,
    Identity,
    IdentitySource,
    IssuerTrust,
    Portrait,
    PrintVersusChip,
    Sex,
    SodSignature,
    Validity,
)
from ekyc.face.evidence import (
    FaceEvidence,
    Finding,
    LivenessMethod,
    LivenessOutcome,
    LivenessResult,
    MatchBand,
    MatchResult,
    MethodMode,
    MethodOutcome,
    MethodResult,
)
from ekyc.verification import Outcome, Reason, Verdict, VerificationPolicy, age_on, reason_of, verify

_POLICY = VerificationPolicy(today=date(2026, 3, 2))
_ADULT, _CHILD = date(1987, 6, 5), date(2015, 6, 5)
_PROVED = CardVerdicts(
    access=AccessProtocol.PACE,
    data_group_integrity=DataGroupIntegrity.INTACT,
    sod_signature=SodSignature.VALID,
    issuer_trust=IssuerTrust.TRUSTED,
    chip_genuine=ChipGenuine.YES,
    print_versus_chip=PrintVersusChip.SAME,
    validity=Validity.VALID,
)


def _reading(
    verdicts: CardVerdicts = _PROVED,
    source: IdentitySource = IdentitySource.CHIP,
    born: date = _ADULT,
    portrait: bool = True,
) -> CardReading:
    identity = Identity("001187000001", "Trần Thị Mẫu", born, Sex.FEMALE)
    return CardReading(source, identity, verdicts, Portrait(b"jp2", "image/jp2") if portrait else None)


def _face(
    outcome: LivenessOutcome = LivenessOutcome.PASSED,
    band: MatchBand = MatchBand.MATCH,
    findings: tuple[Finding, ...] = (),
) -> FaceEvidence:
    match = MatchResult(band, None if band is MatchBand.NOT_COMPARABLE else 0.3, "dlib", "00", 0.42, 0.60)
    return FaceEvidence(findings, LivenessResult(outcome), match, b"")


_FACES: list[FaceEvidence | None] = [
    None,
    *(
        _face(outcome, band, findings)
        for outcome in LivenessOutcome
        for band in MatchBand
        for findings in ((), (Finding.BLURRED,))
    ),
]


def _readings() -> Iterator[CardReading]:
    cards = itertools.product(
        AccessProtocol,
        DataGroupIntegrity,
        SodSignature,
        IssuerTrust,
        ChipGenuine,
        PrintVersusChip,
        Validity,
    )
    for values in cards:
        verdicts = CardVerdicts(*values)
        for source in IdentitySource:
            for born in (_ADULT, _CHILD):
                for portrait in (True, False):
                    yield _reading(verdicts, source, born, portrait)


def _proves_everything(reading: CardReading) -> bool:
    verdicts = reading.verdicts
    return (
        reading.source is IdentitySource.CHIP
        and verdicts.access is not AccessProtocol.NONE
        and verdicts.data_group_integrity is DataGroupIntegrity.INTACT
        and verdicts.sod_signature is SodSignature.VALID
        and verdicts.issuer_trust is IssuerTrust.TRUSTED
        and verdicts.chip_genuine is ChipGenuine.YES
        and verdicts.print_versus_chip is not PrintVersusChip.DIFFERENT
        and verdicts.validity in (Validity.VALID, Validity.NO_EXPIRY)
        and reading.portrait is not None
        and reading.identity.date_of_birth == _ADULT
    )


@pytest.mark.long
def test_every_card_with_every_kind_of_face() -> None:
    """All 46,656 card readings, each with a face that proves itself, one that may try again, and none."""
    order = [reason.value for reason in Reason]
    good, bad = _face(), _face(LivenessOutcome.FAILED)
    outcomes = {Outcome.ACCEPT: 0, Outcome.RETRY: 0, Outcome.STAFF_REVIEW: 0}
    for reading in _readings():
        proved = _proves_everything(reading)
        verdict = verify(reading, good, _POLICY, 1)
        outcomes[verdict.outcome] += 1
        assert (verdict.outcome is Outcome.ACCEPT) is proved
        assert (verdict.reasons == ()) is proved
        assert list(verdict.reasons) == sorted(verdict.reasons, key=order.index)
        assert verify(reading, bad, _POLICY, 1).outcome is (Outcome.RETRY if proved else Outcome.STAFF_REVIEW)
        assert verify(reading, None, _POLICY, 1).outcome is Outcome.STAFF_REVIEW
    assert outcomes == {Outcome.ACCEPT: 2 * 2 * 2, Outcome.RETRY: 0, Outcome.STAFF_REVIEW: 46_656 - 8}


@pytest.mark.parametrize("attempts", [1, 2, 3, 4])
@pytest.mark.parametrize("face", _FACES, ids=str)
def test_every_face_with_a_proved_card(face: FaceEvidence | None, attempts: int) -> None:
    verdict = verify(_reading(), face, _POLICY, attempts)
    assert verdict == verify(_reading(), face, _POLICY, attempts)
    if face is None:
        assert verdict == Verdict(Outcome.STAFF_REVIEW, ("face_not_checked",))
        return
    good = face == _face()
    assert (verdict.outcome is Outcome.ACCEPT) is good
    assert (verdict.reasons == ()) is good
    if face.match.band is MatchBand.REVIEW or (attempts >= 3 and not good):
        assert verdict.outcome is Outcome.STAFF_REVIEW
    elif not good:
        assert verdict.outcome is Outcome.RETRY
    assert ("attempts_used_up" in verdict.reasons) is (
        attempts >= 3 and {*verdict.reasons} not in ({*()}, {"face_match_uncertain"})
    )


def _card(**changes: object) -> CardReading:
    return _reading(replace(_PROVED, **changes))  # type: ignore[arg-type]  # the table below names the fields


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (_card(data_group_integrity=DataGroupIntegrity.ALTERED), Reason.DATA_ALTERED),
        (_card(data_group_integrity=DataGroupIntegrity.NOT_CHECKED), Reason.DATA_NOT_CHECKED),
        (_card(sod_signature=SodSignature.INVALID), Reason.SIGNATURE_INVALID),
        (_card(sod_signature=SodSignature.NOT_CHECKED), Reason.SIGNATURE_NOT_CHECKED),
        (_card(issuer_trust=IssuerTrust.REVOKED), Reason.ISSUER_REVOKED),
        (_card(issuer_trust=IssuerTrust.UNKNOWN), Reason.ISSUER_NOT_TRUSTED),
        (_card(chip_genuine=ChipGenuine.NO), Reason.CHIP_NOT_GENUINE),
        (_card(access=AccessProtocol.NONE), Reason.CHIP_UNPROTECTED),
        (_card(print_versus_chip=PrintVersusChip.DIFFERENT), Reason.PRINT_DIFFERS_FROM_CHIP),
        (_card(validity=Validity.EXPIRED), Reason.CARD_EXPIRED),
        (_card(validity=Validity.UNKNOWN), Reason.VALIDITY_UNKNOWN),
        (_reading(portrait=False), Reason.PORTRAIT_MISSING),
        (_reading(born=_CHILD), Reason.UNDER_AGE),
    ],
    ids=lambda value: value.value if isinstance(value, Reason) else "",
)
def test_one_thing_wrong_is_one_reason(reading: CardReading, reason: Reason) -> None:
    assert verify(reading, _face(), _POLICY, 1) == Verdict(Outcome.STAFF_REVIEW, (reason.value,))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (IdentitySource.QR, Reason.IDENTITY_FROM_QR),
        (IdentitySource.MRZ, Reason.IDENTITY_FROM_MRZ),
        (IdentitySource.TYPED, Reason.IDENTITY_TYPED),
    ],
)
def test_without_a_chip_staff_decide(source: IdentitySource, reason: Reason) -> None:
    verdicts = CardVerdicts(validity=Validity.VALID)
    bare = verify(_reading(verdicts, source, portrait=False), _face(), _POLICY, 1)
    assert bare == Verdict(Outcome.STAFF_REVIEW, (reason.value, "portrait_missing"))
    printed = verify(_reading(verdicts, source), _face(), _POLICY, 1)
    assert printed == Verdict(Outcome.STAFF_REVIEW, (reason.value, "portrait_printed"))


def test_a_score_alone_never_refuses() -> None:
    outcomes = [verify(_reading(), _face(band=MatchBand.NO_MATCH), _POLICY, n).outcome for n in (1, 2, 3, 9)]
    assert outcomes == [Outcome.RETRY, Outcome.RETRY, Outcome.STAFF_REVIEW, Outcome.STAFF_REVIEW]
    assert set(Outcome) == {Outcome.ACCEPT, Outcome.STAFF_REVIEW, Outcome.RETRY}


@pytest.mark.parametrize("attempts", [1, 3])
@pytest.mark.parametrize("method", LivenessMethod)
@pytest.mark.parametrize("mode", MethodMode)
@pytest.mark.parametrize("outcome", MethodOutcome)
def test_only_a_skipped_method_that_counts_sends_a_good_face_to_staff(
    attempts: int, method: LivenessMethod, mode: MethodMode, outcome: MethodOutcome
) -> None:
    """The others count, if they count, in the outcome of the liveness."""
    face = replace(_face(), methods=(MethodResult(method, mode, outcome),))
    verdict = verify(_reading(), face, _POLICY, attempts)
    if mode is MethodMode.ENFORCED and outcome is MethodOutcome.SKIPPED:
        assert verdict == Verdict(Outcome.STAFF_REVIEW, ("liveness_not_done",))
    else:
        assert verdict == Verdict(Outcome.ACCEPT, ())


def test_a_face_without_relief_goes_to_staff_at_once_and_one_not_seen_tries_again() -> None:
    for reason, outcome in (("no_relief", Outcome.STAFF_REVIEW), ("relief_not_seen", Outcome.RETRY)):
        liveness = LivenessResult(LivenessOutcome.FAILED, reasons=(reason,))
        verdict = verify(_card(), replace(_face(), liveness=liveness), _POLICY, attempts=1)
        assert verdict.outcome is outcome
        assert (Reason.FACE_WITHOUT_RELIEF.value in verdict.reasons) is (outcome is Outcome.STAFF_REVIEW)


_CARD_2021, _CARD_2024 = "citizen_identity_card_2021", "identity_card_2024"
_CA, _AA = ChipProof.CHIP_AUTHENTICATION, ChipProof.ACTIVE_AUTHENTICATION


def _found(generation: str, *proofs: ChipProof) -> VerificationPolicy:
    finding = ChipProofFinding(frozenset(proofs), date(2026, 12, 1), "three specimens, by a test")
    return replace(_POLICY, chip_proofs=load_chip_proofs().with_findings({generation: finding}))


@pytest.mark.parametrize(
    ("issued", "policy", "reasons"),
    [
        # nobody has measured yet: staff, and the reason says so
        (date(2021, 5, 10), _POLICY, ("chip_proof_unknown",)),
        (date(2025, 6, 12), _POLICY, ("chip_proof_unknown",)),
        (None, _POLICY, ("chip_proof_unknown",)),
        (date(2019, 1, 1), _POLICY, ("chip_proof_unknown",)),  # before there was any chip
        # known to prove themselves: one that does not is odd
        (date(2025, 6, 12), _found(_CARD_2024, _CA), ("chip_not_proved_genuine",)),
        (date(2024, 7, 1), _found(_CARD_2024, _CA, _AA), ("chip_not_proved_genuine",)),
        # known to have no key of their own: the signature is all there is
        (date(2024, 7, 1), _found(_CARD_2024), ()),
        (date(2024, 6, 30), _found(_CARD_2021), ()),
        # what is known of one generation says nothing of another, nor of a card without a date
        (date(2024, 6, 30), _found(_CARD_2024), ("chip_proof_unknown",)),
        (None, _found(_CARD_2024), ("chip_proof_unknown",)),
    ],
)
def test_what_a_chip_without_proof_means(
    issued: date | None, policy: VerificationPolicy, reasons: tuple[str, ...]
) -> None:
    reading = _card(chip_genuine=ChipGenuine.NOT_PROVABLE)
    reading = replace(reading, identity=replace(reading.identity, date_of_issue=issued))
    verdict = verify(reading, _face(), policy, 1)
    assert verdict.reasons == reasons
    assert (verdict.outcome is Outcome.ACCEPT) is (reasons == ())
    proved = replace(reading, verdicts=_PROVED)
    assert verify(proved, _face(), policy, 1).outcome is Outcome.ACCEPT


@pytest.mark.parametrize("genuine", ChipGenuine)
@pytest.mark.parametrize(
    "policy", [_POLICY, _found(_CARD_2021), _found(_CARD_2024, _CA)], ids=["unknown", "2021", "2024"]
)
@pytest.mark.parametrize(
    ("hidden", "refused", "reason"),
    [
        (("DG14",), (), "signed_file_withheld"),
        (("DG2", "DG13"), (), "signed_file_withheld"),
        ((), (_AA,), "chip_proof_refused"),
        ((), (_CA,), "chip_proof_refused"),
    ],
)
def test_what_a_chip_keeps_back_is_never_accepted(
    genuine: ChipGenuine,
    policy: VerificationPolicy,
    hidden: tuple[str, ...],
    refused: tuple[ChipProof, ...],
    reason: str,
) -> None:
    reading = replace(_card(chip_genuine=genuine), withheld_files=hidden, refused_proofs=refused)
    verdict = verify(reading, _face(), policy, 1)
    assert verdict.outcome is Outcome.STAFF_REVIEW
    assert reason in verdict.reasons


@pytest.mark.parametrize("warning", CardWarning)
def test_every_warning_is_decided_on(warning: CardWarning) -> None:
    reason = reason_of(warning.value)
    verdict = verify(replace(_reading(), warnings=(warning.value,)), _face(), _POLICY, 1)
    assert verdict.reasons == (() if reason is None else (reason.value,))
    assert verdict.outcome is (Outcome.ACCEPT if reason is None else Outcome.STAFF_REVIEW)


def test_warnings_that_tell_of_another_person_lead_to_staff() -> None:
    for warning in (
        CardWarning.DG13_CONTRADICTS_DG1,
        CardWarning.SEX_CONTRADICTS_NUMBER,
        CardWarning.BIRTH_YEAR_CONTRADICTS_NUMBER,
        CardWarning.OLD_NUMBER_DIFFERS_FROM_PRINT,
    ):
        assert reason_of(warning) is not None


def test_a_warning_of_which_nobody_decided_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        verify(replace(_reading(), warnings=("something_new",)), _face(), _POLICY, 1)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2012, 3, 3), date(2026, 3, 2), 13),
        (date(2012, 3, 2), date(2026, 3, 2), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_age(born: date, day: date, age: int) -> None:
    assert age_on(day, born) == age


def test_a_policy_without_attempts_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="max_attempts"):
        replace(_POLICY, max_attempts=0)
