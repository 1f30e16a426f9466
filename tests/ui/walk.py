"""Reaching any screen of the interface the way a person does, with test devices behind the ports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer
from PySide6.QtGui import QGuiApplication

from commands.demo.plays import load_play
from ekyc.card_progress import CardPhase
from ekyc.errors import EkycError
from ekyc.face.camera import CameraState
from ekyc.face.evidence import LivenessAction, MatchBand
from ekyc.face.flash import FlashColour
from ekyc.face.session import FacePhase
from kiosk.authentication.staff import StaffMember
from kiosk.contract.petitions import PetitionAnswer, PetitionState
from kiosk.contract.smart_otp import PHONE_SECTIONS, Phone
from kiosk.contract.staff import StaffRole
from kiosk.language import Language
from kiosk.navigator import Navigator
from kiosk.places import EndReason, Place
from kiosk.visit import identification
from kiosk.visit.draft import Draft
from simulation.hands import type_character
from simulation.touch import Touch, shown
from tests.acts import TRACKING_CODE
from tests.kiosk.visits import REGISTRATION
from tests.patience import PATIENCE
from tests.ui.devices import TestLineState, TestParts, card_reading, face_evidence, settings_of
from tests.ui.meta_objects import with_types_of_their_own
from tests.ui.phone_devices import PHONE_PIN, phone
from tests.ui.record_devices import ANSWERED, record_of_parent, refusal, result_paper
from tests.ui.scene_checks import visible_items
from tests.ui.staff_devices import ACCOUNT, CODE, PIN, TestStaff
from ui.app import KioskWindow
from ui.signal_tone import SignalTone
from ui.speech import SpeechService
from ui.view_models.petition_vm import PetitionVm
from ui.view_models.record_vm import RecordVm
from ui.view_models.sign_vm import SignVm

PORTRAIT = QSize(1080, 1920)
LANDSCAPE = QSize(1920, 1080)


class Walk(Touch):
    """Each step ends on the screen it is named after and can go on from there."""

    def __init__(self, kiosk: KioskWindow, parts: TestParts) -> None:
        super().__init__(kiosk.window, patience=PATIENCE)
        self.kiosk = kiosk
        self.parts = parts

    def arrive(self, screen: str) -> None:
        """The screen, or the page of a form, stands. What is tapped or typed next waits until it is taken."""

        def stands() -> bool:
            page, vm = self.find("page"), self.kiosk.vm
            shown = (vm.property("screen"), vm.property("step"))
            return screen in shown and page is not None and page.opacity() == 1

        self.wait_until(stands, f"screen {screen}")

    def wait_for_keys(self) -> None:
        """Until page or panel takes what is typed, and its primary button too: shortly after a page came they
        do not, because of double taps.
        """

        def takes_keys() -> bool:
            page, primary = self.find("page"), self.find("primary")
            settled = primary is None or primary.property("ready") is True
            return (page is not None and page.isEnabled() and settled) or (
                self.find("closeAccessibility") is not None
            )

        self.wait_until(takes_keys, "a page that takes keys")

    def timers(self, seconds: float) -> list[QTimer]:
        """The running timers of the view-models that are set to so many seconds."""
        running = [timer for timer in self.kiosk.vm.findChildren(QTimer) if timer.isActive()]
        return [timer for timer in running if timer.interval() == round(seconds * 1000)]

    def run_out(self, seconds: float) -> None:
        """What waits for so many seconds has waited enough now."""
        for timer in self.timers(seconds):
            timer.stop()
            timer.timeout.emit()

    # Each of these goes through the core's own steps and shows the screen at the end of them. What is tapped
    # on the way is the business of the tests that tap.

    def attract(self) -> None:
        self.arrive("attract")

    def home(self) -> None:
        self.parts.navigator.begin(Language.VIETNAMESE)
        self.arrive("home")

    def staff_called(self) -> None:
        self.parts.navigator.begin(Language.VIETNAMESE)
        self.parts.navigator.call_staff()
        self.arrive("staff_called")

    @property
    def staff(self) -> TestStaff:
        room = self.parts.staff
        assert isinstance(room, TestStaff)
        return room

    def staff_sign_in(self) -> None:
        self.staff_called()
        self.tap("staffDoor")
        self.arrive("staff_sign_in")

    def staff_menu(self) -> None:
        self.staff_sign_in()
        self.sign_in()

    def sign_in(self, account: str = ACCOUNT, pin: str = PIN, code: str = CODE) -> None:
        """On the keypad of the page, to the menu."""
        self.wait_for_keys()
        self.type_digits(account + pin + code)
        self.arrive("staff_menu")

    def take_room(self) -> None:
        """A member of staff comes to the door of their room from the page that stands."""
        self.tap("callStaff")
        self.arrive("staff_called")
        self.tap("staffDoor")
        self.arrive("staff_sign_in")

    def take_over(self) -> None:
        """A member of staff helps from the page that stands."""
        self.take_room()
        self.sign_in()
        self.tap("staff.assist")
        self.wait_for("handBack")

    def your_turn(self) -> None:
        self.face_prepare()
        self.take_over()
        self.arrive("your_turn")

    def staff_queue(self) -> None:
        self.staff_menu()
        self.tap("staff.queue")
        self.arrive("staff_queue")
        self.wait_for("act.0")

    def staff_act(self) -> None:
        self.staff_queue()
        self.tap("act.0")
        self.arrive("staff_act")
        self.wait_for("act.state")

    def staff_review(self) -> None:
        """The evidence of a case that waits for a decision."""
        self.staff_queue()
        self.tap("act.4")
        self.arrive("staff_act")
        self.wait_for("case.state")
        self.tap("primary")
        self.arrive("staff_review")
        self.wait_for_keys()
        self.type_digits(CODE)
        self.wait_for("review.outcome")

    def staff_matters(self) -> None:
        self.staff_menu()
        self.tap("staff.matters")
        self.arrive("staff_matters")

    def staff_service(self) -> None:
        self.staff.who = StaffMember(ACCOUNT, "Lê Thị Thử", StaffRole.TECHNICIAN)
        self.staff_menu()
        self.tap("staff.machine")
        self.arrive("staff_service")

    def staff_machine(self) -> None:
        self._serve("state", "staff_machine")
        self.wait_for("machine.enrolment")

    def staff_devices(self) -> None:
        self._serve("devices", "staff_devices")

    def staff_touch(self) -> None:
        self.staff_devices()
        self.tap("device.touch")
        self.arrive("staff_touch")

    def staff_light(self) -> None:
        self._serve("light", "staff_light")

    def staff_versions(self) -> None:
        self._serve("versions", "staff_versions")
        self.wait_for("version.program")

    def staff_logs(self) -> None:
        self._serve("logs", "staff_logs")

    def staff_cleaning(self) -> None:
        self._serve("cleaning", "staff_cleaning")

    def staff_power(self) -> None:
        self._serve("power", "staff_power")
        self.tap("power.off")

    def _serve(self, row: str, screen: str) -> None:
        self.staff_service()
        self.tap(f"service.{row}")
        self.arrive(screen)

    def staff_enrol(self) -> None:
        self.staff_machine()
        self.tap("enrolAnew")
        self.arrive("staff_enrol")

    def card(self) -> None:
        self._go_through("card")

    def passport(self) -> None:
        """The card page of a task that goes by a passport."""
        self._go_through("card", task="register_foreigner")

    def identity(self, *, trusted: bool = True) -> None:
        self._go_through("identity", trusted=trusted)

    def face_prepare(self) -> None:
        self._go_through("face_prepare")

    def face_check(self) -> None:
        self._go_through("face_check")

    def face_result(self) -> None:
        self._go_through("face_result")

    def phone(self) -> None:
        self._go_through("phone")

    def phone_code(self) -> None:
        self._go_through("phone_code")
        self.wait_for("codeBoxes")

    def email(self) -> None:
        self._go_through("email")

    def email_code(self) -> None:
        self._go_through("email_code")
        self.wait_for("codeBoxes")

    def address(self) -> None:
        self._go_through("address")

    def consent(self) -> None:
        self._go_through("consent")

    def own_papers(self) -> None:
        self._go_through("own_papers")
        self.wait_for("page.0")

    def check_answers(self) -> None:
        self._go_through("check_answers")

    def filing(self) -> None:
        """A service, ready to be sent or signed."""
        self.parts.clock.set_wall_clock(datetime(2026, 10, 5, 1, 30, tzinfo=UTC))  # 9.2 has a season
        self._go_through("check_answers", task="9.2")

    def _asked_to_sign(self, *phones: Phone) -> None:
        self.filing()
        navigator, visit = self.parts.navigator, self.parts.navigator.visit
        navigator.ask_to_sign(wanted=True)
        self.parts.phones.listed = phones
        visit.read = self.parts.records.fetch(visit, PHONE_SECTIONS, ANSWERED)
        navigator.next()
        self.arrive("sign")

    def sign_none(self) -> None:
        self._asked_to_sign()
        self.wait_until(lambda: shown(self.kiosk.vm.view_model(SignVm), "state") == "none", "the list")

    def sign_choose(self) -> None:
        self._asked_to_sign(phone(1), phone(2))
        self.wait_for("phone.1")

    def sign(self) -> None:
        self._asked_to_sign(phone(1))
        self.wait_for("signedText")

    def sign_code(self) -> None:
        self.sign()
        self.wait_for_keys()
        self.tap("primary")
        self.wait_for("phoneBoxes")

    def receipt(self) -> None:
        self._go_through("receipt")

    def goodbye(self) -> None:
        self.home()
        self.parts.navigator.end(EndReason.FINISHED)
        self.arrive("goodbye")

    def goodbye_card(self) -> None:
        self.goodbye()
        self.parts.card.lies(True)
        self.wait_until(lambda: self.kiosk.vm.property("cardLeft") is True, "the card that was left")

    def leave(self) -> None:
        self.email()
        self.parts.navigator.ask_to_leave()
        self.arrive("leave")

    def goodbye_left(self) -> None:
        self.leave()
        self.tap("keepDraft")
        self.arrive("goodbye")

    def goodbye_fault(self) -> None:
        self.email()
        self.kiosk.vm.end_after_fault("1a2b3c4d")
        self.arrive("goodbye")

    def keep_receipt(self) -> None:
        self.receipt()
        self.parts.navigator.ask_for_receipt()
        self.arrive("keep_receipt")

    def anything_else(self) -> None:
        self.receipt()
        self.parts.navigator.leave_journey()
        self.arrive("anything_else")

    def group(self) -> None:
        self.home()
        self.parts.navigator.open_group("services")
        self.arrive("group")

    def search(self) -> None:
        self.home()
        self.parts.navigator.open_search()
        self.arrive("search")

    def resume(self) -> None:
        self._go_through("identity")
        visit = self.parts.navigator.visit
        visit.draft = Draft.of(visit.journey, "page.phone", self.parts.clock.now())
        identification.confirm_identity(visit.person)
        self.parts.navigator.next()
        self.arrive("resume")

    def stop(self) -> None:
        self._go_through("stop.not_in_window", task="9.2")

    def record(self) -> None:
        """The card does not lie on the reader any more."""
        self.parts.card.answers = None
        self._go_through("record", task="history")
        self.wait_until(lambda: self.kiosk.vm.view_model(RecordVm).property("state") == "chip", "the chip")
        self.parts.card.on_lying(False)
        self.let_run(0.05)

    def record_refused(self) -> None:
        """For want of an officer, which says the most."""
        self.parts.records.refusals.append(refusal("officer-needed"))
        self._go_through("record", task="history")
        self.wait_for("obstacle")

    def vouch(self) -> None:
        self.record_refused()
        self.parts.navigator.ask_to_vouch()
        self.arrive("vouch")

    def contributions(self) -> None:
        self._go_through("contributions", task="history")

    def book(self) -> None:
        self._go_through("book", task="electronic_book")

    def book_code(self) -> None:
        """Which a phone fetches it by."""
        self.book()
        self.tap("phone")
        self.wait_for("bookQr")

    def kept(self) -> None:
        self._go_through("kept", task="my_data")

    def inbox(self) -> None:
        """The newest notice is open: a treatment."""
        self._go_through("inbox", task="my_notices")
        self.tap("notice.0")
        self.wait_for("notMine")

    def insurance_card(self) -> None:
        self._go_through("insurance_card", task="health_card")

    def confirm_record(self) -> None:
        self._go_through("confirm_record", task="care_history")

    def care(self) -> None:
        """The newest treatment is open, with its costs."""
        self._go_through("care", task="care_history")
        self.tap("event.0")
        self.wait_for("notMine")

    def received(self) -> None:
        self._go_through("received", task="benefits_received")

    def cases(self) -> None:
        """One that waits for the person is open."""
        self._go_through("cases", task="my_cases")

    def accounts(self) -> None:
        """The one in use is open."""
        self._go_through("accounts", task="bank_account")

    def petition(self) -> None:
        """Answered, by the code that was typed."""
        self.parts.petitions.told = PetitionAnswer(
            state=PetitionState.ANSWERED,
            answered_on=date(2026, 11, 20),
            reopen_until=date(2026, 12, 5),
            answer="Lương hưu tháng 11 đã chuyển lại ngày 20/11/2026, do ngân hàng trả về lần đầu. Xin ông/bà"
            " xem tài khoản; nếu chưa nhận được, xin mang thẻ ngân hàng đến quầy.",
        )
        self._by_code()

    def petition_unknown(self) -> None:
        self.parts.petitions.told = refusal("petition-unknown")
        self._by_code()

    def _by_code(self) -> None:
        navigator = self._somebody_here()
        navigator.choose("track_petition")
        navigator.journey.answers.put("tracking.code", TRACKING_CODE)
        navigator.next()
        self.arrive("petition")
        page = self.kiosk.vm.view_model(PetitionVm)
        self.wait_until(lambda: page.property("state") != "asking", "what central says")

    def _somebody_here(self) -> Navigator:
        navigator = self.parts.navigator
        if navigator.screen == "attract":
            navigator.begin(Language.VIETNAMESE)
        return navigator

    def petition_receipt(self) -> None:
        """Of a remark without a name, not sent yet."""
        navigator = self._somebody_here()
        navigator.choose("give_remark")
        for question, typed in load_play("give_remark").answers.items():
            if typed:
                navigator.journey.answers.type(question, typed)
            else:
                navigator.journey.answers.decline(question)
        while navigator.screen != "check_answers":
            navigator.journey.answers.take_page(navigator.page, navigator.facts(), navigator.context())
            navigator.next()
        self.parts.submitter.submit(navigator.visit)
        navigator.next()
        self.arrive("receipt")

    def case_paper(self) -> None:
        """What the settled one came to."""
        self.cases()
        visit = self.parts.navigator.visit
        visit.wanted_paper = result_paper().sha256
        self._read_record()
        self.parts.navigator.next()
        self.arrive("case_paper")

    def phones(self) -> None:
        """Two, and the first is open."""
        self.parts.phones.listed = (phone(1), phone(2))
        self._go_through("phones", task="smart_otp")
        self.tap("phone.0")
        self.wait_for("removePhone")

    def phones_none(self) -> None:
        self._go_through("phones", task="smart_otp")
        self.wait_for("neverTell")

    def add_phone(self) -> None:
        self.phones_none()
        self.parts.navigator.look_after_phone(Place.ADD_PHONE)
        self.arrive("add_phone")

    def add_phone_pin(self) -> None:
        self.add_phone()
        self.tap("primary")
        self.wait_for("phoneBoxes")

    def add_phone_key(self) -> None:
        self.add_phone_pin()
        self.type_digits(2 * PHONE_PIN)
        self.wait_for("typedKey")

    def add_phone_code(self) -> None:
        """One that is wrong was typed."""
        self.add_phone_key()
        self.tap("primary")
        self.wait_for("phoneBoxes")
        self.type_digits("000000")
        self.wait_for("phoneFault")

    def check_phone(self) -> None:
        self.phones()
        self.tap("checkPhone")
        self.arrive("check_phone")

    def remove_phone(self) -> None:
        self.phones()
        self.tap("removePhone")
        self.arrive("remove_phone")

    def _go_through(self, goal: str, *, trusted: bool = True, task: str = "register") -> None:
        """To a step outside the form, or to a page of it."""
        navigator = self.parts.navigator
        navigator.begin(Language.VIETNAMESE)
        navigator.choose(task)
        visit = navigator.visit
        person, clock = visit.person, self.parts.clock
        does: dict[str, Callable[[], object]] = {
            "card": lambda: identification.take_card(person, card_reading(trusted=trusted)),
            "identity": lambda: identification.confirm_identity(person),
            "face_prepare": lambda: identification.agree_to_face(person, clock.now()),
            "face_check": lambda: identification.take_face(person, face_evidence(), self.parts.policy),
            "question": self._answer_page,
            "code": self._prove_address,
            "check_answers": lambda: self.parts.submitter.submit(visit),
            "record": self._read_record,
            "confirm_record": self._confirm_record,
        }
        while navigator.step != goal:
            does.get(navigator.screen, lambda: None)()
            navigator.next()
        self.arrive(goal)

    def _confirm_record(self) -> None:
        self.parts.navigator.journey.record_confirmed = True

    def own_data(self) -> None:
        """A calculator, begun by somebody who was identified before in this visit."""
        self._go_through("phone")
        self.parts.navigator.choose("calculate_pension")
        self.arrive("own_data")

    def own_figures(self) -> None:
        self.own_data()
        self.parts.navigator.journey.choose_figures(own=True)
        self._read_record()
        self.parts.navigator.next()
        self.arrive("own_figures")

    def compared(self) -> None:
        """What the register has of somebody whose data are to be corrected, beside their card."""
        self._go_through("phone")
        navigator = self.parts.navigator
        navigator.choose("9.1")
        while navigator.screen != "own_data":
            if navigator.screen == "question":
                navigator.journey.answers.put("filing.by", "self")
            navigator.next()
        navigator.journey.choose_figures(own=True)
        self._read_record()
        navigator.next()
        self.arrive("compared")

    def children_asked(self) -> None:
        """A child is to be registered by somebody who was identified before in this visit."""
        self._go_through("phone")
        self.parts.navigator.choose("register_child")
        self.arrive("own_data")

    def children(self) -> None:
        """The civil registry names some."""
        self.parts.records.record = record_of_parent()
        self.children_asked()
        self.parts.navigator.journey.choose_figures(own=True)
        self._read_record()
        self.parts.navigator.next()
        self.arrive("children")

    def children_none(self) -> None:
        """The civil registry names none."""
        self.parts.records.record = record_of_parent(0)
        self.children_asked()
        self.parts.navigator.journey.choose_figures(own=True)
        self._read_record()
        self.parts.navigator.next()
        self.arrive("children")

    def _read_record(self) -> None:
        visit, record = self.parts.navigator.visit, self.parts.navigator.task.record
        assert record is not None
        visit.read = self.parts.records.fetch(visit, record.sections, ANSWERED)

    def _prove_address(self) -> None:
        visit, channel = self.parts.navigator.visit, self.parts.navigator.page.channel
        self.parts.codes.send(visit, channel)
        self.parts.codes.verify(visit, channel, "246810")

    def fill_page(self) -> None:
        """Type the usual answers of a registration, or those of the play of a service."""
        navigator = self.parts.navigator
        service = navigator.task.filing is not None
        usual = load_play(navigator.task.id).answers if service else REGISTRATION
        for question in navigator.page.questions:
            if question.id in usual and (service or question.prefill is None):
                navigator.journey.answers.type(question.id, usual[question.id])

    def _answer_page(self) -> None:
        self.fill_page()
        navigator = self.parts.navigator
        answers = navigator.journey.answers
        faults = answers.take_page(navigator.page, navigator.facts(), navigator.context())
        assert not faults, faults

    def type_digits(self, digits: str) -> None:
        """On the page's own keypad, which stands still."""
        self.tap(f"key{digits[0]}")
        for digit in digits[1:]:
            self.press(f"key{digit}")

    def type_text(self, text: str) -> None:
        """On a physical keyboard, into what has the focus."""
        self.wait_for_keys()
        self.wait_until(self._has_entry, "the entry to have the keys")
        for character in text:
            type_character(self._window, character)

    def _has_entry(self) -> bool:
        """A page with something to type gives the keys to it a moment after it came."""
        loader, at = self.find("page"), QGuiApplication.focusObject()
        shown = loader.childItems() if loader is not None else []
        if at not in shown:
            return True
        return not any(each.inherits("QQuickTextInput") for each in visible_items(shown[0]))

    def field(self, name: str, text: str) -> None:
        """Replace what stands in a field."""
        self.wait_for(name).setProperty("text", text)
        self.let_run(0.03)

    # States of a page that need more than arriving there

    def card_reading(self) -> None:
        self.card()
        self.parts.card.progress(CardPhase.READING, "DG2", 0.5)
        self.let_run(0.05)

    def card_lying(self) -> None:
        self.card()
        self.parts.card.progress(CardPhase.LIFT_CARD)
        self.let_run(0.05)

    def card_not_mine(self) -> None:
        self.identity()
        self.tap("back")
        self.arrive("card")
        self.parts.card.progress(CardPhase.LIFT_CARD)
        self.let_run(0.05)

    def card_lifted(self) -> None:
        self.card_reading()
        self.parts.card.progress(CardPhase.PUT_CARD_BACK)
        self.let_run(0.05)

    def card_fault(self) -> None:
        self.card()
        self.parts.card.on_fault(EkycError("card_removed", "lifted"))
        self.wait_for("retry")

    def card_typing(self) -> None:
        self.card()
        self.tap("typeNumber")
        self.wait_for("key1")
        self.type_digits("0791600")

    def card_slow(self) -> None:
        self.card()
        self.parts.card.progress(CardPhase.LOOKING_FOR_QR)
        self.wait_for("withoutChip")

    def card_without_chip(self) -> None:
        self.card_fault()
        self.tap("withoutChipInstead")
        self.parts.card.progress(CardPhase.LOOKING_FOR_QR)
        self.let_run(0.05)

    def identity_checks(self) -> None:
        self.identity(trusted=False)
        self.tap("showChecks")
        self.wait_for("check.access.answer")

    def identity_untrusted(self) -> None:
        self.identity(trusted=False)

    def face_action(self) -> None:
        self.face_check()
        self.show_camera()
        self.parts.face.progress(FacePhase.ACTION, LivenessAction.TURN_LEFT, 0.4)
        self.let_run(0.1)

    def face_straight(self) -> None:
        self.face_check()
        self.show_camera()
        self.parts.face.progress(FacePhase.ACTION, None, 1.0)
        self.let_run(0.1)

    def face_reconnecting(self) -> None:
        self.face_check()
        self.parts.face.progress(FacePhase.POSITION, camera_state=CameraState.RECONNECTING)
        self.let_run(0.1)

    def face_flash(self) -> None:
        self.face_check()
        self.parts.face.progress(FacePhase.FLASH, None, 0.3)
        self.parts.face.on_flash(FlashColour.YELLOW)
        self.wait_for("skipFlashNow")
        self.let_run(0.05)
        self.show_camera()
        self.let_run(0.1)

    def face_prepare_skipped(self) -> None:
        self.face_prepare()
        self.tap("skipFlash")
        self.let_run(0.05)

    def face_good(self) -> None:
        self.face_check()
        self.show_camera()
        self.parts.face.progress(FacePhase.HOLD_STILL, None, 0.7)
        self.let_run(0.1)

    def face_fault(self) -> None:
        self.face_check()
        self.parts.face.on_fault(EkycError("camera_lost", "lost"))
        self.wait_for("goOnWithoutFace")

    def face_review(self) -> None:
        self.face_check()
        self.parts.face.on_done(face_evidence(MatchBand.REVIEW))
        self.arrive("face_result")

    def face_retry(self) -> None:
        self.face_check()
        self.parts.face.on_done(face_evidence(live=False))
        self.arrive("face_result")

    def email_fault(self) -> None:
        self.email()
        self.type_text("lan.example.vn")
        self.tap("primary")
        self.let_run(0.05)

    def email_code_wrong(self) -> None:
        self.email_code()
        self.type_digits("111111")
        self.let_run(0.1)

    def email_code_pending(self) -> None:
        self.parts.codes.central.online = False
        self._go_through("email_code")
        self.parts.line.on_state(TestLineState(False, 2))
        self.wait_for("primary")

    def consent_missing(self) -> None:
        self.consent()
        self.tap("consent.notices.tick")
        self.tap("primary")
        self.let_run(0.05)

    def check_answers_fault(self) -> None:
        from kiosk.errors import KnownError

        self.check_answers()
        self.parts.submitter.fault = KnownError("disk_full", "full")
        self.tap("primary")
        self.wait_for("retry")

    def receipt_sent(self) -> None:
        self.receipt()
        act_id = self.parts.navigator.journey.act_id
        assert act_id is not None
        self.parts.line.on_sent(act_id, "DK26-4417-0932-0123-2")
        self.wait_for("stateSent")
        self.tap("print")
        self.let_run(0.1)

    def receipt_offline(self) -> None:
        self.parts.line.on_state(TestLineState(False, 1))
        self.receipt()

    def out_of_service(self) -> None:
        self.kiosk.vm.set_out_of_service("storage")
        self.arrive("out_of_service")

    def idle(self) -> None:
        self.identity()
        self.parts.clock.advance(100)
        self.wait_for("stay")

    def accessibility(self) -> None:
        self.home()
        self.tap("accessibility")
        self.wait_for("closeAccessibility")

    def dress(self, language: str, scale: float, *, high_contrast: bool = False) -> None:
        """Show the present screen in another language, text size or theme."""
        vm = self.kiosk.vm
        vm.setLanguage(language)
        vm.looks.setTextScale(scale)
        vm.looks.setHighContrast(high_contrast)
        self.let_run(0.015)

    def show_camera(self) -> None:
        self.parts.face.on_preview(_frame())


