"""One long visit that passes every screen in every state that looks different, pausing at each."""

from __future__ import annotations

from collections.abc import Iterator

from commands.demo.plays import load_play
from ekyc.card_progress import CardPhase
from ekyc.errors import EkycError
from ekyc.face.camera import CameraState
from ekyc.face.evidence import LivenessAction
from ekyc.face.flash import FlashColour
from ekyc.face.session import FacePhase
from kiosk.authentication.staff import StaffMember
from kiosk.contract.records import Differing
from kiosk.contract.staff import StaffRole
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.places import EndReason
from kiosk.staff_notes import StaffNote
from kiosk.staff_room import SendOutcome
from kiosk.visit.draft import Draft
from simulation.form_filling import FormFilling
from simulation.touch import shown
from tests.ui.calculating import ADOPTION, PLAYS, UNFIT, reach_question, reach_result
from tests.ui.devices import TestLineState, card_reading, face_evidence
from tests.ui.phone_devices import PHONE_CODE, PHONE_PIN, phone
from tests.ui.record_devices import ANSWERED, finding_of, record_of_parent, refusal
from tests.ui.staff_devices import ACCOUNT, CODE, machine_in_trouble
from tests.ui.walk import Walk, reach
from ui.view_models.contributions_vm import ContributionsVm
from ui.view_models.one_phone_vm import OnePhoneVm
from ui.view_models.record_vm import RecordVm
from ui.view_models.rows_model import RowsModel
from ui.view_models.sign_vm import SignVm

MANY_NOTES = (
    StaffNote("device_revoked"),
    StaffNote("acts_lost", 12),
    StaffNote("acts_quarantined", 3),
    StaffNote("offline_near", 71),
    StaffNote("clock_behind", 90),
    StaffNote("trust_no_folder"),
)
_PAPER = "paper.evidence_of_change"  # of 9.1
TECHNICIAN = StaffMember("100003", "Lê Thị Thử", StaffRole.TECHNICIAN)


def tour(walk: Walk) -> Iterator[str]:
    """Yields the name of what is shown now. The caller may dress the screen otherwise, but must undo it."""
    walk.attract()
    yield "attract"
    yield from _without_a_card(walk)
    yield from _before_the_card(walk)
    yield from _card(walk)
    yield from _face(walk)
    yield from _contact(walk)
    yield from _submission(walk)
    yield from _other_tasks(walk)
    yield from _signing(walk)
    yield from _draft(walk)
    walk.kiosk.vm.set_out_of_service("device_revoked")  # says the most
    walk.arrive("out_of_service")
    yield "out_of_service"


def _without_a_card(walk: Walk) -> Iterator[str]:
    """From the first screen to what a foreigner is told, and back there."""
    walk.tap("noCard")
    walk.arrive("papers")
    walk.wait_for_keys()
    walk.tap("papers.held.passport")
    yield "papers"
    walk.tap("primary")
    walk.arrive("passport")
    yield "guide"
    walk.tap("print")
    walk.wait_for("printed")
    yield "guide not printed"
    walk.parts.navigator.end(EndReason.LEFT)
    walk.arrive("goodbye")
    walk.tap("rest")
    walk.arrive("attract")


def _before_the_card(walk: Walk) -> Iterator[str]:
    walk.tap("begin")
    walk.arrive("home")
    yield "home"
    walk.tap("accessibility")
    walk.wait_for("closeAccessibility")
    yield "accessibility"
    walk.tap("closeAccessibility")
    walk.wait_until(lambda: walk.find("closeAccessibility") is None, "the panel to close")
    walk.tap("callStaff")
    walk.arrive("staff_called")
    yield "staff_called"
    walk.tap("primary")
    walk.arrive("home")
    yield from _staff_room(walk)


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


def _staff_room(walk: Walk) -> Iterator[str]:
    """From the page of who called for help, who goes on afterwards where they were."""
    walk.staff.notes = MANY_NOTES
    walk.staff.said = (Bilingual(vi="Ngày 30/4 và 1/5 nghỉ lễ.", en="Closed on 30 April and 1 May."),)
    walk.staff.machine_is = machine_in_trouble(walk.parts.clock)
    walk.tap("home.change")
    walk.arrive("group")
    walk.tap("task.change_contact")
    walk.arrive("card")
    walk.tap("callStaff")
    walk.arrive("staff_called")
    walk.tap("staffDoor")
    walk.arrive("staff_sign_in")
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
    walk.staff.member = TECHNICIAN
    walk.tap("staff.machine")
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
    walk.arrive("staff_menu")
    walk.tap("primary")
    walk.arrive("staff_called")
    walk.tap("primary")
    walk.arrive("card")
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")


