"""Asking the civil registry about the ties that wait, for as long as it takes to get an answer.

A kiosk may have asked before, for the person at the screen; what counts for the case is the answer that
central gets itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine

from central.cases.calendar import Calendar
from central.cases.record_telling import tell_of_record
from central.cases.ties import Tie, put_off_tie, settle_tie, take_tie
from central.connectors.protocols import CivilRegistry, ConnectorError
from central.http.problems import ProblemCode, ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from kiosk.contract.kinds import find_kind
from kiosk.contract.kinds.registration_dependant import DependantPayload2
from kiosk.reference.holder_names import is_same_name

logger = logging.getLogger(__name__)
_KEPT = timedelta(minutes=2)  # longer than any answer may take
_PAUSE, _MOST_DOUBLED = timedelta(minutes=1), 6  # an hour at last


class AskingTies:
    def __init__(
        self,
        engine: Engine,
        registry: CivilRegistry,
        acts: StoredActs,
        now: Callable[[], datetime],
        calendar: Calendar,
    ) -> None:
        self._engine = engine
        self._registry = registry
        self._acts = acts
        self._now = now
        self._calendar = calendar

    def ask_one(self) -> bool:
        """About the case that waits longest. False: none is due."""
        taken = take_tie(self._engine, self._now(), _KEPT)
        if taken is None:
            return False
        try:
            tie = self._tie(self._payload(taken.case_id))
        except ConnectorError as error:
            pause = _PAUSE * 2 ** min(taken.failures, _MOST_DOUBLED)
            put_off_tie(self._engine, taken.case_id, self._now() + pause, error.code)
        except (ProblemError, UnusableError, ValidationError) as error:
            logger.error("the tie of case %s cannot be asked for: %s", taken.case_id, type(error).__name__)
            self._settle(taken.case_id, Tie.UNREADABLE)
        else:
            self._settle(taken.case_id, tie)
        return True

    def _settle(self, case_id: UUID, tie: Tie) -> None:
        """A parent, now known to be one, is told what the register has of the child."""
        now = self._now()
        with self._engine.begin() as connection:
            settle_tie(connection, case_id, tie, now)
            tell_of_record(connection, now, self._calendar, case_id)

    def _payload(self, case_id: UUID) -> DependantPayload2:
        """By the model of its own version. UnusableError ``kind-unknown`` for one that names no child."""
        content = self._acts.get(case_id).content
        kind = find_kind(content.kind, content.schema_version)
        if kind is None or not issubclass(kind.payload, DependantPayload2):
            raise UnusableError(ProblemCode.KIND_UNKNOWN)
        return kind.payload.model_validate(content.payload, strict=False)

    def _tie(self, payload: DependantPayload2) -> Tie:
        child = payload.dependant
        for known in self._registry.children_of(payload.identity.personal_number):
            if known.personal_number == child.personal_number:
                same = is_same_name(known.full_name, child.full_name)
                return Tie.CONFIRMED if same and known.date_of_birth == child.date_of_birth else Tie.DIFFERS
        return Tie.NOT_KNOWN
