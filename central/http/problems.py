"""Every refusal of this server as RFC 9457 problem details, with a stable type and a word on what helps."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError
from starlette.exceptions import HTTPException

from kiosk.contract.wire import PROBLEM_MEDIA_TYPE, PROBLEM_TYPE_BASE, Problem, Retry

logger = logging.getLogger(__name__)
PROBLEM_ANSWERS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Whatever is no success: problem details (RFC 9457)",
        "content": {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,40}")


class ProblemCode(StrEnum):
    ASSERTION_INVALID = "assertion-invalid"
    DEVICE_UNKNOWN = "device-unknown"
    DEVICE_REVOKED = "device-revoked"
    CLOCK_SKEW = "clock-skew"
    ENROLMENT_CODE_WRONG = "enrolment-code-wrong"
    STREAM_OF_ANOTHER_DEVICE = "stream-of-another-device"
    STREAM_UNKNOWN = "stream-unknown"
    STREAM_NUMBER_TAKEN = "stream-number-taken"
    STREAM_DIVERGED = "stream-diverged"
    STREAM_GAP = "stream-gap"
    EVENT_ALTERED = "event-altered"
    ENVELOPE_UNREADABLE = "envelope-unreadable"
    ENVELOPE_KEY_UNKNOWN = "envelope-key-unknown"
    ENVELOPE_MISPLACED = "envelope-misplaced"
    CONTENT_INVALID = "content-invalid"
    KIND_UNKNOWN = "kind-unknown"
    ACT_ID_REUSED = "act-id-reused"
    ACT_KNOWN = "act-known"
    ACT_WAITS = "act-waits"
    KIND_MISSTATED = "kind-misstated"
    PROOF_CONTRADICTS = "proof-contradicts"
    PROOF_SPENT = "proof-spent"
    SIGNATURE_CONTRADICTS = "signature-contradicts"
    JUDGING_FAILED = "judging-failed"
    ATTACHMENT_UNREADABLE = "attachment-unreadable"
    BLOB_UNKNOWN = "blob-unknown"
    BLOB_ALTERED = "blob-altered"
    BLOB_TOO_LARGE = "blob-too-large"
    BLOBS_UNAVAILABLE = "blobs-unavailable"
    UPLOAD_OFFSET_WRONG = "upload-offset-wrong"
    UPLOAD_LIMIT_REACHED = "upload-limit-reached"
    SENT_JUST_NOW = "sent-just-now"
    SEND_LIMIT_REACHED = "send-limit-reached"
    IDEMPOTENCY_KEY_REUSED = "idempotency-key-reused"
    REQUEST_UNDER_WAY = "request-under-way"
    CODE_WRONG = "code-wrong"
    CODE_EXPIRED = "code-expired"
    CODE_TOO_MANY_TRIES = "code-too-many-tries"
    CODE_USED = "code-used"
    CODE_UNKNOWN = "code-unknown"
    MAIL_FAILED = "mail-failed"
    MAIL_NOT_SET_UP = "mail-not-set-up"
    TEXT_FAILED = "text-failed"
    TEXTS_NOT_SET_UP = "texts-not-set-up"
    ACT_UNKNOWN = "act-unknown"
    STAFF_ONLY = "staff-only"
    REQUEST_INVALID = "request-invalid"
    NOT_HTTP = "not-http"
    REQUEST_TOO_SLOW = "request-too-slow"
    TOO_MANY_CONNECTIONS = "too-many-connections"
    BODY_TOO_LARGE = "body-too-large"
    LENGTH_REQUIRED = "length-required"
    CURSOR_EXPIRED = "cursor-expired"
    CHALLENGE_UNKNOWN = "challenge-unknown"
    CHALLENGE_EXPIRED = "challenge-expired"
    CHIP_DATA_INVALID = "chip-data-invalid"
    ISSUER_NOT_TRUSTED = "issuer-not-trusted"
    CHIP_PROOF_MISSING = "chip-proof-missing"
    CHIP_PROOF_WRONG = "chip-proof-wrong"
    NUMBER_OF_ANOTHER = "number-of-another"
    EVIDENCE_UNKNOWN = "evidence-unknown"
    EVIDENCE_CONTRADICTS = "evidence-contradicts"
    EVIDENCE_INSUFFICIENT = "evidence-insufficient"
    OFFICER_NEEDED = "officer-needed"
    OFFICER_REFUSED = "officer-refused"
    PERSON_UNKNOWN = "person-unknown"
    GRANT_LIMIT_REACHED = "grant-limit-reached"
    GRANT_UNKNOWN = "grant-unknown"
    GRANT_SPENT = "grant-spent"
    GRANT_EXPIRED = "grant-expired"
    GRANT_OF_ANOTHER_DEVICE = "grant-of-another-device"
    GRANT_OF_ANOTHER_PERSON = "grant-of-another-person"
    PHONES_TOO_MANY = "phones-too-many"
    PHONE_UNKNOWN = "phone-unknown"
    PHONE_LOCKED = "phone-locked"
    PHONE_NOT_AWAITED = "phone-not-awaited"
    PHONE_PROOF_WRONG = "phone-proof-wrong"
    PIN_WEAK = "pin-weak"
    TEXT_UNKNOWN = "text-unknown"
    TEXT_SIGNED = "text-signed"
    TEXT_EXPIRED = "text-expired"
    CASE_UNKNOWN = "case-unknown"
    CASE_CHANGED = "case-changed"
    CASE_CHANGE_REFUSED = "case-change-refused"
    CASE_OF_ANOTHER_OFFICE = "case-of-another-office"
    CASE_OF_ANOTHER_OFFICER = "case-of-another-officer"
    CASE_AT_BACK_OFFICE = "case-at-back-office"
    OLDER_CASE_FIRST = "older-case-first"
    REASON_NEEDED = "reason-needed"
    NOTE_TOO_LONG = "note-too-long"
    ASKED_UNKNOWN = "asked-unknown"
    BOOK_UNKNOWN = "book-unknown"
    NO_PUBLIC_ADDRESS = "no-public-address"
    RESULT_UNKNOWN = "result-unknown"
    RESULT_UNREADABLE = "result-unreadable"
    PAPER_UNUSABLE = "paper-unusable"
    PAPER_NUMBER_NEEDED = "paper-number-needed"
    TIME_UNUSABLE = "time-unusable"
    TIME_NEEDED = "time-needed"
    NUMBER_TAKEN = "number-taken"
    RECORD_UNFOUND = "record-unfound"
    ANSWER_NEEDED = "answer-needed"
    OFFICE_NEEDED = "office-needed"
    PETITION_UNKNOWN = "petition-unknown"
    PETITION_LIMIT_REACHED = "petition-limit-reached"
    REVIEW_ENDED = "review-ended"
    CHECKLIST_INCOMPLETE = "checklist-incomplete"
    CHECKLIST_AGAINST = "checklist-against"
    PAPERS_UNCHECKED = "papers-unchecked"
    PAPER_CHECK_NEEDED = "paper-check-needed"
    ROLE_INSUFFICIENT = "role-insufficient"
    SECOND_PERSON_NEEDED = "second-person-needed"
    STAFF_ACCOUNT_ENDED = "staff-account-ended"
    BACK_OFFICE_ONLY = "back-office-only"
    HAND_OVER_ENDED = "hand-over-ended"
    BUSY = "busy"
    NOT_READY = "not-ready"
    DATABASE_UNAVAILABLE = "database-unavailable"
    INTERNAL_ERROR = "internal-error"


def make_problem(
    status: int,
    code: ProblemCode | str,
    title: str,
    *,
    retry: Retry = Retry.NEVER,
    server_time: datetime | None = None,
    retry_after_seconds: float | None = None,
    tries_left: int | None = None,
) -> Problem:
    return Problem(
        type=f"{PROBLEM_TYPE_BASE}{code}",
        title=title,
        status=status,
        retry=retry,
        server_time=server_time,
        retry_after_seconds=retry_after_seconds,
        tries_left=tries_left,
    )


class ProblemError(Exception):
    """Raised anywhere in a request; becomes the answer."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.type)
        self.problem = problem


