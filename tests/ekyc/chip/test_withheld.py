"""Copies that hide what would give them away: signed files not given, offered proofs refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from ekyc.card.card_warnings import CardWarning
from ekyc.card.chip_proofs import ChipProofFinding, load_chip_proofs
from ekyc.card.reading import CardReading, ChipGenuine, ChipProof, DataGroupIntegrity, IssuerTrust
from ekyc.verification import Outcome, Reason, VerificationPolicy, verify
from simulation.card import der, files
from simulation.card.quirks import Quirks, SigningKey
from simulation.people import ADULT_MAN, ADULT_WOMAN, PEOPLE, SamplePerson
from tests.again import again
from tests.ekyc.chip.readings import NOW, card_of, read_card
from tests.ekyc.evidence import a_face_that_proves_itself

DG1, DG2, DG13, DG14, DG15 = (files.DATA_GROUP + number for number in (1, 2, 13, 14, 15))
_DEFAULT = VerificationPolicy(NOW.date())
_NO_PROOF_EXPECTED = replace(
    _DEFAULT,
    chip_proofs=load_chip_proofs().with_findings(
        {
            generation.name: ChipProofFinding(frozenset(), date(2026, 12, 1), "said to have no keys")
            for generation in load_chip_proofs().generations
        }
    ),
)


def reasons_of(reading: CardReading, policy: VerificationPolicy = _DEFAULT) -> set[str]:
    verdict = verify(reading, a_face_that_proves_itself(), policy, 1)
    assert (verdict.outcome is Outcome.ACCEPT) is (verdict.reasons == ())
    return set(verdict.reasons)


@pytest.mark.parametrize("status", [0x6A82, 0x6982, 0x6985, 0x6D00, 0x6F00, 0x6A86])
@pytest.mark.parametrize(
    "hidden", [{DG14, DG15}, {DG14}, {DG15}, {DG13}, {DG2}, {DG2, DG13, DG14, DG15}], ids=str
)
@pytest.mark.parametrize("copied", [False, again(True)])
def test_a_listed_file_that_is_not_given(hidden: set[int], status: int, copied: bool) -> None:
    quirks = Quirks(copied=copied, missing_files=frozenset(hidden), missing_status=status)
    reading = read_card(card_of(quirks=quirks))
    assert reading.verdicts.issuer_trust is IssuerTrust.TRUSTED
    assert reading.verdicts.data_group_integrity is DataGroupIntegrity.INTACT
    labels = {f"DG{file - files.DATA_GROUP}" for file in hidden}
    assert set(reading.withheld_files) == labels
    for policy in (_DEFAULT, _NO_PROOF_EXPECTED):
        assert Reason.SIGNED_FILE_WITHHELD in reasons_of(reading, policy)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_a_copy_that_hides_both_keys_and_their_list(person: SamplePerson) -> None:
    """EF.COM is not signed: leaving the files out of it hides nothing."""
    shortened = {files.COM: files.com([1, 2, 3, 13])}
    quirks = Quirks(copied=True, missing_files=frozenset({DG14, DG15}), replaced_files=shortened)
    reading = read_card(card_of(person, quirks))
    assert reading.verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE
    assert reading.withheld_files == ("DG14", "DG15")
    assert Reason.SIGNED_FILE_WITHHELD in reasons_of(reading, _NO_PROOF_EXPECTED)


@pytest.mark.parametrize("status", [0x6D00, 0x6A88, 0x6A81, 0x6700])
@pytest.mark.parametrize("key", list(SigningKey))
@pytest.mark.parametrize("hides_the_other", [False, True])
def test_a_signature_that_is_offered_and_refused(status: int, key: SigningKey, hides_the_other: bool) -> None:
    """INTERNAL AUTHENTICATE refused, on a card that is known to have nothing else or that hides it."""
    quirks = Quirks(
        copied=True,
        ca_cipher=2 if hides_the_other else None,
        missing_files=frozenset({DG14}) if hides_the_other else frozenset(),
        signing_key=key,
        signing_status=status,
    )
    reading = read_card(card_of(quirks=quirks))
    assert reading.verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE
    assert reading.refused_proofs == (ChipProof.ACTIVE_AUTHENTICATION,)
    assert Reason.CHIP_PROOF_REFUSED in reasons_of(reading, _NO_PROOF_EXPECTED)


def test_a_failed_proof_beside_one_that_was_given() -> None:
    """A chip that signs and yet does not hold the key of its DG14 is odd, whoever issued it."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    dg14 = files.dg14(*files.chip_authentication_infos(key, 2))
    reading = read_card(card_of(quirks=Quirks(replaced_files={DG14: dg14})))
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.refused_proofs == (ChipProof.CHIP_AUTHENTICATION,)
    assert reasons_of(reading) == {Reason.CHIP_PROOF_REFUSED}


