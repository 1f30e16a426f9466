"""Sending the notices that wait: a mail or a text message each, in the words of the catalogue.

A failure is tried again, twice as late each time; after so many in a row staff see that it did not go out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Engine, select

from central.cases.forms import labels_of
from central.cases.kinds import handler_of
from central.cases.table import reasons
from central.casework.addresses import Addresses
from central.connectors.protocols import ConnectorError
from central.connectors.text_messages import TextMessage, TextMessages
from central.messages.mailbox import Mail, Mailbox, MailError
from central.notices.catalogue import Channel, Filling, notices
from central.notices.queue import Queued, Standing, put_off, settle, take
from central.settings import NoticeSettings
from central.store.case_tables import case_change, case_file
from kiosk.contract.feed import CaseState

_KEPT = timedelta(seconds=120)  # longer than a relay or a carrier may take
_MAIL_FAILED = "mail_failed"
Send = Callable[[Queued, str, Filling], None]


class Notifying:
    def __init__(
        self,
        engine: Engine,
        addresses: Addresses,
        mailbox: Mailbox | None,
        text_messages: TextMessages | None,
        *,
        now: Callable[[], datetime],
        settings: NoticeSettings,
    ) -> None:
        self._engine = engine
        self._addresses = addresses
        self._text_messages = text_messages
        self._now = now
        self._settings = settings
        self._ways: dict[Channel, Send] = {}
        if mailbox is not None:
            self._ways[Channel.EMAIL] = partial(self._mail, mailbox)
        if text_messages is not None:
            self._ways[Channel.TEXT] = partial(self._text, text_messages)

    def send_one(self) -> bool:
        """Send the notice that waits longest. False: none is due. Those of a channel that nobody carries
        wait.
        """
        taken = take(self._engine, self._now(), _KEPT, self._ways)
        if taken is None:
            return False
        address = self._address(taken)
        if address is None:
            self._settle(taken, Standing.NO_ADDRESS)
            return True
        try:
            self._ways[taken.channel](taken, address, self._filling(taken))
        except MailError:
            self._failed(taken, _MAIL_FAILED)
        except ConnectorError as error:
            self._failed(taken, error.code)
        else:
            self._settle(taken, Standing.SENT)
        return True

    def _address(self, taken: Queued) -> str | None:
        """Of the person, or of whom this kind of notice is for."""
        query = select(case_file.c.kind).where(case_file.c.case_id == taken.case_id)
        with self._engine.connect() as connection:
            kind = connection.execute(query).scalar_one()
        path = handler_of(kind or "").informs.get(taken.kind)
        if path is not None:
            return self._addresses.of_other(taken.case_id, path)
        return self._addresses.find(taken.case_id, taken.channel)

    def close(self) -> None:
        if self._text_messages is not None:
            self._text_messages.close()

    def _mail(self, mailbox: Mailbox, taken: Queued, address: str, filling: Filling) -> None:
        kind = notices()[taken.kind]
        mailbox.send(
            Mail(
                to=address,
                subject=kind.headline(filling),
                text=kind.letter(filling),
                sent_at=self._now(),
                message_id=taken.notice_id,
            )
        )

    def _text(self, carrier: TextMessages, taken: Queued, address: str, filling: Filling) -> None:
        text = notices()[taken.kind].message(filling)
        carrier.send(TextMessage(message_id=taken.notice_id, phone=address, text=text))

    def _filling(self, taken: Queued) -> Filling:
        """As it was at the version that the notice tells of."""
        mine = case_change.c.case_id == taken.case_id
        with self._engine.connect() as connection:
            case = connection.execute(select(case_file).where(case_file.c.case_id == taken.case_id)).one()
            then = select(case_change.c.state, case_change.c.asked)
            line = connection.execute(then.where(mine, case_change.c.version == taken.version)).one()
        asked = labels_of(case.kind or "", case.about, line.asked or ())
        told = handler_of(case.kind or "").words(CaseState(line.state), asked=bool(asked))
        reason = None if taken.reason is None else reasons()[taken.reason].text
        return Filling(case.number or str(taken.case_id), told, reason, asked)

    def _settle(self, taken: Queued, standing: Standing, fault: str | None = None) -> None:
        with self._engine.begin() as connection:
            settle(connection, taken, standing, fault)

    def _failed(self, taken: Queued, fault: str) -> None:
        settings, failures = self._settings, taken.failures + 1
        if failures >= settings.tries:
            self._settle(taken, Standing.FAILED, fault)
            return
        pause = min(settings.retry_seconds * 2 ** (failures - 1), settings.retry_most_seconds)
        with self._engine.begin() as connection:
            put_off(connection, taken, self._now() + timedelta(seconds=pause), fault)
