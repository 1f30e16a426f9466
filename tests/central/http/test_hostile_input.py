"""Whatever anybody sends, central answers with its 4xx as problem details: nothing that is sent is a bug or a
fault of the database.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwe
from joserfc.jwk import ECKey
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from central.keys.opening import _ENCRYPTION
from kiosk.contract.wire import PROBLEM_MEDIA_TYPE, Problem, chain_hash, chain_start
from tests.acts import SUBJECT, registration_payload
from tests.central.hostile import (
    DESCRIPTION,
    FURTHER_HEADERS,
    HOSTILE_TEXTS,
    HOSTILE_VALUES,
    PATH_PARTS,
    RAW_BODIES,
    TWISTS,
    Twist,
    assertion,
    base64url,
    by_schema,
    json_bytes,
    raw_jws,
)
from tests.central_databases import new_database
from tests.manual_clock import START, ManualClock
from tests.patience import PATIENCE
from tests.sync_parts import Station, open_station

OPERATIONS = [(method.upper(), path) for path, methods in DESCRIPTION["paths"].items() for method in methods]


@dataclass(frozen=True)
class Line:
    """One central on PostgreSQL and a device that it knows."""

    central: EmbeddedCentral
    station: Station

    @property
    def key(self) -> ECKey:
        return self.station.credentials.device_key

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes) -> httpx.Response:
        """Through http.client, which sends more than httpx would."""
        connection = http.client.HTTPConnection(httpx.URL(self.central.url).netloc.decode(), timeout=PATIENCE)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in {
            "Content-Length": str(len(body)),
            "Content-Type": "application/json",
            **headers,
        }.items():
            connection.putheader(name, value.encode("latin-1"))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return httpx.Response(answer.status, headers=answer.getheaders(), content=content)


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory, postgresql: str, cut_by_kiosk: str) -> Iterator[Line]:
    folder = tmp_path_factory.mktemp("hostile")
    clock = ManualClock()
    central = EmbeddedCentral(
        folder / "central", database_url=new_database(postgresql, cut_by_kiosk), now=clock.now
    )
    central.start()
    station = open_station(folder / "kiosk.db", clock)
    station.enrol(central.url, central.new_enrolment_code())
    yield Line(central, station)
    station.close()
    central.stop()


def check(answer: httpx.Response) -> None:
    """An answer as agreed: a success, or the client's fault in problem details that repeat nothing of it."""
    assert 200 <= answer.status_code < 500, answer.text
    if answer.status_code < 300:
        return
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    assert Problem.model_validate_json(answer.content).status == answer.status_code


def signing(line: Line, method: str, path: str, body: bytes, twist: Twist) -> str:
    # The assertion binds the path as the server reads it.
    read = httpx.URL("http://central" + path).path
    return f"Bearer {assertion(line.key, method, read, body, iat=int(START.timestamp()), twist=twist)}"


def body_strategy(method: str, path: str) -> st.SearchStrategy[bytes]:
    described = DESCRIPTION["paths"][path][method.lower()].get("requestBody")
    if described is None:
        return st.just(b"") | RAW_BODIES
    if "application/json" not in described["content"]:  # a part of a file
        return RAW_BODIES | st.binary(max_size=100)
    schema = described["content"]["application/json"]["schema"]
    by_the_rule = by_schema(schema, DESCRIPTION["components"]["schemas"]).map(json_bytes)
    return st.one_of(by_the_rule, by_the_rule, by_the_rule, HOSTILE_VALUES.map(json_bytes), RAW_BODIES)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@given(data=st.data())
def test_no_request_upsets_an_operation(line: Line, method: str, path: str, data: st.DataObject) -> None:
    filled = "/".join(data.draw(PATH_PARTS) if part.startswith("{") else part for part in path.split("/"))
    body = data.draw(body_strategy(method, path))
    headers = data.draw(FURTHER_HEADERS)
    if data.draw(st.integers(0, 5)):
        headers["Authorization"] = signing(line, method, filled, body, data.draw(TWISTS))
    check(line.send(method, filled, headers, body))


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT", "OPTIONS", "TRACE", "M-SEARCH"])
@pytest.mark.parametrize(
    "path", ["/", "/v1/health/", "//v1/health", "/v1/%00", "/v1/streams/", "*", "/%ff?%ff", "/demo"]
)
def test_unknown_paths_and_methods_are_refused(line: Line, method: str, path: str) -> None:
    answer = line.send(method, path, {}, b"")
    assert answer.status_code in (400, 404, 405)
    if method != "HEAD":
        check(answer)


