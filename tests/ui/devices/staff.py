"""A staff room with invented acts, for looking at its pages: whoever types the code is in."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, datetime, timedelta
from uuid import UUID

from central.cases.checklist import points_of
from central.cases.table import changes, reasons_of
from kiosk.authentication.staff import SignIn, SignInOutcome, StaffMember
from kiosk.authentication.staff_roles import StaffRight
from kiosk.clock import Clock
from kiosk.contract.feed import CaseState, Words
from kiosk.contract.kinds import KINDS
from kiosk.contract.reviews import (
    Review,
    ReviewAnswer,
    ReviewChange,
    ReviewDecision,
    Reviewed,
    ReviewGroup,
    ReviewPoint,
    ReviewReason,
    ReviewRow,
)
from kiosk.contract.staff import StaffRole
from kiosk.doctor import Check
from kiosk.doctor_words import join, say, tell
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.staff_notes import StaffNote
from kiosk.staff_queue import CaseStanding, QueueCounts, QueueEntry, QueueFilter, QueuePage, QueueState
from kiosk.staff_room import ActDetail, EnrolledAs, Machine, Received, SendOutcome
from kiosk.visit.assistance import Helper
from local_db.act_notes import ActNote
from local_db.outbox import OutboxRow
from simulation.card.plain_portrait import plain_portrait
from tests.ui.devices.service import NETWORK

ACCOUNT, PIN, CODE = "100001", "480273", "246810"
_STATES = (
    (QueueState.QUARANTINED, "content-invalid"),
    (QueueState.WAITING, "central_unreachable"),
    (QueueState.UNDER_WAY, ""),
    (QueueState.DAMAGED, "damaged"),
    (QueueState.RECEIVED, ""),
)


_CASE_STATES = tuple(CaseState)


def _standing(number: int, at: datetime) -> CaseStanding:
    """Every state in turn; the first of them as the receipt left it."""
    state = _CASE_STATES[number % len(_CASE_STATES)]
    if state is CaseState.RECEIVED:
        return CaseStanding(state)
    asked = state in (CaseState.RETURNED, CaseState.REFUSED)
    return CaseStanding(
        state,
        at + timedelta(hours=3),
        Bilingual(
            vi="Hồ sơ cần bổ sung. Xin mang phần còn thiếu đến quầy, hoặc làm lại tại máy tự phục vụ.",
            en="Something is missing. Please bring it to the counter, or file again at a kiosk.",
        ),
        Bilingual(vi="Giấy tờ chụp không đọc được.", en="A document cannot be read.") if asked else None,
        None if asked else date(2026, 3, 12),
    )


def _title(number: int) -> Bilingual:
    kinds = list(KINDS.values())
    return kinds[number % len(kinds)].title


class TestReviews:
    """Central's side of going through a case: ``review`` is what it shows, ``code`` what opens it."""

    __test__ = False

    def __init__(self) -> None:
        self.review = sample_review()
        self.decided: list[ReviewDecision] = []
        self.waits = False

    def open(self, member: StaffMember | None, act_id: UUID, code: str) -> Review:
        assert member is not None
        if code != CODE:
            raise KnownError("officer-refused", "The code does not count.")
        return self.review.model_copy(update={"act_id": act_id})

    def decide(self, member: StaffMember | None, review: Review, decision: ReviewDecision) -> Reviewed:
        assert member is not None
        self.decided.append(decision)
        return Reviewed(case_number=review.case_number, state=CaseState.APPROVED, waits=self.waits)


