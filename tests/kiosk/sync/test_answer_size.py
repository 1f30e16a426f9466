"""What a server may make this kiosk hold: never more than an answer's limit, however small it came."""

from __future__ import annotations

import gzip
import socket
import threading
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.answer_reading import MOST_ANSWER_BYTES, AnswerReading
from kiosk.sync.errors import SyncError, SyncErrorCode
from local_db.outbox import OutboxState
from tests.kiosk.sync.test_worker import running
from tests.raw_server import answering, raw_server
from tests.sync_parts import Station, sample_act

MEBIBYTE = 1 << 20
GZIP = "Content-Encoding: gzip\r\n"


def bomb(mebibytes: int) -> bytes:
    """So many MiB of blanks, deflated to a thousandth."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    blanks = b" " * MEBIBYTE
    return b"".join(deflate.compress(blanks) for _ in range(mebibytes)) + deflate.flush()


def test_a_small_answer_that_inflates_is_refused_and_held_nowhere(station: Station) -> None:
    body = bomb(600)
    assert len(body) < MEBIBYTE
    with raw_server(answering("200 OK", body, "application/json", GZIP)) as url:
        client = station.client(url)
        tracemalloc.start()
        with pytest.raises(SyncError) as caught:
            client.server_time()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        client.close()
    assert caught.value.code == SyncErrorCode.ANSWER_TOO_LARGE
    assert peak < 4 * MOST_ANSWER_BYTES


def test_an_answer_without_end_is_refused(station: Station) -> None:
    def pour(connection: socket.socket, over: threading.Event) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while not over.is_set():
            connection.sendall(b" " * 65536)

    with raw_server(pour) as url:
        client = station.client(url)
        with pytest.raises(SyncError) as caught:
            client.server_time()
        client.close()
    assert caught.value.code == SyncErrorCode.ANSWER_TOO_LARGE


def test_the_worker_names_it_and_keeps_the_act(enrolled: Station) -> None:
    act = sample_act()
    enrolled.recorder.record(act)
    with (
        raw_server(answering("200 OK", bomb(20), "application/json", GZIP)) as url,
        running(enrolled, url) as (_, watcher),
    ):
        state = watcher.wait(lambda state: state.last_problem is not None)
    assert (state.online, state.last_problem) == (False, "central_answer_too_large")
    assert enrolled.outbox.get(act.act_id).state is OutboxState.PENDING


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (b"no gzip", GZIP),
        (gzip.compress(b"{}" * 5000, mtime=0)[:-4], GZIP),
        (b"{}", "Content-Encoding: br\r\n"),
        (b"{}", "Content-Encoding: gzip, gzip\r\n"),
    ],
    ids=["not packed", "cut short", "another encoding", "packed twice"],
)
def test_what_cannot_be_inflated_is_invalid(station: Station, body: bytes, more: str) -> None:
    with raw_server(answering("200 OK", body, "application/json", more)) as url:
        client = station.client(url)
        with pytest.raises(SyncError) as caught:
            client.server_time()
        client.close()
    assert caught.value.code == SyncErrorCode.ANSWER_INVALID


@given(st.binary(max_size=3000), st.integers(1, 500), st.booleans())
def test_pieces_of_any_size_make_the_same_answer(content: bytes, size: int, packed: bool) -> None:
    sent = gzip.compress(content) if packed else content
    reading = AnswerReading("gzip" if packed else "", most=3000)
    for begin in range(0, len(sent), size):
        reading.take(sent[begin : begin + size])
    assert reading.body() == content


@given(st.integers(0, 2000), st.integers(1, 200), st.booleans())
def test_the_limit_holds_to_the_byte(length: int, size: int, packed: bool) -> None:
    content = bytes(length)
    sent = gzip.compress(content) if packed else content
    reading = AnswerReading("gzip" if packed else "", most=1000)

    def read() -> bytes:
        for begin in range(0, len(sent), size):
            reading.take(sent[begin : begin + size])
        return reading.body()

    if length <= 1000:
        assert read() == content
    else:
        with pytest.raises(SyncError) as caught:
            read()
        assert caught.value.code == SyncErrorCode.ANSWER_TOO_LARGE
