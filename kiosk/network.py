"""How this machine is connected: its adapters, its own address, and how soon central answers."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from kiosk.errors import KnownError

_ADAPTERS = Path("/sys/class/net")


@dataclass(frozen=True, slots=True)
class Network:
    """``adapters``: names, and whether a cable or a radio link is there. ``address``: of this machine, "" for
    none. ``answer_ms``: central's, None when it gave none, and then ``fault`` is a stable code.
    """

    adapters: tuple[tuple[str, bool], ...]
    address: str
    central: str
    answer_ms: int | None
    fault: str = ""


def look_at_network(url: str, ask: Callable[[], object], adapters: Path = _ADAPTERS) -> Network:
    """*Blocking.* ``ask`` asks central for something small, and raises `KnownError`."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    begun = perf_counter()
    try:
        ask()
    except KnownError as error:
        return Network(_adapters(adapters), _own_address(host, port), host, None, error.code)
    taken = round((perf_counter() - begun) * 1000)
    return Network(_adapters(adapters), _own_address(host, port), host, taken)


def _adapters(folder: Path) -> tuple[tuple[str, bool], ...]:
    try:
        names = sorted(each.name for each in folder.iterdir() if each.name != "lo")
    except OSError:
        return ()
    return tuple((name, _is_up(folder / name)) for name in names)


def _is_up(adapter: Path) -> bool:
    try:
        return (adapter / "operstate").read_text("ascii").strip() == "up"
    except (OSError, UnicodeDecodeError):
        return False


def _own_address(host: str, port: int) -> str:
    """Of the adapter that leads to central. Nothing is sent for it."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, protocol) as line:
            line.connect(address)
            return str(line.getsockname()[0])
    except OSError:
        return ""