def sample_review() -> Review:
    """As long as it is likely to be, with the checklist that central has."""
    return Review(
        review_id=UUID(int=5),
        kid="kid",
        act_id=UUID(int=1),
        case_number="DK26-4417-0932-0123-2",
        state=CaseState.RECEIVED,
        outcome=ReviewRow(label="Kết luận", value="máy để cán bộ quyết định", tone="warn"),
        reasons=("Khuôn mặt giống chưa chắc chắn", "Chip chưa chứng minh là chip thật", "Thẻ hết hạn"),
        chip_portrait=b64encode(plain_portrait()),
        portrait=b64encode(plain_portrait(mode="L")),
        groups=(
            ReviewGroup(
                title=Words(vi="Người nộp", en="The person"),
                rows=(
                    ReviewRow(label="Họ và tên", value="Nguyễn Thị Thử Nghiệm"),
                    ReviewRow(label="Số định danh cá nhân", value="001185000023"),
                    ReviewRow(label="Quốc tịch", value="Việt Nam (VNM)"),
                ),
            ),
            ReviewGroup(
                title=Words(vi="Giấy tờ", en="The document"),
                rows=(
                    ReviewRow(label="Cơ quan cấp", value="chưa xác nhận được", tone="warn"),
                    ReviewRow(label="Hạn của thẻ", value="hết hạn", tone="bad"),
                    ReviewRow(label="Dữ liệu trong chip", value="nguyên vẹn", tone="good"),
                ),
            ),
        ),
        points=tuple(
            ReviewPoint(
                id=point.id,
                text=Words(vi=point.text.vi, en=point.text.en),
                answers=tuple(
                    ReviewAnswer(
                        code=each.code,
                        text=Words(vi=each.text.vi, en=each.text.en),
                        passes=each.passes,
                        overrides=each.overrides,
                    )
                    for each in point.answer
                ),
            )
            for point in points_of("registration.adult")
        ),
        changes=tuple(_review_change(name) for name in ("approve", "return", "refuse")),
        proposed=None,
        proposed_by=None,
        expires_in_seconds=900,
    )


def _review_change(name: str) -> ReviewChange:
    change = changes()[name]
    looked = None if change.checklist is None else change.checklist.value
    return ReviewChange.model_validate(
        {
            "name": name,
            "title": change.title.model_dump(),
            "checklist": looked or "",
            "reasons": tuple(
                ReviewReason(code=each.code, text=Words(vi=each.text.vi, en=each.text.en))
                for each in reasons_of(name)
            ),
        }
    )


