"""A form that brings one file along: a few short texts by their names, and the file's bytes (RFC 7578)."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from central.pages.doors import TheVisitor, require_own_form
from central.pages.forms import unfit
from kiosk.contract.wire import MAX_BODY_BYTES

logging.getLogger("python_multipart").setLevel(logging.ERROR)  # the refusal says that a form is none
_MOST_FIELDS = 12
_MOST_TEXT = 4 << 10
_NAME = re.compile(r"[a-z_]{1,20}")


@dataclass(frozen=True, slots=True)
class Upload:
    """``content`` is empty where no file was chosen."""

    fields: Mapping[str, str]
    content: bytes = field(repr=False)


class _InMemory(MultiPartParser):
    """What a person's paper says never lies in a temporary file."""

    spool_max_size = MAX_BODY_BYTES


async def _upload(request: Request, visitor: TheVisitor) -> Upload:
    """Raises ProblemError 422 for anything else than such a form, 403 for one of another session."""
    upload = await _any_upload(request)
    require_own_form(request, visitor, upload.fields)
    return upload


async def _any_upload(request: Request) -> Upload:
    """Of whom there is no need to know. Raises ProblemError 422 for anything else than such a form."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise unfit()
    limits = {"max_files": 1, "max_fields": _MOST_FIELDS, "max_part_size": _MOST_TEXT}
    try:
        form = await _InMemory(request.headers, request.stream(), **limits).parse()
    except MultiPartException:
        raise unfit() from None
    try:
        return await _taken_apart(form)
    finally:
        await form.close()


async def _taken_apart(form: FormData) -> Upload:
    fields: dict[str, str] = {}
    content = b""
    for name, value in form.multi_items():
        if name in fields or not _NAME.fullmatch(name):
            raise unfit()
        if isinstance(value, UploadFile):
            content = await value.read()
        elif "\0" in value:
            raise unfit()
        else:
            fields[name] = value.replace("\r\n", "\n")
    return Upload(fields, content)


TheUpload = Annotated[Upload, Depends(_upload)]
AnyUpload = Annotated[Upload, Depends(_any_upload)]
