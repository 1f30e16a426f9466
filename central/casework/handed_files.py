"""What is in the scans of a case that the back office works on, for it alone and while it works on it.

A request that is handed over brings the token with it by which its files are fetched. It is made of central's
own key, so that it stands in no table, and opens nothing once the request has been answered or given up.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import uuid6
from sqlalchemy import Engine, select

from central.cases.hand_over import HandOverStanding
from central.cases.table import Actor
from central.http.problems import ProblemCode, ProblemError, make_problem
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from central.staff.looks import Looks
from central.store.case_tables import hand_over, refused_change
from central.store.schema import act
from kiosk.contract.attachments import CHIP_PORTRAIT, HEAD_BYTES, SEGMENT_BYTES, TAG_BYTES
from kiosk.contract.wire import PROBLEM_TYPE_BASE, Retry, StoredAttachment

_BACK_OFFICE = Actor.BACK_OFFICE.value
_LOOKED, _TRIED = "hand-over", "fetch_file"


@dataclass(frozen=True, slots=True)
class HandedFile:
    media_type: str
    content: bytes = field(repr=False)


def file_token(key: bytes, request_id: UUID) -> str:
    """By which the back office fetches the files of this request."""
    return hmac.new(key, b"files of hand-over " + request_id.bytes, hashlib.sha256).hexdigest()


def content_size(sealed_size: int) -> int:
    """Of what is in a sealed file of so many bytes."""
    rest = sealed_size - HEAD_BYTES
    return max(0, rest - -(-rest // (SEGMENT_BYTES + TAG_BYTES)) * TAG_BYTES)


class HandedFiles:
    def __init__(
        self, engine: Engine, acts: StoredActs, looks: Looks, key: bytes, now: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._acts = acts
        self._looks = looks
        self._key = key
        self._now = now

    def fetch(self, request_id: UUID, attachment_id: UUID, authorization: str) -> HandedFile:
        """Noted before it is opened. Raises ProblemError 401 ``back-office-only`` without the request's
        token, whether or not there is such a request; 404 ``hand-over-ended`` when it does not wait for an
        answer; 404 ``blob-unknown`` for what is no file of its case, with ``retry`` later for one that has
        not come yet; 409 ``attachment-unreadable``.
        """
        with self._engine.connect() as connection:
            query = select(hand_over).where(hand_over.c.request_id == request_id)
            row = connection.execute(query).first()
        case_id = None if row is None else row.case_id
        if not self._proves(request_id, authorization):
            raise self._refused(case_id, _not_allowed())
        if case_id is None or row is None or row.state != HandOverStanding.WAITING:
            raise self._refused(case_id, _ended())
        act_id, file = self._find(case_id, attachment_id)
        if not file.stored:
            raise _unknown(Retry.LATER)
        self._looks.note(act_id, _BACK_OFFICE, _LOOKED)
        try:
            return HandedFile(file.media_type, self._acts.read_attachment(act_id, attachment_id))
        except UnusableError:
            raise _unreadable() from None

    def _proves(self, request_id: UUID, authorization: str) -> bool:
        scheme, _, given = authorization.partition(" ")
        expected = file_token(self._key, request_id)
        return hmac.compare_digest(given.encode(), expected.encode()) and scheme.lower() == "bearer"

    def _find(self, case_id: UUID, attachment_id: UUID) -> tuple[UUID, StoredAttachment]:
        with self._engine.connect() as connection:
            of_case = select(act.c.act_id).where(act.c.case_id == case_id)
            act_ids = connection.execute(of_case).scalars().all()
        for act_id in act_ids:
            for file in self._acts.get(act_id).attachments:
                if file.attachment_id == attachment_id and file.role != CHIP_PORTRAIT:
                    return act_id, file
        raise _unknown(Retry.NEVER)

    def _refused(self, case_id: UUID | None, refusal: ProblemError) -> ProblemError:
        """To be raised. What is tried with a request that we know stands among the refused attempts."""
        if case_id is not None:
            values = {
                "attempt_id": UUID(bytes=uuid6.uuid7().bytes),
                "case_id": case_id,
                "change": _TRIED,
                "who": _BACK_OFFICE,
                "problem": refusal.problem.type.removeprefix(PROBLEM_TYPE_BASE),
                "at": self._now(),
            }
            with self._engine.begin() as connection:
                connection.execute(refused_change.insert().values(values))
        return refusal


def _not_allowed() -> ProblemError:
    title = "Only the back office that has the case may read its files."
    return ProblemError(make_problem(401, ProblemCode.BACK_OFFICE_ONLY, title))


def _ended() -> ProblemError:
    title = "This request does not wait for an answer any more."
    return ProblemError(make_problem(404, ProblemCode.HAND_OVER_ENDED, title))


def _unknown(retry: Retry) -> ProblemError:
    title = "No such file is stored here."
    return ProblemError(make_problem(404, ProblemCode.BLOB_UNKNOWN, title, retry=retry))


def _unreadable() -> ProblemError:
    title = "The file cannot be opened."
    return ProblemError(make_problem(409, ProblemCode.ATTACHMENT_UNREADABLE, title))
