"""Chips that answer wrongly under secure messaging, and chips whose lengths are odd but honest."""

from __future__ import annotations

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import CardReading, ChipGenuine, DataGroupIntegrity
from ekyc.chip.access import AccessKeys
from ekyc.chip.read_length import ReadLengths
from simulation.card import der, files
from simulation.card.chip import SimulatedCard
from simulation.card.faults import ChipFault
from simulation.card.quirks import Quirks
from simulation.card.reader import NAME, LineFaults
from simulation.people import ADULT_WOMAN
from tests.again import every_second
from tests.ekyc.chip.readings import card_of, portrait, read_card

# Protected commands, spread over the files of a plain reading from the SOD to the portrait.
# What stands behind the one object of a file counts for nothing, so it may as well be there.
_HARMLESS = {ChipFault.STATUS_DIFFERS, ChipFault.MORE_THAN_ASKED}
PLACES = (2, 3, 11, 17)


def outcome(quirks: Quirks) -> CardReading | CardError:
    try:
        return read_card(card_of(quirks=quirks))
    except CardError as error:
        return error


@pytest.mark.parametrize("fault", every_second(ChipFault))
def test_one_wrong_answer(fault: ChipFault) -> None:
    """The reading opens the chip anew and comes out right, or says what failed."""
    for place in PLACES:
        read = outcome(Quirks(fault=fault, fault_at=place))
        if isinstance(read, CardError):
            assert read.card_code in {CardErrorCode.FILE_READ_FAILED, CardErrorCode.SECURE_MESSAGING_FAILED}
            continue
        assert read.identity.personal_number == ADULT_WOMAN.personal_number
        assert read.verdicts.data_group_integrity is DataGroupIntegrity.INTACT or "SOD" in read.file_faults
        assert read.portrait is not None or "DG2" in read.file_faults
        if fault is ChipFault.STATUS_DIFFERS:
            assert read.verdicts.chip_genuine is ChipGenuine.YES
            assert not read.file_faults


@pytest.mark.parametrize("fault", every_second(one for one in ChipFault if one not in _HARMLESS))
def test_wrong_answers_from_some_point_on_end_the_reading(fault: ChipFault) -> None:
    read = outcome(Quirks(fault=fault, fault_at=2, fault_lasts=True))
    assert isinstance(read, CardError)
    assert read.card_code in CardErrorCode


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(needs_master_file=True),
        Quirks(needs_master_file=True, offers_pace=False),
        Quirks(card_access_readable=False, offers_pace=False),
        Quirks(capabilities_in_atr=False),
        Quirks(capabilities_in_atr=False, extended_length=False),
        Quirks(capabilities_in_atr=False, greatest_read_in_atr_info=1000),
        Quirks(capabilities_in_atr=False, greatest_read_in_atr_info=256),
        Quirks(capabilities_in_atr=False, card_access_readable=False),
        Quirks(short_read=50),
        Quirks(short_read=900),
        Quirks(corrected_read=100),
        Quirks(corrected_read=240),
        Quirks(pieces_of=64),
        Quirks(pieces_of=250),
        Quirks(greatest_read=230),
    ],
    ids=str,
)
def test_odd_but_honest_chips_are_read(quirks: Quirks) -> None:
    keys = AccessKeys(ADULT_WOMAN.can, (ADULT_WOMAN.mrz.key,))
    reading = read_card(card_of(quirks=quirks), keys=keys)
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.portrait is not None
    assert not reading.file_faults


def test_a_silent_card_is_asked_for_extended_length() -> None:
    """Where the answer to reset says nothing, fewer commands show that the card was asked."""
    announced = read_card(card_of())
    for quirks in (
        Quirks(capabilities_in_atr=False),
        Quirks(capabilities_in_atr=False, greatest_read_in_atr_info=4096),
    ):
        assert read_card(card_of(quirks=quirks)).apdu_count <= announced.apdu_count + 3
    short = Quirks(capabilities_in_atr=False, greatest_read_in_atr_info=256)
    assert read_card(card_of(quirks=short)).apdu_count > announced.apdu_count + 20


def test_a_reader_that_bears_no_extended_length_is_not_asked_again() -> None:
    lengths = ReadLengths()
    silent = card_of(quirks=Quirks(capabilities_in_atr=False))
    first = read_card(silent, faults=LineFaults(extended_refused=True), read_lengths=lengths)
    assert first.verdicts.chip_genuine is ChipGenuine.YES
    read_card(card_of(), faults=LineFaults(extended_refused=True), read_lengths=lengths)
    assert not lengths.wants_probe(NAME)
    again = read_card(silent, faults=LineFaults(extended_refused=True), read_lengths=lengths)
    assert again.apdu_count < first.apdu_count


@pytest.mark.parametrize(
    "contents",
    [
        b"\x6d\x84\x00\x00\x00\x02\x30\x00",
        b"\x6d\x80\x30\x00\x00\x00",
        b"\x6d\x83\xff\xff\xff",
        b"\x6d\x00",
        b"\x6d",
        b"\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"",
    ],
    ids=["four-byte length", "indefinite", "bomb", "empty", "tag alone", "endless tag", "nothing"],
)
def test_hostile_files_fail_alone(contents: bytes) -> None:
    reading = read_card(card_of(quirks=Quirks(replaced_files={files.DATA_GROUP + 13: contents})))
    assert reading.file_faults["DG13"] in {"file_malformed", "file_too_large", "file_read_failed"}
    assert reading.identity.full_name == "NGUYEN THI MINH CHAU"
    assert reading.portrait is not None


def test_an_encrypted_dg13_is_present_and_not_readable() -> None:
    secret = der.tlv(0x6D, der.tlv(0x04, bytes(range(200))))
    reading = read_card(card_of(quirks=Quirks(replaced_files={files.DATA_GROUP + 13: secret})))
    assert reading.file_faults == {"DG13": "file_malformed"}
    assert reading.verdicts.chip_genuine is ChipGenuine.YES


@pytest.mark.parametrize("size", [32_700, 40_000, 70_000])
def test_portraits_beyond_32_kb(size: int) -> None:
    """READ BINARY changes to its odd instruction, over short and over extended commands."""
    filling = b"".join(b"\xff\xfe\x80\x02" + bytes(0x8000) for _ in range(size // 0x8000))
    big = portrait()[:2] + filling + b"\xff\xfe\x10\x02" + bytes(0x1000) + portrait()[2:]
    for quirks in (Quirks(extended_length=False), Quirks()):
        reading = read_card(SimulatedCard(ADULT_WOMAN, big, quirks=quirks))
        assert reading.portrait is not None
        assert reading.portrait.data == big
