"""Whether what an act says can be worked on: its kind is known here, and its payload is one of that kind."""

from __future__ import annotations

from pydantic import ValidationError

from central.opening import UnusableError
from central.problems import ProblemCode
from kiosk.contract.kinds import ActKind, find_kind
from kiosk.contract.wire import ActContent


def check_content(content: ActContent) -> ActKind:
    """The kind of the act. Raises UnusableError ``kind-unknown`` or ``content-invalid``."""
    kind = find_kind(content.kind, content.schema_version)
    if kind is None:
        raise UnusableError(ProblemCode.KIND_UNKNOWN)
    try:
        payload = kind.payload.model_validate(content.payload, strict=False)
    except ValidationError:  # its text may hold what was wrong, which is a person's data
        raise UnusableError(ProblemCode.CONTENT_INVALID) from None
    if payload.identity.personal_number != content.subject_id:
        raise UnusableError(ProblemCode.CONTENT_INVALID)
    return kind
