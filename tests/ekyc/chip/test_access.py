"""Trouble on the way into a chip: the next way is tried, and what was borne is told."""

from __future__ import annotations

import pytest

from ekyc.card.card_warnings import CardWarning
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import AccessProtocol, ChipGenuine
from ekyc.chip.access import AccessKeys
from ekyc.chip.tolerance import Tolerance
from ekyc.verification import VerificationPolicy, verify
from simulation.card import der, files
from simulation.card.quirks import PaceReference, Quirks
from simulation.people import ADULT_WOMAN
from tests.ekyc.chip.readings import NOW, card_of, read_card
from tests.ekyc.evidence import a_face_that_proves_itself

CAN = AccessKeys(can=ADULT_WOMAN.can)
BOTH = AccessKeys(ADULT_WOMAN.can, (ADULT_WOMAN.mrz.key,))
PACE_13 = files.card_access(2, 13)

SPOILT_CARD_ACCESS = {
    "no SecurityInfo in it": bytes.fromhex("31020500"),
    "1 MB by its header": bytes.fromhex("31830FFFFF"),
    "200 kB by its header": bytes.fromhex("318303000030"),
    "empty": b"",
    "another tag": b"\x30" + PACE_13[1:],
    "indefinite length": b"\x31\x80\x30\x00\x00\x00",
    "four-byte length": b"\x31\x84\x00\x00\x00\x02\x30\x00",
    "cut": PACE_13[:-7],
    "longer than it says": b"\x31" + bytes([PACE_13[1] - 3]) + PACE_13[2:],
    "an object identifier that does not end": der.tlv(
        0x31, der.sequence(der.tlv(0x06, b"\x04\x80"), der.integer(1))
    ),
    "noise": bytes(range(60)),
}


@pytest.mark.parametrize("keys", [CAN, BOTH], ids=["CAN", "CAN and MRZ"])
@pytest.mark.parametrize("what", SPOILT_CARD_ACCESS)
def test_a_spoilt_card_access_does_not_end_the_reading(what: str, keys: AccessKeys) -> None:
    quirks = Quirks(replaced_files={files.CARD_ACCESS: SPOILT_CARD_ACCESS[what]})
    reading = read_card(card_of(quirks=quirks), keys=keys)
    assert reading.verdicts.access is AccessProtocol.PACE
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.tolerances == (Tolerance.CARD_ACCESS,)


@pytest.mark.parametrize("what", SPOILT_CARD_ACCESS)
def test_a_spoilt_card_access_on_a_chip_of_bac(what: str) -> None:
    quirks = Quirks(offers_pace=False, replaced_files={files.CARD_ACCESS: SPOILT_CARD_ACCESS[what]})
    reading = read_card(card_of(quirks=quirks), keys=BOTH)
    assert reading.verdicts.access is AccessProtocol.BAC
    assert CardWarning.PACE_PASSED_OVER in reading.warnings


def test_one_spoilt_entry_leaves_the_others() -> None:
    entries = der.tlv(0x31, b"\x05\x00", der.sequence(der.oid("1.2.3")), PACE_13[2:])
    reading = read_card(card_of(quirks=Quirks(replaced_files={files.CARD_ACCESS: entries})))
    assert reading.verdicts.access is AccessProtocol.PACE
    assert reading.tolerances == (Tolerance.CARD_ACCESS,)


@pytest.mark.parametrize("reference", list(PaceReference))
@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize("announced", [None, (13, 12), (12, 13), (13, 13)])
def test_the_reference_to_the_parameters(
    reference: PaceReference, announced: tuple[int, ...] | None, readable: bool
) -> None:
    """With and without tag 84, whatever the chip announces and wants."""
    quirks = Quirks(pace_reference=reference, pace_announced=announced, card_access_readable=readable)
    reading = read_card(card_of(quirks=quirks))
    assert reading.verdicts.access is AccessProtocol.PACE
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert set(reading.tolerances) <= {Tolerance.PACE_VARIANT, Tolerance.PACE_ANSWER}


@pytest.mark.parametrize("announced", [(12, 13), (17, 12, 13), (99, 13), (0, 1, 13)])
def test_parameters_that_the_chip_then_refuses(announced: tuple[int, ...]) -> None:
    """The next one that it announced is tried; those that we cannot do are passed over."""
    reading = read_card(card_of(quirks=Quirks(pace_announced=announced, pace_reference=PaceReference.MUST)))
    assert reading.verdicts.access is AccessProtocol.PACE
    assert (Tolerance.PACE_VARIANT in reading.tolerances) is (announced[0] in {12, 17})