SCREENS: tuple[str, ...] = (
    "attract",
    "home",
    "group",
    "search",
    "card",
    "card_reading",
    "card_lying",
    "card_not_mine",
    "card_lifted",
    "card_fault",
    "card_slow",
    "card_without_chip",
    "card_typing",
    "identity",
    "identity_untrusted",
    "identity_checks",
    "face_prepare",
    "face_prepare_skipped",
    "face_check",
    "face_action",
    "face_straight",
    "face_reconnecting",
    "face_flash",
    "face_good",
    "face_fault",
    "face_result",
    "face_review",
    "face_retry",
    "phone",
    "phone_code",
    "email",
    "email_fault",
    "email_code",
    "email_code_wrong",
    "email_code_pending",
    "address",
    "consent",
    "consent_missing",
    "own_papers",
    "check_answers",
    "check_answers_fault",
    "sign",
    "sign_none",
    "sign_choose",
    "sign_code",
    "record",
    "record_refused",
    "vouch",
    "contributions",
    "insurance_card",
    "confirm_record",
    "care",
    "received",
    "book",
    "book_code",
    "kept",
    "inbox",
    "accounts",
    "cases",
    "case_paper",
    "petition",
    "petition_unknown",
    "petition_receipt",
    "phones",
    "phones_none",
    "add_phone",
    "add_phone_pin",
    "add_phone_key",
    "add_phone_code",
    "check_phone",
    "remove_phone",
    "own_data",
    "own_figures",
    "compared",
    "children_asked",
    "children",
    "children_none",
    "receipt",
    "receipt_sent",
    "receipt_offline",
    "anything_else",
    "resume",
    "stop",
    "staff_called",
    "staff_sign_in",
    "staff_menu",
    "your_turn",
    "staff_queue",
    "staff_act",
    "staff_review",
    "staff_matters",
    "staff_machine",
    "staff_enrol",
    "staff_service",
    "staff_devices",
    "staff_touch",
    "staff_light",
    "staff_versions",
    "staff_logs",
    "staff_cleaning",
    "staff_power",
    "keep_receipt",
    "leave",
    "goodbye",
    "goodbye_left",
    "goodbye_card",
    "goodbye_fault",
    "out_of_service",
    "idle",
    "accessibility",
)


