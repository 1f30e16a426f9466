"""What central keeps of a person beside the record: what they agreed to, and who has looked."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from kiosk.contract.records.parts import RecordPart

MOST_KEPT = 50  # entries of a kind that are told
OfficeCode = Annotated[str, Field(max_length=40)]


class StandingConsent(RecordPart):
    """What the person said last to one purpose, where, and to which words."""

    purpose: Annotated[str, Field(max_length=64)]
    given: bool
    at: AwareDatetime
    office: OfficeCode
    text_version: Annotated[str, Field(max_length=64)]


class Looked(StrEnum):
    """Who has seen data of the person."""

    KIOSK = "kiosk"  # the record, at a kiosk, by card and face
    VOUCHED = "vouched"  # the same, where an officer confirmed who stood there
    STAFF = "staff"  # an officer, who read what was filed


class LookedAt(RecordPart):
    """One look. ``office``: of the kiosk; None where staff looked."""

    by: Looked
    at: AwareDatetime
    office: OfficeCode | None = None


class KeptData(RecordPart):
    """``looks``: the newest first."""

    consents: Annotated[tuple[StandingConsent, ...], Field(max_length=MOST_KEPT)]
    looks: Annotated[tuple[LookedAt, ...], Field(max_length=MOST_KEPT)]
