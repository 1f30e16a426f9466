"""Checkpoints of the audit log go to central, which countersigns what it sees for the first time.

It also says up to where it has seen the log. What is gone here comes back as a checkpoint without its
records, so that the examination of the log names them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Protocol

from pydantic import ValidationError

from kiosk.contract.audit import (
    COUNTERSIGNATURE_TYP,
    MAX_CHECKPOINTS,
    Countersignature,
    CountersignedCheckpoint,
    CountersignedCheckpoints,
)
from kiosk.sync.credentials import Credentials
from kiosk.sync.errors import DEVICE_REVOKED, CentralRefusedError
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from local_db.audit_log import AuditHead, AuditLog

logger = logging.getLogger(__name__)


class AuditLine(Protocol):
    """The part of CentralClient that is needed; raises SyncError."""

    def countersign(self, signed: Sequence[str]) -> CountersignedCheckpoints: ...


def open_countersigned(countersigned: str, keys: PinnedKeys, kids: Iterable[str]) -> AuditHead | None:
    """What central has seen of the log of a device with one of ``kids``; None when it did not say so."""
    try:
        claims = Countersignature.model_validate_json(keys.open(countersigned, COUNTERSIGNATURE_TYP))
    except (NotSignedError, ValidationError):
        return None
    return AuditHead(claims.sequence, claims.hash) if claims.kid in set(kids) else None


class Countersigning:
    """Used by one thread."""

    def __init__(self, log: AuditLog, credentials: Credentials, client: AuditLine) -> None:
        self._log = log
        self._credentials = credentials
        self._client = client
        self._asked = False

    def exchange(self) -> None:
        """Send what central has not seen; once, also without any, hear what it has. Raises SyncError when the
        line fails or this kiosk was revoked, and LocalDbError.
        """
        while (unseen := self._log.unseen_checkpoints(MAX_CHECKPOINTS)) or not self._asked:
            try:
                answer = self._client.countersign(unseen)
            except CentralRefusedError as refusal:
                if refusal.code == DEVICE_REVOKED or refusal.may_retry:
                    raise
                logger.error("central countersigns no checkpoints: %s", refusal.code)
                return
            self._asked = True
            keys = PinnedKeys(self._credentials.get_enrolment().receipt_keys)
            kept = [each for each in answer.countersigned if self._keep(each, keys)]
            if answer.newest is not None:
                self._keep(answer.newest, keys)
            if len(kept) < MAX_CHECKPOINTS:
                return

    def _keep(self, told: CountersignedCheckpoint, keys: PinnedKeys) -> bool:
        head = open_countersigned(told.countersignature, keys, [self._credentials.kid])
        if head is None or head.sequence != told.sequence:
            return False
        self._log.keep_countersigned(told.sequence, told.signed, told.countersignature)
        return True
