"""From the checked answers to the act in the outbox. Only after its one commit may a receipt be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kiosk.clock import Clock
from kiosk.errors import BugError
from kiosk.masking import mask_number
from kiosk.registration.consent import CONSENT_PAGE, all_required_given
from kiosk.registration.payload import KIND, SCHEMA_VERSION, build_payload
from kiosk.sync.act import Act, new_act_id
from kiosk.visit import Visit

if TYPE_CHECKING:
    from kiosk.sync.recorder import RecordedAct


class ActRecorder(Protocol):
    def record(self, act: Act) -> RecordedAct:
        """Seal the act and commit it to the outbox; the same act id again changes nothing."""
        ...


class Submission:
    def __init__(self, recorder: ActRecorder, clock: Clock, office_code: str, kiosk_id: str) -> None:
        self._recorder = recorder
        self._clock = clock
        self._office_code = office_code
        self._kiosk_id = kiosk_id

    def submit(self, visit: Visit) -> RecordedAct:
        """Record the visit's registration once, however often the button is pressed.

        Raises the recorder's named errors (disk full, kiosk not enrolled); the visit then keeps every answer
        and may submit again.
        """
        if visit.recorded is not None:
            return visit.recorded
        if visit.card is None or not all_required_given(visit, CONSENT_PAGE):
            raise BugError("an act was submitted without card or consent")
        if visit.act_id is None:
            visit.act_id = new_act_id()
        personal_number = visit.card.identity.personal_number
        act = Act(
            act_id=visit.act_id,
            kind=KIND,
            schema_version=SCHEMA_VERSION,
            occurred_at=self._clock.now(),
            subject_id=personal_number,
            summary=f"Đăng ký tài khoản · {mask_number(personal_number)}",
            payload=build_payload(visit, self._office_code, self._kiosk_id).model_dump(mode="json"),
        )
        visit.recorded = self._recorder.record(act)
        return visit.recorded
