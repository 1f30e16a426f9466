"""An account is asked for: contact data, what the register has of the person or child, and the receipt."""

from __future__ import annotations

from collections.abc import Iterator

from commands.demo.plays import Play, load_play
from kiosk.contract.finding import Finding
from kiosk.contract.records import AccountState, Differing, Found, FoundChild
from kiosk.errors import KnownError
from kiosk.places import EndReason
from kiosk.visit.draft import Draft
from tests.ui.calculating import reach_page
from tests.ui.devices.card import card_reading
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.records import finding_of, record_of_parent
from tests.ui.tour.another import leave_for_another
from tests.ui.tour.staff import assisted
from tests.ui.walk import Walk

# What the register has of who registers, by the page that tells it.
_FOUND = {
    "has_account": finding_of(account=AccountState.ACTIVE),
    "account_locked": finding_of(account=AccountState.LOCKED),
    "account_waits": finding_of(account=AccountState.PENDING),
}
_FOUND_OF_CHILDREN = (
    FoundChild(found=Found.NUMBER, account=AccountState.ACTIVE),
    FoundChild(found=Found.NUMBER, differs=(Differing.NAME, Differing.DATE_OF_BIRTH)),
)
_BOOK, _OTHERS = "0123456789", ("0123456780", "0123456781")
# Who knows no number of a book, and has neither a phone nor an e-mail address.
_NEITHER = Play(
    task_id="register", answers={"insured.known_number": {}, "contact.phone": {}, "contact.email": {}}
)


def contact(walk: Walk) -> Iterator[str]:
    walk.arrive("phone")
    walk.type_text("0212345678")
    walk.tap("primary")
    walk.let_run(0.05)
    yield "phone"
    yield from assisted(walk, "phone")
    walk.field("contact.phone.text", "0901234567")
    walk.tap("primary")
    walk.arrive("email")
    walk.type_text("lan.example.vn")
    walk.tap("primary")
    walk.let_run(0.05)
    yield "email"
    walk.field("contact.email.text", "lan@example.vn")
    walk.tap("primary")
    walk.arrive("address")
    yield "address"
    walk.tap("contact.address.anew")
    walk.let_run(0.05)
    yield "address by province"
    walk.tap("back")
    walk.arrive("email")
    walk.tap("primary")
    walk.arrive("address")
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


def submission(walk: Walk) -> Iterator[str]:
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


def finding(walk: Walk) -> Iterator[str]:
    """Who registers is told what the register has; what comes first is done, and what was left is offered."""
    walk.parts.around.online = True
    for page, finding in _FOUND.items():
        _look(walk, finding, page)
        yield page
        leave_for_another(walk)
    _look(walk, finding_of(Found.NOBODY), "known_number")
    yield "known_number"
    for page in ("no_record", "no_channel"):
        reach_page(walk, _NEITHER, page)
        yield page
    leave_for_another(walk)
    _look(walk, finding_of(number=_BOOK, others=_OTHERS), "record_several")
    yield "record_several"
    walk.tap("task.merge_books")
    walk.arrive("about")
    reach_page(walk, load_play("merge_books"), "others")
    yield "books from the record"
    leave_for_another(walk)
    _look(walk, finding_of(differs=tuple(Differing), number=_BOOK), "record_differs")
    yield "record_differs"
    walk.tap("task.9.1")
    walk.arrive("about")
    reach_page(walk, load_play("9.1"), "change")
    yield "what differs from the record"
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    yield "anything_else waiting"
    walk.tap("another")
    walk.arrive("home")
    walk.parts.around.online = False
    visit = walk.parts.navigator.visit
    visit.known_or_none = visit.waiting = None


def _look(walk: Walk, finding: Finding, page: str) -> None:
    """The card, the face and the line are there, so central is asked."""
    navigator = walk.parts.navigator
    navigator.visit.known_or_none = navigator.visit.waiting = None
    walk.parts.records.findings = {None: finding}
    navigator.choose("register")
    walk.arrive(page)


def children(walk: Walk) -> Iterator[str]:
    """A parent of several, whom the civil registry names; the register has something of two of them."""
    walk.parts.records.record = record_of_parent(findings=_FOUND_OF_CHILDREN)
    walk.tap("home.account")
    walk.arrive("group")
    walk.tap("task.register_child")
    walk.arrive("own_data")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("children")
    yield "children"
    for place, page in enumerate(("child_record_differs", "child_has_account")):
        walk.tap(f"child.{place}")
        walk.arrive(page)
        yield page
        walk.tap("back")
        walk.arrive("children")
    leave_for_another(walk)


def draft(walk: Walk) -> Iterator[str]:
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
