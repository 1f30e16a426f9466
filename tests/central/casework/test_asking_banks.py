"""A bank is asked whose account it is that somebody named; the registration waits for no bank."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from central.cases.bank_checks import BankCheck, BankFinding
from central.casework.asking_banks import AskingBanks
from central.connectors.over_http import HttpConnectors
from central.connectors.sandbox import Faults, SandboxData, sandbox
from central.embedded import EmbeddedCentral
from central.store.notice_tables import notice
from kiosk.contract.feed import CaseState
from kiosk.sync.act import Json
from tests.acts import SUBJECT, registration_payload
from tests.central.casework.test_notices import OFFICER, Office, drain
from tests.central.checked import passing
from tests.central.messages.test_address_proofs import ADDRESS, registration
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.sync_parts import Station

BANK, NUMBER = "970436", "0012345678"


def holding(name: str) -> SandboxData:
    return SandboxData(holders={(BANK, NUMBER): {"bank_bin": BANK, "number": NUMBER, "holder": name}})


def with_bank() -> dict[str, Json]:
    payload = registration_payload(SUBJECT)
    consents = payload["consents"]
    assert isinstance(consents, list)
    assert isinstance(consents[0], dict)
    return {
        **payload,
        "task": "register_with_bank",
        "bank": {"bank_bin": BANK, "number": NUMBER, "holder": "NGUYEN VAN THU"},
        "consents": [*consents, {**consents[0], "purpose": "bank"}],
    }


class Asking(Office):
    def register_with_bank(self) -> UUID:
        return self.file("registration.adult", with_bank())

    def check(self, case_id: UUID) -> BankCheck | None:
        return self.parts.cases.get(OFFICER, str(case_id)).bank

    def ask(self, banks: SandboxData, faults: Faults | None = None) -> int:
        with sandbox(banks, faults) as served, HttpConnectors(served.url, PATIENCE) as connectors:
            asking = AskingBanks(self.parts.engine, connectors, self.parts.stored_acts, self.clock.now)
            return drain(asking.ask_one)

    def approved_by_one(self, case_id: UUID, *, taken: bool = False) -> bool:
        """Whether one officer is enough."""
        if not taken:
            self.decide(case_id, "take")
        case = self.parts.cases.get(OFFICER, str(case_id)).case
        points = passing(case.kind, "approve")
        after = self.parts.cases.change(OFFICER, str(case_id), "approve", case.version, points=points)
        return after.state is CaseState.APPROVED


@pytest.fixture
def office(central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path) -> Asking:
    return Asking(central, station, clock, tmp_path)


@pytest.mark.parametrize(
    ("banks", "found", "one_is_enough"),
    [
        (holding("NGUYEN VAN THU"), BankFinding.SAME_NAME, True),
        (holding("NGUYEN VAN THUC"), BankFinding.OTHER_NAME, False),
        (SandboxData(), BankFinding.NO_ACCOUNT, False),
    ],
)
def test_whom_the_bank_names_is_told_and_a_contradiction_takes_two(
    office: Asking, banks: SandboxData, found: BankFinding, one_is_enough: bool
) -> None:
    case_id = office.register_with_bank()
    assert office.ask(banks) == 1
    assert office.check(case_id) == BankCheck(found, office.clock.now(), None)
    assert office.ask(banks) == 0
    assert office.approved_by_one(case_id) is one_is_enough


def test_a_bank_that_does_not_answer_holds_nothing_up(office: Asking) -> None:
    case_id = office.register_with_bank()
    assert office.ask(SandboxData(), Faults(down_every=1)) == 1
    check = office.check(case_id)
    assert check is not None
    assert (check.found, check.fault) == (BankFinding.WAITING, "unavailable")
    assert office.approved_by_one(case_id)
    assert office.ask(holding("NGUYEN VAN THU")) == 0  # not yet
    office.clock.advance(60)
    assert office.ask(holding("NGUYEN VAN THU")) == 1
    check = office.check(case_id)
    assert check is not None
    assert (check.found, check.fault) == (BankFinding.SAME_NAME, None)


@pytest.mark.parametrize(("name", "told"), [("NGUYEN VAN THU", 0), ("TRAN VAN KHAC", 1)])
def test_the_person_is_told_what_the_bank_does_not_confirm(office: Asking, name: str, told: int) -> None:
    contact = registration(office.proved()).payload["contact"]
    office.file("registration.adult", {**with_bank(), "contact": contact})
    office.ask(holding(name))
    drain(office.notifying().send_one)
    mails = [mail for mail in office.box.mails() if "ngân hàng" in mail.subject]
    assert [mail.to for mail in mails] == [ADDRESS] * told
    assert not any(name in mail.text or NUMBER in mail.text for mail in mails)


def test_a_guardian_and_the_person_are_told_of_one_opening_each_by_their_own_mail(office: Asking) -> None:
    contact = registration(office.proved()).payload["contact"]
    minor = registration_payload(SUBJECT, guardian_email="me@example.vn")
    both = {**minor, **with_bank(), "guardian": minor["guardian"], "contact": contact}
    case_id = office.file("registration.adult", both)
    office.ask(SandboxData())
    assert drain(office.notifying().send_one) == 2
    assert {mail.to for mail in office.box.mails()} == {ADDRESS, "me@example.vn"}
    with office.parts.engine.connect() as connection:
        rows = connection.execute(select(notice.c.kind, notice.c.state).where(notice.c.about == case_id))
        assert {tuple(row) for row in rows if row.state == "sent"} == {
            ("guardian.informed", "sent"),
            ("bank.unconfirmed", "sent"),
        }


def test_an_answer_about_another_account_says_nothing(office: Asking) -> None:
    case_id = office.register_with_bank()
    assert office.ask(holding("NGUYEN VAN THU"), Faults(mistaken_every=1)) == 1
    check = office.check(case_id)
    assert check is not None
    assert (check.found, check.fault) == (BankFinding.WAITING, "answer_wrong")


def test_who_names_no_bank_has_none_asked(office: Asking) -> None:
    case_id = office.file("registration.adult", registration_payload(SUBJECT))
    assert office.ask(holding("NGUYEN VAN THU")) == 0
    assert office.check(case_id) is None
