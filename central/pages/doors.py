"""Who is at the pages: the cookie of a session, the forms that belong to it, and what a browser says of where
a request came from.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from central.assembly import Central
from central.cases.views import Officer
from central.dependencies import TheCentral
from central.http.problems import ProblemError, make_problem
from central.pages.forms import Form
from central.pages.rendering import HEADERS
from central.staff.sessions import form_token, is_form_token

HOME, SIGN_IN = "/staff", "/staff/sign-in"
FORM_STALE = "form-stale"
_TOKEN_CHARS = 64


class SignInError(Exception):
    """There is no session, or it has ended."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A member of staff with a session. ``form``: what their forms have to bring along; ``demo``: at a demo's
    central.
    """

    officer: Officer
    token: str
    form: str
    demo: bool


def find_visitor(request: Request, central: Central) -> Visitor | None:
    token = _cookie(request, session_cookie(central))
    account = None if token is None else central.sessions.account_of(token)
    if token is None or account is None:
        return None
    return Visitor(central.cases.officer(account), token, form_token(token), central.settings.demo)


def _visitor(request: Request, central: TheCentral) -> Visitor:
    visitor = find_visitor(request, central)
    if visitor is None:
        raise SignInError
    return visitor


TheVisitor = Annotated[Visitor, Depends(_visitor)]


def _sent_form(request: Request, visitor: TheVisitor, form: Form) -> Form:
    require_own_form(request, visitor, form)
    return form


OwnForm = Annotated[Form, Depends(_sent_form)]


def require_own_form(request: Request, visitor: Visitor, fields: Mapping[str, str]) -> None:
    """A form that this very session was given, from one of our pages."""
    require_own_page(request)
    if not is_form_token(visitor.token, fields.get("form", "")):
        raise stale()


def require_own_page(request: Request) -> None:
    """Browsers say whether another site is behind a request; one that does not say has the form's token."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise stale()


def stale() -> ProblemError:
    return ProblemError(make_problem(403, FORM_STALE, "The page of this form is too old."))


def session_cookie(central: Central) -> str:
    return "bhxh-staff" if central.settings.demo else "__Host-bhxh-staff"


def sign_in_cookie(central: Central) -> str:
    return "bhxh-staff-form" if central.settings.demo else "__Host-bhxh-staff-form"


def sign_in_token(request: Request, central: Central) -> str:
    """Of the form for signing in, before there is a session."""
    return _cookie(request, sign_in_cookie(central)) or secrets.token_urlsafe(32)


def require_sign_in_form(request: Request, central: Central, form: Form) -> None:
    require_own_page(request)
    token = _cookie(request, sign_in_cookie(central))
    if token is None or not is_form_token(token, form.get("form", "")):
        raise stale()


def set_cookie(response: Response, central: Central, name: str, value: str) -> None:
    """For this browser's session, for our own pages only; the demo is on a line without TLS."""
    response.set_cookie(
        name, value, path="/", httponly=True, secure=not central.settings.demo, samesite="strict"
    )


def drop_cookie(response: Response, central: Central, name: str) -> None:
    response.delete_cookie(name, path="/", httponly=True, secure=not central.settings.demo, samesite="strict")


def go_to(path: str) -> RedirectResponse:
    return RedirectResponse(path, status_code=HTTPStatus.SEE_OTHER, headers=HEADERS)


def _cookie(request: Request, name: str) -> str | None:
    value = request.cookies.get(name, "")
    return value if 0 < len(value) <= _TOKEN_CHARS and value.isascii() else None
