"""How grants say no."""

from __future__ import annotations

from central.http.problems import ProblemCode, ProblemError, make_problem
from kiosk.contract.wire import Retry


def refuse(status: int, code: ProblemCode, title: str, *, wait: float | None = None) -> ProblemError:
    """``wait``: seconds after which it may be tried again."""
    retry = Retry.NEVER if wait is None else Retry.LATER
    return ProblemError(make_problem(status, code, title, retry=retry, retry_after_seconds=wait))