def busy() -> ProblemError:
    """To be raised where what costs much is asked for too often at once."""
    title = "The server is busy."
    return ProblemError(make_problem(503, ProblemCode.BUSY, title, retry=Retry.LATER, retry_after_seconds=5))


def problem_response(problem: Problem) -> Response:
    headers = {}
    if problem.retry_after_seconds is not None:
        headers["Retry-After"] = str(math.ceil(problem.retry_after_seconds))
    if problem.upload_offset is not None:
        headers["Upload-Offset"] = str(problem.upload_offset)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(
        problem.model_dump_json(exclude_none=True),
        status_code=problem.status,
        headers=headers,
        media_type=PROBLEM_MEDIA_TYPE,
    )


def respond_to(request: Request, error: Exception) -> Response:
    """The answer to what was raised. Raises it again when it is a bug."""
    match error:
        case ProblemError():
            return problem_response(error.problem)
        case RequestValidationError():
            return _invalid_request(error)
        case SQLAlchemyError():
            return _database_error(request, error)
    raise error


async def _on_known(request: Request, error: Exception) -> Response:
    return respond_to(request, error)


def _place(path: Sequence[int | str]) -> str:
    """Where in the request, in our words: names that only the sender knows are left out."""
    return ".".join(part if _FIELD.fullmatch(part := str(each)) else "…" for each in path[:3])


