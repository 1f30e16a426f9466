"""The tables of the law's figures, as central sends them: signed, whole, numbered.

The package is a compact JWS (RFC 7515, ES256) of the type ``bhxh-tables+jws`` by one of the keys that the
kiosk pinned at enrolment. Each value in the tables carries the day from which it holds, so that a package may
come before the law that it follows.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

TABLES_TYP = "bhxh-tables+jws"
MAX_TABLES_CHARS = 4 << 20  # of a whole package

TableName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,40}$")]


class BenefitTables(BaseModel):
    """All figures of the calculators: TOML files by name, as in ``kiosk/benefits/parameters``."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    subject: Literal["benefits"] = "benefits"
    number: Annotated[int, Field(ge=1)]  # greater than that of every package before
    issued_on: date
    tables: dict[TableName, str]
