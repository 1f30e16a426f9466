"""A visit played through the real screens, offscreen, by a simulated person who needs no time to think.

The person follows whatever screen comes: what is done on each is in a table, what is answered in the play.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize

from commands.demo.played.records import PlayRecords
from commands.demo.plays import Play
from commands.demo.transcript import PERSON, STAFF
from ekyc.verification import Outcome
from kiosk.ledger import Ledger
from kiosk.tasks.task import MADE_FOR
from simulation.touch import shown

PORTRAIT, LANDSCAPE = QSize(1080, 1920), QSize(1920, 1080)


class PlayedVisit(PlayRecords):
    """A person comes, does one task after the other, and goes."""

    def play(self, plays: Iterable[Play], *, english: bool = False) -> None:
        """From the first screen to the first screen: one task after the other, then the end."""
        plays = tuple(plays)
        self._several = len(plays) > 1
        if plays[0].on_shift:
            self._help_somebody_before()
        self._play = plays[0]
        self._begin(english=english, helped=plays[0].helped)
        for number, play in enumerate(plays):
            self._play = play
            task = self._kiosk.navigator.catalogue.get(play.task_id)
            if number and task.record is not None and task.record.page and not self._is_recognised():
                continue  # no record is shown to whom the machine left to staff
            if play.comes_again:
                self._leave()
                self._begin(english=english)
            elif number:
                self._press("another")
            if task.record is not None and task.record.page:
                self._go_to(task.record.page, play)
                self._take_record(play, task.record.page)
            elif task.petition is not None and not task.act:
                self._go_to("petition", play)
                self._take_petition()
            elif task.calculations:
                self._go_to("result", play)
                self._take_result(play)
            elif task.reminders and not task.act:
                self._go_to("reminded", play)
                self._take_reminder(play)
            elif task.act:
                self._go_to("receipt", play)
                self._take_receipt(play)
            elif task.parts or task.family != task.id:
                self._go_to(_answer_of(play), play)
                self._take_answer(play)
            else:
                self._go_to("stop", play)
                self._take_advice()
        self._leave()
        self._play = None  # whoever went keeps no answers here

    def play_until(self, place: str, play: Play) -> None:
        """From the first screen to a page of the task, where the person then stands."""
        self._begin()
        self._go_to(place, play)

    def _is_recognised(self) -> bool:
        person = self._kiosk.navigator.visit.person
        return person.verdict is not None and person.verdict.outcome is Outcome.ACCEPT

    def _leave(self) -> None:
        self._press("primary")
        self._take_card()
        self._press("rest")

    def _begin(self, *, english: bool = False, helped: bool = False) -> None:
        self.wait_until(lambda: self._stands("attract"), "the first screen")
        self._look("attract")
        if english:
            self._touch.tap("languageEn")
            self._look("attract_english")
        if helped:
            self._begin_with_helper()
        else:
            self._press("begin")

    def _begin_with_helper(self) -> None:
        """A member of staff comes with the person, signs in, and begins. Who is on shift types the PIN."""
        on_shift = self._kiosk.staff.on_shift is not None
        if not on_shift:
            ledger = self._kiosk.line.get()
            known = _members(ledger)
            self._world.hire_helper()
            ledger.sync.wake()
            self._touch.wait_until(lambda: _members(ledger) > known, "staff who may sign in here")
        self.transcript.by = STAFF
        self._press("callStaff")
        self._press("staffDoor")
        self._world.insert_card()  # the person has their hands free meanwhile
        number, pin, code = self._world.helper_types()
        self._act(lambda: self._type(pin if on_shift else f"{number}{pin}{code}"))
        if not on_shift:
            self._press("staff.assist")

    def _help_somebody_before(self) -> None:
        """They wanted nothing after all. What it took is nobody's who comes now."""
        self._begin(helped=True)
        self._world.remove_card()
        self._press("back")
        self._press("rest")
        self.transcript.steps.clear()
        self.transcript.by = PERSON

    def _take_card(self) -> None:
        """The last page asks for it as long as it lies on the reader."""
        if self._world.reader.card is not None:
            self._touch.wait_until(lambda: bool(shown(self._window.vm, "cardLeft")), "a word about the card")
            self._look("card_left")
            self._world.remove_card()
            self._touch.wait_until(lambda: not shown(self._window.vm, "cardLeft"), "thanks")


def _members(ledger: Ledger) -> int:
    """How many of the staff may sign in at the kiosk."""
    standing = ledger.staff.standing()
    return 0 if standing is None else standing.members


def _answer_of(play: Play) -> str:
    """The page of the answer to a frequent question: what is chosen last, or the question itself."""
    chosen = [str(each["choice"]) for each in play.answers.values()]
    return chosen[-1] if chosen else play.task_id.rpartition(MADE_FOR)[2]
