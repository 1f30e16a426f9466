"""Messages on their way out, by whichever channel: within the limits, counted only if they left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import uuid6
from sqlalchemy import Connection, Engine

from central.connectors.protocols import ConnectorError
from central.connectors.text_messages import TextMessage, TextMessages
from central.http.problems import ProblemCode, ProblemError, make_problem
from central.kiosks.devices import Device
from central.messages.mailbox import Mail, Mailbox, MailError, MailNotSetUpError
from central.messages.send_limits import SendLimits
from central.settings import SendSettings
from kiosk.contract.wire import Retry

Keep: TypeAlias = Callable[[Connection, UUID], None]
_WITHOUT_CARRIER = 600.0  # s, until somebody may have set one up
_SOON = 30.0  # s


@dataclass(frozen=True, slots=True)
class Text:
    """A text message; ``to``: a mobile number."""

    to: str = field(repr=False)
    text: str = field(repr=False)
    sent_at: datetime


def _nothing(_connection: Connection, _send_id: UUID) -> None:
    return


class Outgoing:
    """Of an address the database keeps a keyed hash, no more. ``texts``: who carries text messages, if
    anybody does.
    """

    def __init__(
        self,
        engine: Engine,
        mailbox: Mailbox,
        texts: TextMessages | None,
        address_hash: Callable[[str], str],
        sends: SendSettings,
    ) -> None:
        self._engine = engine
        self._mailbox = mailbox
        self._texts = texts
        self.address_hash = address_hash
        self._limits = SendLimits(sends)

    def send(
        self, sender: Device, message: Mail | Text, *, keep: Keep = _nothing, drop: Keep = _nothing
    ) -> UUID:
        """Hand a message over. ``keep`` writes what belongs to it, ``drop`` removes that when it did not
        leave.

        Raises ProblemError 429 of `SendLimits.admit`, 503 ``mail-not-set-up``, ``mail-failed``,
        ``texts-not-set-up`` or ``text-failed``.
        """
        send_id = UUID(bytes=uuid6.uuid7().bytes)
        with self._engine.begin() as connection:
            self._limits.admit(connection, send_id, sender, self.address_hash(message.to), message.sent_at)
            keep(connection, send_id)
        try:
            self._hand_over(message, send_id)
        except ProblemError:
            with self._engine.begin() as connection:
                self._limits.take_back(connection, send_id)
                drop(connection, send_id)
            raise
        return send_id

    def close(self) -> None:
        if self._texts is not None:
            self._texts.close()

    def _hand_over(self, message: Mail | Text, send_id: UUID) -> None:
        """Raises ProblemError."""
        try:
            if isinstance(message, Mail):
                self._mailbox.send(message)
            elif self._texts is None:
                raise _refuse(
                    ProblemCode.TEXTS_NOT_SET_UP, "This central sends no text messages.", _WITHOUT_CARRIER
                )
            else:
                self._texts.send(TextMessage(message_id=send_id, phone=message.to, text=message.text))
        except MailNotSetUpError as error:
            title = "This central has no mail relay: nothing can be sent."
            raise _refuse(ProblemCode.MAIL_NOT_SET_UP, title, _WITHOUT_CARRIER) from error
        except MailError as error:
            raise _refuse(ProblemCode.MAIL_FAILED, "The mail could not be sent.", _SOON) from error
        except ConnectorError as error:
            raise _refuse(ProblemCode.TEXT_FAILED, "The text message could not be sent.", _SOON) from error


def _refuse(code: ProblemCode, title: str, wait: float) -> ProblemError:
    return ProblemError(make_problem(503, code, title, retry=Retry.LATER, retry_after_seconds=wait))