class TestStaff:
    """``member`` is who gets in; the rest is what they see."""

    __test__ = False

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.who = StaffMember(ACCOUNT, "Trần Văn Mẫu", StaffRole.SUPERVISOR)
        self.member: StaffMember | None = None
        self.left: list[str] = []
        self.notes: tuple[StaffNote, ...] = ()
        self.said: tuple[Bilingual, ...] = ()
        self.written: list[ActNote] = []
        self.sent = SendOutcome(3, 0)
        self.fault: KnownError | None = None
        self.machine_is = Machine(None, (), None, None)
        self.acts = 19
        self.refusal = SignIn(SignInOutcome.WRONG, tries_left=4)
        self.wrong_pins = 2  # nobody is on shift

    def leave(self, reason: str) -> None:
        if self.member is not None:
            self.left.append(reason)
        self.member = None

    def may(self, right: StaffRight) -> bool:
        return self.member is not None and self.member.may(right)

    def sign_in(self, account: str, pin: str, code: str) -> SignIn:
        if (account, pin, code) != (ACCOUNT, PIN, CODE):
            return self.refusal
        self.member = self.who
        return SignIn(SignInOutcome.DONE, self.who)

    def helper(self) -> Helper:
        assert self.member is not None
        return Helper(self.member.account, self.member.name)

    @property
    def on_shift(self) -> str | None:
        return ACCOUNT if self.wrong_pins < 2 else None

    def take_up(self, pin: str) -> tuple[SignIn, Helper | None]:
        if pin != PIN:
            self.wrong_pins += 1
            return self.refusal, None
        return SignIn(SignInOutcome.DONE, self.who), Helper(self.who.account, self.who.name)

    def counts(self) -> QueueCounts:
        return QueueCounts(waiting=7, received=self.acts - 12, undecided=4, quarantined=3, lost=2)

    def queue(self, which: QueueFilter, after: OutboxRow | int | None, limit: int) -> QueuePage:
        if self.fault is not None:
            raise self.fault
        begin = after if isinstance(after, int) else 0
        entries = [self._entry(number) for number in range(self.acts)]
        shown = [each for each in entries if which in (QueueFilter.ALL, each.state.value)]
        following = begin + limit if begin + limit < len(shown) else None
        return QueuePage(tuple(shown[begin : begin + limit]), following)

    def _entry(self, number: int) -> QueueEntry:
        state, reason = _STATES[number % len(_STATES)]
        at = self._clock.now() - timedelta(minutes=7 * number)
        waits = state is QueueState.WAITING
        return QueueEntry(
            act_id=UUID(int=number + 1),
            title=_title(number),
            state=state,
            reference=f"7QK4-M2{number:02d}-X",
            occurred_at=at,
            case_number="DK26-4417-0932-0123-2" if state is QueueState.QUARANTINED else None,
            received_at=at if state is QueueState.RECEIVED else None,
            reason=reason,
            told=Bilingual(vi="Hồ sơ thiếu chữ ký số.", en="The act lacks a signature."),
            detail=Bilingual(vi="Địa chỉ thư điện tử (e-mail)", en="Your e-mail address")
            if state is QueueState.QUARANTINED
            else None,
            answer="Thiếu bản chụp giấy khai sinh. Xin mời người dân bổ sung."
            if state is QueueState.QUARANTINED
            else "",
            tries=4 if waits else 0,
            next_try=self._next_try if waits else None,
            size=31_400,
            case=_standing(number // len(_STATES), at) if state is QueueState.RECEIVED else None,
            line=f"001••••••0{number:02d}",
        )

    @property
    def _next_try(self) -> datetime:
        return self._clock.now() + timedelta(minutes=5)

    def act(self, act_id: UUID) -> ActDetail | None:
        if act_id.int > self.acts:
            return None
        notes = tuple(note for note in self.written if note.act_id == act_id)
        return ActDetail(self._entry(act_id.int - 1), notes)

    def write_note(self, act_id: UUID, text: str) -> None:
        assert self.member is not None
        self.written.append(ActNote(act_id, self._clock.now(), self.member.account, text))

    def send_now(self) -> SendOutcome:
        return self.sent

    def matters(self) -> tuple[StaffNote, ...]:
        return self.notes

    def notices(self) -> tuple[Bilingual, ...]:
        return self.said

    def machine(self) -> Machine:
        return self.machine_is

    def restart_line(self) -> None:
        pass

    def enrol(self, code: str) -> None:
        del code
        if self.fault is not None:
            raise self.fault


def machine_in_trouble(clock: Clock) -> Machine:
    """The longest words that are likely."""
    return Machine(
        EnrolledAs("KIOSK-07", "00100", "BHXH cơ sở Ba Đình", "fQ3nXb0a91Zt", clock.now(), revoked=True),
        (
            Check("printer", ok=True, found=tell("ready", "The queue receipts takes jobs.")),
            Check(
                "acts",
                ok=False,
                found=join(
                    say("acts.waiting", pending=7, quarantined=3),
                    say("acts.lost", lost=1, aside=1, names="7QK4-M213-X"),
                ),
                advice=say("acts.come_again"),
            ),
            Check("disk", ok=True, found=say("disk.free", free=214.2)),
            Check(
                "central",
                ok=False,
                found=tell("central_unreachable", "Central did not answer (ConnectError)."),
                advice=say("central.check"),
            ),
        ),
        clock.now() + timedelta(minutes=5),
        None,
        (
            Received("policy", 4, date(2026, 4, 1), clock.now()),
            Received("benefits", 12, date(2026, 3, 1), clock.now()),
            Received("a_topic_of_tomorrow", 1, None, clock.now()),
        ),
        NETWORK,
        waiting=7,
        problem="central_unreachable",
    )
