"""Why an officer may not do with a case what they want. Each is a problem with a stable type."""

from __future__ import annotations

from central.cases.notes import MOST_CHARS
from central.http.problems import ProblemCode, ProblemError, make_problem
from kiosk.contract.wire import Retry

_TITLES: dict[ProblemCode, tuple[int, str]] = {
    ProblemCode.CASE_UNKNOWN: (404, "There is no such case."),
    ProblemCode.CASE_CHANGED: (409, "Somebody else has changed the case meanwhile: look at it again."),
    ProblemCode.CASE_CHANGE_REFUSED: (409, "A case in this state cannot be changed so."),
    ProblemCode.CASE_OF_ANOTHER_OFFICE: (403, "The case is another office's."),
    ProblemCode.CASE_OF_ANOTHER_OFFICER: (403, "Another officer has taken the case."),
    ProblemCode.CASE_AT_BACK_OFFICE: (409, "The back office is working on the case."),
    ProblemCode.OLDER_CASE_FIRST: (409, "An older case of this person has to be decided first."),
    ProblemCode.REASON_NEEDED: (422, "This needs one of the reasons for it."),
    ProblemCode.NOTE_TOO_LONG: (422, f"A note has {MOST_CHARS} letters at most."),
    ProblemCode.ASKED_UNKNOWN: (422, "The form of the case has no such question."),
    ProblemCode.OFFICER_REFUSED: (403, "The officer's number or code does not count here."),
    ProblemCode.REVIEW_ENDED: (410, "The review holds no more: open the case again."),
    ProblemCode.CHECKLIST_INCOMPLETE: (422, "A point of the checklist has no answer, or one that is none."),
    ProblemCode.CHECKLIST_AGAINST: (409, "A point of the checklist speaks against approving."),
    ProblemCode.PAPERS_UNCHECKED: (409, "Originals of photographed papers were not compared yet."),
    ProblemCode.PAPER_CHECK_NEEDED: (422, "This needs a word on at least one photographed paper."),
    ProblemCode.PAPER_UNUSABLE: (422, "What was sent is no paper that can be given on."),
    ProblemCode.PAPER_NUMBER_NEEDED: (422, "The paper's number is missing, or has letters that none has."),
    ProblemCode.TIME_UNUSABLE: (422, "These months, this employer or this wage cannot be entered."),
    ProblemCode.TIME_NEEDED: (409, "No contribution time was entered yet."),
    ProblemCode.NUMBER_TAKEN: (409, "Another record has this personal number: the two have to be merged."),
    ProblemCode.RECORD_UNFOUND: (409, "The register has no record of this person."),
    ProblemCode.ANSWER_NEEDED: (422, "This needs an answer, of so many letters at most."),
    ProblemCode.OFFICE_NEEDED: (422, "This needs the code of another office that there is."),
    ProblemCode.RESULT_UNREADABLE: (409, "The paper cannot be opened."),
    ProblemCode.ROLE_INSUFFICIENT: (403, "Your role may not do this."),
    ProblemCode.SECOND_PERSON_NEEDED: (403, "Another person, who is a supervisor, has to agree."),
    ProblemCode.STAFF_ACCOUNT_ENDED: (403, "There is no such staff account, or it holds no more."),
}


def refuse(code: ProblemCode) -> ProblemError:
    """To be raised."""
    status, title = _TITLES[code]
    retry = Retry.LATER if code is ProblemCode.CASE_CHANGED else Retry.NEVER
    return ProblemError(make_problem(status, code, title, retry=retry))
