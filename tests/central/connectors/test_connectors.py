from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import chain
from uuid import UUID

import pytest

from central.connectors.over_http import HttpConnectors
from central.connectors.protocols import AccountConsent, ConnectorError
from central.connectors.sandbox import Faults, SandboxData, sandbox
from central.connectors.text_message_sandbox import KeepingCarrier, text_message_sandbox
from central.connectors.text_messages import HttpTextMessages, TextMessage
from kiosk.contract.records import PersonRecord
from kiosk.reference.holder_names import is_same_name
from simulation.country import country
from tests.patience import PATIENCE
from tests.raw_server import raw_server

WOMAN, CHILD_OF_A_FATHER = "001188004217", "048218003941"
REQUEST = "6f1c1f9e-58b4-4a6e-9a5c-0d2c7f4d9b11"
Call = Callable[[HttpConnectors], object]

CALLS: dict[str, Call] = {
    "citizen": lambda connectors: connectors.find_citizen(WOMAN),
    "children": lambda connectors: connectors.children_of(WOMAN),
    "holder": lambda connectors: connectors.find_holder("970436", "12345678"),
    "account": lambda connectors: connectors.request_account(consent()),
}


@cache
def records() -> tuple[PersonRecord, ...]:
    return tuple(chain.from_iterable(country(1, 60, date(2026, 11, 27))))


def consent() -> AccountConsent:
    return AccountConsent(
        request_id=REQUEST,
        bank_bin="970436",
        personal_number=WOMAN,
        full_name="Nguyễn Thị Minh Châu",
        phone="0903555012",
        consent_sha256="0" * 64,
    )


def test_the_population_database_knows_the_citizens() -> None:
    with sandbox(SandboxData.of(records())) as served, HttpConnectors(served.url, PATIENCE) as connectors:
        told = connectors.find_citizen(WOMAN)
        assert told is not None
        assert (told.full_name, told.date_of_birth) == ("Nguyễn Thị Minh Châu", date(1988, 3, 14))
        assert connectors.find_citizen("999999999999") is None
        dead = next(each.person for each in records() if each.person.died_on)
        told = connectors.find_citizen(dead.personal_number or "")
        assert told is not None
        assert not told.alive


def test_the_civil_registry_knows_the_children() -> None:
    father = next(each.person for each in records() if each.person.full_name == "Lê Quang Vinh")
    with sandbox(SandboxData.of(records())) as served, HttpConnectors(served.url, PATIENCE) as connectors:
        (child,) = connectors.children_of(father.personal_number or "")
        assert child.personal_number == CHILD_OF_A_FATHER
        assert connectors.children_of(CHILD_OF_A_FATHER) == ()


def test_a_bank_names_the_holder_without_accents() -> None:
    holder = next(each for each in records() if each.bank_accounts)
    (account,) = holder.bank_accounts or ()
    with sandbox(SandboxData.of(records())) as served, HttpConnectors(served.url, PATIENCE) as connectors:
        told = connectors.find_holder(account.bank_bin, account.number)
        assert told is not None
        assert told.holder.isascii()
        assert is_same_name(told.holder, holder.person.full_name)
        assert connectors.find_holder(account.bank_bin, "1") is None


