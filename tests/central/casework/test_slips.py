"""The code on a slip for a sealed envelope, for who could not be sent it."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import select

from central.accounts.desk import Activation
from central.accounts.queue import CodeStanding
from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from central.oversight.deeds import Deed
from central.oversight.refusals import OversightProblem
from central.oversight.slip_desk import SlipDesk
from central.store.account_tables import account_code
from central.store.oversight_tables import staff_deed
from kiosk.contract.records import AccountState
from kiosk.contract.staff import StaffRole
from tests.acts import SUBJECT
from tests.central.casework.test_codes import AccountOffice
from tests.central.casework.test_notices import OFFICER, SUPERVISOR, Failing
from tests.central.messages.test_address_proofs import registration
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

AUDITOR, STRANGER = "404299", "104299"
_CODE = re.compile(r"\d{4} \d{4}")


class SlipOffice(AccountOffice):
    def without_address(self) -> UUID:
        """A registration that is carried out; nothing that was given counts, and the code waits for staff."""
        act = registration(None, state="pending")
        self.send(act)
        case_id = act.act_id
        self.decide(case_id, "take", "approve")
        self.carry_out(case_id)
        assert self.sending().send_one()
        assert self.note(case_id) is CodeStanding.NO_ADDRESS
        return case_id

    @property
    def slips(self) -> SlipDesk:
        return self.parts.oversight.slips

    def printed(self, case_id: UUID, account: str = SUPERVISOR) -> str:
        return text_of(self.slips.print_slip(account, str(case_id)))

    def deeds(self) -> list[tuple[str, str | None]]:
        query = select(staff_deed.c.who, staff_deed.c.problem).where(staff_deed.c.what == Deed.PRINT_SLIP)
        with self.parts.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(query.order_by(staff_deed.c.deed_id))]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    assert len(document) == 1
    return str(document[0].get_textpage().get_text_range()).replace("\r\n", " ")


@pytest.fixture
def office(central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path) -> SlipOffice:
    return SlipOffice(central, station, clock, tmp_path)


def test_who_has_no_address_gets_a_code_on_paper_that_opens_the_account(office: SlipOffice) -> None:
    case_id = office.without_address()
    assert office.state() is None
    slip = office.printed(case_id)
    (code,) = _CODE.findall(slip)
    assert "số định danh cá nhân của ông/bà" in slip
    assert str(office.parts.cases.get(OFFICER, str(case_id)).case.number) in slip
    assert SUBJECT not in slip
    assert (office.state(), office.note(case_id)) == (AccountState.PENDING, CodeStanding.PRINTED)
    with office.parts.engine.connect() as connection:
        kept = repr(list(connection.execute(select(account_code))))
    assert code.replace(" ", "") not in kept
    assert "$argon2id$" in kept
    assert office.parts.accounts.activate(SUBJECT, code) is Activation.DONE
    assert office.state() is AccountState.ACTIVE


def test_it_is_said_who_printed_it_and_noted_before(office: SlipOffice) -> None:
    case_id = office.without_address()
    office.printed(case_id)
    code = office.parts.cases.get(OFFICER, str(case_id)).code
    assert code is not None
    assert (code.printed_by, code.printed_at) == (SUPERVISOR, office.clock.now())
    assert office.deeds() == [(SUPERVISOR, None)]


def refused(office: SlipOffice, case_id: UUID, account: str) -> str:
    with pytest.raises(ProblemError) as refusal:
        office.slips.print_slip(account, str(case_id))
    return refusal.value.problem.code


def test_it_is_printed_once(office: SlipOffice) -> None:
    case_id = office.without_address()
    (code,) = _CODE.findall(office.printed(case_id))
    assert refused(office, case_id, SUPERVISOR) == OversightProblem.SLIP_NOT_DUE
    assert office.deeds() == [(SUPERVISOR, None), (SUPERVISOR, OversightProblem.SLIP_NOT_DUE)]
    assert office.parts.accounts.activate(SUBJECT, code) is Activation.DONE  # the one that was printed


def test_of_two_who_print_at_once_one_gets_it(office: SlipOffice) -> None:
    case_id = office.without_address()
    second = "204299"
    office.parts.staff.add(second, "Lê Văn Mẫu", StaffRole.SUPERVISOR, "00100")
    with ThreadPoolExecutor(2) as pool:
        tries = [pool.submit(office.printed, case_id, account) for account in (SUPERVISOR, second)]
    refusals = [each.exception() for each in tries if each.exception() is not None]
    assert [type(each) for each in refusals] == [ProblemError]
    (slip,) = [each.result() for each in tries if each.exception() is None]
    (code,) = _CODE.findall(slip)
    assert office.parts.accounts.activate(SUBJECT, code) is Activation.DONE


def test_who_approved_the_case_does_not_hold_its_code_too(office: SlipOffice) -> None:
    case_id = office.without_address()
    assert refused(office, case_id, OFFICER) == OversightProblem.SECOND_PERSON_NEEDED
    assert office.deeds() == [(OFFICER, OversightProblem.SECOND_PERSON_NEEDED)]
    assert office.printed(case_id)


def test_nobody_else_prints_it(office: SlipOffice) -> None:
    case_id = office.without_address()
    office.parts.staff.add(AUDITOR, "Võ Văn Mẫu", StaffRole.AUDITOR, "")
    office.parts.staff.add(STRANGER, "Ngô Văn Mẫu", StaffRole.OFFICER, "00200")
    assert refused(office, case_id, AUDITOR) == OversightProblem.ROLE_INSUFFICIENT
    refused(office, case_id, STRANGER)
    assert office.note(case_id) is CodeStanding.NO_ADDRESS


def test_what_was_sent_is_not_printed(office: SlipOffice) -> None:
    case_id = office.opened()
    assert refused(office, case_id, SUPERVISOR) == OversightProblem.SLIP_NOT_DUE  # it waits to be sent
    office.sending().send_one()
    assert refused(office, case_id, SUPERVISOR) == OversightProblem.SLIP_NOT_DUE
    (code,) = office.codes()
    assert office.parts.accounts.activate(SUBJECT, code) is Activation.DONE


def test_what_could_not_be_sent_is_printed_instead(office: SlipOffice) -> None:
    case_id = office.opened()
    while office.note(case_id) is not CodeStanding.FAILED:
        office.sending(Failing()).send_one()
        office.clock.advance(3600)
    (code,) = _CODE.findall(office.printed(case_id))
    assert not office.sending().send_one()
    assert office.parts.accounts.activate(SUBJECT, code) is Activation.DONE


def test_a_slip_that_cannot_be_set_is_printed_later(
    office: SlipOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case_id = office.without_address()
    with monkeypatch.context() as patch:
        patch.setattr(office.slips, "_fonts_folder", tmp_path)
        assert refused(office, case_id, SUPERVISOR) == OversightProblem.SLIP_NOT_MADE
    assert office.note(case_id) is CodeStanding.FAILED
    assert office.printed(case_id)
