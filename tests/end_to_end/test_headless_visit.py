"""A whole registration through the core, without a window: real APDUs, frames, database and HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands.demo.world import World
from ekyc.card.reading import AccessProtocol, CardReading, IssuerTrust, PrintVersusChip, SodSignature
from ekyc.errors import EkycError
from ekyc.face.evidence import FaceEvidence, LivenessAction, LivenessOutcome, MatchBand
from ekyc.verification import Outcome
from kiosk.app import Kiosk
from kiosk.language import Language
from kiosk.visit import identification
from kiosk.visit.proofs import ProofState
from local_db.audit_log import AuditLog
from simulation.face.person import SyntheticPerson
from tests.end_to_end.interrupted_kiosk import settle
from tests.kiosk.visits import REGISTRATION
from tests.patience import PATIENCE
from tests.stepped_camera import step_by_frames

ADDRESS = "minh.chau@example.vn"
PHONE = "0901234567"  # of the registration


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    world = World(tmp_path)
    world.face_camera = step_by_frames(monkeypatch)
    world.start()
    yield world
    world.stop()


@pytest.fixture
def kiosk(world: World) -> Iterator[Kiosk]:
    kiosk = world.new_kiosk()
    kiosk.start()
    yield kiosk
    kiosk.close()


def wait(event: threading.Event) -> None:
    assert event.wait(PATIENCE), "nothing came in time"


def read_card(kiosk: Kiosk) -> CardReading:
    done = threading.Event()
    outcome: list[CardReading | EkycError] = []

    def finish(result: CardReading | EkycError) -> None:
        outcome.append(result)
        done.set()

    kiosk.card.start(lambda _progress: None, finish, finish)
    wait(done)
    result = outcome[0]
    assert isinstance(result, CardReading), result
    return result


def check_face(kiosk: Kiosk, hear: Callable[[LivenessAction | None], None]) -> FaceEvidence:
    done = threading.Event()
    outcome: list[FaceEvidence | EkycError] = []
    asked: list[LivenessAction] = []

    def finish(result: FaceEvidence | EkycError) -> None:
        outcome.append(result)
        done.set()

    def progress(action: LivenessAction | None) -> None:
        if action is not None and action not in asked:
            asked.append(action)
            hear(action)

    kiosk.face.start(
        kiosk.navigator.visit.person, lambda _frame: None, lambda p: progress(p.action), finish, finish
    )
    wait(done)
    result = outcome[0]
    assert isinstance(result, FaceEvidence), result
    return result


def go_to_the_code(kiosk: Kiosk, world: World) -> None:
    navigator = kiosk.navigator
    navigator.begin(Language.VIETNAMESE)
    navigator.choose("register")
    person = navigator.visit.person
    world.insert_card()
    identification.take_card(person, read_card(kiosk))
    navigator.next()
    identification.confirm_identity(person)
    navigator.next()
    identification.agree_to_face(person, kiosk.clock.now())
    navigator.next()
    evidence = check_face(kiosk, world.hear)
    identification.take_face(person, evidence, kiosk.policy)
    navigator.next()
    navigator.next()
    if navigator.screen == "record":  # the line is up: nobody asks central here
        navigator.journey.unlooked = True
        navigator.next()
    while navigator.screen == "question":
        answer_page(kiosk)
    show_code(kiosk, world, "contact.phone", PHONE)
    navigator.next()
    assert (navigator.screen, navigator.page.channel) == ("code", "contact.email")


def show_code(kiosk: Kiosk, world: World, channel: str, address: str) -> None:
    """The code is sent off, read where it came, and typed."""
    visit = kiosk.navigator.visit
    assert kiosk.codes.send(visit, channel) is not None
    code = world.find_code(address)
    assert code is not None
    assert kiosk.codes.verify(visit, channel, code).outcome.value == "verified"


def answer_page(kiosk: Kiosk) -> None:
    navigator = kiosk.navigator
    answers = navigator.journey.answers
    for question in navigator.page.questions:
        if question.prefill is None:
            typed = {"text": ADDRESS} if question.id == "contact.email" else REGISTRATION[question.id]
            answers.type(question.id, typed)
    assert not answers.take_page(navigator.page, navigator.facts(), navigator.context())
    navigator.next()


def answer_the_rest(kiosk: Kiosk) -> None:
    kiosk.navigator.next()
    while kiosk.navigator.screen == "question":
        answer_page(kiosk)
    assert kiosk.navigator.screen == "own_papers"
    kiosk.navigator.next()
    assert kiosk.navigator.screen == "check_answers"


def test_from_the_card_to_central(kiosk: Kiosk, world: World) -> None:
    sent = threading.Event()
    kiosk.line.listen(lambda _state: None, lambda _act, _case: sent.set())
    go_to_the_code(kiosk, world)
    visit = kiosk.navigator.visit
    person = visit.person
    assert person.card is not None
    verdicts = person.card.verdicts
    assert verdicts.access is AccessProtocol.PACE
    assert verdicts.sod_signature is SodSignature.VALID
    assert verdicts.issuer_trust is IssuerTrust.TRUSTED
    assert verdicts.print_versus_chip is PrintVersusChip.SAME
    assert person.face is not None
    assert person.face.liveness.outcome is LivenessOutcome.PASSED
    assert person.face.match.band is MatchBand.MATCH
    assert person.verdict is not None
    assert person.verdict.outcome is Outcome.ACCEPT, person.verdict.reasons
    show_code(kiosk, world, "contact.email", ADDRESS)
    answer_the_rest(kiosk)
    recorded = kiosk.submitter.submit(visit)
    assert kiosk.submitter.submit(visit) == recorded
    kiosk.navigator.next()
    wait(sent)
    stored = world.central.stored_act(recorded.act_id)
    contact = stored["content"]["payload"]["contact"]
    assert (contact["phone_proof"]["state"], contact["email_proof"]["state"]) == ("verified", "verified")
    assert stored["unproved"] == []  # central believes it by its own word, which came with the act
    assert stored["content"]["subject_id"] == world.card.person.subject
    kiosk.receipts.print_receipt(visit)
    assert (world.folder / "printed" / "receipt-0001.pdf").read_bytes().startswith(b"%PDF")
    settle(kiosk)
    (line,) = [each for each in AuditLog(kiosk.line.get().database).entries() if "printed" in each.action]
    assert (line.action, line.actor, line.outcome) == ("receipt.printed", "citizen", "ok")
    assert line.reference == f"visit={visit.visit_id} act={recorded.act_id}"


def test_with_the_line_down_the_same_visit_ends_and_the_act_goes_out_by_itself(
    kiosk: Kiosk, world: World
) -> None:
    sent = threading.Event()
    kiosk.line.listen(lambda _state: None, lambda _act, _case: sent.set())
    go_to_the_code(kiosk, world)
    world.central.stop()
    visit = kiosk.navigator.visit
    assert kiosk.codes.send(visit, "contact.email") is None
    assert visit.journey.proof_of("contact.email").state is ProofState.PENDING
    answer_the_rest(kiosk)
    recorded = kiosk.submitter.submit(visit)
    assert recorded.case_number is None
    kiosk.receipts.print_receipt(visit)
    world.central.start()
    wait(sent)
    stored = world.central.stored_act(recorded.act_id)
    assert stored["content"]["payload"]["contact"]["email_proof"]["state"] == "pending"
    assert stored["unproved"] == ["email"]


def test_another_face_leads_to_staff_and_never_to_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path)
    world.face_camera = step_by_frames(monkeypatch, SyntheticPerson.HOPPER)
    world.start()
    kiosk = world.new_kiosk()
    kiosk.start()
    try:
        navigator = kiosk.navigator
        navigator.begin(Language.VIETNAMESE)
        navigator.choose("register")
        world.insert_card()
        identification.take_card(navigator.visit.person, read_card(kiosk))
        outcomes = []
        for _ in range(kiosk.settings.face.max_attempts):
            evidence = check_face(kiosk, world.hear)
            assert evidence.match.band is MatchBand.NO_MATCH
            identification.take_face(navigator.visit.person, evidence, kiosk.policy)
            assert navigator.visit.person.verdict is not None
            outcomes.append(navigator.visit.person.verdict.outcome)
        assert outcomes == [Outcome.RETRY, Outcome.RETRY, Outcome.STAFF_REVIEW]
    finally:
        kiosk.close()
        world.stop()
