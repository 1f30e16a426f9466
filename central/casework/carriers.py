"""Who carries what central tells people: a relay for mails, a carrier for text messages, or neither."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from central.connectors.protocols import ConnectorError
from central.connectors.text_messages import TextMessage, TextMessages
from central.messages.mailbox import Attachment, Mail, Mailbox, MailError
from central.notices.catalogue import Channel, Filling, letter_of, notices
from central.settings import NoticeSettings
from kiosk.language import Bilingual

_MAIL_FAILED = "mail_failed"


class NotCarriedError(Exception):
    """It did not go out this time; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Told:
    """``long``: title and text of a mail; ``short``: a text message."""

    long: tuple[Bilingual, Bilingual] = field(repr=False)
    short: str | None = field(repr=False)


class Carriers:
    def __init__(
        self, mailbox: Mailbox | None, text_messages: TextMessages | None, now: Callable[[], datetime]
    ) -> None:
        self._mailbox = mailbox
        self._text_messages = text_messages
        self._now = now

    @property
    def channels(self) -> Collection[Channel]:
        """That somebody carries."""
        carried = {Channel.EMAIL: self._mailbox, Channel.TEXT: self._text_messages}
        return frozenset(channel for channel, carrier in carried.items() if carrier is not None)

    def send(self, channel: Channel, address: str, kind: str, filling: Filling, message_id: UUID) -> None:
        """In the words of this kind of notice, by one of ``channels``. Raises NotCarriedError."""
        notice = notices()[kind]
        short = None if notice.short is None else notice.message(filling)
        self.carry(channel, address, Told(notice.told(filling), short), message_id)

    def carry(
        self,
        channel: Channel,
        address: str,
        told: Told,
        message_id: UUID,
        papers: tuple[Attachment, ...] = (),
    ) -> None:
        """The same in words that are filled in, a mail with papers; ValueError for a text message without
        words.
        """
        try:
            if channel is Channel.EMAIL and self._mailbox is not None:
                subject, text = told.long[0].vi, letter_of(told.long)
                self._mailbox.send(
                    Mail(
                        address,
                        subject,
                        text,
                        sent_at=self._now(),
                        attachments=papers,
                        message_id=message_id,
                    )
                )
            elif channel is Channel.TEXT and self._text_messages is not None:
                if told.short is None:
                    raise ValueError("this notice has no short text")
                text = told.short
                self._text_messages.send(TextMessage(message_id=message_id, phone=address, text=text))
        except MailError:
            raise NotCarriedError(_MAIL_FAILED) from None
        except ConnectorError as error:
            raise NotCarriedError(error.code) from None

    def close(self) -> None:
        if self._text_messages is not None:
            self._text_messages.close()


def pause_after(failures: int, settings: NoticeSettings) -> timedelta | None:
    """Twice as long after each failure; None once it was tried often enough."""
    if failures >= settings.tries:
        return None
    return timedelta(seconds=min(settings.retry_seconds * 2 ** (failures - 1), settings.retry_most_seconds))
