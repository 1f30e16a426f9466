"""One long visit that passes every screen in every state that looks different, pausing at each."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ui.calculating import PLAYS, UNFIT, reach_result
from tests.ui.tour.accounts import accounts
from tests.ui.tour.arriving import before_the_card, broken_reader, card, face, without_a_card
from tests.ui.tour.book import book
from tests.ui.tour.notices import notices
from tests.ui.tour.own_data import care, correction, kept, phones, record
from tests.ui.tour.petitions import petitions
from tests.ui.tour.registering import children, contact, draft, finding, submission
from tests.ui.tour.reminders import answers, reminders
from tests.ui.tour.tasks import result_by_mail, signing, typed_answers
from tests.ui.walk import Walk


def tour(walk: Walk) -> Iterator[str]:
    """Yields the name of what is shown now. The caller may dress the screen otherwise, but must undo it."""
    walk.attract()
    yield "attract"
    yield from broken_reader(walk)
    yield from without_a_card(walk)
    yield from before_the_card(walk)
    yield from card(walk)
    yield from face(walk)
    yield from contact(walk)
    yield from submission(walk)
    yield from _other_tasks(walk)
    yield from signing(walk)
    yield from draft(walk)
    walk.kiosk.vm.set_out_of_service("device_revoked")  # says the most
    walk.arrive("out_of_service")
    yield "out_of_service"


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
    yield from result_by_mail(walk)
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
    yield from finding(walk)
    yield from record(walk)
    yield from care(walk)
    yield from correction(walk)
    yield from book(walk)
    yield from kept(walk)
    yield from accounts(walk)
    yield from children(walk)
    yield from phones(walk)
    yield from typed_answers(walk)
    yield from reminders(walk)
    yield from answers(walk)
    yield from notices(walk)
    yield from petitions(walk)
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
    walk.goodbye_fault()
    yield "goodbye fault"
    walk.tap("rest")
    walk.arrive("attract")
