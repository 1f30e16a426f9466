"""Approved cases on their way to the back office, over real HTTP, with every fault that such a line has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

import pytest
from pydantic import JsonValue, SecretStr
from typing_extensions import override

from central.cases.calendar import Calendar
from central.cases.hand_over import HandOver, HandOverStanding, take
from central.casework.handing_over import HandingOver
from central.connectors.back_office import HandOverState, HttpBackOffice
from central.connectors.back_office_sandbox import DecidingOffice, Rule, back_office_sandbox, load_rules
from central.connectors.sandbox import Faults, Question, Sandbox
from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from central.settings import BackOfficeSettings
from kiosk.contract.feed import CaseState
from kiosk.contract.staff import StaffRole
from kiosk.sync.act import Act
from tests.acts import contact_change_payload, service_payload
from tests.central.checked import passing
from tests.central.judging.test_judging import exchange, send
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

OFFICER = "104201"
SETTINGS = BackOfficeSettings(tries=3, retry_seconds=30, retry_most_seconds=45, hours=2, seconds=60)
AT_ONCE = Rule(state=HandOverState.CARRIED_OUT)


def change_of(number: str) -> Act:
    payload = contact_change_payload(number)
    return sample_act(number, payload=payload, kind="contact.change")


class Approved:
    """Cases that wait for the back office, and what becomes of them."""

    def __init__(self, central: EmbeddedCentral, station: Station, clock: ManualClock) -> None:
        self.parts, self.clock = central.central, clock
        self.desk = self.parts.cases
        self._central, self._station = central, station
        self.parts.staff.add(OFFICER, "Trần Văn Mẫu", StaffRole.OFFICER, "00100")

    def file(self, *acts: Act) -> list[UUID]:
        send(self._station, self._central, *acts)
        for act in acts:
            self.desk.change(OFFICER, str(act.act_id), "take", 1)
            points = passing(act.kind, "approve")
            self.desk.change(OFFICER, str(act.act_id), "approve", 2, points=points)
        return [act.act_id for act in acts]

    @contextmanager
    def handing(
        self,
        office: DecidingOffice | None = None,
        faults: Faults | None = None,
        settings: BackOfficeSettings = SETTINGS,
        wanted_token: str | None = None,
    ) -> Iterator[tuple[HandingOver, Sandbox]]:
        office = office or DecidingOffice([AT_ONCE])
        with back_office_sandbox(office, faults, token=wanted_token) as served:
            token = None if settings.token is None else settings.token.get_secret_value()
            back_office = HttpBackOffice(served.url, settings.seconds, token)
            handing = HandingOver(
                self.parts.engine,
                back_office,
                self.parts.stored_acts,
                key=self.parts.keys.hashing,
                calendar=Calendar(),
                now=self.clock.now,
                settings=settings,
            )
            yield handing, served
            handing.close()

    def state(self, case_id: UUID) -> CaseState:
        return self.desk.get(OFFICER, str(case_id)).case.state

    def handed(self, case_id: UUID) -> HandOver:
        handed = self.desk.get(OFFICER, str(case_id)).handed
        assert handed is not None
        return handed

    def refusal(self, case_id: UUID, change: str) -> str:
        case = self.desk.get(OFFICER, str(case_id)).case
        points = passing(case.kind, change)
        with pytest.raises(ProblemError) as caught:
            self.desk.change(OFFICER, str(case_id), change, case.version, points=points)
        return caught.value.problem.type.rpartition(":")[2].rpartition("/")[2]


@pytest.fixture
def approved(central: EmbeddedCentral, station: Station, clock: ManualClock) -> Approved:
    return Approved(central, station, clock)


def test_what_is_approved_is_carried_out_and_told(
    approved: Approved, central: EmbeddedCentral, station: Station
) -> None:
    (case_id,) = approved.file(change_of("001099000017"))
    assert approved.refusal(case_id, "finish") == "case-at-back-office"
    assert approved.refusal(case_id, "hand_over") == "case-at-back-office"
    with approved.handing() as (handing, served):
        assert handing.hand_one()
        assert not handing.hand_one()
        assert served.questions() == 1
    whole = approved.desk.get(OFFICER, str(case_id))
    assert whole.case.state is CaseState.DONE
    assert (whole.history[-1].change, whole.history[-1].who) == ("carry_out", "back_office")
    assert whole.handed is not None
    assert (whole.handed.state, whole.handed.fault) == (HandOverStanding.SETTLED, None)
    assert str(whole.handed.reference).startswith("TW-")
    exchange(station, central)
    assert station.cases.of([case_id])[case_id].state == CaseState.DONE


def test_what_is_sent_back_is_decided_anew_under_another_request(approved: Approved) -> None:
    (case_id,) = approved.file(change_of("001099000017"))
    rules = [Rule(state=HandOverState.SENT_BACK, reason=reason) for reason in ("data_differ", "never_heard")]
    first = approved.handed(case_id).request_id
    for rule, reason in zip(rules, ("data_differ", "other"), strict=True):
        with approved.handing(DecidingOffice([rule])) as (handing, _):
            assert handing.hand_one()
        whole = approved.desk.get(OFFICER, str(case_id))
        assert (whole.case.state, whole.case.decision, whole.case.officer) == (
            CaseState.IN_REVIEW,
            None,
            OFFICER,
        )
        assert whole.history[-1].reason == reason
        points = passing(whole.case.kind, "approve")
        approved.desk.change(OFFICER, str(case_id), "approve", whole.case.version, points=points)
    assert approved.handed(case_id).request_id != first


def test_it_is_asked_again_while_the_back_office_works(approved: Approved) -> None:
    (case_id,) = approved.file(change_of("001099000017"))
    office = DecidingOffice([Rule(state=HandOverState.CARRIED_OUT, working=2)])
    with approved.handing(office) as (handing, served):
        for _ in range(2):
            assert handing.hand_one()
            assert approved.state(case_id) is CaseState.APPROVED
            assert not handing.hand_one()  # not before the time that was named
            approved.clock.advance(5)
        assert handing.hand_one()
        assert (approved.state(case_id), served.questions(), office.handed) == (CaseState.DONE, 3, 1)


@pytest.mark.parametrize(
    ("faults", "fault"),
    [
        (Faults(down_every=1), "unavailable"),
        (Faults(cut_every=1), "unavailable"),
        (Faults(garbled_every=1), "answer_wrong"),
        (Faults(mistaken_every=1), "answer_wrong"),
        (Faults(slow_every=1, slow_seconds=3600), "timeout"),
    ],
)
def test_every_fault_is_tried_again_with_a_cap_and_then_an_officers(
    approved: Approved, faults: Faults, fault: str
) -> None:
    (case_id,) = approved.file(change_of("001099000017"))
    seconds = 0.05 if fault == "timeout" else 60
    settings = SETTINGS.model_copy(update={"seconds": seconds})
    office = DecidingOffice([AT_ONCE])
    with approved.handing(office, faults, settings) as (handing, served):
        for failures, pause in ((1, 30), (2, 45)):
            assert handing.hand_one()
            handed = approved.handed(case_id)
            assert (handed.state, handed.failures, handed.fault) == (
                HandOverStanding.WAITING,
                failures,
                fault,
            )
            approved.clock.advance(pause - 1)
            assert not handing.hand_one()
            approved.clock.advance(1)
        assert handing.hand_one()
        approved.clock.advance(86_400)
        assert not handing.hand_one()
        assert served.questions() == 3
    assert approved.handed(case_id).state is HandOverStanding.STUCK
    assert approved.state(case_id) is CaseState.APPROVED  # nobody has said that it was carried out
    assert [each.case_id for each in approved.desk.stuck(OFFICER)] == [case_id]
    request = approved.handed(case_id).request_id
    version = approved.desk.get(OFFICER, str(case_id)).case.version
    approved.desk.change(OFFICER, str(case_id), "hand_over", version)
    assert approved.handed(case_id).request_id == request  # so that it cannot be carried out twice
    with approved.handing(office) as (handing, _):
        assert handing.hand_one()
    assert (approved.state(case_id), office.handed) == (CaseState.DONE, 1)
    assert approved.desk.stuck(OFFICER) == []


def test_what_takes_too_long_is_an_officers_who_may_end_it(approved: Approved) -> None:
    (case_id,) = approved.file(change_of("001099000017"))
    with approved.handing(DecidingOffice([Rule(state=HandOverState.CARRIED_OUT, working=99)])) as (
        handing,
        _,
    ):
        assert handing.hand_one()
        approved.clock.advance(2 * 3600)
        assert handing.hand_one()
    assert (approved.handed(case_id).state, approved.handed(case_id).fault) == (
        HandOverStanding.STUCK,
        "too_late",
    )
    version = approved.desk.get(OFFICER, str(case_id)).case.version
    approved.desk.change(OFFICER, str(case_id), "finish", version)
    assert approved.state(case_id) is CaseState.DONE


def test_each_of_many_is_taken_by_one(approved: Approved) -> None:
    cases = approved.file(*(change_of(f"0010990000{number}") for number in range(10, 18)))
    now, kept = approved.clock.now(), timedelta(seconds=60)

    def drain(_: int) -> list[UUID]:
        taken = iter(lambda: take(approved.parts.engine, now, kept), None)
        return [each.case_id for each in taken]

    with ThreadPoolExecutor(4) as threads:
        taken = [each for one in threads.map(drain, range(4)) for each in one]
    assert sorted(taken) == sorted(cases)
    assert take(approved.parts.engine, now + timedelta(seconds=59), kept) is None
    assert take(approved.parts.engine, now + kept, kept) is not None  # whoever had it may have died


def test_an_answer_that_comes_after_it_was_given_up_changes_nothing(approved: Approved) -> None:
    (case_id,) = approved.file(change_of("001099000017"))
    with approved.handing() as (slow, _), approved.handing(faults=Faults(down_every=1)) as (quick, _):
        held: list[Callable[[], object]] = []
        answered = slow._answered
        slow._answered = lambda handed, answer: held.append(lambda: answered(handed, answer))  # type: ignore[method-assign]
        assert slow.hand_one()
        for _ in range(3):
            approved.clock.advance(500)
            assert quick.hand_one()
        assert approved.handed(case_id).state is HandOverStanding.STUCK
        held[0]()
    assert approved.state(case_id) is CaseState.APPROVED
    assert approved.handed(case_id).state is HandOverStanding.STUCK


@pytest.mark.expects_log("cannot be opened for the back office")
def test_what_cannot_be_opened_is_an_officers_at_once(approved: Approved) -> None:
    (case_id,) = approved.file(change_of("001099000017"))
    approved.parts.keys.find_intake = lambda _kid: None  # type: ignore[method-assign,assignment]
    with approved.handing() as (handing, served):
        assert handing.hand_one()
        assert served.questions() == 0
    assert approved.handed(case_id).fault == "act_unreadable"
    assert approved.state(case_id) is CaseState.APPROVED


def test_what_no_back_office_carries_out_is_finished_here(approved: Approved) -> None:
    own = {**service_payload("001099000017"), "service": "office.own"}
    act = sample_act("001099000017", payload=own, kind="service.filed")
    (case_id,) = approved.file(act)
    assert approved.desk.get(OFFICER, str(case_id)).handed is None
    assert approved.refusal(case_id, "hand_over") == "case-change-refused"
    approved.desk.change(OFFICER, str(case_id), "finish", 3)
    assert approved.state(case_id) is CaseState.DONE


class Watching(DecidingOffice):
    """Keeps what it was asked."""

    asked: Question

    @override
    def answer(self, asked: Question) -> JsonValue:
        self.asked = asked
        return super().answer(asked)


def test_what_is_handed_over_has_no_face(approved: Approved) -> None:
    (case_id,) = approved.file(change_of("001099000017"))
    office = Watching([AT_ONCE])
    with approved.handing(office) as (handing, _):
        assert handing.hand_one()
    (act,) = office.asked["acts"]
    assert act["act_id"] == str(case_id)
    assert act["payload"]["new"]["phone"] == "0907654321"
    assert "face" not in act["payload"]
    assert "portrait_jpeg" not in str(office.asked)


@pytest.mark.parametrize(
    ("number", "kind", "expires", "expected"),
    [
        ("001099000017", "contact.change", "2039-01-17", ("carried_out", None, 1)),
        ("001099000017", "registration.adult", "2039-01-17", ("carried_out", None, 0)),
        ("001099000017", "contact.change", "2026-03-01", ("sent_back", "data_differ", 0)),
        ("001099000013", "contact.change", "2039-01-17", ("sent_back", "data_differ", 2)),
        ("001099000911", "service.filed", "2039-01-17", ("sent_back", "other_office", 1)),
        ("001099000911", "contact.change", "2039-01-17", ("carried_out", None, 1)),
    ],
)
def test_the_sandbox_decides_by_its_rules(
    number: str, kind: str, expires: str, expected: tuple[str, str | None, int]
) -> None:
    payload = {"identity": {"personal_number": number, "date_of_expiry": expires}}
    asked = {"request_id": "r", "acts": [{"kind": kind, "payload": payload}]}
    office, state, reason, working = DecidingOffice(today=lambda: date(2026, 3, 2)), *expected
    for _ in range(working):
        told = office.answer(asked)
        assert isinstance(told, dict)
        assert told["state"] == "working"
    for _ in range(2):  # and stays with it
        told = office.answer(asked)
        assert isinstance(told, dict)
        assert (told["state"], told["reason"]) == (state, reason)


@pytest.mark.parametrize(
    ("receiving", "expected"),
    [("pension", "carried_out"), ("none", "conditions_not_met"), (None, "carried_out")],
)
def test_the_sandbox_gives_no_more_than_the_law(receiving: str | None, expected: str) -> None:
    """By the rules of the kiosks; an answer of another form decides nothing."""
    answers = {"filing.by": "self", "payment.change": "cash", "draws.now": receiving}
    payload = {"identity": {"personal_number": "001099000017"}, "service": "payment_details"}
    act = {"kind": "service.filed", "occurred_at": "2026-03-02T01:30:00Z", "payload": payload}
    payload["answers"] = {name: each for name, each in answers.items() if each is not None}
    office = DecidingOffice(today=lambda: date(2026, 3, 2))
    told = [office.answer({"request_id": "r", "acts": [act]}) for _ in range(2)][-1]
    assert isinstance(told, dict)
    assert expected in (told["state"], told["reason"])


def test_the_last_rule_fits_always() -> None:
    last = load_rules()[-1]
    assert (last.kind, last.when) == (None, ())


@pytest.mark.parametrize("ours", [None, "of-another", "right-on"])
def test_a_back_office_that_does_not_know_us_does_nothing(approved: Approved, ours: str | None) -> None:
    (case_id,) = approved.file(change_of("001099000017"))
    settings = SETTINGS.model_copy(update={"token": None if ours is None else SecretStr(ours)})
    office = DecidingOffice([AT_ONCE])
    with approved.handing(office, None, settings, wanted_token="right-one") as (handing, _):
        for _ in range(3):
            assert handing.hand_one()
            approved.clock.advance(60)
        assert not handing.hand_one()
    handed = approved.handed(case_id)
    assert (handed.state, handed.fault, office.handed) == (HandOverStanding.STUCK, "answer_wrong", 0)
    known = SETTINGS.model_copy(update={"token": SecretStr("right-one")})
    approved.desk.change(OFFICER, str(case_id), "hand_over", 3)
    with approved.handing(office, None, known, wanted_token="right-one") as (handing, _):
        assert handing.hand_one()
    assert approved.state(case_id) is CaseState.DONE
    assert "right-one" not in repr(known)
