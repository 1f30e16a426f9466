"""Central's side of a record, as the interface knows it: it releases what the test says, or refuses."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

from ekyc.chip.challenge_answer import ChallengeAnswer
from ekyc.chip.remote_agreement import Agreement
from kiosk.benefits.months import Month
from kiosk.contract.books import BookCopy, BookCopyRequest
from kiosk.contract.feed import CaseState, Words
from kiosk.contract.finding import Finding
from kiosk.contract.grants import ChipChallenge, OfficerDecision
from kiosk.contract.records import (
    BankAccount,
    CaseResult,
    CaseStage,
    FiledCase,
    Found,
    FoundChild,
    InboxNotice,
    IssuedBook,
    KeptData,
    KnownChild,
    Looked,
    LookedAt,
    NoticeChannel,
    NoticeChoice,
    NoticePreferences,
    Notices,
    NoticeTopic,
    NoticeWords,
    PersonRecord,
    Release,
    ResultPaper,
    Section,
    Severity,
    StandingConsent,
)
from kiosk.contract.wire import PROBLEM_TYPE_BASE, Problem, Retry
from kiosk.errors import KnownError
from kiosk.record_desk import Answered
from kiosk.sync.errors import CentralRefusedError
from kiosk.visit.read_record import KnownRecord, ReadRecord
from kiosk.visit.visit import Visit
from simulation.country import country
from tests.manual_clock import START

ON = date(2026, 3, 2)
GRANT = UUID(int=5)
_PARTS = {
    "care": Section.CARE,
    "documents": Section.DOCUMENTS,
    "benefits": Section.BENEFITS,
    "payments": Section.PAYMENTS,
}
SIGNED_BOOK = b"%PDF-1.7 signed"
ANSWERED = Answered(UUID(int=1), ChallengeAnswer({}, None))


@cache
def invented(people: int = 40, seed: int = 1) -> tuple[PersonRecord, ...]:
    """The first people of a country; most of their histories are odd in one way."""
    return tuple(record for family in country(seed, people, ON) for record in family)


@cache
def odd_record() -> PersonRecord:
    """The one whose history has most to tell of: gaps, an employer who owes, another who is late."""
    from kiosk.records.telling import tell_contributions

    def matters(record: PersonRecord) -> int:
        told = tell_contributions(Release(read_at=START, record=record), ON, "1900 9068")
        return len(told.matters)

    return max((each for each in invented() if each.contributions), key=matters)


def long_record(years: int = 45) -> PersonRecord:
    """Somebody whose wage changed every year."""
    whole = next(each for each in invented() if each.contributions)
    entry = (whole.contributions or ())[0]
    last = Month.of(ON)
    entries = [
        entry.model_copy(
            update={
                "number": place + 1,
                "from_month": str(last + -12 * (years - place) + 1),
                "to_month": str(last + -12 * (years - place - 1)),
                "wage": 1_000_000 + 100_000 * place,
                "replaces": None,
            }
        )
        for place in range(years)
    ]
    return whole.model_copy(update={"contributions": tuple(entries)})


@cache
def treated_record() -> PersonRecord:
    """A pensioner with treatments, their papers, benefits of every part, and a card that ends in three weeks
    after one that has ended.
    """
    people = invented()
    whole = next(each for each in people if len(each.care or ()) > 3 and each.benefits)
    card = (whole.health_cards or ())[0]
    earlier = {"code": "HT3" + card.code[-12:].rjust(12, "0"), "valid_from": date(2021, 1, 1)}
    benefits = {each.kind: each for record in people for each in record.benefits or ()}
    return whole.model_copy(
        update={
            "health_cards": (
                card.model_copy(update={**earlier, "valid_to": date(2025, 12, 31)}),
                card.model_copy(update={"valid_from": date(2026, 1, 1), "valid_to": ON + timedelta(days=21)}),
            ),
            "documents": tuple(each for record in people for each in record.documents or ()),
            "benefits": tuple(benefits.values()),
            "payments": tuple(each for record in people for each in record.payments or ()),
        }
    )


def record_of_parent(children: int = 3, findings: Sequence[FoundChild] = ()) -> PersonRecord:
    """Somebody of whom the civil registry names so many children, one a year; ``findings``: what the register
    has of the last of them, the youngest last.
    """
    parent = next(each for each in invented() if each.contributions)
    known = [
        KnownChild(
            personal_number=f"07922{year}000019",
            full_name=f"Nguyễn Hoàng Bảo {name}",
            date_of_birth=date(2020 + year, 3, 8),
            finding=finding,
        )
        for year, name, finding in zip(
            range(2, 2 + children),
            ("Anh", "Châu", "Minh"),
            (*(None for _ in range(children - len(findings))), *findings),
            strict=False,
        )
    ]
    return parent.model_copy(update={"children": tuple(known)})


def filed_cases() -> tuple[FiledCase, ...]:
    """One that waits for the person, and an older one that is settled."""
    states = (CaseState.RECEIVED, CaseState.IN_REVIEW)
    returned = FiledCase(
        number="HS26-4417-0932-0007-4",
        kind="service.filed",
        about="9.2",
        office="00100",
        state=CaseState.RETURNED,
        opened_at=START,
        told=Words(vi="Hồ sơ cần bổ sung.", en="Something is missing."),
        reason=Words(vi="Hồ sơ còn thiếu giấy tờ.", en="A document is missing."),
        waits_for_person=True,
        may_be_withdrawn=True,
        stages=tuple(CaseStage(state=state, at=START) for state in (*states, CaseState.RETURNED)),
    )
    done = FiledCase(
        number="TD26-4417-0932-0002-1",
        kind="contact.change",
        office="00100",
        state=CaseState.DONE,
        opened_at=START,
        told=Words(vi="Hồ sơ đã giải quyết xong.", en="Your application is settled."),
        result=CaseResult(number="TD26-4417-0932-0002-1/TB", given_at=START, sha256=result_paper().sha256),
        stages=tuple(
            CaseStage(state=state, at=START) for state in (*states, CaseState.APPROVED, CaseState.DONE)
        ),
    )
    return returned, done


def bank_accounts() -> tuple[BankAccount, ...]:
    """One in use, at a bank that has another name by now, and one that was closed."""
    in_use = BankAccount(
        bank_bin="970406",
        bank_name="DongA Bank",
        number="••••••6789",
        holder="TRAN THI MAU DON",
        purposes=("pension", "short_term"),
        is_default=True,
        since=date(2024, 5, 6),
    )
    closed = in_use.model_copy(
        update={
            "bank_bin": "970436",
            "bank_name": "Vietcombank",
            "number": "••••••4321",
            "purposes": ("refund",),
            "is_default": False,
            "state": "closed",
        }
    )
    return closed, in_use


@cache
def result_paper() -> ResultPaper:
    """The notice that the settled one came to, as central makes it."""
    from central.casework.papers_anew import drawn
    from commands.document_samples import sample_result_notice
    from kiosk.documents.result_notice import render_result_notice
    from ui.app import FONTS_FOLDER

    pdf = render_result_notice(sample_result_notice(), FONTS_FOLDER)
    return ResultPaper(pdf=b64encode(pdf), pages=tuple(map(b64encode, drawn(pdf))))


def refusal(code: str, wait: float | None = None) -> CentralRefusedError:
    problem = Problem(
        type=f"{PROBLEM_TYPE_BASE}{code}", title="refused", status=403, code=code, retry=Retry.NEVER
    )
    return CentralRefusedError(problem, wait)


def kept_data() -> KeptData:
    """Agreed to and taken back, and looked at by everybody, more often than the page shows at first."""
    at = START - timedelta(days=3)
    said = {"registration": True, "population_check": True, "notices": False, "face": True}
    return KeptData(
        consents=tuple(
            StandingConsent(purpose=purpose, given=given, at=at, office="00100", text_version="2026-11-28")
            for purpose, given in said.items()
        ),
        looks=(
            LookedAt(by=Looked.KIOSK, at=START, office="00100"),
            LookedAt(by=Looked.VOUCHED, at=at, office="00100"),
            *(LookedAt(by=Looked.STAFF, at=at - timedelta(days=day)) for day in range(6)),
        ),
    )


def notices() -> Notices:
    """One of each sign, most of them unread: a treatment, a card that ends, a month, money; one is over."""

    def words(vi: str, en: str) -> NoticeWords:
        return NoticeWords(vi=vi, en=en)

    month = InboxNotice(
        notice_id=UUID(int=1),
        kind="contributions.month",
        topic=NoticeTopic.CONTRIBUTIONS,
        severity=Severity.INFO,
        created=START - timedelta(days=3),
        title=words("Kết quả đóng tháng 01/2026", "Contributions of 01/2026"),
        body=words("Công ty Thí Dụ đã đóng đủ tháng 01/2026.", "Công ty Thí Dụ paid 01/2026."),
        basis=words("Luật 41/2024/QH15, Điều 10", "Law 41/2024/QH15, Article 10"),
        task="history",
    )
    card = InboxNotice(
        notice_id=UUID(int=2),
        kind="health.card_ending",
        topic=NoticeTopic.HEALTH,
        severity=Severity.URGENT,
        created=START - timedelta(days=5),
        expires=START + timedelta(days=20),
        title=words("Thẻ BHYT còn 21 ngày", "Your health card ends in 21 days"),
        body=words("Gia hạn trước ngày hết hạn để đi khám không gián đoạn.", "Renew it before it ends."),
        task="9.2",
        beforehand={"facility.new": "01902"},
    )
    care = InboxNotice(
        notice_id=UUID(int=3),
        kind="health.treated",
        topic=NoticeTopic.HEALTH,
        severity=Severity.ACT,
        created=START - timedelta(days=1),
        title=words("Lần khám mới dưới thẻ của ông/bà", "A new treatment under your card"),
        body=words("Ngày 12/02/2026 tại Bệnh viện Thí Dụ.", "On 12/02/2026 at Bệnh viện Thí Dụ."),
        task="not_my_care",
        beforehand={"reference": "01025260212017", "day": "2026-02-12", "facility": "Bệnh viện Thí Dụ"},
        source="01025260212017",
    )
    money = InboxNotice(
        notice_id=UUID(int=4),
        kind="money.decided",
        topic=NoticeTopic.MONEY,
        severity=Severity.INFO,
        created=START - timedelta(days=2),
        read_at=START,
        title=words("Đã chuyển tiền lương hưu", "Your pension was paid"),
        body=words(
            "5.240.000 đồng vào tài khoản số cuối 6789.", "VND 5,240,000 to the account ending in 6789."
        ),
    )
    over = month.model_copy(update={"notice_id": UUID(int=5), "expires": START - timedelta(days=1)})
    on, may = (NoticeChannel.KIOSK, NoticeChannel.EMAIL), (NoticeChannel.EMAIL, NoticeChannel.TEXT)
    kinds = {each.kind: each for each in (month, card, care, money)}
    return Notices(
        inbox=(month, card, care, money, over),
        preferences=NoticePreferences(
            choices=tuple(
                NoticeChoice(
                    kind=kind,
                    topic=each.topic,
                    title=each.title,
                    on=on if each.topic is NoticeTopic.HEALTH else on[:1],
                    may_switch=may[1:] if kind == "contributions.month" else may,
                )
                for kind, each in kinds.items()
            ),
            reached_by=(NoticeChannel.KIOSK, NoticeChannel.TEXT),
        ),
    )


def finding_of(found: Found = Found.NUMBER, **changes: Any) -> Finding:
    """What the register is found to have: in order, unless told otherwise."""
    return Finding(grant_id=GRANT, challenge_id=UUID(int=1), kid="", found=found, **changes)


class TestRecords:
    """``refused`` and ``noted`` are what would stand in the audit log."""

    __test__ = False

    def __init__(self) -> None:
        self.record: PersonRecord | None = None
        self.cases = filed_cases()
        self.accounts = bank_accounts()
        self.withheld: tuple[Section, ...] = ()
        self.fault: KnownError | None = None  # of the challenge
        self.refusals: list[KnownError] = []  # of the grants to come
        self.officers: list[OfficerDecision | None] = []
        self.sections: list[frozenset[Section]] = []  # what each grant was for
        self.noted: list[str] = []
        self.printed = self.mailed = 0
        self.notices = notices()
        self.marked: list[UUID] = []  # notices that central heard to be read
        self.books: list[str] = []  # how the book was taken
        self.signs_books = True
        self.findings: dict[str | None, Finding] = {None: finding_of()}
        self.asked: list[str | None] = []
        self._grants = count(GRANT.int)  # one for each reading

    def challenge(self, visit_id: UUID) -> ChipChallenge:
        del visit_id
        if self.fault is not None:
            raise self.fault
        return ChipChallenge(
            challenge_id=UUID(int=1), challenge="00" * 8, expires_in_seconds=180, server_time=START
        )

    def agree(self, challenge_id: UUID, dg14: bytes) -> Agreement | None:
        del challenge_id, dg14
        return None

    def fetch(
        self,
        visit: Visit,
        sections: frozenset[Section],
        answered: Answered,
        officer: OfficerDecision | None = None,
    ) -> ReadRecord:
        del answered
        self.officers.append(officer)
        self.sections.append(sections)
        if self.refusals:
            raise self.refusals.pop(0)
        assert visit.person.card is not None
        record = self.record or odd_record()
        if Section.CONTRIBUTIONS in self.withheld:
            record = record.model_copy(update={"contributions": None, "time_used": None})
        seen = sections - set(self.withheld)
        record = record.model_copy(update={part: None for part, of in _PARTS.items() if of not in seen})
        if Section.CASES in sections:
            record = record.model_copy(update={"cases": self.cases})
        if Section.ACCOUNTS in sections:
            record = record.model_copy(update={"bank_accounts": self.accounts})
        if Section.KEPT in sections:
            record = record.model_copy(update={"kept": kept_data()})
        if Section.NOTICES in sections:
            record = record.model_copy(update={"notices": self.notices})
        paper = None if visit.wanted_paper is None else result_paper()
        is_signed = Section.BOOK in sections and record.contributions is not None and self.signs_books
        book = IssuedBook(number="ABCD-EFGH-JKMN-PQRS", pdf=b64encode(SIGNED_BOOK)) if is_signed else None
        release = Release(read_at=START, record=record, withheld=self.withheld, paper=paper, book=book)
        return ReadRecord(UUID(int=next(self._grants)), visit.person.card.identity.subject, sections, release)

    def find(
        self, visit: Visit, stated: str | None, answered: Answered, officer: OfficerDecision | None = None
    ) -> KnownRecord:
        """``findings``: by the number that is stated, None where only the card speaks."""
        del officer
        self.asked.append(stated)
        if self.refusals:
            raise self.refusals.pop(0)
        assert visit.person.card is not None
        finding = self.findings[stated].model_copy(update={"challenge_id": answered.challenge_id})
        return KnownRecord(visit.person.card.identity.subject, stated, finding)

    def note_refused(self, visit_id: UUID, code: str) -> None:
        del visit_id
        self.noted.append(code)

    def note_printed(self, visit: Visit) -> None:
        assert visit.read is not None
        self.printed += 1

    def mark_read(self, grant_id: UUID, number: str, notice_id: UUID) -> None:
        assert grant_id.int >= GRANT.int
        assert number
        if self.fault is not None:
            raise self.fault
        self.marked.append(notice_id)

    def note_book(self, visit: Visit, how: str) -> None:
        assert visit.read is not None
        self.books.append(how)

    def leave_book(self, request: BookCopyRequest) -> BookCopy:
        assert request.pdf == SIGNED_BOOK
        if self.fault is not None:
            raise self.fault
        return BookCopy(address="https://books.example.vn/take/" + "A" * 27, expires_in_seconds=600)

    def note_mailed(self, visit: Visit) -> None:
        assert visit.read is not None
        self.mailed += 1
