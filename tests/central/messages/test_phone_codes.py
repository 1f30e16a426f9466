"""One-time codes by text message, through a carrier that is played over HTTP, on both databases."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from pydantic import ConfigDict, TypeAdapter, ValidationError

from central.connectors.sandbox import Faults
from central.connectors.text_message_sandbox import KeepingCarrier, text_message_sandbox
from central.connectors.text_messages import TextMessage
from central.embedded import EmbeddedCentral
from central.messages.one_time_codes import SHORT
from central.settings import TextMessageSettings
from central.store.schema import code_challenge
from kiosk.contract.kinds.parts import ProofPart
from kiosk.contract.proofs import AddressProof
from kiosk.contract.wire import (
    CodeChannel,
    CodeRequest,
    CodeSent,
    CodeVerified,
    EmailCodeRequest,
    PhoneCodeRequest,
    TypedCode,
)
from kiosk.sync.act import Act
from kiosk.sync.client import CentralClient
from kiosk.sync.errors import CentralRefusedError
from tests.acts import registration_payload
from tests.central.judging.test_judging import OTHER_PERSON, quarantine_of, send
from tests.central.messages.at_once import at_once
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

PHONE, OTHER_PHONE = "0903555012", "0903555013"
REQUEST: TypeAdapter[CodeRequest] = TypeAdapter(CodeRequest, config=ConfigDict(hide_input_in_errors=True))


@pytest.fixture
def carrier() -> KeepingCarrier:
    return KeepingCarrier()


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def text_messages(carrier: KeepingCarrier, faults: Faults) -> Iterator[TextMessageSettings]:
    with text_message_sandbox(carrier, faults) as served:
        yield TextMessageSettings(url=served.url)


@pytest.fixture
def client(central: EmbeddedCentral, station: Station) -> Iterator[CentralClient]:
    client = station.client(central.url)
    yield client
    client.close()


def code_in(message: TextMessage) -> str:
    found = re.search(r"\b[0-9]{6}\b", message.text)
    assert found is not None
    return found.group()


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def proved(client: CentralClient, carrier: KeepingCarrier, phone: str = PHONE) -> CodeVerified:
    """A code that went to the phone and came back."""
    sent = client.send_code(CodeChannel.PHONE, phone, "vi")
    return client.verify_code(sent.challenge_id, code_in(carrier.taken[-1]))


def registration(verified: CodeVerified, *, phone: str = PHONE, person: str | None = None) -> Act:
    """An act that says that the phone is confirmed, by what central said."""
    proof = ProofPart(
        state="verified",
        challenge_id=verified.challenge_id,
        verified_at=verified.verified_at,
        statement=verified.statement,
    )
    act = sample_act() if person is None else sample_act(person)
    return dataclasses.replace(
        act, payload=registration_payload(act.subject_id, phone=phone, phone_proof=proof)
    )


def test_a_code_goes_out_as_one_message_and_has_the_life_that_mailed_ones_have(
    client: CentralClient, carrier: KeepingCarrier, clock: ManualClock
) -> None:
    sent = client.send_code(CodeChannel.PHONE, PHONE, "en")
    (message,) = carrier.taken
    assert (message.phone, message.message_id) == (PHONE, sent.challenge_id)
    assert message.text.startswith("BHXH: Your code is")
    assert (sent.digits, sent.expires_in_seconds, sent.resend_after_seconds, sent.tries) == (6, 300, 60, 5)
    with pytest.raises(CentralRefusedError, match="sent-just-now"):
        client.send_code(CodeChannel.PHONE, PHONE, "vi")
    clock.advance(331)  # what was told to hold, and the time that an answer takes
    with pytest.raises(CentralRefusedError, match="code-expired"):
        client.verify_code(sent.challenge_id, code_in(message))


def test_a_newer_code_ends_the_one_before(
    client: CentralClient, carrier: KeepingCarrier, clock: ManualClock
) -> None:
    first = client.send_code(CodeChannel.PHONE, PHONE, "vi")
    clock.advance(60)
    second = client.send_code(CodeChannel.PHONE, PHONE, "vi")
    old, new = map(code_in, carrier.taken)
    with pytest.raises(CentralRefusedError, match="code-too-many-tries"):
        client.verify_code(first.challenge_id, old)
    assert client.verify_code(second.challenge_id, new).challenge_id == second.challenge_id


def test_parallel_guesses_share_no_try_and_the_right_one_comes_too_late(
    client: CentralClient, carrier: KeepingCarrier
) -> None:
    sent = client.send_code(CodeChannel.PHONE, PHONE, "vi")
    right = code_in(carrier.taken[0])
    answers = at_once(6, lambda: client.verify_code(sent.challenge_id, another(right)))
    assert sorted(map(str, answers)) == ["code-too-many-tries"] * 2 + ["code-wrong"] * 4
    with pytest.raises(CentralRefusedError, match="code-too-many-tries"):
        client.verify_code(sent.challenge_id, right)


def test_of_many_who_show_the_right_code_at_once_all_get_one_proof(
    client: CentralClient, carrier: KeepingCarrier
) -> None:
    """An answer that was lost is asked for again, perhaps while the first is still on its way."""
    sent = client.send_code(CodeChannel.PHONE, PHONE, "vi")
    right = code_in(carrier.taken[0])
    answers = at_once(4, lambda: client.verify_code(sent.challenge_id, right))
    found = [each for each in answers if isinstance(each, CodeVerified)]
    assert len(found) == 4
    assert len({(each.challenge_id, each.verified_at) for each in found}) == 1
    with pytest.raises(CentralRefusedError, match="code-used"):
        client.verify_code(sent.challenge_id, another(right))


@pytest.mark.parametrize("faults", [Faults(down_every=1)])
def test_a_message_that_nobody_took_counts_nothing_and_leaves_no_code(
    central: EmbeddedCentral, client: CentralClient
) -> None:
    for _ in range(2):  # nor does it make the person wait for the next
        with pytest.raises(CentralRefusedError) as caught:
            client.send_code(CodeChannel.PHONE, PHONE, "vi")
        assert (caught.value.code, caught.value.retry_after) == ("text-failed", 30)
    with central.central.engine.connect() as connection:
        assert connection.execute(code_challenge.select()).all() == []


@pytest.mark.parametrize("text_messages", [TextMessageSettings()], indirect=False)
def test_a_central_that_nobody_carries_texts_for_says_so(
    text_messages: TextMessageSettings, client: CentralClient
) -> None:
    assert text_messages.url is None
    with pytest.raises(CentralRefusedError) as caught:
        client.send_code(CodeChannel.PHONE, PHONE, "vi")
    assert caught.value.code == "texts-not-set-up"


def test_an_act_rests_on_the_statement_about_its_phone(
    station: Station, central: EmbeddedCentral, client: CentralClient, carrier: KeepingCarrier
) -> None:
    verified = proved(client, carrier)
    good = registration(verified)
    stolen = registration(verified, person=OTHER_PERSON)
    twisted = registration(verified, phone=OTHER_PHONE, person="079085001234")
    send(station, central, good, stolen, twisted)
    assert central.find_stored_act(good.act_id).unproved == []
    problems = sorted((each.problem, each.detail) for each in quarantine_of(central).entries())
    assert problems == [("proof-contradicts", "phone"), ("proof-spent", None)]


def test_the_statement_says_by_which_way_the_code_went(
    station: Station, central: EmbeddedCentral, client: CentralClient, carrier: KeepingCarrier
) -> None:
    verified = proved(client, carrier)
    assert verified.statement is not None
    key = central.central.keys.receipt
    read = AddressProof.model_validate_json(jws.deserialize_compact(verified.statement, key).payload)
    assert (read.purpose, read.kid) == (CodeChannel.PHONE, station.credentials.kid)
    assert PHONE not in str(read)


def test_kiosks_of_before_ask_under_the_name_of_e_mail(
    central: EmbeddedCentral, client: CentralClient
) -> None:
    request = EmailCodeRequest(address="thu@example.vn")
    sent = client._call("POST", "/v1/email-codes", request, CodeSent, None)
    found = re.search(r"\b[0-9]{6}\b", central.mails()[-1].text)
    assert found is not None
    path = f"/v1/email-codes/{sent.challenge_id}/verification"
    verified = client._call("POST", path, TypedCode(code=found.group()), CodeVerified)
    assert isinstance(verified.challenge_id, UUID)


@given(st.from_regex(r"\A0[35789][0-9]{8}\Z", alphabet=st.characters(codec="ascii")))
def test_a_mobile_number_is_asked_for_by_the_way_of_phones_alone(number: str) -> None:
    read = REQUEST.validate_python({"channel": "phone", "address": number})
    assert isinstance(read, PhoneCodeRequest)
    assert number not in repr(read)
    for channel in ({"channel": "email"}, {}):
        with pytest.raises(ValidationError) as caught:
            REQUEST.validate_python({**channel, "address": number})
        assert number not in str(caught.value)


@given(st.text(max_size=14))
def test_what_is_no_mobile_number_gets_no_message(text: str) -> None:
    if re.fullmatch(r"0[35789][0-9]{8}", text, re.ASCII):
        return
    with pytest.raises(ValidationError):
        REQUEST.validate_python({"channel": "phone", "address": text})


@pytest.mark.parametrize("text", [SHORT.vi, SHORT.en])
def test_a_code_is_one_message_on_every_telephone(text: str) -> None:
    filled = text.format(code="000000", minutes=1440)
    assert len(filled) <= 160
    assert filled.isascii()
