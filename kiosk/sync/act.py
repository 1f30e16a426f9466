"""The act: one thing that a person asked for at this kiosk, complete and unchangeable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import uuid6
from pydantic import JsonValue

from kiosk.contract.wire import AttachedFile, Help

Json: TypeAlias = JsonValue


def new_act_id() -> UUID:
    """A version 7 UUID (RFC 9562, section 5.7): unique without asking anybody, and sortable by time."""
    return UUID(bytes=uuid6.uuid7().bytes)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that the kiosk itself puts in, sealed when the act is recorded."""

    role: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Act:
    """``payload`` holds JSON values only; binary parts are base64 text. ``repr`` shows no personal data."""

    act_id: UUID  # version 7, made once, kept through every repeat
    kind: str  # dotted lower-case words, e.g. "registration.adult"
    schema_version: int  # of the payload of this kind
    occurred_at: datetime  # aware
    subject_id: str = field(repr=False)  # of the person it is about: personal number, or passport
    summary: str = field(repr=False)  # masked line for the outbox screen; stays on this kiosk
    payload: Mapping[str, Json] = field(repr=False)
    attachments: tuple[AttachedFile, ...] = ()  # kept for this act
    helped: tuple[Help, ...] = ()  # when staff had the screen
    enclosed: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """The act is in the outbox, durably. ``case_number`` is there once central's receipt has come."""

    act_id: UUID
    kind: str
    occurred_at: datetime
    sequence: int  # place in this kiosk's stream
    case_number: str | None = None
