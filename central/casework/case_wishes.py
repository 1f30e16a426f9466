"""What the acts of a case ask for about an account, taken together: a later one supplements those before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import JsonValue, ValidationError
from sqlalchemy import Engine, select

from central.cases.account_wishes import AccountWish, find_wish
from central.http.problems import ProblemCode
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from central.store.schema import act
from kiosk.contract.kinds import find_kind
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.service_filed import ServicePayload2
from kiosk.contract.wire import ActContent


@dataclass(frozen=True, slots=True)
class CaseAsked:
    """``payload``: of the act that opened the case. ``wish``: None where the case asks for no account."""

    payload: ActPayload = field(repr=False)
    wish: AccountWish | None = field(repr=False)


def asked_by(engine: Engine, acts: StoredActs, case_id: UUID) -> CaseAsked:
    """Raises ProblemError, and what `asked_in` does."""
    return asked_in([acts.get(each).content for each in (case_id, *_further(engine, case_id))])


def asked_in(acts: Sequence[ActContent]) -> CaseAsked:
    """The act that opened the case first. Raises ValidationError, and UnusableError ``kind-unknown``."""
    payload = _payload(acts[0])
    if not isinstance(payload, ServicePayload2):
        return CaseAsked(payload, None)
    answers: dict[str, JsonValue] = {}
    for each in acts:
        told = each.payload.get("answers")
        before = {} if each.kind == acts[0].kind else answers  # the whole form once more takes its place
        answers = {**before, **told} if isinstance(told, dict) else answers
    return CaseAsked(payload, find_wish(payload.model_copy(update={"answers": answers})))


def names_account(acts: Sequence[ActContent]) -> bool:
    """Whether a case asks for anything about an account, as far as its acts can be read."""
    try:
        return bool(acts) and asked_in(acts).wish is not None
    except (UnusableError, ValidationError):
        return False


def _payload(content: ActContent) -> ActPayload:
    """By the model of its own version: each knows more than the one before."""
    kind = find_kind(content.kind, content.schema_version)
    if kind is None:
        raise UnusableError(ProblemCode.KIND_UNKNOWN)
    return kind.payload.model_validate(content.payload, strict=False)


def _further(engine: Engine, case_id: UUID) -> list[UUID]:
    """Those that joined the case, in the order in which they were filed."""
    query = select(act.c.act_id).where(act.c.case_id == case_id, act.c.act_id != case_id)
    with engine.connect() as connection:
        return list(connection.execute(query.order_by(act.c.act_id)).scalars())