def _card(walk: Walk) -> Iterator[str]:
    card = walk.parts.card
    walk.tap("home.account")
    walk.arrive("group")
    walk.tap("task.register")
    walk.arrive("card")
    yield "card"
    card.progress(CardPhase.LIFT_CARD)
    walk.let_run(0.05)
    yield "card lying"
    card.progress(CardPhase.READING, "DG2", 0.5)
    walk.let_run(0.05)
    yield "card reading"
    card.progress(CardPhase.PUT_CARD_BACK)
    walk.wait_for("putBackNotice")
    yield "card lifted"
    card.on_fault(EkycError("card_removed", "lifted"))
    walk.tap("withoutChipInstead")
    walk.wait_for("withChip")
    card.progress(CardPhase.LOOKING_FOR_QR)
    yield "card without chip"
    card.on_fault(EkycError("qr_not_found", "no code"))
    walk.tap("typeNumberInstead")
    walk.type_digits("0791600")
    yield "card typing"
    walk.tap("useReader")
    card.on_fault(EkycError("chip_authentication_failed", "copied"))
    walk.wait_for("retry")
    yield "card fault"
    walk.tap("retry")
    card.on_done(card_reading(trusted=False))
    walk.arrive("identity")
    walk.let_run(0.1)
    yield "identity unverified"
    walk.tap("showChecks")
    walk.wait_for("check.access.answer")
    yield "identity checks"
    walk.tap("back")
    walk.arrive("card")
    card.progress(CardPhase.LIFT_CARD)
    walk.let_run(0.05)
    yield "card not mine"
    card.on_done(card_reading())
    walk.arrive("identity")
    walk.let_run(0.1)
    yield "identity"
    yield from _assisted(walk, "identity")
    walk.parts.clock.advance(100)
    walk.wait_for("stay")
    yield "idle"
    walk.tap("stay")
    walk.wait_until(lambda: walk.find("stay") is None, "the warning to close")
    walk.tap("primary")


def _assisted(walk: Walk, page: str) -> Iterator[str]:
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


def _own_turn(walk: Walk) -> Iterator[str]:
    """The next page is for the person alone."""
    walk.take_over()
    walk.arrive("your_turn")
    yield "your_turn"
    walk.tap("primary")
    walk.wait_for("takeAgain")
    walk.tap("endAssist")
    walk.wait_until(lambda: walk.find("assistBar") is None, "the end of the help")


def _face(walk: Walk) -> Iterator[str]:
    face = walk.parts.face
    walk.arrive("face_prepare")
    yield from _own_turn(walk)
    walk.arrive("face_prepare")
    yield "face_prepare"
    walk.tap("skipFlash")
    walk.let_run(0.05)
    yield "face_prepare without coloured light"
    walk.tap("skipFlash")
    walk.tap("primary")
    walk.arrive("face_check")
    walk.show_camera()
    face.progress(FacePhase.ACTION, LivenessAction.TURN_RIGHT, 0.4)
    walk.let_run(0.05)
    yield "face_check"
    face.progress(FacePhase.ACTION, None, 1.0, camera_state=CameraState.RECONNECTING)
    walk.let_run(0.05)
    yield "face camera reconnecting"
    face.progress(FacePhase.FLASH, None, 0.3)
    face.on_flash(FlashColour.CYAN)
    walk.wait_for("skipFlashNow")
    yield "face flash"
    face.on_flash(None)
    walk.wait_until(lambda: walk.find("skipFlashNow") is None, "the end of the colours")
    face.on_fault(EkycError("camera_lost", "lost"))
    walk.wait_for("retry")
    yield "face fault"
    walk.tap("retry")
    walk.let_run(0.05)
    face.on_done(face_evidence(live=False))
    walk.arrive("face_result")
    yield "face retry"
    walk.tap("primary")
    walk.arrive("face_check")
    face.on_done(face_evidence())
    walk.arrive("face_result")
    yield "face_result"
    walk.tap("primary")


