"""A record from the kiosk to central and back: real card line, HTTP, database and audit on both sides."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pyotp
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from central.grants.tables import grant_audit
from commands.central_demo import OFFICE
from commands.central_staff import DemoOfficer, prepare_demo
from commands.demo.world import World
from commands.settings_argument import FONTS_FOLDER
from ekyc.card.reading import CardReading, Identity
from ekyc.chip.challenge_answer import ChallengeAnswer
from ekyc.errors import EkycError
from kiosk.app import Kiosk
from kiosk.contract.grants import OfficerDecision, SealedRecord
from kiosk.contract.records import Section
from kiosk.errors import KnownError
from kiosk.forms.kind import Typed
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.record_desk import Answered
from kiosk.records.care import DisputedCare
from kiosk.sync.client import CentralClient
from kiosk.visit import identification
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from local_db.audit_log import AuditLog
from simulation.card.chip import SimulatedCard
from simulation.card.plain_portrait import plain_portrait
from simulation.card.quirks import Quirks
from simulation.people import ADULT_MAN, ADULT_WOMAN, SamplePerson
from tests.end_to_end.interrupted_kiosk import drafts_in, settle
from tests.kiosk.visits import face_evidence, proved_reading
from tests.patience import PATIENCE, until_none

T = TypeVar("T")
SECTIONS = frozenset({Section.CONTRIBUTIONS, Section.HEALTH})
AGREEING = Quirks(signing_key=None)  # proves itself by chip authentication alone
COPYABLE = Quirks(signing_key=None, ca_cipher=None)


def reading_of(person: SamplePerson) -> CardReading:
    """As the card page ends with it, when all was proved."""
    identity = Identity(
        personal_number=person.personal_number,
        full_name=person.full_name,
        date_of_birth=person.date_of_birth,
        sex=person.sex,
        date_of_expiry=person.date_of_expiry,
    )
    return replace(proved_reading(), identity=identity)


@dataclass
class Counter:
    """Somebody at a kiosk, and what stands in the two audit logs afterwards."""

    world: World
    kiosk: Kiosk
    faults: list[EkycError] = field(default_factory=list)

    @property
    def visit(self) -> Visit:
        return self.kiosk.navigator.visit

    def arrive(self, person: SamplePerson = ADULT_WOMAN, task: str = "history") -> None:
        """To where the record is asked for."""
        navigator = self.kiosk.navigator
        navigator.begin(Language.VIETNAMESE)
        navigator.choose(task)
        identification.take_card(self.visit.person, reading_of(person))
        navigator.next()
        identification.confirm_identity(self.visit.person)
        navigator.next()
        identification.agree_to_face(self.visit.person, self.kiosk.clock.now())
        navigator.next()
        identification.take_face(self.visit.person, face_evidence(), self.kiosk.policy)
        navigator.next()
        navigator.next()
        if navigator.screen == "confirm_record":
            assert self.noted_here == []  # nobody has asked for anything
            navigator.journey.record_confirmed = True
            navigator.next()
        assert navigator.screen == "record"

    def put(self, person: SamplePerson = ADULT_WOMAN, quirks: Quirks | None = None) -> None:
        self.world.reader.insert(SimulatedCard(person, plain_portrait(), quirks=quirks))

    def answer(self) -> Answered:
        """Central's challenge, answered by the card on the reader."""
        asked = self.kiosk.records.challenge(self.visit.visit_id)
        answers: list[ChallengeAnswer] = []
        ended = threading.Event()

        def on_done(answer: ChallengeAnswer) -> None:
            answers.append(answer)
            ended.set()

        def on_fault(error: EkycError) -> None:
            self.faults.append(error)
            ended.set()

        assert self.visit.person.card is not None
        identity, challenge = self.visit.person.card.identity, bytes.fromhex(asked.challenge)
        self.kiosk.card.answer(
            identity,
            challenge,
            lambda _lies: None,
            on_done,
            on_fault,
            agree=lambda dg14: self.kiosk.records.agree(asked.challenge_id, dg14),
        )
        assert ended.wait(PATIENCE)
        self.kiosk.card.cancel()
        if self.faults:
            raise self.faults[-1]
        return Answered(asked.challenge_id, answers[0])

    def fetch(self, officer: OfficerDecision | None = None, answered: Answered | None = None) -> ReadRecord:
        answered = answered or self.answer()
        return self.kiosk.records.fetch(self.visit, SECTIONS, answered, officer)

    def refusal(self, work: Callable[[], object]) -> str:
        try:
            work()
        except (KnownError, EkycError) as error:
            assert self.visit.read is None
            return error.code
        return "released"

    @property
    def noted_here(self) -> list[tuple[str, str]]:
        """Of records, oldest first: what, and with which outcome."""
        settle(self.kiosk)
        entries = AuditLog(self.kiosk.line.get().database).entries()
        return [
            (each.action, each.outcome)
            for each in reversed(entries)
            if each.action.startswith(("record.", "result.", "book."))
        ]

    @property
    def noted_at_central(self) -> list[tuple[str, str | None]]:
        with self.world.central.central.engine.connect() as connection:
            rows = connection.execute(select(grant_audit).order_by(grant_audit.c.entry)).all()
        return [(row.what, row.code) for row in rows]

    def officer(self) -> tuple[DemoOfficer, OfficerDecision]:
        hired = prepare_demo(self.world.central.central, OFFICE["code"])
        code = pyotp.TOTP(hired.vouch_secret).at(self.world.clock.now())
        return hired, OfficerDecision(account=hired.access.account, code=code)