def reach(walk: Walk, screen: str) -> None:
    step: Callable[[], None] = getattr(walk, screen)
    step()


@contextmanager
def open_kiosk(
    size: QSize = PORTRAIT,
    *,
    speech: SpeechService | None = None,
    tone: SignalTone | None = None,
    parts: TestParts | None = None,
    **settings: object,
) -> Iterator[Walk]:
    """``settings`` replace whole parts of the test kiosk's."""
    parts = TestParts(settings_of(**settings)) if parts is None else parts
    kiosk = KioskWindow(parts, size=size, speech=speech, tone=tone)
    try:
        yield Walk(kiosk, parts)
        assert with_types_of_their_own(kiosk, kiosk.window) == []
    finally:
        kiosk.close()
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _frame() -> NDArray[np.uint8]:
    """A grey room with an oval that stands for a head; 1280 by 720 as a camera gives it."""
    rows, columns = np.mgrid[0:720, 0:1280]
    frame = np.empty((720, 1280, 3), np.uint8)
    frame[...] = (96 + rows[..., None] // 12).astype(np.uint8)
    head = ((columns - 640) / 150) ** 2 + ((rows - 340) / 210) ** 2 < 1
    frame[head] = (150, 180, 222)
    body = ((columns - 640) / 330) ** 2 + ((rows - 800) / 240) ** 2 < 1
    frame[body & ~head] = (110, 70, 40)
    return frame


__all__ = ["LANDSCAPE", "PORTRAIT", "SCREENS", "Walk", "open_kiosk", "reach"]
