"""Each flow under each condition that it can meet, through the core of a kiosk and a real central: what the
act says, and what the judge makes of it.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

import pytest

from central.embedded import EmbeddedCentral
from central.records.loading import load
from commands.central_demo import OFFICE
from commands.central_staff import DEMO_ACCOUNT, prepare_demo
from commands.demo.plays import Play, load_play
from ekyc.card.reading import CardReading, CardVerdicts, Identity, IdentitySource, Validity
from ekyc.face.evidence import MatchBand
from kiosk.app import Kiosk
from kiosk.clock import Clock
from kiosk.contract.kinds import KINDS
from kiosk.forms.kind import Typed
from kiosk.visit import identification
from kiosk.visit.assistance import Assistance, Helper
from kiosk.visit.proofs import ChannelProof, ProofState
from simulation.clock import ShiftedClock
from simulation.country.sought import sought
from simulation.people import ADULT_WOMAN, MISTYPED, REGISTERED, TWO_BOOKS, SamplePerson
from tests.central.grants.conftest import families
from tests.end_to_end.interrupted_kiosk import Applicant, enrol_in, running_core, settings_in
from tests.flows.conditions import (
    FLOWS,
    IN_DOUBT,
    USUAL,
    WITHOUT_MAIL,
    Cell,
    Condition,
    cells,
    channels_of,
    looks_for_record,
)
from tests.kiosk.visits import face_evidence, passport_reading, proved_reading
from tests.patience import PATIENCE
from tests.ready_made import central_folder

C = Condition
OFFICER = DEMO_ACCOUNT
HELPER = Helper("100008", "Phạm Thị Mẫu")
_PLAYED = {cell.visit: cell for cell in cells() if cell.visit}
_BANDS = {C.UNSURE: MatchBand.REVIEW, C.NO_MATCH: MatchBand.NO_MATCH}
_REASONS = {
    C.UNSURE: "face_match_uncertain",
    C.NO_MATCH: "face_no_match",
    C.DECLINED: "face_not_checked",
    C.NO_CHIP: "identity_from_qr",
}
_WHO = {C.DIFFERS: MISTYPED, C.SEVERAL: TWO_BOOKS, C.ACCOUNT: REGISTERED}
_TOLD = {C.DIFFERS: "differs", C.SEVERAL: "several", C.ACCOUNT: "account"}


class Visitor(Applicant):
    """Does a flow as in its play, but for one condition."""

    def __init__(self, kiosk: Kiosk, play: Play, condition: Condition) -> None:
        answers: dict[str, Typed] = {**play.answers, **IN_DOUBT.get(play.task_id, {})}
        if condition is C.NO_MAIL:
            answers |= {each: {} for each in channels_of(kiosk.navigator.catalogue.get(play.task_id))}
            answers |= WITHOUT_MAIL.get(play.task_id, {})
        super().__init__(kiosk, _reading(play, condition), answers)
        self._condition = condition

    def go_on(self) -> None:
        person, now = self.navigator.visit.person, self.kiosk.clock.now()
        match self.navigator.screen:
            case "face_prepare" if self._condition is C.DECLINED:
                identification.decline_face(person, self.kiosk.policy, now)
                self.navigator.next()
            case "face_check" if self._condition in _BANDS:
                for _ in range(self.kiosk.settings.face.max_attempts):
                    identification.take_face(
                        person, face_evidence(_BANDS[self._condition]), self.kiosk.policy
                    )
                self.navigator.next()
            case _:
                self._take_turns()
                super().go_on()

    def _take_turns(self) -> None:
        """What nobody does for the person they do themselves; staff do the rest."""
        if self._condition is not C.ASSISTED:
            return
        if self.navigator.run.current.own:
            self.kiosk.assisting.hand_back()
        elif self.kiosk.assisting.present is None:
            self.navigator.visit.assistance = Assistance(HELPER, self.kiosk.clock)
        else:
            self.kiosk.assisting.take_again()

    def prove(self) -> None:
        if self._condition is not C.OFFLINE:
            super().prove()
            return
        journey = self.navigator.journey
        address = journey.channel_address(self.navigator.page.channel)
        assert address is not None
        journey.proofs.put(ChannelProof(address, ProofState.PENDING))


@dataclass
class Office:
    central: EmbeddedCentral
    kiosk: Kiosk
    arrived: dict[Any, threading.Event]

    def wait_for(self, act_id: Any) -> None:
        assert self.arrived.setdefault(act_id, threading.Event()).wait(PATIENCE)
        self.central.wait_for_judging()


def _clock() -> Clock:
    at = load_play("9.2").at  # the only one with a season
    assert at is not None
    return ShiftedClock(at)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A central with a register and a kiosk, for all the visits."""
    folder, clock = tmp_path_factory.mktemp("office"), _clock()
    central = EmbeddedCentral(central_folder(folder / "central"), now=clock.now)
    central.start()
    load(central.central.engine, chain(families(), sought(date(2026, 3, 2))), clock.now)
    prepare_demo(central.central, OFFICE["code"])
    arrived: dict[Any, threading.Event] = {}
    try:
        enrol_in(folder, central, clock)
        with running_core(settings_in(folder, central.url), clock) as kiosk:
            kiosk.line.listen(
                lambda _state: None,
                lambda act_id, _number: arrived.setdefault(act_id, threading.Event()).set(),
            )
            yield Office(central, kiosk, arrived)
    finally:
        central.stop()


