"""Asking a bank whose account it is that somebody named, for as long as it takes to get an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine

from central.cases.bank_checks import BankFinding, put_off_bank_check, settle_bank_check, take_bank_check
from central.connectors.protocols import Banks, ConnectorError, is_same_name
from central.http.problems import ProblemCode, ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from kiosk.contract.kinds import find_kind
from kiosk.contract.kinds.registration_adult import RegistrationPayload4

logger = logging.getLogger(__name__)
_KEPT = timedelta(minutes=2)  # longer than any answer may take
_PAUSE, _MOST_DOUBLED = timedelta(minutes=1), 6  # an hour at last


class AskingBanks:
    def __init__(self, engine: Engine, banks: Banks, acts: StoredActs, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._banks = banks
        self._acts = acts
        self._now = now

    def ask_one(self) -> bool:
        """About the case that waits longest. False: none is due."""
        taken = take_bank_check(self._engine, self._now(), _KEPT)
        if taken is None:
            return False
        try:
            found = self._finding(self._payload(taken.case_id))
        except ConnectorError as error:
            pause = _PAUSE * 2 ** min(taken.failures, _MOST_DOUBLED)
            put_off_bank_check(self._engine, taken.case_id, self._now() + pause, error.code)
        except (ProblemError, UnusableError, ValidationError) as error:
            logger.error("the bank of case %s cannot be asked: %s", taken.case_id, type(error).__name__)
            settle_bank_check(self._engine, taken.case_id, BankFinding.UNREADABLE, self._now())
        else:
            settle_bank_check(self._engine, taken.case_id, found, self._now())
        return True

    def _payload(self, case_id: UUID) -> RegistrationPayload4:
        """By the model of its own version: each knows more than the one before. UnusableError
        ``kind-unknown`` for one that names no bank.
        """
        content = self._acts.get(case_id).content
        kind = find_kind(content.kind, content.schema_version)
        if kind is None or not issubclass(kind.payload, RegistrationPayload4):
            raise UnusableError(ProblemCode.KIND_UNKNOWN)
        return kind.payload.model_validate(content.payload, strict=False)

    def _finding(self, payload: RegistrationPayload4) -> BankFinding:
        if payload.bank is None:
            return BankFinding.UNREADABLE
        holder = self._banks.find_holder(payload.bank.bank_bin, payload.bank.number)
        if holder is None:
            return BankFinding.NO_ACCOUNT
        same = is_same_name(holder.holder, payload.identity.full_name)
        return BankFinding.SAME_NAME if same else BankFinding.OTHER_NAME
