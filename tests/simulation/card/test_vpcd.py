"""A whole reading over real PC/SC: pcscd, the vpcd driver, pyscard, and the simulated chip behind them."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import CardReading, ChipGenuine
from ekyc.chip.access import AccessKeys
from ekyc.chip.pcsc import PcscConnector, PcscTransport, list_readers
from ekyc.chip.reader import ChipReader
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import standing_issuer
from simulation.card.quirks import Quirks
from simulation.card.vpcd import DRIVER, READER_CONFIGURATION, VpcdCard
from simulation.people import ADULT_WOMAN
from tests.ekyc.chip.readings import NOW, card_of, trust_in
from tests.simulation.card.private_network import PrivateNetwork

PCSCD = shutil.which("pcscd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SOCKET = Path("/run/pcscd/pcscd.comm")
DEADLINE_SECONDS = 20.0


def why_not() -> str | None:
    if PCSCD is None or not Path(DRIVER).exists():
        return "pcscd or vsmartcard-vpcd is not installed"
    if os.geteuid() != 0:
        return "pcscd needs root to be started with a reader of its own"
    if SOCKET.exists():
        return "a PC/SC service is already running on this machine"
    return None


REASON = why_not()
pytestmark = pytest.mark.skipif(REASON is not None, reason=REASON or "")


def wait_until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + DEADLINE_SECONDS
    pause = Event()
    while not condition():
        assert time.monotonic() < end
        pause.wait(0.02)


def has_readers() -> bool:
    try:
        return bool(list_readers())
    except CardError:
        return False


class VirtualReader:
    """Puts cards on the virtual reader of a PC/SC service that only this test run sees."""

    def __init__(self, network: PrivateNetwork) -> None:
        self._network = network

    @contextmanager
    def holding(self, card: SimulatedCard) -> Iterator[None]:
        """The card is on the reader inside, and the service has noticed that it left afterwards."""
        with VpcdCard(card, prepare_thread=self._network.enter):
            yield
        watcher = PcscConnector()
        wait_until(lambda: watcher.wait_for_card(0, Event()) is None)
        watcher.close()


@pytest.fixture(scope="module")
def virtual_reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualReader]:
    folder = tmp_path_factory.mktemp("readers")
    (folder / "vpcd").write_text(READER_CONFIGURATION, encoding="ascii")
    assert PCSCD is not None
    network = PrivateNetwork()
    try:
        service = network.start([PCSCD, "--foreground", "--config", str(folder)])
    except OSError as error:
        pytest.skip(f"no network namespace of our own: {error.strerror}")
    try:
        wait_until(has_readers)
        yield VirtualReader(network)
    finally:
        service.terminate()
        service.wait(DEADLINE_SECONDS)
        network.close()


def find_card(connector: PcscConnector) -> PcscTransport:
    transport = connector.wait_for_card(DEADLINE_SECONDS, Event())
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
    assert reading.seconds["total"] < 5


def test_waiting_for_a_card(virtual_reader: VirtualReader) -> None:
    connector = PcscConnector()
    cancelled = Event()
    cancelled.set()
    assert connector.wait_for_card(DEADLINE_SECONDS, cancelled) is None
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
