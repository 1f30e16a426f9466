"""The national back office, which carries out what an office has approved. Contract: docs/back-office.md."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Protocol
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from central.connectors.over_http import HttpLine, wrong_answer
from kiosk.contract.records import ManagedBy

PATH = "/back-office/hand-over"
_FORBID = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class FileOfAct(BaseModel):
    """A scan that is fetched apart (docs/back-office.md). ``size``: of what is in it, in bytes; ``here`` is
    false while the kiosk has not sent it.
    """

    model_config = _FORBID
    attachment_id: UUID
    role: str
    media_type: str
    size: int
    here: bool


class HandedAct(BaseModel):
    """What a person asked for, without pictures."""

    model_config = _FORBID
    act_id: UUID
    kind: str
    schema_version: int
    occurred_at: AwareDatetime
    payload: Annotated[dict[str, JsonValue], Field(repr=False)]
    files: tuple[FileOfAct, ...]


class HandOverRequest(BaseModel):
    """``managed_by``: whose system carries it out. ``request_id`` makes repeats one request: the answer to a
    repeat tells how it stands. ``files_token`` opens the files of this request, as long as it waits for its
    answer.
    """

    model_config = _FORBID
    request_id: UUID
    case_number: str
    office_id: str
    managed_by: ManagedBy
    approved_at: AwareDatetime
    due_on: date | None
    files_token: Annotated[str, Field(repr=False)]
    acts: tuple[HandedAct, ...]


class HandOverState(StrEnum):
    WORKING = "working"
    CARRIED_OUT = "carried_out"
    SENT_BACK = "sent_back"


class HandOverAnswer(BaseModel):
    """``reference`` is the back office's own. ``reason`` of what it sent back."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)
    request_id: UUID
    state: HandOverState
    reference: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9.\-/]+$")] | None = None
    reason: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,40}$")] | None = None
    ask_again_seconds: Annotated[int, Field(ge=1, le=86_400)] | None = None


class BackOffice(Protocol):
    def hand_over(self, request: HandOverRequest) -> HandOverAnswer:
        """Raises ConnectorError."""

    def close(self) -> None: ...


_ANSWER = TypeAdapter(HandOverAnswer)


class HttpBackOffice(HttpLine):
    def hand_over(self, request: HandOverRequest) -> HandOverAnswer:
        """Raises ConnectorError."""
        answer = self.ask(PATH, request, _ANSWER)
        if answer.request_id != request.request_id:
            raise wrong_answer()
        return answer
