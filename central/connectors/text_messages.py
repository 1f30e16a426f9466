"""Whoever carries text messages for the office: SMS, or pushes of the app. Contract: docs/notices.md."""

from __future__ import annotations

from typing import Annotated, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from central.connectors.over_http import HttpLine, wrong_answer
from kiosk.contract.wire import MobileNumber

PATH = "/messages/text"


class TextMessage(BaseModel):
    """``message_id`` makes repeats one message."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    message_id: UUID
    phone: MobileNumber = Field(repr=False)
    text: Annotated[str, Field(max_length=160, repr=False)]


class TextTaken(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)
    message_id: UUID


class TextMessages(Protocol):
    def send(self, message: TextMessage) -> None:
        """Raises ConnectorError."""

    def close(self) -> None: ...


_TAKEN = TypeAdapter(TextTaken)


class HttpTextMessages(HttpLine):
    def send(self, message: TextMessage) -> None:
        """Raises ConnectorError."""
        if self.ask(PATH, message, _TAKEN).message_id != message.message_id:
            raise wrong_answer()
