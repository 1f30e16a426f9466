"""From a kiosk to an officer to the answer, which is read at another kiosk by the code alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from central.embedded import EmbeddedCentral
from kiosk.contract.petitions import PetitionState
from kiosk.contract.tracking import new_tracking_code
from kiosk.contract.visit_ratings import Face, RatingCount, RatingsSent
from kiosk.sync.client import CentralClient
from kiosk.sync.errors import CentralRefusedError
from tests.acts import SUBJECT, TRACKING_CODE, petition_payload, reopened_payload
from tests.central.judging.test_judging import send
from tests.central.pages.conftest import OFFICER, SUPERVISOR, Staff
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

ANSWER = "Lương hưu đã chuyển lại.\nXin xem tài khoản."
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def client_of(central: EmbeddedCentral) -> Iterator[Callable[[Station], CentralClient]]:
    with ExitStack() as opened:
        yield lambda station: opened.enter_context(closing(station.client(central.url)))


def test_from_the_kiosk_to_the_answer_at_another(
    staff: Staff,
    station: Station,
    central: EmbeddedCentral,
    new_station: Callable[[str], Station],
    client_of: Callable[[Station], CentralClient],
) -> None:
    act = sample_act("", petition_payload(""), kind="petition.filed")
    other = client_of(new_station("KIOSK-02"))
    with pytest.raises(CentralRefusedError, match="404"):
        other.find_petition(TRACKING_CODE)  # recorded without a line: it has not come yet
    send(station, central, act)
    assert other.find_petition(TRACKING_CODE).state is PetitionState.NEW
    number = station.outbox.get(act.act_id).case_number
    assert number is not None
    assert number.startswith("PA26-")
    browser = staff.signed_in(OFFICER)
    assert "Góp ý, phản ánh không nêu tên" in browser.text
    browser.open(f"/staff/cases/{number}")
    assert "Lương hưu tháng 2 chưa đến." in browser.text
    assert TRACKING_CODE not in browser.text
    assert "Mới nhận" in browser.text
    browser.send(browser.form("take"))
    assert browser.offered() == ["put_back", "forward", "answer"]
    assert browser.send(browser.form("answer"), answer=" ").status_code == 422
    browser.send(browser.form("answer"), answer=ANSWER + HOSTILE)
    assert "Đã trả lời" in browser.text
    assert "<script>" not in browser.answer.text
    assert browser.offered() == ["close"]
    found = other.find_petition(TRACKING_CODE)
    assert (found.state, found.answer) == (PetitionState.ANSWERED, ANSWER + HOSTILE)
    send(station, central, sample_act("", reopened_payload(), kind="petition.reopened"))
    assert other.find_petition(TRACKING_CODE).state is PetitionState.REOPENED
    browser.open(f"/staff/cases/{number}")
    assert "Vẫn chưa nhận được tiền." in browser.text


def test_figures_tell_of_nobody(
    staff: Staff,
    station: Station,
    central: EmbeddedCentral,
    clock: ManualClock,
    client_of: Callable[[Station], CentralClient],
) -> None:
    acts = [
        sample_act(SUBJECT, petition_payload(SUBJECT, code=new_tracking_code()), kind="petition.filed")
        for _ in range(6)
    ]
    alone = petition_payload("", code=new_tracking_code(), category="staff")
    send(station, central, *acts, sample_act("", alone, kind="petition.filed"))
    today = clock.now().date()
    counts = tuple(
        RatingCount(on=today, task="give_remark", face=face, count=count)
        for face, count in ((Face.GOOD, 30), (Face.FAIR, 9), (Face.BAD, 2))
    )
    client, sent = client_of(station), RatingsSent(counts=counts)
    for _ in range(2):  # the answer was lost: nothing is counted twice
        assert client.send_ratings(sent, "batch-1").taken == 41
    figures = central.central.oversight.petitions
    staff.give(SUPERVISOR)
    told = {each.category: each for each in figures.petitions(SUPERVISOR, 30)}
    assert told["benefit"].filed == 6
    assert told["benefit"].by_state[PetitionState.NEW] == 6
    assert told["benefit"].days is None
    assert told["staff"].filed is None
    assert told["staff"].by_state[PetitionState.NEW] is None
    (visits,) = figures.visits(SUPERVISOR, 30)
    assert visits.faces == {Face.GOOD: 30, Face.FAIR: None, Face.BAD: None}  # else 41 less 30 tells the rest
    browser = staff.signed_in(SUPERVISOR)
    browser.open("/staff/statistics")
    assert "Chế độ trả chậm, trả sai, tiền không đến" in browser.text
    assert SUBJECT not in browser.answer.text
