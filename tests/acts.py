"""Invented acts of every kind, complete enough for central."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from kiosk.contract.kinds.account_reset import AccountResetPayload
from kiosk.contract.kinds.care_dispute import CareDisputePayload
from kiosk.contract.kinds.case_supplement import CaseSupplementPayload
from kiosk.contract.kinds.case_withdrawal import CaseWithdrawalPayload
from kiosk.contract.kinds.contact_change import ContactChangePayload, NewContactPart
from kiosk.contract.kinds.data_request import DataRequestPayload
from kiosk.contract.kinds.notice_preferences import NoticePreferencesPayload
from kiosk.contract.kinds.parts import (
    CardPart,
    ConsentPart,
    FacePart,
    IdentityPart,
    PassportPart,
    ProofPart,
    SignaturePart,
    VerificationPart,
)
from kiosk.contract.kinds.payment_verification import PaymentVerificationPayload
from kiosk.contract.kinds.petition_filed import PetitionPayload
from kiosk.contract.kinds.petition_reopened import ReopenedPayload
from kiosk.contract.kinds.record_wish import RecordWishPayload
from kiosk.contract.kinds.registration_adult import RegistrationPayload
from kiosk.contract.kinds.registration_dependant import DependantPart, DependantPayload
from kiosk.contract.kinds.registration_foreigner import ForeignerPayload
from kiosk.contract.kinds.registration_parts import ContactPart, GuardianPart, RecordPart
from kiosk.contract.kinds.reminder_keep import ReminderKeepPayload
from kiosk.contract.kinds.service_filed import ServicePayload
from kiosk.contract.records import ManagedBy
from kiosk.contract.tracking import tracking_digest
from kiosk.sync.act import Json
from simulation.passports import WORKER

SUBJECT = "001099000017"  # an invented person
_WHEN = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def _common(subject_id: str, full_name: str, portrait: str) -> dict[str, Any]:
    return {
        "language": "vi",
        "office_code": "00100",
        "kiosk_id": "KIOSK-01",
        "identity": IdentityPart(
            source="chip",
            personal_number=subject_id,
            full_name=full_name,
            date_of_birth=date(1999, 1, 17),
            sex="male",
            nationality="VNM",
            residence="7 Ngõ Thử, Phường Mẫu, Hà Nội",
            date_of_issue=date(2022, 5, 4),
            date_of_expiry=date(2039, 1, 17),
            old_id_number=None,
        ),
        "card": CardPart(
            access="pace",
            data_group_integrity="intact",
            sod_signature="valid",
            issuer_trust="trusted",
            chip_genuine="yes",
            chip_proof="chip_authentication",
            print_versus_chip="same",
            validity="valid",
            warnings=(),
            portrait_sha256="0" * 64,
        ),
        "face": FacePart(
            liveness="passed",
            liveness_actions=("turn_left",),
            liveness_reasons=(),
            match="match",
            distance=0.31,
            match_limit=0.42,
            review_limit=0.6,
            matcher="dlib",
            model_sha256="0" * 64,
            models=(),
            limits_version="2026-11",
            findings=(),
            advisories=(),
            methods=(),
            attempts=1,
            portrait_jpeg=portrait,
        ),
        "verification": VerificationPart(outcome="accept", reasons=()),
        "consents": (
            ConsentPart(
                purpose="registration",
                given=True,
                text_version="2026-11-22",
                text_sha256="0" * 64,
                answered_at=_WHEN,
            ),
        ),
    }


OPEN = ProofPart(state="open", challenge_id=None, verified_at=None)

# The kiosk had no line to ask about the record by.
UNLOOKED = RecordPart(looked=False, found=None, differs=(), several=False, stated_number=None)


def registration_payload(
    subject_id: str = SUBJECT,
    *,
    full_name: str = "Nguyễn Văn Thử",
    portrait: str = "",
    phone: str | None = "0901234567",
    phone_proof: ProofPart | None = None,
    email: str | None = None,
    proof: ProofPart | None = None,
    guardian_email: str | None = None,
    record: RecordPart | None = None,
) -> dict[str, Json]:
    """``portrait`` is the one part that may be of any length. ``guardian_email``: of somebody's mother."""
    guardian = None
    if guardian_email is not None:
        guardian = GuardianPart(full_name="Lê Thị Thử", relation="mother", phone=None, email=guardian_email)
    return RegistrationPayload(
        **_common(subject_id, full_name, portrait),
        task="register",
        managed_by=ManagedBy.CIVIL,
        guardian=guardian,
        contact=_contact(email, proof, phone, phone_proof),
        bank=None,
        record=record or UNLOOKED,
    ).model_dump(mode="json")


