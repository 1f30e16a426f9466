"""Which banks tell whose an account is: by the list that kiosks were sent, else by the shipped one."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, select

from central.feed.entries import scope_of_office
from central.feed.publishing import find_holding, today_in_vietnam
from central.store.case_tables import case_file
from kiosk.contract.feed import Files, Topic
from kiosk.errors import KnownError
from kiosk.reference.banks import Banks
from kiosk.reference.reference_data import ReferenceData

logger = logging.getLogger(__name__)
_TABLE = "banks.csv"


class KnownBanks:
    def __init__(self) -> None:
        self._shipped = ReferenceData().banks

    def tells_names(self, connection: Connection, case_id: UUID, bank_bin: str, now: datetime) -> bool:
        """Of a bank that is on no list it is found out by asking."""
        bank = self._of(connection, case_id, now).find_by_bin(bank_bin)
        return bank is None or bank.lookup

    def _of(self, connection: Connection, case_id: UUID, now: datetime) -> Banks:
        office = select(case_file.c.office_id).where(case_file.c.case_id == case_id)
        scope = scope_of_office(connection.execute(office).scalar_one())
        content = find_holding(connection, Topic.REFERENCE, scope, today_in_vietnam(now))
        try:
            text = None if content is None else Files.model_validate(content).files.get(_TABLE)
            if text is None:
                return self._shipped
            banks = ReferenceData(received={_TABLE: text}).banks
            banks.all()
        except (KnownError, ValidationError):  # it was checked when it was published
            logger.error("the list of banks that was published cannot be read; the shipped one counts")
            return self._shipped
        return banks
