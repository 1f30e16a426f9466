"""Where mails go: an SMTP relay, or for the demo a folder of .eml files that a page shows."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Protocol
from uuid import UUID

import uuid6

from central.messages.return_addresses import ReturnAddresses
from central.settings import SmtpSettings

_SMTP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    to: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    sent_at: datetime
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    message_id: UUID | None = None  # the same at every try, so that a mail sent twice can be told


class MailError(Exception):
    """The mail could not be handed over."""


class MailNotSetUpError(MailError):
    """Nobody has told this central of a relay."""


class Mailbox(Protocol):
    def send(self, mail: Mail) -> None:
        """Raises MailError."""
        ...


def _to_message(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.sent_at)
    if mail.message_id is not None:
        message["Message-ID"] = f"<{mail.message_id}@{_domain(sender)}>"  # RFC 5322, 3.6.4
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no robot answers a one-time code
    message.set_content(mail.text)
    for each in mail.attachments:
        main, _, sub = each.media_type.partition("/")
        written = {"charset": "utf-8"} if main == "text" else None
        message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name, params=written)
    return message


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2]


class SmtpMailbox:
    def __init__(
        self,
        settings: SmtpSettings,
        seconds: float = _SMTP_SECONDS,
        *,
        returns: ReturnAddresses | None = None,
    ) -> None:
        """``seconds``: how long the relay may be silent. ``returns``: where mails come back that have an id;
        others, and all where nobody reads what comes back, to the sender.
        """
        self._settings = settings
        self._seconds = seconds
        self._returns = returns

    def send(self, mail: Mail) -> None:
        settings = self._settings
        try:
            with smtplib.SMTP(settings.host, settings.port, timeout=self._seconds) as relay:
                if settings.starttls:
                    relay.starttls(context=ssl.create_default_context())
                if settings.user is not None and settings.password is not None:
                    relay.login(settings.user, settings.password.get_secret_value())
                message = _to_message(mail, settings.sender)
                relay.send_message(message, from_addr=self._envelope_sender(mail))
        except (OSError, smtplib.SMTPException) as error:
            raise MailError(type(error).__name__) from error

    def _envelope_sender(self, mail: Mail) -> str:
        if self._returns is None or mail.message_id is None:
            return parseaddr(self._settings.sender)[1]
        return self._returns.of(mail.message_id)


class NoMailbox:
    """Without a relay no code is sent: a file of addresses and codes is for the demo only."""

    def send(self, mail: Mail) -> None:  # noqa: ARG002  (every mailbox has this shape)
        raise MailNotSetUpError("no mail relay is set")


class FolderMailbox:
    """File names tell the order and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def send(self, mail: Mail) -> None:
        message = _to_message(mail, "BHXH <no-reply@central.invalid>")
        try:
            temporary = self._folder / f".{uuid6.uuid7()}"
            temporary.touch(mode=0o600)
            temporary.write_bytes(message.as_bytes())
            temporary.replace(self._folder / f"{uuid6.uuid7()}.eml")
        except OSError as error:
            raise MailError(type(error).__name__) from error

    def mails(self) -> list[Mail]:
        """Oldest first."""
        return [_read(path) for path in sorted(self._folder.glob("*.eml"))]


def _read(path: Path) -> Mail:
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    body = message.get_body(preferencelist=("plain",))
    return Mail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text="" if body is None else str(body.get_content()).replace("\r\n", "\n"),
        sent_at=message["Date"].datetime,
        attachments=tuple(map(_read_attachment, message.iter_attachments())),
    )


def _read_attachment(part: EmailMessage) -> Attachment:
    content = part.get_content()
    if not isinstance(content, bytes):
        content = str(content).encode("utf-8")
    return Attachment(part.get_filename() or "", part.get_content_type(), content)
