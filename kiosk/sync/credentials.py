"""Who this kiosk is to central: its signing key and what central granted it at enrolment."""

from __future__ import annotations

import json
from dataclasses import replace

from joserfc.jwk import ECKey

from kiosk.clock import Clock
from kiosk.contract.keys import CentralKeySet
from kiosk.contract.wire import EnrolmentGrant, PublicJwk
from kiosk.sync.client import public_jwk
from kiosk.sync.errors import SyncError, SyncErrorCode
from local_db.database import Database
from local_db.enrolment import (
    Enrolment,
    find_enrolment,
    find_keys_number,
    find_revoked,
    save_enrolment,
    save_revoked,
)
from local_db.secret_store import find_secret, get_or_create_secret, replace_secret

_DEVICE_KEY = "device_signing_key"
_FORMER_KEYS = "former_device_keys"  # public JWKs as JSON, the newest first


def _new_key() -> bytes:
    return ECKey.generate_key("P-256").as_pem(private=True)


class Credentials:
    """The key is made on first use and lives in the encrypted database. Thread-safe."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.device_key = ECKey.import_key(get_or_create_secret(database, _DEVICE_KEY, _new_key))
        self._enrolment = find_enrolment(database)
        self.keys_number = find_keys_number(database)  # of the set of central's keys in use
        self._revoked = find_revoked(database)

    def renew_key(self) -> ECKey:
        """A new device key in the place of one that central revoked for good. What the old one signed stays
        signed with it, and can still be verified.
        """
        former = json.dumps([public_jwk(self.device_key), *self.former_keys()])
        replace_secret(self._database, _FORMER_KEYS, former.encode("ascii"))
        key = _new_key()
        replace_secret(self._database, _DEVICE_KEY, key)
        self.device_key = ECKey.import_key(key)
        return self.device_key

    def former_keys(self) -> list[PublicJwk]:
        """What verifies signatures that this kiosk made under keys it had before, the newest first."""
        kept = find_secret(self._database, _FORMER_KEYS)
        found: list[PublicJwk] = [] if kept is None else json.loads(kept)
        return found

    @property
    def is_revoked(self) -> bool:
        """Whether central, when it was last heard, had revoked this key. Outlives a restart."""
        return self._revoked

    def note_standing(self, *, revoked: bool) -> None:
        """What central just said of this key. Raises LocalDbError; then what was known stays."""
        if revoked is not self._revoked:
            save_revoked(self._database, revoked=revoked)
            self._revoked = revoked

    @property
    def kid(self) -> str:
        """RFC 7638 thumbprint of the device key: its name at central."""
        return self.device_key.thumbprint()

    def find_enrolment(self) -> Enrolment | None:
        return self._enrolment

    def get_enrolment(self) -> Enrolment:
        """Raises SyncError ``not_enrolled``."""
        if self._enrolment is None:
            raise SyncError(
                SyncErrorCode.NOT_ENROLLED,
                "This kiosk was never enrolled: ask central for a code and enrol it.",
            )
        return self._enrolment

    def store(self, grant: EnrolmentGrant) -> Enrolment:
        enrolment = Enrolment(
            kid=grant.kid,
            kiosk_id=grant.kiosk_id,
            office_id=grant.office_id,
            office_name=grant.office_name,
            intake_key=grant.intake_key,
            receipt_keys=tuple(grant.receipt_keys),
            enrolled_at=self._clock.now(),
        )
        return self._keep(enrolment, grant.keys_number)

    def take(self, key_set: CentralKeySet) -> None:
        """Use these keys of central from now on. An older set, or the one in use, changes nothing."""
        if key_set.number <= self.keys_number:
            return
        changed = replace(
            self.get_enrolment(),
            intake_key=key_set.intake_keys[0].key,
            receipt_keys=tuple(each.key for each in key_set.receipt_keys),
        )
        self._keep(changed, key_set.number)

    def _keep(self, enrolment: Enrolment, keys_number: int) -> Enrolment:
        save_enrolment(self._database, enrolment, keys_number)
        self._enrolment, self.keys_number = enrolment, keys_number
        self.note_standing(revoked=False)
        return enrolment
