"""What a form sends: a few short texts by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from central.http.problems import ProblemCode, ProblemError, make_problem

_MOST_BYTES = 32 << 10
_MOST_FIELDS = 120  # a box for each question of a form
_MEDIA_TYPE = "application/x-www-form-urlencoded"


async def _form(request: Request) -> Mapping[str, str]:
    """Raises ProblemError 422 for anything else than such a form."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body() if media_type == _MEDIA_TYPE else b""
    if not body or len(body) > _MOST_BYTES:
        raise unfit()
    try:
        fields = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise unfit() from None
    names = [name for name, _ in fields]
    if len(set(names)) != len(names) or any("\0" in value for _, value in fields):
        raise unfit()
    return {name: value.replace("\r\n", "\n") for name, value in fields}


def unfit() -> ProblemError:
    """To be raised."""
    title = "The form does not have the agreed form."
    return ProblemError(make_problem(422, ProblemCode.REQUEST_INVALID, title))


Form = Annotated[Mapping[str, str], Depends(_form)]