def _contact(walk: Walk) -> Iterator[str]:
    walk.arrive("phone")
    walk.type_text("0212345678")
    walk.tap("primary")
    walk.let_run(0.05)
    yield "phone"
    yield from _assisted(walk, "phone")
    walk.field("contact.phone.text", "0901234567")
    walk.tap("primary")
    walk.arrive("phone_code")
    walk.wait_for("codeBoxes")
    walk.type_digits("11")
    yield "phone_code"
    walk.parts.codes.central.online = False
    walk.type_digits("1111")
    walk.wait_for("primary")
    yield "phone_code pending"
    walk.parts.codes.central.online = True
    walk.tap("primary")
    walk.arrive("email")
    walk.type_text("lan.example.vn")
    walk.tap("primary")
    walk.let_run(0.05)
    yield "email"
    walk.field("contact.email.text", "lan@example.vn")
    walk.tap("primary")
    walk.arrive("email_code")
    walk.wait_for("codeBoxes")
    walk.type_digits("111111")
    walk.let_run(0.1)
    yield "email_code"
    walk.parts.codes.central.online = False
    walk.parts.line.on_state(TestLineState(False, 2))
    walk.type_digits("111111")
    walk.wait_for("primary")
    yield "email_code pending"
    walk.tap("primary")
    walk.arrive("address")
    yield "address"
    walk.tap("contact.address.anew")
    walk.let_run(0.05)
    yield "address by province"
    walk.tap("back")
    walk.arrive("email_code")
    walk.tap("primary")
    walk.arrive("address")
    walk.tap("primary")


def _submission(walk: Walk) -> Iterator[str]:
    walk.arrive("consent")
    walk.tap("consent.notices.tick")
    walk.tap("primary")
    walk.let_run(0.05)
    yield "consent"
    for purpose in ("registration", "population_check"):
        walk.tap(f"consent.{purpose}.tick")
    walk.tap("primary")
    walk.arrive("own_papers")
    walk.wait_for("page.0")
    yield "own_papers"
    walk.tap("primary")
    walk.arrive("check_answers")
    yield "check_answers"
    walk.parts.submitter.fault = KnownError("disk_full", "full")
    walk.tap("primary")
    walk.wait_for("retry")
    yield "check_answers fault"
    walk.parts.submitter.fault = None
    walk.tap("retry")
    walk.arrive("receipt")
    yield "receipt waiting"
    act_id = walk.parts.navigator.journey.act_id
    assert act_id is not None
    walk.parts.receipts.fault = KnownError("no_printer", "none")
    walk.parts.line.on_sent(act_id, "DK26-4417-0932-0123-2")
    walk.wait_for("stateSent")
    walk.tap("print")
    walk.let_run(0.1)
    yield "receipt sent"
    walk.tap("primary")
    walk.arrive("keep_receipt")
    yield "keep_receipt"
    walk.tap("noted")
    walk.arrive("anything_else")
    yield "anything_else"
    walk.tap("another")
    walk.arrive("home")


def _finding(walk: Walk) -> Iterator[str]:
    """The register says something else than the card: that is corrected first, what was left is offered."""
    visit = walk.parts.navigator.visit
    walk.parts.around.online = True
    differs = (Differing.NAME, Differing.DATE_OF_BIRTH)
    walk.parts.records.findings = {None: finding_of(differs=differs, alike=1)}
    walk.tap("home.account")
    walk.arrive("group")
    walk.tap("task.register")
    walk.arrive("record_differs")
    yield "record_differs"
    walk.tap("task.9.1")
    walk.arrive("about")
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    yield "anything_else waiting"
    walk.tap("another")
    walk.arrive("home")
    walk.parts.around.online = False
    visit.known_or_none = visit.waiting = None


def _other_tasks(walk: Walk) -> Iterator[str]:
    """What is left unfinished, looked for, read, refused and calculated; then the visit ends."""
    walk.tap("home.change")
    walk.arrive("group")
    walk.tap("task.change_contact")
    walk.arrive("what")
    walk.tap("end")
    walk.arrive("leave")
    yield "leave"
    walk.tap("primary")
    walk.arrive("what")
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")
    walk.tap("search")
    walk.arrive("search")
    walk.type_text("luong huu")
    walk.let_run(0.05)
    yield "search"
    walk.tap("back")
    walk.arrive("home")
    yield from _result_by_mail(walk)
    walk.tap("home.services")
    walk.arrive("group")
    yield "group"
    walk.tap("task.unemployment_benefit")
    walk.arrive("where")
    yield "information"
    walk.tap("primary")
    walk.arrive("bring")
    walk.tap("primary")
    walk.arrive("what_then")
    walk.tap("primary")
    walk.arrive("anything_else")
    walk.tap("another")
    walk.arrive("home")
    walk.tap("home.services")
    walk.arrive("group")
    walk.tap("task.9.2")
    walk.arrive("about")
    walk.tap("primary")
    walk.arrive("stop.not_in_window")
    yield "stop"
    walk.tap("primary")
    walk.arrive("anything_else")
    walk.tap("another")
    walk.arrive("home")
    yield from _finding(walk)
    yield from _record(walk)
    yield from _kept(walk)
    yield from _children(walk)
    yield from _phones(walk)
    yield from _typed_answers(walk)
    reach_result(walk, UNFIT)
    yield "result unfit"
    walk.tap("primary")
    walk.arrive("anything_else")
    walk.tap("another")
    walk.arrive("home")
    reach_result(walk, PLAYS["keep_or_take"])
    yield "result"
    for section in ("answers", "changes", "used"):
        walk.tap(f"{section}.toggle")
    walk.let_run(0.05)
    yield "result with all sections"
    walk.tap("primary")
    walk.arrive("anything_else")
    walk.tap("primary")
    walk.arrive("goodbye")
    yield "goodbye"
    walk.parts.card.lies(True)
    walk.wait_until(lambda: walk.kiosk.vm.property("cardLeft") is True, "the card that was left")
    yield "goodbye card"
    walk.parts.card.lies(False)
    walk.tap("rest")
    walk.arrive("attract")


