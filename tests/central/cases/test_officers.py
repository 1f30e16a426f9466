"""Who may do what with whose case, two at once, and two pairs of eyes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text, update

from central.cases import table
from central.cases.table import reasons, reasons_of
from central.feed.publishing import Publishing
from central.http.problems import ProblemError
from central.store.case_tables import case_change
from central.store.schema import staff_account
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState, Topic
from kiosk.contract.wire import PROBLEM_TYPE_BASE
from kiosk.reference.reference_data import SHIPPED
from tests.acts import service_payload
from tests.central.cases.parts import (
    AUDITOR,
    COLLEAGUE,
    EVERYWHERE,
    OFFICE,
    OFFICER,
    SECOND_SUPERVISOR,
    STRANGER,
    SUPERVISOR,
    TECHNICIAN,
    CaseRoom,
)
from tests.central.checked import passing


def disable(room: CaseRoom, account: str) -> None:
    ended = update(staff_account).where(staff_account.c.account == account)
    with room.engine.begin() as connection:
        connection.execute(ended.values(disabled_at=room.clock.now()))


def test_of_two_officers_on_one_case_the_second_is_told(room: CaseRoom) -> None:
    case = room.at(CaseState.RECEIVED)
    room.do(OFFICER, case.case_id, "take", case.version)
    assert room.refusal(COLLEAGUE, case.case_id, "take", case.version) == "case-changed"
    assert room.case(case.case_id).officer == OFFICER
    assert room.attempts(case.case_id) == [(COLLEAGUE, "take", "case-changed")]


def test_of_many_at_the_same_moment_one_gets_it(room: CaseRoom) -> None:
    case = room.at(CaseState.RECEIVED)

    def take(account: str) -> str:
        try:
            return room.do(account, case.case_id, "take", case.version).officer or ""
        except ProblemError as refusal:
            return refusal.problem.type.removeprefix(PROBLEM_TYPE_BASE)

    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(take, [OFFICER, COLLEAGUE, SUPERVISOR, SECOND_SUPERVISOR]))
    assert sorted(done)[1:] == ["case-changed"] * 3
    assert room.case(case.case_id).officer == sorted(done)[0]
    assert len(room.desk.get(AUDITOR, case.name).history) == 2


def test_an_officer_of_another_office_neither_reads_nor_changes(room: CaseRoom) -> None:
    case = room.at(CaseState.RECEIVED)
    assert room.refusal(STRANGER, case.case_id, "take", case.version) == "case-of-another-office"
    with pytest.raises(ProblemError) as caught:
        room.desk.get(STRANGER, case.name)
    assert caught.value.problem.type.endswith("case-of-another-office")
    assert room.desk.cases(STRANGER) == []
    assert [each.case_id for each in room.desk.cases(EVERYWHERE)] == [case.case_id]


def test_an_account_that_ended_does_nothing_from_that_moment(room: CaseRoom) -> None:
    case = room.at(CaseState.IN_REVIEW)
    disable(room, OFFICER)
    assert room.refusal(OFFICER, case.case_id, "approve", case.version) == "staff-account-ended"
    assert room.refusal("999999", case.case_id, "approve", case.version) == "staff-account-ended"
    for look in (room.desk.cases, room.desk.counts, room.desk.officer):
        with pytest.raises(ProblemError):
            look(OFFICER)
    assert [each[0] for each in room.attempts(case.case_id)] == [OFFICER, "999999"]
    assert room.do(SUPERVISOR, case.case_id, "take_over").officer == SUPERVISOR


def test_a_technician_sees_no_case(room: CaseRoom) -> None:
    case = room.at(CaseState.RECEIVED)
    for look in (lambda: room.desk.cases(TECHNICIAN), lambda: room.desk.get(TECHNICIAN, case.name)):
        with pytest.raises(ProblemError) as caught:
            look()
        assert caught.value.problem.type.endswith("role-insufficient")


def test_a_refusal_takes_two_people_of_whom_the_second_is_a_supervisor(room: CaseRoom) -> None:
    case_id = room.at(CaseState.IN_REVIEW, "registration.adult").case_id
    proposed = room.do(OFFICER, case_id, "refuse")
    assert (proposed.state, proposed.proposed, proposed.proposed_by) == (
        CaseState.IN_REVIEW,
        "refuse",
        OFFICER,
    )
    told = room.news(case_id)
    assert room.refusal(OFFICER, case_id, "refuse") == "second-person-needed"
    assert room.refusal(COLLEAGUE, case_id, "refuse") == "case-of-another-officer"
    assert room.news(case_id) == told  # nothing was decided
    refused = room.do(SUPERVISOR, case_id, "refuse")
    assert (refused.state, refused.decision, refused.proposed) == (CaseState.REFUSED, "refused", None)
    lines = [(each.change, each.who) for each in room.desk.get(AUDITOR, str(case_id)).history]
    assert lines[-2:] == [("propose_refuse", OFFICER), ("refuse", SUPERVISOR)]


def test_a_supervisor_alone_is_one_person_too(room: CaseRoom) -> None:
    case_id = room.file("registration.adult", outcome="staff_review")
    room.do(SUPERVISOR, case_id, "take")
    room.do(SUPERVISOR, case_id, "approve")
    assert room.refusal(SUPERVISOR, case_id, "approve") == "second-person-needed"
    assert room.do(SECOND_SUPERVISOR, case_id, "approve").state is CaseState.APPROVED


def test_who_helped_the_person_does_not_approve_alone(room: CaseRoom) -> None:
    case_id = room.file("contact.change", helped=[OFFICER, OFFICER])
    room.do(OFFICER, case_id, "take")
    proposed = room.do(OFFICER, case_id, "approve")
    assert (proposed.state, proposed.proposed_by) == (CaseState.IN_REVIEW, OFFICER)
    assert room.refusal(OFFICER, case_id, "approve") == "second-person-needed"
    assert room.do(SUPERVISOR, case_id, "approve").state is CaseState.APPROVED


def test_whoever_did_not_help_approves_as_ever(room: CaseRoom) -> None:
    case_id = room.file("contact.change", helped=[COLLEAGUE])
    room.do(OFFICER, case_id, "take")
    assert room.do(OFFICER, case_id, "approve").state is CaseState.APPROVED


def test_help_with_a_later_act_of_the_case_counts_too(room: CaseRoom) -> None:
    case_id = room.file("registration.adult")
    room.file("registration.adult", helped=[OFFICER, "999999"])  # joins it
    whole = room.desk.get(OFFICER, str(case_id))
    assert len(whole.acts) == 2
    assert [(each.account, each.name) for each in whole.helpers] == [(OFFICER, "Thử"), ("999999", None)]
    room.do(OFFICER, case_id, "take")
    assert room.do(OFFICER, case_id, "approve").proposed == "approve"


def test_a_doubt_of_the_kiosk_is_overridden_by_two(room: CaseRoom) -> None:
    doubtful = room.file("contact.change", outcome="staff_review")
    clear = room.file("contact.change", "001099000025")
    for case_id, state in ((doubtful, CaseState.IN_REVIEW), (clear, CaseState.APPROVED)):
        room.do(OFFICER, case_id, "take")
        assert room.do(OFFICER, case_id, "approve").state is state


def test_whoever_does_something_else_ends_a_proposal(room: CaseRoom) -> None:
    case_id = room.at(CaseState.IN_REVIEW, "registration.adult").case_id
    room.do(OFFICER, case_id, "refuse")
    returned = room.do(SUPERVISOR, case_id, "return")
    assert (returned.state, returned.proposed) == (CaseState.RETURNED, None)
    room.do(OFFICER, case_id, "supplement")
    assert room.do(SUPERVISOR, case_id, "refuse").proposed_by == SUPERVISOR  # begun anew


def test_a_reason_is_one_of_the_change_and_only_where_one_is_wanted(room: CaseRoom) -> None:
    case = room.at(CaseState.IN_REVIEW)
    for change, reason in (
        ("return", None),
        ("return", "filed_twice"),
        ("refuse", "document_missing"),
        ("approve", "withdrawn"),
        ("return", "invented"),
    ):
        if change == "approve":
            points = passing(case.kind, change)
            done = room.desk.change(OFFICER, case.name, change, case.version, reason=reason, points=points)
            assert done.state is CaseState.APPROVED
            case = room.at(CaseState.IN_REVIEW)
            continue
        with pytest.raises(ProblemError) as caught:
            room.desk.change(OFFICER, case.name, change, case.version, reason=reason)
        assert caught.value.problem.type.endswith("reason-needed")


def test_a_reason_is_given_between_its_days_and_its_words_stay(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = room.at(CaseState.IN_REVIEW)
    today = room.clock.now().astimezone(VIETNAM_TIME).date()
    kept = dict(reasons())
    kept["tie_not_shown"] = kept["tie_not_shown"].model_copy(update={"until": today - timedelta(days=1)})
    monkeypatch.setattr(table, "reasons", lambda: kept)
    assert "tie_not_shown" in {each.code for each in reasons_of("return")}
    assert "tie_not_shown" not in {each.code for each in reasons_of("return", today)}
    with pytest.raises(ProblemError) as caught:
        room.desk.change(OFFICER, case.name, "return", case.version, reason="tie_not_shown")
    assert caught.value.problem.code == "reason-needed"


def test_an_unknown_change_and_an_unknown_case(room: CaseRoom) -> None:
    case = room.at(CaseState.RECEIVED)
    with pytest.raises(ProblemError) as caught:
        room.desk.change(OFFICER, case.name, "delete", case.version)
    assert caught.value.problem.type.endswith("case-change-refused")
    assert room.attempts(case.case_id) == [(OFFICER, "unknown", "case-change-refused")]
    with pytest.raises(ProblemError) as caught:
        room.desk.get(OFFICER, "DK26-0000-0000-0001-0")
    assert caught.value.problem.type.endswith("case-unknown")


def test_what_staff_write_is_sealed_and_read_by_staff(room: CaseRoom) -> None:
    case, note = room.at(CaseState.IN_REVIEW), "Giấy ra viện của bà Thử bị mờ"
    room.desk.change(OFFICER, case.name, "return", case.version, reason="document_unreadable", note=note)
    assert room.desk.get(AUDITOR, case.name).history[-1].note == note
    with room.engine.connect() as connection:
        kept = connection.execute(select(case_change.c.note).where(case_change.c.note.is_not(None))).scalars()
        assert not any("Thử" in each for each in kept)
        feed = connection.execute(text("SELECT content FROM feed_entry")).scalars().all()
    assert not any("bà Thử" in each for each in feed)


def test_the_work_list_begins_with_what_is_due_first(room: CaseRoom) -> None:
    slow = room.file("service.filed", "001099000025")  # seven working days
    quick = room.file("contact.change", "001099000033")  # three
    unlisted = {**service_payload("001099000041"), "service": "office.own"}
    without = room.file("service.filed", "001099000041", payload=unlisted)
    assert [each.case_id for each in room.desk.cases(OFFICER)] == [quick, slow, without]
    assert [each.case_id for each in room.desk.cases(OFFICER, limit=1, offset=1)] == [slow]
    room.do(OFFICER, quick, "take")
    assert room.desk.counts(AUDITOR)[CaseState.IN_REVIEW] == 1
    assert [each.case_id for each in room.desk.cases(OFFICER, [CaseState.IN_REVIEW])] == [quick]


def test_the_term_is_counted_from_the_day_at_the_kiosk_and_anew_from_the_supplement(room: CaseRoom) -> None:
    filed = room.clock.now() - timedelta(days=3)  # Friday 27/02; its line was down over the weekend
    case_id = room.file("service.filed", occurred_at=filed)
    assert room.case(case_id).due_on == date(2026, 3, 10)
    wrong = room.file("service.filed", "001099000025", occurred_at=room.clock.now() + timedelta(days=400))
    assert room.case(wrong).due_on == date(2026, 3, 11)
    room.do(OFFICER, case_id, "take")
    room.do(OFFICER, case_id, "return")
    assert room.news(case_id)[-1].due_on is None  # nobody waits for the office now
    room.clock.advance(7 * 86400)
    room.do(OFFICER, case_id, "supplement")
    assert room.case(case_id).due_on == date(2026, 3, 18)
    assert room.news(case_id)[-1].due_on == date(2026, 3, 18)


def test_days_off_that_were_published_to_kiosks_count_here_too(room: CaseRoom) -> None:
    """From their day on, and an office's own before those of all."""
    table = (SHIPPED / "working_days.toml").read_text("utf-8")
    off = table.replace("    2026-01-01,\n", "    2026-01-01,\n    2026-03-05,\n")
    publishing = Publishing(room.engine, room.clock.now)
    before = room.file("contact.change", "001099000025")
    publishing.publish(Topic.REFERENCE, {"working_days.toml": off}, date(2026, 3, 3))
    same_day = room.file("contact.change", "001099000033")
    room.clock.advance(86_400)
    after = room.file("contact.change", "001099000041", occurred_at=room.clock.now() - timedelta(days=1))
    assert [room.case(each).due_on for each in (before, same_day, after)] == [
        date(2026, 3, 5),
        date(2026, 3, 5),
        date(2026, 3, 6),
    ]
    publishing.publish(Topic.REFERENCE, {"working_days.toml": table}, date(2026, 3, 3), office_id=OFFICE)
    own = room.file("contact.change", "001099000058", occurred_at=room.clock.now() - timedelta(days=1))
    assert room.case(own).due_on == date(2026, 3, 5)


def test_a_note_that_is_too_long_is_refused_and_never_cut(room: CaseRoom) -> None:
    case = room.at(CaseState.RECEIVED)
    with pytest.raises(ProblemError) as caught:
        room.desk.change(OFFICER, case.name, "take", case.version, note="x" * 1001)
    assert caught.value.problem.type.endswith("note-too-long")
    assert room.desk.change(OFFICER, case.name, "take", case.version, note="x" * 1000).version == 2
