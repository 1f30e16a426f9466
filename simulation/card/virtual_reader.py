"""A PC/SC service of our own with one virtual reader, in a network of its own, on which simulated cards lie.

Needs Linux, root, and Debian's pcscd and vsmartcard-vpcd; and no other PC/SC service on the machine.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from ekyc.card.errors import CardError
from ekyc.chip.pcsc import slots_now
from simulation.card.private_network import PrivateNetwork
from simulation.card.reader import Chip
from simulation.card.vpcd import DRIVER, PORT, READER_CONFIGURATION, VpcdCard

DEADLINE_SECONDS = 20.0
_SERVICE = shutil.which("pcscd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_SOCKET = Path("/run/pcscd/pcscd.comm")
_POLL_SECONDS = 0.02


class VirtualReaderUnavailableError(Exception):
    """This machine cannot have a virtual reader; the text says why."""


class VirtualReader:
    def __init__(self, network: PrivateNetwork) -> None:
        self._network = network

    @contextmanager
    def holding(self, card: Chip, slot: int = 0) -> Iterator[None]:
        """Inside, the service knows that the card lies there; afterwards, however it ended, that it left."""
        try:
            with VpcdCard(card, PORT + slot, prepare_thread=self._network.enter):
                _wait_until(lambda: _holds_card(slot))
                yield
        finally:
            _wait_until(lambda: not _holds_card(slot))


@contextmanager
def virtual_reader() -> Iterator[VirtualReader]:
    """The service runs inside. Raises VirtualReaderUnavailableError."""
    reason = _why_not()
    if _SERVICE is None or reason is not None:
        raise VirtualReaderUnavailableError(reason)
    network = PrivateNetwork()
    with tempfile.TemporaryDirectory(prefix="bhxh-readers-") as folder:
        (Path(folder) / "vpcd").write_text(READER_CONFIGURATION, encoding="ascii")
        try:
            service = network.start([_SERVICE, "--foreground", "--config", folder])
        except OSError as error:
            raise VirtualReaderUnavailableError(f"no network namespace: {error.strerror}") from error
        try:
            _wait_until(_has_readers)
            yield VirtualReader(network)
        finally:
            service.terminate()
            service.wait(DEADLINE_SECONDS)
            network.close()


def _why_not() -> str | None:
    if _SERVICE is None or not Path(DRIVER).exists():
        return "pcscd or vsmartcard-vpcd is not installed"
    if os.geteuid() != 0:
        return "pcscd needs root to be started with a reader of its own"
    if _SOCKET.exists():
        return "a PC/SC service is already running on this machine"
    return None


def _has_readers() -> bool:
    try:
        return bool(slots_now())
    except CardError:
        return False


def _holds_card(slot: int) -> bool:
    """Of the driver's two slots, in the order of their names."""
    return sorted(slots_now(), key=lambda each: each.reader)[slot].holds_card


def _wait_until(holds: Callable[[], bool]) -> None:
    """The service has no event for us to wait on, so it is asked again and again. Raises TimeoutError."""
    until = time.monotonic() + DEADLINE_SECONDS
    while not holds():
        if time.monotonic() >= until:
            raise TimeoutError("the PC/SC service did not answer in time")
        Event().wait(_POLL_SECONDS)
