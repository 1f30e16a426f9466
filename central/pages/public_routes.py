"""Pages for everybody: whether a book is genuine, and where a phone fetches one. No session, no cookie, no
script; nothing that is sent here is kept.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from central.assembly import Central
from central.books.statement import MOST_CHARS, QUERY
from central.books.trust import as_pem
from central.dependencies import TheCentral
from central.grants.book_copies import TAKE
from central.http.problems import ProblemError
from central.pages.rendering import HEADERS, icon, page, pdf, style
from central.pages.uploads import AnyUpload
from central.verification.checking import check_file
from central.verification.examining import examine_text
from central.verification.finding import Checked, Verdict
from central.verification.words import advice, lines_of, words_of

router = APIRouter(include_in_schema=False)
VERIFY = "/verify"
_TONES = {Verdict.VALID: "good", Verdict.UNSIGNED: "warn", Verdict.UNREADABLE: "warn"}
Secret = Annotated[str, Path(max_length=64)]


@router.get(VERIFY)
def ask_what_to_verify(
    central: TheCentral, code: Annotated[str, Query(alias=QUERY, max_length=MOST_CHARS)] = ""
) -> Response:
    """The form; behind the address of a code also what that code says."""
    if not code:
        return _verify_page(None)
    return _verify_page(examine_text(code, central.books.trust(), central.now()))


@router.post(VERIFY)
def verify(central: TheCentral, upload: AnyUpload) -> Response:
    """A file, or else the text of a code."""
    text = upload.fields.get("code", "").strip()
    if not upload.content and not text:
        return _verify_page(None, HTTPStatus.UNPROCESSABLE_ENTITY, nothing=True)
    try:
        return _verify_page(_checked(central, upload.content, text))
    except ProblemError:
        return _verify_page(None, HTTPStatus.SERVICE_UNAVAILABLE, busy=True)


def _checked(central: Central, content: bytes, text: str) -> Checked:
    trust, now = central.books.trust(), central.now()
    return check_file(content, trust, now) if content else examine_text(text, trust, now)


def _verify_page(
    found: Checked | None, status: int = HTTPStatus.OK, *, nothing: bool = False, busy: bool = False
) -> Response:
    return page(
        "verify.html",
        status,
        found=found,
        tone="" if found is None else _TONES.get(found.verdict, "bad"),
        said=None if found is None else words_of(found.verdict),
        advice=None if found is None else advice(found),
        lines=() if found is None else tuple(lines_of(found)),
        nothing=nothing,
        busy=busy,
    )


@router.get(VERIFY + "/style.css")
def style_sheet() -> Response:
    return style()


@router.get(VERIFY + "/icon.svg")
def tab_icon() -> Response:
    return icon()


@router.get(VERIFY + "/certificates.pem")
def certificates(central: TheCentral) -> Response:
    """For who checks books without this page."""
    content = as_pem(central.books.trust().certificates)
    return Response(content, media_type="application/x-pem-file", headers=HEADERS)


@router.get(VERIFY + "/withdrawn.json")
def withdrawn(central: TheCentral) -> Response:
    """What does not hold any more, for the same."""
    content = central.books.trust().withdrawn.model_dump_json(indent=2)
    return Response(content, media_type="application/json", headers=HEADERS)


@router.get(TAKE + "/{secret}")
def waiting_copy(secret: Secret, central: TheCentral) -> Response:
    """What waits there. Nothing is fetched by looking: programs that show a preview of a link look too."""
    found = central.grants.copies.find(secret)
    if found is None:
        return page("take.html", HTTPStatus.NOT_FOUND, found=None, path="")
    return page("take.html", found=found, path=f"{TAKE}/{secret}")


@router.post(TAKE + "/{secret}")
def take_copy(secret: Secret, central: TheCentral) -> Response:
    """The signed file, once."""
    content = central.grants.copies.take(secret)
    if content is None:
        return page("take.html", HTTPStatus.NOT_FOUND, found=None, path="")
    return pdf(content, "so-bhxh.pdf")
