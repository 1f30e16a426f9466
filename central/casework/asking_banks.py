"""Asking a bank whose account it is that somebody named, for as long as it takes to get an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine

from central.cases.bank_checks import (
    BankFinding,
    drop_bank_check,
    has_asked_enough,
    put_off_bank_check,
    settle_bank_check,
    take_bank_check,
)
from central.casework.case_wishes import CaseAsked, asked_by
from central.casework.known_banks import KnownBanks
from central.connectors.protocols import Banks, ConnectorError
from central.http.problems import ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from kiosk.contract.kinds.registration_adult import RegistrationPayload4
from kiosk.reference.holder_names import is_same_name

logger = logging.getLogger(__name__)
_KEPT = timedelta(minutes=2)  # longer than any answer may take
_PAUSE, _MOST_DOUBLED = timedelta(minutes=1), 6  # an hour at last


@dataclass(frozen=True, slots=True)
class _Account:
    bank_bin: str
    number: str = field(repr=False)


class AskingBanks:
    def __init__(self, engine: Engine, banks: Banks, acts: StoredActs, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._banks = banks
        self._acts = acts
        self._now = now
        self._known = KnownBanks()

    def ask_one(self) -> bool:
        """About the case that waits longest. False: none is due."""
        taken = take_bank_check(self._engine, self._now(), _KEPT)
        if taken is None:
            return False
        try:
            found, fault = self._finding(taken.case_id)
        except ConnectorError as error:
            pause = _PAUSE * 2 ** min(taken.failures, _MOST_DOUBLED)
            put_off_bank_check(self._engine, taken.case_id, self._now() + pause, error.code)
        except (ProblemError, UnusableError, ValidationError) as error:
            logger.error("the bank of case %s cannot be asked: %s", taken.case_id, type(error).__name__)
            settle_bank_check(self._engine, taken.case_id, BankFinding.UNREADABLE, self._now())
        else:
            if found is None:
                drop_bank_check(self._engine, taken.case_id)
            else:
                settle_bank_check(self._engine, taken.case_id, found, self._now(), fault)
        return True

    def _finding(self, case_id: UUID) -> tuple[BankFinding | None, str | None]:
        """What the bank says, and why it was not asked; None where no own account is named any more."""
        asked = asked_by(self._engine, self._acts, case_id)
        account = _account_of(asked)
        if account is None:
            return None, None
        with self._engine.connect() as connection:
            if not self._known.tells_names(connection, case_id, account.bank_bin, self._now()):
                return BankFinding.UNASKED, "no_lookup"
            if has_asked_enough(connection, case_id, self._now()):
                return BankFinding.UNASKED, "enough_asked"
        holder = self._banks.find_holder(account.bank_bin, account.number)
        if holder is None:
            return BankFinding.NO_ACCOUNT, None
        identity = asked.payload.identity
        same = identity is not None and is_same_name(holder.holder, identity.full_name)
        return (BankFinding.SAME_NAME if same else BankFinding.OTHER_NAME), None


def _account_of(asked: CaseAsked) -> _Account | None:
    """Their own that the person names."""
    payload, wish = asked.payload, asked.wish
    if isinstance(payload, RegistrationPayload4):
        bank = payload.bank
        return None if bank is None else _Account(bank.bank_bin, bank.number)
    if wish is None or wish.account is None or not wish.own:
        return None
    return _Account(wish.account.bank, wish.account.number)