def test_no_cell_is_empty() -> None:
    table = cells()
    assert len(table) == len(FLOWS) * len(Condition)
    assert all(bool(cell.visit) is not bool(cell.reason) for cell in table)


@pytest.mark.parametrize("cell", _PLAYED.values(), ids=lambda cell: cell.visit)
def test_a_flow_ends_as_it_should(office: Office, cell: Cell) -> None:
    if cell.condition is C.OFFLINE:
        office.central.stop()
    visitor = Visitor(office.kiosk, load_play(cell.flow), cell.condition)
    visitor.identify(cell.flow)
    visitor.go_to("receipt")
    recorded = visitor.navigator.journey.recorded
    assert recorded is not None
    if cell.condition is C.OFFLINE:
        assert office.kiosk.line.get().outbox.counts().pending > 0
        office.central.start()
    office.wait_for(recorded.act_id)
    visitor.navigator.leave_journey()
    _look_at(office, cell, recorded.act_id)


def _look_at(office: Office, cell: Cell, act_id: Any) -> None:
    stored = office.central.find_stored_act(act_id)
    payload: Any = stored.content.payload
    foreign = payload["identity"].get("passport_number") is not None
    expected = _REASONS.get(cell.condition)
    if foreign:
        expected = "identity_from_mrz" if cell.condition is C.NO_CHIP else expected or "passport_shown"
    outcome = "accept" if expected is None else "staff_review"
    assert payload["verification"]["outcome"] == outcome
    assert expected is None or expected in payload["verification"]["reasons"]
    case = office.central.central.cases.get(OFFICER, stored.joined or str(act_id))
    assert case.case.doubtful is (outcome != "accept")
    assert [each.account for each in stored.content.helped][:1] == (
        [HELPER.account] if cell.condition is C.ASSISTED else []
    )
    if cell.condition is C.OFFLINE:  # no code could be had: each e-mail address and phone is proved later
        model = KINDS[stored.content.kind].payload
        claims = list(model.model_validate(payload, strict=False).addresses())
        assert not any(each.verified for each in claims)
        assert stored.unproved == sorted(each.channel for each in claims)
    if looks_for_record(office.kiosk.navigator.catalogue.get(cell.flow)):
        assert case.record is not None
        assert case.record.to_mend == _TOLD.get(cell.condition)


def _reading(play: Play, condition: Condition) -> CardReading:
    if play.passport:
        return passport_reading(IdentitySource.MRZ if condition is C.NO_CHIP else IdentitySource.CHIP)
    person: SamplePerson = _WHO.get(condition, ADULT_WOMAN)
    if condition not in (*_WHO, *USUAL):  # somebody of their own, so that no two cases are one
        number = (
            f"{person.personal_number[:6]}{zlib.crc32(f'{play.task_id} {condition}'.encode()) % 10**6:06}"
        )
        person = replace(person, personal_number=number)
    reading = replace(
        proved_reading(),
        identity=Identity(
            personal_number=person.personal_number,
            full_name=person.full_name,
            date_of_birth=person.date_of_birth,
            sex=person.sex,
            residence=person.residence,
            date_of_expiry=person.date_of_expiry,
        ),
    )
    if condition is C.NO_CHIP:
        verdicts = CardVerdicts(validity=Validity.VALID)
        reading = replace(reading, source=IdentitySource.QR, verdicts=verdicts, portrait=None)
    return reading
