"""Mail that the relay took comes back: staff see it, and whose address takes none is told at the kiosk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Table, insert, select, update

from central.accounts.queue import code_of, queue_code
from central.casework.addresses import Addresses
from central.casework.bounce_reading import BounceReading
from central.embedded import EmbeddedCentral
from central.messages.mailbox import SmtpMailbox
from central.messages.return_addresses import ReturnAddresses
from central.notices.sealing import NoticeSeals
from central.settings import SmtpSettings
from central.store.account_tables import account_code
from central.store.notice_tables import notice
from central.store.reminder_tables import kept_reminder
from kiosk.contract.records import InboxNotice
from tests.acts import SUBJECT
from tests.central.casework.test_notices import OFFICER, SUPERVISOR, Office, drain
from tests.central.messages.test_bounces import REPORTS
from tests.manual_clock import ManualClock
from tests.smtp_relay import Relay, smtp_relay
from tests.sync_parts import Station

ADDRESS = "tra-lai@bhxh.example.vn"


class Post(Office):
    """An office with a relay, into whose folder reports are delivered."""

    def __init__(self, central: EmbeddedCentral, station: Station, clock: ManualClock, folder: Path) -> None:
        super().__init__(central, station, clock, folder)
        self.folder = folder / "Maildir"
        self.returns = ReturnAddresses(self.parts.keys.hashing, ADDRESS)
        self.reading = BounceReading(
            self.parts.engine,
            Addresses(self.parts.engine, self.parts.stored_acts),
            self.returns,
            self.folder,
            address_hash=self.parts.keys.address_hash,
            seals=NoticeSeals(self.parts.keys),
            now=clock.now,
        )

    def send_all(self, relay: Relay) -> int:
        settings = SmtpSettings(
            host="127.0.0.1", port=relay.port, sender="BHXH <bhxh@example.vn>", starttls=False
        )
        return drain(self.notifying(SmtpMailbox(settings, returns=self.returns)).send_one)

    def comes_back(self, to: str, shape: str = "postfix_no_such_user", *, folder: str = "new") -> None:
        """Delivered, and read."""
        content = (REPORTS / f"{shape}.eml").read_bytes().replace(b"RETURN-ADDRESS", to.encode())
        (self.folder / folder / uuid4().hex).write_bytes(content)
        assert drain(self.reading.read_one) == 1
        assert not list(self.folder.glob("*/*"))

    def told(self) -> list[InboxNotice]:
        inbox = self.parts.grants.inboxes.of(SUBJECT, "00100").inbox
        return [each for each in inbox if each.kind == "account.mail_returned"]

    def failed_now(self) -> int:
        return sum(each.failed_notices for each in self.parts.oversight.statistics.figures(SUPERVISOR, 7))


@pytest.fixture
def post(central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path) -> Post:
    return Post(central, station, clock, tmp_path)


@pytest.fixture
def relay() -> Iterator[Relay]:
    with smtp_relay(None) as running:
        yield running


def test_a_mail_comes_back_and_staff_and_the_person_hear_of_it(post: Post, relay: Relay) -> None:
    post.decide(post.register(), "take", "approve")
    assert post.send_all(relay) == 1
    (to,), (mail,) = relay.senders, relay.taken
    assert to.startswith("tra-lai+")
    assert mail["From"] == "BHXH <bhxh@example.vn>"
    assert post.failed_now() == 0
    post.comes_back(to)
    assert post.standings() == ["bounced"]
    (failed,) = post.parts.oversight.notices.failed(OFFICER)
    assert (failed.kind, failed.fault) == ("case.approved", "returned_for_good")
    assert post.failed_now() == 1
    (told,) = post.told()
    assert told.task == "change_contact"
    assert "08:3" in told.body.vi
    post.comes_back(to, folder="cur")  # the same again
    post.parts.oversight.notices.seen(OFFICER, failed.notice_id)
    assert post.failed_now() == 0
    post.parts.oversight.notices.send_again(OFFICER, failed.notice_id)
    assert post.send_all(relay) == 1
    assert relay.senders == [to, to]  # it is the same mail
    post.comes_back(to)
    assert post.standings() == ["bounced"]
    assert len(post.told()) == 1  # of one address once


def test_nobody_is_told_of_an_address_that_may_be_good(post: Post, relay: Relay) -> None:
    post.decide(post.register(), "take", "approve")
    post.send_all(relay)
    other = ReturnAddresses(b"x" * 32, ADDRESS)
    for to in (ADDRESS, other.of(UUID(int=7)), post.returns.of(uuid4())):  # forged, or tidied away meanwhile
        post.comes_back(to)
    post.comes_back(relay.senders[0], "postfix_delayed")
    assert post.standings() == ["sent"]
    post.comes_back(relay.senders[0], "postfix_given_up")
    assert post.standings() == ["bounced"]
    (failed,) = post.parts.oversight.notices.failed(OFFICER)
    assert failed.fault == "returned_for_now"
    of_another = {"state": "sent", "sent_to": post.parts.keys.address_hash("cu@example.vn")}
    with post.parts.engine.begin() as connection:
        connection.execute(update(notice).values(of_another))
    post.comes_back(relay.senders[0])  # the person has another address by now
    assert post.standings() == ["bounced"]
    assert post.told() == []


def test_reminders_and_codes_come_back_too(post: Post, relay: Relay) -> None:
    case_id, now = post.register(), post.clock.now()
    post.send_all(relay)
    rung = uuid4()
    row = {"message_id": rung, "rings_at": now, "next_at": now, "state": "sent", "failures": 0}
    with post.parts.engine.begin() as connection:
        connection.execute(insert(kept_reminder).values(case_id=case_id, place=1, **row))
        queue_code(connection, case_id, 1, "somebody", now)
        connection.execute(update(account_code).values(state="sent"))
        code = connection.execute(select(account_code.c.message_id)).scalar_one()
    post.comes_back(post.returns.of(rung))
    post.comes_back(post.returns.of(code))
    assert states(post, kept_reminder) == ["bounced"]
    assert post.failed_now() == 1
    (failed,) = post.parts.oversight.notices.failed(OFFICER)
    assert (failed.kind, failed.notice_id) == ("reminder", rung)
    with post.parts.engine.begin() as connection:
        told = code_of(connection, case_id)
        assert told is not None
        assert (told.fault, told.wants_slip) == ("returned_for_good", True)
        connection.execute(update(account_code).values(state="sent", spent_at=now))
    post.comes_back(post.returns.of(code))
    assert states(post, account_code) == ["sent"]  # it was used: it had arrived after all


def states(post: Post, table: Table) -> list[str]:
    with post.parts.engine.connect() as connection:
        return list(connection.execute(select(table.c.state)).scalars())
