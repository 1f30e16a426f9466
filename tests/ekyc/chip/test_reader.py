"""Whole readings: every way in, every quirk, every verdict."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from threading import Event

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    ChipGenuine,
    ChipProof,
    DataGroupIntegrity,
    IssuerTrust,
    SodSignature,
    Validity,
)
from ekyc.chip.access import AccessKeys
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.reader import LIFTED, ChipPhase, ChipProgress, ChipReader
from ekyc.chip.trust_store import TrustStore
from simulation.card import files
from simulation.card.certificate import Scheme
from simulation.card.chip import SimulatedCard
from simulation.card.chip_crypto import AES128, AES192, AES256, DES3
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.quirks import Quirks
from simulation.card.reader import NAME, LineFaults, SimulatedReader
from simulation.people import ADULT_MAN, ADULT_WOMAN, PEOPLE, SamplePerson
from tests.again import every_second
from tests.ekyc.chip.readings import NOW, card_of, portrait, read_card, trust_in

CAN_AND_MRZ = AccessKeys(ADULT_WOMAN.can, (ADULT_WOMAN.mrz.key,))


def code_of(caught: pytest.ExceptionInfo[CardError]) -> CardErrorCode:
    return caught.value.card_code


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_every_sample_card_is_read_and_proved(person: SamplePerson) -> None:
    reading = read_card(card_of(person))
    identity, verdicts = reading.identity, reading.verdicts
    assert identity.personal_number == person.personal_number
    assert identity.full_name == person.full_name
    assert identity.date_of_expiry == person.date_of_expiry
    assert identity.place_of_origin == person.place_of_origin
    assert verdicts.access is AccessProtocol.PACE
    assert verdicts.data_group_integrity is DataGroupIntegrity.INTACT
    assert verdicts.sod_signature is SodSignature.VALID
    assert verdicts.issuer_trust is IssuerTrust.TRUSTED
    assert verdicts.chip_genuine is ChipGenuine.YES
    expected = Validity.NO_EXPIRY if person.date_of_expiry is None else Validity.VALID
    assert verdicts.validity is (Validity.EXPIRED if person.key == "expired_card" else expected)
    assert reading.portrait is not None
    assert reading.portrait.data == portrait()
    assert not reading.warnings
    assert not reading.file_faults
    assert reading.apdu_count > 20
    assert reading.seconds["total"] > 0


@pytest.mark.parametrize(
    ("cipher", "parameter_id"),
    [(DES3, 12), (AES128, 12), (AES192, 13), (AES256, 17), (AES256, 15), (AES128, 10), (DES3, 18)],
)
def test_every_pace_cipher_and_curve(cipher: int, parameter_id: int) -> None:
    reading = read_card(card_of(quirks=Quirks(pace_cipher=cipher, pace_parameter_id=parameter_id)))
    assert reading.verdicts.access is AccessProtocol.PACE
    assert reading.verdicts.chip_genuine is ChipGenuine.YES


@pytest.mark.parametrize("cipher", [DES3, AES128, AES192, AES256])
def test_every_chip_authentication_cipher(cipher: int) -> None:
    assert read_card(card_of(quirks=Quirks(ca_cipher=cipher))).verdicts.chip_genuine is ChipGenuine.YES


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_signature_scheme(scheme: Scheme) -> None:
    issuer = Issuer.create(scheme)
    verdicts = read_card(card_of(issuer=issuer), trust=trust_in(issuer)).verdicts
    assert verdicts.sod_signature is SodSignature.VALID
    assert verdicts.issuer_trust is IssuerTrust.TRUSTED


def test_bac_where_there_is_no_pace() -> None:
    reading = read_card(card_of(quirks=Quirks(offers_pace=False)), keys=CAN_AND_MRZ)
    assert reading.verdicts.access is AccessProtocol.BAC
    assert reading.verdicts.chip_genuine is ChipGenuine.YES


def test_pace_with_the_mrz() -> None:
    reading = read_card(card_of(), keys=AccessKeys(mrz_keys=(ADULT_WOMAN.mrz.key,)))
    assert reading.verdicts.access is AccessProtocol.PACE


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(card_access_readable=False),
        Quirks(missing_files=frozenset({files.CARD_ACCESS})),
        Quirks(knows_master_file=True),
        Quirks(extended_length=False),
        Quirks(greatest_read=120),
        Quirks(greatest_read=1500),
        Quirks(offers_bac=False),
    ],
)
def test_quirks_are_borne(quirks: Quirks) -> None:
    reading = read_card(card_of(quirks=quirks))
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.portrait is not None


@pytest.mark.parametrize(
    ("greatest", "status"),
    [(300, 0x6F00), (120, 0x6700), (100, 0x6700), (100, 0x6B00), (99, 0x6A86), (64, 0x6581), (40, 0x6700)],
)
def test_a_chip_that_refuses_long_reads_is_read_in_small_pieces(greatest: int, status: int) -> None:
    lengths = ReadLengths()
    quirks = Quirks(greatest_read=greatest, greatest_read_status=status)
    reading = read_card(card_of(quirks=quirks), read_lengths=lengths)
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert not reading.file_faults
    assert lengths.start(NAME, extended=True) == 2048  # the chip's limit says nothing of the reader


def test_a_chip_that_reads_less_than_the_least_gives_no_identity() -> None:
    with pytest.raises(CardError) as caught:
        read_card(card_of(quirks=Quirks(greatest_read=20)), keys=CAN_AND_MRZ)
    assert code_of(caught) is CardErrorCode.FILE_READ_FAILED


def test_a_chip_that_is_never_to_be_asked_for_more_than_there_is() -> None:
    """It refuses the first piece of every file, and is then read by the header."""
    quirks = Quirks(refuses_beyond_end=True)
    reading = read_card(card_of(quirks=quirks))
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert not reading.file_faults
    assert reading.apdu_count > read_card(card_of()).apdu_count + 4


def test_a_long_file_is_read_in_longer_pieces_once_they_are_borne() -> None:
    comment = b"\xff\xfe\xf0\x00" + bytes(0xF000 - 2)
    large = portrait()[:2] + comment + portrait()[2:]

    def apdus(quirks: Quirks, faults: LineFaults | None = None) -> int:
        lengths = ReadLengths()
        for _ in range(2):
            reading = read_card(
                SimulatedCard(ADULT_WOMAN, large, quirks=quirks), faults=faults, read_lengths=lengths
            )
            assert reading.portrait is not None
            assert reading.portrait.data == large
        return reading.apdu_count

    free = apdus(Quirks())
    bounded_chip = apdus(Quirks(greatest_read=3000))
    bounded_reader = apdus(Quirks(), LineFaults(longest_response=3000))
    assert free < 45
    assert bounded_chip == pytest.approx(bounded_reader, abs=4)
    assert bounded_chip > free + 15


def test_a_reader_without_extended_length_is_remembered() -> None:
    lengths = ReadLengths()
    first = read_card(card_of(), faults=LineFaults(extended_refused=True), read_lengths=lengths)
    second = read_card(card_of(), faults=LineFaults(extended_refused=True), read_lengths=lengths)
    assert first.portrait is not None
    assert second.portrait is not None
    assert lengths.start(NAME, extended=True) == 223
    assert second.apdu_count < first.apdu_count


def test_files_beyond_32_kb() -> None:
    """A portrait of 40 kB makes READ BINARY use its odd instruction."""
    big = portrait()[:2] + b"\xff\xfe\x9c\x42" + bytes(40000) + portrait()[2:]
    card = SimulatedCard(ADULT_WOMAN, big)
    reading = read_card(card)
    assert reading.portrait is not None
    assert reading.portrait.data == big


@pytest.mark.parametrize(
    ("file", "label"),
    [(0x0102, "DG2"), (0x010D, "DG13"), (0x010E, "DG14"), (files.COM, "COM"), (files.SOD, "SOD")],
)
def test_an_optional_file_may_be_missing(file: int, label: str) -> None:
    reading = read_card(card_of(quirks=Quirks(missing_files=frozenset({file}))))
    assert reading.file_faults[label] == "file_missing"
    assert reading.identity.personal_number == ADULT_WOMAN.personal_number
    if label == "SOD":
        assert reading.verdicts.data_group_integrity is DataGroupIntegrity.NOT_CHECKED
    if label == "DG13":
        assert reading.identity.full_name == "NGUYEN THI MINH CHAU"
        assert "name_without_diacritics" in reading.warnings
    assert reading.verdicts.chip_genuine is (ChipGenuine.NOT_PROVABLE if label == "SOD" else ChipGenuine.YES)
    active = label == "DG14"  # without it there is no key for chip authentication
    assert reading.chip_proof is (
        ChipProof.ACTIVE_AUTHENTICATION if active else ChipProof.CHIP_AUTHENTICATION
    )


def test_without_dg1_there_is_no_identity() -> None:
    with pytest.raises(CardError) as caught:
        read_card(card_of(quirks=Quirks(missing_files=frozenset({0x0101}))))
    assert code_of(caught) is CardErrorCode.FILE_MISSING


@pytest.mark.parametrize("file", [0x0102, 0x010D])
def test_an_altered_file_is_told(file: int) -> None:
    verdicts = read_card(card_of(quirks=Quirks(altered_file=file))).verdicts
    assert verdicts.data_group_integrity is DataGroupIntegrity.ALTERED
    assert verdicts.sod_signature is SodSignature.VALID
    assert verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE


def test_a_copied_chip_is_told() -> None:
    verdicts = read_card(card_of(quirks=Quirks(copied=True))).verdicts
    assert verdicts.data_group_integrity is DataGroupIntegrity.INTACT
    assert verdicts.issuer_trust is IssuerTrust.TRUSTED
    assert verdicts.chip_genuine is ChipGenuine.NO


def test_an_unknown_issuer_is_told() -> None:
    for trust in (TrustStore(), trust_in(Issuer.create()), trust_in(Issuer.create(name="Another"))):
        verdicts = read_card(card_of(), trust=trust).verdicts
        assert verdicts.sod_signature is SodSignature.VALID
        assert verdicts.issuer_trust is IssuerTrust.UNKNOWN
        assert verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE


def test_a_revoked_signer_is_told() -> None:
    issuer = standing_issuer()
    revoked = trust_in(issuer, issuer.revocation_list(revoke_signer=True))
    assert read_card(card_of(), trust=revoked).verdicts.issuer_trust is IssuerTrust.REVOKED
    others = trust_in(issuer, issuer.revocation_list(revoke_signer=False))
    assert read_card(card_of(), trust=others).verdicts.issuer_trust is IssuerTrust.TRUSTED


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (AccessKeys(can="000000"), CardErrorCode.WRONG_ACCESS_KEY),
        (AccessKeys(mrz_keys=(ADULT_MAN.mrz.key,)), CardErrorCode.WRONG_ACCESS_KEY),
        (AccessKeys(can="12345"), CardErrorCode.CAN_NOT_6_DIGITS),
    ],
)
def test_keys_that_do_not_open(keys: AccessKeys, code: CardErrorCode) -> None:
    with pytest.raises(CardError) as caught:
        read_card(card_of(), keys=keys)
    assert code_of(caught) is code


def test_a_wrong_can_leaves_the_way_by_bac() -> None:
    reading = read_card(card_of(), keys=AccessKeys("000000", (ADULT_WOMAN.mrz.key,)))
    assert reading.verdicts.access is AccessProtocol.BAC


def test_no_keys_at_all() -> None:
    reader = SimulatedReader()
    reader.insert(card_of())
    transport = reader.wait_for_card(0, Event())
    assert transport is not None
    with pytest.raises(CardError) as caught:
        ChipReader(transport, AccessKeys(), TrustStore(), lambda: NOW).read()
    assert code_of(caught) is CardErrorCode.ACCESS_KEY_NEEDED


def test_only_a_can_for_a_chip_that_knows_bac_alone() -> None:
    with pytest.raises(CardError) as caught:
        read_card(card_of(quirks=Quirks(offers_pace=False)))
    assert code_of(caught) is CardErrorCode.ACCESS_KEY_NEEDED


@pytest.mark.parametrize("after", [0, 1, 3, 7, 12, 20, 25])
def test_a_card_lifted_too_early(after: int) -> None:
    with pytest.raises(CardError) as caught:
        read_card(card_of(), faults=LineFaults(lifted_after=after))
    assert code_of(caught) in {CardErrorCode.CARD_REMOVED, CardErrorCode.NO_CARD}


def plain_count() -> int:
    """Commands of a plain reading."""
    return read_card(card_of()).apdu_count


def lifted_reading(
    after: int, quirks: Quirks | None = None
) -> tuple[ChipReader, SimulatedReader, SimulatedCard]:
    """A reading that ended because the card was lifted after so many commands."""
    line = SimulatedReader(LineFaults(lifted_after=after))
    card = card_of(quirks=quirks)
    line.insert(card)
    transport = line.wait_for_card(0, Event())
    assert transport is not None
    reader = ChipReader(transport, CAN_AND_MRZ, trust_in(standing_issuer()), lambda: NOW)
    with pytest.raises(CardError) as caught:
        reader.read()
    assert code_of(caught) in LIFTED
    line.faults = LineFaults()
    return reader, line, card


def resumed(reader: ChipReader, line: SimulatedReader, card: SimulatedCard) -> CardReading:
    line.insert(card)
    transport = line.wait_for_card(0, Event())
    assert transport is not None
    return reader.resume(transport)


@pytest.mark.parametrize("after", every_second([0, 3, 9, 13, 16, 18, 20, 22, 24, 26]))
@pytest.mark.parametrize("quirks", [Quirks(), Quirks(ca_cipher=None), Quirks(offers_pace=False)], ids=str)
def test_a_card_lifted_anywhere_is_read_on(after: int, quirks: Quirks) -> None:
    commands = read_card(card_of(quirks=quirks), keys=CAN_AND_MRZ).apdu_count
    reader, line, card = lifted_reading(min(after, commands - 1), quirks)
    reading = resumed(reader, line, card)
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.portrait is not None
    assert not reading.file_faults


def test_what_was_read_is_not_read_again() -> None:
    plain = read_card(card_of()).apdu_count
    reader, line, card = lifted_reading(plain - 2)
    assert resumed(reader, line, card).apdu_count < 2 * plain - 6


def test_a_copy_put_back_in_place_of_the_original_is_not_genuine() -> None:
    """All files are those of the card whose key was proved a moment ago."""
    reader, line, card = lifted_reading(plain_count() - 4)
    reading = resumed(reader, line, card.forged_copy())
    assert reading.verdicts.data_group_integrity is DataGroupIntegrity.INTACT
    assert reading.verdicts.chip_genuine is ChipGenuine.NO


@pytest.mark.parametrize("person", [ADULT_WOMAN, ADULT_MAN], ids=lambda person: person.key)
def test_another_card_put_back(person: SamplePerson) -> None:
    reader, line, _ = lifted_reading(plain_count() - 6)
    with pytest.raises(CardError) as caught:
        resumed(reader, line, card_of(person))
    assert code_of(caught) is CardErrorCode.CARD_CHANGED


def test_a_card_without_the_known_file_is_another_card() -> None:
    reader, line, _ = lifted_reading(plain_count() - 6)
    with pytest.raises(CardError) as caught:
        resumed(reader, line, card_of(quirks=Quirks(missing_files=frozenset({files.SOD}))))
    assert code_of(caught) is CardErrorCode.CARD_CHANGED


class SwappedLine:
    """A line that breaks once in the portrait, and behind which another card lies from then on."""

    name = "swapped"

    def __init__(self, first: SimulatedCard, second: SimulatedCard) -> None:
        self._card = first
        self._second = second
        self._count = 0
        self._breaks_at = plain_count() - 3  # in the portrait

    def connect(self) -> bytes:
        self._card.reset()
        return self._card.atr

    def transmit(self, apdu: bytes) -> bytes:
        self._count += 1
        if self._count == self._breaks_at:
            self._card = self._second
            raise CardError(CardErrorCode.TRANSPORT_FAILED)
        return self._card.process(apdu)

    def disconnect(self) -> None:
        self._card.reset()


@pytest.mark.parametrize("same", [True, False])
def test_a_card_swapped_in_a_broken_session_is_noticed(same: bool) -> None:
    """The other card opens with the same access number; only its content can tell."""
    other = card_of(replace(ADULT_WOMAN, full_name="Nguyễn Thị Minh Trâm"))
    first = card_of()
    line = SwappedLine(first, first if same else other)
    reader = ChipReader(line, AccessKeys(can=ADULT_WOMAN.can), trust_in(standing_issuer()), lambda: NOW)
    if same:
        assert reader.read().portrait is not None
        return
    with pytest.raises(CardError) as caught:
        reader.read()
    assert code_of(caught) is CardErrorCode.CARD_CHANGED


class Watched:
    """A reading with progress, cancel and a clock of its own."""

    def __init__(self) -> None:
        self.reader = SimulatedReader()
        self.reader.insert(card_of())
        self.progress: list[ChipProgress] = []
        self.cancel = Event()

    def read(self, deadline: float = 15, step: float = 0.0) -> None:
        transport = self.reader.wait_for_card(0, Event())
        assert transport is not None
        now = 0.0

        def monotonic() -> float:
            nonlocal now
            now += step
            return now

        ChipReader(
            transport,
            AccessKeys(can=ADULT_WOMAN.can),
            TrustStore(),
            lambda: NOW,
            on_progress=self.on_progress,
            cancel=self.cancel,
            deadline_seconds=deadline,
            monotonic=monotonic,
        ).read()

    def on_progress(self, progress: ChipProgress) -> None:
        self.progress.append(progress)


def test_progress_tells_files_in_the_order_that_matters() -> None:
    watched = Watched()
    watched.read()
    phases = [progress.phase for progress in watched.progress]
    assert phases[0] is ChipPhase.OPENING_CHIP
    assert phases[-1] is ChipPhase.VERIFYING
    files_told = [progress.file for progress in watched.progress if progress.file]
    assert list(dict.fromkeys(files_told)) == ["SOD", "COM", "DG1", "DG13", "DG14", "DG2", "DG15"]
    portrait_told = [progress.fraction for progress in watched.progress if progress.file == "DG2"]
    assert portrait_told[-1] == 1.0
    assert all(before <= after for before, after in pairwise(portrait_told))


def test_cancel() -> None:
    watched = Watched()
    watched.on_progress = lambda progress: watched.cancel.set() if progress.file == "DG2" else None  # type: ignore[method-assign]
    with pytest.raises(CardError) as caught:
        watched.read()
    assert code_of(caught) is CardErrorCode.CANCELLED


def test_deadline() -> None:
    with pytest.raises(CardError) as caught:
        Watched().read(deadline=5, step=0.4)
    assert code_of(caught) is CardErrorCode.DEADLINE_EXCEEDED
