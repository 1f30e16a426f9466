"""How a person wants to be told: from subjects by channel to kinds of notice, with a record and without."""

from __future__ import annotations

from uuid import uuid4

from kiosk.contract.kinds.notice_preferences import NoticePreferencesPayload
from kiosk.contract.records import NoticeChannel, Release, Section
from kiosk.records.notice_subjects import shipped_subjects, subject_of
from kiosk.visit.facts import facts_of
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from tests.kiosk.tasks.test_submission import payload_of
from tests.kiosk.visits import answer, begin, context_of, identified_visit
from tests.manual_clock import START
from tests.ui.devices.records import invented, notices

KIOSK, EMAIL, TEXT = NoticeChannel


def choices_of(visit: Visit) -> dict[str, tuple[NoticeChannel, ...]]:
    payload = NoticePreferencesPayload.model_validate(payload_of(visit))
    return {each.kind: each.on for each in payload.choices}


def visit_that_read() -> Visit:
    visit = identified_visit()
    record = invented()[0].model_copy(update={"notices": notices()})
    assert visit.person.card is not None
    visit.read = ReadRecord(
        uuid4(),
        visit.person.card.identity.subject,
        frozenset({Section.NOTICES}),
        Release(read_at=START, record=record),
    )
    return visit


def test_without_a_line_every_kind_that_the_kiosk_knows_is_chosen_for() -> None:
    visit = identified_visit()
    begin(visit, "notice_preferences")
    assert "told.email" not in facts_of(visit, context_of(visit))
    answer(visit, {"told.by.email": {"chosen": ["card"]}, "told.by.text": {}})
    choices = choices_of(visit)
    assert set(choices) == set(subject_of())
    for subject, kinds in shipped_subjects().items():
        assert {choices[kind] for kind in kinds} == {(KIOSK, EMAIL) if subject == "card" else (KIOSK,)}


def test_who_has_read_their_notices_finds_what_they_have_chosen() -> None:
    visit = visit_that_read()
    begin(visit, "notice_preferences")
    facts = facts_of(visit, context_of(visit))
    assert (facts["told.email"], facts["told.text"], facts["told.unreached"]) == (
        ["card", "treated"],
        [],
        ["email"],
    )
    journey = visit.journey
    question = journey.form.get_question("told.by.email")
    assert journey.answers.typed(question, facts, context_of(visit)) == {"chosen": ["card", "treated"]}
    answer(
        visit,
        {"told.by.email": {"chosen": ["month", "decided"]}, "told.by.text": {"chosen": ["decided"]}},
    )
    assert choices_of(visit) == {
        "contributions.month": (KIOSK,),  # its e-mail is none of theirs to switch
        "health.treated": (KIOSK,),
        "health.card_ending": (KIOSK,),
        "money.decided": (KIOSK, EMAIL, TEXT),
    }
    assert visit.read is None  # what was read does not know of it