HEADER_TWISTS = st.dictionaries(
    st.sampled_from(["alg", "typ", "kid", "stream", "seq", "prev", "act", "crit", "b64", "zip", "\ud800"]),
    HOSTILE_VALUES,
    max_size=2,
)
CONTENT_TWISTS = st.dictionaries(
    st.sampled_from(["act_id", "kind", "schema_version", "occurred_at", "subject_id", "payload", "\x00"]),
    HOSTILE_VALUES
    | st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "registration.adult"]),
    max_size=2,
)
PAYLOAD_TWISTS = st.dictionaries(
    st.sampled_from(sorted(registration_payload())) | HOSTILE_TEXTS, HOSTILE_VALUES, max_size=2
)
SEALING_TWISTS = st.dictionaries(
    st.sampled_from(["alg", "enc", "kid", "epk", "apu", "apv", "zip", "crit", "cty"]),
    HOSTILE_VALUES
    | st.sampled_from(
        [
            {"kty": "EC", "crv": "P-256", "x": "", "y": ""},
            {"kty": "OKP", "crv": "X25519", "x": "AA"},
            "DEF",
            "none",
            "dir",
            "PBES2-HS256+A128KW",
            "RSA1_5",
        ]
    ),
    max_size=2,
)


def sealed_act(line: Line, place: tuple[UUID, int, str], act_id: UUID, draw: Callable[..., Any]) -> str:
    stream_id, sequence, previous = place
    header = {"alg": "ES256", "typ": "bhxh-act+zstd", "kid": line.station.credentials.kid, "seq": sequence}
    header |= {"stream": str(stream_id), "prev": previous, "act": str(act_id), **draw(HEADER_TWISTS)}
    content = {
        "act_id": str(act_id),
        "kind": "registration.adult",
        "schema_version": 1,
        "occurred_at": "2026-03-02T01:30:00Z",
        "subject_id": SUBJECT,
        "payload": {**registration_payload(), **draw(PAYLOAD_TWISTS)},
        **draw(CONTENT_TWISTS),
    }
    plain = draw(st.just(json_bytes(content)) | RAW_BODIES)
    packed = draw(
        st.sampled_from([zstandard.compress(plain), plain[:1000], zstandard.compress(bytes(9 << 20))])
    )
    intake = ECKey.import_key(dict(line.station.credentials.get_enrolment().intake_key))
    protected = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": intake.thumbprint(), "cty": "JOSE"}
    sealed = jwe.encrypt_compact(protected, raw_jws(header, packed, line.key), intake, registry=_ENCRYPTION)
    twists = draw(SEALING_TWISTS)
    if not twists:
        return sealed
    given_header, _, rest = sealed.partition(".")
    read = json.loads(base64.urlsafe_b64decode(given_header + "=="))
    return f"{base64url(json_bytes({**protected, **read, **twists}))}.{rest}"


@given(data=st.data())
def test_no_act_upsets_the_intake(line: Line, data: st.DataObject) -> None:
    """Whatever is in an envelope that a device signed, the act is taken or kept for staff."""
    stream_id, act_id = data.draw(st.uuids()), data.draw(st.uuids())
    previous = chain_start(stream_id)
    sealed = sealed_act(line, (stream_id, 1, previous), act_id, data.draw)
    event = {"act_id": str(act_id), "sequence": 1, "previous": previous, "sealed": sealed}
    event["chain"] = chain_hash(previous, 1, act_id, sealed)
    if data.draw(st.booleans()):
        event["transfer"] = data.draw(
            st.just("a.b.c") | HEADER_TWISTS.map(lambda header: raw_jws(header, b"{}", line.key))
        )
    path, body = f"/v1/streams/{stream_id}/events", json_bytes({"events": [event]})
    answer = line.send("POST", path, {"Authorization": signing(line, "POST", path, body, Twist())}, body)
    check(answer)
    if answer.status_code == 200:
        assert answer.json()["results"][0]["status"] in ("accepted", "quarantined", "diverged", "duplicate")


@pytest.mark.parametrize(
    "twist",
    [
        Twist(header={"kid": "\ud800"}),
        Twist(header={"kid": "\x00" * 43}),
        Twist(header={"kid": 10**400}),
        Twist(claims={"iat": 10**400}),
        Twist(claims={"iat": -(2**70)}),
        Twist(claims={"iat": float("nan")}),
    ],
    ids=lambda twist: ascii(twist)[:40],
)
def test_absurd_assertions_are_no_assertions(line: Line, twist: Twist) -> None:
    path = f"/v1/streams/{UUID(int=1)}"
    answer = line.send("GET", path, {"Authorization": signing(line, "GET", path, b"", twist)}, b"")
    check(answer)
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:bhxh-kiosk:problem:assertion-invalid")