def _typed_answers(walk: Walk) -> Iterator[str]:
    """The longest question that is answered by typing, and several entries in one question."""
    reach_question(walk, ADOPTION, "paid.in_12")
    walk.type_text("9")
    yield "question of two lines"
    reach_question(walk, load_play("payment_details"), "payment.account")
    walk.type_text("v")
    yield "account by bank"
    FormFilling(walk).fill("payment.account", {"bank": "970436", "number": "0123456789"})
    walk.let_stand_still()
    yield "account number"
    reach_question(walk, load_play("9.1"), _PAPER)
    walk.tap(f"{_PAPER}.start")
    walk.wait_for(f"{_PAPER}.preview")
    yield "paper watched"
    walk.tap(f"{_PAPER}.take")
    walk.wait_for(f"{_PAPER}.keep")
    yield "paper taken"
    walk.tap("primary")
    yield "paper taken not kept"
    walk.tap(f"{_PAPER}.keep")
    walk.wait_for(f"{_PAPER}.page0.remove")
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    walk.tap("another")
    walk.arrive("home")


def _record(walk: Walk) -> Iterator[str]:
    """A record that an officer has to vouch for, and that has much to tell."""
    walk.tap("home.record")
    walk.arrive("group")
    walk.parts.card.answers = None
    walk.tap("task.history")
    walk.arrive("record")
    vm = walk.kiosk.vm.view_model(RecordVm)
    walk.wait_until(lambda: vm.property("state") == "chip", "the chip")
    walk.parts.card.on_lying(False)
    walk.let_run(0.05)
    yield "record waiting for the card"
    walk.parts.card.answers = ANSWERED.answer
    walk.parts.records.refusals.append(refusal("officer-needed"))
    walk.parts.card.on_answer(ANSWERED.answer)
    walk.wait_for("obstacle")
    yield "record refused"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("vouch")
    yield "vouch"
    walk.type_digits("100001246810")
    walk.arrive("contributions")
    yield "contributions"
    years: RowsModel = shown(walk.kiosk.vm.view_model(ContributionsVm), "years")
    walk.tap(f"year.{years.rows()[0]['year']}")
    walk.tap("wages")
    walk.let_run(0.05)
    yield "contributions by month"
    walk.tap("task.calculate_pension")
    walk.arrive("own_data")
    yield "own data"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("own_figures")
    yield "own figures"
    walk.tap("back")
    walk.arrive("own_data")
    walk.tap("back")
    walk.arrive("group")
    walk.tap("task.my_cases")
    walk.arrive("cases")
    yield "cases"
    walk.tap("case.1")
    walk.tap("showPaper")
    walk.arrive("case_paper")
    yield "case_paper"
    walk.tap("back")
    walk.arrive("cases")
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")


def _kept(walk: Walk) -> Iterator[str]:
    """What is kept of somebody, by whom it was seen, and what they may ask for."""
    walk.tap("home.account")
    walk.arrive("group")
    walk.tap("task.my_data")
    walk.arrive("kept")
    yield "kept"
    walk.tap("moreLooks")
    walk.let_run(0.05)
    yield "kept all looks"
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")


