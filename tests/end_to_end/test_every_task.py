"""Every task through the core alone, without a window: one visit, one identification, an act each."""

from __future__ import annotations

import threading
from pathlib import Path
from uuid import UUID

from central.embedded import EmbeddedCentral
from commands.demo.plays import ALL, instant_of, load_plays
from kiosk.clock import SystemClock
from kiosk.contract.kinds import KINDS
from kiosk.visit.person import Assurance
from simulation.clock import ShiftedClock
from tests.end_to_end.interrupted_kiosk import (
    Applicant,
    drafts_in,
    enrol_in,
    running_core,
    settings_in,
    settle,
)
from tests.patience import PATIENCE
from tests.ready_made import central_folder


def test_one_person_does_everything_in_one_visit(tmp_path: Path) -> None:
    plays = load_plays(ALL)
    at = instant_of(plays)
    clock = SystemClock() if at is None else ShiftedClock(at)
    central = EmbeddedCentral(central_folder(tmp_path / "central"), now=clock.now)
    central.start()
    arrived: dict[UUID, str] = {}
    all_arrived = threading.Event()

    def note(act_id: UUID, case_number: str) -> None:
        arrived[act_id] = case_number
        if len(arrived) == len(plays):
            all_arrived.set()

    try:
        enrol_in(tmp_path, central, clock)
        with running_core(settings_in(tmp_path, central.url), clock) as kiosk:
            kiosk.line.listen(lambda _state: None, note)
            navigator = kiosk.navigator
            for play in plays:
                applicant = Applicant(kiosk, answers=play.answers)
                if play is plays[0]:
                    applicant.identify(play.task_id)
                else:
                    navigator.go_home()
                    navigator.choose(play.task_id)
                    assert navigator.visit.person.assurance is Assurance.PERSON
                    begun = navigator.task.filing is not None  # a service tells first what it is about
                    assert navigator.screen == ("information" if begun else "question")
                applicant.go_to("receipt")
                settle(kiosk)
                assert drafts_in(kiosk) == 0
                navigator.leave_journey()
                assert navigator.screen == "anything_else"
            done = navigator.visit.done
            assert [each.task_id for each in done] == [play.task_id for play in plays]
            assert all_arrived.wait(PATIENCE)
            for each in done:
                kind = navigator.catalogue.get(each.task_id).act
                assert central.find_stored_act(each.recorded.act_id).content.kind == kind
                assert arrived[each.recorded.act_id].startswith(KINDS[kind].case_prefix)
    finally:
        central.stop()
