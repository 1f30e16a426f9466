"""Petitions from the tree to the act: what each branch leads to, who is named, and what the code is of."""

from __future__ import annotations

from uuid import UUID

import pytest

from kiosk.contract.kinds import KINDS
from kiosk.contract.kinds.petition_filed import PetitionPayload
from kiosk.contract.tracking import tracking_digest
from kiosk.forms.form import PageKind
from kiosk.forms.kind import Typed
from kiosk.forms.kinds.document_scan import ScannedPage
from kiosk.sync.act import Act, RecordedAct
from kiosk.tasks.evidence import Place
from kiosk.tasks.submission import Submission
from kiosk.visit.visit import Visit
from tests.acts import TRACKING_CODE
from tests.kiosk.visits import answer, begin, catalogue, context_of, identified_visit, new_visit
from tests.manual_clock import START, ManualClock

SAID: dict[str, Typed] = {
    "feedback.about": {"choice": "benefit"},
    "feedback.case": {},
    "feedback.text": {"text": "Lương hưu tháng này chưa đến."},
    "feedback.papers": {},
    "feedback.reply": {"choice": "kiosk"},
    "consent.feedback": {"choice": "yes"},
}
PAGE = ScannedPage(
    attachment_id=UUID(int=7), sha256="0" * 64, size=1000, key="A" * 43, width=2480, height=3508
)
TREE = catalogue().get("give_feedback").form


class _Kept:
    def __init__(self) -> None:
        self.acts: list[Act] = []

    def record(self, act: Act) -> RecordedAct:
        self.acts.append(act)
        return RecordedAct(act.act_id, act.kind, act.occurred_at, len(self.acts), None)


def _filed(visit: Visit, task_id: str) -> Act:
    kept = _Kept()
    task = catalogue().get(task_id)
    Submission(kept, ManualClock(), Place("019", "KIOSK-01")).submit(task, visit, context_of(visit, START))
    return kept.acts[0]


def test_with_a_name_it_says_who_and_what_about_and_the_code_stays_here() -> None:
    visit = identified_visit()
    begin(visit, "give_feedback")
    answer(visit, SAID)
    act = _filed(visit, "give_feedback")
    payload = PetitionPayload.model_validate(act.payload)
    assert payload.identity is not None
    assert payload.subject == act.subject_id
    assert payload.category == "benefit"
    assert [each.purpose for each in payload.consents if each.purpose == "petition"] == ["petition"]
    code = visit.journey.tracking_code
    assert code is not None
    assert payload.tracking_sha256 == tracking_digest(code)
    assert code not in str(act.payload)
    visit.wipe()
    assert visit.journey_or_none is None


def test_without_a_name_nobody_is_in_it_and_nobody_has_to_be_there() -> None:
    for visit in (new_visit(), identified_visit()):
        begin(visit, "give_remark")
        said: dict[str, Typed] = {
            "remark.about": {"choice": "account"},
            "remark.text": {"text": "Máy in hay hết giấy."},
            "remark.papers": {"pages": [PAGE.typed]},
        }
        answer(visit, said)
        act = _filed(visit, "give_remark")
        (file,) = act.attachments
        assert (file.attachment_id, file.role) == (PAGE.attachment_id, "remark.papers.1")
        assert (act.subject_id, act.summary) == ("", KINDS["petition.filed"].title.vi)
        assert PetitionPayload.model_validate(act.payload).identity is None


def test_opened_again_by_the_digest_alone() -> None:
    visit = new_visit()
    begin(visit, "reopen_petition")
    answer(
        visit, {"tracking.code": {"text": TRACKING_CODE.lower()}, "reopened.why": {"text": "Chưa nhận được."}}
    )
    act = _filed(visit, "reopen_petition")
    assert act.payload["tracking_sha256"] == tracking_digest(TRACKING_CODE)
    assert act.payload["answers"] == {"reopened.why": "Chưa nhận được."}


def test_every_branch_stands_before_the_card_and_leads_to_tasks_that_there_are() -> None:
    asked = TREE.get_question("feedback.about")
    branches = {page.id: page for page in TREE.pages if page.kind is not PageKind.QUESTIONS and page.at_once}
    chosen = {each.id for each in asked.options.items}  # type: ignore[attr-defined]
    assert chosen - {"policy"} == branches.keys()  # a question leads on to the petition itself
    for page in branches.values():
        for task_id in page.leads_to:
            assert catalogue().get(task_id).is_offered, (page.id, task_id)
    assert branches["contributions"].leads_to[0] == "missing_time"
    assert branches["personal_data"].leads_to[0] == "9.1"
    assert branches["treatment"].leads_to[0] == "not_my_care"
    assert branches["account"].leads_to[0] == "reset_account"


@pytest.mark.parametrize(("branch", "article"), [("complaint", "Điều 128"), ("denunciation", "Điều 131")])
def test_what_is_a_procedure_of_law_is_explained_and_not_taken(branch: str, article: str) -> None:
    page = TREE.get_page(branch)
    assert page.kind is PageKind.STOP
    assert article in page.article
    assert page.counter
    assert page.bring


def test_only_kinds_that_say_so_are_filed_without_a_name() -> None:
    assert {kind.name for kind in KINDS.values() if kind.unnamed} == {"petition.filed", "petition.reopened"}
    for task in catalogue():
        assert not task.act or task.assurance > 0 or KINDS[task.act].unnamed, task.id
