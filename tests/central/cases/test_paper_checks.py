"""Photographed papers decide nothing before an officer has said what was found of their originals."""

from __future__ import annotations

import tomllib
from pathlib import Path
from uuid import UUID, uuid4

import pytest

import kiosk.eligibility
from central.cases.paper_checks import CheckedPaper, PaperCheck, findings_of, paper_name, paper_of
from central.http.problems import ProblemError
from kiosk.contract.feed import CaseState
from kiosk.contract.wire import PROBLEM_TYPE_BASE
from kiosk.eligibility.service import PaperKind
from kiosk.tasks.service_reader import papers
from tests.acts import SUBJECT
from tests.central.cases.parts import AUDITOR, COLLEAGUE, OFFICER, STRANGER, TECHNICIAN, CaseRoom

BIRTH, BOOK = "birth_certificate", "insurance_book"
ROLES = (f"paper.{BIRTH}.1", f"paper.{BIRTH}.2", f"paper.{BOOK}.1", "paper.scan.1", "portrait")


@pytest.fixture
def case_id(room: CaseRoom) -> UUID:
    return room.file("service.filed", photographed=ROLES)


def seen(case_id: UUID, paper: str, found: str) -> PaperCheck:
    return PaperCheck(case_id, paper, found)


def listed(room: CaseRoom, case_id: UUID) -> dict[str, CheckedPaper]:
    return {each.paper: each for each in room.desk.get(AUDITOR, str(case_id)).papers}


def problem_of(room: CaseRoom, account: str, case_id: UUID, *checks: PaperCheck) -> str:
    with pytest.raises(ProblemError) as caught:
        room.found(account, case_id, *checks)
    return caught.value.problem.type.removeprefix(PROBLEM_TYPE_BASE)


def test_each_paper_is_listed_once_with_what_can_be_said_of_it(room: CaseRoom, case_id: UUID) -> None:
    found = listed(room, case_id)
    assert set(found) == {BIRTH, BOOK}  # a paper that no service asks for needs no word
    assert found[BIRTH].name.startswith("Giấy khai sinh")
    assert [each.code for each in found[BIRTH].findings] == [
        "original_seen",
        "certified_copy",
        "from_register",
        "not_decisive",
    ]
    assert [each.code for each in found[BOOK].findings] == ["original_received", "electronic", "not_decisive"]
    assert (found[BIRTH].found, found[BIRTH].version) == (None, None)


def test_nothing_is_approved_before_each_was_looked_at(room: CaseRoom, case_id: UUID) -> None:
    room.do(OFFICER, case_id, "take")
    assert room.refusal(OFFICER, case_id, "approve") == "papers-unchecked"
    room.found(OFFICER, case_id, seen(case_id, BIRTH, "original_seen"))
    assert room.refusal(OFFICER, case_id, "approve") == "papers-unchecked"
    room.found(OFFICER, case_id, seen(case_id, BOOK, "not_decisive"))  # a reason will do
    assert room.do(OFFICER, case_id, "approve").state is CaseState.APPROVED
    assert room.attempts(case_id) == [(OFFICER, "approve", "papers-unchecked")] * 2


def test_a_refusal_needs_no_originals(room: CaseRoom, case_id: UUID) -> None:
    room.do(OFFICER, case_id, "take")
    assert room.do(OFFICER, case_id, "refuse").proposed == "refuse"


def test_who_and_when_stands_in_the_history_and_the_last_word_counts(room: CaseRoom, case_id: UUID) -> None:
    room.found(COLLEAGUE, case_id, seen(case_id, BIRTH, "original_seen"))  # who is at the counter
    room.do(OFFICER, case_id, "take")
    room.clock.advance(60)
    after = room.found(OFFICER, case_id, seen(case_id, BIRTH, "from_register"))
    assert after.state is CaseState.IN_REVIEW
    paper = listed(room, case_id)[BIRTH]
    assert paper.found is not None
    assert paper.found.code == "from_register"
    history = {line.version: line for line in room.desk.get(AUDITOR, str(case_id)).history}
    line = history[paper.version or 0]
    assert (line.change, line.who, line.at) == ("check_papers", OFFICER, room.clock.now())
    assert [each.who for each in history.values() if each.change == "check_papers"] == [COLLEAGUE, OFFICER]


def test_papers_that_come_later_are_looked_at_too(room: CaseRoom, case_id: UUID) -> None:
    room.do(OFFICER, case_id, "take")
    room.found(OFFICER, case_id, *(seen(case_id, each, "not_decisive") for each in (BIRTH, BOOK)))
    room.do(OFFICER, case_id, "return")
    second = room.file("service.filed", SUBJECT, photographed=(f"paper.{BIRTH}.1",))
    assert room.refusal(OFFICER, case_id, "approve") == "papers-unchecked"
    room.found(OFFICER, case_id, seen(second, BIRTH, "original_seen"))
    assert room.do(OFFICER, case_id, "approve").state is CaseState.APPROVED


def test_only_what_can_be_said_of_a_paper_of_this_case_is_taken(room: CaseRoom, case_id: UUID) -> None:
    other = room.file("service.filed", "001099000029", photographed=ROLES)
    for check in (
        seen(case_id, BIRTH, "original_received"),  # of another kind
        seen(case_id, BIRTH, "gone"),
        seen(case_id, "scan", "original_seen"),
        seen(other, BIRTH, "original_seen"),
        seen(uuid4(), BIRTH, "original_seen"),
    ):
        assert problem_of(room, OFFICER, case_id, check) == "paper-check-needed"
    good = seen(case_id, BIRTH, "original_seen")
    assert problem_of(room, OFFICER, case_id, good, seen(case_id, BIRTH, "gone")) == "paper-check-needed"
    assert problem_of(room, OFFICER, case_id) == "paper-check-needed"
    assert listed(room, case_id)[BIRTH].found is None


def test_others_say_nothing_of_it(room: CaseRoom, case_id: UUID) -> None:
    good = seen(case_id, BIRTH, "original_seen")
    assert problem_of(room, AUDITOR, case_id, good) == "role-insufficient"
    assert problem_of(room, TECHNICIAN, case_id, good) == "role-insufficient"
    assert problem_of(room, STRANGER, case_id, good) == "case-of-another-office"
    with pytest.raises(ProblemError):  # with no other change
        room.desk.change(OFFICER, str(case_id), "take", 1, checks=[good])


def test_every_paper_that_is_photographed_has_a_kind_with_findings() -> None:
    for name, paper in papers().items():
        assert bool(findings_of(name)) is (paper.kind is not PaperKind.FORM), name
        assert paper_name(name) == paper.name.vi


def test_every_finding_has_one_meaning() -> None:
    file = Path(kiosk.eligibility.__file__ or "").parent / "papers.toml"
    kinds = {row["kind"] for row in tomllib.loads(file.read_text("utf-8")).values()}
    assert kinds == {each.value for each in PaperKind}
    words = {(each.code, each.text) for name in papers() for each in findings_of(name)}
    assert len({code for code, _ in words}) == len(words)


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("paper.birth_certificate.2", ("birth_certificate", "2")),
        ("paper.1", ("", "1")),
        ("portrait", ("", "")),
        ("answers.paper.1", ("", "")),
    ],
)
def test_a_role_names_its_paper(role: str, told: tuple[str, str]) -> None:
    assert paper_of(role) == told
