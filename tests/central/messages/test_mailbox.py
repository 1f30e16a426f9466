from __future__ import annotations

import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from central.messages.mailbox import Attachment, FolderMailbox, Mail, MailError, SmtpMailbox
from central.settings import SmtpSettings
from tests.patience import PATIENCE
from tests.raw_server import raw_server
from tests.smtp_relay import PASSWORD, USER, Relay, smtp_relay
from tests.tls import Authority, make_authority

# The relay warns of what its own library calls old.
pytestmark = pytest.mark.expects_log(r"^mail\.log: Session\.login_data")

MAIL = Mail("thu@example.vn", "Mã xác nhận", "Mã của bạn: 123456\n", datetime(2026, 3, 2, 1, 30, tzinfo=UTC))


def test_folder_keeps_mails_in_order_under_neutral_names(tmp_path: Path) -> None:
    mailbox = FolderMailbox(tmp_path / "mail")
    for number in range(3):
        mailbox.send(Mail("thu@example.vn", f"Mã số {number}", "Chào bạn\n", MAIL.sent_at))
    assert [mail.subject for mail in mailbox.mails()] == ["Mã số 0", "Mã số 1", "Mã số 2"]
    assert mailbox.mails()[0] == Mail("thu@example.vn", "Mã số 0", "Chào bạn\n", MAIL.sent_at)
    assert all(path.suffix == ".eml" and "thu" not in path.name for path in (tmp_path / "mail").iterdir())
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "mail").iterdir()} == {0o600}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("relay") / "tls")


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """What this machine trusts: the relay's authority, and no other."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.ca_file))
    return authority


def settings_for(relay: Relay, **changes: Any) -> SmtpSettings:
    return SmtpSettings.model_validate(
        {
            "host": "127.0.0.1",
            "port": relay.port,
            "sender": "BHXH <bhxh@example.vn>",
            "user": USER,
            "password": PASSWORD,
            **changes,
        }
    )


def test_a_mail_goes_out_encrypted_under_the_name_of_central(trusted: Authority) -> None:
    paper = Attachment("phieu.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")
    with smtp_relay(trusted) as relay:
        SmtpMailbox(settings_for(relay)).send(replace(MAIL, attachments=(paper,)))
    (message,) = relay.taken
    body = message.get_body(("plain",))
    assert (relay.recipients, relay.encrypted) == (["thu@example.vn"], [True])
    assert (message["Subject"], message["Auto-Submitted"]) == ("Mã xác nhận", "auto-generated")
    assert (message["From"], message["Date"].datetime) == ("BHXH <bhxh@example.vn>", MAIL.sent_at)
    assert body is not None
    assert body.get_content().splitlines() == ["Mã của bạn: 123456"]
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_content()) == (paper.name, paper.content)


def test_a_calendar_file_arrives_as_calendars_want_it() -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Lời nhắc\r\nEND:VCALENDAR\r\n".encode()
    )
    file = Attachment("loi-nhac.ics", "text/calendar", calendar)
    with smtp_relay(None) as relay:
        mailbox = SmtpMailbox(settings_for(relay, user=None, password=None, starttls=False))
        mailbox.send(replace(MAIL, attachments=(file,)))
    (part,) = relay.taken[0].iter_attachments()
    assert (part.get_filename(), part.get_content_type(), part.get_content_charset()) == (
        "loi-nhac.ics",
        "text/calendar",
        "utf-8",
    )
    assert part.get_payload(decode=True) == calendar


def test_a_relay_on_this_machine_may_do_without_encryption() -> None:
    with smtp_relay(None) as relay:
        SmtpMailbox(settings_for(relay, user=None, password=None, starttls=False)).send(MAIL)
    assert relay.encrypted == [False]


@pytest.mark.expects_log("SMTP session exception")  # the relay is hung up on in the middle
def test_a_relay_that_nobody_vouches_for_gets_neither_password_nor_mail(authority: Authority) -> None:
    with smtp_relay(authority) as relay, pytest.raises(MailError, match="SSLCertVerificationError"):
        SmtpMailbox(settings_for(relay)).send(MAIL)
    assert relay.taken == []


def test_a_relay_without_tls_gets_no_mail_when_tls_is_wanted() -> None:
    with smtp_relay(None) as relay, pytest.raises(MailError, match="SMTPNotSupportedError"):
        SmtpMailbox(settings_for(relay)).send(MAIL)
    assert relay.taken == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"password": "another"}, "SMTPAuthenticationError"),
        ({"user": None, "password": None}, "SMTPSenderRefused"),
    ],
)
def test_a_relay_that_does_not_know_central_takes_nothing(
    trusted: Authority, changes: dict[str, Any], told: str
) -> None:
    with smtp_relay(trusted) as relay, pytest.raises(MailError, match=told):
        SmtpMailbox(settings_for(relay, **changes)).send(MAIL)
    assert relay.taken == []


def test_a_recipient_that_the_relay_does_not_know(trusted: Authority) -> None:
    with smtp_relay(trusted) as relay:
        relay.unknown.add(MAIL.to)
        with pytest.raises(MailError, match="SMTPRecipientsRefused") as failed:
            SmtpMailbox(settings_for(relay)).send(MAIL)
    assert MAIL.to not in str(failed.value)
    assert relay.taken == []


def test_a_mail_that_is_too_large_for_the_relay(trusted: Authority) -> None:
    large = replace(MAIL, attachments=(Attachment("phieu.pdf", "application/pdf", bytes(300_000)),))
    with smtp_relay(trusted) as relay, pytest.raises(MailError, match="SMTPSenderRefused"):
        SmtpMailbox(settings_for(relay)).send(large)
    assert relay.taken == []


def test_a_relay_that_is_not_there_or_wants_no_mail_is_named(trusted: Authority) -> None:
    def refuse(connection: socket.socket, _over: threading.Event) -> None:
        connection.sendall(b"554 no mail here\r\n")

    with smtp_relay(trusted) as gone:
        pass
    with pytest.raises(MailError, match="ConnectionRefusedError"):
        SmtpMailbox(settings_for(gone)).send(MAIL)
    with raw_server(refuse) as url, pytest.raises(MailError, match="SMTPConnectError"):
        SmtpMailbox(settings_for(Relay(int(url.rpartition(":")[2])))).send(MAIL)


@pytest.mark.parametrize(
    ("greeting", "told"),
    [
        (b"", "SMTPServerDisconnected"),
        (b"220 relay\r\n", "SMTPServerDisconnected"),
        (b"<html>\r\n", "SMTPConnectError"),
    ],
    ids=["silent", "silent after its greeting", "no relay at all"],
)
def test_a_relay_that_is_slow_or_answers_wrongly_is_given_up(greeting: bytes, told: str) -> None:
    def answer(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(greeting)
        over.wait(PATIENCE)

    with raw_server(answer) as url, pytest.raises(MailError, match=told) as failed:
        SmtpMailbox(settings_for(Relay(int(url.rpartition(":")[2]))), seconds=0.2).send(MAIL)
    assert MAIL.to not in str(failed.value)
