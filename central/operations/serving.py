"""Running the server in a thread: for the embedded central and for the command line alike."""

from __future__ import annotations

import socket
import threading

import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from central.http.http_protocol import with_limits

MORE_TO_STOP = 5
"""Seconds that a server may take to stop once its requests had theirs."""

_QUEUE = 512  # connections that nobody has accepted yet


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol by name: without it asyncio leaves Nagle's algorithm on, and each answer waits 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_QUEUE)
    except OSError:
        listener.close()
        raise
    return listener


def share(listener: socket.socket, among: int) -> list[socket.socket]:
    """So many sockets in the place of one: the kernel gives each its part of the connections. Of one socket
    that many processes listen on, the quickest takes nearly all. Raises OSError.
    """
    host, port = listener.getsockname()[:2]
    listener.close()
    shared: list[socket.socket] = []
    for _ in range(among):
        each = socket.socket(listener.family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        shared.append(each)
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        each.bind((host, port))
        each.listen(_QUEUE)
    return shared


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.settled.set()


class ServerThread:
    """Serves ``app`` on ``listener`` until stopped; takes both over."""

    def __init__(self, app: FastAPI, listener: socket.socket) -> None:
        settings = app.state.central.settings.http
        config = uvicorn.Config(
            app,
            loop="uvloop",
            http=with_limits(settings),
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=settings.stop_seconds,
        )
        self._stop_seconds = settings.stop_seconds + MORE_TO_STOP
        self._listener = listener
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._run, name="central", daemon=True)

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self._server.settled.set()

    def start(self) -> None:
        """Returns when the server answers. Raises RuntimeError when it could not start."""
        self._thread.start()
        self._server.settled.wait()
        if not self._server.started:
            self._thread.join(self._stop_seconds)
            self._listener.close()
            raise RuntimeError("central did not start")

    def stop(self) -> None:
        """Take no more requests, finish those under way, and close the port."""
        self._server.should_exit = True
        self._thread.join(self._stop_seconds)
        self._listener.close()
