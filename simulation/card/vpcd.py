"""The simulated chip as a card in a real PC/SC reader, through vpcd, the virtual driver of vsmartcard.

The driver listens on a TCP port; whoever connects is the card, and hanging up takes the card off. Messages
are length-prefixed. The driver listens on every interface, so give it a network namespace or a firewall.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress

from simulation.card.reader import Chip

PORT = 0x8C7B  # vpcd's own default
DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
READER_CONFIGURATION = f"""FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:0x{PORT:X}
LIBPATH      {DRIVER}
CHANNELID    0x{PORT:X}
"""

_POWER_OFF, _POWER_ON, _RESET, _GET_ATR = 0, 1, 2, 4
_LENGTH = struct.Struct(">H")


class VpcdCard:
    """A context manager: inside it the card lies on the virtual reader."""

    def __init__(
        self, card: Chip, port: int = PORT, prepare_thread: Callable[[], None] = lambda: None
    ) -> None:
        """``prepare_thread`` runs in the serving thread before it connects, e.g. to enter a namespace."""
        self._card = card
        self._port = port
        self._prepare_thread = prepare_thread
        self._connected = threading.Event()
        self._connection: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve, name="vpcd-card", daemon=True)

    def __enter__(self) -> VpcdCard:
        """Raises ConnectionRefusedError when no driver listens, or it hangs up at once."""
        self._card.reset()
        self._thread.start()
        self._connected.wait()
        if self._connection is None:
            raise ConnectionRefusedError("no vpcd listens on the port")
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            with suppress(OSError):  # the driver may have hung up, and the thread closed its end
                self._connection.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _serve(self) -> None:
        try:
            self._prepare_thread()
            connection = socket.create_connection(("127.0.0.1", self._port), timeout=5)
            connection.settimeout(None)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._connection = connection
        except OSError:
            return
        finally:
            self._connected.set()
        with connection:
            while (message := _receive_message(connection)) is not None:
                reply = _reply(self._card, message)
                if reply and not _send(connection, _LENGTH.pack(len(reply)) + reply):
                    break


def _send(connection: socket.socket, data: bytes) -> bool:
    """Whether the driver was still there to take it."""
    try:
        connection.sendall(data)
    except OSError:
        return False
    return True


def _receive_message(connection: socket.socket) -> bytes | None:
    """None when the connection is over."""
    header = _receive(connection, _LENGTH.size)
    return None if header is None else _receive(connection, _LENGTH.unpack(header)[0])


def _receive(connection: socket.socket, size: int) -> bytes | None:
    data = b""
    while len(data) < size:
        try:
            part = connection.recv(size - len(data))
            # without it every message waits 40 ms for the delayed acknowledgement
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        except OSError:
            return None
        if not part:
            return None
        data += part
    return data


def _reply(card: Chip, message: bytes) -> bytes:
    """Empty where the driver expects no answer."""
    if len(message) != 1:
        return card.process(message)
    if message[0] == _GET_ATR:
        return card.atr
    if message[0] in {_POWER_OFF, _POWER_ON, _RESET}:
        card.reset()
    return b""
