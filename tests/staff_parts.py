"""A kiosk's side of staff sign-in from real parts: database, grants over HTTP, audit log."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyotp

from central.embedded import EmbeddedCentral
from central.staff.accounts import Access
from kiosk.audit import AuditEvent
from kiosk.authentication.staff import SignIn, StaffSignIn
from kiosk.contract.staff import StaffRole
from kiosk.sync.staff_grants import StaffGrantErrand
from local_db.staff_access import StaffAccess
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

OFFICE = "00100"  # of the codes that an embedded central gives out
NUMBER = "100001"


def code_of(access: Access, clock: ManualClock, *, ahead_seconds: float = 0) -> str:
    """What the authenticator app shows."""
    return pyotp.TOTP(access.code_secret).at(int(clock.now().timestamp() + ahead_seconds))


def hire(
    central: EmbeddedCentral, role: StaffRole = StaffRole.OFFICER, account: str = NUMBER, office: str = OFFICE
) -> Access:
    return central.central.staff.add(account, "Trần Văn Mẫu", role, office)


@dataclass
class Door:
    """Counted time is the manual clock's monotonic one here."""

    station: Station
    clock: ManualClock
    audited: list[AuditEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.access = StaffAccess(self.station.database)
        self.sign_in_desk = StaffSignIn(
            self.access,
            self.station.credentials,
            self.audited.append,
            wall=self.clock.now,
            counted_now=self.clock.monotonic,
        )

    def fetch(self, central: EmbeddedCentral) -> None:
        client = self.station.client(central.url)
        try:
            StaffGrantErrand(self.access, self.station.credentials, client, self.clock.monotonic)()
        finally:
            client.close()

    def try_with(self, access: Access, *, pin: str | None = None, code: str | None = None) -> SignIn:
        return self.sign_in_desk.sign_in(
            access.account,
            access.pin if pin is None else pin,
            code_of(access, self.clock) if code is None else code,
        )

    @property
    def told(self) -> list[tuple[str, str, str]]:
        return [(event.what, event.actor, event.outcome) for event in self.audited]