def test_a_request_for_an_account_is_one_however_often_it_is_sent() -> None:
    with sandbox(SandboxData()) as served, HttpConnectors(served.url, PATIENCE) as connectors:
        assert connectors.request_account(consent()) == connectors.request_account(consent())


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    ("faults", "code"),
    [
        (Faults(down_every=1), "unavailable"),
        (Faults(cut_every=1), "unavailable"),
        (Faults(garbled_every=1), "answer_wrong"),
        (Faults(mistaken_every=1), "answer_wrong"),
    ],
    ids=("down", "cut", "garbled", "mistaken"),
)
def test_what_goes_wrong_there_is_told_here(call: Call, faults: Faults, code: str) -> None:
    with (
        sandbox(SandboxData.of(records()), faults) as served,
        HttpConnectors(served.url, PATIENCE) as connectors,
        pytest.raises(ConnectorError) as caught,
    ):
        call(connectors)
    assert caught.value.code == code
    assert WOMAN not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize(
    ("faults", "seconds", "code"),
    [
        (Faults(down_every=1), PATIENCE, "unavailable"),
        (Faults(cut_every=1), PATIENCE, "unavailable"),
        (Faults(garbled_every=1), PATIENCE, "answer_wrong"),
        (Faults(mistaken_every=1), PATIENCE, "answer_wrong"),
        (Faults(slow_every=1, slow_seconds=3600), 0.2, "timeout"),
    ],
    ids=("down", "cut", "garbled", "mistaken", "slow"),
)
def test_a_carrier_of_texts_goes_wrong_in_the_same_ways(faults: Faults, seconds: float, code: str) -> None:
    phone = "0903555012"
    message = TextMessage(message_id=UUID(REQUEST), phone=phone, text="BHXH: Ho so da duoc duyet.")
    with (
        text_message_sandbox(KeepingCarrier(), faults) as served,
        HttpTextMessages(served.url, seconds) as line,
        pytest.raises(ConnectorError) as caught,
    ):
        line.send(message)
    assert caught.value.code == code
    assert phone not in str(caught.value)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nobody_waits_for_a_slow_answer(call: Call) -> None:
    with (
        sandbox(SandboxData(), Faults(slow_every=1, slow_seconds=3600)) as served,
        HttpConnectors(served.url, 0.2) as connectors,
        pytest.raises(ConnectorError) as caught,
    ):
        call(connectors)
    assert caught.value.code == "timeout"


def test_an_answer_that_trickles_for_ever_ends_too() -> None:
    def trickle(connection: socket.socket, over: threading.Event) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not over.wait(0.02):
            connection.sendall(b" ")

    with (
        raw_server(trickle) as url,
        HttpConnectors(url, 0.3) as connectors,
        pytest.raises(ConnectorError) as caught,
    ):
        connectors.find_citizen(WOMAN)
    assert caught.value.code == "timeout"


def test_an_answer_without_end_is_not_kept() -> None:
    def flood(connection: socket.socket, over: threading.Event) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n")
        while not over.is_set():
            connection.sendall(b" " * 65536)

    with (
        raw_server(flood) as url,
        HttpConnectors(url, PATIENCE) as connectors,
        pytest.raises(ConnectorError) as caught,
    ):
        connectors.find_citizen(WOMAN)
    assert caught.value.code == "answer_wrong"


def test_faults_come_by_the_number_of_the_question() -> None:
    faults = Faults(down_every=3, garbled_every=2)
    with (
        sandbox(SandboxData.of(records()), faults) as served,
        HttpConnectors(served.url, PATIENCE) as connectors,
    ):
        told = []
        for _ in range(6):
            try:
                told.append("found" if connectors.find_citizen(WOMAN) else "none")
            except ConnectorError as error:
                told.append(error.code)
        assert served.questions() == 6
    assert told == ["found", "answer_wrong", "unavailable", "answer_wrong", "found", "unavailable"]


def test_who_is_not_there_at_all_is_unavailable() -> None:
    with sandbox(SandboxData()) as served:
        url = served.url
    with HttpConnectors(url, PATIENCE) as connectors, pytest.raises(ConnectorError) as caught:
        connectors.find_citizen(WOMAN)
    assert caught.value.code == "unavailable"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("NGUYEN THI MINH CHAU", "Nguyễn Thị Minh Châu", True),
        ("Đặng  Hoàng Phúc", "DANG HOANG PHUC", True),
        ("Vũ Thị Hòa", "Vũ Thị Hoà", True),
        ("Nguyễn Thị Minh", "Nguyễn Thị Minh Châu", False),
        ("Võ Văn An", "Vũ Văn An", False),
        ("", "", False),
    ],
)
def test_names_are_compared_without_accents(one: str, other: str, same: bool) -> None:
    assert is_same_name(one, other) is same
