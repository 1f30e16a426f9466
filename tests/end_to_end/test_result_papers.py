"""What a case came to, from the officer at central to the paper at the kiosk, and what stays of it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from central.http.problems import ProblemError
from commands.demo.plays import Deed
from kiosk.contract.kinds import KINDS
from kiosk.contract.records import Section
from kiosk.contract.wire import content_sha256
from kiosk.places import EndReason
from simulation.people import ADULT_WOMAN
from tests.acts import service_payload
from tests.end_to_end.test_record import Counter, counter_in
from tests.patience import until
from tests.sync_parts import sample_act

CASES = frozenset({Section.CASES})
REFUSED = (Deed(change="take"), Deed(change="refuse", reason="conditions_not_met"))


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with counter_in(tmp_path) as counter:
        yield counter


def refused(counter: Counter) -> UUID:
    """A case of the person whose card will lie here."""
    number = ADULT_WOMAN.personal_number
    act = replace(
        sample_act(number),
        kind="service.filed",
        schema_version=KINDS["service.filed"].version,
        payload=service_payload(number),
        occurred_at=counter.world.clock.now(),
    )
    counter.kiosk.line.get().recorder.record(act)

    def is_here() -> bool:
        try:
            counter.world.central.find_stored_act(act.act_id)
        except ProblemError:
            return False
        return True

    until(is_here)
    counter.world.decide(act.act_id, REFUSED)
    return act.act_id


def fetch(counter: Counter) -> None:
    visit = counter.visit
    visit.read = counter.kiosk.records.fetch(visit, CASES, counter.answer())
    counter.kiosk.navigator.next()


def test_a_result_is_read_for_a_proof_of_its_own_and_gone_with_the_visit(counter: Counter) -> None:
    refused(counter)
    counter.put()
    counter.arrive(task="my_cases")
    fetch(counter)
    navigator, visit = counter.kiosk.navigator, counter.visit
    assert navigator.screen == "cases"
    (case,) = counter.kiosk.case_tracking.tell(visit).cases
    assert case.paper is not None
    visit.wanted_paper = case.paper
    navigator.next()
    assert navigator.screen == "record"
    fetch(counter)
    assert navigator.screen == "case_paper"
    counter.kiosk.case_tracking.print_paper(visit)
    (paper,) = counter.world.printed_folder.glob("*.pdf")
    assert content_sha256(paper.read_bytes()) == case.paper
    assert counter.noted_here == [("record.read", "ok"), ("result.read", "ok"), ("result.printed", "ok")]
    assert counter.noted_at_central == [("granted", None), ("read", None)] * 2
    navigator.end(EndReason.FINISHED)
    assert visit.read is None
