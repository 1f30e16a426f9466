"""What an office sets for its kiosks, or central for many: what may wait and for how long, which codes go
out, how staff sign in again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.errors import KnownError

_PART = ConfigDict(frozen=True, extra="forbid")
_VERSION = r"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$"


class OfflinePolicy(BaseModel):
    """What may wait for central at most. Reached, no visit begins until acts were sent; staff are warned from
    ``warn_at_percent`` of any limit on.
    """

    model_config = _PART
    max_days: float = Field(7, gt=0, le=30)  # of the oldest act that waits
    max_acts: int = Field(2000, ge=1)
    max_attachment_megabytes: int = Field(4000, ge=1)  # of files that wait with their acts
    min_free_percent: float = Field(5, ge=0, le=50)  # of the disk, while the line is down
    warn_at_percent: float = Field(70, gt=0, le=100)
    as_of: date = date(2026, 11, 1)  # of the policy
    source: str = Field("the project's default; an office states its own rule here", min_length=8)


class RetentionPolicy(BaseModel):
    """How long this kiosk keeps the sealed text of an act, and its files, after central's receipt. Until then
    a central that was restored from a backup gets them again; what duplicate checks and the queue show stays.
    """

    model_config = _PART
    sealed_days: int = Field(30, ge=7)
    as_of: date = date(2026, 11, 1)  # of the policy
    source: str = Field("the project's default; an office states its own rule here", min_length=8)


class CodePolicy(BaseModel):
    """``by_text``: phones are proved by a code in a text message. Without, where nobody carries messages for
    the office, nobody is asked for one, and acts say that the phone is not proved.
    """

    model_config = _PART
    by_text: bool = True


class ShiftPolicy(BaseModel):
    """Staff who have signed in fully at this kiosk go on helping people by their PIN alone: for
    ``pin_minutes`` since they last began to help (0: never), and for ``full_hours`` at most. NIST SP 800-63B,
    4.2.3, has 30 minutes and 12 hours.
    """

    model_config = _PART
    pin_minutes: float = Field(30, ge=0, le=30)
    full_hours: float = Field(4, gt=0, le=12)
    as_of: date = date(2026, 11, 29)  # of the policy
    source: str = Field("the project's default; an office states its own rule here", min_length=8)


class ProgramPolicy(BaseModel):
    """With a release older than ``minimum_version`` no visit begins; what was recorded is kept and sent."""

    model_config = _PART
    minimum_version: str = Field("0.0.0", pattern=_VERSION)


class UpdatePolicy(BaseModel):
    """Which version the kiosks of each ring are to have, and when they may change by themselves. ``ring`` is
    this kiosk's own; a ring that is not named in ``versions`` stays with what it has. The window is of
    Vietnam's time and may go over midnight.
    """

    model_config = _PART
    ring: str = Field("all", pattern=r"^[a-z0-9-]{1,20}$")
    versions: Mapping[str, Annotated[str, Field(pattern=_VERSION)]] = {}
    window_from: time = time(21, 0)
    window_until: time = time(5, 0)

    @property
    def wanted(self) -> str | None:
        return self.versions.get(self.ring)

    def is_open(self, at: time) -> bool:
        """Whether the window is. Where it begins and ends at the same minute it always is."""
        since, until = self.window_from, self.window_until
        return since <= at < until if since < until else at >= since or at < until


class Policy(BaseModel):
    model_config = _PART
    update: UpdatePolicy = UpdatePolicy()
    program: ProgramPolicy = ProgramPolicy()
    offline: OfflinePolicy = OfflinePolicy()
    retention: RetentionPolicy = RetentionPolicy()
    codes: CodePolicy = CodePolicy()
    shift: ShiftPolicy = ShiftPolicy()


class PolicyError(KnownError):
    """``policy_wrong``: a value that no kiosk may use; the sentence names it."""

    def __init__(self, sentence: str) -> None:
        super().__init__("policy_wrong", sentence)


def policy_with(changes: Mapping[str, Any], own: Policy) -> Policy:
    """``own`` with the values that central has set (a table as ``policy.toml``). Raises `PolicyError`."""
    merged = own.model_dump()
    for name, value in changes.items():
        if isinstance(value, Mapping) and isinstance(merged.get(name), dict):
            merged[name] = merged[name] | dict(value)
        else:
            merged[name] = value
    try:
        return Policy.model_validate(merged)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise PolicyError(f"{place}: {fault['msg']}.") from None
