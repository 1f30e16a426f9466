"""What a person looks at of what the State keeps of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commands.demo.played.pages import PATIENCE, SCROLLING
from commands.demo.played.phones import PlayPhones
from commands.demo.plays import Play
from simulation.phone_browser import fetch_paper
from simulation.touch import shown
from ui.view_models.book_vm import BookVm
from ui.view_models.case_paper_vm import CasePaperVm
from ui.view_models.cases_vm import CasesVm
from ui.view_models.contributions_vm import ContributionsVm
from ui.view_models.inbox_vm import InboxVm
from ui.view_models.insurance_card_vm import InsuranceCardVm
from ui.view_models.kept_vm import KeptVm
from ui.view_models.received_vm import ReceivedVm
from ui.view_models.rows_model import RowsModel


class PlayRecords(PlayPhones):
    def _take_record(self, play: Play, page: str) -> None:
        takes: Mapping[str, Callable[[Play], None]] = {
            "contributions": self._take_contributions,
            "accounts": self._take_accounts,
            "insurance_card": self._take_insurance_card,
            "care": self._take_care,
            "received": self._take_received,
            "book": self._take_book,
            "cases": self._take_cases,
            "kept": self._take_kept,
            "inbox": self._take_inbox,
            "phones": self._take_phones,
        }
        takes[page](play)

    def _take_accounts(self, play: Play) -> None:
        """The accounts as they stand. Who has answers adds one."""
        self._look_below("accounts_below")
        if play.answers:
            self._press("addAccount")
            self._go_to("receipt", play)
            self._take_receipt(play)
            return
        self._press("primary")
        self.transcript.task = ""

    def _take_insurance_card(self, play: Play) -> None:
        """With what is covered, and without; then on paper."""
        card = self._window.vm.view_model(InsuranceCardVm)
        self._look_below("insurance_card_below")
        self._hold("insurance_card_uncovered")
        self._take_paper(play, lambda: shown(card, "paper.state") == "done")

    def _take_care(self, play: Play) -> None:
        """The newest treatment with its costs. Who has answers says that it was not theirs."""
        self._touch.tap("event.0")
        self._look("care_open")
        self._touch.tap("costLines")
        self._hold("care_uncovered")
        self._look_below("care_below")
        if not play.answers:
            self._press("primary")
            self.transcript.task = ""
            return
        self._press("notMine")
        self._go_to("receipt", play)
        self._take_receipt(play)

    def _take_received(self, _play: Play) -> None:
        benefits = self._window.vm.view_model(ReceivedVm)
        for place, row in enumerate(shown(benefits, "benefits").rows()):
            if row["name"]:
                self._touch.tap(f"benefit.{place}")
                self._hold("received_uncovered")
                break
        self._look_below("received_below")
        self._press("primary")
        self.transcript.task = ""

    def _take_cases(self, play: Play) -> None:
        """The newest is open, as it stands. Who has answers sends what is missing; others read the paper of
        the first one that came to something.
        """
        cases = self._window.vm.view_model(CasesVm)
        self._look_below("cases_below")
        if play.answers:
            self._press("primary")
            self._go_to("receipt", play)
            self._take_receipt(play)
            self.transcript.task = ""
            return
        for place in range(1, len(shown(cases, "cases").rows())):
            if shown(cases, "hasPaper"):
                break
            self._touch.tap(f"case.{place}")
            self._look("case_open")
        if not shown(cases, "hasPaper"):
            self._press("primary")
            self.transcript.task = ""
            return
        self._press("showPaper")
        self._go_on_to("case_paper", play)
        paper = self._window.vm.view_model(CasePaperVm)
        self._take_paper(play, lambda: shown(paper, "paper.state") == "done")

    def _take_contributions(self, play: Play) -> None:
        """The latest year by month, and the paper. Who has answers reports the first stretch that is missing
        instead.
        """
        contributions = self._window.vm.view_model(ContributionsVm)
        if play.answers:
            self._look_below("contributions_below")
            self._press("missing.0")
            self._go_on_to("receipt", play)
            self._take_receipt(play)
            return
        years: RowsModel = shown(contributions, "years")
        self._touch.tap(f"year.{years.rows()[0]['year']}")
        self._touch.let_run(SCROLLING)
        self._look("months")
        self._hold("months_uncovered")
        self._take_paper(play, lambda: shown(contributions, "paper.state") == "done")

    def _take_book(self, play: Play) -> None:
        """A phone fetches it by the code on the screen, and it is printed."""
        book = self._window.vm.view_model(BookVm)
        self._touch.tap("phone")
        self._touch.wait_until(lambda: shown(book, "phone") == "shown", "the code for a phone", PATIENCE)
        self._touch.let_run(SCROLLING)
        self._look("book_code")
        seen = self._out / "qr.png"
        self._touch.look(seen)
        (self._out / "so-bhxh.pdf").write_bytes(fetch_paper(seen))
        seen.unlink()
        self._touch.tap("hideCode")
        self._take_paper(play, lambda: shown(book, "paper.state") == "done")

    def _take_kept(self, play: Play) -> None:
        """All parts, and the copy on paper."""
        my_data = self._window.vm.view_model(KeptVm)
        self._take_paper(play, lambda: shown(my_data, "paper.state") == "done")

    def _take_inbox(self, play: Play) -> None:
        """Each notice is opened, and the list printed. Who has answers says of the first treatment that it
        was not theirs.
        """
        inbox = self._window.vm.view_model(InboxVm)
        rows: RowsModel = shown(inbox, "notices")
        if not rows.rows():
            raise AssertionError("central has told the person nothing: no notice was made for them")
        for place in range(len(rows.rows())):
            self._touch.tap(f"notice.{place}")
            self._touch.wait_for("noticeText")
            self._touch.let_run(SCROLLING)
            self._look("inbox_open")
            if play.answers and self._touch.find("notMine") is not None:
                self._press("notMine")
                self._go_to("receipt", play)
                self._take_receipt(play)
                return
        if play.answers:
            raise AssertionError("no notice tells of a treatment that could be another's")
        self._touch.tap(f"notice.{len(rows.rows()) - 1}")  # closed: the list goes on paper
        self._take_paper(play, lambda: shown(inbox, "paper.state") == "done")
