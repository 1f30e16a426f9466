from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, insert

from central.embedded import EmbeddedCentral
from central.staff.web_access import WebAccess
from central.store.schema import staff_account
from kiosk.contract.staff import StaffRole
from tests.central.pages.browser import Browser, code_of
from tests.manual_clock import ManualClock

OFFICER, SUPERVISOR, AUDITOR, TECHNICIAN, STRANGER = "104201", "204201", "404201", "304201", "104209"
STAFF = {
    OFFICER: (StaffRole.OFFICER, "00100"),
    SUPERVISOR: (StaffRole.SUPERVISOR, "00100"),
    AUDITOR: (StaffRole.AUDITOR, ""),
    TECHNICIAN: (StaffRole.TECHNICIAN, "00100"),
    STRANGER: (StaffRole.OFFICER, "00200"),
}


@pytest.fixture
def database_url(on_postgresql: str) -> str:
    """The browser of `test_in_chromium.py` looks at the pages over SQLite."""
    return on_postgresql


def add_staff(engine: Engine, clock: ManualClock, account: str, role: StaffRole, office_id: str) -> None:
    """Without the secrets of a kiosk, which take their time."""
    proof = {"salt": "s", "pin_hash": "h", "code_secret": "c"}
    values = {"account": account, "name": "Trần Văn <b>Mẫu</b>", "role": role.value, "office_id": office_id}
    made = {"created_at": clock.now(), "changed_at": clock.now()}
    with engine.begin() as connection:
        connection.execute(insert(staff_account).values(**values, **proof, **made))


@dataclasses.dataclass
class Staff:
    """Members of staff with access, who sign in."""

    central: EmbeddedCentral
    clock: ManualClock
    access: dict[str, WebAccess] = dataclasses.field(default_factory=dict)
    browsers: list[Browser] = dataclasses.field(default_factory=list)

    def give(self, account: str) -> WebAccess:
        if account not in self.access:
            add_staff(self.central.central.engine, self.clock, account, *STAFF[account])
            self.access[account] = self.central.central.web_access.give(account)
        return self.access[account]

    def browser(self) -> Browser:
        self.browsers.append(Browser.at(self.central.url))
        return self.browsers[-1]

    def signed_in(self, account: str) -> Browser:
        access, browser = self.give(account), self.browser()
        answer = browser.sign_in(access, code_of(access, self.clock))
        assert (answer.status_code, answer.url.path) == (200, "/staff")
        return browser


@pytest.fixture
def staff(central: EmbeddedCentral, clock: ManualClock) -> Iterator[Staff]:
    people = Staff(central, clock)
    yield people
    for browser in people.browsers:
        browser.close()
