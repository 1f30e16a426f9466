"""Connections that say nothing, half of something, or take no answer do not stay."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from central.app import create_app
from central.operations.serving import ServerThread, listen
from central.settings import CentralSettings, HttpSettings
from kiosk.contract.wire import MAX_BODY_BYTES, Problem
from tests.patience import PATIENCE, until
from tests.ready_made import central_folder

LONG = 10 * PATIENCE
PAUSE = 2.0  # s; longer than a busy machine takes from one line of a test to the next
HEALTH = b"GET /v1/health HTTP/1.1\r\nHost: central\r\n\r\n"
HALF_A_HEAD = b"GET /v1/health HTTP/1.1\r\nHost: cen"
HALF_A_BODY = (
    b"POST /v1/codes HTTP/1.1\r\nHost: central\r\nContent-Type: application/json\r\n"
    b'Content-Length: 100\r\n\r\n{"address":'
)


class Server:
    """One central with limits of its own; each other limit is too long to be the one that a test sees."""

    def __init__(self, folder: Path, **limits: float) -> None:
        usual = {"head_seconds": LONG, "body_seconds": LONG, "answer_seconds": LONG, "idle_seconds": LONG}
        http = HttpSettings.model_validate(usual | limits)
        self._listener = listen("127.0.0.1", 0)
        settings = CentralSettings(data_dir=central_folder(folder), http=http)
        self._thread = ServerThread(create_app(settings), self._listener)
        self._thread.start()

    def connect(self) -> socket.socket:
        return socket.create_connection(self._listener.getsockname(), timeout=PATIENCE)

    def connections(self) -> int:
        return len(self._thread._server.server_state.connections)

    def stop(self) -> None:
        self._thread.stop()


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(servers: ExitStack, tmp_path: Path, **limits: float) -> Server:
    server = Server(tmp_path / "central", **limits)
    servers.callback(server.stop)
    return server


def all_of(connection: socket.socket) -> bytes:
    """What comes until the other side ends the connection."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


def told(answer: bytes) -> str:
    head, _, body = answer.partition(b"\r\n\r\n")
    problem = Problem.model_validate_json(body)
    assert int(head.split()[1]) == problem.status
    assert b"content-type: application/problem+json" in head.lower()
    return f"{problem.status} {problem.code}"


@pytest.mark.parametrize("sent", [b"", HALF_A_HEAD], ids=["nothing", "half a head"])
def test_half_a_head_is_cut_off(servers: ExitStack, tmp_path: Path, sent: bytes) -> None:
    server = start(servers, tmp_path, head_seconds=0.1)
    with server.connect() as connection:
        connection.sendall(sent)
        assert told(all_of(connection)) == "408 request-too-slow"


def test_half_a_body_is_cut_off(servers: ExitStack, tmp_path: Path) -> None:
    server = start(servers, tmp_path, body_seconds=0.1)
    with server.connect() as connection:
        connection.sendall(HALF_A_BODY)
        assert told(all_of(connection)) == "408 request-too-slow"


def test_a_slow_body_that_keeps_coming_has_more_time(servers: ExitStack, tmp_path: Path) -> None:
    server = start(servers, tmp_path, body_seconds=PAUSE, body_bytes_per_second=1 / LONG)
    with server.connect() as slow, server.connect() as silent:
        head, _, body = HALF_A_BODY.partition(b"\r\n\r\n")
        slow.sendall(head + b"\r\nExpect: 100-continue\r\n\r\n")
        assert slow.recv(65536).startswith(b"HTTP/1.1 100")  # it has the head
        slow.sendall(body)  # buys time
        silent.sendall(HALF_A_BODY)
        assert told(all_of(silent)) == "408 request-too-slow"
        slow.sendall(b" " * 87 + b"1}")
        assert slow.recv(65536).startswith(b"HTTP/1.1 401")


def test_hundreds_of_half_open_requests_are_gone(servers: ExitStack, tmp_path: Path) -> None:
    server = start(servers, tmp_path, head_seconds=0.3, body_seconds=0.3)
    with ExitStack() as opened:
        held = [opened.enter_context(server.connect()) for _ in range(300)]
        for number, connection in enumerate(held):
            connection.sendall(HALF_A_BODY if number % 2 else HALF_A_HEAD)
        assert {told(all_of(connection)) for connection in held} == {"408 request-too-slow"}
        until(lambda: server.connections() == 0)


def test_who_rests_after_an_answer_is_let_go(servers: ExitStack, tmp_path: Path) -> None:
    server = start(servers, tmp_path, idle_seconds=0.1)
    with server.connect() as connection:
        connection.sendall(HEALTH)
        assert all_of(connection).startswith(b"HTTP/1.1 200")


def test_a_further_request_has_its_own_time(servers: ExitStack, tmp_path: Path) -> None:
    server = start(servers, tmp_path, head_seconds=1.0)
    with server.connect() as connection:
        connection.sendall(HEALTH + HEALTH + HALF_A_HEAD)
        answers = all_of(connection)
    assert answers.count(b"HTTP/1.1 200") == 2
    assert answers.count(b"HTTP/1.1 408") == 1


def test_who_takes_no_answer_is_cut_off(servers: ExitStack, tmp_path: Path) -> None:
    server = start(servers, tmp_path, answer_seconds=0.2)
    with server.connect() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        until(lambda: server.connections() == 1)
        with suppress(ConnectionError):  # more than the buffers between hold
            connection.sendall(b"GET /v1/keys HTTP/1.1\r\nHost: central\r\n\r\n" * 20_000)
        until(lambda: server.connections() == 0)


def test_what_comes_after_a_refusal_is_not_waited_for(servers: ExitStack, tmp_path: Path) -> None:
    server = start(servers, tmp_path, head_seconds=0.2)
    head = f"POST /v1/codes HTTP/1.1\r\nHost: central\r\nContent-Length: {MAX_BODY_BYTES + 1}\r\n\r\n"
    with server.connect() as connection:
        connection.sendall(head.encode() + b"{")
        until(lambda: server.connections() == 0)
        assert told(all_of(connection)) == "413 body-too-large"


def test_more_connections_than_it_can_bear_are_told_so(servers: ExitStack, tmp_path: Path) -> None:
    server = start(servers, tmp_path, connections=3)
    with ExitStack() as opened:
        held = [opened.enter_context(server.connect()) for _ in range(3)]
        until(lambda: server.connections() == 3)
        answer = all_of(opened.enter_context(server.connect()))
        assert told(answer) == "503 too-many-connections"
        assert b"retry-after: 5" in answer.lower()
        held[0].sendall(HEALTH)  # who was here before is served
        assert held[0].recv(65536).startswith(b"HTTP/1.1 200")
        held[1].close()
        until(lambda: server.connections() == 2)
        late = opened.enter_context(server.connect())
        late.sendall(HEALTH)
        assert late.recv(65536).startswith(b"HTTP/1.1 200")
