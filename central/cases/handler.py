"""What is particular about the cases of one kind. Each kind has a module in ``kinds`` that fills this in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pydantic import JsonValue

from central.cases.table import Decision, Group
from central.records.finding import Sought
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.parts import ActPayload, AnsweredPayload
from kiosk.contract.records import ManagedBy, NoticeChannel
from kiosk.language import Bilingual


class Joining(StrEnum):
    """When a further act of a person about the same matter belongs to the case that there is."""

    WHEN_RETURNED = "when_returned"  # it is the supplement; any other is a case of its own, decided later
    UNLESS_REFUSED = "unless_refused"  # a person has one such case, until it is refused or withdrawn


class Second(StrEnum):
    """When a decision takes a second person."""

    NEVER = "never"
    DOUBTFUL = "doubtful"  # where the kiosk left it to staff who this is: approving overrides that doubt
    ALWAYS = "always"


class Count(StrEnum):
    """What a term is counted in. One that would end on a day off ends on the next working day."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    DAYS_BUT_HOLIDAYS = "days_but_holidays"  # weekends count, public holidays do not (L41 Art. 79.3)


@dataclass(frozen=True, slots=True)
class Term:
    """How long an office may take. ``article``: where that stands."""

    days: int | None
    article: str
    count: Count = Count.WORKING_DAYS


TOLD: Mapping[CaseState, Bilingual] = {
    CaseState.RECEIVED: Bilingual(
        vi="Cơ quan BHXH đã nhận hồ sơ.", en="Vietnam Social Security has received your application."
    ),
    CaseState.IN_REVIEW: Bilingual(
        vi="Cán bộ đang xem xét hồ sơ.", en="An officer is looking at your application."
    ),
    CaseState.RETURNED: Bilingual(
        vi="Hồ sơ cần bổ sung. Xin mang phần còn thiếu đến quầy, hoặc làm lại tại máy tự phục vụ.",
        en="Something is missing. Please bring it to the counter, or file again at a kiosk.",
    ),
    CaseState.APPROVED: Bilingual(
        vi="Hồ sơ đã được duyệt và đang được thực hiện.", en="Approved; it is being carried out."
    ),
    CaseState.REFUSED: Bilingual(
        vi="Hồ sơ không được giải quyết. Ông/bà có thể hỏi cán bộ tại quầy và có quyền khiếu nại.",
        en="Refused. You can ask staff at the counter, and have the right to complain.",
    ),
    CaseState.DONE: Bilingual(vi="Hồ sơ đã giải quyết xong.", en="Your application is settled."),
    CaseState.WITHDRAWN: Bilingual(
        vi="Ông/bà đã rút hồ sơ này. Khi cần, ông/bà có thể nộp lại.",
        en="You have withdrawn this application. You can file again when you need to.",
    ),
}

_TOLD_ASKED = Bilingual(
    vi="Hồ sơ cần bổ sung. Ông/bà bổ sung được ngay tại máy tự phục vụ (mục Hồ sơ của tôi), hoặc tại quầy.",
    en="Something is missing. You can send it at a kiosk (My applications), or bring it to the counter.",
)


RESULT_TOLD = Bilingual(
    vi="Kết quả xem và in tại máy tự phục vụ, mục “Hồ sơ của tôi”.",
    en="The result can be read and printed at a kiosk, under “My applications”.",
)
"""Said beside them, once there is a paper that says what the case came to."""


WITHDRAWALS = ("withdraw", "forget")  # of the changes: the first that the case allows
WHO_ASKED = "identity.personal_number"


def _nothing_else(_payload: ActPayload) -> tuple[str, ...]:
    return ()


def _no_other(_payload: ActPayload) -> str | None:
    return None


def _civil(_payload: ActPayload) -> ManagedBy:
    return ManagedBy.CIVIL


def _no_term(_payload: ActPayload) -> Term:
    return Term(None, "")


def _never(_payload: ActPayload) -> bool:
    return False


def _nowhere(_about: str | None) -> bool:
    return False


def task_asked(payload: ActPayload) -> str | None:
    """The task whose form an act carries, for ``about`` of its kind."""
    return payload.task if isinstance(payload, AnsweredPayload) else None


def _nobody(_payload: ActPayload) -> Sought | None:
    return None


def _no_choices(_payload: ActPayload) -> Mapping[str, tuple[NoticeChannel, ...]]:
    return {}


def _no_rings(_payload: ActPayload) -> tuple[datetime, ...]:
    return ()


def _always(_payload: ActPayload) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Tracked:
    """A petition, which is followed by a code: its digest, and what it is about, as the form has it."""

    digest: str = field(repr=False)
    category: str