def _contact(
    email: str | None = None,
    proof: ProofPart | None = None,
    phone: str | None = "0901234567",
    phone_proof: ProofPart | None = None,
) -> ContactPart:
    return ContactPart(
        phone=phone,
        phone_proof=phone_proof or OPEN,
        email=email,
        email_proof=proof or ProofPart(state="no_address", challenge_id=None, verified_at=None),
        address="7 Ngõ Thử, Hà Nội",
    )


CHILD = "001323000021"  # an invented girl of three
CHILD_NAME, CHILD_BORN = "Nguyễn Bảo Thử", date(2023, 1, 8)


def dependant_payload(subject_id: str = SUBJECT, *, child: str = CHILD, **changes: Any) -> dict[str, Json]:
    """``changes``: of the act's own parts."""
    dependant = DependantPart(
        personal_number=child,
        full_name=CHILD_NAME,
        date_of_birth=CHILD_BORN,
        relation="father",
        tie="paper",
    )
    own = {
        "task": "register_child",
        "form_version": "2026-11-28",
        "asked_on": date(2026, 3, 2),
        "dependant": dependant,
        "managed_by": ManagedBy.CIVIL,
        "contact": _contact(),
    }
    common = _common(subject_id, "Nguyễn Văn Thử", "")
    return DependantPayload(**{**common, **own, **changes}).model_dump(mode="json")


def passport_part(**changes: Any) -> PassportPart:
    values = {
        "source": "chip",
        "issuing_state": WORKER.issuing_state,
        "passport_number": WORKER.number,
        "full_name": WORKER.full_name,
        "date_of_birth": WORKER.date_of_birth,
        "sex": "female",
        "nationality": WORKER.nationality,
        "date_of_expiry": WORKER.date_of_expiry,
    }
    return PassportPart(**values | changes)


def foreigner_payload(**changes: Any) -> dict[str, Json]:
    """Of somebody who shows a passport. ``changes``: of the act's parts."""
    own = {
        "identity": passport_part(),
        "verification": VerificationPart(outcome="staff_review", reasons=("passport_shown",)),
        "task": "register_foreigner",
        "form_version": "2026-11-28",
        "insurance_number": WORKER.insurance_number,
        "contact": _contact(),
    }
    common = _common(SUBJECT, WORKER.full_name, "")
    return ForeignerPayload(**{**common, **own, **changes}).model_dump(mode="json")


def withdrawal_payload(subject_id: str = SUBJECT, *, case: str = "TD26-4417-0932-0001-0") -> dict[str, Json]:
    payload = CaseWithdrawalPayload(**_common(subject_id, "Nguyễn Văn Thử", ""), case=case)
    return payload.model_dump(mode="json")


def supplement_payload(subject_id: str = SUBJECT, *, case: str = "HS26-4417-0932-0001-0") -> dict[str, Json]:
    payload = CaseSupplementPayload(
        **_common(subject_id, "Nguyễn Văn Thử", ""),
        case=case,
        task="9.2",
        form_version="2026-11-26",
        answers={"contact.phone": "0907654321"},
        proofs={},
    )
    return payload.model_dump(mode="json")


def verification_payload(subject_id: str = SUBJECT) -> dict[str, Json]:
    payload = PaymentVerificationPayload(
        **_common(subject_id, "Nguyễn Văn Thử", ""),
        task="annual_verification",
        form_version="2026-11-28",
        answers={"verification.draws": ["pension"]},
        proofs={},
    )
    return payload.model_dump(mode="json")


def wish_payload(
    subject_id: str = SUBJECT, *, by_mail: bool = False, copy: str = "contributions"
) -> dict[str, Json]:
    own = {
        "task": "record_later",
        "form_version": "2026-11-29",
        "answers": {"wish.copy": copy, "wish.by_mail": by_mail},
        "proofs": {},
    }
    common = _common(subject_id, "Nguyễn Văn Thử", "")
    return RecordWishPayload(**{**common, **own}).model_dump(mode="json")


def reminder_payload(
    subject_id: str = SUBJECT,
    *rings: datetime,
    email: str = "nhac@example.vn",
    proof: Mapping[str, Json] | None = None,
) -> dict[str, Json]:
    """``proof``: of the address; without one it is unproved."""
    channel = "remind.email"
    reminder = {
        "title": {"vi": "Thẻ BHYT hết hạn", "en": "The health card ends"},
        "lines": [{"vi": "Ngày: Thứ năm 31/12/2026", "en": "Day: Thursday 31/12/2026"}],
        "rings": rings or (datetime(2026, 12, 1, 1, tzinfo=UTC),),
    }
    open_proof = {"state": "pending", "challenge_id": None, "verified_at": None}
    own = {
        "task": "reminder_keep",
        "form_version": "2026-11-29",
        "answers": {"remind.what": "card", channel: email},
        "proofs": {channel: proof or open_proof},
        "reminder": reminder,
    }
    common = _common(subject_id, "Nguyễn Văn Thử", "")
    return ReminderKeepPayload.model_validate({**common, **own}).model_dump(mode="json")


