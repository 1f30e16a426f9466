"""An address that was proved for one task of a visit is proved for the next ones."""

from __future__ import annotations

from kiosk.authentication.contact_codes import ContactCodes
from kiosk.contract.wire import CodeChannel, CodeSent, CodeVerified
from kiosk.flow.run import FlowRun
from kiosk.language import Language
from kiosk.tasks.way import way_through
from kiosk.visit.channel_codes import send_code, verify_code
from kiosk.visit.facts import facts_of
from kiosk.visit.proofs import ProofState
from kiosk.visit.visit import Visit
from tests.kiosk.visits import VISIT_ID, answer, begin, catalogue, context_of, identified_visit
from tests.manual_clock import START, ManualClock

ADDRESS = "lan@example.vn"
RESET = {"reset.channel": {"choice": "email"}, "contact.email": {"text": ADDRESS}}


class Central:
    """What of central a code takes."""

    def send_code(
        self, channel: CodeChannel, address: str, language: str, request_key: str | None = None
    ) -> CodeSent:
        del channel, address, language, request_key
        return CodeSent(
            challenge_id=VISIT_ID, digits=6, expires_in_seconds=300, resend_after_seconds=60, tries=5
        )

    def verify_code(self, challenge_id: object, code: str) -> CodeVerified:
        del code
        assert challenge_id == VISIT_ID
        return CodeVerified(challenge_id=VISIT_ID, verified_at=START, statement="a.b.c")


def registering(address: str = ADDRESS) -> Visit:
    """The code was shown for the registration."""
    visit, otp = identified_visit(Language.VIETNAMESE), ContactCodes(Central(), ManualClock())
    begin(visit, "register")
    answer(visit, {"contact.phone": {"text": "0901234567"}, "contact.email": {"text": address}})
    send_code(otp, visit, "contact.email")
    verify_code(otp, visit, "contact.email", "246810")
    return visit


def steps_of(visit: Visit, task_id: str) -> list[str]:
    way = way_through(catalogue().get(task_id), lambda each: facts_of(each, context_of(each)))
    assert FlowRun(way, visit).flow is way
    return [step.id for step in way.steps if step.applies(visit)]


def test_the_code_is_asked_for_where_it_was_shown_and_not_again() -> None:
    visit = registering()
    assert "page.email_code" in steps_of(visit, "register")
    visit.lay_aside()
    begin(visit, "reset_account")
    answer(visit, RESET)
    assert "page.email_code" not in steps_of(visit, "reset_account")
    proof = visit.journey.proof_of("contact.email")
    assert (proof.state, proof.statement) == (ProofState.VERIFIED, "a.b.c")


def test_another_address_is_proved_for_itself() -> None:
    visit = registering("khac@example.vn")
    visit.lay_aside()
    begin(visit, "reset_account")
    answer(visit, RESET)
    assert "page.email_code" in steps_of(visit, "reset_account")
    assert visit.journey.proof_of("contact.email").state is ProofState.OPEN


def test_back_in_the_first_task_its_own_code_page_stands_where_it_was() -> None:
    visit = registering()
    visit.lay_aside()
    begin(visit, "reset_account")
    visit.lay_aside()
    begin(visit, "register")
    assert "page.email_code" in steps_of(visit, "register")
    assert visit.journey.is_settled("contact.email")


def test_what_one_person_proved_is_nothing_to_the_next() -> None:
    visit = registering()
    visit.wipe()
    assert visit.proved.all() == ()
