"""Visit: all that is known about the person now at the kiosk. It lives in memory only and is wiped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import JsonValue

from kiosk.benefits.months import Month
from kiosk.contract.records import ResultPaper, Section
from kiosk.contract.wire import Help
from kiosk.errors import BugError
from kiosk.forms.answers import Answers
from kiosk.language import Language
from kiosk.records.care import DisputedCare
from kiosk.visit.assistance import Assistance, fitting
from kiosk.visit.journey import Journey
from kiosk.visit.mailing import mailing_form
from kiosk.visit.person import Person
from kiosk.visit.proofs import Proofs
from kiosk.visit.read_record import KnownRecord, ReadRecord

if TYPE_CHECKING:
    from kiosk.contract.grants import OfficerDecision
    from kiosk.contract.smart_otp import Phone
    from kiosk.sync.act import RecordedAct
    from kiosk.visit.draft import Draft


_TOLD_ANEW = {Section.CASES, Section.NOTICES}  # what an act may add to


@dataclass(frozen=True, slots=True)
class Done:
    """A task that was finished in this visit."""

    task_id: str
    recorded: RecordedAct


@dataclass(frozen=True, slots=True)
class ChosenAccount:
    """``wish``: add, use or close. ``words``: bank and last digits of the account, "" for a new one."""

    wish: str
    words: str = field(default="", repr=False)


@dataclass(slots=True)
class Visit:
    """One person's time at the kiosk; journeys come one after the other."""

    visit_id: UUID
    started_at: datetime
    language: Language = Language.VIETNAMESE
    person: Person = field(default_factory=Person)
    journey_or_none: Journey | None = None
    done: list[Done] = field(default_factory=list)
    draft: Draft | None = field(default=None, repr=False)  # of a journey cut off, found for this card
    typed: dict[str, str] = field(default_factory=dict, repr=False)  # half typed on pages that are no form
    mailing_or_none: Answers | None = field(default=None, repr=False)
    filled: dict[str, Mapping[str, JsonValue]] = field(
        default_factory=dict, repr=False
    )  # by task, beforehand
    aside: dict[str, Journey] = field(default_factory=dict)  # journeys left half done, by task
    owner: str | None = field(default=None, repr=False)  # the personal number of whose answers these are
    vouching: OfficerDecision | None = field(default=None, repr=False)  # an officer's, for the next question
    chosen_case: str | None = None  # number of the one that the person turned to, among their own
    followed_code: str | None = field(default=None, repr=False)  # of the petition whose answer was read
    chosen_account: ChosenAccount | None = field(default=None, repr=False)  # and what to do about it
    disputed_care: DisputedCare | None = field(default=None, repr=False)  # the one that is not theirs
    opened_notices: set[UUID] = field(default_factory=set)  # in this visit
    shown_notices: tuple[UUID, ...] = ()  # what the page of notices has in sight, to be taken along
    chosen_gap: Month | None = None  # first month of the stretch without contributions that they turned to
    wanted_copy: str | None = None  # screen of what they came to see while there is no line
    read: ReadRecord | None = field(default=None, repr=False)  # what central has released in this visit
    known_or_none: KnownRecord | None = field(default=None, repr=False)  # whether the register knows them
    proved: Proofs = field(default_factory=Proofs)  # addresses, for whichever journey they were proved
    waiting: tuple[str, str] | None = None  # a task that was left for another, and the step to go on at
    chosen_phone: Phone | None = field(default=None, repr=False)  # of theirs, to be tried or removed
    assistance: Assistance | None = None  # staff help the person
    helped: list[Help] = field(default_factory=list)  # and had the screen before now
    rated: bool = False  # the person said how it was
    last_task: str | None = None  # that was begun, by its family
    wanted_paper: str | None = None  # the digest of the one that the person wants to read, among their own

    @property
    def journey(self) -> Journey:
        if self.journey_or_none is None:
            raise BugError("no journey has begun")
        return self.journey_or_none

    @property
    def mailing(self) -> Answers:
        """Where papers go that the person wants by e-mail."""
        if self.mailing_or_none is None:
            self.mailing_or_none = Answers(mailing_form())
        return self.mailing_or_none

    def record(self, sections: frozenset[Section]) -> ReadRecord | None:
        """What was read of the person whose card lies here, if it has these sections."""
        read, card = self.read, self.person.card
        if read is None or card is None or not sections <= read.sections:
            return None
        return read if read.number == card.identity.subject else None

    @property
    def known(self) -> KnownRecord | None:
        """What the register was found to have of the person whose card lies here."""
        known, card = self.known_or_none, self.person.card
        if known is None or card is None or known.number != card.identity.subject:
            return None
        return known

    @property
    def paper(self) -> ResultPaper | None:
        """The one that the person wants to read, once central has released it."""
        paper = None if self.read is None else self.read.release.paper
        return paper if paper is not None and paper.sha256 == self.wanted_paper else None

    def help_of_journey(self) -> tuple[Help, ...]:
        """When staff had the screen in the time of this journey, also in a visit that was cut off."""
        journey, begun_at = self.journey, self.journey.begun_at
        present = None if self.assistance is None else self.assistance.stretch()
        here = [*self.helped, *([] if present is None else [present])]
        return fitting(
            (*journey.helped_before, *(each for each in here if begun_at is None or each.until >= begun_at))
        )

    def begin(self, journey: Journey) -> None:
        """The journey before, finished or not, is forgotten; its receipt stays in ``done``."""
        self.leave_journey()
        self.journey_or_none, self.last_task = journey, journey.task_id.partition("/")[0]
        left = self.aside.pop(journey.task_id, None)
        if left is not None:
            journey.take_over(left)
        journey.know_proved(self.proved.all())
        if self.waiting is not None and self.waiting[0] == journey.task_id:
            self.waiting = None

    def turn_to_case(self, number: str, task_id: str) -> None:
        """The person goes on with this one; what they entered for another in that task is forgotten."""
        left = self.aside.pop(task_id, None) if number != self.chosen_case else None
        if left is not None:
            left.wipe()
        self.chosen_case = number

    def turn_to_account(self, chosen: ChosenAccount, task_id: str) -> None:
        """As to a case."""
        left = self.aside.pop(task_id, None) if chosen != self.chosen_account else None
        if left is not None:
            left.wipe()
        self.chosen_account = chosen

    def dispute(self, event: DisputedCare, task_id: str) -> None:
        """The person says that this treatment is not theirs; what they entered about another is forgotten."""
        left = self.aside.pop(task_id, None) if event != self.disputed_care else None
        if left is not None:
            left.wipe()
        self.disputed_care = event

    def turn_to_gap(self, first: Month, task_id: str) -> None:
        """The same of a stretch of months without contributions."""
        left = self.aside.pop(task_id, None) if first != self.chosen_gap else None
        if left is not None:
            left.wipe()
        self.chosen_gap = first

    def turn_to_copy(self, page: str, task_id: str) -> None:
        """The same of a copy of what that screen shows."""
        left = self.aside.pop(task_id, None) if page != self.wanted_copy else None
        if left is not None:
            left.wipe()
        self.wanted_copy = page

    def turn_to_filled(self, filled: Mapping[str, JsonValue], task_id: str) -> bool:
        """The same of a task that begins with these answers. True where what was entered with just these is
        there still.
        """
        if filled != self.filled.get(task_id) and (left := self.aside.pop(task_id, None)) is not None:
            left.wipe()
        self.filled[task_id] = filled
        return task_id in self.aside

    def turn_to_petition(self, code: str, task_id: str) -> None:
        """The same of a petition whose answer they do not accept."""
        left = self.aside.pop(task_id, None) if code != self.followed_code else None
        if left is not None:
            left.wipe()
        self.followed_code = code

    def leave_journey(self) -> None:
        journey, self.journey_or_none, self.wanted_paper = self.journey_or_none, None, None
        self.chosen_phone = None
        if journey is not None:
            journey.wipe()

    def lay_aside(self) -> None:
        """The person goes back out of the journey: what was entered is there again when they come back."""
        journey, self.journey_or_none, self.wanted_paper = self.journey_or_none, None, None
        self.chosen_phone = None
        if journey is not None:
            self.aside[journey.task_id] = journey

    def note_owner(self) -> None:
        """The person confirmed the card. What was entered with the card of somebody else is theirs alone."""
        card = self.person.card
        if card is None:
            raise BugError("no card was confirmed")
        number = card.identity.subject
        if self.owner not in (None, number):
            self._forget_entered()
            self.person.face_consents.clear()
        self.owner = number

    def _forget_entered(self) -> None:
        for journey in self.aside.values():
            journey.wipe()
        self.aside.clear()
        self.typed.clear()
        self.filled.clear()
        self.opened_notices.clear()
        self.shown_notices = ()
        self.read = self.vouching = self.chosen_case = self.wanted_paper = self.chosen_phone = None
        self.chosen_account = self.disputed_care = self.chosen_gap = self.wanted_copy = None
        self.followed_code = None
        self.known_or_none = self.waiting = None
        self.proved.wipe()
        if self.mailing_or_none is not None:
            self.mailing_or_none.wipe()
            self.mailing_or_none = None
        if self.journey_or_none is not None:
            self.journey_or_none.wipe()

    def note_done(self) -> None:
        """The journey has its act: remember that for the visit. What was read of cases and
        notices does not have it."""
        journey = self.journey
        if journey.recorded is not None and all(d.recorded != journey.recorded for d in self.done):
            self.done.append(Done(journey.task_id, journey.recorded))
            self.chosen_case = self.chosen_account = self.disputed_care = self.chosen_gap = None
            if self.read is not None and self.read.sections & _TOLD_ANEW:
                self.read = None

    def wipe(self) -> None:
        """Forget the person. The object stays usable only as an empty one."""
        self._forget_entered()
        self.leave_journey()
        self.person.wipe()
        self.owner = None
        self.done.clear()
        self.draft = self.assistance = self.last_task = None
        self.rated = False
        self.helped.clear()
        self.language = Language.VIETNAMESE
