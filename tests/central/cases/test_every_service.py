"""Every public service once it is filed: an officer reads it and asks for more, it comes, and the person
withdraws it.
"""

from __future__ import annotations

import json
from datetime import date

import pytest
from pydantic import JsonValue

from central.cases.forms import askable, questions
from kiosk.contract.feed import CaseState
from kiosk.contract.records.cases import MOST_ASKED
from kiosk.sync.act import Act
from kiosk.tasks.evidence import Place
from kiosk.tasks.submission import Submission
from tests.central.cases.parts import OFFICER, CaseRoom
from tests.kiosk.tasks.service_ways import SERVICES, go, task_of, walks_of
from tests.kiosk.tasks.test_service_walks import Recorder
from tests.kiosk.tasks.test_supplements import NUMBER, send
from tests.kiosk.visits import context_of
from tests.manual_clock import ManualClock


def test_more_can_be_asked_of_it_and_it_can_be_withdrawn(room: CaseRoom) -> None:
    for service in SERVICES:
        act = filed_as_played(service)
        case_id = room.file("service.filed", act.subject_id, payload=act.payload)
        name = room.do(OFFICER, case_id, "take").name
        asked = tuple(question.id for question in askable("service.filed", service))[:MOST_ASKED]
        room.do(OFFICER, case_id, "return", asked=asked)
        more = send(service, asked, act.occurred_at).act
        payload = json.loads(json.dumps(more.payload).replace(NUMBER, name))
        room.file("case.supplement", more.subject_id, payload=payload)
        assert room.case(case_id).state is CaseState.IN_REVIEW, service
        room.withdraw(case_id, act.subject_id)
        assert room.case(case_id).state is CaseState.WITHDRAWN, service


def test_each_answer_is_told_as_the_person_checked_it() -> None:
    for service in SERVICES:
        act = filed_as_played(service)
        answers = act.payload["answers"]
        assert isinstance(answers, dict)
        for name, answer in answers.items():
            asked = questions(service)[name]
            shown = asked.shown(answer, act.occurred_at.date())
            assert asked.is_paper or shown, (service, name)
            assert shown is None or ("None" not in shown and "{" not in shown), (service, name)


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        (
            "family.relatives",
            [
                {
                    "relative.name": "Trần Minh An",
                    "relative.relation": "child",
                    "relative.born": "2015-05-01",
                    "relative.income": None,
                    "relative.insured_wage": False,
                    "relative.capacity_loss": None,
                    "relative.alone": False,
                }
            ],
            "Trần Minh An (Con, 01/05/2015, Không đi làm có BHXH, Có người nuôi dưỡng)",
        ),
        ("deceased.average", 6_500_000, "6.500.000 đồng"),
        ("deceased.average", None, "Không biết"),
        ("family.relatives", [{"relative.name": 7}], None),
        ("family.relatives", "of another form", None),
        ("deceased.died_on", "31/02", None),
    ],
)
def test_what_is_of_another_form_is_not_told_in_words_of_this_one(
    name: str, answer: JsonValue, words: str | None
) -> None:
    shown = questions("9.18")[name].shown(answer, date(2026, 11, 27))
    assert (shown and shown.replace("\u00a0", " ").replace("\u2060", "")) == words


def filed_as_played(service: str) -> Act:
    """Without a line: nothing but what the kiosk has itself is asked."""
    played = walks_of(service)[0]
    way = go(service, played)
    assert way.stop is None
    recorder, clock = Recorder(played.at), ManualClock()
    clock.set_wall_clock(played.at)
    place = Place("kiosk", "00100")
    Submission(recorder, clock, place).submit(task_of(service), way.visit, context_of(way.visit, played.at))
    return recorder.act
