"""How many messages may leave: to one recipient, by one device, for one office. For every channel there is.

What was sent is counted under a turn that the transaction holds, so two at once cannot both be the last one
that is allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from central.http.problems import ProblemCode, ProblemError, make_problem
from central.kiosks.devices import Device
from central.settings import SendSettings
from central.store.schema import sent_message
from central.store.turns import wait_for_turn
from kiosk.contract.wire import Retry

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


class SendLimits:
    def __init__(self, settings: SendSettings) -> None:
        self._settings = settings

    def admit(
        self, connection: Connection, send_id: UUID, sender: Device, recipient_hash: str, now: datetime
    ) -> None:
        """Count one message that is about to leave; the first thing a transaction does.

        Raises ProblemError 429 ``sent-just-now`` (recipient) or ``send-limit-reached`` (device, office),
        with the seconds to wait.
        """
        wait_for_turn(
            connection,
            f"sends to {recipient_hash}",
            f"sends of device {sender.kid}",
            f"sends of office {sender.office_id}",
        )
        to_recipient = sent_message.c.recipient_hash == recipient_hash
        wait = max(_waits(connection, to_recipient, self._to_recipient(), now), default=0.0)
        if wait > 0:
            raise _refuse(ProblemCode.SENT_JUST_NOW, "A message was sent to this recipient just now.", wait)
        wait = max(self._device_waits(connection, sender, now), default=0.0)
        if wait > 0:
            raise _refuse(ProblemCode.SEND_LIMIT_REACHED, "Too much was sent from here.", wait)
        connection.execute(
            insert(sent_message).values(
                send_id=send_id,
                recipient_hash=recipient_hash,
                kid=sender.kid,
                office_id=sender.office_id,
                sent_at=now,
            )
        )

    def _to_recipient(self) -> tuple[tuple[int, timedelta], ...]:
        settings = self._settings
        return (1, timedelta(seconds=settings.resend_seconds)), (settings.per_hour, _HOUR)

    def _device_waits(self, connection: Connection, sender: Device, now: datetime) -> Iterator[float]:
        settings = self._settings
        by_device = ((settings.per_minute_of_device, _MINUTE), (settings.per_hour_of_device, _HOUR))
        yield from _waits(connection, sent_message.c.kid == sender.kid, by_device, now)
        of_office = sent_message.c.office_id == sender.office_id
        yield from _waits(connection, of_office, ((settings.per_hour_of_office, _HOUR),), now)

    @staticmethod
    def take_back(connection: Connection, send_id: UUID) -> None:
        """It did not leave after all: a message that nobody got shall not delay the next."""
        connection.execute(delete(sent_message).where(sent_message.c.send_id == send_id))


def _waits(
    connection: Connection,
    which: ColumnElement[bool],
    limits: tuple[tuple[int, timedelta], ...],
    now: datetime,
) -> Iterator[float]:
    """Seconds until each limit (so many within that time) lets the next one through."""
    for most, span in limits:
        query = (
            select(sent_message.c.sent_at)
            .where(which, sent_message.c.sent_at > now - span)
            .order_by(sent_message.c.sent_at.desc())
            .offset(most - 1)
            .limit(1)
        )
        oldest_that_counts: datetime | None = connection.execute(query).scalar()
        if oldest_that_counts is not None:
            yield (oldest_that_counts + span - now).total_seconds()


def _refuse(code: ProblemCode, title: str, wait: float) -> ProblemError:
    return ProblemError(make_problem(429, code, title, retry=Retry.LATER, retry_after_seconds=wait))
