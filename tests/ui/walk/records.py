"""To what the State keeps of a person, their petitions and their children."""

from __future__ import annotations

from datetime import date

from commands.demo.plays import load_play
from kiosk.contract.petitions import PetitionAnswer, PetitionState
from tests.acts import TRACKING_CODE
from tests.ui.devices.records import record_of_parent, refusal, result_paper
from tests.ui.walk.steps import Steps
from ui.view_models.petition_vm import PetitionVm
from ui.view_models.record_vm import RecordVm


class ToRecords(Steps):
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
