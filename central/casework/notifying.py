"""Sending the notices that wait: a mail or a text message each, in the words of the catalogue.

A failure is tried again, twice as late each time; after so many in a row staff see that it did not go out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from central.cases.kinds import handler_of
from central.cases.notice_words import filling_of
from central.cases.results import ResultSeals, get_result
from central.casework.addresses import Addresses
from central.casework.carriers import Carriers, NotCarriedError, Told, pause_after
from central.connectors.text_messages import TextMessages
from central.keys.central_keys import CentralKeys
from central.keys.opening import UnusableError
from central.messages.mailbox import Attachment, Mailbox
from central.notices.catalogue import RECORD_COPY, REPLACED, notices
from central.notices.inbox import find_notice
from central.notices.kinds import Kind, kinds
from central.notices.queue import Queued, Standing, put_off, settle, take
from central.notices.sealing import Content, NoticeSeals
from central.settings import NoticeSettings
from central.store.case_tables import case_file
from kiosk.language import Bilingual

_COPY_NAME = "ho-so-bhxh.pdf"
_KEPT = timedelta(seconds=120)  # longer than a relay or a carrier may take


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
        keys: CentralKeys,
    ) -> None:
        self._engine = engine
        self._seals = NoticeSeals(keys)
        self._results = ResultSeals(keys)
        self._address_hash = keys.address_hash
        self._addresses = addresses
        self._now = now
        self._settings = settings
        self._carriers = Carriers(mailbox, text_messages, now)

    def send_one(self) -> bool:
        """Send the notice that waits longest. False: none is due. Those of a channel that nobody carries
        wait.
        """
        taken = take(self._engine, self._now(), _KEPT, self._carriers.channels)
        if taken is None:
            return False
        told = self._told(taken)
        if told is None:
            self._settle(taken, Standing.EXPIRED)
            return True
        address = self._address(taken)
        if address is None:
            self._settle(taken, Standing.NO_ADDRESS)
            return True
        try:
            papers = self._papers(taken)
            self._carriers.carry(taken.channel, address, told, taken.notice_id, papers)
        except UnusableError:  # its key is gone: no repeat helps
            self._settle(taken, Standing.FAILED, "act_unreadable")
        except NotCarriedError as error:
            self._failed(taken, error.code)
        else:
            self._settle(taken, Standing.SENT, sent_to=self._address_hash(address))
        return True

    def _papers(self, taken: Queued) -> tuple[Attachment, ...]:
        """The copy of their record that a person wanted. Raises UnusableError."""
        if taken.kind != RECORD_COPY:
            return ()
        with self._engine.connect() as connection:
            paper = self._results.open(get_result(connection, taken.about, taken.version))
        return (Attachment(_COPY_NAME, "application/pdf", paper.pdf),)

    def _address(self, taken: Queued) -> str | None:
        """Of the person, or of whom this kind of notice is for."""
        if taken.person is not None:
            return self._addresses.find_of_person(taken.person, taken.channel)
        query = select(case_file.c.kind).where(case_file.c.case_id == taken.about)
        with self._engine.connect() as connection:
            kind = connection.execute(query).scalar_one()
        path = handler_of(kind or "").informs.get(taken.kind)
        if path is not None:
            return self._addresses.of_other(taken.about, path)
        if taken.kind == REPLACED:
            return self._addresses.find_former(taken.about, taken.channel)
        return self._addresses.find(taken.about, taken.channel)

    def close(self) -> None:
        self._carriers.close()

    def _told(self, taken: Queued) -> Told | None:
        """None where it is over already."""
        if taken.person is not None:
            return self._told_of_person(taken, taken.person)
        with self._engine.connect() as connection:
            filling = filling_of(connection, taken.about, taken.version, taken.reason)
        kind = notices()[taken.kind]
        return Told(kind.told(filling), None if kind.short is None else kind.message(filling))

    def _told_of_person(self, taken: Queued, person: str) -> Told | None:
        with self._engine.connect() as connection:
            row = find_notice(connection, person, taken.about)
        kind = kinds().get(taken.kind)
        if row is None or kind is None or row.expires_at <= self._now():
            return None
        return in_the_open(kind, self._seals.open(row.notice_id, row.sealed))

    def _settle(
        self, taken: Queued, standing: Standing, fault: str | None = None, *, sent_to: str | None = None
    ) -> None:
        with self._engine.begin() as connection:
            settle(connection, taken, standing, fault, sent_to=sent_to)

    def _failed(self, taken: Queued, fault: str) -> None:
        pause = pause_after(taken.failures + 1, self._settings)
        if pause is None:
            self._settle(taken, Standing.FAILED, fault)
            return
        with self._engine.begin() as connection:
            put_off(connection, taken, self._now() + pause, fault)


def in_the_open(kind: Kind, content: Content) -> Told:
    """What goes by mail or text message, which others can read: days, and nothing about the person."""
    mail = kind.body if kind.mail is None else kind.mail
    short = None if kind.short is None else content.fill(Bilingual(vi=kind.short, en=kind.short)).vi
    return Told((content.fill(kind.title), content.fill(mail)), short)