def preferences_payload(
    subject_id: str = SUBJECT, choices: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Json]:
    """``choices``: channels by kind of notice."""
    wanted = {"contributions.month": ["kiosk"]} if choices is None else choices
    own = {
        "task": "notice_preferences",
        "form_version": "2026-11-29",
        "answers": {},
        "proofs": {},
        "choices": [{"kind": kind, "on": on} for kind, on in wanted.items()],
    }
    common = _common(subject_id, "Nguyễn Văn Thử", "")
    return NoticePreferencesPayload.model_validate({**common, **own}).model_dump(mode="json")


def data_request_payload(
    subject_id: str = SUBJECT, *, wish: str = "consent", **changes: Any
) -> dict[str, Json]:
    """``changes``: of the act's own parts."""
    own = {
        "task": "data_request",
        "form_version": "2026-11-28",
        "answers": {"data.wish": wish},
        "proofs": {},
    }
    common = _common(subject_id, "Nguyễn Văn Thử", "")
    return DataRequestPayload(**{**common, **own, **changes}).model_dump(mode="json")


def dispute_payload(subject_id: str = SUBJECT, *, reference: str = "01001260212001") -> dict[str, Json]:
    own = {
        "task": "not_my_care",
        "form_version": "2026-11-28",
        "answers": {
            "disputed.reference": reference,
            "disputed.day": "2026-02-12",
            "disputed.facility": "Bệnh viện Thí Dụ",
            "disputed.what": "never",
        },
        "proofs": {},
    }
    common = _common(subject_id, "Nguyễn Văn Thử", "")
    return CareDisputePayload(**{**common, **own}).model_dump(mode="json")


def reset_payload(
    subject_id: str = SUBJECT, *, email: str | None = None, proof: ProofPart | None = None
) -> dict[str, Json]:
    """To the address in use, or to another one."""
    new = {} if email is None else {"contact.email": email}
    payload = AccountResetPayload(
        **_common(subject_id, "Nguyễn Văn Thử", ""),
        task="reset_account",
        form_version="2026-11-28",
        answers={"reset.channel": "email" if new else "known", **new},
        proofs={} if proof is None else {"contact.email": proof},
    )
    return payload.model_dump(mode="json")


def contact_change_payload(subject_id: str = SUBJECT) -> dict[str, Json]:
    return ContactChangePayload(
        **_common(subject_id, "Nguyễn Văn Thử", ""),
        new=NewContactPart(phone="0907654321"),
        phone_proof=OPEN,
        email_proof=None,
        old_email=None,
        old_email_proof=None,
    ).model_dump(mode="json")


def service_payload(subject_id: str = SUBJECT, *, signature: SignaturePart | None = None) -> dict[str, Json]:
    return ServicePayload(
        **_common(subject_id, "Nguyễn Văn Thử", ""),
        service="9.2",
        form_version="2026-11-26",
        answers={"facility.new": "79001"},
        proofs={},
        printed_forms=("mau_so_2",),
        due=None,
        signature=signature,
    ).model_dump(mode="json")


TRACKING_CODE = "7KM2PQ9XD4TT0ABC13"


def petition_payload(
    subject_id: str = SUBJECT, *, code: str = TRACKING_CODE, **changed: Any
) -> dict[str, Json]:
    """With a person; with ``subject_id`` "" of nobody in particular."""
    said: dict[str, Any] = {
        "task": "give_feedback" if subject_id else "give_remark",
        "form_version": "1",
        "answers": {"feedback.about": "benefit", "feedback.text": "Lương hưu tháng 2 chưa đến."},
        "proofs": {},
        "category": "benefit",
        "tracking_sha256": tracking_digest(code),
    }
    return PetitionPayload(**{**_whose(subject_id), **said, **changed}).model_dump(mode="json")


def reopened_payload(_subject_id: str = "", *, code: str = TRACKING_CODE) -> dict[str, Json]:
    return ReopenedPayload(
        **_whose(""),
        task="reopen_petition",
        form_version="1",
        answers={"reopened.why": "Vẫn chưa nhận được tiền."},
        proofs={},
        tracking_sha256=tracking_digest(code),
    ).model_dump(mode="json")


def _whose(subject_id: str) -> dict[str, Any]:
    if subject_id:
        return {**_common(subject_id, "Nguyễn Văn Thử", ""), "consents": ()}
    common = {"language": "vi", "office_code": "00100", "kiosk_id": "KIOSK-01", "consents": ()}
    return {**common, "identity": None, "card": None, "face": None, "verification": None}
