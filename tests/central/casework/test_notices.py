"""What central tells people by itself: once, in plain words, to the address that counts."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from central.cases.forms import labels_of
from central.cases.table import changes, reasons_of
from central.casework.addresses import Addresses
from central.casework.notifying import Notifying
from central.connectors.sandbox import Faults
from central.connectors.text_message_sandbox import KeepingCarrier, text_message_sandbox
from central.connectors.text_messages import HttpTextMessages
from central.embedded import EmbeddedCentral
from central.keys.hashing import person_hash
from central.messages.mailbox import FolderMailbox, Mail, Mailbox, MailError, SmtpMailbox
from central.notices.catalogue import Channel, Filling, Notice, notices
from central.notices.inbox import NewNotice, put
from central.notices.kinds import kinds
from central.notices.queue import Standing, take
from central.notices.sealing import Content, NoticeSeals
from central.settings import NoticeSettings, SmtpSettings
from central.store.notice_tables import notice, person_notice
from kiosk.contract.kinds import KINDS
from kiosk.contract.records import NoticeChannel
from kiosk.contract.staff import StaffRole
from kiosk.contract.wire import CodeVerified
from kiosk.language import Bilingual
from kiosk.sync.act import Act, Json
from tests.acts import SUBJECT, contact_change_payload, service_payload, supplement_payload
from tests.central.checked import passing
from tests.central.judging.test_judging import send
from tests.central.messages.test_address_proofs import ADDRESS, checked, registration
from tests.manual_clock import ManualClock
from tests.smtp_relay import smtp_relay
from tests.sync_parts import Station, sample_act

OFFICER, SUPERVISOR = "104201", "104202"
SETTINGS = NoticeSettings(tries=3, retry_seconds=30, retry_most_seconds=45)
NUMBER_OF_OTHER = "001099000029"


class Failing:
    """A relay that takes no mail."""

    def send(self, mail: Mail) -> None:  # noqa: ARG002  (every mailbox has this shape)
        raise MailError("ConnectionRefusedError")


class Office:
    """Officers who decide, and the notices that come of it, sent when a test says so."""

    def __init__(self, central: EmbeddedCentral, station: Station, clock: ManualClock, folder: Path) -> None:
        self.parts, self.clock = central.central, clock
        self.box = FolderMailbox(folder / "notices")
        self._central, self._station = central, station
        for thread in self.parts.queue_threads:
            thread.stop()
        self.parts.staff.add(OFFICER, "Trần Văn Mẫu", StaffRole.OFFICER, "00100")
        self.parts.staff.add(SUPERVISOR, "Lê Thị Mẫu", StaffRole.SUPERVISOR, "00100")

    def register(self) -> UUID:
        """An account is asked for, with an address that is proved."""
        act = registration(self.proved(), phone="0901234567")
        self.send(act)
        return act.act_id

    def proved(self) -> CodeVerified:
        return checked(self._station, self._central)

    def file(self, kind: str, payload: dict[str, Json], subject_id: str = SUBJECT) -> UUID:
        act = dataclasses.replace(
            sample_act(),
            subject_id=subject_id,
            kind=kind,
            schema_version=KINDS[kind].version,
            payload=payload,
        )
        self.send(act)
        return act.act_id

    def send(self, act: Act) -> None:
        send(self._station, self._central, act)

    def decide(self, case_id: UUID, *steps: str) -> None:
        for step in steps:
            reason = reasons_of(step)[0].code if changes()[step].reason else None
            for account in (OFFICER, SUPERVISOR):
                case = self.parts.cases.get(account, str(case_id)).case
                if account == OFFICER or case.proposed is not None:
                    points = passing(case.kind, step)
                    self.parts.cases.change(
                        account, str(case_id), step, case.version, reason=reason, points=points
                    )

    def notifying(self, mailbox: Mailbox | None = None, texts: HttpTextMessages | None = None) -> Notifying:
        return Notifying(
            self.parts.engine,
            Addresses(self.parts.engine, self.parts.stored_acts),
            mailbox or self.box,
            texts,
            now=self.clock.now,
            settings=SETTINGS,
            keys=self.parts.keys,
        )

    def standings(self, channel: Channel = Channel.EMAIL) -> list[str]:
        query = select(notice.c.state).where(notice.c.channel == channel.value)
        with self.parts.engine.connect() as connection:
            return list(connection.execute(query.order_by(notice.c.queued_at, notice.c.version)).scalars())


@pytest.fixture
def office(central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path) -> Office:
    return Office(central, station, clock, tmp_path)


def drain(send_one: Callable[[], bool]) -> int:
    count = 0
    while send_one():
        count += 1
    return count


def test_an_approval_reaches_the_person_by_mail_once(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "approve")
    number = office.parts.cases.get(OFFICER, str(case_id)).case.number
    assert drain(office.notifying().send_one) == 1
    assert not office.notifying().send_one()
    (mail,) = office.box.mails()
    assert mail.to == ADDRESS
    assert mail.subject == f"Hồ sơ {number} đã được duyệt"
    assert "tài khoản đang được mở" in mail.text
    assert mail.text.index("đang được mở") < mail.text.index("the account is being opened")
    assert SUBJECT not in mail.text
    assert office.standings() == ["sent"]


def test_what_is_missing_is_said_and_taking_a_case_is_nobodys_news(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take")
    assert not office.notifying().send_one()
    office.decide(case_id, "return")
    drain(office.notifying().send_one)
    (mail,) = office.box.mails()
    assert reasons_of("return")[0].text.vi in mail.text


def test_what_was_named_is_listed_in_both_languages(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take")
    version = office.parts.cases.get(OFFICER, str(case_id)).case.version
    reason = reasons_of("return")[0]
    office.parts.cases.change(
        OFFICER, str(case_id), "return", version, reason=reason.code, asked=["contact.phone"]
    )
    drain(office.notifying().send_one)
    (mail,) = office.box.mails()
    for label in labels_of("registration.adult", None, ["contact.phone"]):
        assert f"{reason.text.vi}\n- {label.vi}\n" in mail.text
        assert f"{reason.text.en}\n- {label.en}\n" in mail.text
    assert "mục Hồ sơ của tôi" in mail.text


def test_who_was_told_of_a_refusal_is_not_told_of_its_end(office: Office) -> None:
    case_id = office.file("contact.change", contact_change_payload())
    office.decide(case_id, "take", "refuse", "finish")
    with office.parts.engine.connect() as connection:
        kinds = connection.execute(select(notice.c.kind).distinct()).scalars().all()
    assert kinds == ["case.refused"]


def test_a_request_without_an_address_uses_that_of_the_account(office: Office) -> None:
    office.register()
    office.clock.advance(1)
    case_id = office.file("service.filed", service_payload())
    office.decide(case_id, "take", "return")
    drain(office.notifying().send_one)
    assert [mail.to for mail in office.box.mails()] == [ADDRESS]


def test_a_new_address_counts_once_it_is_approved(office: Office) -> None:
    first = office.register()
    office.decide(first, "take", "approve")
    office.clock.advance(1)
    change = office.file("contact.change", contact_change_payload())
    office.decide(change, "take", "return")
    addresses = Addresses(office.parts.engine, office.parts.stored_acts)
    assert addresses.find(change, Channel.TEXT) == "0901234567"
    office.decide(change, "supplement", "approve")
    assert addresses.find(change, Channel.TEXT) == "0907654321"
    assert addresses.find(first, Channel.TEXT) == "0907654321"
    assert addresses.find(change, Channel.EMAIL) == ADDRESS


def test_where_the_person_was_reached_before_the_change_is_told(office: Office) -> None:
    """Once: who gives the same number again changes nothing, nor does e-mail change with the phone."""
    office.decide(office.register(), "take", "approve")
    carrier = KeepingCarrier()
    with text_message_sandbox(carrier) as sandbox, HttpTextMessages(sandbox.url) as line:
        for _ in range(2):
            office.clock.advance(1)
            office.decide(office.file("contact.change", contact_change_payload()), "take", "approve")
            drain(office.notifying(texts=line).send_one)
    assert [each.phone for each in carrier.taken if "so dien thoai khac" in each.text] == ["0901234567"]
    assert not [mail for mail in office.box.mails() if "địa chỉ khác" in mail.subject]


def test_what_a_supplement_gives_counts_for_its_case(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "return")
    number = str(office.parts.cases.get(OFFICER, str(case_id)).case.number)
    payload = supplement_payload(case=number)
    payload["answers"] = {"contact.phone": "0907654321", "contact.email": "other@example.vn"}
    unproved: Json = {"state": "pending", "challenge_id": None, "verified_at": None, "statement": None}
    payload["proofs"] = {"contact.email": unproved}
    office.file("case.supplement", payload)
    addresses = Addresses(office.parts.engine, office.parts.stored_acts)
    assert addresses.find(case_id, Channel.TEXT) == "0907654321"
    assert addresses.find(case_id, Channel.EMAIL) == ADDRESS  # of the other one nobody has given a code


def test_an_address_that_nobody_has_proved_gets_nothing(office: Office) -> None:
    act = registration(None, state="pending")
    office.send(act)
    office.decide(act.act_id, "take", "approve")
    drain(office.notifying().send_one)
    assert office.box.mails() == []
    assert office.standings() == ["no_address"]


def test_nobody_gets_what_is_another_persons(office: Office) -> None:
    office.register()
    case_id = office.file("service.filed", service_payload(NUMBER_OF_OTHER), NUMBER_OF_OTHER)
    office.decide(case_id, "take", "return")
    drain(office.notifying().send_one)
    assert office.box.mails() == []
    assert office.standings() == ["no_address"]


def test_a_relay_that_is_down_is_tried_later_and_in_the_end_staff_see_it(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "approve")
    down = office.notifying(Failing())
    for pause in (30, 45):
        assert down.send_one()
        assert office.standings() == ["waiting"]
        assert not down.send_one()
        office.clock.advance(pause - 1)
        assert not down.send_one()
        office.clock.advance(1)
    assert down.send_one()
    assert office.standings() == ["failed"]
    assert not office.notifying().send_one()


def test_one_that_is_sent_while_its_sender_dies_comes_again_under_the_same_id(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "approve")
    first = take(office.parts.engine, office.clock.now(), timedelta(seconds=120), [Channel.EMAIL])
    assert first is not None
    assert take(office.parts.engine, office.clock.now(), timedelta(seconds=120), [Channel.EMAIL]) is None
    office.clock.advance(120)
    again = take(office.parts.engine, office.clock.now(), timedelta(seconds=120), [Channel.EMAIL])
    assert again is not None
    assert again.notice_id == first.notice_id


def test_many_senders_send_each_once(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "return", "supplement", "approve")
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: drain(office.notifying().send_one), range(4)))
    assert sum(counts) == len(office.box.mails()) == 2


def test_mails_wait_until_there_is_a_relay(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "approve")
    without = Notifying(
        office.parts.engine,
        Addresses(office.parts.engine, office.parts.stored_acts),
        None,
        None,
        now=office.clock.now,
        settings=SETTINGS,
        keys=office.parts.keys,
    )
    assert not without.send_one()
    assert office.standings() == ["waiting"]
    assert office.notifying().send_one()


def test_texts_wait_until_somebody_carries_them(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "return")
    drain(office.notifying().send_one)
    assert office.standings(Channel.TEXT) == ["waiting"]
    carrier = KeepingCarrier()
    with (
        text_message_sandbox(carrier, Faults(down_every=2)) as sandbox,
        HttpTextMessages(sandbox.url) as line,
    ):
        drain(office.notifying(texts=line).send_one)
    (message,) = carrier.taken
    assert message.phone.startswith("0")
    assert message.text.startswith("BHXH: Ho so ")
    assert office.standings(Channel.TEXT) == ["sent"]


def test_a_carrier_whose_answer_is_lost_is_given_the_message_once(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "return")
    carrier = KeepingCarrier()
    with text_message_sandbox(carrier, Faults(cut_every=1)) as sandbox, HttpTextMessages(sandbox.url) as line:
        drain(office.notifying(texts=line).send_one)
        office.clock.advance(30)
        drain(office.notifying(texts=line).send_one)
    assert len(carrier.taken) == 1
    assert office.standings(Channel.TEXT) == [Standing.WAITING.value]


def test_no_address_stands_in_the_queue(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "return")
    with office.parts.engine.connect() as connection:
        rows = connection.execute(select(notice)).all()
    assert rows
    assert ADDRESS not in repr(rows)


@pytest.mark.parametrize("kind", sorted(notices()))
def test_every_kind_fills_its_words(kind: str) -> None:
    words = Bilingual(vi="Đã xong.", en="Settled.")
    filling = Filling("DK26-4417-0932-0123-2", words, words, user_name=words, code="1234 5678")
    row = notices()[kind]
    letter = row.letter(filling)
    assert "{" not in letter + row.headline(filling)
    if "{told}" in row.text.vi:
        assert letter.index("Đã xong.") < letter.index("Settled.")
    assert letter.count("DK26-4417-0932-0123-2") >= 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": {"vi": "{full_name}", "en": "x"}},
        {"channels": ["email", "text"]},
        {"short": "BHXH: ho so"},
        {"channels": ["text"], "short": "Hồ sơ"},
        {"channels": ["text"], "short": "x" * 150 + "{case_number}"},
    ],
)
def test_a_row_that_cannot_be_sent_is_refused_when_loaded(wrong: dict[str, object]) -> None:
    good = {
        "kind": "case.done",
        "channels": ["email"],
        "subject": {"vi": "a", "en": "a"},
        "text": {"vi": "a", "en": "a"},
    }
    Notice.model_validate(good)
    with pytest.raises(ValidationError):
        Notice.model_validate(good | wrong)


def test_what_no_case_causes_goes_to_the_addresses_of_the_account_in_harmless_words(office: Office) -> None:
    """By a real relay and a carrier, once each; what is over before it was carried is not sent."""
    office.decide(office.register(), "take", "approve")
    drain(office.notifying().send_one)
    parts, kind = office.parts, kinds()["health.treated"]
    seals, person = NoticeSeals(parts.keys), person_hash(parts.keys.hashing, SUBJECT)
    values = {"facility": "Bệnh viện Thí Dụ", "first": "28/02/2026", "last": "02/03/2026"}

    def tell(key: str, days: int) -> None:
        until = office.clock.now() + timedelta(days=days)
        everywhere = frozenset(NoticeChannel)
        notice_id = seals.id_of(person, kind.kind, key)
        content = Content(values=values)
        new = NewNotice(person, notice_id, kind, until, content, everywhere, "00100")
        with parts.engine.begin() as connection:
            put(connection, seals, [new], office.clock.now())

    tell("one", 30)
    carrier = KeepingCarrier()
    with (
        smtp_relay(None) as relay,
        text_message_sandbox(carrier) as sandbox,
        HttpTextMessages(sandbox.url) as line,
    ):
        settings = SmtpSettings(host="127.0.0.1", port=relay.port, sender="bhxh@example.vn", starttls=False)
        notifying = office.notifying(SmtpMailbox(settings), texts=line)
        assert drain(notifying.send_one) >= 2
        tell("one", 30)  # again
        tell("two", -1)
        assert drain(notifying.send_one) == 2
    (mail,) = relay.taken
    assert relay.recipients == [ADDRESS]
    assert mail["Subject"] == kind.title.vi
    text = mail.get_content()
    assert "Có một lần khám chữa bệnh mới" in text
    assert "A new treatment stands under your health card" in text
    (message,) = [each for each in carrier.taken if each.text == kind.short]
    assert message.phone == "0901234567"
    for said in (*values.values(), SUBJECT):
        assert said not in text + message.text
    assert sorted(office.standings()) == ["expired", "sent", "sent"]


def test_a_case_is_told_in_the_inbox_too_but_not_what_is_for_others(office: Office) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "return")
    with office.parts.engine.connect() as connection:
        rows = connection.execute(select(person_notice)).all()
    assert [(row.kind, row.case_id, row.sealed) for row in rows] == [("case.returned", case_id, None)]
    assert rows[0].person == person_hash(office.parts.keys.hashing, SUBJECT)
