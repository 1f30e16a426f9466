"""An act signed by the person's phone is believed by central's own word, and only for what it holds."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from uuid import uuid4

import pytest

from central.embedded import EmbeddedCentral
from central.keys import keyring
from central.keys.hashing import number_hash
from central.keys.keyring import KeyUse
from central.pages.evidence_view import view_of
from kiosk.contract.kinds.parts import SignaturePart
from kiosk.contract.signing import mark_of, text_sha256
from kiosk.contract.smart_otp import SIGNED_TEXT_TYP, SignedBy, SignedText
from kiosk.contract.wire import RECEIPT_TYP
from kiosk.sync.act import Act
from local_db.outbox import OutboxState
from tests.acts import service_payload
from tests.central.judging.test_judging import OTHER_PERSON, quarantine_of, send
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

MARK = mark_of("9.2", "2026-11-26", {"facility.new": "79001"})
TEXT = f"Đổi nơi khám chữa bệnh ban đầu\n{MARK}"


def said_of(act: Act, station: Station, central: EmbeddedCentral, at: datetime) -> SignedText:
    return SignedText(
        act_id=act.act_id,
        challenge_id=uuid4(),
        kid=station.credentials.kid,
        person_hash=number_hash(central.central.keys.hashing, act.subject_id),
        text_sha256=text_sha256(TEXT),
        by=SignedBy.TIME_CODE,
        signed_at=at,
    )


def signed(
    act: Act, said: SignedText, central: EmbeddedCentral, *, text: str = TEXT, typ: str = SIGNED_TEXT_TYP
) -> Act:
    statement = central.central.intake._signer.sign_as(typ, said)
    part = SignaturePart(text=text, statement=statement)
    return dataclasses.replace(act, payload=service_payload(act.subject_id, signature=part))


@pytest.fixture
def act() -> Act:
    return sample_act(payload=service_payload(), kind="service.filed")


@pytest.fixture
def said(act: Act, station: Station, central: EmbeddedCentral, clock: ManualClock) -> SignedText:
    return said_of(act, station, central, clock.now())


def problems(central: EmbeddedCentral) -> list[str]:
    return [each.problem for each in quarantine_of(central).entries()]


def test_what_the_person_signed_becomes_a_case(
    act: Act, said: SignedText, station: Station, central: EmbeddedCentral
) -> None:
    send(station, central, signed(act, said, central))
    assert problems(central) == []
    assert station.outbox.get(act.act_id).state is OutboxState.SENT
    stored = central.find_stored_act(act.act_id)
    assert stored.signed_at == said.signed_at
    assert [(row.value, row.tone) for row in view_of(stored).asked[-2:]] == [
        ("người nộp đã xác nhận bằng điện thoại lúc 08:30, 02/03/2026", "good"),
        (TEXT, ""),
    ]


def test_an_act_that_nobody_signed_shows_no_signature(
    act: Act, station: Station, central: EmbeddedCentral
) -> None:
    send(station, central, act)
    stored = central.find_stored_act(act.act_id)
    assert stored.signed_at is None
    assert not any("Smart OTP" in row.label for row in view_of(stored).asked)


@pytest.mark.parametrize(
    "other",
    [
        {"act_id": uuid4()},
        {"kid": "another-kiosk"},
        {"person_hash": "0" * 64},
        {"text_sha256": "0" * 64},
    ],
    ids=lambda each: next(iter(each)),
)
def test_a_statement_about_anything_else_is_not_believed(
    act: Act, said: SignedText, station: Station, central: EmbeddedCentral, other: dict[str, object]
) -> None:
    send(station, central, signed(act, said.model_copy(update=other), central))
    assert problems(central) == ["signature-contradicts"]
    word = station.judged.find(act.act_id)
    assert word is not None
    assert word.title_en == "The signature by Smart OTP does not fit the act."


def test_words_that_carry_no_mark_of_these_answers_are_not_believed(
    act: Act, said: SignedText, station: Station, central: EmbeddedCentral
) -> None:
    other = f"Đổi nơi khám chữa bệnh ban đầu\n{mark_of('9.2', '2026-11-26', {'facility.new': '01004'})}"
    said = said.model_copy(update={"text_sha256": text_sha256(other)})
    send(station, central, signed(act, said, central, text=other))
    assert problems(central) == ["signature-contradicts"]


def test_a_statement_of_another_sort_or_none_at_all_is_not_believed(
    act: Act, said: SignedText, station: Station, central: EmbeddedCentral
) -> None:
    foreign = signed(act, said, central, typ=RECEIPT_TYP)
    second = sample_act(OTHER_PERSON, service_payload(OTHER_PERSON), kind="service.filed")
    part = SignaturePart(text=TEXT, statement="not.a.token")
    nonsense = dataclasses.replace(second, payload=service_payload(OTHER_PERSON, signature=part))
    send(station, central, foreign, nonsense)
    assert problems(central) == ["signature-contradicts"] * 2


def test_a_lost_key_takes_the_belief_in_its_statements_and_the_act_still_counts(
    act: Act, said: SignedText, station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    made = signed(act, said, central)
    keyring.rotate(central.central.settings.data_dir / "keys", KeyUse.RECEIPT, clock.now(), lost=True)
    send(station, central, made)
    assert problems(central) == []
    assert station.outbox.get(act.act_id).state is OutboxState.SENT
    stored = central.find_stored_act(act.act_id)
    assert stored.signed_at is None
    assert view_of(stored).asked[-2].tone == "warn"
