"""Petitions on the screen: their code on the receipt, the answer by it, and how a visit was by one tap."""

from __future__ import annotations

from functools import partial

from kiosk.contract.petitions import PetitionAnswer, PetitionState
from kiosk.contract.tracking import read_tracking_code, tracking_digest
from kiosk.contract.visit_ratings import Face
from kiosk.places import EndReason
from kiosk.sync.errors import SyncError, SyncErrorCode
from tests.acts import TRACKING_CODE
from tests.ui.as_written import as_written
from tests.ui.devices.records import refusal
from tests.ui.walk import Walk
from ui.view_models.petition_vm import PetitionVm


def _text(walk: Walk, name: str) -> str:
    return as_written(str(walk.wait_for(name).property("text")))


def test_a_remark_names_nobody_whoever_was_here_before(walk: Walk) -> None:
    walk.receipt()  # of a registration: a card was read in this visit
    walk.parts.navigator.leave_journey()
    navigator = walk.parts.navigator
    navigator.choose("give_remark")
    answers = navigator.journey.answers
    answers.type("remark.about", {"choice": "staff"})
    answers.type("remark.text", {"text": "Xin cảm ơn cán bộ quầy số 3."})
    answers.decline("remark.papers")
    while navigator.screen != "check_answers":
        assert navigator.screen == "question"  # no card, no face
        assert answers.take_page(navigator.page, navigator.facts(), navigator.context()) == {}
        navigator.next()
    walk.arrive("check_answers")
    assert walk.find("answer.full_name") is None
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("receipt")
    act = walk.parts.submitter.acts[-1]
    assert (act.kind, act.subject_id) == ("petition.filed", "")
    assert {act.payload[name] for name in ("identity", "card", "face", "verification")} == {None}
    assert act.payload["consents"] == []
    code = read_tracking_code(_text(walk, "trackingCode"))
    assert code is not None
    assert act.payload["tracking_sha256"] == tracking_digest(code)
    assert code not in str(act)
    visit = navigator.visit
    navigator.end(EndReason.FINISHED)
    assert visit.journey_or_none is None


def test_state_and_answer_by_the_code_and_the_way_to_another(walk: Walk) -> None:
    walk.petition()
    assert walk.parts.petitions.asked == [TRACKING_CODE]
    assert "ngân hàng" in _text(walk, "answer")
    walk.wait_for_keys()
    walk.tap("reopen")
    navigator = walk.parts.navigator
    assert navigator.task.act == "petition.reopened"
    assert navigator.facts()["followed.code"] == TRACKING_CODE
    navigator.end(EndReason.LEFT)


def _stands(vm: PetitionVm, state: str) -> bool:
    return bool(vm.property("state") == state)


def test_why_nothing_is_told(walk: Walk) -> None:
    walk.petition_unknown()
    vm = walk.kiosk.vm.view_model(PetitionVm)
    assert vm.property("state") == "unknown"
    assert walk.find("answer") is None
    told: list[tuple[PetitionAnswer | SyncError, str]] = [
        (refusal("petition-limit-reached", 600.0), "wait"),
        (SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, ""), "line"),
        (SyncError(SyncErrorCode.RECEIPT_INVALID, ""), "fault"),
        (PetitionAnswer(state=PetitionState.FORWARDED), "shown"),
    ]
    for answer, state in told:
        walk.parts.petitions.told = answer
        vm.retry()
        walk.wait_until(partial(_stands, vm, state), state)
        if state == "wait":
            assert vm.property("waitMinutes") == 10
    walk.parts.navigator.end(EndReason.LEFT)
    assert vm.property("answer") == ""


def test_one_tap_says_how_it_was_and_is_never_in_the_way(walk: Walk) -> None:
    walk.anything_else()
    least = walk.wait_for("page").property("width") / 1080 * 20
    faces = [walk.wait_for(f"face.{each}") for each in (1, 2, 3)]
    assert all(face.height() >= least and face.width() >= least for face in faces)
    assert walk.wait_for("primary").property("available") is True
    walk.wait_for_keys()
    walk.tap("face.1")
    assert walk.parts.ratings.rated == [("register", Face.BAD)]
    walk.wait_until(lambda: not faces[0].isVisible(), "the faces to go")
    walk.tap("primary")
    walk.arrive("goodbye")
