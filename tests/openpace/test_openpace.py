"""PACE and secure messaging against OpenPACE, in both roles: our own two sides might both be wrong alike."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path
from threading import Event

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import AccessProtocol
from ekyc.chip.access import AccessKeys, open_chip
from ekyc.chip.file_reader import ReadPlan, read_file
from ekyc.chip.lds import LdsFile
from ekyc.chip.session import ChipSession
from simulation.card import files
from simulation.card.chip_crypto import AES128, AES192, AES256, DES3
from simulation.card.quirks import Quirks
from simulation.people import ADULT_WOMAN
from tests.counterparts import missing
from tests.ekyc.chip.readings import card_of

PEER = Path(__file__).with_name("peer.py")
DEADLINE_SECONDS = 20.0
COM = files.com([1, 2, 13, 14])
VARIANTS = [(AES128, 13), (DES3, 12), (AES192, 16), (AES256, 17)]  # the first is that of Vietnamese cards


class Peer:
    """The other process, line by line. Its standard error goes to ours."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def write(self, *lines: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("".join(f"{line.hex()}\n" for line in lines))
        self._process.stdin.flush()

    def read(self) -> str:
        """Empty when the process has ended."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


class ForeignChip:
    """A transport to OpenPACE's chip."""

    name = "OpenPACE"

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    def connect(self) -> bytes:
        return b""

    def transmit(self, apdu: bytes) -> bytes:
        self._peer.write(apdu)
        return bytes.fromhex(self._peer.read())

    def disconnect(self) -> None:
        return None


@contextmanager
def peer(role: str, *first_lines: bytes) -> Iterator[Peer]:
    if find_library("eac") is None and not list(Path("/usr/lib").glob("*/libeac.so.3")):
        missing("libeac3 is not installed")
    with subprocess.Popen(
        [sys.executable, str(PEER), role], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        watchdog = threading.Timer(DEADLINE_SECONDS, process.kill)
        watchdog.start()
        try:
            other = Peer(process)
            other.write(*first_lines)
            yield other
        finally:
            watchdog.cancel()
            process.kill()


@pytest.mark.parametrize(("cipher", "parameter_id"), VARIANTS)
def test_our_reader_opens_their_chip(cipher: int, parameter_id: int) -> None:
    card_access = files.card_access(cipher, parameter_id)
    with peer("chip", ADULT_WOMAN.can.encode(), card_access, COM) as other:
        session = ChipSession(ForeignChip(other), Event(), DEADLINE_SECONDS)
        assert open_chip(session, AccessKeys(can=ADULT_WOMAN.can)).protocol is AccessProtocol.PACE
        assert read_file(session, LdsFile.COM.file_id, LdsFile.COM.tag, ReadPlan(100)) == COM


def test_their_chip_refuses_a_wrong_access_number() -> None:
    with peer("chip", ADULT_WOMAN.can.encode(), files.card_access(AES128, 13), COM) as other:
        session = ChipSession(ForeignChip(other), Event(), DEADLINE_SECONDS)
        with pytest.raises(CardError) as caught:
            open_chip(session, AccessKeys(can="000000"))
    assert caught.value.card_code is CardErrorCode.WRONG_ACCESS_KEY


@pytest.mark.parametrize(("cipher", "parameter_id"), VARIANTS)
def test_their_terminal_opens_our_chip(cipher: int, parameter_id: int) -> None:
    card = card_of(quirks=Quirks(pace_cipher=cipher, pace_parameter_id=parameter_id))
    with peer("terminal", ADULT_WOMAN.can.encode(), files.card_access(cipher, parameter_id)) as other:
        while not (line := other.read()).startswith("done"):
            assert line, "their terminal gave up"
            other.write(card.process(bytes.fromhex(line)))
    assert bytes.fromhex(line.removeprefix("done ")) == files.com([1, 2, 3, 13, 14, 15])
