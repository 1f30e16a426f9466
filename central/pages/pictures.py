"""Pictures of acts as staff see them: made anew by a process of its own, never as they came."""

from __future__ import annotations

from central.casework import little_process
from central.http.problems import ProblemError, make_problem
from kiosk.contract.wire import JPEG_HEAD

PICTURE_UNUSABLE = "picture-unusable"


def made_anew(content: bytes) -> bytes:
    """A JPEG with the same picture and nothing else. Raises ProblemError ``picture-unusable``, ``busy``."""
    made = little_process.run("central.pages.picture_worker", content)
    if made is None or not made.startswith(JPEG_HEAD):
        raise ProblemError(make_problem(422, PICTURE_UNUSABLE, "The picture cannot be opened."))
    return made
