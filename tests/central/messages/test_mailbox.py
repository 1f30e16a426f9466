from __future__ import annotations

import socket
import threading
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from central.messages.mailbox import FolderMailbox, Mail, MailError, SmtpMailbox
from central.settings import SmtpSettings
from tests.raw_server import raw_server

MAIL = Mail("thu@example.vn", "Mã xác nhận", "Mã của bạn: 123456\n", datetime(2026, 3, 2, 1, 30, tzinfo=UTC))


def test_folder_keeps_mails_in_order_under_neutral_names(tmp_path: Path) -> None:
    mailbox = FolderMailbox(tmp_path / "mail")
    for number in range(3):
        mailbox.send(Mail("thu@example.vn", f"Mã số {number}", "Chào bạn\n", MAIL.sent_at))
    assert [mail.subject for mail in mailbox.mails()] == ["Mã số 0", "Mã số 1", "Mã số 2"]
    assert mailbox.mails()[0] == Mail("thu@example.vn", "Mã số 0", "Chào bạn\n", MAIL.sent_at)
    assert all(path.suffix == ".eml" and "thu" not in path.name for path in (tmp_path / "mail").iterdir())
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "mail").iterdir()} == {0o600}


class Relay:
    """Speaks enough SMTP (RFC 5321) to take one mail."""

    def __init__(self) -> None:
        self.recipients: list[str] = []
        self.content = b""

    def behave(self, connection: socket.socket, _over: threading.Event) -> None:
        lines = connection.makefile("rb")
        connection.sendall(b"220 relay.invalid ready\r\n")
        while line := lines.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                connection.sendall(b"354 go on\r\n")
                for part in iter(lines.readline, b".\r\n"):
                    self.content += part
            if verb == b"RCPT":
                self.recipients.append(line.decode().strip())
            connection.sendall(b"221 bye\r\n" if verb == b"QUIT" else b"250 fine\r\n")
            if verb == b"QUIT":
                return


def settings_for(url: str) -> SmtpSettings:
    port = int(url.rpartition(":")[2])
    return SmtpSettings(host="127.0.0.1", port=port, sender="BHXH <bhxh@example.vn>", starttls=False)


def test_smtp_hands_the_mail_to_the_relay() -> None:
    relay = Relay()
    with raw_server(relay.behave) as url:
        SmtpMailbox(settings_for(url)).send(MAIL)
    message = BytesParser(policy=policy.default).parsebytes(relay.content)
    body = message.get_body()
    assert [each.upper() for each in relay.recipients] == ["RCPT TO:<THU@EXAMPLE.VN>"]
    assert (message["Subject"], message["Auto-Submitted"]) == ("Mã xác nhận", "auto-generated")
    assert body is not None
    assert body.get_content().splitlines() == ["Mã của bạn: 123456"]


def test_a_relay_that_is_not_there_or_wants_no_mail_is_named() -> None:
    def refuse(connection: socket.socket, _over: threading.Event) -> None:
        connection.sendall(b"554 no mail here\r\n")

    with raw_server(refuse) as url, pytest.raises(MailError):
        SmtpMailbox(settings_for(url)).send(MAIL)
    with pytest.raises(MailError):
        SmtpMailbox(settings_for(url)).send(MAIL)


def test_a_relay_without_tls_gets_no_mail_when_tls_is_wanted() -> None:
    relay = Relay()
    with raw_server(relay.behave) as url, pytest.raises(MailError):
        SmtpMailbox(settings_for(url).model_copy(update={"starttls": True})).send(MAIL)
    assert relay.content == b""
