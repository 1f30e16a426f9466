"""One person doing one task: its answers, its proofs, its act and its receipt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import JsonValue

from kiosk.contract.kinds.reminder_keep import KeptReminderPart
from kiosk.contract.wire import CodeChannel, Help
from kiosk.errors import BugError
from kiosk.forms.answers import Answers, Relevant
from kiosk.forms.form import Form
from kiosk.sync.act import RecordedAct, new_act_id
from kiosk.visit.person import Assurance, Person
from kiosk.visit.proofs import ChannelProof, Proofs, ProofState
from kiosk.visit.signature import Signature

if TYPE_CHECKING:
    from kiosk.reference.working_days import WorkingDay


WHO_FILES, _SELF = "filing.by", "self"  # the question for whom somebody files, and "for myself"
_VERIFIED = ProofState.VERIFIED
_WHOM = ("filing.", "concerned.")  # what questions about that begin with


class Journey:
    """``asks_card`` and ``asks_face``: what of the identification belongs to this journey. A person who was
    identified before is not asked again.
    """

    def __init__(
        self,
        task_id: str,
        form: Form,
        needs: Assurance,
        person: Person,
        begun_at: datetime | None = None,
    ) -> None:
        self.task_id = task_id
        self.begun_at = begun_at
        self.helped_before: tuple[Help, ...] = ()  # by staff, in the visit that a draft comes from
        self.answers = Answers(form)
        self.proofs = Proofs()
        self._proved_before: frozenset[str] = frozenset()  # addresses, for other journeys of the visit
        self.unlooked = False  # the register could not be asked; the act says so
        self.follows = False  # begun from a page of another that said what to do first
        self.asks_card = needs >= Assurance.CARD > person.assurance
        self.asks_face = needs >= Assurance.PERSON > person.assurance
        # Made before anything of the journey is kept: submitting again, also after a crash, is the same act.
        self.act_id: UUID = new_act_id()
        self.led_by_record = False  # by something that stands there, which fills in the answers
        self.own_figures: bool | None = None  # the record shall fill in answers; None: not asked yet
        self.record_confirmed = False  # the person wants to see what is sensitive, each time anew
        self.chosen_child: str | None = None  # number of the one that is registered; "": another one
        self.papers_seen: Mapping[str, Any] | None = None  # the answers that stood on the papers shown last
        self.wants_to_sign = False  # with their phone, before it is sent
        self.signature: Signature | None = None
        self.ended_grant: UUID | None = None  # for phones: another one is asked for
        self.kept_reminder: KeptReminderPart | None = None  # what central shall keep and say
        self.due: WorkingDay | None = None  # what the person is told of the answer
        self.tracking_code: str | None = None  # of the petition that is filed; on screen and paper only
        self.recorded: RecordedAct | None = None

    def __repr__(self) -> str:
        return f"Journey({self.task_id})"

    @property
    def form(self) -> Form:
        return self.answers.form

    @property
    def for_self(self) -> bool:
        """Nobody else's record may be filled in for whom somebody files."""
        return not self.answers.has(WHO_FILES) or self.answers.value(WHO_FILES) == _SELF

    def relevant(self, facts: Mapping[str, JsonValue]) -> Relevant:
        """Which questions count and how they were answered."""
        return self.answers.relevant(facts)

    def proof_of(self, channel: str) -> ChannelProof:
        """Of the address that is the present answer to the question ``channel``."""
        return self.proofs.of(self.channel_address(channel))

    def channel_address(self, channel: str) -> str | None:
        value = self.answers.value(channel) if self.answers.has(channel) else None
        return value if isinstance(value, str) else None

    def channel_of(self, channel: str) -> CodeChannel:
        """How a code reaches whatever answers the question ``channel``: kinds of questions and ways of codes
        have the same names.
        """
        return CodeChannel(self.form.get_question(channel).kind.name)

    def is_settled(self, channel: str) -> bool:
        """The code came back, it is proved later, or there is no address to prove."""
        return self.proof_of(channel).state is not ProofState.OPEN

    def know_proved(self, proofs: Collection[ChannelProof]) -> None:
        """Nobody proves an address twice in a visit."""
        before = {each.address for each in proofs if self.proofs.of(each.address).state is not _VERIFIED}
        for each in proofs:
            self.proofs.put(each)
        self._proved_before = frozenset(before)

    def was_proved_before(self, channel: str) -> bool:
        return self.channel_address(channel) in self._proved_before

    def take_over(self, left: Journey) -> None:
        """What was entered when this task was begun before in this visit, and proved, and the act that it is
        for: what was scanned is sealed for that.
        """
        if left.form != self.form:
            raise BugError("answers were to be taken over into another form")
        self.answers, self.proofs, self.act_id = left.answers, left.proofs, left.act_id
        self.own_figures, self.chosen_child = left.own_figures, left.chosen_child
        self.begun_at, self.helped_before = left.begun_at, left.helped_before

    def choose_figures(self, *, own: bool, led: bool = False) -> None:
        """Whether answers are filled in from the record. What was filled in otherwise is forgotten.
        ``led``: a page of the record itself led here, so nobody is asked.
        """
        self.led_by_record = led
        if self.own_figures is not None and self.own_figures is not own:
            whom = [each.id for each in self.form.questions() if each.id.startswith(_WHOM)]
            kept = {each: self.answers.value(each) for each in whom if self.answers.has(each)}
            self.answers.wipe()
            for question_id, value in kept.items():
                self.answers.put(question_id, value)
        self.own_figures = own

    def choose_child(self, number: str) -> None:
        """Of the children whom the civil registry names, "" for another one. What was said of one chosen
        before is forgotten.
        """
        if self.chosen_child not in (None, number):
            self.answers.wipe()
        self.chosen_child = number

    def wipe(self) -> None:
        self.answers.wipe()
        self.proofs.wipe()
        self._proved_before = frozenset()
        self.kept_reminder = None
        self.due = self.recorded = self.own_figures = self.chosen_child = self.papers_seen = None
        self.wants_to_sign, self.signature, self.ended_grant = False, None, None
        self.record_confirmed, self.tracking_code = False, None
        self.helped_before = ()
