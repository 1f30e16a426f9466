"""A whole reading over real PC/SC: pcscd, the vpcd driver, pyscard, and the simulated chip behind them."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from threading import Event

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import CardReading, ChipGenuine
from ekyc.chip.access import AccessKeys
from ekyc.chip.pcsc import PcscConnector, PcscTransport, slots_now
from ekyc.chip.reader import LIFTED, ChipProgress, ChipReader
from simulation.card.bank_card import SimulatedBankCard
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import standing_issuer
from simulation.card.quirks import Quirks
from simulation.card.virtual_reader import VirtualReader, VirtualReaderUnavailableError
from simulation.card.virtual_reader import virtual_reader as service_with_reader
from simulation.card.vpcd import VpcdCard
from simulation.people import ADULT_WOMAN
from tests.counterparts import missing
from tests.ekyc.chip.readings import NOW, card_of, portrait, trust_in
from tests.exclusive import alone_with
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def virtual_reader() -> Iterator[VirtualReader]:
    with ExitStack() as stack:
        stack.enter_context(alone_with("pcscd"))
        try:
            reader = stack.enter_context(service_with_reader())
        except VirtualReaderUnavailableError as error:
            missing(str(error))
        yield reader


def find_card(connector: PcscConnector) -> PcscTransport:
    transport = connector.wait_for_card(PATIENCE, Event())
    assert transport is not None
    return transport


def read(connector: PcscConnector) -> CardReading:
    keys = AccessKeys(can=ADULT_WOMAN.can)
    return ChipReader(find_card(connector), keys, trust_in(standing_issuer()), lambda: NOW).read()


@pytest.mark.parametrize("extended", [True, False])
def test_a_whole_reading(virtual_reader: VirtualReader, extended: bool) -> None:
    connector = PcscConnector()
    with virtual_reader.holding(card_of(quirks=Quirks(extended_length=extended))):
        reading = read(connector)
    connector.close()
    assert reading.identity.full_name == ADULT_WOMAN.full_name
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.seconds["total"] > 0


def test_waiting_for_a_card(virtual_reader: VirtualReader) -> None:
    connector = PcscConnector()
    cancelled = Event()
    cancelled.set()
    assert connector.wait_for_card(PATIENCE, cancelled) is None
    with virtual_reader.holding(card_of()):
        assert find_card(connector).name == slots_now()[0].reader
    connector.close()


def test_a_card_taken_off(virtual_reader: VirtualReader) -> None:
    connector = PcscConnector()
    with virtual_reader.holding(card_of()):
        transport = find_card(connector)
        assert transport.connect().startswith(b"\x3b")
        assert transport.transmit(bytes.fromhex("00A4000C023F00")) == b"\x6d\x00"
    with pytest.raises(CardError) as caught:
        transport.transmit(bytes.fromhex("00A4000C023F00"))
    assert caught.value.card_code is CardErrorCode.CARD_REMOVED
    transport.disconnect()
    with pytest.raises(CardError) as caught:
        transport.connect()
    assert caught.value.card_code is CardErrorCode.NO_CARD
    connector.close()


def test_an_unknown_reader_is_named(virtual_reader: VirtualReader) -> None:
    connector = PcscConnector("No such reader")
    with pytest.raises(CardError) as caught:
        connector.wait_for_card(0, Event())
    connector.close()
    assert caught.value.card_code is CardErrorCode.UNKNOWN_READER


def test_a_card_lifted_from_a_real_reader_is_read_on(virtual_reader: VirtualReader) -> None:
    """It leaves in the middle of the portrait; the connector finds it again and reading goes on."""
    card, lifted = card_of(quirks=Quirks(extended_length=False)), Event()
    connector = PcscConnector()
    with ExitStack() as stack:
        stack.enter_context(virtual_reader.holding(card))

        def lift(progress: ChipProgress) -> None:
            if progress.file == "DG2" and progress.fraction > 0.3 and not lifted.is_set():
                lifted.set()
                stack.close()

        keys = AccessKeys(can=ADULT_WOMAN.can)
        reader = ChipReader(
            find_card(connector), keys, trust_in(standing_issuer()), lambda: NOW, on_progress=lift
        )
        with pytest.raises(CardError) as caught:
            reader.read()
    assert caught.value.card_code in LIFTED
    with virtual_reader.holding(card):
        reading = reader.resume(find_card(connector))
    connector.close()
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.portrait is not None


def test_a_bank_card_in_the_first_slot_hides_no_identity_card(virtual_reader: VirtualReader) -> None:
    connector = PcscConnector()
    with virtual_reader.holding(SimulatedBankCard()), virtual_reader.holding(card_of(), slot=1):
        found = find_card(connector)
        assert found.name == slots_now()[1].reader
        assert read(connector).verdicts.chip_genuine is ChipGenuine.YES
    with virtual_reader.holding(SimulatedBankCard()), pytest.raises(CardError) as caught:
        read(connector)
    connector.close()
    assert caught.value.card_code is CardErrorCode.BANK_CARD


def test_a_card_that_another_program_holds_for_a_moment(virtual_reader: VirtualReader) -> None:
    connector = PcscConnector()
    with virtual_reader.holding(card_of()):
        other = find_card(connector)
        other.connect()
        threading.Timer(0.5, other.disconnect).start()
        assert read(connector).verdicts.chip_genuine is ChipGenuine.YES
        other.connect()
        impatient = PcscTransport(find_card(connector).name, busy_seconds=0.2)
        with pytest.raises(CardError) as caught:
            impatient.connect()
        other.disconnect()
    connector.close()
    assert caught.value.card_code is CardErrorCode.CARD_IN_USE


def test_a_chip_that_falls_silent_on_a_real_reader_is_left(virtual_reader: VirtualReader) -> None:
    """The driver blocks; the reading ends all the same, and the card can be read once it has come back."""
    answers = Event()

    class Silent(SimulatedCard):
        def process(self, apdu: bytes) -> bytes:
            if apdu[1] == 0x86:
                answers.wait(PATIENCE)
            return super().process(apdu)

    connector, cancel = PcscConnector(), Event()
    silent = Silent(ADULT_WOMAN, portrait())
    with virtual_reader.holding(silent):
        keys = AccessKeys(can=ADULT_WOMAN.can)
        reader = ChipReader(
            find_card(connector), keys, trust_in(standing_issuer()), lambda: NOW, cancel=cancel
        )
        threading.Timer(0.3, cancel.set).start()
        with pytest.raises(CardError) as caught:
            reader.read()
        assert caught.value.card_code is CardErrorCode.CANCELLED
        assert not answers.is_set()
        answers.set()
        assert read(connector).verdicts.chip_genuine is ChipGenuine.YES
    connector.close()


class HangsUp:
    """A driver that takes a card's answers for a while and is gone then."""

    def __init__(self, messages: int, reset: bool) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._messages = messages
        self._reset = reset

    def serve(self) -> None:
        connection, _ = self._listener.accept()
        self._listener.close()
        with connection:
            for _ in range(self._messages):
                connection.sendall(b"\0\1\4")
            if self._reset:  # without reading: the peer's next answer meets a reset
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@pytest.mark.parametrize("messages", [0, 1, 300])
@pytest.mark.parametrize("reset", [True, False])
def test_a_driver_that_hangs_up_ends_no_thread_with_a_fault(messages: int, reset: bool) -> None:
    driver = HangsUp(messages, reset)
    server = threading.Thread(target=driver.serve)
    server.start()
    # hung up on at once, the card was never on the reader, which is a fault with a name
    with suppress(ConnectionRefusedError), VpcdCard(card_of(), driver.port):
        server.join(PATIENCE)
        assert not server.is_alive()
