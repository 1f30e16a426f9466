"""HTML from the templates. Every value is escaped; a template that asks for what it was not given fails."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse, Response
from mako.lookup import TemplateLookup

from central.accounts.queue import CodeNote, CodeStanding
from central.pages.evidence_view import as_day, as_moment
from central.pages.labels import change_title, word

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def code_told(note: CodeNote) -> str:
    """How the code stands by which the person activates their account."""
    if note.spent_at is not None:
        return f"đã dùng lúc {as_moment(note.spent_at)}"
    said = word("code_state", note.state.value)
    if note.state is CodeStanding.PRINTED and note.printed_at is not None and note.expires_at is not None:
        by = f"{note.printed_by} in lúc {as_moment(note.printed_at)}"
        return f"{said}: {by}, dùng được đến {as_moment(note.expires_at)}"
    if note.state is CodeStanding.SENT and note.channel is not None and note.expires_at is not None:
        return f"{said} qua {word('channel', note.channel)}, dùng được đến {as_moment(note.expires_at)}"
    return said if note.fault is None else f"{said}: {word('fault', note.fault)}"


_WORDS = {
    "code_told": code_told,
    "as_day": as_day,
    "as_moment": as_moment,
    "word": word,
    "change_title": change_title,
}
_NOBODY = {"officer": None, "menu": (), "here": "", "form": "", "demo": False}


@cache
def _templates() -> TemplateLookup:
    return TemplateLookup(
        [str(HERE / "templates")], default_filters=["h"], strict_undefined=True, input_encoding="utf-8"
    )


def page(template: str, status: int = HTTPStatus.OK, **values: Any) -> HTMLResponse:
    text = _templates().get_template(template).render(**{**_WORDS, **_NOBODY, **values})
    return HTMLResponse(text, status_code=status, headers=HEADERS)


def style() -> Response:
    return Response((HERE / "style.css").read_bytes(), media_type="text/css", headers=HEADERS)


def icon() -> Response:
    """Of the browser's tab; without one it asks for a file that no page names."""
    return Response((HERE / "icon.svg").read_bytes(), media_type="image/svg+xml", headers=HEADERS)


def pdf(content: bytes, name: str) -> Response:
    """To be kept and looked at by a program for it, never within our pages."""
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


def jpeg(content: bytes) -> Response:
    return Response(content, media_type="image/jpeg", headers=HEADERS)
