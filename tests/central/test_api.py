"""What any client may see, whatever it sends: problem details, no stack trace, no echo of what it sent."""

from __future__ import annotations

import contextlib
import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey
from pydantic import SecretStr
from sqlalchemy import text

from central.app import create_app
from central.connectors.text_message_sandbox import KeepingCarrier
from central.connectors.text_messages import TextMessage
from central.embedded import EmbeddedCentral
from central.operations.serving import ServerThread, listen
from central.settings import CentralSettings
from kiosk.contract.wire import MAX_BODY_BYTES, PROBLEM_MEDIA_TYPE, CodeChannel, Problem
from kiosk.sync.errors import CentralRefusedError
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import Station, open_station, sample_act


@pytest.fixture
def database_url() -> None:
    """The wire looks the same whatever the database: one will do."""


@pytest.fixture(scope="module")
def bare_central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedCentral]:
    """One server for the tests that leave nothing behind."""
    server = EmbeddedCentral(central_folder(tmp_path_factory.mktemp("central")))
    server.start()
    yield server
    server.stop()


STREAM = "/v1/streams/01900000-0000-7000-8000-000000000001"


def problem_of(answer: httpx.Response) -> Problem:
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    problem = Problem.model_validate_json(answer.content)
    assert problem.status == answer.status_code
    assert problem.code != "unknown"
    return problem


@pytest.mark.parametrize(
    ("method", "path", "content", "refusal"),
    [
        ("GET", "/nothing", b"", (404, "not-found")),
        ("DELETE", "/v1/health", b"", (405, "method-not-allowed")),
        ("GET", STREAM, b"", (401, "assertion-invalid")),
        ("GET", "/v1/streams/1", b"", (401, "assertion-invalid")),
        ("POST", f"{STREAM}/events", b"{", (401, "assertion-invalid")),
        ("POST", f"{STREAM}/events", b'{"events": []}', (401, "assertion-invalid")),
        ("POST", f"{STREAM}/events", b"\xff", (401, "assertion-invalid")),
        ("POST", "/v1/codes", b"{", (422, "request-invalid")),
        ("POST", "/v1/codes", b"\xff", (400, "bad-request")),
        ("POST", "/v1/codes", b'{"address": "a@b.vn"}', (401, "assertion-invalid")),
        ("POST", "/v1/enrolments", b'{"code_name": "no", "device_key": "key"}', (422, "request-invalid")),
        (
            "POST",
            "/v1/enrolments",
            b'{"code_name": "ABCD", "proof": "00", "device_key": {}}',
            (422, "request-invalid"),
        ),
        ("GET", "/v1/registrations/01900000-0000-7000-8000-000000000009", b"", (404, "act-unknown")),
        ("GET", "/v1/registrations/9", b"", (422, "request-invalid")),
        ("POST", "/v1/codes", bytes(MAX_BODY_BYTES + 1), (413, "body-too-large")),
    ],
)
def test_every_refusal_is_a_problem(
    bare_central: EmbeddedCentral, method: str, path: str, content: bytes, refusal: tuple[int, str]
) -> None:
    headers = {"content-type": "application/json"} if content else {}
    url = bare_central.url + path
    answer = httpx.request(method, url, content=content, headers=headers, trust_env=False)
    assert (answer.status_code, problem_of(answer).code) == refusal
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize(
    ("path", "body", "media_type", "place"),
    [
        (f"{STREAM}/events", b"{", "application/json", "body"),
        (f"{STREAM}/events", b"\xff", "application/json", "body"),
        (f"{STREAM}/events", b'{"events": []}', "application/json", "body.events"),
        (f"{STREAM}/events", b'{"events": []}', "text/plain", "body"),
        ("/v1/streams/nguyen/events", b'{"events": []}', "application/json", "path.stream_id"),
    ],
)
def test_a_signed_push_without_the_agreed_form_is_refused(
    station: Station, central: EmbeddedCentral, *, path: str, body: bytes, media_type: str, place: str
) -> None:
    client = station.client(central.url)
    token = client._assertion("POST", path, body)
    client.close()
    headers = {"authorization": f"Bearer {token}", "content-type": media_type}
    answer = httpx.post(f"{central.url}{path}", content=body, headers=headers, trust_env=False)
    problem = problem_of(answer)
    assert (answer.status_code, problem.code, problem.detail) == (422, "request-invalid", place)