def _untracked(_payload: ActPayload) -> Tracked | None:
    return None


def _no_code(_payload: ActPayload) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Giving:
    """An address of the person stands at ``path`` of the payload. ``until_decided``: it may be used before
    the case is approved. ``claim``: what the act claims to be proved, which has to be. ``question``: by whose
    id it stands in a supplement. ``alone``: it was given for this case and no other.
    """

    path: str
    until_decided: bool
    claim: str | None = None
    question: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Handler:
    """``matter``: what, beside kind and person, makes two acts ask for the same. An open older case of the
    same matter is decided first, and so is one of the kinds ``after``. ``about``: the task or service that
    was asked for, which staff read; without it the matter, where that is a name. ``told``: what the citizen
    is told in each state, where it is not ``TOLD``. ``gives``: addresses of the person, by the channel of
    notices; ``replaces``: in the place of earlier ones, which are told once that is approved; ``informs``: of
    others, who get a mail when the case is opened, by the kind of notice. ``managed_by``: who keeps the
    person's record; ``asks_tie``: the civil registry is asked about a child; ``asks_bank``: a bank about an
    account that the act names; ``seeks``: the register about this person, of which they were told at the
    kiosk where it ``has_told``; ``record_words``: the first part of the notices that tell of it otherwise;
    ``bank_words``: of the one about what a bank does not confirm. ``needs_strong``: one officer suffices only
    where chip and face are proved (``strong_evidence.toml``). ``enters_account``: by what the case is about,
    an account comes into the register, or leaves it, once it is carried out. ``names``: the number of another
    case of the same person, which the act changes by the first of ``moves`` that this case allows; where none
    can be made, it is a case of its own. ``code_at``: in this state, if it was approved, a code is sent to
    activate the account with, which is of the number at ``holder`` of the payload; ``for_child``: of who
    asked. ``gives_record``: settled, it gives a copy of their record. ``rings``: when the person is reminded;
    what reminds is settled without anybody. ``choices``: by which channels they want to be told of which kind
    of notice; a wish is followed at once. ``term_on``: the term by the day of filing, in the place of
    ``term``. ``tracks``: a petition, which is answered in words instead of decided; ``tracked``: another
    petition that the act names by the digest of its code, instead of a number.
    """

    kind: str
    term: Callable[[ActPayload], Term] = _no_term
    matter: Callable[[ActPayload], tuple[str, ...]] = _nothing_else
    about: Callable[[ActPayload], str | None] | None = None
    joining: Joining = Joining.WHEN_RETURNED
    after: frozenset[str] = frozenset()
    second: Mapping[Decision, Second] = field(default_factory=dict)
    back_office: Callable[[ActPayload], bool] = _always
    told: Mapping[CaseState, Bilingual] = field(default_factory=dict)
    gives: Mapping[str, Giving] = field(default_factory=dict)
    replaces: bool = False
    informs: Mapping[str, str] = field(default_factory=dict)
    managed_by: Callable[[ActPayload], ManagedBy] = _civil
    asks_tie: bool = False
    asks_bank: Callable[[ActPayload], bool] = _never
    seeks: Callable[[ActPayload], Sought | None] = _nobody
    has_told: Callable[[ActPayload], bool] = _never
    record_words: str = "record"
    bank_words: str = "bank"
    needs_strong: Callable[[ActPayload], bool] = _never
    enters_account: Callable[[str | None], bool] = _nowhere
    names: Callable[[ActPayload], str | None] = _no_other
    moves: tuple[str, ...] = ()
    code_at: CaseState | None = None
    holder: str = WHO_ASKED
    for_child: bool = False
    gives_record: bool = False
    rings: Callable[[ActPayload], tuple[datetime, ...]] = _no_rings
    choices: Callable[[ActPayload], Mapping[str, tuple[NoticeChannel, ...]]] = _no_choices
    term_on: Callable[[date], Term] | None = None
    group: Group = Group.CASES
    tracks: Callable[[ActPayload], Tracked | None] = _untracked
    tracked: Callable[[ActPayload], str | None] = _no_code

    def words(self, state: CaseState, *, asked: bool = False) -> Bilingual:
        """``asked``: it was named what is missing."""
        if asked and state is CaseState.RETURNED:
            return _TOLD_ASKED
        return self.told.get(state) or TOLD[state]

    def needs_second(self, decision: Decision, *, doubtful: bool) -> bool:
        match self.second.get(decision, Second.NEVER):
            case Second.ALWAYS:
                return True
            case Second.DOUBTFUL:
                return doubtful
        return False


def text_at(payload: Mapping[str, JsonValue], path: str) -> str | None:
    """What stands at a dotted path of a payload."""
    value: JsonValue = dict(payload)
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None
