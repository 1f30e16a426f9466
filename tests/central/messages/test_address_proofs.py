"""An act that says "confirmed" is believed by central's own signed word, on both databases."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest

from central.embedded import EmbeddedCentral
from central.keys import keyring
from central.keys.keyring import KeyUse
from central.operations.retention import Retention
from kiosk.contract.kinds.parts import ProofPart
from kiosk.contract.proofs import PROOF_TYP, AddressProof
from kiosk.contract.wire import RECEIPT_TYP, CodeChannel, CodeVerified
from kiosk.sync.act import Act
from local_db.outbox import OutboxState
from tests.acts import registration_payload
from tests.central.judging.test_judging import OTHER_PERSON, quarantine_of, send
from tests.central.messages.test_one_time_codes import mailed_code
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

ADDRESS = "thu@example.vn"


def checked(station: Station, central: EmbeddedCentral) -> CodeVerified:
    """A code that went to the address and came back."""
    client = station.client(central.url)
    try:
        sent = client.send_code(CodeChannel.EMAIL, ADDRESS, "vi")
        return client.verify_code(sent.challenge_id, mailed_code(central))
    finally:
        client.close()


def registration(
    verified: CodeVerified | None,
    *,
    person: str | None = None,
    address: str = ADDRESS,
    statement: str | None = None,
    state: str = "verified",
    phone: str | None = None,
) -> Act:
    """An act that says that the address is confirmed, by what central said; at the time of the clock."""
    proof = ProofPart(
        state=state,
        challenge_id=None if verified is None else verified.challenge_id,
        verified_at=None if verified is None else verified.verified_at,
        statement=statement or (None if verified is None else verified.statement),
    )
    act = sample_act() if person is None else sample_act(person)
    payload = registration_payload(act.subject_id, phone=phone, email=address, proof=proof)
    return dataclasses.replace(act, payload=payload)


def problems(central: EmbeddedCentral) -> list[tuple[str, str | None]]:
    return [(each.problem, each.detail) for each in quarantine_of(central).entries()]


def test_what_central_has_checked_it_believes(station: Station, central: EmbeddedCentral) -> None:
    act = registration(checked(station, central), address="Thu@Example.vn")  # capitals are the same address
    send(station, central, act)
    assert central.find_stored_act(act.act_id).unproved == []


@pytest.mark.parametrize("state", ["verified", "pending", "open"])
def test_without_a_statement_the_act_counts_and_the_address_is_still_to_be_proved(
    station: Station, central: EmbeddedCentral, state: str
) -> None:
    act = registration(None, state=state)
    send(station, central, act)
    assert station.outbox.get(act.act_id).state is OutboxState.SENT
    assert central.find_stored_act(act.act_id).unproved == ["email"]


def test_an_act_of_the_version_before_counts_and_its_address_is_still_to_be_proved(
    station: Station, central: EmbeddedCentral
) -> None:
    payload = registration_payload(email=ADDRESS)
    contact = payload["contact"]
    assert isinstance(contact, dict)
    for later in ("task", "managed_by", "guardian", "bank", "record"):
        del payload[later]
    del contact["email_proof"], contact["phone_proof"]
    contact["email_confirmation"] = "verified"
    act = dataclasses.replace(sample_act(payload=payload), schema_version=1)
    send(station, central, act)
    stored = central.find_stored_act(act.act_id)
    assert (stored.unproved, stored.content.schema_version) == (["email"], 1)


def test_a_statement_for_another_address_is_not_believed(station: Station, central: EmbeddedCentral) -> None:
    act = registration(checked(station, central), address="khac@example.vn")
    send(station, central, act)
    assert problems(central) == [("proof-contradicts", "email")]
    word = station.judged.find(act.act_id)
    assert word is not None
    assert (word.title_en, word.detail) == (
        "The proof of the e-mail address or phone does not fit the act.",
        "email",
    )


def test_a_statement_of_another_kiosk_is_not_believed(
    central: EmbeddedCentral, station: Station, new_station: Callable[[str], Station]
) -> None:
    send(new_station("KIOSK-02"), central, registration(checked(station, central)))
    assert problems(central) == [("proof-contradicts", "email")]


def test_a_statement_serves_one_person_whoever_asks_first(station: Station, central: EmbeddedCentral) -> None:
    verified = checked(station, central)
    first, second = registration(verified), registration(verified, person=OTHER_PERSON)
    send(station, central, first, second)
    assert problems(central) == [("proof-spent", None)]
    assert central.find_stored_act(first.act_id).unproved == []
    quarantine = quarantine_of(central)
    quarantine.judge_again(quarantine.entries())  # as spent as before
    central.wait_for_judging()
    assert problems(central) == [("proof-spent", None)]


def test_who_proved_an_address_need_not_prove_it_for_what_they_ask_next(
    station: Station, central: EmbeddedCentral
) -> None:
    verified = checked(station, central)
    first, second = registration(verified), registration(verified)
    send(station, central, first, second)
    assert problems(central) == []
    assert [central.find_stored_act(each.act_id).unproved for each in (first, second)] == [[], []]


def test_a_statement_that_was_altered_or_is_of_another_sort_is_not_believed(
    station: Station, central: EmbeddedCentral
) -> None:
    verified = checked(station, central)
    statement = str(verified.statement)
    head, body, signature = statement.split(".")
    altered = f"{head}.{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    foreign = central.central.intake._signer.sign_as(
        RECEIPT_TYP,
        AddressProof(
            challenge_id=verified.challenge_id,
            kid=station.credentials.kid,
            address_hash=central.central.keys.address_hash(ADDRESS),
            verified_at=verified.verified_at,
        ),
    )
    for bad in (altered, foreign, "not.a.token", "x" * 2000):
        send(station, central, registration(verified, statement=bad))
    assert problems(central) == [("proof-contradicts", "email")] * 4
    assert PROOF_TYP != RECEIPT_TYP


@pytest.mark.parametrize("apart", [timedelta(days=-2), timedelta(hours=1)])
def test_a_code_of_another_time_than_the_act_proves_nothing(
    station: Station, central: EmbeddedCentral, apart: timedelta
) -> None:
    verified = checked(station, central)
    act = registration(verified)
    act = dataclasses.replace(act, occurred_at=verified.verified_at - apart)
    send(station, central, act)
    assert central.find_stored_act(act.act_id).unproved == ["email"]


def test_statements_outlive_a_change_of_keys_but_not_the_loss_of_theirs(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    verified = checked(station, central)
    folder = central.central.settings.data_dir / "keys"
    keyring.rotate(folder, KeyUse.RECEIPT, clock.now())
    first = registration(verified)
    send(station, central, first)
    assert central.find_stored_act(first.act_id).unproved == []
    clock.advance(61)
    verified = checked(station, central)
    keyring.rotate(folder, KeyUse.RECEIPT, clock.now(), lost=True)
    second = registration(verified, person=OTHER_PERSON)
    send(station, central, second)
    assert central.find_stored_act(second.act_id).unproved == ["email"]


def test_what_is_spent_is_kept_as_long_as_its_statement_counts(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    send(station, central, registration(checked(station, central)))
    parts = central.central
    retention = Retention(parts.engine, clock.now, parts.blobs)

    def kept() -> int:
        from sqlalchemy import func, select

        from central.store.schema import spent_proof

        with parts.engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(spent_proof)).scalar_one())

    clock.set_wall_clock(clock.now() + timedelta(days=400))
    retention.tidy()
    assert kept() == 1
    clock.set_wall_clock(clock.now() + timedelta(days=2))
    retention.tidy()
    assert kept() == 0
