"""A TCP proxy on loopback that cuts connections after so many bytes of what is asked or answered."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.raw_server import raw_server

_TICK_SECONDS = 0.05


@dataclass(frozen=True)
class Cut:
    """Of one connection: let ``passed`` bytes through towards central (or back), then hang up."""

    passed: int
    answer: bool = False


class CuttingProxy:
    """One cut for each connection, in their order; when there is none left, nothing is cut any more."""

    def __init__(self, upstream_port: int, cuts: Iterable[Cut]) -> None:
        self._upstream = ("127.0.0.1", upstream_port)
        self._cuts = list(cuts)
        self._lock = threading.Lock()
        self.made = 0  # cuts

    def _relay(self, client: socket.socket, over: threading.Event) -> None:
        with self._lock:
            cut = self._cuts.pop(0) if self._cuts else None
        passed = {True: 0, False: 0}
        with socket.create_connection(self._upstream) as upstream:
            while not over.is_set():
                for source in select.select([client, upstream], [], [], _TICK_SECONDS)[0]:
                    content = source.recv(1 << 16)
                    if not content:
                        return
                    answer = source is upstream
                    target = client if answer else upstream
                    if (
                        cut is not None
                        and cut.answer is answer
                        and passed[answer] + len(content) > cut.passed
                    ):
                        target.sendall(content[: cut.passed - passed[answer]])
                        with self._lock:
                            self.made += 1
                        return
                    passed[answer] += len(content)
                    target.sendall(content)

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        with raw_server(self._relay) as url:
            yield url
