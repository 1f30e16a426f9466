"""Of everything that can be filed each question can be asked once more, filled in and sent alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from central.cases.forms import askable
from central.cases.kinds import HANDLERS
from central.cases.table import Group
from commands.demo.plays import load_play
from kiosk.contract.kinds import KINDS
from kiosk.contract.kinds.case_supplement import CaseSupplementPayload
from kiosk.errors import BugError
from kiosk.forms.form import PageKind
from kiosk.forms.kinds.document_scan import ScannedPage
from kiosk.forms.question import Question
from kiosk.language import Language
from kiosk.sync.act import Act
from kiosk.tasks.evidence import Place
from kiosk.tasks.submission import Submission, is_complete
from kiosk.tasks.task import Task
from kiosk.visit.facts import facts_of
from kiosk.visit.proofs import ChannelProof, ProofState
from kiosk.visit.visit import Visit
from tests.kiosk.tasks.service_ways import NOW, read_walks, walks_of
from tests.kiosk.tasks.test_service_walks import Recorder
from tests.kiosk.visits import begin, catalogue, context_of, identified_visit
from tests.manual_clock import ManualClock

NUMBER = "HS26-4417-0932-0007-4"
FILED = [
    task.id
    for task in catalogue()
    if task.is_offered
    and task.act
    and (handler := HANDLERS[task.act]).group is Group.CASES
    and not handler.moves
]
Typed = Mapping[str, Any]
BY_KIND: Mapping[str, Typed] = {
    "text": {"text": "Công ty May Sao Mai"},
    "name": {"text": "Trần Minh An"},
    "personal_number": {"text": "001188004217"},
    "insurance_number": {"text": "0120034567"},
    "phone": {"text": "0901234567"},
    "email": {"text": "lan@example.vn"},
    "date": {"text": "01062026"},
    "month": {"text": "062026"},
    "period": {"from": "012026", "to": "062026"},
    "yes_no": {"choice": "yes"},
    "address": {"street": "12 Đường Thử Nghiệm", "province": "79", "commune": "26740"},
    "office": {"province": "01", "office": "01901"},
    "facility": {"province": "01", "facility": "01902"},
    "bank_account": {
        "bank": "970436",
        "number": "0123456789",
        "number_again": "0123456789",
        "holder": "TRAN THI MAU DON",
    },
    "document_scan": {"choice": "staff"},
    "contribution_months": {
        "rows": [{"from": "012026", "to": "062026", "scheme": "compulsory", "employer": "Sao Mai"}]
    },
}


@dataclass(frozen=True)
class Sent:
    act: Act
    visit: Visit


def filed(task_id: str) -> Task:
    return catalogue().get(task_id)


def about(task: Task) -> str | None:
    """What its case says of the task that it came of; None where a kind of act has one only."""
    says = task.filing is not None or HANDLERS[task.act].about is not None
    return task.id if says else None


def played(task_id: str) -> Mapping[str, Typed]:
    """What is answered in any of the ways through it that there are tests for."""
    found: dict[str, Typed] = {}
    is_service = filed(task_id).filing is not None
    walks = walks_of(task_id) if is_service else ()
    own = read_walks(task_id).get("answers", {}) if is_service else {}
    for answers in (*(walk.answers for walk in walks), load_play(task_id).answers, own):
        found |= {name: typed for name, typed in answers.items() if typed}
    return found


def typed_for(question: Question, known: Mapping[str, Typed]) -> Typed:
    if question.id in known:
        return known[question.id]
    context = context_of(identified_visit(), NOW)
    match question.kind.name:
        case "one_of":
            return {"choice": question.choices("choice", {}, context)[0].value}
        case "some_of":
            return {"chosen": [question.choices("chosen", {}, context)[0].value]}
        case "number" | "money":
            least, _ = question.kind.limits(question)
            return {"text": str(least) if isinstance(least, int) and least > 0 else "1"}
        case "relatives":
            return {"rows": [{each.id: typed_for(each, {}) for each in question.columns}]}
    return BY_KIND[question.kind.name]


def send(task_id: str, asked: tuple[str, ...], at: datetime, **typed: Typed) -> Sent:
    """By a person who has turned to their case: page by page, to the act."""
    task = catalogue().supplement(filed(task_id), asked)
    assert task is not None
    visit = identified_visit()
    visit.turn_to_case(NUMBER, task.id)
    journey, known = begin(visit, task.id), {**played(task_id), **typed}
    context = context_of(visit, at)
    facts = facts_of(visit, context)
    for question in journey.form.questions():
        if question.id in asked:
            journey.answers.type(question.id, typed_for(question, known))
    journey.answers.type("declare.supplement", {"choice": "yes"})
    for page in journey.form.pages:
        if page.kind is PageKind.CODE:
            address = journey.channel_address(page.channel)
            assert address is not None
            journey.proofs.put(ChannelProof(address, ProofState.PENDING))
            continue
        assert page.kind is PageKind.QUESTIONS
        assert journey.answers.take_page(page, facts, context) == {}, page.id
    relevant = journey.relevant(facts)
    assert is_complete(visit, relevant, context)
    for language in Language:
        visit.language = language
        for question in relevant.questions:
            assert question.show(relevant.values[question.id], context_of(visit, at))
    recorder, clock = Recorder(at), ManualClock()
    clock.set_wall_clock(at)
    Submission(recorder, clock, Place("kiosk", "00100")).submit(task, visit, context)
    return Sent(recorder.act, visit)


def payload_of(act: Act) -> CaseSupplementPayload:
    """As central reads it."""
    payload = KINDS["case.supplement"].payload.model_validate(json.loads(json.dumps(act.payload)))
    assert isinstance(payload, CaseSupplementPayload)
    return payload


def moment(task_id: str) -> datetime:
    return load_play(task_id).at or NOW


@pytest.mark.parametrize("task_id", FILED)
def test_each_question_can_be_asked_alone_and_all_of_them_at_once(task_id: str) -> None:
    task = filed(task_id)
    each = [question.id for question in askable(task.act, about(task))]
    assert each
    for asked in (*((name,) for name in each), tuple(each)):
        payload = payload_of(send(task_id, asked, moment(task_id)).act)
        assert set(payload.answers) == {*asked, "declare.supplement"}
        assert (payload.task, payload.form_version) == (task_id, task.form.version)
        assert HANDLERS["case.supplement"].names(payload) == NUMBER


@pytest.mark.parametrize("task_id", FILED)
def test_it_asks_for_nothing_else(task_id: str) -> None:
    task = filed(task_id)
    for question in task.form.questions():
        made = catalogue().supplement(task, [question.id])
        if not question.kind.can_be_asked_again:
            assert made is None
            continue
        assert made is not None
        asked = [each.id for each in made.form.questions()]
        assert asked == ["case.number", question.id, "declare.supplement"]
        assert all(page.when is None for page in made.form.pages)
        lead = made.form.pages[0].lead
        assert lead is not None
        assert question.label.vi in lead.vi
        assert question.label.en in lead.en


def test_an_address_is_proved_by_its_code() -> None:
    sent = send("change_contact", ("contact.email",), NOW)
    assert [page.id for page in sent.visit.journey.form.pages] == [
        "supplement",
        "email",
        "email_code",
        "supplement_declaration",
    ]
    (claim,) = payload_of(sent.act).addresses()
    assert (claim.channel, claim.verified) == ("contact.email", False)


def test_a_photograph_travels_with_it() -> None:
    page = ScannedPage(
        attachment_id=UUID(int=7), sha256="0" * 64, size=1000, key="A" * 43, width=2480, height=3508
    )
    sent = send("9.14", ("paper.insurance_book",), NOW, **{"paper.insurance_book": {"pages": [page.typed]}})
    (file,) = sent.act.attachments
    assert (file.attachment_id, file.role) == (page.attachment_id, "paper.insurance_book.1")
    assert "key" not in json.dumps(payload_of(sent.act).answers)


def test_what_this_catalogue_does_not_ask_cannot_be_asked_again() -> None:
    task = filed("9.2")
    for asked in ((), ("nothing.such",), ("contact.phone", "nothing.such"), ("declare.true",)):
        assert catalogue().supplement(task, asked) is None
    for task_id in ("supplement_case/9.99/contact.phone", "9.2/9.2/contact.phone", "supplement_case/9.2"):
        assert catalogue().find(task_id) is None
        with pytest.raises(BugError):
            catalogue().get(task_id)


def test_it_is_begun_at_a_case_only() -> None:
    base = filed("supplement_case")
    assert not base.is_offered
    assert base not in catalogue().of_group(base.group)
    assert base not in catalogue().search("bổ sung hồ sơ")
    made = catalogue().supplement(filed("9.2"), ["contact.phone"])
    assert made is not None
    assert made.is_offered
    assert made is catalogue().get(made.id)
    assert made.name.vi == "Bổ sung hồ sơ: Đổi nơi khám chữa bệnh ban đầu"


def test_a_case_leads_to_the_form_that_it_was_filed_with() -> None:
    for task_id in FILED:
        task = filed(task_id)
        assert catalogue().filed_with(task.act, about(task)) is task
    assert catalogue().filed_with("service.filed", None) is None
    assert catalogue().filed_with("service.filed", "own_service") is None