@pytest.mark.parametrize("file", [DG14, DG15])
def test_a_signed_key_that_nobody_can_use_is_no_proof(file: int) -> None:
    other = {"ca_cipher": None} if file == DG15 else {"signing_key": None}
    tag = 0x6F if file == DG15 else 0x6E
    quirks = Quirks(**other, replaced_files={file: der.tlv(tag, b"\x30\x03\x02\x01\x05")})  # type: ignore[arg-type]
    reading = read_card(card_of(quirks=quirks))
    assert reading.verdicts.data_group_integrity is DataGroupIntegrity.INTACT
    assert reading.verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE
    assert Reason.CHIP_PROOF_REFUSED in reasons_of(reading, _NO_PROOF_EXPECTED)


def test_a_genuine_card_is_accepted_whichever_proof_it_gives() -> None:
    for quirks in (
        Quirks(),
        Quirks(ca_cipher=None),
        Quirks(signing_key=None),
        Quirks(ca_cipher=None, signing_key=SigningKey.RSA),
        Quirks(ca_key_id=3, foreign_ca_key=True),
        Quirks(offers_bac=False, extended_length=False),
    ):
        reading = read_card(card_of(quirks=quirks))
        assert reading.withheld_files == ()
        assert reading.refused_proofs == ()
        assert reasons_of(reading) == set()


def test_a_card_without_keys_is_told_by_what_is_known_of_its_kind() -> None:
    reading = read_card(card_of(quirks=Quirks(ca_cipher=None, signing_key=None)))
    assert reasons_of(reading) == {Reason.CHIP_PROOF_UNKNOWN}
    assert reasons_of(reading, _NO_PROOF_EXPECTED) == set()


def other_holder(**changes: object) -> bytes:
    """A DG13, to be signed, that differs from the chip's DG1 in one thing."""
    return files.dg13(replace(ADULT_WOMAN, **changes))  # type: ignore[arg-type]  # the tests name the fields


@pytest.mark.parametrize(
    "particulars",
    [
        files.dg13(ADULT_MAN),
        other_holder(full_name="Trần Văn Bình"),
        other_holder(full_name="Nguyễn Thị Minh"),
        other_holder(full_name="Nguyễn Thị Minh Châu Anh"),
        other_holder(personal_number="001188004218"),
        other_holder(date_of_birth=date(1988, 3, 15)),
    ],
    ids=["another person", "name", "shorter name", "longer name", "number", "birth"],
)
def test_particulars_of_another_person_than_the_zones(particulars: bytes) -> None:
    reading = read_card(card_of(quirks=Quirks(replaced_files={DG13: particulars})))
    assert reading.verdicts.data_group_integrity is DataGroupIntegrity.INTACT
    assert CardWarning.DG13_CONTRADICTS_DG1 in reading.warnings
    assert Reason.PARTICULARS_CONTRADICT in reasons_of(reading)


@pytest.mark.parametrize(
    "name",
    [
        "nguyễn  thị minh châu",
        "Nguyễn Thị Minh-Châu",
        "NGUYỄN THỊ MINH CHÂU",
    ],
)
def test_one_name_written_in_two_ways_is_one_persons(name: str) -> None:
    reading = read_card(card_of(quirks=Quirks(replaced_files={DG13: other_holder(full_name=name)})))
    assert CardWarning.DG13_CONTRADICTS_DG1 not in reading.warnings
    assert reasons_of(reading) == set()


def test_a_name_that_is_cut_in_the_zone_contradicts_nobody() -> None:
    long_name = "Công Tằng Tôn Nữ Thị Hoàng Phương Quỳnh Như"
    reading = read_card(card_of(replace(ADULT_WOMAN, full_name=long_name)))
    assert reading.identity.full_name == long_name
    assert reading.warnings == ()
    ethnic = read_card(card_of(replace(ADULT_WOMAN, full_name="Đinh H'Hen Niê Kđăm")))
    assert ethnic.warnings == ()


@pytest.mark.parametrize(
    "number",
    ["001088004217", "001189004217", "001388004217"],
    ids=["a man's", "another year's", "another century's"],
)
def test_a_number_that_says_another_sex_or_year(number: str) -> None:
    reading = read_card(card_of(replace(ADULT_WOMAN, personal_number=number)))
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert Reason.NUMBER_CONTRADICTS in reasons_of(reading)
