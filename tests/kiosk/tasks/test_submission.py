"""From a complete journey to one act: what it carries, that it is one, and that nothing is guessed."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ekyc.face.evidence import MatchBand
from kiosk.contract.kinds import KINDS
from kiosk.errors import BugError, KnownError
from kiosk.forms.kind import Typed
from kiosk.sync.act import Act, RecordedAct
from kiosk.tasks.evidence import Place, chip_portrait
from kiosk.tasks.submission import Submission
from kiosk.visit import identification
from kiosk.visit.facts import facts_of
from kiosk.visit.proofs import ChannelProof, ProofState
from kiosk.visit.visit import Visit
from tests.kiosk.policies import POLICY
from tests.kiosk.visits import (
    answer,
    begin,
    catalogue,
    complete_registration,
    context_of,
    face_evidence,
    identified_visit,
    new_visit,
    prove_later,
)
from tests.manual_clock import START, ManualClock

IN_WINDOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)


class Ledger:
    """Stands where the recorder stands: keeps acts by id, or has no room."""

    def __init__(self) -> None:
        self.acts: dict[object, Act] = {}
        self.full = False

    def record(self, act: Act) -> RecordedAct:
        if self.full:
            raise KnownError("disk_full", "no room")
        self.acts.setdefault(act.act_id, act)
        return RecordedAct(act.act_id, act.kind, act.occurred_at, len(self.acts), None)

    @property
    def only(self) -> Act:
        (act,) = self.acts.values()
        return act


def submit(ledger: Ledger, visit: Visit, now: datetime = START) -> RecordedAct:
    submission = Submission(ledger, ManualClock(now), Place("00100", "KIOSK-01"))
    return submission.submit(catalogue().get(visit.journey.task_id), visit, context_of(visit, now))


def payload_of(visit: Visit, now: datetime = START) -> Mapping[str, object]:
    ledger = Ledger()
    submit(ledger, visit, now)
    payload = dict(ledger.only.payload)
    assert json.loads(json.dumps(payload)) == payload
    kind = KINDS[ledger.only.kind]
    kind.payload.model_validate_json(json.dumps(payload))  # central reads it with the very same model
    return payload


LATER = {"state": "pending", "challenge_id": None, "verified_at": None, "statement": None}


def test_a_registration_carries_identity_proofs_face_contact_and_each_consent() -> None:
    payload = json.loads(json.dumps(payload_of(complete_registration())))
    assert payload["identity"]["personal_number"] == "079185012345"
    assert payload["card"]["issuer_trust"] == "trusted"
    assert payload["face"]["match"] == "match"
    assert base64.b64decode(payload["face"]["portrait_jpeg"]) == b"one picture"
    assert payload["verification"] == {"outcome": "accept", "reasons": []}
    assert payload["contact"] == {
        "phone": "0901234567",
        "phone_proof": LATER,
        "email": "lan@example.vn",
        "email_proof": LATER,
        "address": "12 Đường Thử Nghiệm, Phường Sài Gòn, Thành phố Hồ Chí Minh",
    }
    given = {each["purpose"]: each["given"] for each in payload["consents"]}
    assert given == {"face": True, "registration": True, "population_check": True, "notices": False}
    assert all(each["text_sha256"] for each in payload["consents"])


def test_a_withdrawal_names_the_case_that_the_person_turned_to_last() -> None:
    visit = identified_visit()
    for number in ("HS26-4417-0932-0007-4", "TD26-4417-0932-0002-1"):
        visit.turn_to_case(number, "withdraw_case")
        begin(visit, "withdraw_case")
        answer(visit, {"declare.withdrawn": {"choice": "yes"}})
        if number.startswith("HS"):
            visit.lay_aside()  # they went back to the list
    assert payload_of(visit)["case"] == "TD26-4417-0932-0002-1"
    assert visit.chosen_case is None  # it is done


def test_a_yearly_check_carries_what_is_drawn_and_the_words_that_were_confirmed() -> None:
    visit = identified_visit()
    begin(visit, "annual_verification")
    typed: dict[str, Typed] = {
        "verification.draws": {"chosen": ["pension", "survivors"]},
        "declare.verification": {"choice": "yes"},
    }
    answer(visit, typed)
    payload = json.loads(json.dumps(payload_of(visit)))
    assert payload["task"] == "annual_verification"
    assert payload["answers"]["verification.draws"] == ["pension", "survivors"]
    assert payload["answers"]["declare.verification"]["text_sha256"]
    assert payload["verification"]["outcome"] == "accept"


def enclosed_in(visit: Visit) -> list[tuple[str, str, bytes]]:
    ledger = Ledger()
    submit(ledger, visit)
    return [(each.role, each.media_type, each.content) for each in ledger.only.enclosed]


def test_the_chips_portrait_goes_along_where_officers_compare_it() -> None:
    """As it is in the chip, a file of its own: what is about an account, beside a live picture."""
    visit = complete_registration()
    card = visit.person.card
    assert card is not None
    assert card.portrait is not None
    portrait = card.portrait
    assert enclosed_in(visit) == [("portrait.chip", portrait.media_type, portrait.data)]
    assert repr(portrait.data) not in repr(chip_portrait(visit))
    without = complete_registration()
    identification.decline_face(without.person, POLICY, START)
    assert enclosed_in(without) == []
    other = identified_visit()
    begin(other, "annual_verification")
    answer(other, {"verification.draws": {"chosen": ["pension"]}, "declare.verification": {"choice": "yes"}})
    assert enclosed_in(other) == []
    assert {kind.name for kind in KINDS.values() if kind.chip_portrait} == {
        "registration.adult",
        "registration.dependant",
        "registration.foreigner",
        "contact.change",
        "account.reset",
    }


def test_in_the_payload_the_chips_portrait_is_a_digest_only() -> None:
    text = json.dumps(payload_of(complete_registration()))
    assert base64.b64encode(b"not a picture").decode() not in text
    assert "not a picture" not in text


def test_without_the_camera_there_is_no_face_in_the_act() -> None:
    visit = complete_registration()
    identification.decline_face(visit.person, POLICY, START)
    payload = json.loads(json.dumps(payload_of(visit)))
    assert payload["face"] is None
    assert payload["verification"]["outcome"] == "staff_review"
    told = [(each["purpose"], each["given"]) for each in payload["consents"][:2]]
    assert told == [("face", True), ("face", False)]  # the withdrawal stands beside what it withdraws


def test_pressing_submit_again_is_the_same_act() -> None:
    ledger, visit = Ledger(), complete_registration()
    first = submit(ledger, visit)
    assert submit(ledger, visit) == first
    assert ledger.only.kind == "registration.adult"
    assert "079185012345" not in ledger.only.summary
    assert ledger.only.summary.endswith("079••••••345")
    assert [done.recorded for done in visit.done] == [first]


def test_a_full_disk_loses_nothing_and_the_second_try_is_the_same_act() -> None:
    ledger, visit = Ledger(), complete_registration()
    ledger.full = True
    with pytest.raises(KnownError, match="disk_full"):
        submit(ledger, visit)
    kept = visit.journey.act_id
    assert kept is not None
    assert visit.journey.recorded is None
    assert visit.journey.answers.value("contact.phone") == "0901234567"
    ledger.full = False
    assert submit(ledger, visit).act_id == kept


def test_nothing_is_submitted_before_every_page_is_answered() -> None:
    visit = identified_visit()
    begin(visit, "register")
    with pytest.raises(BugError):
        submit(Ledger(), visit)


def test_nothing_is_submitted_while_a_code_is_open() -> None:
    visit = complete_registration()
    visit.journey.proofs.put(ChannelProof("lan@example.vn", ProofState.OPEN))
    with pytest.raises(BugError):
        submit(Ledger(), visit)


def test_nothing_is_submitted_by_nobody() -> None:
    visit = new_visit()
    begin(visit, "register")
    with pytest.raises(BugError):
        submit(Ledger(), visit)


def test_an_answer_on_a_branch_that_was_left_is_not_sent() -> None:
    visit = identified_visit()
    begin(visit, "change_contact")
    answer(visit, {"change.what": {"chosen": ["phone", "email"]}, "contact.phone": {"text": "0901234567"}})
    answer(visit, {"contact.email": {"text": "lan@example.vn"}})
    answer(visit, {"change.what": {"chosen": ["phone"]}, "consent.contact_change": {"choice": "yes"}})
    prove_later(visit, "0901234567")
    payload = json.loads(json.dumps(payload_of(visit)))
    assert payload["new"] == {"phone": "0901234567", "email": None, "address": None, "office_code": None}
    assert (payload["email_proof"], payload["phone_proof"]["state"]) == (None, "pending")


def test_an_office_that_sends_no_texts_asks_for_no_code_and_says_so() -> None:
    visit = complete_registration()
    journey, context = visit.journey, replace(context_of(visit), codes_by_text=False)
    journey.proofs.put(ChannelProof("0901234567", ProofState.OPEN))
    ledger = Ledger()
    task = catalogue().get("register")
    relevant = journey.relevant(facts_of(visit, context))
    assert "phone_code" not in [page.id for page in relevant.pages]
    Submission(ledger, ManualClock(START), Place("00100", "KIOSK-01")).submit(task, visit, context)
    contact = json.loads(json.dumps(dict(ledger.only.payload)))["contact"]
    assert (contact["phone"], contact["phone_proof"]["state"]) == ("0901234567", "open")


def test_a_change_of_e_mail_carries_the_proof_of_the_code() -> None:
    visit = identified_visit()
    begin(visit, "change_contact")
    typed: dict[str, Typed] = {
        "change.what": {"chosen": ["email"]},
        "contact.email": {"text": "moi@example.vn"},
        "consent.contact_change": {"choice": "yes"},
    }
    answer(visit, typed)
    visit.journey.proofs.put(ChannelProof("moi@example.vn", ProofState.VERIFIED, visit.visit_id, START))
    payload = json.loads(json.dumps(payload_of(visit)))
    assert payload["new"]["email"] == "moi@example.vn"
    assert payload["email_proof"]["state"] == "verified"
    assert payload["email_proof"]["challenge_id"] == str(visit.visit_id)
    assert payload["old_email"] is None


def test_who_was_not_recognised_proves_the_old_address_too() -> None:
    visit = identified_visit()
    identification.take_face(visit.person, face_evidence(MatchBand.REVIEW), POLICY)
    begin(visit, "change_contact")
    typed: dict[str, Typed] = {
        "change.what": {"chosen": ["phone"]},
        "contact.phone": {"text": "0901234567"},
        "contact.old_email": {"text": "cu@example.vn"},
        "consent.contact_change": {"choice": "yes"},
    }
    answer(visit, typed)
    prove_later(visit, "0901234567")
    with pytest.raises(BugError):  # the code to the old address is still open
        submit(Ledger(), visit)
    visit.journey.proofs.put(ChannelProof("cu@example.vn", ProofState.VERIFIED))
    payload = json.loads(json.dumps(payload_of(visit)))
    assert payload["old_email"] == "cu@example.vn"
    assert payload["old_email_proof"]["state"] == "verified"


SERVICE: dict[str, Typed] = {
    "filing.by": {"choice": "self"},
    "card.managed_by": {"choice": "vss"},
    "contact.phone": {"text": "0901234567"},
    "card.how": {"choice": "vssid"},
    "declare.true": {"choice": "yes"},
}


def filed_service() -> Visit:
    visit = identified_visit()
    begin(visit, "9.2")
    answer(visit, {name: SERVICE[name] for name in ("filing.by", "card.managed_by")}, IN_WINDOW)
    question = visit.journey.form.get_question("facility.new")
    offered = question.choices("facility", {"province": "79"}, context_of(visit, IN_WINDOW))
    facility: Typed = {"facility": offered[0].value}
    answer(visit, {**SERVICE, "facility.new": facility}, IN_WINDOW)
    visit.journey.answers.decline("card.number")
    return visit


def test_a_service_carries_its_answers_by_question_and_the_promised_day() -> None:
    payload = json.loads(json.dumps(payload_of(filed_service(), IN_WINDOW)))
    assert payload["service"] == "9.2"
    assert set(payload["answers"]) == {
        "filing.by",
        "card.managed_by",
        "facility.new",
        "card.number",
        "contact.phone",
        "card.how",
        "declare.true",
    }
    assert payload["answers"]["card.number"] is None
    assert payload["printed_forms"] == ["mau_so_2"]
    # Seven working days after Monday 5 October 2026.
    assert payload["due"] == {"on": date(2026, 10, 14).isoformat(), "confirmed": True}


def test_a_service_that_stops_early_makes_no_act() -> None:
    visit = filed_service()
    with pytest.raises(BugError):
        submit(Ledger(), visit, START)  # a day outside the window


@pytest.mark.expects_log("no due date")
def test_where_the_calendar_ends_no_day_is_promised() -> None:
    visit = complete_registration()
    later = datetime(2031, 3, 3, tzinfo=UTC)
    submit(Ledger(), visit, later)
    assert visit.journey.due is None
