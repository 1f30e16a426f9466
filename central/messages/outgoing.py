"""Messages on their way out: within the limits, counted only if they left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias
from uuid import UUID

import uuid6
from sqlalchemy import Connection, Engine

from central.http.problems import ProblemCode, ProblemError, make_problem
from central.kiosks.devices import Device
from central.messages.mailbox import Mail, Mailbox, MailError, MailNotSetUpError
from central.messages.send_limits import SendLimits
from central.settings import SendSettings
from kiosk.contract.wire import Retry

Keep: TypeAlias = Callable[[Connection, UUID], None]


def _nothing(_connection: Connection, _send_id: UUID) -> None:
    return


class Outgoing:
    """Of an address the database keeps a keyed hash, no more."""

    def __init__(
        self,
        engine: Engine,
        mailbox: Mailbox,
        address_hash: Callable[[str], str],
        sends: SendSettings,
    ) -> None:
        self._engine = engine
        self._mailbox = mailbox
        self.address_hash = address_hash
        self._limits = SendLimits(sends)

    def send(self, sender: Device, mail: Mail, *, keep: Keep = _nothing, drop: Keep = _nothing) -> UUID:
        """Hand a mail over. ``keep`` writes what belongs to it, ``drop`` removes that when it did not leave.

        Raises ProblemError 429 of `SendLimits.admit`, 503 ``mail-not-set-up`` or ``mail-failed``.
        """
        send_id = UUID(bytes=uuid6.uuid7().bytes)
        with self._engine.begin() as connection:
            self._limits.admit(connection, send_id, sender, self.address_hash(mail.to), mail.sent_at)
            keep(connection, send_id)
        try:
            self._mailbox.send(mail)
        except MailError as error:
            with self._engine.begin() as connection:
                self._limits.take_back(connection, send_id)
                drop(connection, send_id)
            raise _not_sent(error) from error
        return send_id


def _not_sent(error: MailError) -> ProblemError:
    if isinstance(error, MailNotSetUpError):
        code, title, wait = (
            ProblemCode.MAIL_NOT_SET_UP,
            "This central has no mail relay: nothing can be sent.",
            600.0,
        )
    else:
        code, title, wait = ProblemCode.MAIL_FAILED, "The mail could not be sent.", 30.0
    return ProblemError(make_problem(503, code, title, retry=Retry.LATER, retry_after_seconds=wait))
