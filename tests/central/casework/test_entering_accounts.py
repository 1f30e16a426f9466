"""An account that is asked for by a service: the bank's word, how many officers it takes, the register."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from central.cases.account_entries import EntryStanding
from central.cases.account_wishes import AccountWish, NamedAccount, Wish
from central.cases.bank_checks import BankFinding, limits
from central.cases.calendar import Calendar
from central.cases.filed import FiledCases
from central.casework.entering_accounts import EnteringAccounts, after_wish
from central.casework.handing_over import HandingOver
from central.connectors.back_office import HttpBackOffice
from central.connectors.back_office_sandbox import DecidingOffice, back_office_sandbox
from central.connectors.sandbox import SandboxData
from central.embedded import EmbeddedCentral
from central.pages.evidence_view import account_entries
from central.records.loading import load
from central.records.scope import RecordError, Scope
from central.records.writing import Entered, RecordWriting
from central.store.case_tables import bank_check
from central.store.notice_tables import notice
from kiosk.contract.feed import Topic
from kiosk.contract.kinds.service_filed import ServicePayload
from kiosk.contract.records import PURPOSES, AccountStep, BankAccount, Person, PersonRecord, Section
from kiosk.reference.reference_data import SHIPPED
from kiosk.sync.act import Json
from tests.acts import SUBJECT, service_payload, supplement_payload
from tests.central.casework.test_asking_banks import BANK, NUMBER, Asking, holding
from tests.central.casework.test_hand_over import AT_ONCE, SETTINGS
from tests.central.casework.test_notices import OFFICER, drain
from tests.central.messages.test_address_proofs import ADDRESS
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

HOLDER = "NGUYEN VAN THU"
ADD: dict[str, Any] = {
    "filing.by": "self",
    "account.wish": "add",
    "payment.holder": "beneficiary",
    "payment.account": {"bank": BANK, "bank_name": "Vietcombank", "number": NUMBER, "holder": HOLDER},
    "account.purposes": ["pension", "lump_sum"],
    "account.default": True,
}
PAID_OUT: dict[str, Any] = {"filing.by": "self", "payment.how": "account"}
OTHER = {"bank_bin": BANK, "number": "99990000"}
OLD = BankAccount(
    bank_bin="970415",
    bank_name="VietinBank",
    number="101010104444",
    holder=HOLDER,
    purposes=("pension", "refund"),
    is_default=True,
    since=date(2020, 1, 2),
)


def filed(
    answers: dict[str, Any], service: str = "account_change", **parts: dict[str, Any]
) -> dict[str, Json]:
    """``parts``: what card or face say otherwise."""
    payload = {**service_payload(), "service": service, "answers": answers}
    for name, changes in parts.items():
        part = payload[name]
        assert isinstance(part, dict)
        payload[name] = {**part, **changes}
    return ServicePayload.model_validate(payload, strict=False).model_dump(mode="json")


class Accounts(Asking):
    def ask_for(self, answers: dict[str, Any], **parts: Any) -> UUID:
        return self.file("service.filed", filed(answers, **parts))

    def supply(self, case_id: UUID, answers: dict[str, Any], **parts: dict[str, Any]) -> None:
        """What an officer asked for once more."""
        self.decide(case_id, "take", "return")
        number = self.parts.cases.get(OFFICER, str(case_id)).case.number
        payload: dict[str, Any] = {
            **supplement_payload(case=str(number)),
            "task": "account_change",
            "answers": answers,
        }
        payload |= {name: {**payload[name], **changes} for name, changes in parts.items()}
        self.file("case.supplement", payload)

    def known(self, *accounts: BankAccount) -> None:
        person = Person(
            personal_number=SUBJECT,
            full_name="Nguyễn Văn Thử",
            date_of_birth=date(1999, 1, 17),
            sex="male",
        )
        load(self.parts.engine, [(PersonRecord(person=person, bank_accounts=accounts),)], self.clock.now)

    def step(self) -> AccountStep | None:
        """Of the newest case, as the person reads it."""
        return FiledCases(self.parts.engine, self.parts.keys.hashing).of(SUBJECT)[0].account

    @contextmanager
    def handing(self) -> Iterator[HandingOver]:
        with back_office_sandbox(DecidingOffice([AT_ONCE])) as served:
            yield HandingOver(
                self.parts.engine,
                HttpBackOffice(served.url, SETTINGS.seconds, None),
                self.parts.stored_acts,
                key=self.parts.keys.hashing,
                calendar=Calendar(),
                now=self.clock.now,
                settings=SETTINGS,
            )

    def carry_out(self) -> None:
        with self.handing() as handing:
            drain(handing.hand_one)
        writing = RecordWriting(self.parts.engine, self.clock.now)
        entering = EnteringAccounts(self.parts.engine, self.parts.stored_acts, writing, self.clock.now)
        drain(entering.enter_one)

    def accounts(self) -> list[tuple[str, str, tuple[str, ...], bool]]:
        """Ending, state, purposes, default: as the register tells them."""
        scope = Scope(SUBJECT, frozenset({Section.ACCOUNTS}), "test", "test")
        found = self.parts.records.read(scope).record.bank_accounts or ()
        return [(each.number[-4:], each.state, each.purposes, each.is_default) for each in found]

    def entry(self, case_id: UUID) -> tuple[str, str | None] | None:
        """As officers read it."""
        whole = self.parts.cases.get(OFFICER, str(case_id))
        acts = [self.parts.stored_acts.get(case_id)]
        said = [each.value for each in account_entries(whole.case, acts, whole.entry)]
        assert len(said) in (0, 1 + (whole.entry is not None))  # none where no account is asked for
        return None if whole.entry is None else (whole.entry.state.value, whole.entry.fault)


@pytest.fixture
def office(central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path) -> Accounts:
    return Accounts(central, station, clock, tmp_path)


def test_from_the_banks_word_into_the_register(office: Accounts) -> None:
    office.known(OLD)
    office.register()  # the address that was proved before
    case_id = office.ask_for(ADD)
    assert office.step() is AccountStep.UNVERIFIED
    office.ask(holding(HOLDER))
    assert office.step() is AccountStep.NAME_CHECKED
    assert office.approved_by_one(case_id)
    assert office.step() is AccountStep.SENT
    assert office.accounts() == [("4444", "active", ("pension", "refund"), True)]
    office.carry_out()
    assert office.step() is AccountStep.ACTIVE
    assert office.entry(case_id) == (EntryStanding.WRITTEN, None)
    assert office.accounts() == [
        (NUMBER[-4:], "active", ("pension", "lump_sum"), True),
        ("4444", "active", ("refund",), False),
    ]
    drain(office.notifying().send_one)
    told = [mail for mail in office.box.mails() if "Tài khoản nhận tiền bảo hiểm" in mail.subject]
    assert [mail.to for mail in told] == [ADDRESS]
    assert NUMBER not in told[0].text
    assert HOLDER not in told[0].text


@pytest.mark.parametrize(
    ("parts", "one_is_enough"),
    [
        ({}, True),
        ({"card": {"issuer_trust": "unknown"}}, False),  # the kiosk says accept all the same
        ({"card": {"chip_genuine": "not_provable"}}, False),
        ({"card": {"portrait_sha256": None}}, False),
        ({"identity": {"source": "qr"}}, False),
        ({"face": {"match": "review"}}, False),
    ],
)
def test_without_chip_and_face_it_takes_two(
    office: Accounts, parts: dict[str, dict[str, Any]], one_is_enough: bool
) -> None:
    office.known()
    case_id = office.ask_for(ADD, **parts)
    office.ask(holding(HOLDER))
    assert office.approved_by_one(case_id) is one_is_enough


def test_what_moves_no_money_takes_no_such_evidence(office: Accounts) -> None:
    other = service_payload()
    card = other["card"]
    assert isinstance(card, dict)
    case_id = office.file("service.filed", {**other, "card": {**card, "chip_genuine": "not_provable"}})
    assert office.check(case_id) is None
    assert office.approved_by_one(case_id)


def test_another_name_takes_two_and_is_told_without_it(office: Accounts) -> None:
    office.known()
    office.register()
    case_id = office.ask_for(ADD)
    office.ask(holding("TRAN VAN KHAC"))
    assert office.step() is AccountStep.NAME_MISMATCH
    drain(office.notifying().send_one)
    told = [mail for mail in office.box.mails() if "ngân hàng" in mail.subject]
    assert [mail.to for mail in told] == [ADDRESS]
    assert "TRAN VAN KHAC" not in told[0].text
    assert not office.approved_by_one(case_id)


def test_a_bank_that_tells_no_names_is_not_asked(office: Accounts) -> None:
    account = {**ADD["payment.account"], "bank": "796500", "bank_name": "DBS Bank"}
    case_id = office.ask_for({**ADD, "payment.account": account})
    assert office.ask(holding(HOLDER)) == 1
    check = office.check(case_id)
    assert check is not None
    assert (check.found, check.fault) == (BankFinding.UNASKED, "no_lookup")
    assert office.step() is AccountStep.UNVERIFIED


def test_the_list_of_banks_is_the_one_that_was_published(office: Accounts) -> None:
    shipped = (SHIPPED / "banks.csv").read_text("utf-8")
    silent = shipped.replace("BFTVVNVX,yes,yes", "BFTVVNVX,yes,no")
    assert silent != shipped
    day = office.clock.now().date()
    office.parts.publishing.publish(Topic.REFERENCE, {"banks.csv": silent}, day)
    case_id = office.ask_for(ADD)
    office.ask(holding(HOLDER))
    check = office.check(case_id)
    assert check is not None
    assert (check.found, check.fault) == (BankFinding.UNASKED, "no_lookup")


def test_who_tries_numbers_is_not_answered_any_more(office: Accounts) -> None:
    cases = [office.ask_for(ADD) for _ in range(limits().per_day_of_person + 1)]
    office.ask(holding("TRAN VAN KHAC"))
    found = [check.found for each in cases if (check := office.check(each)) is not None]
    assert found.count(BankFinding.OTHER_NAME) == limits().per_day_of_person
    assert found.count(BankFinding.UNASKED) == 1
    with office.parts.engine.begin() as connection:  # the next day
        connection.execute(update(bank_check).values(changed_at=office.clock.now()))
    office.clock.advance(24 * 3600 + 1)
    later = office.ask_for(ADD)
    office.ask(holding(HOLDER))
    check = office.check(later)
    assert check is not None
    assert check.found is BankFinding.SAME_NAME


def test_a_removed_account_stays_as_a_closed_entry(office: Accounts) -> None:
    office.known(OLD)
    answers = {"filing.by": "self", "account.wish": "close", "account.chosen": "VietinBank, 4 số cuối 4444"}
    case_id = office.ask_for(answers)
    assert office.check(case_id) is None  # no bank is asked
    assert office.step() is None
    assert office.approved_by_one(case_id)
    office.carry_out()
    assert office.accounts() == [("4444", "closed", ("pension", "refund"), False)]


@pytest.mark.parametrize(
    ("answers", "known", "stands"),
    [
        ({"account.wish": "close", "account.chosen": "số cuối 9999"}, True, ("failed", "account_unknown")),
        ({"account.wish": "close", "account.chosen": "số cuối 4444"}, False, ("failed", "person_unknown")),
        ({**ADD, "filing.by": "guardian"}, True, ("nothing", "for_another")),
        ({"account.wish": "add"}, True, ("nothing", None)),
    ],
)
def test_what_cannot_be_entered_is_left_to_staff(
    office: Accounts, answers: dict[str, Any], known: bool, stands: tuple[str, str | None]
) -> None:
    if known:
        office.known(OLD)
    case_id = office.ask_for({"filing.by": "self", **answers})
    office.decide(case_id, "take", "approve")
    office.carry_out()
    assert office.entry(case_id) == stands
    with office.parts.engine.connect() as connection:
        kinds = connection.execute(select(notice.c.kind).where(notice.c.about == case_id)).scalars()
        assert "account.changed" not in set(kinds)


@pytest.mark.parametrize(
    ("service", "stands", "accounts"),
    [
        ("9.14", ("nothing", "one_payment"), [("4444", ("pension", "refund"))]),
        ("9.3", ("written", None), [(NUMBER[-4:], ("pension",)), ("4444", ("refund",))]),
    ],
)
def test_a_service_that_pays_out_asks_the_bank_as_the_task_of_accounts_does(
    office: Accounts,
    service: str,
    stands: tuple[str, str | None],
    accounts: list[tuple[str, tuple[str, ...]]],
) -> None:
    office.known(OLD)
    answers = {**PAID_OUT, "payment.account": ADD["payment.account"]}
    case_id = office.ask_for(answers, service=service)
    office.ask(holding(HOLDER))
    assert office.step() is AccountStep.NAME_CHECKED
    assert office.approved_by_one(case_id)
    office.carry_out()
    assert office.entry(case_id) == stands
    assert [(ending, purposes) for ending, _, purposes, _ in office.accounts()] == accounts


def test_what_is_paid_to_an_account_takes_two_where_chip_and_face_do_not_suffice(office: Accounts) -> None:
    weak = {"identity": {"source": "qr"}}
    cash = office.ask_for({**PAID_OUT, "payment.how": "cash"}, service="9.14", **weak)
    assert office.ask(SandboxData()) == 0
    assert (office.check(cash), office.step()) == (None, None)
    assert office.approved_by_one(cash)
    paid = office.ask_for({**PAID_OUT, "payment.account": ADD["payment.account"]}, service="9.14", **weak)
    assert not office.approved_by_one(paid)


@pytest.mark.parametrize(("parts", "one_is_enough"), [({}, True), ({"face": {"match": "review"}}, False)])
def test_another_account_in_a_supplement_is_the_one_that_counts(
    office: Accounts, parts: dict[str, dict[str, Any]], one_is_enough: bool
) -> None:
    office.known(OLD)
    case_id = office.ask_for(ADD)
    office.ask(holding(HOLDER))
    other = {**ADD["payment.account"], "number": "99990000"}
    office.supply(case_id, {"payment.account": other}, **parts)
    assert office.step() is AccountStep.UNVERIFIED  # what the bank has said is of another account
    office.ask(SandboxData(holders={(BANK, "99990000"): {**OTHER, "holder": HOLDER}}))
    assert office.step() is AccountStep.NAME_CHECKED
    assert office.approved_by_one(case_id, taken=True) is one_is_enough
    if one_is_enough:
        office.carry_out()
        assert [ending for ending, *_ in office.accounts()] == ["0000", "4444"]


def test_the_whole_form_once_more_takes_the_place_of_the_one_before(office: Accounts) -> None:
    office.known(OLD)
    case_id = office.ask_for(ADD)
    office.ask(holding(HOLDER))
    office.decide(case_id, "take", "return")
    close = {"filing.by": "self", "account.wish": "close", "account.chosen": "số cuối 4444"}
    office.ask_for(close, card={"chip_genuine": "not_provable"})  # it joins the case, with less evidence
    office.ask(holding(HOLDER))
    assert (office.check(case_id), office.step()) == (None, None)  # no account is named any more
    assert not office.approved_by_one(case_id, taken=True)


def test_of_somebody_else_no_bank_is_asked(office: Accounts) -> None:
    case_id = office.ask_for({**ADD, "filing.by": "authorised"})
    assert office.ask(SandboxData()) == 0
    assert office.check(case_id) is None


# What a wish makes of the accounts that there are

_NAMES = ("1111", "2222", "3333")


def _account(ending: str, purposes: list[str], *, default: bool = False) -> BankAccount:
    changes = {"number": f"00000{ending}", "purposes": tuple(purposes), "is_default": default}
    return BankAccount.model_validate({**OLD.model_dump(), **changes})


_SOME = st.lists(st.sampled_from(PURPOSES), min_size=1, unique=True)


@given(st.data())
def test_each_purpose_has_one_account_and_one_is_for_the_rest(data: st.DataObject) -> None:
    free, known = list(PURPOSES), list[Entered]()
    for place, ending in enumerate(data.draw(st.lists(st.sampled_from(_NAMES), unique=True))):
        mine = data.draw(st.lists(st.sampled_from(free), min_size=1, unique=True)) if free else []
        if mine:
            free = [each for each in free if each not in mine]
            known.append(Entered(place + 1, _account(ending, list(mine), default=not known)))
    purposes = tuple(data.draw(_SOME))
    adds = data.draw(st.booleans()) or not known
    named = NamedAccount(bank=BANK, bank_name="Vietcombank", number=NUMBER, holder=HOLDER)
    wish = AccountWish(
        Wish.ADD if adds else Wish.USE,
        own=True,
        account=named if adds else None,
        chosen="" if adds else f"x {data.draw(st.sampled_from(known)).account.number[-4:]}",
        purposes=purposes,
        default=data.draw(st.booleans()),
    )
    today = date(2026, 3, 2)
    after = {each.number: each.account for each in known}
    for each in after_wish(known, wish, today):
        after[each.number] = each.account
    opened = [each for each in after.values() if each.state != "closed"]
    held = [purpose for each in opened for purpose in each.purposes]
    assert len(held) == len(set(held))
    assert set(purposes) <= set(held)
    assert sum(each.is_default for each in opened) == 1
    again = [Entered(100 if number is None else number, account) for number, account in after.items()]
    assert after_wish(again, wish, today) == []  # done twice it changes nothing


def test_two_that_end_alike_are_told_apart_by_their_bank() -> None:
    one = Entered(1, _account("4444", ["pension"]))
    other = Entered(2, one.account.model_copy(update={"bank_name": "Agribank", "purposes": ("refund",)}))
    close = AccountWish(Wish.CLOSE, own=True, chosen="Agribank, 4 số cuối 4444")
    assert [each.number for each in after_wish([one, other], close, date(2026, 3, 2))] == [2]
    with pytest.raises(RecordError, match="account_unknown"):
        after_wish([one, other], AccountWish(Wish.CLOSE, own=True, chosen="số cuối 4444"), date(2026, 3, 2))
