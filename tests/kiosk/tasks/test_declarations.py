"""What a person declares for an account: on paper as the State asks it, and seen before it is filed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from ekyc.card.reading import Sex
from kiosk.documents.forms import FormFields
from kiosk.errors import BugError
from kiosk.flow.run import FlowRun
from kiosk.own_papers import OwnPapers
from kiosk.sync.act import RecordedAct
from kiosk.tasks.printed import fill, printed_of
from kiosk.tasks.way import OWN_PAPERS, RECEIPT, way_through
from kiosk.visit.facts import facts_of
from kiosk.visit.proofs import ChannelProof, ProofState
from kiosk.visit.visit import Visit
from tests.kiosk.documents.receipts import FONTS
from tests.kiosk.tasks.test_registrations import (
    CONSENTS,
    CONTACT,
    GUARDIAN,
    SON,
    TO_STAFF,
    born_on,
    child_of,
    take_filled,
    with_children,
    years_ago,
)
from tests.kiosk.visits import REGISTRATION, Around, answer, begin, catalogue, context_of, identified_visit
from tests.manual_clock import START

REGISTRATIONS = (
    *("register", "register_forces", "register_child", "register_minor", "register_forces_child"),
    *("register_with_bank", "register_foreigner"),
)
DECLARATION, OFFICIAL = "account_declaration", "tk1_ts"


def papers_of(visit: Visit) -> dict[str, FormFields]:
    context = context_of(visit)
    relevant = visit.journey.relevant(facts_of(visit, context))
    task = catalogue().get(visit.journey.task_id)
    return {form.template: fill(form, relevant, context) for form in printed_of(task, relevant.known)}


@pytest.mark.parametrize("task_id", REGISTRATIONS)
def test_every_registration_shows_and_prints_both_papers(task_id: str) -> None:
    documents = catalogue().get(task_id).documents
    assert [(form.template, form.shown) for form in documents] == [(DECLARATION, True), (OFFICIAL, True)]


def test_an_adult_declares_for_themselves() -> None:
    visit = identified_visit()
    begin(visit, "register")
    answer(visit, REGISTRATION)
    papers = papers_of(visit)
    official = papers[OFFICIAL]
    assert official.texts["01"] == "TRẦN THỊ MẪU ĐƠN"
    assert official.texts["03"] == "08/03/1985"
    assert official.texts["04"] == "079185012345"
    assert official.texts["07"].replace("\u00a0", "") == "0901234567"
    assert official.texts["08"] == "lan@example.vn"
    assert official.texts["16"].startswith("Đăng ký tài khoản giao dịch điện tử")
    assert official.ticks["02"] == {"female"}
    own = papers[DECLARATION]
    assert own.texts["holder"] == official.texts["01"]
    assert own.texts["agree_account"] == own.texts["agree_check"] == "Đồng ý"
    assert own.texts["agree_notices"] == "Không đồng ý"
    assert not {"guardian", "guardian_phone", "managed_by", "agree_child"} & own.texts.keys()
    assert own.signer == official.signer == "Trần Thị Mẫu Đơn"


def test_a_minor_names_who_is_told() -> None:
    visit = identified_visit()
    born_on(visit, years_ago(16))
    begin(visit, "register")
    answer(visit, {**GUARDIAN, "guardian.phone": {"text": "0387654321"}, **REGISTRATION})
    own = papers_of(visit)[DECLARATION]
    assert own.texts["guardian"] == "TRẦN VĂN MẪU"
    assert own.texts["guardian_relation"] == "Cha"
    assert own.texts["guardian_email"] == "cha@example.vn"
    assert "guardian_number" not in own.texts


@pytest.mark.parametrize("named_by_registry", [True, False])
def test_a_parent_declares_for_the_child(named_by_registry: bool) -> None:
    """Nothing of the parent stands where the child is meant, also what nobody was asked of the child."""
    visit = identified_visit()
    begin(visit, "register_child")
    if named_by_registry:
        with_children(visit, SON)
        take_filled(visit)
        answer(visit, {"child.relation": {"choice": "mother"}, **CONTACT, **CONSENTS})
    else:
        answer(
            visit, {**child_of(SON.date_of_birth), "paper.birth_certificate": TO_STAFF, **CONTACT, **CONSENTS}
        )
    papers = papers_of(visit)
    name = "LÊ GIA MẪU" if named_by_registry else "LÊ THỊ NHỎ"
    for fields, where in ((papers[OFFICIAL], "01"), (papers[DECLARATION], "holder")):
        assert fields.texts[where] == name
        assert fields.signer == "Trần Thị Mẫu Đơn"
    assert papers[OFFICIAL].ticks["02"] == papers[DECLARATION].ticks["sex"] == frozenset()
    assert not {"05", "06"} & papers[OFFICIAL].texts.keys()
    own = papers[DECLARATION].texts
    assert (own["guardian"], own["guardian_relation"]) == ("TRẦN THỊ MẪU ĐƠN", "Mẹ")
    assert own["guardian_number"] == "079185012345"
    assert (own.get("papers") is None) is named_by_registry


def test_people_of_the_forces_say_who_keeps_their_record() -> None:
    visit = identified_visit()
    begin(visit, "register_forces")
    answer(visit, {"managed.by": {"choice": "police"}, **REGISTRATION})
    assert papers_of(visit)[DECLARATION].texts["managed_by"] == "BHXH Công an nhân dân"


def test_the_papers_are_seen_before_anything_is_sent_and_again_when_they_have_changed() -> None:
    visit = identified_visit()
    journey = begin(visit, "register")
    answer(visit, REGISTRATION)
    for address in ("0901234567", "lan@example.vn"):
        journey.proofs.put(ChannelProof(address, ProofState.PENDING))
    run = FlowRun(
        way_through(catalogue().get("register"), lambda each: facts_of(each, context_of(each))), visit
    )
    run.go_to("check_answers")
    assert run.current.id == OWN_PAPERS
    with pytest.raises(BugError):
        run.next()
    journey.papers_seen = journey.relevant(facts_of(visit, context_of(visit))).values
    assert run.next().id == "check_answers"
    run.change("page.phone")
    assert run.next().id == "check_answers"  # as it was
    run.change("page.phone")
    answer(visit, {"contact.phone": {"text": "0387654321"}})
    assert run.next().id == "page.phone_code"  # another number, another code
    journey.proofs.put(ChannelProof("0387654321", ProofState.PENDING))
    assert run.next().id == OWN_PAPERS


def test_who_comes_back_for_the_receipt_is_not_shown_the_papers_again() -> None:
    visit = identified_visit()
    journey = begin(visit, "register")
    answer(visit, REGISTRATION)
    for address in ("0901234567", "lan@example.vn"):
        journey.proofs.put(ChannelProof(address, ProofState.PENDING))
    run = FlowRun(
        way_through(catalogue().get("register"), lambda each: facts_of(each, context_of(each))), visit
    )
    journey.recorded = RecordedAct(journey.act_id, "registration.adult", START, 1)
    assert run.go_to(RECEIPT).id == RECEIPT


def test_a_task_whose_papers_are_not_shown_goes_straight_on() -> None:
    steps = way_through(catalogue().get("9.2"), lambda each: facts_of(each, context_of(each))).steps
    assert OWN_PAPERS not in [step.id for step in steps]


def test_the_pages_are_pictures_sharp_enough_for_the_panel() -> None:
    visit = identified_visit()
    begin(visit, "register")
    answer(visit, REGISTRATION)
    pictures = OwnPapers(FONTS, Around()).pictures(visit)
    sizes = [Image.open(BytesIO(each)).size for each in pictures]
    assert sizes == [(1240, 1754), (1240, 1754)]  # A4 at 150 pixels an inch
    card = visit.person.card
    assert card is not None
    visit.person.card = replace(card, identity=replace(card.identity, full_name="Lò Văn Khác", sex=Sex.MALE))
    assert OwnPapers(FONTS, Around()).pictures(visit)[0] != pictures[0]


def test_what_was_seen_is_forgotten_with_the_journey() -> None:
    visit = identified_visit()
    journey = begin(visit, "register")
    answer(visit, REGISTRATION)
    journey.papers_seen = journey.relevant(facts_of(visit, context_of(visit))).values
    journey.wipe()
    assert journey.papers_seen is None