def _phones(walk: Walk) -> Iterator[str]:
    """From home and back there: a phone is added, tried and removed."""
    phones = walk.parts.phones
    walk.tap("home.account")
    walk.arrive("group")
    walk.tap("task.smart_otp")
    walk.arrive("phones")
    walk.wait_for("neverTell")
    yield "phones none"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("add_phone")
    yield "add_phone"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits("123456")
    walk.wait_for("phoneFault")
    yield "add_phone pin"
    walk.type_digits(2 * PHONE_PIN)
    walk.wait_for("typedKey")
    yield "add_phone key"
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits("000000")
    walk.wait_for("phoneFault")
    yield "add_phone code"
    walk.type_digits(PHONE_CODE)
    walk.wait_for("phoneAdded")
    yield "add_phone added"
    phones.listed = (phone(1).model_copy(update={"locked_until": walk.parts.clock.now()}), phone(2), phone(3))
    walk.tap("primary")
    walk.arrive("phones")
    walk.wait_for("phone.0")
    walk.tap("phone.0")
    walk.wait_for("removePhone")
    yield "phones"
    walk.tap("phone.1")
    walk.tap("checkPhone")
    walk.arrive("check_phone")
    walk.wait_for_keys()
    walk.type_digits(PHONE_PIN + "000000")
    walk.wait_for("phoneFault")
    yield "check_phone"
    walk.type_digits(PHONE_PIN + PHONE_CODE)
    walk.wait_for("phoneRight")
    yield "check_phone right"
    walk.tap("primary")
    walk.arrive("phones")
    walk.wait_for("phone.2")
    walk.tap("phone.2")
    walk.tap("removePhone")
    walk.arrive("remove_phone")
    yield "remove_phone"
    phones.refusals.append(refusal("grant-expired"))
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_until(lambda: shown(walk.kiosk.vm.view_model(OnePhoneVm), "state") == "stopped", "the end")
    yield "remove_phone over"
    walk.tap("primary")
    walk.arrive("phones")
    walk.wait_for("phone.2")
    walk.tap("phone.2")
    walk.tap("removePhone")
    walk.arrive("remove_phone")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_for("inTheApp")
    yield "remove_phone done"
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    walk.tap("another")
    walk.arrive("home")


def _signing(walk: Walk) -> Iterator[str]:
    """A service that is signed before it is sent; the visit ends there."""
    for state in ("sign_none", "sign_choose", "sign"):
        walk.parts.navigator.end(EndReason.IDLE)
        walk.arrive("attract")
        reach(walk, state)
        yield state
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits(PHONE_PIN + "000000")
    walk.wait_for("phoneFault")
    yield "sign code"
    walk.type_digits(PHONE_PIN + PHONE_CODE)
    walk.wait_until(lambda: shown(walk.kiosk.vm.view_model(SignVm), "state") == "signed", "the signature")
    yield "sign signed"
    walk.tap("primary")
    walk.arrive("check_answers")
    yield "check_answers signed"
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")


def _draft(walk: Walk) -> Iterator[str]:
    """Somebody comes back to what was left for later, and leaves it once more."""
    walk.phone()
    walk.parts.drafts.draft = Draft.of(
        walk.parts.navigator.visit.journey, "page.phone", walk.parts.clock.now()
    )
    walk.parts.navigator.end(EndReason.LEFT)
    walk.arrive("goodbye")
    walk.tap("rest")
    walk.arrive("attract")
    walk.tap("begin")
    walk.arrive("home")
    walk.parts.navigator.choose("register")
    walk.arrive("card")
    walk.parts.card.on_done(card_reading())
    walk.arrive("identity")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("resume")
    yield "resume"
    walk.tap("primary")
    walk.arrive("face_prepare")
    walk.tap("end")
    walk.arrive("leave")
    walk.tap("keepDraft")
    walk.arrive("goodbye")
    yield "goodbye left"
    walk.tap("rest")
    walk.arrive("attract")


def _result_by_mail(walk: Walk) -> Iterator[str]:
    """From home and back there."""
    walk.parts.line.on_state(TestLineState(True, 0))
    reach_result(walk, PLAYS["missing_compulsory_months"])
    walk.tap("mail")
    walk.arrive("mail_result")
    walk.wait_for_keys()
    walk.field("mail.address.text", "nguyenthihoangoanh.dongthap@congtycophan.example.vn")
    yield "mail_result"
    walk.tap("primary")
    walk.wait_for("mailed")
    yield "mail_result sent"
    walk.parts.mails.fault = KnownError("mail-failed", "no relay")
    walk.tap("again")
    walk.field("mail.address.text", "oanh@example.vn")
    walk.tap("primary")
    walk.wait_for("notMailed")
    yield "mail_result failed"
    walk.parts.mails.fault = None
    walk.tap("back")
    walk.arrive("result")
    walk.tap("primary")
    walk.arrive("anything_else")
    walk.tap("another")
    walk.arrive("home")


def _children(walk: Walk) -> Iterator[str]:
    """A parent of several, whom the civil registry names."""
    walk.parts.records.record = record_of_parent()
    walk.tap("home.account")
    walk.arrive("group")
    walk.tap("task.register_child")
    walk.arrive("own_data")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("children")
    yield "children"
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    walk.tap("another")
    walk.arrive("home")
