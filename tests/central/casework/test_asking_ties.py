"""Central asks the civil registry itself, when it can, and believes no kiosk about a child."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from central.cases.calendar import Calendar
from central.cases.ties import Tie, TieCheck
from central.casework.asking_ties import AskingTies
from central.connectors.over_http import HttpConnectors
from central.connectors.sandbox import Faults, SandboxData, sandbox
from central.embedded import EmbeddedCentral
from kiosk.sync.act import Json
from tests.acts import CHILD, CHILD_BORN, CHILD_NAME, SUBJECT, dependant_payload, registration_payload
from tests.central.casework.test_notices import OFFICER, Office, drain
from tests.central.checked import passing
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.sync_parts import Station


def knowing(name: str = CHILD_NAME, born: date = CHILD_BORN, number: str = CHILD) -> SandboxData:
    child: Json = {"personal_number": number, "full_name": name, "date_of_birth": born.isoformat()}
    return SandboxData(children={SUBJECT: [child]})


class Asking(Office):
    def file_child(self, **changes: Json) -> UUID:
        return self.file("registration.dependant", {**dependant_payload(), **changes})

    def tie(self, case_id: UUID) -> TieCheck:
        found = self.parts.cases.get(OFFICER, str(case_id)).tie
        assert found is not None
        return found

    def ask(self, registry: SandboxData, faults: Faults | None = None) -> int:
        """How many were asked about."""
        with sandbox(registry, faults) as served, HttpConnectors(served.url, PATIENCE) as connectors:
            asking = AskingTies(
                self.parts.engine, connectors, self.parts.stored_acts, self.clock.now, Calendar()
            )
            return drain(asking.ask_one)


@pytest.fixture
def office(central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path) -> Asking:
    return Asking(central, station, clock, tmp_path)


@pytest.mark.parametrize(
    ("registry", "tie"),
    [
        (knowing(), Tie.CONFIRMED),
        (knowing(name="NGUYEN BAO THU"), Tie.CONFIRMED),  # capitals without accents are no other name
        (knowing(name="Nguyễn Bảo Thư Hà"), Tie.DIFFERS),
        (knowing(born=date(2023, 8, 1)), Tie.DIFFERS),
        (knowing(number="001323000039"), Tie.NOT_KNOWN),
        (SandboxData(), Tie.NOT_KNOWN),
    ],
)
def test_the_answer_stands_with_the_case(office: Asking, registry: SandboxData, tie: Tie) -> None:
    case_id = office.file_child()
    assert office.tie(case_id).tie is Tie.WAITING
    assert office.ask(registry) == 1
    assert office.tie(case_id).tie is tie
    assert office.ask(registry) == 0


def test_a_registry_that_is_down_is_asked_again_later(office: Asking, clock: ManualClock) -> None:
    case_id = office.file_child()
    assert office.ask(knowing(), Faults(down_every=1)) == 1
    assert (office.tie(case_id).tie, office.tie(case_id).fault) == (Tie.WAITING, "unavailable")
    assert office.ask(knowing()) == 0
    clock.advance(60)
    assert office.ask(knowing(), Faults(garbled_every=1)) == 1
    clock.advance(60)
    assert office.ask(knowing()) == 0  # twice as late each time
    clock.advance(60)
    assert office.ask(knowing()) == 1
    assert (office.tie(case_id).tie, office.tie(case_id).fault) == (Tie.CONFIRMED, None)


def test_what_the_kiosk_says_it_saw_confirms_nothing(office: Asking) -> None:
    dependant: Any = dependant_payload()["dependant"]
    case_id = office.file_child(dependant={**dependant, "tie": "registry"})
    office.ask(SandboxData())
    assert office.tie(case_id).tie is Tie.NOT_KNOWN
    office.decide(case_id, "take")
    case = office.parts.cases.get(OFFICER, str(case_id)).case
    points = passing(case.kind, "approve")
    after = office.parts.cases.change(OFFICER, str(case_id), "approve", case.version, points=points)
    assert after.proposed == "approve"


def test_a_case_about_no_child_is_not_asked_about(office: Asking) -> None:
    case_id = office.file("registration.adult", registration_payload())
    assert office.ask(knowing()) == 0
    assert office.parts.cases.get(OFFICER, str(case_id)).tie is None


def test_a_guardian_gets_a_mail_that_names_nobody(office: Asking) -> None:
    office.file("registration.adult", registration_payload(guardian_email="me@example.vn"))
    assert drain(office.notifying().send_one) == 1
    (mail,) = office.box.mails()
    assert mail.to == "me@example.vn"
    assert "mã hồ sơ DK" in mail.text
    assert "Thử" not in mail.text + mail.subject
    assert SUBJECT not in mail.text
