"""What a kiosk gets to let staff in without a line: signed, for this device only, and only for some days."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwe, jws
from sqlalchemy import Row

from central.keys.central_keys import CentralKeys
from central.kiosks.devices import Device
from central.settings import StaffSettings
from central.staff.accounts import StaffAccounts
from kiosk.contract.staff import (
    STAFF_GRANTS_TYP,
    STAFF_SEAL_TYP,
    StaffGrant,
    StaffGrants,
    StaffGrantSet,
    StaffRole,
)
from kiosk.contract.wire import (
    CONTENT_ALGORITHM,
    KEY_AGREEMENT_ALGORITHM,
    SIGNATURE_ALGORITHM,
)

_RENEWED_HOURS = 6  # a kiosk on the line always has a set that is hardly older


class StaffGranting:
    def __init__(
        self,
        accounts: StaffAccounts,
        keys: CentralKeys,
        now: Callable[[], datetime],
        settings: StaffSettings,
    ) -> None:
        self._accounts = accounts
        self._keys = keys
        self._now = now
        self._settings = settings

    def grant(self, device: Device, known: str | None) -> StaffGrants | None:
        """The set that holds for ``device`` now; None when it is the one that the device knows."""
        rows, now = self._accounts.rows_of(device.office_id), self._now()
        kid, key = self._keys.signing
        version = _version(rows, device.kid, kid, now)
        if version == known:
            return None
        granted = StaffGrantSet(
            kid=device.kid,
            version=version,
            issued_at=now,
            expires_at=now + timedelta(days=self._settings.grant_days),
            grants=[self._grant(row, device) for row in rows],
        )
        header = {"alg": SIGNATURE_ALGORITHM, "typ": STAFF_GRANTS_TYP, "kid": kid}
        text = granted.model_dump_json()
        return StaffGrants(signed=jws.serialize_compact(header, text, key))

    def _grant(self, row: Row[*tuple[Any, ...]], device: Device) -> StaffGrant:
        sealed = jwe.encrypt_compact(
            {
                "alg": KEY_AGREEMENT_ALGORITHM,
                "enc": CONTENT_ALGORITHM,
                "kid": device.kid,
                "typ": STAFF_SEAL_TYP,
            },
            self._accounts.secrets_of(row).model_dump_json(),
            device.public_key,
            algorithms=[KEY_AGREEMENT_ALGORITHM, CONTENT_ALGORITHM],
        )
        return StaffGrant(account=row.account, name=row.name, role=StaffRole(row.role), sealed=sealed)


def _version(rows: list[Row[*tuple[Any, ...]]], kid: str, signer: str, now: datetime) -> str:
    """Changes with every account, and a few times a day, so that no set comes near its end."""
    told = [
        kid,
        signer,
        int(now.timestamp()) // (_RENEWED_HOURS * 3600),
        [(row.account, row.name, row.role, row.changed_at.isoformat()) for row in rows],
    ]
    return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()[:32]
