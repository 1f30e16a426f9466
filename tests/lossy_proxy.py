"""A TCP proxy on loopback that loses answers on demand, after the server has done its work."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Iterator

from tests.raw_server import raw_server

_TICK_SECONDS = 0.05


class LossyProxy:
    def __init__(self, upstream_port: int) -> None:
        self._upstream = ("127.0.0.1", upstream_port)
        self._changed = threading.Condition()
        self._answers_to_cut = 0
        self.answers_cut = 0

    def cut_next_answers(self, count: int) -> None:
        with self._changed:
            self._answers_to_cut = count

    def wait_for_cuts(self, count: int, seconds: float) -> bool:
        """Wait until so many answers have been cut in all; False when they were not in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self.answers_cut >= count, seconds)

    def _cuts_this_answer(self) -> bool:
        with self._changed:
            if self._answers_to_cut == 0:
                return False
            self._answers_to_cut -= 1
            self.answers_cut += 1
            self._changed.notify_all()
            return True

    def _relay(self, client: socket.socket, over: threading.Event) -> None:
        with socket.create_connection(self._upstream) as upstream:
            while not over.is_set():
                for source in select.select([client, upstream], [], [], _TICK_SECONDS)[0]:
                    content = source.recv(1 << 16)
                    if not content or (source is upstream and self._cuts_this_answer()):
                        return
                    (client if source is upstream else upstream).sendall(content)

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Gives the URL under which the upstream can be reached with losses."""
        with raw_server(self._relay) as url:
            yield url
