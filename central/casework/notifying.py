"""Sending the notices that wait: a mail or a text message each, in the words of the catalogue.

A failure is tried again, twice as late each time; after so many in a row staff see that it did not go out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from central.cases.forms import labels_of
from central.cases.kinds import handler_of
from central.cases.table import reasons
from central.casework.addresses import Addresses
from central.casework.carriers import Carriers, NotCarriedError, pause_after
from central.connectors.text_messages import TextMessages
from central.messages.mailbox import Mailbox
from central.notices.catalogue import REPLACED, Filling
from central.notices.queue import Queued, Standing, put_off, settle, take
from central.settings import NoticeSettings
from central.store.case_tables import case_change, case_file
from kiosk.contract.feed import CaseState

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
    ) -> None:
        self._engine = engine
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
        address = self._address(taken)
        if address is None:
            self._settle(taken, Standing.NO_ADDRESS)
            return True
        try:
            filling = self._filling(taken)
            self._carriers.send(taken.channel, address, taken.kind, filling, taken.notice_id)
        except NotCarriedError as error:
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
        if taken.kind == REPLACED:
            return self._addresses.find_former(taken.case_id, taken.channel)
        return self._addresses.find(taken.case_id, taken.channel)

    def close(self) -> None:
        self._carriers.close()

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
        pause = pause_after(taken.failures + 1, self._settings)
        if pause is None:
            self._settle(taken, Standing.FAILED, fault)
            return
        with self._engine.begin() as connection:
            put_off(connection, taken, self._now() + pause, fault)
