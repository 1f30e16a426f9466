"""What the parts of a record have in common."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import override

# Whole đồng. An amount that came as text or with decimals was made by something that does not count money.
Dong = Annotated[int, Field(strict=True, ge=0, le=10**12)]
MonthText = Annotated[str, Field(pattern=r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$", description="YYYY-MM")]
PersonalNumber = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
InsuranceNumber = Annotated[str, Field(pattern=r"^[0-9]{10}$")]
Text = Annotated[str, Field(max_length=300)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
PlaceCode = Annotated[str, Field(pattern=r"^[0-9]{2,6}$")]
Percent = Annotated[int, Field(strict=True, ge=0, le=100)]


class RecordPart(BaseModel):
    """Tells nothing of its content to logs and tracebacks."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @override
    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        return ()

    @override
    def __str__(self) -> str:
        return repr(self)


class ManagedBy(StrEnum):
    """Whose records a person is in (NĐ 157/2025, NĐ 188/2025 Art. 5.7)."""

    CIVIL = "civil"  # cơ quan BHXH
    DEFENCE = "defence"  # BHXH Bộ Quốc phòng
    POLICE = "police"  # BHXH Công an nhân dân
