"""Which evidence suffices for a grant: ways as data, the first that fits counts."""

from __future__ import annotations

import tomllib
from collections.abc import Set as AbstractSet
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from central.grants.evidence import Reason
from kiosk.contract.grants import ChipStrength
from kiosk.contract.records import Section
from kiosk.contract.staff import StaffRole
from kiosk.errors import KnownError


class PolicyError(KnownError):
    """``grant_policy_invalid``: central cannot start with this file."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Way(_Strict):
    """``reasons``: whether it bears any; ``officer``: whether it takes one to vouch for the person."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    chip: ChipStrength
    reasons: bool
    officer: bool
    sections: frozenset[Section] = frozenset(Section)

    def fits(self, chip: ChipStrength, reasons: AbstractSet[Reason], sections: AbstractSet[Section]) -> bool:
        """Leaving the officer aside, who is asked last: a code that is not needed is not spent."""
        return chip is self.chip and (self.reasons or not reasons) and sections <= self.sections


class GrantPolicy(_Strict):
    never: frozenset[Reason]
    officer_roles: frozenset[StaffRole] = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR})
    way: Annotated[tuple[Way, ...], Field(min_length=1)]

    def ways(
        self, chip: ChipStrength, reasons: AbstractSet[Reason], sections: AbstractSet[Section]
    ) -> tuple[Way, ...]:
        """Those that fit, in their order; an officer may still be missing."""
        if reasons & self.never:
            return ()
        return tuple(way for way in self.way if way.fits(chip, reasons, sections))


def load_policy(file: Path | None) -> GrantPolicy:
    """An office's own policy, or the one that ships. Raises PolicyError."""
    try:
        if file is None:
            text = resources.files("central.grants").joinpath("policy.toml").read_text("utf-8")
        else:
            text = file.read_text("utf-8")
        return GrantPolicy.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise PolicyError(
            "grant_policy_invalid",
            f"The policy of grants {file} cannot be used ({type(error).__name__}): mend the file, or leave"
            " grants.policy_file out for the one that ships.",
        ) from None