def _invalid_request(error: RequestValidationError) -> Response:
    places = sorted({_place(fault["loc"]) for fault in error.errors()})
    problem = make_problem(422, ProblemCode.REQUEST_INVALID, "The request does not have the agreed form.")
    # Which field is wrong, never what it held.
    return problem_response(problem.model_copy(update={"detail": ", ".join(places)[:200]}))


async def _on_http_error(_request: Request, error: HTTPException) -> Response:
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "-").replace("'", "")
    response = problem_response(make_problem(error.status_code, code, phrase))
    response.headers.update(error.headers or {})
    return response


def _route_of(request: Request) -> str:
    """The path as the API names it; the path of the request may hold anything."""
    return getattr(request.scope.get("route"), "path", "unknown")


def _database_error(request: Request, error: SQLAlchemyError) -> Response:
    # The class and SQLSTATE only: a database's own words quote the values that it refused.
    origin = error.orig if isinstance(error, DBAPIError) else None
    name, state = type(origin or error).__name__, getattr(origin, "sqlstate", None)
    logger.error("the database refused %s %s: %s %s", request.method, _route_of(request), name, state or "-")
    if isinstance(error, DataError):  # a check of ours is missing, but a repeat would not mend it
        title = "The request holds a value that cannot be stored."
        return problem_response(make_problem(422, ProblemCode.REQUEST_INVALID, title))
    problem = make_problem(
        503,
        ProblemCode.DATABASE_UNAVAILABLE,
        "The server cannot use its database now.",
        retry=Retry.LATER,
        retry_after_seconds=5,
    )
    return problem_response(problem)


async def _on_bug(_request: Request, _error: Exception) -> Response:
    return problem_response(
        make_problem(500, ProblemCode.INTERNAL_ERROR, "The server met a bug.", retry=Retry.LATER)
    )


def install_problem_handlers(app: FastAPI) -> None:
    for known in (ProblemError, RequestValidationError, SQLAlchemyError):
        app.exception_handler(known)(_on_known)
    app.exception_handler(HTTPException)(_on_http_error)
    app.exception_handler(Exception)(_on_bug)