@pytest.mark.parametrize("announced", [(12,), (99,), (12, 17, 10, 15, 11, 14)])
def test_parameters_that_are_all_refused_leave_bac(announced: tuple[int, ...]) -> None:
    quirks = Quirks(pace_announced=announced, pace_reference=PaceReference.MUST)
    reading = read_card(card_of(quirks=quirks), keys=BOTH)
    assert reading.verdicts.access is AccessProtocol.BAC
    assert reading.warnings == (CardWarning.PACE_PASSED_OVER,)
    with pytest.raises(CardError) as caught:
        read_card(card_of(quirks=quirks), keys=CAN)
    assert caught.value.card_code is CardErrorCode.ACCESS_KEY_NEEDED  # the QR code may still end the check


@pytest.mark.parametrize("step", [1, 2, 3, 4])
@pytest.mark.parametrize("trouble", ["tags", "dies"])
def test_a_run_of_pace_that_breaks_off_leaves_bac(step: int, trouble: str) -> None:
    quirks = Quirks(pace_tag_off_at=step) if trouble == "tags" else Quirks(pace_dies_at=step)
    reading = read_card(card_of(quirks=quirks), keys=BOTH)
    assert reading.verdicts.access is AccessProtocol.BAC
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.warnings == (CardWarning.PACE_PASSED_OVER,)
    assert (Tolerance.PACE_ANSWER in reading.tolerances) is (trouble == "tags")
    for keys in (CAN, AccessKeys(ADULT_WOMAN.can)):
        with pytest.raises(CardError) as caught:
            read_card(card_of(quirks=quirks), keys=keys)
        assert caught.value.card_code is CardErrorCode.ACCESS_KEY_NEEDED


def test_a_chip_that_was_never_said_to_know_pace_is_no_downgrade() -> None:
    quirks = Quirks(offers_pace=False, missing_files=frozenset({files.CARD_ACCESS}), pace_in_dg14=())
    assert read_card(card_of(quirks=quirks), keys=BOTH).warnings == ()
    without = Quirks(offers_pace=False, pace_announced=())
    assert read_card(card_of(quirks=without), keys=BOTH).warnings == ()


def test_bac_in_place_of_pace_is_never_silent() -> None:
    for quirks, keys in (
        (Quirks(offers_pace=False), BOTH),
        (Quirks(), AccessKeys("000000", (ADULT_WOMAN.mrz.key,))),
    ):
        reading = read_card(card_of(quirks=quirks), keys=keys)
        assert reading.verdicts.access is AccessProtocol.BAC
        assert reading.warnings == (CardWarning.PACE_PASSED_OVER,)


def test_a_wrong_key_is_tried_once_at_each_protocol() -> None:
    """Chips slow down after failures, so other forms of the same command are not tried with a wrong key."""
    plain = read_card(card_of(), keys=BOTH).apdu_count
    wrong = read_card(card_of(), keys=AccessKeys("000000", (ADULT_WOMAN.mrz.key,))).apdu_count
    assert wrong <= plain + 6


@pytest.mark.parametrize(
    ("announced", "signed", "warning"),
    [
        (None, None, None),
        ((13, 12), (13, 12), None),
        ((12, 13), (13, 12), None),
        (None, (), CardWarning.SECURITY_INFOS_NOT_SIGNED),
        (None, (13, 17), CardWarning.SECURITY_INFOS_DIFFER),  # the better one was struck out
        ((13, 12), (13,), CardWarning.SECURITY_INFOS_DIFFER),  # a weaker one was put in
        (None, (12,), CardWarning.SECURITY_INFOS_DIFFER),
        ((), (13,), CardWarning.SECURITY_INFOS_DIFFER),  # all were struck out, for BAC
    ],
    ids=str,
)
def test_what_the_chip_announces_is_compared_with_what_is_signed(
    announced: tuple[int, ...] | None, signed: tuple[int, ...] | None, warning: CardWarning | None
) -> None:
    quirks = Quirks(pace_announced=announced, pace_in_dg14=signed)
    reading = read_card(card_of(quirks=quirks), keys=BOTH)
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.warnings == (() if warning is None else (warning.value,))
    verdict = verify(reading, a_face_that_proves_itself(), VerificationPolicy(NOW.date()), 1)
    differs = warning is CardWarning.SECURITY_INFOS_DIFFER
    assert verdict.reasons == (("access_downgraded",) if differs else ())


def test_a_card_access_that_was_hidden_to_force_bac() -> None:
    """The signed DG14 says that the chip knows PACE; on the way in nothing did."""
    hidden = Quirks(offers_pace=False, missing_files=frozenset({files.CARD_ACCESS}))
    assert read_card(card_of(quirks=hidden), keys=BOTH).warnings == (CardWarning.SECURITY_INFOS_DIFFER,)
    unreadable = Quirks(card_access_readable=False)  # as some cards do; PACE opened it all the same
    assert read_card(card_of(quirks=unreadable), keys=BOTH).warnings == ()


def test_the_simulated_dg14_repeats_what_is_announced() -> None:
    card = card_of()
    for entry in der.members(files.card_access(2, 13)):
        assert entry in card._content.files[files.DATA_GROUP + 14]
