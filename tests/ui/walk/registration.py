"""To the first pages, those of a registration and of its end, and what lies over a page."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk.errors import KnownError
from kiosk.places import EndReason
from kiosk.visit import identification
from kiosk.visit.draft import Draft
from tests.ui.devices.machine import TestLineState
from tests.ui.walk.identification import ToIdentification


class ToRegistration(ToIdentification):
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
