"""A whole reading over real PC/SC: pcscd, the vpcd driver, pyscard, and the simulated chip behind them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from threading import Event

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import CardReading, ChipGenuine
from ekyc.chip.access import AccessKeys
from ekyc.chip.pcsc import PcscConnector, PcscTransport, list_readers
from ekyc.chip.reader import LIFTED, ChipProgress, ChipReader
from simulation.card.issuer import standing_issuer
from simulation.card.quirks import Quirks
from simulation.card.virtual_reader import VirtualReader, VirtualReaderUnavailableError
from simulation.card.virtual_reader import virtual_reader as service_with_reader
from simulation.people import ADULT_WOMAN
from tests.counterparts import missing
from tests.ekyc.chip.readings import NOW, card_of, trust_in
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
        assert find_card(connector).name == list_readers()[0]
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
