"""A TCP server that answers whatever a test wants, to play a server that misbehaves."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator

from tests.patience import PATIENCE

Behaviour = Callable[[socket.socket, threading.Event], None]


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64


@contextlib.contextmanager
def raw_server(behave: Behaviour) -> Iterator[str]:
    """``behave`` gets each connection, and an event that is set when the test is over. Gives the URL."""
    over = threading.Event()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                behave(self.request, over)

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            over.set()
            server.shutdown()
            thread.join(PATIENCE)


def silent(connection: socket.socket, over: threading.Event) -> None:
    """Take the request and say nothing."""
    connection.recv(65536)
    over.wait()


def dribbling(connection: socket.socket, over: threading.Event) -> None:
    """Answer a byte now and then, so that no single read takes long."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
    while not over.wait(0.05):
        connection.sendall(b" ")


def answering(status: str, body: bytes, media_type: str = "text/html", more: str = "") -> Behaviour:
    """The same answer to everybody."""

    def behave(connection: socket.socket, _over: threading.Event) -> None:
        connection.recv(1 << 20)
        head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n{more}"
        connection.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)

    return behave
