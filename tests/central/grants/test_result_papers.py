"""The paper of a case is released to whose case it is, once for a fresh proof, and is what was told."""

from __future__ import annotations

import dataclasses
from uuid import UUID

import pytest
from sqlalchemy import select, update

from central.cases.table import changes, reasons_of
from central.embedded import EmbeddedCentral
from central.grants.tables import grant_audit
from central.store.case_tables import case_result
from kiosk.contract.grants import SealedRecord
from kiosk.contract.kinds import KINDS
from kiosk.contract.records import CaseResult, Section
from kiosk.contract.staff import StaffRole
from kiosk.sync.errors import SyncError
from kiosk.sync.records import open_record
from simulation.people import ADULT_MAN, ADULT_WOMAN, SamplePerson
from tests.acts import service_payload
from tests.central.grants.conftest import Audited
from tests.central.judging.test_judging import send
from tests.grant_parts import Desk, card_of, code_of
from tests.patience import until
from tests.sync_parts import sample_act

OFFICER, SUPERVISOR = "104201", "104202"
CASES = frozenset({Section.CASES})


class Refusals:
    """People whose case was refused, and who want to read why."""

    def __init__(self, desk: Desk, central: EmbeddedCentral) -> None:
        self.desk, self.central = desk, central
        staff = central.central.staff
        staff.add(OFFICER, "Trần Văn Mẫu", StaffRole.OFFICER, "00100")
        staff.add(SUPERVISOR, "Lê Thị Mẫu", StaffRole.SUPERVISOR, "00100")

    def refused(self, person: SamplePerson) -> UUID:
        number = person.personal_number
        act = dataclasses.replace(
            sample_act(number),
            kind="service.filed",
            schema_version=KINDS["service.filed"].version,
            payload=service_payload(number),
        )
        send(self.desk.station, self.central, act)
        cases = self.central.central.cases
        for account, step in ((OFFICER, "take"), (OFFICER, "refuse"), (SUPERVISOR, "refuse")):
            version = cases.get(account, str(act.act_id)).case.version
            reason = reasons_of(step)[0].code if changes()[step].reason else None
            cases.change(account, str(act.act_id), step, version, reason=reason)
        until(lambda: cases.get(OFFICER, str(act.act_id)).results[0].is_made)
        return act.act_id

    def told(self, person: SamplePerson) -> CaseResult:
        """As the list of the person's cases names it."""
        granted = self.desk.ask(card_of(person), sections=CASES)
        (case,) = self.desk.read(granted, person.personal_number).record.cases or ()
        assert case.result is not None
        return case.result

    def ask(self, person: SamplePerson, digest: str, sections: frozenset[Section] = CASES) -> SealedRecord:
        granted = self.desk.ask(card_of(person), sections=sections)
        return self.desk.client.read_record(granted.grant_id, person.personal_number, digest)


@pytest.fixture
def refusals(desk: Desk, central: EmbeddedCentral) -> Refusals:
    return Refusals(desk, central)


def test_whose_case_it_is_reads_the_paper_that_was_told(
    refusals: Refusals, desk: Desk, central: EmbeddedCentral, audited: Audited
) -> None:
    case_id = refusals.refused(ADULT_WOMAN)
    told = refusals.told(ADULT_WOMAN)
    granted = desk.ask(sections=CASES)
    sealed = desk.client.read_record(granted.grant_id, ADULT_WOMAN.personal_number, told.sha256)
    assert "JVBERi0" not in sealed.sealed
    release = open_record(sealed, granted.grant_id, desk.station.credentials, told.sha256)
    assert release.paper is not None
    assert release.paper.sha256 == told.sha256
    assert audited()[-2:] == [("granted", None), ("read", None)]
    with central.central.engine.connect() as connection:
        lines = connection.execute(select(grant_audit).order_by(grant_audit.c.entry)).all()
    assert [line.case_id for line in lines if line.what == "read"] == [None, case_id]
    assert ADULT_WOMAN.personal_number not in str(lines)


def test_the_paper_of_another_is_unknown_and_the_grant_is_spent(
    refusals: Refusals, desk: Desk, audited: Audited
) -> None:
    refusals.refused(ADULT_WOMAN)
    refusals.refused(ADULT_MAN)
    digest = refusals.told(ADULT_WOMAN).sha256
    assert code_of(lambda: refusals.ask(ADULT_MAN, digest)) == "result-unknown"
    assert audited()[-1] == ("reading_refused", "result-unknown")
    granted = desk.ask(card_of(ADULT_MAN), sections=CASES)
    number = ADULT_MAN.personal_number
    assert code_of(lambda: desk.client.read_record(granted.grant_id, number, digest)) == "result-unknown"
    assert code_of(lambda: desk.client.read_record(granted.grant_id, number)) == "grant-spent"


def test_a_grant_gives_a_paper_once(refusals: Refusals, desk: Desk) -> None:
    refusals.refused(ADULT_WOMAN)
    digest, number = refusals.told(ADULT_WOMAN).sha256, ADULT_WOMAN.personal_number
    granted = desk.ask(sections=CASES)
    desk.client.read_record(granted.grant_id, number, digest)
    assert code_of(lambda: desk.client.read_record(granted.grant_id, number, digest)) == "grant-spent"


def test_the_grant_for_something_else_gives_no_paper(refusals: Refusals) -> None:
    refusals.refused(ADULT_WOMAN)
    digest = refusals.told(ADULT_WOMAN).sha256
    other = frozenset({Section.HEALTH})
    assert code_of(lambda: refusals.ask(ADULT_WOMAN, digest, other)) == "result-unknown"


def test_a_digest_that_was_altered_names_nothing(refusals: Refusals) -> None:
    refusals.refused(ADULT_WOMAN)
    digest = refusals.told(ADULT_WOMAN).sha256
    altered = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    assert code_of(lambda: refusals.ask(ADULT_WOMAN, altered)) == "result-unknown"


def test_a_paper_that_was_altered_where_it_lies_is_not_handed_out(
    refusals: Refusals, central: EmbeddedCentral, audited: Audited, caplog: pytest.LogCaptureFixture
) -> None:
    case_id = refusals.refused(ADULT_WOMAN)
    told = refusals.told(ADULT_WOMAN)
    mine = case_result.c.case_id == case_id
    with central.central.engine.begin() as connection:
        sealed = connection.execute(select(case_result.c.sealed).where(mine)).scalar_one()
        altered = sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:]
        connection.execute(update(case_result).where(mine).values(sealed=altered))
    assert code_of(lambda: refusals.ask(ADULT_WOMAN, told.sha256)) == "result-unreadable"
    assert audited()[-1] == ("reading_refused", "result-unreadable")
    assert "does not open" in caplog.text
    caplog.clear()


def test_the_kiosk_takes_no_other_paper_than_the_one_it_asked_for(refusals: Refusals, desk: Desk) -> None:
    refusals.refused(ADULT_WOMAN)
    digest, number = refusals.told(ADULT_WOMAN).sha256, ADULT_WOMAN.personal_number
    granted = desk.ask(sections=CASES)
    sealed = desk.client.read_record(granted.grant_id, number, digest)
    for wanted in (None, "0" * 64):
        with pytest.raises(SyncError, match="no record that central released"):
            open_record(sealed, granted.grant_id, desk.station.credentials, wanted)
    without = desk.ask(sections=CASES)
    sealed = desk.client.read_record(without.grant_id, number)
    with pytest.raises(SyncError, match="no record that central released"):
        open_record(sealed, without.grant_id, desk.station.credentials, digest)