@contextmanager
def counter_in(folder: Path) -> Iterator[Counter]:
    world = World(folder)
    try:
        world.start()
        world.new_kiosk().close()  # enrols it
        kiosk = Kiosk(world.settings(), world.hardware(), world.clock, FONTS_FOLDER)
        try:
            kiosk.line.start()
            kiosk.drafts.start()
            yield Counter(world, kiosk)
        finally:
            kiosk.close()
    finally:
        world.stop()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with counter_in(tmp_path) as counter:
        yield counter


def test_one_reading_is_one_line_on_both_sides_and_gone_with_the_visit(counter: Counter) -> None:
    counter.put()
    counter.arrive()
    read = counter.fetch()
    visit = counter.visit
    visit.read = read
    counter.kiosk.navigator.next()
    assert counter.kiosk.navigator.screen == "contributions"
    assert counter.noted_here == [("record.read", "ok")]
    assert counter.noted_at_central == [("granted", None), ("read", None)]
    with counter.world.central.central.engine.connect() as connection:
        grants = {row.grant_id for row in connection.execute(select(grant_audit))}
    (line,) = [
        each for each in AuditLog(counter.kiosk.line.get().database).entries() if each.action == "record.read"
    ]
    assert grants == {read.grant_id}
    assert line.reference == f"visit={visit.visit_id} grant={read.grant_id}"  # found again at central
    assert ADULT_WOMAN.personal_number not in "".join((line.reference, line.outcome, line.actor))
    counter.kiosk.navigator.end(EndReason.FINISHED)
    assert visit.read is None


def test_a_grant_for_treatments_is_for_what_was_confirmed_and_nothing_else(counter: Counter) -> None:
    """And the one that was not theirs is a case at central, with the reference that the register has."""
    counter.put()
    counter.arrive(task="care_history")
    use = counter.kiosk.navigator.task.record
    assert use is not None
    read = counter.kiosk.records.fetch(counter.visit, use.sections, counter.answer())
    record = read.release.record
    assert record.care
    assert record.documents is not None
    assert (record.contributions, record.health_cards, record.benefits) == (None, None, None)
    assert counter.noted_here == [("record.read", "ok")]
    with counter.world.central.central.engine.connect() as connection:
        lines = connection.execute(select(grant_audit).order_by(grant_audit.c.entry)).all()
    assert [(line.what, line.sections) for line in lines] == [
        ("granted", ["care", "documents"]),
        ("read", ["care", "documents"]),
    ]
    counter.visit.read = read
    counter.kiosk.navigator.next()
    assert counter.kiosk.navigator.screen == "care"
    event = record.care[-1]
    counter.visit.dispute(DisputedCare.of(event), use.disputes)
    counter.kiosk.navigator.choose(use.disputes)
    navigator, context = counter.kiosk.navigator, counter.kiosk.navigator.context()
    typed: dict[str, Typed] = {"disputed.what": {"choice": "never"}, "declare.disputed": {"choice": "yes"}}
    for question, content in typed.items():
        navigator.journey.answers.type(question, content)
    for page in navigator.journey.form.pages:
        assert navigator.journey.answers.take_page(page, navigator.facts(), context) == {}
    act_id = counter.kiosk.submitter.submit(counter.visit).act_id
    until_none(lambda: counter.kiosk.line.get().outbox.counts().pending)
    counter.world.central.wait_for_judging()
    case = counter.world.central.central.cases.get(counter.officer()[0].access.account, str(act_id))
    assert case.case.kind == "care.dispute"
    payload = counter.world.central.stored_act(act_id)["content"]["payload"]
    assert payload["answers"]["disputed.reference"] == event.id
    assert event.disease not in str(payload)


def test_what_is_printed_stands_in_the_log_and_on_the_paper(counter: Counter) -> None:
    counter.put()
    counter.arrive()
    counter.visit.read = counter.fetch()
    told = counter.kiosk.contributions.tell(counter.visit)
    counter.kiosk.contributions.print_contributions(counter.visit)
    assert counter.noted_here == [("record.read", "ok"), ("record.printed", "ok")]
    (paper,) = counter.world.printed_folder.glob("*.pdf")
    pages = [page.extract_text() for page in PdfReader(paper).pages]
    assert told.headline.value.vi in pages[0]
    assert ADULT_WOMAN.full_name in pages[0]
    assert ADULT_WOMAN.personal_number not in "".join(pages)
    assert "09/2018" in pages[0]  # the gap is told


