"""The room for staff, and staff who help a person at their page."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.authentication.staff import StaffMember
from kiosk.contract.staff import StaffRole
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.staff_notes import StaffNote
from kiosk.staff_room import SendOutcome
from tests.ui.devices.staff import ACCOUNT, CODE, machine_in_trouble
from tests.ui.tour.service import service
from tests.ui.walk import Walk

_MANY_NOTES = (
    StaffNote("device_revoked"),
    StaffNote("acts_lost", 12),
    StaffNote("acts_quarantined", 3),
    StaffNote("offline_near", 71),
    StaffNote("clock_behind", 90),
    StaffNote("trust_no_folder"),
)
_TECHNICIAN = StaffMember("100003", "Lê Thị Thử", StaffRole.TECHNICIAN)


def staff_room(walk: Walk) -> Iterator[str]:
    """From the page of who called for help, who goes on afterwards where they were."""
    walk.staff.notes = _MANY_NOTES
    walk.staff.said = (Bilingual(vi="Ngày 30/4 và 1/5 nghỉ lễ.", en="Closed on 30 April and 1 May."),)
    walk.staff.machine_is = machine_in_trouble(walk.parts.clock)
    walk.tap("home.change")
    walk.arrive("group")
    walk.tap("task.change_contact")
    walk.arrive("card")
    walk.staff.wrong_pins = 0
    walk.tap("callStaff")
    walk.arrive("staff_called")
    walk.tap("staffDoor")
    walk.arrive("staff_sign_in")
    walk.wait_for_keys()
    walk.type_digits("111111")
    walk.wait_for("signInOutcome")
    walk.wait_for_keys()
    walk.type_digits("480")
    yield "staff_sign_in by PIN"
    walk.type_digits("111")
    walk.wait_until(lambda: walk.find("signInFully") is None, "all three to be asked for")
    yield "staff_sign_in in full"
    walk.wait_for_keys()
    walk.type_digits(ACCOUNT + "480")
    yield "staff_sign_in"
    walk.type_digits("111000000")
    walk.wait_for("signInOutcome")
    yield "staff_sign_in refused"
    walk.sign_in()
    walk.let_run(0.05)
    yield "staff_menu"
    walk.tap("staff.queue")
    walk.arrive("staff_queue")
    walk.wait_for("act.0")
    yield "staff_queue"
    walk.staff.sent = SendOutcome(12, 1988, "central_unreachable")
    walk.tap("primary")
    walk.wait_for("sendAnswer")
    walk.tap("older")
    walk.let_run(0.05)
    yield "staff_queue sent"
    walk.tap("newer")
    walk.tap("act.0")
    walk.arrive("staff_act")
    walk.wait_for("act.problem")
    yield "staff_act"
    walk.tap("primary")
    walk.wait_for("noteEntry")
    walk.type_text("Đã gọi điện, hẹn thứ năm.")
    yield "staff_act writing"
    walk.tap("primary")
    walk.wait_for("note.0")
    yield "staff_act noted"
    walk.tap("back")
    walk.arrive("staff_queue")
    walk.wait_for("act.1")
    walk.tap("act.1")
    walk.arrive("staff_act")
    walk.wait_for("act.tries")
    yield "staff_act waiting"
    walk.tap("back")
    walk.arrive("staff_queue")
    yield from _case_review(walk)
    walk.tap("back")
    walk.arrive("staff_menu")
    walk.tap("staff.matters")
    walk.arrive("staff_matters")
    walk.wait_for("matter.acts_lost")
    yield "staff_matters"
    walk.tap("back")
    walk.arrive("staff_menu")
    walk.staff.member = _TECHNICIAN
    walk.tap("staff.machine")
    walk.arrive("staff_service")
    yield "staff_service"
    yield from service(walk)
    walk.tap("service.state")
    walk.arrive("staff_machine")
    walk.wait_for("machine.enrolment")
    yield "staff_machine"
    walk.tap("enrolAnew")
    walk.arrive("staff_enrol")
    walk.staff.fault = KnownError("enrolment-code-wrong", "wrong")
    walk.type_text("SRT2DDKT5JR59MHYVJJY")
    walk.tap("primary")
    walk.wait_for("staffFault")
    yield "staff_enrol"
    walk.staff.fault = None
    walk.tap("primary")
    walk.wait_for("enrolled")
    yield "staff_enrol done"
    walk.tap("back")
    walk.arrive("staff_machine")
    walk.tap("back")
    walk.arrive("staff_service")
    walk.tap("back")
    walk.arrive("staff_menu")
    walk.tap("primary")
    walk.arrive("staff_called")
    walk.tap("primary")
    walk.arrive("card")
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")


def _case_review(walk: Walk) -> Iterator[str]:
    """From the queue through one case, and back to it."""
    walk.wait_for("act.4")
    walk.tap("act.4")
    walk.arrive("staff_act")
    walk.wait_for("case.state")
    walk.tap("primary")
    walk.arrive("staff_review")
    yield "staff_review code"
    walk.wait_for_keys()
    walk.type_digits("000000")
    walk.wait_for("staffFault")
    yield "staff_review refused"
    walk.wait_for_keys()
    walk.type_digits(CODE)
    walk.wait_for("review.outcome")
    walk.let_run(0.05)
    yield "staff_review"
    walk.tap("primary")
    walk.tap("answer.by_eye")
    yield "staff_review point"
    walk.tap("primary")
    for answer in ("chip", "same", "own", "proved", "confirmed"):
        walk.tap(f"answer.{answer}")
        walk.tap("primary")
    walk.wait_for("decision.approve")
    walk.tap("decision.approve")
    walk.wait_for("review.two")
    yield "staff_review decision"
    walk.tap("decision.return")
    walk.wait_for("reason.document_missing")
    yield "staff_review reasons"
    walk.tap("decision.approve")
    walk.tap("primary")
    walk.wait_for("review.done")
    yield "staff_review done"
    walk.tap("primary")
    walk.arrive("staff_queue")


def assisted(walk: Walk, page: str) -> Iterator[str]:
    """On a page on which staff may help; the person goes on alone afterwards."""
    walk.take_over()
    walk.arrive(page)
    walk.let_run(0.1)
    yield f"{page} with staff"
    walk.tap("handBack")
    walk.wait_for("takeAgain")
    yield f"{page} with staff beside"
    walk.parts.assisting.end()  # a low panel has no room for that button while one types
    walk.wait_until(lambda: walk.find("assistBar") is None, "the end of the help")


def own_turn(walk: Walk) -> Iterator[str]:
    """The next page is for the person alone."""
    walk.take_over()
    walk.arrive("your_turn")
    yield "your_turn"
    walk.tap("primary")
    walk.wait_for("takeAgain")
    walk.tap("endAssist")
    walk.wait_until(lambda: walk.find("assistBar") is None, "the end of the help")
