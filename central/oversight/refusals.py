"""Why a member of staff may not do what they want, besides cases. Each is a problem with a stable type."""

from __future__ import annotations

from enum import StrEnum

from central.http.problems import ProblemError, make_problem


class OversightProblem(StrEnum):
    ROLE_INSUFFICIENT = "role-insufficient"
    OFFICE_OF_OTHERS = "office-of-others"
    OFFICE_UNKNOWN = "office-unknown"
    KIOSK_UNKNOWN = "kiosk-unknown"
    KIOSK_NAME_UNFIT = "kiosk-name-unfit"
    NOT_IN_QUARANTINE = "not-in-quarantine"
    ANSWER_UNFIT = "answer-unfit"
    ANSWER_CHANGED = "answer-changed"
    SECOND_PERSON_NEEDED = "second-person-needed"
    NOTICE_UNKNOWN = "notice-unknown"
    NEWS_UNFIT = "news-unfit"
    NEWS_UNKNOWN = "news-unknown"
    NEWS_CHANGED = "news-changed"
    SEARCH_UNFIT = "search-unfit"
    SLIP_NOT_DUE = "slip-not-due"
    SLIP_NOT_MADE = "slip-not-made"


_TITLES: dict[OversightProblem, tuple[int, str]] = {
    OversightProblem.ROLE_INSUFFICIENT: (403, "Your role may not do this."),
    OversightProblem.OFFICE_OF_OTHERS: (403, "This is another office's."),
    OversightProblem.OFFICE_UNKNOWN: (422, "There is no office of this code."),
    OversightProblem.KIOSK_UNKNOWN: (404, "No kiosk of this name has a key that holds."),
    OversightProblem.KIOSK_NAME_UNFIT: (422, "A kiosk's name has 1 to 40 letters, digits and dashes."),
    OversightProblem.NOT_IN_QUARANTINE: (404, "No act in quarantine has this number."),
    OversightProblem.ANSWER_UNFIT: (422, "An answer has 1 to 500 characters."),
    OversightProblem.ANSWER_CHANGED: (409, "The answer that was proposed is another one now."),
    OversightProblem.SECOND_PERSON_NEEDED: (403, "Another person, who is a supervisor, has to agree."),
    OversightProblem.NOTICE_UNKNOWN: (404, "There is no such notice that failed."),
    OversightProblem.NEWS_UNFIT: (
        422,
        "News has a title and a text in both languages, and days that are not over.",
    ),
    OversightProblem.NEWS_UNKNOWN: (404, "There is no such news."),
    OversightProblem.NEWS_CHANGED: (409, "This news was published, withdrawn or is over meanwhile."),
    OversightProblem.SEARCH_UNFIT: (422, "This cannot be searched for."),
    OversightProblem.SLIP_NOT_DUE: (409, "There is no code of this case to be printed, or it was printed."),
    OversightProblem.SLIP_NOT_MADE: (503, "The slip could not be set; it may be tried again."),
}


def refuse(code: OversightProblem) -> ProblemError:
    """To be raised."""
    status, title = _TITLES[code]
    return ProblemError(make_problem(status, code, title))
