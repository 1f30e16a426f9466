"""A form that brings one file along: a few short texts by their names, and the file's bytes (RFC 7578)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from central.pages.doors import TheVisitor, require_own_form
from central.pages.forms import unfit

_MOST_FIELDS = 12
_MOST_TEXT = 4 << 10
_MEDIA_TYPE = re.compile(r'multipart/form-data;\s*boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?', re.ASCII)
_HEAD = re.compile(
    rb'content-disposition:\s*form-data;\s*name="([a-z_]{1,20})"(;\s*filename="[^"\r\n]{0,300}")?',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Upload:
    """``content`` is empty where no file was chosen."""

    fields: Mapping[str, str]
    content: bytes = field(repr=False)


async def _upload(request: Request, visitor: TheVisitor) -> Upload:
    """Raises ProblemError 422 for anything else than such a form, 403 for one of another session."""
    found = _MEDIA_TYPE.fullmatch(request.headers.get("content-type", "").strip())
    if found is None:
        raise unfit()
    fields: dict[str, str] = {}
    content: bytes | None = None
    for name, is_file, body in _parts(await request.body(), found[1].encode("ascii")):
        if name in fields or (is_file and content is not None) or len(fields) > _MOST_FIELDS:
            raise unfit()
        if is_file:
            content = body
        else:
            fields[name] = _text(body)
    require_own_form(request, visitor, fields)
    return Upload(fields, content or b"")


TheUpload = Annotated[Upload, Depends(_upload)]


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, bool, bytes]]:
    """Name, whether it is a file, and content of each part."""
    first, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if first or not parts or parts.pop().strip() != b"--":
        raise unfit()
    for part in parts:
        head, ended, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        lines = [found for line in head.split(b"\r\n") if (found := _HEAD.fullmatch(line.strip()))]
        if not ended or len(lines) != 1:
            raise unfit()
        yield lines[0][1].decode("ascii"), lines[0][2] is not None, content


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise unfit() from None
    if len(body) > _MOST_TEXT or "\0" in text:
        raise unfit()
    return text.replace("\r\n", "\n")
