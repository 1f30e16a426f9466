"""The chip: whole readings of 20 kB, in process and over PC/SC, and what they would take on a real reader.

Wanted: in process 150 ms, over pcscd and vpcd 400 ms, modelled 2.5 s.
"""

from __future__ import annotations

import secrets
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from threading import Event

from bench.table import Row, print_table, timed
from ekyc.card.errors import CardError
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
from simulation.card.quirks import Quirks, SigningKey
from simulation.card.reader import SILENT_SECONDS, LineFaults, SimulatedReader
from simulation.card.virtual_reader import VirtualReaderUnavailableError, virtual_reader
from simulation.people import ADULT_WOMAN

_FILE_BYTES = 20_000
_RUNS = 25
_WAIT_SECONDS = 10.0
_CANCEL_AFTER_SECONDS = 0.5  # longer than a reading takes up to any command

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
    rows += _abandoned_rows()
    rows += _pcsc_rows()
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


def _abandoned_rows() -> list[Row]:
    """A chip that falls silent at any command of a plain reading, and a cancel a moment later: how long the
    reading goes on after it. Without abandoning, 25 s."""
    card = _card(Quirks())
    commands = _read(card, ReadLengths())[0].apdu_count
    samples = tuple(_seconds_after_cancel(card, number) * 1000 for number in range(1, commands + 1))
    return [Row("slowest abandoned exchange", (max(samples),), "ms"), Row("  any", samples, "ms")]


def _seconds_after_cancel(card: SimulatedCard, silent_at: int) -> float:
    faults, cancel = LineFaults(silent_at=silent_at), Event()
    reader = SimulatedReader(faults)
    reader.insert(card)
    chip = ChipReader(
        CountingTransport(reader),
        AccessKeys(can=card.person.can),
        _trust(),
        lambda: datetime.now(UTC),
        cancel=cancel,
        deadline_seconds=SILENT_SECONDS,
    )
    cancelled = 0.0

    def cancel_now() -> None:
        nonlocal cancelled
        cancelled = time.perf_counter()
        cancel.set()

    timer = threading.Timer(_CANCEL_AFTER_SECONDS, cancel_now)
    timer.start()
    with suppress(CardError):
        chip.read()
    ended = time.perf_counter()
    timer.join()
    faults.answers.set()
    return ended - cancelled


def _pcsc_rows() -> list[Row]:
    """Through the real service and driver, where a machine allows a virtual reader."""
    try:
        with virtual_reader() as reader:
            rows = []
            for label, extended in (("Le as the kiosk starts", True), ("Le 256", False)):
                connector = PcscConnector()
                with reader.holding(_card(Quirks(extended_length=extended))):
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
