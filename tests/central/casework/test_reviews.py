"""An officer at the kiosk opens the case of an act by a code of theirs, and decides by the desk's rules."""

from __future__ import annotations

import hashlib
import io
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pyotp
import pytest
from PIL import Image

from central.cases.desk import CaseDesk
from central.embedded import EmbeddedCentral
from kiosk.contract.attachments import CHIP_PORTRAIT
from kiosk.contract.feed import CaseState
from kiosk.contract.grants import OfficerDecision
from kiosk.contract.reviews import AnsweredPoint, Review, ReviewDecision, Reviewed, ReviewRequest
from kiosk.contract.staff import StaffRole
from kiosk.sync.act import Act, Enclosed
from kiosk.sync.client import CentralClient
from kiosk.sync.errors import CentralRefusedError, SyncError
from kiosk.sync.records import open_review
from simulation.card.plain_portrait import plain_portrait
from tests.acts import SUBJECT, registration_payload
from tests.central.checked import passing
from tests.central.files.uploading import send_all
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

OFFICER, SUPERVISOR, AUDITOR, STRANGER = "100001", "200001", "400001", "100009"
KIND = "registration.adult"
CHIP = plain_portrait("JPEG2000")


class Counter:
    """A kiosk with staff beside it, and its central."""

    def __init__(self, station: Station, central: EmbeddedCentral, clock: ManualClock) -> None:
        self.station, self.central, self.clock = station, central, clock
        self.client: CentralClient = station.client(central.url)
        parts = central.central
        self.desk: CaseDesk = parts.cases
        self._secrets = {}
        for account, role, office in (
            (OFFICER, StaffRole.OFFICER, "00100"),
            (SUPERVISOR, StaffRole.SUPERVISOR, "00100"),
            (AUDITOR, StaffRole.AUDITOR, "00100"),
            (STRANGER, StaffRole.OFFICER, "00200"),
        ):
            parts.staff.add(account, "Trần Văn Mẫu", role, office)
            self._secrets[account] = parts.grants.officers.give(account).secret

    def file(self, *, chip: bytes = CHIP, digest: bytes = CHIP, **changed: Any) -> Act:
        payload: dict[str, Any] = {**registration_payload(), **changed}
        payload["card"] = {**payload["card"], "portrait_sha256": hashlib.sha256(digest).hexdigest()}
        act = sample_act(payload=payload, kind=KIND)
        act = replace(act, enclosed=(Enclosed(CHIP_PORTRAIT, "image/jp2", chip),))
        self.station.recorder.record(act)
        send_all(self.station, self.central.url, self.clock)
        self.central.wait_for_judging()
        return act

    def code(self, account: str) -> str:
        """Each counts once."""
        self.clock.advance(30)
        return pyotp.TOTP(self._secrets[account]).at(self.clock.now())

    def open(self, act: Act, account: str = OFFICER, code: str | None = None) -> Review:
        officer = OfficerDecision(account=account, code=code or self.code(account))
        answer = self.client.open_review(ReviewRequest(officer=officer, act_id=act.act_id))
        return open_review(answer, act.act_id, self.station.credentials)

    def decide(self, review: Review, change: str = "approve", **more: Any) -> Reviewed:
        said: dict[str, str] = more.pop("points", passing(KIND, change))
        points = tuple(AnsweredPoint(point=point, answer=answer) for point, answer in said.items())
        decision = ReviewDecision(change=change, points=points, **more)
        return self.client.decide_review(review.review_id, decision)

    def refusal(self, act: Act, account: str = OFFICER, code: str | None = None) -> str:
        with pytest.raises(CentralRefusedError) as caught:
            self.open(act, account, code)
        return caught.value.problem.code

    def decision_refused(self, review: Review, change: str = "approve", **more: Any) -> str:
        with pytest.raises(CentralRefusedError) as caught:
            self.decide(review, change, **more)
        return caught.value.problem.code


@pytest.fixture
def counter(station: Station, central: EmbeddedCentral, clock: ManualClock) -> Iterator[Counter]:
    made = Counter(station, central, clock)
    yield made
    made.client.close()


def test_the_officer_sees_what_the_act_says_and_both_pictures(counter: Counter) -> None:
    unsure = {"outcome": "staff_review", "reasons": ["face_match_uncertain", "card_expired"]}
    live = plain_portrait("JPEG")
    whole: dict[str, Any] = registration_payload()
    face = {**whole["face"], "portrait_jpeg": b64encode(live).decode("ascii")}
    review = counter.open(counter.file(face=face, verification=unsure))
    assert review.state is CaseState.RECEIVED
    assert review.outcome.value == "máy để cán bộ quyết định"
    assert review.reasons == ("Khuôn mặt giống chưa chắc chắn", "Thẻ hết hạn")
    for picture in (review.chip_portrait, review.portrait):
        assert picture is not None
        with Image.open(io.BytesIO(picture)) as image:
            assert image.format == "JPEG"
    rows = {row.label: row.value for group in review.groups for row in group.rows}
    assert rows["Họ và tên"] == "Nguyễn Văn Thử"
    assert rows["Quốc tịch"] == "Việt Nam (VNM)"
    assert rows["Số định danh cá nhân"] == SUBJECT
    assert [each.id for each in review.points] == list(passing(KIND, "approve"))
    assert [each.name for each in review.changes] == ["approve", "return", "refuse"]
    looks = {(each.who, each.way) for each in counter.central.central.looks.newest(20)}
    assert (OFFICER, "kiosk") in looks
    assert CHIP not in review.model_dump_json().encode()


