"""Who registers whom: a child by a parent, with or without the civil registry; a minor with a card; people
whom Defence or Police manage.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from kiosk.contract.kinds import KINDS
from kiosk.contract.records import KnownChild, Person, PersonRecord, Release, Section
from kiosk.forms.form import PageKind
from kiosk.forms.kind import Typed
from kiosk.forms.summary import summary
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.evidence import Place
from kiosk.tasks.submission import Submission
from kiosk.visit.facts import facts_of
from kiosk.visit.proofs import ChannelProof, ProofState
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from tests.kiosk.tasks.test_submission import Ledger
from tests.kiosk.visits import REGISTRATION, answer, begin, context_of, identified_visit
from tests.manual_clock import START, ManualClock

TODAY = START.date()
SON = KnownChild(personal_number="079223000019", full_name="Lê Gia Mẫu", date_of_birth=date(2023, 3, 8))
CONSENTS: Mapping[str, Typed] = {
    "consent.child_registration": {"choice": "yes"},
    "consent.civil_registry": {"choice": "yes"},
    "consent.notices": {"choice": "no"},
}
CONTACT = {name: typed for name, typed in REGISTRATION.items() if name.startswith("contact.")}
TO_STAFF: Typed = {"choice": "staff"}
GUARDIAN: Mapping[str, Typed] = {
    "guardian.name": {"text": "Trần Văn Mẫu"},
    "guardian.relation": {"choice": "father"},
    "guardian.phone": {},
    "guardian.email": {"text": "cha@example.vn"},
}


def years_ago(years: int, days: int = 0) -> date:
    """The day that many years before today, and some days later."""
    return TODAY.replace(year=TODAY.year - years) + timedelta(days=days)


def number_of(born: date) -> str:
    return f"079{2 if born.year >= 2000 else 0}{born:%y}000027"


def child_of(born: date) -> dict[str, Typed]:
    return {
        "child.name": {"text": "Lê Thị Nhỏ"},
        "child.number": {"text": number_of(born)},
        "child.born": {"text": f"{born:%d%m%Y}"},
        "child.relation": {"choice": "mother"},
    }


def with_children(visit: Visit, *children: KnownChild) -> None:
    """The civil registry has named these, and the person has chosen the first."""
    person = Person(personal_number=None, full_name="Thử", date_of_birth=date(1985, 3, 8), sex="female")
    release = Release(read_at=START, record=PersonRecord(person=person, children=children))
    card = visit.person.card
    assert card is not None
    number = card.identity.subject
    visit.read = ReadRecord(UUID(int=1), number, frozenset({Section.CHILDREN}), release)
    visit.journey.choose_figures(own=True)
    visit.journey.choose_child(children[0].personal_number)


def born_on(visit: Visit, born: date) -> None:
    """It is the card of somebody of that age."""
    card = visit.person.card
    assert card is not None
    visit.person.card = replace(card, identity=replace(card.identity, date_of_birth=born))


def pages(visit: Visit) -> list[str]:
    relevant = visit.journey.relevant(facts_of(visit, context_of(visit)))
    return [page.id for page in relevant.pages]


def stops(visit: Visit) -> list[str]:
    relevant = visit.journey.relevant(facts_of(visit, context_of(visit)))
    return [page.id for page in relevant.pages if page.kind is PageKind.STOP]


def payload_of(visit: Visit) -> dict[str, Any]:
    for address in ("0901234567", "lan@example.vn"):
        visit.journey.proofs.put(ChannelProof(address, ProofState.PENDING))
    ledger = Ledger()
    task = load_catalogue().get(visit.journey.task_id)
    Submission(ledger, ManualClock(START), Place("00100", "KIOSK-01")).submit(task, visit, context_of(visit))
    payload: dict[str, Any] = json.loads(json.dumps(dict(ledger.only.payload)))
    KINDS[ledger.only.kind].payload.model_validate_json(json.dumps(payload))
    assert ledger.only.subject_id == "079185012345"
    return payload


def take_filled(visit: Visit) -> None:
    """The page that was filled in beforehand is accepted as it stands."""
    page = next(each for each in visit.journey.form.pages if each.id == "child")
    context = context_of(visit)
    assert visit.journey.answers.take_page(page, facts_of(visit, context), context) == {}


def test_whom_the_registry_names_needs_no_paper_and_nothing_is_typed() -> None:
    visit = identified_visit()
    begin(visit, "register_child")
    with_children(visit, SON)
    take_filled(visit)
    answer(visit, {"child.relation": {"choice": "mother"}, **CONTACT, **CONSENTS})
    assert not {"birth_certificate", "guardian_paper", "child_agrees"} & set(pages(visit))
    rows = summary(
        visit.journey.answers,
        visit.journey.relevant(facts_of(visit, context_of(visit))),
        context_of(visit),
    )
    assert {row.id for row in rows if row.page == ""} == {"child.name", "child.number", "child.born"}
    payload = payload_of(visit)
    assert payload["dependant"] == {
        "personal_number": SON.personal_number,
        "full_name": SON.full_name,
        "date_of_birth": "2023-03-08",
        "relation": "mother",
        "tie": "registry",
    }
    assert (payload["managed_by"], payload["task"]) == ("civil", "register_child")
    assert payload["contact"]["email"] == "lan@example.vn"


def test_whom_it_does_not_name_is_typed_and_shown_by_a_paper() -> None:
    visit = identified_visit()
    begin(visit, "register_child")
    visit.journey.choose_figures(own=False)  # no line, or they would rather type
    born = years_ago(3)
    answer(visit, child_of(born))
    assert "birth_certificate" in pages(visit)
    answer(visit, {"paper.birth_certificate": TO_STAFF, **CONTACT, **CONSENTS})
    assert payload_of(visit)["dependant"]["tie"] == "paper"
    rows = summary(
        visit.journey.answers,
        visit.journey.relevant(facts_of(visit, context_of(visit))),
        context_of(visit),
    )
    assert {row.page for row in rows if row.id.startswith("child.")} == {"child", "relation"}


def test_another_child_forgets_the_one_that_was_chosen_before() -> None:
    visit = identified_visit()
    begin(visit, "register_child")
    with_children(visit, SON)
    take_filled(visit)
    visit.journey.choose_child("")
    assert not visit.journey.answers.has("child.number")
    facts = facts_of(visit, context_of(visit))
    assert not any(name.startswith("registry.") for name in facts)


def test_a_guardian_shows_the_paper_that_names_them() -> None:
    visit = identified_visit()
    begin(visit, "register_child")
    answer(visit, {**child_of(years_ago(3)), "child.relation": {"choice": "guardian"}})
    assert "guardian_paper" in pages(visit)
    assert "birth_certificate" not in pages(visit)


@pytest.mark.parametrize(
    ("task", "born", "stop"),
    [
        ("register_child", years_ago(6, 1), None),
        ("register_child", years_ago(6), "child_older"),
        ("register_minor", years_ago(6, 1), "child_small"),
        ("register_minor", years_ago(6), None),
        ("register_minor", years_ago(14, 1), None),
        ("register_minor", years_ago(14), "child_has_card"),
        ("register_forces_child", years_ago(2), None),
        ("register_forces_child", years_ago(15, 1), None),
        ("register_forces_child", years_ago(15), "child_over_fifteen"),
    ],
)
def test_the_age_decides_by_the_day_of_birth(task: str, born: date, stop: str | None) -> None:
    visit = identified_visit()
    begin(visit, task)
    if task == "register_forces_child":
        answer(visit, {"managed.by": {"choice": "police"}})
    answer(visit, {name: typed for name, typed in child_of(born).items() if name != "child.relation"})
    assert [each for each in stops(visit) if each.startswith("child_")] == ([] if stop is None else [stop])


@pytest.mark.parametrize(("born", "asked"), [(years_ago(7, 1), False), (years_ago(7), True)])
def test_a_child_of_seven_agrees_too(born: date, asked: bool) -> None:
    visit = identified_visit()
    begin(visit, "register_minor")
    answer(visit, {**child_of(born), "paper.birth_certificate": TO_STAFF, **CONTACT, **CONSENTS})
    assert ("child_agrees" in pages(visit)) is asked
    if asked:
        answer(visit, {"consent.child_agrees": {"choice": "yes"}})
    given = {each["purpose"]: each["given"] for each in payload_of(visit)["consents"]}
    assert given.get("child_agrees") is (True if asked else None)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"child.number": {"text": "079185012345"}}, "child.number"),  # the parent's own
        ({"child.number": {"text": "079219000027"}}, "child.born"),  # of another year
        ({"child.name": {"text": "Bé 2"}}, "child.name"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(changed: Mapping[str, Typed], fault: str) -> None:
    visit = identified_visit()
    journey = begin(visit, "register_child")
    for name, typed in {**child_of(years_ago(3)), **changed}.items():
        journey.answers.type(name, typed)
    page = next(each for each in journey.form.pages if each.id == "child")
    context = context_of(visit)
    faults = journey.answers.take_page(page, facts_of(visit, context), context)
    assert set(faults) == {fault}
    assert faults[fault].startswith(("Đây là số của ông/bà", "Năm sinh chưa hợp", "Họ tên không có"))


@pytest.mark.parametrize(
    ("born", "asked"), [(years_ago(18), False), (years_ago(18, 1), True), (years_ago(14), True)]
)
def test_who_is_not_grown_up_names_a_guardian(born: date, asked: bool) -> None:
    visit = identified_visit()
    born_on(visit, born)
    begin(visit, "register")
    assert ("guardian" in pages(visit)) is asked
    assert "too_young" not in pages(visit)
    if asked:
        visit.journey.answers.decline("guardian.phone")
        answer(visit, {name: typed for name, typed in GUARDIAN.items() if typed})
    answer(visit, REGISTRATION)
    told = payload_of(visit)["guardian"]
    assert told == (
        {"full_name": "Trần Văn Mẫu", "relation": "father", "phone": None, "email": "cha@example.vn"}
        if asked
        else None
    )


def test_a_guardian_whom_nobody_can_reach_leads_to_the_counter() -> None:
    visit = identified_visit()
    born_on(visit, years_ago(15))
    begin(visit, "register")
    for channel in ("guardian.phone", "guardian.email"):
        visit.journey.answers.decline(channel)
    assert stops(visit)[0] == "no_guardian_channel"


def test_who_has_a_childs_card_is_told_who_registers_them() -> None:
    visit = identified_visit()
    born_on(visit, years_ago(14, 1))
    begin(visit, "register")
    assert pages(visit)[0] == "too_young"


def test_of_people_whom_defence_manages_only_that_is_said() -> None:
    visit = identified_visit()
    begin(visit, "register_forces")
    answer(visit, {"managed.by": {"choice": "defence"}, **REGISTRATION})
    payload = payload_of(visit)
    assert (payload["managed_by"], payload["task"], payload["guardian"]) == (
        "defence",
        "register_forces",
        None,
    )
    asked = [each.id for each in visit.journey.form.questions()]
    assert not any(word in each for each in asked for word in ("unit", "wage", "rank"))
