"""The header ``Idempotency-Key``: a request whose answer was lost is repeated without being done twice.

As in draft-ietf-httpapi-idempotency-key-header: the same key with the same body gets the answer that was
given, with another body a refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, TypeVar

from fastapi import Header
from pydantic import BaseModel
from sqlalchemy import ColumnElement, Engine, delete, select, update

from central.http.problems import ProblemCode, ProblemError, make_problem
from central.store.schema import repeatable_request
from central.store.storage import upsert
from kiosk.contract.wire import Retry

Answer = TypeVar("Answer", bound=BaseModel)
IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", pattern=r"^[\x21-\x7e]{1,64}$")]

_ABANDONED = timedelta(seconds=60)  # whoever worked on it died: the next one takes it up


@dataclass(frozen=True, slots=True)
class Repeatable:
    """One request of the device ``kid``; without a key each is a request of its own."""

    kid: str
    office_id: str
    key: str | None
    body_sha256: str


class Repeats:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def once(
        self, request: Repeatable, answer_type: type[Answer], work: Callable[[], Answer]
    ) -> tuple[Answer, float]:
        """The answer of ``work``, or the one it gave to the same request before; and its age in seconds.

        What ``work`` refuses may be tried again under the same key. Raises ProblemError 422
        ``idempotency-key-reused``, 409 ``request-under-way``, and what ``work`` raises.
        """
        if request.key is None:
            return work(), 0.0
        given = self._claim(request)
        if given is not None:
            return answer_type.model_validate_json(given[0]), given[1]
        try:
            answer = work()
        except BaseException:
            with self._engine.begin() as connection:
                connection.execute(delete(repeatable_request).where(_same(request)))
            raise
        with self._engine.begin() as connection:
            values = {"answer": answer.model_dump_json(), "answered_at": self._now()}
            connection.execute(update(repeatable_request).where(_same(request)).values(values))
        return answer, 0.0

    def _claim(self, request: Repeatable) -> tuple[str, float] | None:
        """The answer that was given, with its age; None when it is ours to do."""
        now = self._now()
        values = {
            "kid": request.kid,
            "office_id": request.office_id,
            "key": request.key,
            "body_sha256": request.body_sha256,
            "started_at": now,
        }
        with self._engine.begin() as connection:
            insert = upsert(connection, repeatable_request, values).on_conflict_do_nothing()
            if connection.execute(insert.returning(repeatable_request.c.key)).first() is not None:
                return None
            known = connection.execute(
                select(repeatable_request).where(_same(request)).with_for_update()
            ).first()
            if known is None:  # just given up by another
                raise _under_way()
            if known.body_sha256 != request.body_sha256:
                title = "This Idempotency-Key was used for another request."
                raise ProblemError(make_problem(422, ProblemCode.IDEMPOTENCY_KEY_REUSED, title))
            if known.answer is not None:
                return known.answer, max(0.0, (now - known.answered_at).total_seconds())
            if now < known.started_at + _ABANDONED:
                raise _under_way()
            connection.execute(update(repeatable_request).where(_same(request)).values(started_at=now))
        return None


def _same(request: Repeatable) -> ColumnElement[bool]:
    return (
        (repeatable_request.c.kid == request.kid)
        & (repeatable_request.c.office_id == request.office_id)
        & (repeatable_request.c.key == request.key)
    )


def _under_way() -> ProblemError:
    title = "The same request is being worked on."
    return ProblemError(
        make_problem(409, ProblemCode.REQUEST_UNDER_WAY, title, retry=Retry.LATER, retry_after_seconds=2)
    )