def test_a_wrong_field_is_named_without_its_value(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    body = b'{"address": "nguyen van thu", "language": "vi"}'
    token = client._assertion("POST", "/v1/codes", body)
    client.close()
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    answer = httpx.post(f"{central.url}/v1/codes", content=body, headers=headers, trust_env=False)
    problem = problem_of(answer)
    assert (problem.code, problem.detail) == ("request-invalid", "body.email.address")
    assert b"nguyen" not in answer.content


def test_a_body_without_a_length_is_refused(bare_central: EmbeddedCentral) -> None:
    answer = httpx.post(f"{bare_central.url}/v1/codes", content=iter([b"{}"]), trust_env=False)
    assert problem_of(answer).code == "length-required"


FIELD_CHARACTERS = st.characters(codec="latin-1", exclude_categories=["Cc"]) | st.just("\t")
"""What a header may hold (RFC 9110, 5.5); blanks at an end are the receiver's to take off."""

TOKENS = st.one_of(
    st.text(FIELD_CHARACTERS, max_size=60),
    st.builds(
        "{}.{}.{}".format,
        st.sampled_from(
            ["", "e30", "eyJhbGciOiJFUzI1NiJ9", "eyJhbGciOiJub25lIn0", "eyJhbGciOjF9", "W10", "MQ"]
        ),
        st.sampled_from(["", "e30", "AA"]),
        st.sampled_from(["", "AA", "A" * 86]),
    ),
)


@settings(max_examples=40)
@given(token=TOKENS)
def test_no_token_upsets_the_server(bare_central: EmbeddedCentral, token: str) -> None:
    answer = sent_as_it_is(bare_central, f"Bearer {token}")
    assert problem_of(answer).code in ("assertion-invalid", "device-unknown")


def sent_as_it_is(central: EmbeddedCentral, authorization: str) -> httpx.Response:
    """httpx would refuse a header that ends in a blank; a stranger's client need not."""
    with contextlib.closing(http.client.HTTPConnection(httpx.URL(central.url).netloc.decode())) as line:
        line.request("GET", STREAM, headers={"authorization": authorization.encode("latin-1")})
        answer = line.getresponse()
        return httpx.Response(answer.status, headers=answer.getheaders(), content=answer.read())


def test_a_signature_is_about_one_request(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    token = client._assertion("GET", STREAM, b"")
    client.close()
    headers = {"authorization": f"Bearer {token}"}
    right = httpx.get(central.url + STREAM, headers=headers, trust_env=False)
    other_path = httpx.get(central.url + STREAM[:-1] + "2", headers=headers, trust_env=False)
    other_method = httpx.post(
        f"{central.url}/v1/codes", headers=headers, json={"address": "a@b.vn"}, trust_env=False
    )
    assert problem_of(right).code == "stream-unknown"
    assert problem_of(other_path).code == "assertion-invalid"
    assert problem_of(other_method).code == "assertion-invalid"


def test_an_old_signature_is_refused_with_the_time(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    client = station.client(central.url)
    token = client._assertion("GET", STREAM, b"")
    client.close()
    clock.advance(301)
    answer = httpx.get(central.url + STREAM, headers={"authorization": f"Bearer {token}"}, trust_env=False)
    problem = problem_of(answer)
    assert (problem.code, problem.server_time) == ("clock-skew", clock.now())


def test_another_key_cannot_sign_for_a_device(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    client._device_key = ECKey.generate_key("P-256", parameters={"kid": station.credentials.kid})
    with pytest.raises(CentralRefusedError) as caught:
        client.stream_state(uuid4())
    client.close()
    assert caught.value.code == "device-unknown"


def test_an_enrolment_code_grows_old(central: EmbeddedCentral, station: Station, clock: ManualClock) -> None:
    code = central.new_enrolment_code("KIOSK-09")
    clock.advance(24 * 3600)
    client = station.client(central.url)
    with pytest.raises(CentralRefusedError) as caught:
        client.enrol(code)
    client.close()
    assert caught.value.code == "enrolment-code-wrong"


def test_the_demo_shows_mails_and_texts_and_escapes_them(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    client.send_code(CodeChannel.EMAIL, "a&b@example.vn", "en")
    client.close()
    kept = KeepingCarrier(central.central.settings.text_dir)
    for number in (1, 2):
        message = TextMessage(message_id=UUID(int=number), phone="0903555012", text=f"<{number}>")
        for _ in range(2):  # a repeat is the same message
            kept.answer(message.model_dump(mode="json"))
    page = httpx.get(f"{central.url}/demo/mail", trust_env=False).text
    assert "a&amp;b@example.vn" in page
    assert "Your code:" in page
    assert page.count("0903555012") == 2
    assert page.index("&lt;2&gt;") < page.index("&lt;1&gt;")


def test_outside_the_demo_stored_acts_are_for_staff(tmp_path: Path) -> None:
    settings = CentralSettings(data_dir=central_folder(tmp_path), staff_token=SecretStr("a-long-staff-token"))
    server = ServerThread(create_app(settings), listener := listen("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.start()
    path = f"{url}/v1/registrations/{sample_act().act_id}"
    right = httpx.get(path, headers={"authorization": "Bearer a-long-staff-token"}, trust_env=False)
    wrong = httpx.get(path, headers={"authorization": "Bearer another"}, trust_env=False)
    none = httpx.get(path, trust_env=False)
    mail = httpx.get(f"{url}/demo/mail", trust_env=False)
    server.stop()
    assert [problem_of(each).code for each in (right, wrong, none)] == [
        "act-unknown",
        "staff-only",
        "staff-only",
    ]
    assert mail.status_code == 404


def test_without_a_relay_no_code_is_written_anywhere(tmp_path: Path) -> None:
    settings = CentralSettings(data_dir=central_folder(tmp_path))
    server = ServerThread(app := create_app(settings), listener := listen("127.0.0.1", 0))
    server.start()
    station = open_station(kiosk_database(tmp_path / "kiosk.db"))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    station.enrol(url, app.state.central.enrolments.new_code("KIOSK-01", "000", "Thử"))
    client = station.client(url)
    with pytest.raises(CentralRefusedError) as caught:
        client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    client.close()
    station.close()
    server.stop()
    assert caught.value.code == "mail-not-set-up"
    assert list(tmp_path.rglob("*.eml")) == []


def test_life_and_readiness_are_two_things(tmp_path: Path) -> None:
    settings = CentralSettings(data_dir=central_folder(tmp_path))
    server = ServerThread(app := create_app(settings), listener := listen("127.0.0.1", 0))
    server.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    assert httpx.get(f"{url}/ready", trust_env=False).json()["status"] == "ready"
    with app.state.central.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '7777'"))
    not_ready = httpx.get(f"{url}/ready", trust_env=False)
    alive = httpx.get(f"{url}/health", trust_env=False)
    server.stop()
    assert (not_ready.status_code, problem_of(not_ready).code) == (503, "not-ready")
    assert (alive.status_code, alive.json()["status"]) == (200, "ok")


def test_answers_leave_at_once() -> None:
    """Head and body are two writes: with Nagle's algorithm the second would wait 40 ms for the client."""
    listener = listen("127.0.0.1", 0)
    with socket.create_connection(listener.getsockname()), listener.accept()[0] as connection:
        assert connection.proto == socket.IPPROTO_TCP  # only then asyncio sets TCP_NODELAY
    listener.close()