def test_another_persons_record_never_counts_as_read(counter: Counter) -> None:
    counter.put()
    counter.arrive()
    counter.visit.read = counter.fetch()
    assert counter.visit.record(SECTIONS) is not None
    assert counter.visit.record(SECTIONS | {Section.CARE}) is None  # was not asked for
    identification.take_card(counter.visit.person, reading_of(ADULT_MAN))
    assert counter.visit.record(SECTIONS) is None
    counter.visit.note_owner()
    assert counter.visit.read is None


def test_the_card_of_somebody_else_on_the_reader_opens_nothing(counter: Counter) -> None:
    counter.put(ADULT_MAN)
    counter.arrive(ADULT_WOMAN)
    assert counter.refusal(counter.answer) == "wrong_access_key"


def test_a_changed_kiosk_gets_no_record_of_who_is_not_here(counter: Counter) -> None:
    """It says that another person's card was read; the chip that answers is of who is here."""
    counter.put(ADULT_WOMAN)
    counter.arrive(ADULT_WOMAN)
    answered = counter.answer()
    identification.take_card(counter.visit.person, reading_of(ADULT_MAN))
    identification.take_face(counter.visit.person, face_evidence(), counter.kiosk.policy)
    assert counter.refusal(lambda: counter.fetch(answered=answered)) == "number-of-another"
    assert counter.noted_here == [("record.refused", "number-of-another")]


def test_an_answer_that_was_heard_before_opens_nothing(counter: Counter) -> None:
    counter.put()
    counter.arrive()
    answered = counter.answer()
    counter.fetch(answered=answered)
    assert counter.refusal(lambda: counter.fetch(answered=answered)) == "challenge-unknown"


def test_a_grant_that_was_used_shows_nothing_again(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody between kiosk and central reads first."""
    counter.put()
    counter.arrive()
    real = CentralClient.read_record

    def twice(client: CentralClient, grant_id: UUID, number: str, paper: str | None = None) -> SealedRecord:
        real(client, grant_id, number, paper)
        return real(client, grant_id, number, paper)

    monkeypatch.setattr(CentralClient, "read_record", twice)
    assert counter.refusal(counter.fetch) == "grant-spent"
    assert counter.noted_here == [("record.refused", "grant-spent")]


def test_a_revoked_kiosk_shows_nothing(counter: Counter) -> None:
    counter.put()
    counter.arrive()
    answered = counter.answer()
    assert counter.world.central.central.devices.revoke(counter.kiosk.settings.kiosk_id)
    assert counter.refusal(lambda: counter.fetch(answered=answered)) == "device-revoked"


def test_without_a_line_nothing_is_shown_and_that_is_noted(counter: Counter) -> None:
    counter.put()
    counter.arrive()
    counter.world.central.stop()
    assert counter.refusal(counter.answer) == "central_unreachable"
    assert counter.noted_here == [("record.refused", "central_unreachable")]


def test_a_card_that_agrees_with_central_needs_no_officer(counter: Counter) -> None:
    counter.put(quirks=AGREEING)
    counter.arrive()
    assert counter.fetch().release.record.person.full_name == ADULT_WOMAN.full_name
    assert counter.noted_here == [("record.read", "ok")]


def test_a_card_that_can_be_copied_needs_an_officer_whose_code_counts_once(counter: Counter) -> None:
    counter.put(quirks=COPYABLE)
    counter.arrive()
    assert counter.refusal(counter.fetch) == "officer-needed"
    hired, decision = counter.officer()
    wrong = OfficerDecision(account=hired.access.account, code=f"{(int(decision.code) + 1) % 10**6:06}")
    assert counter.refusal(lambda: counter.fetch(wrong)) == "officer-refused"
    read = counter.fetch(decision)
    assert read.release.record.person.full_name == ADULT_WOMAN.full_name
    assert counter.refusal(lambda: counter.fetch(decision)) == "officer-refused"
    assert counter.noted_here == [
        ("record.refused", "officer-needed"),
        ("record.refused", "officer-refused"),
        ("record.read", "ok"),
        ("record.refused", "officer-refused"),
    ]


def test_a_card_that_stays_is_seen_again_once_it_has_answered(counter: Counter) -> None:
    """At the end of the visit it is asked for."""
    told: list[bool] = []
    seen = threading.Event()

    def on_card(lies: bool) -> None:
        told.append(lies)
        if lies:
            seen.set()

    counter.put()
    counter.kiosk.card.watch(on_card)
    assert seen.wait(PATIENCE)
    counter.arrive()
    seen.clear()
    counter.answer()
    assert seen.wait(PATIENCE)
    assert told == [True, True]


def test_nothing_of_a_look_waits_on_the_disk_for_the_next_visit(counter: Counter) -> None:
    """A task without questions leaves no draft, whenever the power goes."""
    counter.put()
    counter.arrive()
    counter.visit.read = counter.fetch()
    counter.kiosk.navigator.next()
    settle(counter.kiosk)
    assert drafts_in(counter.kiosk) == 0
