"""The card: a whole chip reading, in process and over PC/SC, its parts, and the QR code in camera frames."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from threading import Event

import cv2
import numpy as np

from bench.table import Row, print_table, timed
from ekyc.card.picture import Image
from ekyc.card.qr_decode import decode_qr
from ekyc.card.reading import CardReading, ChipGenuine
from ekyc.chip.access import AccessKeys
from ekyc.chip.certificates import Certificate
from ekyc.chip.pcsc import PcscConnector
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.reader import ChipReader
from ekyc.chip.trust_store import TrustStore
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import standing_issuer
from simulation.card.plain_portrait import plain_portrait
from simulation.card.qr_picture import qr_frame
from simulation.card.quirks import Quirks, SigningKey
from simulation.card.reader import SimulatedReader
from simulation.card.virtual_reader import VirtualReaderUnavailableError, virtual_reader
from simulation.people import ADULT_WOMAN, CHILD

_FILE_BYTES = 20_000
_RUNS = 25
_WAIT_SECONDS = 10.0

# Assumed of a reader at 424 kbit/s: 9 bits a byte (ISO/IEC 14443), and what host and chip take on top.
_BITS_PER_SECOND = 424_000
_BITS_PER_BYTE = 9
_SECONDS_PER_EXCHANGE = 0.008
_SECONDS_OF_CHIP_CRYPTOGRAPHY = 0.6  # four multiplications for PACE, one for chip authentication


class CountingTransport:
    """Passes everything on and counts it."""

    def __init__(self, reader: SimulatedReader) -> None:
        found = reader.wait_for_card(0, Event())
        if found is None:
            raise RuntimeError("the simulated reader is empty")
        self._inner = found
        self.bytes = 0

    @property
    def name(self) -> str:
        return self._inner.name

    def connect(self) -> bytes:
        return self._inner.connect()

    def transmit(self, apdu: bytes) -> bytes:
        response = self._inner.transmit(apdu)
        self.bytes += len(apdu) + len(response)
        return response

    def disconnect(self) -> None:
        self._inner.disconnect()


def main() -> None:
    rows: list[Row] = []
    for label, lengths, quirks in (
        ("Le 256", ReadLengths(), Quirks(extended_length=False)),
        ("Le 1000", ReadLengths((1000, 223)), Quirks()),
        ("Le as the kiosk starts", ReadLengths(), Quirks()),
        ("greatest Le", ReadLengths((65000, 223)), Quirks()),
    ):
        rows += _reading_rows(label, quirks, lengths)
    bac = AccessKeys(mrz_keys=(ADULT_WOMAN.mrz.key,))
    card = _card(Quirks(offers_pace=False))
    rows.append(timed("chip reading, BAC", partial(_read, card, ReadLengths(), bac), _RUNS))
    card = _card(Quirks(ca_cipher=None, signing_key=SigningKey.RSA))
    rows.append(
        timed("chip reading, active authentication by RSA", partial(_read, card, ReadLengths()), _RUNS)
    )
    rows += _pcsc_rows()
    rows += _qr_rows()
    print_table("Card", rows)


def _reading_rows(label: str, quirks: Quirks, lengths: ReadLengths) -> list[Row]:
    card = _card(quirks)
    reading, carried = _read(card, lengths)
    on_the_air = carried * _BITS_PER_BYTE / _BITS_PER_SECOND
    modelled = on_the_air + reading.apdu_count * _SECONDS_PER_EXCHANGE + _SECONDS_OF_CHIP_CRYPTOGRAPHY
    return [
        timed(f"chip reading, {label}", partial(_read, card, lengths), _RUNS),
        Row("  its APDUs", (float(reading.apdu_count),), "APDUs"),
        Row("  modelled on a reader at 424 kbit/s", (modelled,), "s"),
    ]


def _pcsc_rows() -> list[Row]:
    """Through the real service and driver, where a machine allows a virtual reader."""
    try:
        with virtual_reader() as reader:
            rows = []
            for label, quirks in (
                ("Le as the kiosk starts", Quirks()),
                ("Le 256", Quirks(extended_length=False)),
            ):
                connector = PcscConnector()
                with reader.holding(_card(quirks)):
                    work = partial(_read_on, connector)
                    rows.append(timed(f"pcscd and vpcd, {label}", work, _RUNS))
                connector.close()
            return rows
    except VirtualReaderUnavailableError as reason:
        print(f"not measured over PC/SC: {reason}")
        return []


def _read_on(connector: PcscConnector) -> CardReading:
    transport = connector.wait_for_card(_WAIT_SECONDS, Event())
    if transport is None:
        raise RuntimeError("the virtual reader is empty")
    keys = AccessKeys(can=ADULT_WOMAN.can)
    reading = ChipReader(transport, keys, _trust(), lambda: datetime.now(UTC)).read()
    if reading.verdicts.chip_genuine is not ChipGenuine.YES:
        raise RuntimeError("the card was not proved")
    return reading


def _trust() -> TrustStore:
    return TrustStore.from_certificates([Certificate.load(standing_issuer().csca_der)])


def _card(quirks: Quirks) -> SimulatedCard:
    """A card with about 20 kB of files: a JPEG comment fills the portrait up."""
    portrait = plain_portrait()
    bare = SimulatedCard(ADULT_WOMAN, portrait, quirks=quirks).file_bytes
    filling = secrets.token_bytes(max(0, _FILE_BYTES - bare))
    comment = b"\xff\xfe" + (len(filling) + 2).to_bytes(2, "big") + filling
    return SimulatedCard(ADULT_WOMAN, portrait[:2] + comment + portrait[2:], quirks=quirks)


def _read(
    card: SimulatedCard, lengths: ReadLengths, keys: AccessKeys | None = None
) -> tuple[CardReading, int]:
    reader = SimulatedReader()
    reader.insert(card)
    transport = CountingTransport(reader)
    keys = keys or AccessKeys(can=card.person.can)
    reading = ChipReader(transport, keys, _trust(), lambda: datetime.now(UTC), read_lengths=lengths).read()
    return reading, transport.bytes


def _qr_rows() -> list[Row]:
    rows = []
    for label, pixels, blur, light in (
        ("clean, 3 px/module", 3.0, 0.0, 1.0),
        ("clean, 1.5 px/module", 1.5, 0.0, 1.0),
        ("blurred by half a module", 3.0, 1.5, 1.0),
        ("light x 0.1, noise", 3.0, 0.0, 0.1),
    ):
        frames = [_degraded(pixels, blur, light, seed) for seed in range(10)]
        found = sum(bool(decode_qr(frame)) for frame in frames)
        rows.append(_median_row(f"QR code, {label}", frames))
        rows.append(Row("  read within one frame's budget", (found / len(frames) * 100,), "%"))
    rows.append(_median_row("no QR code in view", [np.full((720, 1280), 120, dtype=np.uint8)] * 10))
    return rows


def _median_row(label: str, frames: Sequence[Image]) -> Row:
    samples = [timed("", partial(decode_qr, frame), 1).samples[0] for frame in frames]
    return Row(label, tuple(samples), "ms")


def _degraded(pixels: float, blur: float, light: float, seed: int) -> Image:
    rng = np.random.default_rng(seed)
    turn = float(rng.uniform(-15, 15))
    frame = cv2.cvtColor(qr_frame(CHILD, pixels_per_module=pixels, degrees=turn), cv2.COLOR_BGR2GRAY)
    if blur:
        frame = cv2.GaussianBlur(frame, (0, 0), blur)
    noisy = frame * light + rng.normal(0, 2, frame.shape)
    return np.asarray(np.clip(noisy, 0, 255), dtype=np.uint8)