@pytest.mark.parametrize("clock", [0, 2**31, 2**39, 2**40, -1])
def test_absurd_clocks_are_noted_or_refused(line: Line, clock: int) -> None:
    path = f"/v1/streams/{UUID(int=1)}"
    twist = Twist(claims={"clock": clock})
    answer = line.send("GET", path, {"Authorization": signing(line, "GET", path, b"", twist)}, b"")
    check(answer)
    assert answer.status_code == (404 if 0 <= clock < 2**40 else 401)


@pytest.mark.parametrize(
    "sequence",
    [0, -1, 2**31, 2**63, 2**64, 10**400, 1.5, "1e3", float("inf")],
    ids=lambda number: str(number)[:9],
)
def test_absurd_places_in_a_stream_are_refused(line: Line, sequence: float | str) -> None:
    path = f"/v1/streams/{UUID(int=1)}/events"
    event = {
        "act_id": str(UUID(int=2)),
        "sequence": sequence,
        "previous": "0" * 64,
        "chain": "0" * 64,
        "sealed": "a",
    }
    body = json_bytes({"events": [event]})
    answer = line.send("POST", path, {"Authorization": signing(line, "POST", path, body, Twist())}, body)
    check(answer)
    assert answer.json()["detail"] == "body.events.…"


def test_names_that_only_the_sender_knows_are_not_repeated(line: Line) -> None:
    body = json_bytes({"code_name": "ABCD", "proof": "0" * 64, "device_key": {"Nguyễn Văn Thử \ud800": 1}})
    answer = line.send("POST", "/v1/enrolments", {}, body)
    check(answer)
    assert answer.json()["detail"] == "body.device_key.…"


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03",  # TLS to a port without it
        b"GET / HTTP/1.1\r\n\r\n",  # no host
        b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        b"GET /\x80\xff HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /v1/enrolments HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        b"POST /v1/enrolments HTTP/1.1\r\nHost: a\r\nContent-Length: \xb2\r\n\r\n{}",
        b"POST /v1/enrolments HTTP/1.1\r\nHost: a\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n{}",
        b"POST /v1/enrolments HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
        b"\r\n" * 10,
    ],
    ids=lambda sent: ascii(sent)[:60],
)
def test_what_is_hardly_http_gets_problem_details_or_nothing(line: Line, sent: bytes) -> None:
    url = httpx.URL(line.central.url)
    with socket.create_connection((url.host, url.port or 80), timeout=PATIENCE) as connection:
        answer = b""
        with contextlib.suppress(OSError):  # it hangs up on what is far too long instead of reading it all
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(65536):
                answer += more
    head, _, body = answer.partition(b"\r\n\r\n")
    if not answer:
        assert sent.strip() == b"" or len(sent) > 100_000
        return
    assert head.startswith((b"HTTP/1.1 40", b"HTTP/1.1 41"))
    assert b"content-type: application/problem+json" in head.lower()
    assert Problem.model_validate_json(body).status == int(head.split()[1])


@pytest.mark.expects_log(
    "refused POST /v1/codes: DataError",
    "refused GET /v1/registrations/{act_id}: UndefinedTable 42P01",
    "judging waits for the database: UndefinedTable",  # should it look just then
)
def test_what_the_database_refuses_is_logged_without_data(
    line: Line, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A check that is missing shows as a line with the class of the fault, and does not ask for a repeat."""
    outgoing = line.central.central.one_time_codes._outgoing
    monkeypatch.setattr(outgoing, "address_hash", lambda *_: "secret\x00" * 3)
    body = json_bytes({"address": "thu@example.vn"})
    path = "/v1/codes"
    answer = line.send("POST", path, {"Authorization": signing(line, "POST", path, body, Twist())}, body)
    assert (answer.status_code, answer.json()["retry"]) == (422, "never")
    with line.central.central.engine.begin() as connection:
        connection.execute(text("ALTER TABLE event RENAME TO event_away"))
    try:
        gone = line.send("GET", f"/v1/registrations/{UUID(int=3)}", {}, b"")
    finally:
        with line.central.central.engine.begin() as connection:
            connection.execute(text("ALTER TABLE event_away RENAME TO event"))
    assert (gone.status_code, gone.json()["retry"], gone.headers["retry-after"]) == (503, "later", "5")
    assert "secret" not in caplog.text
