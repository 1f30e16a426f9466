"""Accounts: opened once for each person, activated by a code that goes where the person can be reached."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from central.accounts.desk import Activation, NewCode
from central.accounts.policy import UserName, account_policy
from central.accounts.queue import CodeStanding
from central.cases.calendar import Calendar
from central.cases.table import Actor, changes
from central.cases.writing import Step, apply, lock
from central.casework.addresses import Addresses
from central.casework.carriers import Carriers
from central.casework.code_sending import CodeSending
from central.embedded import EmbeddedCentral
from central.keys.hashing import person_hash
from central.messages.mailbox import Mailbox
from central.records.loading import load
from central.store.account_tables import account, account_code
from kiosk.contract.records import AccountState, AliasKind
from simulation.country import country
from simulation.passports import WORKER
from tests.acts import (
    CHILD,
    SUBJECT,
    dependant_payload,
    foreigner_payload,
    reset_payload,
    service_payload,
)
from tests.central.casework.test_notices import OFFICER, SETTINGS, Failing, Office
from tests.central.messages.test_address_proofs import ADDRESS, registration
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

_CODE = re.compile(r"Mã kích hoạt: (\d{4} \d{4})")


class AccountOffice(Office):
    """An office whose accounts are opened when a test says so."""

    def sending(self, mailbox: Mailbox | None = None) -> CodeSending:
        parts = self.parts
        return CodeSending(
            parts.engine,
            parts.keys.hashing,
            parts.accounts,
            parts.stored_acts,
            addresses=Addresses(parts.engine, parts.stored_acts),
            carriers=Carriers(mailbox or self.box, None, self.clock.now),
            records=parts.records,
            now=self.clock.now,
            settings=SETTINGS,
        )

    def carry_out(self, case_id: UUID) -> None:
        """As the back office does what was approved."""
        with self.parts.engine.begin() as connection:
            row = lock(connection, [case_id])[case_id]
            step = Step(changes()["carry_out"], Actor.BACK_OFFICE.value)
            apply(connection, self.clock.now(), Calendar(), row, step)

    def opened(self) -> UUID:
        """Somebody is registered, and the case carried out."""
        case_id = self.register()
        self.decide(case_id, "take", "approve")
        self.carry_out(case_id)
        return case_id

    def codes(self) -> list[str]:
        """As they came by mail, the newest last."""
        mails = [mail for mail in self.box.mails() if mail.to == ADDRESS]
        return [found[1] for mail in mails if (found := _CODE.search(mail.text))]

    def state(self, number: str = SUBJECT) -> AccountState | None:
        found = self.parts.accounts.state_of(person_hash(self.parts.keys.hashing, number))
        return None if found is None else found[0]

    def note(self, case_id: UUID) -> CodeStanding | None:
        code = self.parts.cases.get(OFFICER, str(case_id)).code
        return None if code is None else code.state


@pytest.fixture
def office(central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path) -> AccountOffice:
    return AccountOffice(central, station, clock, tmp_path)


def test_a_registration_that_is_carried_out_opens_an_account_that_its_code_activates(
    office: AccountOffice,
) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "approve")
    assert not office.sending().send_one()  # approved, not carried out
    office.carry_out(case_id)
    assert office.sending().send_one()
    assert not office.sending().send_one()
    assert (office.state(), office.note(case_id)) == (AccountState.PENDING, CodeStanding.SENT)
    (code,) = office.codes()
    activate = office.parts.accounts.activate
    assert activate(SUBJECT, "0000 0000") is Activation.WRONG
    assert activate("001099000025", code) is Activation.WRONG  # of nobody
    assert activate(SUBJECT, code) is Activation.DONE
    assert office.state() is AccountState.ACTIVE
    assert activate(SUBJECT, code) is Activation.ENDED  # it serves once
    with office.parts.engine.connect() as connection:
        kept = repr([*connection.execute(select(account)), *connection.execute(select(account_code))])
    assert code.replace(" ", "") not in kept
    assert SUBJECT not in kept
    assert ADDRESS not in kept


def test_a_parent_gets_the_code_of_the_childs_account(office: AccountOffice) -> None:
    contact = registration(office.proved()).payload["contact"]
    case_id = office.file("registration.dependant", dependant_payload(contact=contact))
    office.decide(case_id, "take", "approve")
    office.carry_out(case_id)
    assert office.sending().send_one()
    (code,) = office.codes()
    assert "số định danh cá nhân của con" in office.box.mails()[-1].text
    assert (office.state(), office.state(CHILD)) == (None, AccountState.PENDING)
    activate = office.parts.accounts.activate
    assert activate(SUBJECT, code) is Activation.WRONG
    assert activate(CHILD, code) is Activation.DONE
    assert office.state(CHILD) is AccountState.ACTIVE


def _worker_registered(office: AccountOffice, **changes: Any) -> UUID:
    """Somebody with a passport asks for an account, and two officers approve."""
    payload = foreigner_payload(contact=registration(office.proved()).payload["contact"], **changes)
    case_id = office.file("registration.foreigner", payload, WORKER.subject)
    office.decide(case_id, "take", "approve")
    return case_id


def test_a_foreigner_signs_in_with_the_number_that_the_insurance_gave(office: AccountOffice) -> None:
    register = country(1, 20, office.clock.now().date())
    load(office.parts.engine, register, office.clock.now)
    case_id = _worker_registered(office)
    assert office.sending().send_one()
    assert office.note(case_id) is CodeStanding.SENT
    assert "mã số BHXH của ông/bà" in office.box.mails()[-1].text
    (code,) = office.codes()
    activate = office.parts.accounts.activate
    assert activate(WORKER.subject, code) is Activation.WRONG
    assert activate(WORKER.insurance_number, code) is Activation.DONE


def test_a_number_that_nobody_has_opens_nothing_for_a_foreigner(office: AccountOffice) -> None:
    case_id = _worker_registered(office)
    assert office.sending().send_one()
    assert (office.note(case_id), office.codes()) == (CodeStanding.FAILED, [])


def test_a_citizens_number_serves_no_foreigner(office: AccountOffice) -> None:
    register = [tuple(family) for family in country(1, 20, office.clock.now().date())]
    load(office.parts.engine, register, office.clock.now)
    citizen = register[0][0].person
    number = citizen.current_number(AliasKind.INSURANCE_NUMBER)
    assert citizen.personal_number is not None
    case_id = _worker_registered(office, insurance_number=number)
    assert office.sending().send_one()
    assert (office.note(case_id), office.codes()) == (CodeStanding.FAILED, [])


def test_no_mail_says_whose_account_it_is(office: AccountOffice) -> None:
    office.opened()
    office.sending().send_one()
    (mail,) = (mail for mail in office.box.mails() if _CODE.search(mail.text))
    assert "số định danh cá nhân của ông/bà" in mail.text
    assert SUBJECT not in mail.text
    assert "Thử" not in mail.text


def test_what_was_refused_opens_nothing(office: AccountOffice) -> None:
    case_id = office.register()
    office.decide(case_id, "take", "refuse", "finish")
    assert not office.sending().send_one()
    assert (office.state(), office.note(case_id)) == (None, None)


@pytest.mark.parametrize("how", ["late", "guessed"])
def test_a_code_ends(office: AccountOffice, how: str) -> None:
    office.opened()
    office.sending().send_one()
    (code,) = office.codes()
    term = account_policy().on(office.clock.now().date())
    if how == "late":
        office.clock.advance(timedelta(hours=term.hours).total_seconds())
    else:
        for _ in range(term.tries):
            assert office.parts.accounts.activate(SUBJECT, "1") is Activation.WRONG
    assert office.parts.accounts.activate(SUBJECT, code) is Activation.ENDED
    assert office.state() is AccountState.PENDING


def test_a_new_password_waits_for_an_officer_and_ends_the_one_before(office: AccountOffice) -> None:
    office.opened()
    office.sending().send_one()
    office.parts.accounts.activate(SUBJECT, office.codes()[0])
    office.clock.advance(60)
    case_id = office.file("account.reset", reset_payload())
    assert not office.sending().send_one()
    assert office.state() is AccountState.ACTIVE
    office.decide(case_id, "take", "approve")
    assert office.sending().send_one()
    assert office.state() is AccountState.PENDING
    first, second = office.codes()
    assert first != second
    assert office.parts.accounts.activate(SUBJECT, first) is Activation.WRONG
    assert office.parts.accounts.activate(SUBJECT, second) is Activation.DONE
    office.decide(case_id, "finish")
    assert not office.sending().send_one()  # one code a case


def test_an_address_that_nobody_proved_gets_no_code(office: AccountOffice) -> None:
    """The one that was proved before gets it."""
    office.opened()
    office.sending().send_one()
    case_id = office.file("account.reset", reset_payload(email="xau@example.vn"))
    office.decide(case_id, "take", "approve")
    assert office.sending().send_one()
    assert {mail.to for mail in office.box.mails()} == {ADDRESS}


def test_without_an_address_staff_are_told(office: AccountOffice) -> None:
    case_id = office.file("account.reset", reset_payload())
    office.decide(case_id, "take", "approve")
    assert office.sending().send_one()
    assert office.note(case_id) is CodeStanding.NO_ADDRESS
    assert office.state() is None


def test_what_failed_is_tried_again_with_another_code_and_given_up(office: AccountOffice) -> None:
    case_id = office.opened()
    for _ in range(SETTINGS.tries):
        assert office.sending(Failing()).send_one()
        assert not office.sending(Failing()).send_one()
        office.clock.advance(SETTINGS.retry_most_seconds)
    assert office.note(case_id) is CodeStanding.FAILED
    assert not office.sending().send_one()
    case_id = office.file("account.reset", reset_payload())
    office.decide(case_id, "take", "approve")
    assert office.sending(Failing()).send_one()
    office.clock.advance(SETTINGS.retry_most_seconds)
    assert office.sending().send_one()
    (code,) = office.codes()
    assert office.parts.accounts.activate(SUBJECT, code) is Activation.DONE


def test_two_people_never_have_one_user_name(office: AccountOffice) -> None:
    accounts, case_id = office.parts.accounts, office.register()
    with office.parts.engine.begin() as connection:
        kind = UserName.INSURANCE_NUMBER
        assert accounts.open(connection, "one", case_id, kind, "0120034567") is kind
        assert accounts.open(connection, "other", case_id, kind, "0120 034 567") is None
        assert accounts.open(connection, "one", case_id, UserName.PERSONAL_NUMBER, SUBJECT) is kind


def test_other_cases_bring_no_code(office: AccountOffice) -> None:
    case_id = office.file("service.filed", service_payload())
    office.decide(case_id, "take", "approve")
    office.carry_out(case_id)
    assert not office.sending().send_one()


def test_who_has_no_insurance_number_signs_in_with_the_personal_one(office: AccountOffice) -> None:
    name_of = office.parts.accounts.name_of
    assert name_of({UserName.PERSONAL_NUMBER: SUBJECT}) is UserName.PERSONAL_NUMBER
    assert isinstance(office.parts.accounts.new_code(), NewCode)
