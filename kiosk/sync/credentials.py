"""Who this kiosk is to central: its signing key and what central granted it at enrolment."""

from __future__ import annotations

from joserfc.jwk import ECKey

from kiosk.clock import Clock
from kiosk.contract.wire import EnrolmentGrant
from kiosk.sync.errors import SyncError, SyncErrorCode
from local_db.database import Database
from local_db.enrolment import Enrolment, find_enrolment, save_enrolment
from local_db.secret_store import get_or_create_secret, replace_secret

_DEVICE_KEY = "device_signing_key"


def _new_key() -> bytes:
    return ECKey.generate_key("P-256").as_pem(private=True)


class Credentials:
    """The key is made on first use and lives in the encrypted database. Thread-safe."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.device_key = ECKey.import_key(get_or_create_secret(database, _DEVICE_KEY, _new_key))
        self._enrolment = find_enrolment(database)

    def renew_key(self) -> ECKey:
        """A new device key in the place of one that central revoked for good. What the old one signed stays
        signed with it.
        """
        key = _new_key()
        replace_secret(self._database, _DEVICE_KEY, key)
        self.device_key = ECKey.import_key(key)
        return self.device_key

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
        save_enrolment(self._database, enrolment)
        self._enrolment = enrolment
        return enrolment
