"""What an officer sees of a case at the kiosk: the same rows, pictures and checklist as at the pages."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from fastapi import APIRouter

from central.assembly import Central
from central.cases.checklist import points_of
from central.cases.table import Change, changes, reasons_of
from central.cases.views import WholeCase
from central.casework.reviews import DECISIONS, HOLDS, OpenedReview
from central.dependencies import Asker, TheCentral
from central.grants.sealing import sealed_to
from central.http.problems import PROBLEM_ANSWERS, ProblemError
from central.kiosks.devices import Device
from central.pages.evidence_view import ActView, Entry, account_entries, bank_entry, tie_entry, view_of
from central.pages.pictures import made_anew
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState, Words
from kiosk.contract.reviews import (
    REVIEW_SEAL_TYP,
    REVIEW_TYP,
    Review,
    ReviewAnswer,
    ReviewChange,
    ReviewDecision,
    Reviewed,
    ReviewGroup,
    ReviewPoint,
    ReviewReason,
    ReviewRequest,
    ReviewRow,
    SealedReview,
)
from kiosk.contract.wire import StoredAct
from kiosk.language import Bilingual

router = APIRouter(prefix="/v1", responses=PROBLEM_ANSWERS)

_PERSON = Bilingual(vi="Người nộp", en="The person")
_ASKED = Bilingual(vi="Nội dung tờ khai", en="What was declared")
_CARD = Bilingual(vi="Giấy tờ", en="The document")
_FACE = Bilingual(vi="Khuôn mặt", en="The face")
_CONSENTS = Bilingual(vi="Đã đồng ý", en="Agreed to")
_MORE = Bilingual(vi="Cần chú ý", en="To be noted")
_UNDECIDED = (CaseState.RECEIVED, CaseState.IN_REVIEW, CaseState.RETURNED)


@router.post("/reviews", status_code=201)
def open_review(body: ReviewRequest, asker: Asker, central: TheCentral) -> SealedReview:
    """Open the case of an act of this kiosk for an officer; sealed to the device. Each is noted as a look."""
    found = central.reviews.open(asker, body)
    review = _review(central, asker, body, found)
    sealed = sealed_to(asker, central.keys, review, typ=REVIEW_TYP, seal_typ=REVIEW_SEAL_TYP)
    return SealedReview(sealed=sealed)


@router.post("/reviews/{review_id}/decision")
def decide(review_id: UUID, body: ReviewDecision, asker: Asker, central: TheCentral) -> Reviewed:
    """Decide on the case as it was shown, once, by the rules that hold at the pages."""
    case = central.reviews.decide(asker, review_id, body)
    return Reviewed(case_number=case.name, state=case.state, waits=case.proposed is not None)


def _review(central: Central, device: Device, request: ReviewRequest, found: OpenedReview) -> Review:
    whole, account = found.opened.whole, request.officer.account
    case = whole.case
    stored = next((each for each in found.opened.acts if each.act_id == request.act_id), None)
    view = None if stored is None else view_of(stored, case.due_on)
    name, act_id, reading = str(case.case_id), request.act_id, central.case_reading
    today, chip, live = central.now().astimezone(VIETNAM_TIME).date(), None, None
    if view is not None and view.chip_portrait is not None and view.chip_portrait.stored:
        chip = _picture(lambda: reading.chip_portrait(account, name, act_id))
    if view is not None and view.has_portrait:
        live = _picture(lambda: reading.portrait(account, name, act_id))
    return Review(
        review_id=found.review_id,
        kid=device.kid,
        act_id=act_id,
        case_number=case.name,
        state=case.state,
        outcome=_row(Entry("", "") if view is None else view.outcome),
        reasons=() if view is None else view.reasons,
        chip_portrait=chip,
        portrait=live,
        groups=() if view is None else _groups(view, whole, found.opened.acts),
        points=tuple(
            ReviewPoint(
                id=point.id,
                text=_words(point.text),
                answers=tuple(
                    ReviewAnswer(
                        code=each.code,
                        text=_words(each.text),
                        passes=each.passes,
                        overrides=each.overrides,
                    )
                    for each in point.answer
                ),
            )
            for point in points_of(case.kind)
        ),
        changes=tuple(_change(each, today) for each in _decisions(whole)),
        proposed=None if case.proposed is None else _words(changes()[case.proposed].title),
        proposed_by=case.proposed_by,
        expires_in_seconds=HOLDS.total_seconds(),
    )


def _picture(read: Callable[[], bytes]) -> bytes | None:
    """In base64; None for what cannot be shown: the officer goes by the document itself."""
    try:
        return b64encode(made_anew(read()))
    except ProblemError:
        return None


def _decisions(whole: WholeCase) -> list[Change]:
    """Those that this officer can make now; what nobody has taken yet is taken with the decision."""
    offered = {each.name for each in whole.offered}
    taken = "take" in offered
    found = [changes()[name] for name in DECISIONS if name in offered or taken]
    return found if whole.case.state in _UNDECIDED else []


def _change(change: Change, today: date) -> ReviewChange:
    return ReviewChange(
        name=change.name,
        title=_words(change.title),
        checklist="" if change.checklist is None else change.checklist.value,
        reasons=tuple(
            ReviewReason(code=each.code, text=_words(each.text)) for each in reasons_of(change.name, today)
        ),
    )


def _groups(view: ActView, whole: WholeCase, acts: Sequence[StoredAct]) -> tuple[ReviewGroup, ...]:
    noted = [Entry("Lưu ý", each, "warn") for each in view.cautions]
    noted += [Entry("Chưa xác nhận", each, "warn") for each in view.unproved]
    noted += [] if whole.tie is None else [tie_entry(whole.tie)]
    noted += [] if whole.bank is None else [bank_entry(whole.bank)]
    noted += account_entries(whole.case, acts, whole.entry)
    noted += [Entry("Hồ sơ khác đang mở", each.name, "warn") for each in whole.others]
    parts = (
        (_PERSON, view.person),
        (_ASKED, view.asked),
        (_FACE, view.face),
        (_CARD, view.card),
        (_MORE, noted),
        (_CONSENTS, view.consents),
    )
    return tuple(
        ReviewGroup(title=_words(title), rows=tuple(map(_row, entries)))
        for title, entries in parts
        if entries
    )


def _row(entry: Entry) -> ReviewRow:
    return ReviewRow.model_validate({"label": entry.label, "value": entry.value, "tone": entry.tone})


def _words(text: Bilingual) -> Words:
    return Words(vi=text.vi, en=text.en)
