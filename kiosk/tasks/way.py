"""The way through a task: the identification as far as it is needed, the pages of its form, and the act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from pydantic import JsonValue

from ekyc.card.reading import IdentitySource
from ekyc.verification import Outcome
from kiosk.contract.smart_otp import PHONE_SECTIONS
from kiosk.flow.steps import Flow, Step, always
from kiosk.forms.form import Page, PageKind
from kiosk.tasks.signing import is_signed
from kiosk.tasks.task import RecordUse, Task
from kiosk.visit.journey import WHO_FILES
from kiosk.visit.person import Assurance
from kiosk.visit.visit import Visit

Facts: TypeAlias = Callable[[Visit], Mapping[str, JsonValue]]

CARD_GROUP, FACE_GROUP, SUBMIT_GROUP, RESULT_GROUP, RECORD_GROUP = (
    "card",
    "face",
    "submit",
    "result",
    "record",
)
_SCREENS = {
    PageKind.QUESTIONS: "question",
    PageKind.CODE: "code",
    PageKind.INFORMATION: "information",
    PageKind.STOP: "stop",
}
_PAGE = "page."
RECEIPT = "receipt"  # the last step of a task that makes an act
RECORD = "record"  # central is asked for the person's record
CONFIRM_RECORD = "confirm_record"  # the person agrees that what is sensitive is shown here and now
COMPARED = "compared"  # it stands beside the card
RECORD_AGAIN = "record_again"  # by another number of the person
PAPER_RECORD = "paper_record"  # and for a paper that it names
CHECK_ANSWERS = "check_answers"  # before it is sent
REMINDED = "reminded"  # what a reminder says: to be taken along, or before it is kept
RESULT = "result"  # the last step of a task that calculates
OWN_PAPERS = "own_papers"  # what the person declares, as it stands on paper
PETITION = "petition"  # the last step of a task that shows how a petition stands
SIGN_RECORD, SIGN = "sign_record", "sign"  # central is asked for the person's phones; one of them signs


def way_through(task: Task, facts: Facts) -> Flow[Visit]:
    """``facts`` are looked up anew at every question."""
    record = () if task.record is None else _record_steps(task.record, facts)
    pages, whom = task.form.pages, _last_of(WHO_FILES, task)
    at_once = [_page_step(page, facts) for page in pages if page.at_once]
    who = [_page_step(page, facts) for page in pages[:whom] if not page.at_once]
    others = [
        step
        for page in pages[whom:]
        if not page.at_once
        for step in (_page_step(page, facts), *_looking_again(task.record, page, facts))
    ]
    steps = (*at_once, *_IDENTIFICATION, *who, *record, *others)
    papers = (_papers_step(facts),) if task.shows_papers else ()
    signing = _signing_steps(task, facts) if task.filing is not None else ()
    takes_home = (
        _RESULT
        if task.calculations
        else _REMINDER
        if task.reminders
        else _PETITION
        if task.petition is not None
        else ()
    )
    shown = _REMINDER if task.reminders else ()
    ends = (*papers, *shown, *signing, *_SUBMISSION) if task.act else takes_home
    return Flow(task.id, (*steps, *ends))


def _last_of(question: str, task: Task) -> int:
    """How many pages there are up to the one that asks it; none where nobody does."""
    places = [
        place
        for place, page in enumerate(task.form.pages, start=1)
        if any(each.id == question for each in page.questions)
    ]
    return places[-1] if places else 0


def _record_steps(use: RecordUse, facts: Facts) -> tuple[Step[Visit], ...]:
    """Central is asked once: what it has released stays for the visit."""
    if use.stated:
        return _finding_steps(facts)
    if use.children is not None:
        return _children_steps(use)
    if not use.page:
        return _own_figures_steps(use)

    def is_read(visit: Visit) -> bool:
        return visit.record(use.sections) is not None

    def is_open(visit: Visit) -> bool:
        return not is_read(visit)

    return (
        *(_CONFIRMATION if use.confirm is not None else ()),
        Step(RECORD, RECORD_GROUP, done=is_read, applies=is_open),
        Step(use.page, RECORD_GROUP, done=always),
        *(_paper_steps(use.paper) if use.paper else ()),
    )


def _paper_steps(screen: str) -> tuple[Step[Visit], ...]:
    """One of the papers that the page names, for who wants it: central is asked for that one, and releases it
    against a proof of its own.
    """

    def is_wanted(visit: Visit) -> bool:
        return visit.wanted_paper is not None

    def is_here(visit: Visit) -> bool:
        return visit.paper is not None

    def is_missing(visit: Visit) -> bool:
        return is_wanted(visit) and not is_here(visit)

    return (
        Step(PAPER_RECORD, RECORD_GROUP, done=is_here, applies=is_missing, screen=RECORD),
        Step(screen, RECORD_GROUP, done=always, applies=is_wanted),
    )


def _own_figures_steps(use: RecordUse) -> tuple[Step[Visit], ...]:
    """Who was identified is asked whether their record shall fill in the answers; nobody else is."""

    def is_read(visit: Visit) -> bool:
        return visit.record(use.sections) is not None

    def wants(visit: Visit) -> bool:
        return visit.journey.own_figures is True and visit.journey.for_self

    return (
        Step(
            "own_data",
            RECORD_GROUP,
            done=lambda visit: visit.journey.own_figures is not None,
            applies=lambda visit: (
                visit.person.assurance >= Assurance.PERSON
                and visit.journey.for_self
                and not visit.journey.led_by_record
            ),
        ),
        Step(
            RECORD,
            RECORD_GROUP,
            done=lambda visit: is_read(visit) or not wants(visit),
            applies=lambda visit: wants(visit) and not is_read(visit),
        ),
        Step(
            COMPARED if use.compares else "own_figures",
            RECORD_GROUP,
            done=lambda _visit: True,
            applies=lambda visit: wants(visit) and is_read(visit),
        ),
    )


def _children_steps(use: RecordUse) -> tuple[Step[Visit], ...]:
    """Who wants it has central ask the civil registry for their children, and chooses one of them. Whoever
    does not, or gets no answer, types, and a paper shows the tie.
    """

    def wants(visit: Visit) -> bool:
        return visit.journey.own_figures is True

    def is_read(visit: Visit) -> bool:
        return visit.record(use.sections) is not None

    return (
        Step(
            "own_data",
            RECORD_GROUP,
            done=lambda visit: visit.journey.own_figures is not None,
            applies=lambda visit: visit.person.assurance >= Assurance.PERSON,
        ),
        Step(
            RECORD,
            RECORD_GROUP,
            done=lambda visit: is_read(visit) or not wants(visit),
            applies=lambda visit: wants(visit) and not is_read(visit),
        ),
        Step(
            "children",
            RECORD_GROUP,
            done=lambda visit: visit.journey.chosen_child is not None,
            applies=lambda visit: wants(visit) and is_read(visit),
        ),
    )


def _may_look(visit: Visit, facts: Facts) -> bool:
    """Nobody is kept from registering by it: without a line, or where the person is not recognised by chip
    and face, central looks later.
    """
    card, verdict = visit.person.card, visit.person.verdict
    if visit.journey.unlooked or card is None or verdict is None or card.source is not IdentitySource.CHIP:
        return False
    return verdict.outcome is Outcome.ACCEPT and facts(visit).get("line.up") is True


def _finding_steps(facts: Facts) -> tuple[Step[Visit], ...]:
    """Whether the register knows the person, asked once in a visit."""
    return (
        Step(
            RECORD,
            RECORD_GROUP,
            done=lambda visit: visit.known is not None or visit.journey.unlooked,
            applies=lambda visit: visit.known is None and _may_look(visit, facts),
        ),
    )


def _looking_again(use: RecordUse | None, page: Page, facts: Facts) -> tuple[Step[Visit], ...]:
    """After the page that asks for another number, by that number."""
    question = "" if use is None else use.stated
    if not any(each.id == question for each in page.questions):
        return ()

    def is_open(visit: Visit) -> bool:
        known, stated = visit.known, visit.journey.relevant(facts(visit)).values.get(question)
        return known is not None and not known.is_by_card and stated is not None and stated != known.stated

    return (
        Step(
            RECORD_AGAIN,
            RECORD_GROUP,
            done=lambda visit: not is_open(visit) or visit.journey.unlooked,
            applies=lambda visit: is_open(visit) and _may_look(visit, facts),
            screen=RECORD,
        ),
    )


def page_step_id(page_id: str) -> str:
    """The step that shows a page of the form."""
    return _PAGE + page_id


def page_id_of(step: Step[Visit]) -> str | None:
    """The page of the form that a step shows, None for one that shows none."""
    return step.id.removeprefix(_PAGE) if step.id.startswith(_PAGE) else None


def _page_step(page: Page, facts: Facts) -> Step[Visit]:
    def applies(visit: Visit) -> bool:
        if page.kind is PageKind.CODE and visit.journey.was_proved_before(page.channel):
            return False
        return visit.journey.relevant(facts(visit)).meets(page)

    def done(visit: Visit) -> bool:
        match page.kind:
            case PageKind.QUESTIONS:
                return visit.journey.answers.is_complete(page, facts(visit))
            case PageKind.CODE:
                return visit.journey.is_settled(page.channel)
            case PageKind.INFORMATION:
                return True
            case PageKind.STOP:
                return False

    return Step(
        page_step_id(page.id),
        page.group,
        done=done,
        applies=applies,
        screen=_SCREENS[page.kind],
        changeable=page.kind is PageKind.QUESTIONS,
        own=page.own,
    )


def _papers_step(facts: Facts) -> Step[Visit]:
    """Before all is looked at once more and sent. What was changed since stands on other papers; once it is
    sent there is nothing to be seen any more.
    """

    def done(visit: Visit) -> bool:
        return _recorded(visit) or visit.journey.papers_seen == visit.journey.relevant(facts(visit)).values

    return Step(OWN_PAPERS, SUBMIT_GROUP, done=done, own="read")


def _signing_steps(task: Task, facts: Facts) -> tuple[Step[Visit], ...]:
    """Who asks for it on the last page signs what stands there; what is changed afterwards is signed anew."""

    def has_phones(visit: Visit) -> bool:
        read = visit.record(PHONE_SECTIONS)
        return read is not None and read.grant_id != visit.journey.ended_grant

    def signed(visit: Visit) -> bool:
        return is_signed(task, visit, visit.journey.relevant(facts(visit)))

    def wants(visit: Visit) -> bool:
        return visit.journey.wants_to_sign and not _recorded(visit)

    return (
        Step(
            SIGN_RECORD,
            SUBMIT_GROUP,
            done=lambda visit: not wants(visit) or has_phones(visit),
            applies=lambda visit: wants(visit) and not has_phones(visit) and not signed(visit),
            screen=RECORD,
        ),
        Step(
            SIGN,
            SUBMIT_GROUP,
            done=lambda visit: not wants(visit) or signed(visit),
            applies=wants,
            own="pin",
        ),
    )


def _face_prepared(visit: Visit) -> bool:
    return visit.person.face_declined or visit.person.face_consent is not None


def _face_wanted(visit: Visit) -> bool:
    return visit.journey.asks_face and not visit.person.face_declined


def _face_checked(visit: Visit) -> bool:
    return visit.person.face is not None or visit.person.face_declined


def _recorded(visit: Visit) -> bool:
    return visit.journey.recorded is not None


_IDENTIFICATION: tuple[Step[Visit], ...] = (
    Step(
        "card",
        CARD_GROUP,
        done=lambda visit: visit.person.card is not None,
        applies=lambda visit: visit.journey.asks_card,
    ),
    Step(
        "identity",
        CARD_GROUP,
        done=lambda visit: visit.person.assurance >= Assurance.CARD,
        applies=lambda visit: visit.journey.asks_card,
    ),
    Step(
        "face_prepare",
        FACE_GROUP,
        done=_face_prepared,
        applies=lambda visit: visit.journey.asks_face,
        own="face",
    ),
    Step("face_check", FACE_GROUP, done=_face_checked, applies=_face_wanted, own="face"),
    Step(
        "face_result",
        FACE_GROUP,
        # Acceptance and staff review both lead on: nobody is refused here, staff decide afterwards.
        done=lambda visit: visit.person.assurance >= Assurance.PERSON,
        applies=lambda visit: visit.journey.asks_face,
    ),
)
_CONFIRMATION: tuple[Step[Visit], ...] = (
    Step(
        CONFIRM_RECORD,
        RECORD_GROUP,
        done=lambda visit: visit.journey.record_confirmed,
        own="agree",
    ),
)
_SUBMISSION: tuple[Step[Visit], ...] = (
    Step(CHECK_ANSWERS, SUBMIT_GROUP, done=_recorded, own="send"),
    Step(RECEIPT, SUBMIT_GROUP, done=_recorded, final=True),
)
_REMINDER: tuple[Step[Visit], ...] = (Step(REMINDED, RESULT_GROUP, done=lambda _visit: True),)
_RESULT: tuple[Step[Visit], ...] = (Step(RESULT, RESULT_GROUP, done=lambda _visit: True),)
_PETITION: tuple[Step[Visit], ...] = (Step(PETITION, RESULT_GROUP, done=lambda _visit: True),)
