"""A phone is added, shows codes, signs and is removed; what is guessed or used again counts against it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import Engine, select

from central.embedded import EmbeddedCentral
from central.operations.retention import Retention
from central.smart_otp.devices import SmartOtp, SmartOtpError
from central.smart_otp.tables import (
    smart_otp_audit,
    smart_otp_challenge,
    smart_otp_device,
    smart_otp_enrolment,
)
from central.store.notice_tables import person_notice
from kiosk.contract.signing import text_sha256
from kiosk.contract.smart_otp import MOST_PHONES, SignedBy, is_pin_weak
from tests.central.smart_otp.conftest import (
    ACT,
    NUMBER,
    OTHER,
    PIN,
    TEXT,
    Holder,
    Phone,
    never,
    refusal_of,
    signature,
)
from tests.manual_clock import ManualClock


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


# added


def test_the_uri_tells_the_phone_the_same_secret(phone: Phone) -> None:
    told = parse_qs(urlsplit(phone.enrolment.uri).query)
    assert told["secret"] == [phone.enrolment.secret]
    assert len(phone.enrolment.secret) == 32  # 160 bits, eight groups of four to type


def test_a_phone_counts_from_its_first_code_on(smart_otp: SmartOtp, phone: Phone) -> None:
    assert smart_otp.devices(NUMBER) == []
    device_id = phone.enrolment.device_id
    assert refusal_of(lambda: smart_otp.verify(NUMBER, device_id, phone.code(), PIN)) == "device_unknown"
    smart_otp.confirm(NUMBER, device_id, phone.code(), PIN)
    assert [device.name for device in smart_otp.devices(NUMBER)] == ["Điện thoại của tôi"]
    assert smart_otp.devices(OTHER) == []
    assert refusal_of(lambda: smart_otp.verify(NUMBER, device_id, phone.code(), PIN)) == "code_used"


def test_five_wrong_first_codes_end_an_enrolment(smart_otp: SmartOtp, phone: Phone) -> None:
    def confirm(code: str) -> str:
        return refusal_of(lambda: smart_otp.confirm(NUMBER, phone.enrolment.device_id, code, PIN))

    assert [confirm(never(phone)) for _ in range(5)] == ["code_wrong"] * 5
    assert confirm(phone.code()) == "enrolment_unknown"


def test_an_enrolment_waits_ten_minutes(smart_otp: SmartOtp, phone: Phone, clock: ManualClock) -> None:
    clock.advance(600)

    def confirm() -> str:
        return refusal_of(lambda: smart_otp.confirm(NUMBER, phone.enrolment.device_id, phone.code(), PIN))

    assert [confirm(), confirm()] == ["enrolment_expired", "enrolment_unknown"]


def test_a_new_enrolment_takes_the_place_of_an_open_one(smart_otp: SmartOtp, phone: Phone) -> None:
    newer = Phone(smart_otp.enrol(NUMBER, "Máy mới"), phone.clock)
    first, second = phone.enrolment.device_id, newer.enrolment.device_id
    assert refusal_of(lambda: smart_otp.confirm(NUMBER, first, phone.code(), PIN)) == "enrolment_unknown"
    assert refusal_of(lambda: smart_otp.confirm(OTHER, second, newer.code(), PIN)) == "enrolment_unknown"
    smart_otp.confirm(NUMBER, second, newer.code(), PIN)
    assert [device.name for device in smart_otp.devices(NUMBER)] == ["Máy mới"]


def test_a_person_has_three_phones_at_most(smart_otp: SmartOtp, clock: ManualClock) -> None:
    for number in range(MOST_PHONES):
        phone = Phone(smart_otp.enrol(NUMBER, f"Máy {number}"), clock)
        smart_otp.confirm(NUMBER, phone.enrolment.device_id, phone.code(), PIN)
    with pytest.raises(SmartOtpError, match="too_many_devices"):
        smart_otp.enrol(NUMBER, "Máy nữa")
    smart_otp.remove(NUMBER, smart_otp.devices(NUMBER)[0].device_id)
    smart_otp.enrol(NUMBER, "Máy nữa")


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "123456", "567890", "987654", "112211", "４８２９１"]
)
def test_what_is_no_pin_or_guessed_first_is_weak(pin: str) -> None:
    assert is_pin_weak(pin)
    assert not is_pin_weak(PIN)


def test_a_weak_pin_costs_no_try(smart_otp: SmartOtp, phone: Phone) -> None:
    device_id = phone.enrolment.device_id
    assert refusal_of(lambda: smart_otp.confirm(NUMBER, device_id, phone.code(), "123456")) == "pin_weak"
    smart_otp.confirm(NUMBER, device_id, phone.code(), PIN)


# codes


def test_a_code_may_be_a_step_early_or_late_and_counts_once(holder: Holder) -> None:
    codes = [holder.phone.code(steps) for steps in (-2, -1, -1, 0, 1, 0, 2)]
    assert [holder.refusal(code) for code in codes] == [
        "proof_wrong", "done", "code_used", "done", "done", "code_used", "proof_wrong",
    ]  # fmt: skip


def test_code_and_pin_are_both_needed_and_it_is_not_told_which_was_wrong(holder: Holder) -> None:
    code = holder.phone.code()
    assert holder.refusal(code, wrong(PIN)) == holder.refusal(never(holder.phone)) == "proof_wrong"
    assert holder.refusal(code, number=OTHER) == "device_unknown"
    assert holder.refusal(code) == "done"


def test_five_failures_lock_for_a_quarter_of_an_hour(holder: Holder, clock: ManualClock) -> None:
    assert [holder.refusal(never(holder.phone)) for _ in range(5)] == ["proof_wrong"] * 5
    assert holder.refusal(holder.phone.code()) == "device_locked"
    clock.advance(899)
    assert holder.refusal(holder.phone.code()) == "device_locked"
    clock.advance(1)
    assert [holder.refusal(never(holder.phone)) for _ in range(4)] == ["proof_wrong"] * 4
    assert holder.refusal(holder.phone.code()) == "done"


# signing


def test_a_text_is_signed_once_and_by_its_own_code(holder: Holder) -> None:
    device_id, sign = holder.phone.enrolment.device_id, holder.smart_otp.sign
    asked = holder.smart_otp.ask_to_sign(NUMBER, device_id, ACT, TEXT)
    assert asked.signed.endswith(TEXT)
    altered = signature(asked, holder.phone, asked.signed + "9")
    assert refusal_of(lambda: sign(NUMBER, asked.challenge_id, altered, PIN)) == "proof_wrong"
    code = signature(asked, holder.phone)
    assert refusal_of(lambda: sign(OTHER, asked.challenge_id, code, PIN)) == "challenge_unknown"
    assert refusal_of(lambda: sign(NUMBER, asked.challenge_id, code, PIN)) == "done"
    assert refusal_of(lambda: sign(NUMBER, asked.challenge_id, code, PIN)) == "challenge_spent"
    again = holder.smart_otp.ask_to_sign(NUMBER, device_id, ACT, TEXT)
    assert refusal_of(lambda: sign(NUMBER, again.challenge_id, code, PIN)) == "proof_wrong"


def test_a_code_of_the_time_signs_too_and_is_spent(holder: Holder) -> None:
    device_id, sign = holder.phone.enrolment.device_id, holder.smart_otp.sign
    asked, another = (holder.smart_otp.ask_to_sign(NUMBER, device_id, ACT, TEXT) for _ in range(2))
    code = holder.phone.code()
    signed = sign(NUMBER, asked.challenge_id, code, PIN)
    assert (signed.by, signed.act_id) == (SignedBy.TIME_CODE, ACT)
    assert signed.text_sha256 == text_sha256(TEXT)
    assert refusal_of(lambda: sign(NUMBER, another.challenge_id, code, PIN)) == "code_used"
    assert holder.refusal(code) == "code_used"
    assert sign(NUMBER, another.challenge_id, signature(another, holder.phone), PIN).by is SignedBy.TEXT_CODE


def test_wrong_codes_of_a_text_lock_the_phone(holder: Holder) -> None:
    asked = holder.smart_otp.ask_to_sign(NUMBER, holder.phone.enrolment.device_id, ACT, TEXT)
    wrong = never(holder.phone)
    tries = [
        refusal_of(lambda: holder.smart_otp.sign(NUMBER, asked.challenge_id, wrong, PIN)) for _ in range(6)
    ]
    assert tries == ["proof_wrong"] * 5 + ["device_locked"]


def test_a_signature_leaves_the_codes_of_its_step(holder: Holder) -> None:
    asked = holder.smart_otp.ask_to_sign(NUMBER, holder.phone.enrolment.device_id, ACT, TEXT)
    holder.smart_otp.sign(NUMBER, asked.challenge_id, signature(asked, holder.phone), PIN)
    assert holder.refusal(holder.phone.code()) == "done"


def test_what_is_to_be_signed_waits_five_minutes(holder: Holder, clock: ManualClock) -> None:
    asked = holder.smart_otp.ask_to_sign(NUMBER, holder.phone.enrolment.device_id, ACT, TEXT)
    clock.advance(300)
    sign = lambda: holder.smart_otp.sign(  # noqa: E731
        NUMBER, asked.challenge_id, signature(asked, holder.phone), PIN
    )
    assert refusal_of(sign) == "challenge_expired"


# kept and removed


def test_what_was_removed_is_gone_but_for_the_audit(holder: Holder, engine: Engine) -> None:
    device_id = holder.phone.enrolment.device_id
    asked = holder.smart_otp.ask_to_sign(NUMBER, device_id, ACT, TEXT)
    assert refusal_of(lambda: holder.smart_otp.remove(OTHER, device_id)) == "device_unknown"
    holder.smart_otp.remove(NUMBER, device_id)
    code = signature(asked, holder.phone)
    assert holder.refusal(holder.phone.code()) == "device_unknown"
    assert (
        refusal_of(lambda: holder.smart_otp.sign(NUMBER, asked.challenge_id, code, PIN))
        == "challenge_unknown"
    )
    with engine.connect() as connection:
        left = [connection.execute(select(each)).all() for each in (smart_otp_device, smart_otp_challenge)]
        audit = select(smart_otp_audit.c.what, smart_otp_audit.c.code).order_by(smart_otp_audit.c.entry)
        told = [tuple(row) for row in connection.execute(audit)]
    assert left == [[], []]
    assert told == [
        ("enrolled", None),
        ("confirmed", None),
        ("asked_to_sign", None),
        ("removed_refused", "device_unknown"),
        ("removed", None),
        ("verified_refused", "device_unknown"),
        ("signed_refused", "challenge_unknown"),
    ]


def test_neither_secret_nor_pin_nor_number_nor_text_rests_plain(holder: Holder, engine: Engine) -> None:
    holder.smart_otp.ask_to_sign(NUMBER, holder.phone.enrolment.device_id, ACT, TEXT)
    open_one = holder.smart_otp.enrol(NUMBER, "Máy hai")
    tables = (smart_otp_enrolment, smart_otp_device, smart_otp_challenge, smart_otp_audit)
    with engine.connect() as connection:
        rest = repr([[tuple(row) for row in connection.execute(select(each))] for each in tables])
    secrets = (holder.phone.enrolment.secret, open_one.secret, PIN, NUMBER, TEXT)
    assert "Máy hai" in rest
    assert [secret for secret in secrets if secret in rest] == []
    assert open_one.secret not in repr(open_one)


def test_what_was_left_open_is_tidied_away_and_the_phone_stays(
    holder: Holder, central: EmbeddedCentral, clock: ManualClock
) -> None:
    holder.smart_otp.ask_to_sign(NUMBER, holder.phone.enrolment.device_id, ACT, TEXT)
    holder.smart_otp.enrol(NUMBER, "Máy hai")
    clock.advance(86_401)
    Retention(central.central.engine, clock.now, central.central.blobs).tidy()
    with central.central.engine.connect() as connection:
        for table in (smart_otp_challenge, smart_otp_enrolment):
            assert connection.execute(select(table)).all() == []
    assert holder.refusal(holder.phone.code()) == "done"


# told


def test_the_person_is_told_of_what_happens_to_their_phones_once(
    smart_otp: SmartOtp, holder: Holder, engine: Engine
) -> None:
    device_id = holder.phone.enrolment.device_id
    for _ in range(7):  # five lock it, two meet the lock
        refusal_of(lambda: smart_otp.verify(NUMBER, device_id, wrong(holder.phone.code()), PIN))
    smart_otp.remove(NUMBER, device_id)
    with engine.connect() as connection:
        rows = connection.execute(select(person_notice)).all()
    assert sorted(row.kind.removeprefix("account.phone_") for row in rows) == ["added", "locked", "removed"]
    assert NUMBER not in str(rows)