def test_a_decision_is_the_desks_with_its_checklist_and_names_the_kiosk(counter: Counter) -> None:
    act = counter.file()
    review = counter.open(act)
    assert counter.decision_refused(review, points={}) == "checklist-incomplete"
    review = counter.open(act)  # it was taken meanwhile, by this officer
    reviewed = counter.decide(review)
    assert (reviewed.state, reviewed.waits) == (CaseState.APPROVED, False)
    history = counter.desk.get(OFFICER, str(act.act_id)).history
    assert [(line.change, line.who) for line in history[1:]] == [("take", OFFICER), ("approve", OFFICER)]
    assert history[-1].kiosk_id == "KIOSK-01"
    assert history[-2].kiosk_id is None
    assert dict(history[-1].points) == passing(KIND, "approve")


def test_what_the_machine_left_open_takes_a_second_person_here_too(counter: Counter) -> None:
    act = counter.file(verification={"outcome": "staff_review", "reasons": ["face_match_uncertain"]})
    reviewed = counter.decide(counter.open(act))
    assert (reviewed.state, reviewed.waits) == (CaseState.IN_REVIEW, True)
    again = counter.open(act)
    assert again.changes
    assert "approve" not in {each.name for each in again.changes}  # their own proposal waits for another
    assert counter.decision_refused(again) == "second-person-needed"
    second = counter.open(act, SUPERVISOR)
    assert (second.proposed_by, second.proposed is None) == (OFFICER, False)
    assert counter.decide(second).state is CaseState.APPROVED


def test_asked_for_more_and_refused_with_a_reason(counter: Counter) -> None:
    act = counter.file()
    assert counter.decision_refused(counter.open(act), "return") == "reason-needed"
    returned = counter.decide(counter.open(act), "return", reason="identity_unclear")
    assert returned.state is CaseState.RETURNED
    refused = counter.decide(counter.open(act), "refuse", reason="data_differ", points={"record": "differs"})
    assert refused.waits  # a refusal takes two


def test_a_review_holds_for_one_decision_a_while_and_the_case_as_it_was(counter: Counter) -> None:
    act = counter.file()
    old = counter.open(act)
    counter.clock.advance(901)
    assert counter.decision_refused(old) == "review-ended"
    first, second = counter.open(act), counter.open(act, SUPERVISOR)
    counter.decide(first, "return", reason="identity_unclear")
    assert counter.decision_refused(first, "refuse", reason="data_differ") == "review-ended"
    assert counter.decision_refused(second) == "case-changed"
    unknown = first.model_copy(update={"review_id": uuid4()})
    assert counter.decision_refused(unknown) == "review-ended"
    fresh = counter.open(act)
    assert counter.decision_refused(fresh, "hand_over") == "review-ended"  # nothing but decisions


def test_only_a_fresh_code_of_an_officer_of_this_office_opens_it(counter: Counter) -> None:
    act = counter.file()
    code = counter.code(OFFICER)
    counter.open(act, code=code)
    assert counter.refusal(act, code=code) == "officer-refused"  # used
    assert counter.refusal(act, code="000000") == "officer-refused"
    assert counter.refusal(act, AUDITOR) == "officer-refused"
    assert counter.refusal(act, STRANGER) == "officer-refused"
    counter.central.central.staff.disable(OFFICER)
    assert counter.refusal(act) == "officer-refused"
    told = [(each.who, each.change, each.problem) for each in counter.desk.refused(SUPERVISOR)]
    assert told == [
        (OFFICER, "review", "officer-disabled"),
        (STRANGER, "review", "officer-of-another-office"),
        (AUDITOR, "review", "officer-role"),
        (OFFICER, "review", "officer-code-wrong"),
        (OFFICER, "review", "officer-code-used"),
    ]


def test_another_kiosk_opens_no_case_of_this_one(
    counter: Counter, new_station: Any, central: EmbeddedCentral
) -> None:
    act = counter.file()
    other: Station = new_station("KIOSK-02")
    client = other.client(central.url)
    request = ReviewRequest(
        officer=OfficerDecision(account=OFFICER, code=counter.code(OFFICER)), act_id=act.act_id
    )
    with pytest.raises(CentralRefusedError) as caught:
        client.open_review(request)
    assert caught.value.problem.code == "case-unknown"
    client.close()
    review = counter.open(act)
    stolen = other.client(central.url)
    with pytest.raises(CentralRefusedError) as caught:
        stolen.decide_review(review.review_id, ReviewDecision(change="approve"))
    assert caught.value.problem.code == "review-ended"
    stolen.close()


def test_what_is_shown_of_another_act_is_not_taken(counter: Counter) -> None:
    act, other = counter.file(), uuid4()
    officer = OfficerDecision(account=OFFICER, code=counter.code(OFFICER))
    answer = counter.client.open_review(ReviewRequest(officer=officer, act_id=act.act_id))
    with pytest.raises(SyncError) as caught:
        open_review(answer, other, counter.station.credentials)
    assert caught.value.code == "central_not_genuine"


def test_a_portrait_that_is_not_the_one_of_the_chip_is_not_shown(counter: Counter) -> None:
    assert counter.open(counter.file(chip=plain_portrait("JPEG"))).chip_portrait is None
