"""How a contribution that was worked out is paid: by a code with central's account, or in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commands.demo.plays import Play, load_play, load_plays
from kiosk.benefits.parameters import shipped_book
from kiosk.errors import KnownError
from kiosk.forms.context import Context
from kiosk.reference.checking import check
from kiosk.reference.collection_accounts import Product
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.tables import ReferenceDataError
from kiosk.tasks.estimate import find_payable
from kiosk.tasks.paying import ToldPayment, paying_texts, tell_payment
from kiosk.visit.facts import facts_of
from kiosk.visit.visit import Visit
from tests.kiosk.test_vietqr import read
from tests.kiosk.visits import REFERENCE, begin, catalogue, context_of, identified_visit, new_visit

ON = date(2026, 11, 27)
HEAD = "# title: Thử\n# status: {status}\n# source: invented\n# as_of: 2026-11-27\n"
COLUMNS = "product,province,bin,account,holder,message,valid_from,valid_to\n"
ROWS = (
    "voluntary,,970436,0011002233445,BHXH Mẫu,BHXH TN {number},2026-01-01,\n"
    "voluntary,01,970418,1234567890,BHXH Hà Nội Mẫu,TN {number},2026-01-01,2026-11-30\n"
    "household,,970436,0011002233445,BHXH Mẫu,BHYT HGD {number} {months},2026-01-01,\n"
)
PLAYS = {play.name: play for play in load_plays("calculators")}


def lists(rows: str = ROWS, status: str = "official") -> ReferenceData:
    return ReferenceData(received={"collection_accounts.csv": HEAD.format(status=status) + COLUMNS + rows})


def answer_by(play: Play, visit: Visit) -> None:
    journey = begin(visit, play.task_id)
    for question, typed in play.answers.items():
        if any(each.id == question for each in journey.form.questions()):
            if typed:
                journey.answers.type(question, typed)
            else:
                journey.answers.decline(question)  # {}: "I have none"
    context: Context = context_of(visit, play.at) if play.at else context_of(visit)
    facts = facts_of(visit, context)
    for page in journey.form.pages:
        if journey.relevant(facts).meets(page) and page.questions:
            known = replace(context, known=journey.relevant(facts).known)
            assert journey.answers.take_page(page, facts, known) == {}, page.id


def told(play: Play, visit: Visit, reference: ReferenceData, province: str = "79") -> ToldPayment | None:
    answer_by(play, visit)
    facts = facts_of(visit, context_of(visit))
    known = visit.journey.relevant(facts).known
    payable = find_payable(catalogue().get(play.task_id), known, ON, shipped_book())
    return None if payable is None else tell_payment(payable, reference, province, ON)


@pytest.mark.parametrize(
    ("play", "message"),
    [
        (PLAYS["voluntary_contribution"], "BHXH TN 001185012345"),
        (PLAYS["household_health_insurance"], "BHYT HGD 001185012345 12"),
        (load_play("voluntary_join"), "BHXH TN 001185012345"),
        (load_play("household_card"), "BHYT HGD 001185012345 12"),
    ],
    ids=lambda value: value.task_id if isinstance(value, Play) else None,
)
def test_who_is_known_pays_by_a_code(play: Play, message: str) -> None:
    visit = identified_visit()
    assert visit.person.card is not None
    number = visit.person.card.identity.personal_number
    found = told(play, visit, lists())
    assert found is not None
    transfer = read(found.code)
    assert (transfer.bank_bin, transfer.account) == ("970436", "0011002233445")
    assert transfer.message == message.replace("001185012345", str(number))
    assert transfer.amount is not None
    amount = f"{transfer.amount:,}".replace(",", ".")
    assert [line.value.vi for line in found.lines] == [
        f"{amount} đồng",
        "BHXH Mẫu",
        "Vietcombank",
        "0011002233445",
        transfer.message,
    ]


def test_the_account_of_the_province_goes_before_as_long_as_it_holds() -> None:
    found = told(PLAYS["voluntary_contribution"], identified_visit(), lists(), "01")
    assert found is not None
    assert read(found.code).account == "1234567890"
    accounts = lists().collection_accounts
    later = accounts.find(Product.VOLUNTARY, "01", date(2026, 12, 1))
    assert later is not None
    assert later.account == "0011002233445"


def test_without_an_account_of_central_it_is_told_how_to_pay_otherwise() -> None:
    found = told(PLAYS["voluntary_contribution"], identified_visit(), REFERENCE)
    assert found == ToldPayment(paying_texts().title, paying_texts().elsewhere)


def test_who_is_not_known_gets_no_code() -> None:
    found = told(PLAYS["household_health_insurance"], new_visit(), lists())
    assert found == ToldPayment(paying_texts().title, paying_texts().no_number)


def test_a_refund_is_not_paid() -> None:
    assert told(PLAYS["voluntary_refund"], identified_visit(), lists()) is None


def test_test_data_say_so() -> None:
    found = told(PLAYS["voluntary_contribution"], identified_visit(), lists(status="sandbox"))
    assert found is not None
    assert found.warning == paying_texts().sandbox


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("voluntary,,970436,00 11,A,TN {number},2026-01-01,", "1 to 19 digits"),
        ("voluntary,,970436,0011,A,TN,2026-01-01,", "names {number}"),
        ("voluntary,,970436,0011,A,TN {number} {name},2026-01-01,", "names {number}"),
        ("voluntary,,970436,0011,A,TN {number,2026-01-01,", "do not belong together"),
        ("voluntary,,970436,0011,A,Bảo hiểm {number},2026-01-01,", "25 letters"),
        ("voluntary,,970436,0011,A,BHXH TU NGUYEN {number},2026-01-01,", "25 letters"),
        ("pension,,970436,0011,A,TN {number},2026-01-01,", "allowed are"),
    ],
)
def test_a_wrong_table_is_refused(row: str, reason: str) -> None:
    with pytest.raises(ReferenceDataError, match=reason):
        lists(row + "\n").collection_accounts.all()


def test_one_account_for_one_day() -> None:
    row = "voluntary,,970436,0011,A,TN {number},2026-01-01,\n"
    with pytest.raises(ReferenceDataError, match="two accounts"):
        lists(row + row).collection_accounts.all()


def test_a_bank_that_takes_no_codes_is_a_fault_of_the_set() -> None:
    rows = "voluntary,,458761,0011,A,TN {number},2026-01-01,\n"
    faults = {each.table: each.faults for each in check(lists(rows))}
    assert faults["collection accounts"] == (
        "Account for voluntary: 458761 is no bank that is paid by VietQR.",
    )


def test_a_folder_of_the_kiosk_says_nobody_where_to_pay(tmp_path: Path) -> None:
    (tmp_path / "collection_accounts.csv").write_text(
        HEAD.format(status="official") + COLUMNS + ROWS, "utf-8"
    )
    with pytest.raises(KnownError, match="central alone"):
        ReferenceData(tmp_path)
