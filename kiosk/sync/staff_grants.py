"""Fetching who of the staff may sign in here: with each exchange, and only when central has another set."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from pydantic import ValidationError

from kiosk.contract.staff import STAFF_GRANTS_TYP, StaffGrants, StaffGrantSet
from kiosk.sync.credentials import Credentials
from kiosk.sync.errors import CentralRefusedError
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from local_db.staff_access import KeptGrants, StaffAccess

logger = logging.getLogger(__name__)
_NO_SUCH_PATH = 404  # a central that is older than staff at kiosks


class StaffGrantLine(Protocol):
    """The part of CentralClient that is needed here; raises SyncError."""

    def staff_grants(self, known: str | None) -> StaffGrants | None: ...


def open_grants(signed: str, credentials: Credentials) -> StaffGrantSet | None:
    """The set, when central signed it for this very device; None for any other."""
    enrolment = credentials.find_enrolment()
    if enrolment is None:
        return None
    try:
        found = StaffGrantSet.model_validate_json(
            PinnedKeys(enrolment.receipt_keys).open(signed, STAFF_GRANTS_TYP)
        )
    except (NotSignedError, ValidationError):
        return None
    return found if found.kid == credentials.kid else None


class StaffGrantErrand:
    """Called by the sync worker while the line is up. Raises SyncError and LocalDbError."""

    def __init__(
        self,
        access: StaffAccess,
        credentials: Credentials,
        line: StaffGrantLine,
        counted_now: Callable[[], float],
    ) -> None:
        self._access = access
        self._credentials = credentials
        self._line = line
        self._counted_now = counted_now

    def __call__(self) -> None:
        kept = self._access.find_grants()
        held = None if kept is None else open_grants(kept.signed, self._credentials)
        try:
            answer = self._line.staff_grants(None if held is None else held.version)
        except CentralRefusedError as refusal:
            if refusal.problem.status == _NO_SUCH_PATH:
                return
            raise
        if answer is None:
            return
        found = open_grants(answer.signed, self._credentials)
        if found is None:
            logger.error("a set of staff grants is not signed by central for this device, and is not taken")
        elif held is None or found.issued_at >= held.issued_at:  # else an older one is played again
            self._access.keep_grants(KeptGrants(found.issued_at, self._counted_now(), answer.signed))
