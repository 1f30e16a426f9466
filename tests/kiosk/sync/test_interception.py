"""Who sits on the line between a kiosk and central, even with a certificate that the kiosk trusts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OctKey

from central.embedded import EmbeddedCentral
from kiosk.contract.enrolment import GRANT_TYP, code_key
from kiosk.contract.wire import EnrolmentGrant, EnrolmentRequest
from kiosk.sync.client import public_jwk
from kiosk.sync.errors import CentralRefusedError, SyncError
from tests.central.hostile import base64url
from tests.ready_made import central_folder
from tests.sync_parts import Station, open_station, sample_act
from tests.tls import Authority, Passing, make_authority, tls_proxy


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("tls") / "own")


def swapped(passing: Passing, sign: str) -> bytes:
    """The grant with the interceptor's own intake key, signed as well as somebody can without the code."""
    payload = jws.extract_compact(json.loads(passing.answer)["grant"].encode()).payload
    grant = EnrolmentGrant.model_validate_json(payload)
    mine = grant.model_copy(update={"intake_key": public_jwk(ECKey.generate_key("P-256"))}).model_dump_json()
    if sign == "another_key":
        key = OctKey.import_key(code_key("2" * 16))
        forged = jws.serialize_compact({"alg": "HS256", "typ": GRANT_TYP}, mine, key)
    else:
        header = json.dumps({"alg": "none", "typ": GRANT_TYP}).encode()
        forged = f"{base64url(header)}.{base64url(mine.encode())}."
    return json.dumps({"grant": forged}).encode()


@pytest.mark.parametrize("sign", ["another_key", "none"])
def test_a_swapped_intake_key_is_not_taken(
    station: Station, central: EmbeddedCentral, authority: Authority, sign: str
) -> None:
    def meddle(passing: Passing) -> bytes:
        return swapped(passing, sign) if passing.path == "/v1/enrolments" else passing.answer

    code = central.new_enrolment_code()
    with tls_proxy(central.url, authority, meddle) as url, pytest.raises(SyncError) as caught:
        station.enrol(url, code, authority.ca_file)
    assert caught.value.code == "central_not_genuine"
    assert station.credentials.find_enrolment() is None
    station.enrol(central.url, code)  # the person asks again on a line without anybody on it
    assert station.credentials.get_enrolment().intake_key == public_jwk(central.central.keys.intake)


def test_a_code_that_was_seen_on_the_line_enrols_nobody_else(
    station: Station, central: EmbeddedCentral, authority: Authority, tmp_path: Path
) -> None:
    seen: list[bytes] = []

    def meddle(passing: Passing) -> bytes:
        seen.append(passing.request)
        return passing.answer

    code = central.new_enrolment_code()
    with tls_proxy(central.url, authority, meddle) as url:
        station.enrol(url, code, authority.ca_file)
    assert code[5:].encode() not in seen[0]
    assert code[5:].replace("-", "").encode() not in seen[0]
    thief = open_station(tmp_path / "thief.db")
    client = thief.client(central.url)
    stolen = EnrolmentRequest.model_validate_json(seen[0])
    request = stolen.model_copy(update={"device_key": public_jwk(thief.credentials.device_key)})
    with pytest.raises(CentralRefusedError) as caught:
        client._call("POST", "/v1/enrolments", request, EnrolmentGrant)
    client.close()
    thief.close()
    assert caught.value.code == "enrolment-code-wrong"


def test_a_central_that_does_not_know_the_code_is_of_no_use(
    station: Station, central: EmbeddedCentral, tmp_path: Path
) -> None:
    stranger = EmbeddedCentral(central_folder(tmp_path / "stranger"))
    stranger.start()
    with pytest.raises(CentralRefusedError) as caught:
        station.enrol(stranger.url, central.new_enrolment_code())
    stranger.stop()
    assert caught.value.code == "enrolment-code-wrong"
    assert station.credentials.find_enrolment() is None


def test_acts_travel_over_tls_with_an_authority_of_ones_own(
    station: Station, central: EmbeddedCentral, authority: Authority
) -> None:
    with tls_proxy(central.url, authority) as url:
        station.enrol(url, central.new_enrolment_code(), authority.ca_file)
        act = sample_act()
        station.recorder.record(act)
        client = station.client(url, ca_file=authority.ca_file)
        done = station.delivery(client).exchange()
        client.close()
    assert [row.act_id for row in done.settled] == [act.act_id]
    assert central.find_stored_act(act.act_id).kiosk_id == "KIOSK-01"


@pytest.mark.parametrize("trusted", ["system", "another", "missing", "no certificate"])
def test_a_certificate_of_nobody_we_trust_ends_the_call(
    station: Station, central: EmbeddedCentral, authority: Authority, tmp_path: Path, trusted: str
) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_bytes(b"")
    ca_file = {
        "system": None,
        "another": make_authority(tmp_path / "another").ca_file,
        "missing": tmp_path / "missing.pem",
        "no certificate": empty,
    }[trusted]
    code = central.new_enrolment_code()
    with tls_proxy(central.url, authority) as url, pytest.raises(SyncError) as caught:
        station.enrol(url, code, ca_file)
    assert caught.value.code == "central_not_trusted"
    station.enrol(central.url, code)  # nothing went over the line: the code is still good
