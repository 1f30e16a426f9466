"""Central does what its OpenAPI document says: schemathesis draws requests by it and against it, signed by a
device that central knows, on PostgreSQL. Nothing is a fault of ours, what fits is read, what does not is
refused, and every answer has the form that is described, problem details (RFC 9457) for each refusal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response

from central.connectors.text_message_sandbox import KeepingCarrier, text_message_sandbox
from central.embedded import EmbeddedCentral
from central.settings import TextMessageSettings
from kiosk.contract.attachments import PART_MEDIA_TYPE
from kiosk.contract.wire import MAX_BODY_BYTES, PROBLEM_MEDIA_TYPE, Problem
from tests.central.hostile import DESCRIPTION, Twist, assertion
from tests.central_databases import new_database
from tests.manual_clock import START, ManualClock
from tests.patience import PATIENCE
from tests.sync_parts import open_station

schemathesis.serializer.alias(PART_MEDIA_TYPE, "application/octet-stream")
API = schemathesis.openapi.from_dict(DESCRIPTION)
OPERATIONS = {
    f"{each.method.upper()} {each.path}": each
    for each in (found.ok() for found in API.get_all_operations() if isinstance(found, Ok))
}
TAKING = [  # what takes nothing cannot be asked wrongly
    name
    for name, each in OPERATIONS.items()
    if each.body or each.path_parameters or each.query or each.headers
]
# What no schema says: that a key is a point on the curve, that a part ends within its file, that what is
# said of a visit and of its chip belongs together, that letters are base64 of a file, that a calendar file
# comes with a reminder.
READ_LATER = {
    "POST /v1/enrolments",
    "PATCH /v1/blobs/{sha256}",
    "POST /v1/grants",
    "POST /v1/findings",
    "POST /v1/chip-agreements",
    "POST /v1/paper-mails",
}
EXAMPLES = settings().max_examples // 8  # of the profile in use: `make fuzz` draws more, and new ones


class Signed(requests.auth.AuthBase):
    """The request as it will be sent, signed as a kiosk does."""

    def __init__(self, key: ECKey) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        assert isinstance(body, bytes | str)
        token = assertion(
            self._key,
            str(request.method),
            request.path_url,
            body.encode() if isinstance(body, str) else body,
            iat=int(START.timestamp()),
            twist=Twist(),
        )
        request.headers["Authorization"] = f"Bearer {token}"
        return request


@dataclass(frozen=True)
class Line:
    url: str
    signed: Signed


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory, postgresql: str, cut_by_kiosk: str) -> Iterator[Line]:
    folder = tmp_path_factory.mktemp("description")
    clock = ManualClock()
    with text_message_sandbox(KeepingCarrier()) as carrier:
        central = EmbeddedCentral(
            folder / "central",
            database_url=new_database(postgresql, cut_by_kiosk),
            now=clock.now,
            text_messages=TextMessageSettings(url=carrier.url),
        )
        central.start()
        station = open_station(folder / "kiosk.db", clock)
        station.enrol(central.url, central.new_enrolment_code())
        yield Line(central.url, Signed(station.credentials.device_key))
        station.close()
        central.stop()


def ask(line: Line, name: str, mode: GenerationMode, data: st.DataObject) -> Response:
    """One request of this mode; its answer is as described, whatever it is."""
    operation = OPERATIONS[name]
    case = data.draw(operation.as_strategy(generation_mode=mode))
    answer = case.call(base_url=line.url, auth=line.signed, timeout=PATIENCE)
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    if answer.status_code != HTTPStatus.NOT_MODIFIED:
        operation.validate_response(answer)
    assert answer.headers["cache-control"] == ["no-store"]
    assert answer.headers["x-content-type-options"] == ["nosniff"]
    if answer.status_code >= HTTPStatus.BAD_REQUEST:
        assert answer.headers["content-type"] == [PROBLEM_MEDIA_TYPE]
        assert Problem.model_validate_json(answer.content).status == answer.status_code
    return answer


def code_of(answer: Response) -> str:
    return (
        ""
        if answer.status_code < HTTPStatus.BAD_REQUEST
        else Problem.model_validate_json(answer.content).code
    )


@pytest.mark.parametrize("name", OPERATIONS)
@given(data=st.data())
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_what_fits_the_description_is_read(line: Line, name: str, data: st.DataObject) -> None:
    answer = ask(line, name, GenerationMode.POSITIVE, data)
    assert name in READ_LATER or code_of(answer) != "request-invalid"


@pytest.mark.parametrize("name", TAKING)
@given(data=st.data())
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_what_does_not_fit_is_refused(line: Line, name: str, data: st.DataObject) -> None:
    """But for further parts of a query, which mean nothing here."""
    answer = ask(line, name, GenerationMode.NEGATIVE, data)
    asked = set(parse_qs(urlsplit(str(answer.request.url)).query, keep_blank_values=True))
    assert code_of(answer) != "" or asked - {each.name for each in OPERATIONS[name].query}


@pytest.mark.parametrize("path", DESCRIPTION["paths"])
@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_with_those_that_are_allowed(line: Line, path: str, method: str) -> None:
    described = {each.upper() for each in DESCRIPTION["paths"][path]}
    if method in described:
        return
    real = path.replace("{sha256}", "0" * 64).replace("{", "").replace("}", "")
    answer = httpx.request(method, line.url + real, timeout=PATIENCE)
    assert (answer.status_code, code_in(answer)) == (405, "method-not-allowed")
    assert set(answer.headers["allow"].split(", ")) <= described


def code_in(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    problem = Problem.model_validate_json(answer.content)
    assert problem.status == answer.status_code
    return problem.code


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/", "/v1/health/", "/v2/health", "/docs", "/openapi.json", "/demo"]
)
def test_what_is_not_there_is_told_in_problem_details(line: Line, path: str) -> None:
    answer = httpx.get(line.url + path, timeout=PATIENCE)
    assert (answer.status_code, code_in(answer)) == (404, "not-found")


def test_what_is_too_large_is_told_in_problem_details(line: Line) -> None:
    body = b"x" * (MAX_BODY_BYTES + 1)
    answer = httpx.post(f"{line.url}/v1/enrolments", content=body, timeout=PATIENCE)
    assert (answer.status_code, code_in(answer)) == (413, "body-too-large")


def test_whoever_asks_for_another_form_gets_json_all_the_same(line: Line) -> None:
    headers = {"Accept": "text/html, image/*"}
    assert httpx.get(f"{line.url}/v1/health", headers=headers, timeout=PATIENCE).json()["status"] == "ok"
    refused = httpx.get(f"{line.url}/v1/blobs", headers=headers, timeout=PATIENCE)
    assert (refused.status_code, code_in(refused)) == (401, "assertion-invalid")
