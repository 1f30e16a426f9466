"""From a complete visit to one act: what it carries, that it is one, and that nothing is guessed."""

from __future__ import annotations

import base64
import json

import pytest

from kiosk.errors import BugError, KnownError
from kiosk.registration import consent, contact, identification
from kiosk.registration.answers import AnswerId, answers
from kiosk.registration.payload import KIND, build_payload
from kiosk.registration.submission import Submission
from kiosk.sync.act import Act, RecordedAct
from kiosk.visit import Visit
from tests.kiosk.policies import POLICY
from tests.kiosk.visits import face_evidence, new_visit, proved_reading
from tests.manual_clock import ManualClock


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


def complete_visit() -> Visit:
    visit, clock = new_visit(), ManualClock()
    identification.take_card(visit, proved_reading())
    identification.confirm_identity(visit)
    consent.answer(visit, consent.FACE_PURPOSE, True, clock)
    identification.take_face(visit, face_evidence(), POLICY)
    contact.set_phone(visit, "0901234567")
    contact.set_email(visit, "lan@example.vn")
    contact.set_address(visit, contact.suggested_address(visit))
    for purpose in consent.on_page(consent.CONSENT_PAGE):
        consent.answer(visit, purpose.id, purpose.required, clock)
    return visit


def submission(ledger: Ledger) -> Submission:
    return Submission(ledger, ManualClock(), "00100", "KIOSK-01")


def test_the_act_carries_identity_proofs_face_contact_and_each_consent() -> None:
    payload = build_payload(complete_visit(), "00100", "KIOSK-01").model_dump(mode="json")
    assert json.loads(json.dumps(payload)) == payload
    assert payload["identity"]["personal_number"] == "079185012345"
    assert payload["card"]["issuer_trust"] == "trusted"
    assert payload["face"]["match"] == "match"
    assert base64.b64decode(payload["face"]["portrait_jpeg"]) == b"one picture"
    assert payload["verification"] == {"outcome": "accept", "reasons": []}
    assert payload["contact"]["email_confirmation"] == "open"
    given = {each["purpose"]: each["given"] for each in payload["consents"]}
    assert given == {"face": True, "registration": True, "population_check": True, "notices": False}
    assert all(each["text_sha256"] for each in payload["consents"])


def test_the_chips_portrait_travels_as_a_digest_only() -> None:
    text = json.dumps(build_payload(complete_visit(), "00100", "KIOSK-01").model_dump(mode="json"))
    assert base64.b64encode(b"not a picture").decode() not in text
    assert "not a picture" not in text


def test_without_the_camera_there_is_no_face_in_the_act() -> None:
    visit = complete_visit()
    identification.decline_face(visit, POLICY)
    payload = build_payload(visit, "00100", "KIOSK-01")
    assert payload.face is None
    assert payload.verification.outcome == "staff_review"


def test_pressing_submit_again_is_the_same_act() -> None:
    ledger, visit = Ledger(), complete_visit()
    first = submission(ledger).submit(visit)
    assert submission(ledger).submit(visit) == first
    assert len(ledger.acts) == 1
    act = next(iter(ledger.acts.values()))
    assert act.kind == KIND
    assert "079185012345" not in act.summary
    assert act.summary.endswith("079••••••345")


def test_a_full_disk_loses_nothing_and_the_second_try_is_the_same_act() -> None:
    ledger, visit = Ledger(), complete_visit()
    ledger.full = True
    with pytest.raises(KnownError, match="disk_full"):
        submission(ledger).submit(visit)
    kept = visit.act_id
    assert kept is not None
    assert visit.recorded is None
    assert visit.contact.phone == "0901234567"
    ledger.full = False
    assert submission(ledger).submit(visit).act_id == kept


def test_nothing_is_submitted_without_card_or_required_consent() -> None:
    with pytest.raises(BugError):
        submission(Ledger()).submit(new_visit())
    visit = complete_visit()
    consent.answer(visit, "registration", False, ManualClock())
    with pytest.raises(BugError):
        submission(Ledger()).submit(visit)


def test_the_answers_to_check_are_masked_and_lead_to_their_questions() -> None:
    rows = {row.id: row for row in answers(complete_visit())}
    assert rows[AnswerId.PERSONAL_NUMBER].value == "079••••••345"
    assert rows[AnswerId.PERSONAL_NUMBER].step is None
    assert rows[AnswerId.PHONE].step == "phone"
    assert rows[AnswerId.EMAIL_CONFIRMATION].code == "open"
    assert rows[AnswerId.CONSENTS].value == "3/4"


def test_a_new_card_forgets_what_the_old_one_led_to() -> None:
    visit = complete_visit()
    identification.take_card(visit, proved_reading())
    assert not visit.identity_confirmed
    assert visit.face is None
    assert visit.verdict is None
    assert visit.face_attempts == 0
