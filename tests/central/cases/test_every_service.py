"""Every public service once it is filed: an officer asks for more, it comes, and the person withdraws it."""

from __future__ import annotations

import json

from central.cases.forms import askable
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
