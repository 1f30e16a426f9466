"""What a person takes along at the end of a task: a receipt, a result, an answer."""

from __future__ import annotations

from collections.abc import Callable

from commands.demo.played.pages import LINE_PATIENCE, PATIENCE
from commands.demo.played.steps import PlaySteps
from commands.demo.plays import Play
from simulation.touch import shown
from ui.view_models.page_vm import PageVm
from ui.view_models.petition_vm import PetitionVm
from ui.view_models.reminded_vm import RemindedVm
from ui.view_models.result_vm import ResultVm


class PlayEnds(PlaySteps):
    def _take_petition(self) -> None:
        """How a petition stands, by its code alone."""
        petition = self._window.vm.view_model(PetitionVm)
        self._touch.wait_until(
            lambda: shown(petition, "state") != "asking", "central to answer", LINE_PATIENCE
        )
        self._look("petition_told")
        self._press("primary")
        self.transcript.task = ""

    def _take_advice(self) -> None:
        """What only staff can file: where to go, and with which papers."""
        self._look_below("stop_below")
        self._press("primary")
        self.transcript.task = ""

    def _take_reminder(self, play: Play) -> None:
        reminded = self._window.vm.view_model(RemindedVm)
        self._take_paper(play, lambda: shown(reminded, "paper.state") == "done")

    def _take_answer(self, play: Play) -> None:
        """To a frequent question."""
        page = self._window.vm.view_model(PageVm)
        self._take_paper(play, lambda: shown(page, "paper.state") == "done")

    def _take_result(self, play: Play) -> None:
        """The number, the paper, and where it comes from, down to the end of the page."""
        result = self._window.vm.view_model(ResultVm)
        self._take_paper(play, lambda: shown(result, "paper.state") == "done")

    def _take_paper(self, play: Play, printed: Callable[[], bool]) -> None:
        before = set(self._printed())
        self._touch.tap("print")
        self._touch.wait_until(printed, "the printed result", PATIENCE)
        self._look("result_printed")
        self._look_below("result_below")
        (paper,) = (file for file in self._printed() if file not in before)
        paper.rename(self._out / f"{play.title}.pdf")
        self.results.append(play.title)
        self._press("primary")
        self.transcript.task = ""
