"""Papers that people read at a kiosk: as pictures, drawn by a process of its own."""

from __future__ import annotations

from central.cases.paper_parts import ANEW, PAGES, unpack
from central.cases.refusals import refuse
from central.cases.results import NewResult
from central.casework import little_process
from central.http.problems import ProblemCode
from kiosk.contract.wire import JPEG_HEAD, MAX_PAPER_BYTES, MAX_PAPER_PAGES, PDF_HEAD

MOST_UPLOADED, MOST_UPLOADED_PAGES = 1536 << 10, 12
_MOST_DRAWN = 2 << 20  # the pictures of all pages: a copy of a record has many
_WORKER = "central.casework.paper_worker"


def paper_anew(number: str, content: bytes) -> NewResult:
    """The same pages in a new PDF, and nothing else of the one that was sent. Raises ProblemError
    ``paper-unusable``, ``busy``.
    """
    if not content.startswith(PDF_HEAD) or len(content) > MOST_UPLOADED:
        raise refuse(ProblemCode.PAPER_UNUSABLE)
    pdf, *pages = _parts(content, ANEW, MAX_PAPER_BYTES, MOST_UPLOADED_PAGES)
    if not pdf.startswith(PDF_HEAD) or len(pdf) > MAX_PAPER_BYTES or not pages:
        raise refuse(ProblemCode.PAPER_UNUSABLE)
    return NewResult(number, pdf, _pictures(pages))


def drawn(pdf: bytes) -> tuple[bytes, ...]:
    """The pages of a paper of our own. Raises ProblemError ``paper-unusable``, ``busy``."""
    return _pictures(_parts(pdf, PAGES, _MOST_DRAWN, MAX_PAPER_PAGES))


def _parts(content: bytes, how: str, most_bytes: int, most_pages: int) -> list[bytes]:
    made = little_process.run(_WORKER, content, how, str(most_bytes), str(most_pages))
    try:
        parts = [] if made is None else unpack(made)
    except ValueError:
        parts = []
    if not parts:
        raise refuse(ProblemCode.PAPER_UNUSABLE)
    return parts


def _pictures(pages: list[bytes]) -> tuple[bytes, ...]:
    if not all(page.startswith(JPEG_HEAD) for page in pages):
        raise refuse(ProblemCode.PAPER_UNUSABLE)
    return tuple(pages)
