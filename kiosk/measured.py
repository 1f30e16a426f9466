"""What was measured where this kiosk stands. It lies beside its data, and goes with them when it moves."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local_db.durable_file import write_new_file

logger = logging.getLogger(__name__)

_FILE = "measured.json"


class MeasuredLight(BaseModel):
    """``screen_light``: of the screen over that of the room at the face, as the setting of that name."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    screen_light: float = Field(ge=0)
    at: datetime


def find_measured_light(folder: Path) -> MeasuredLight | None:
    """None where nothing was measured, or what was cannot be read any more."""
    try:
        return MeasuredLight.model_validate_json((folder / _FILE).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        logger.warning("what was measured here cannot be read: %s", type(error).__name__)
        return None


def keep_measured_light(folder: Path, light: MeasuredLight) -> None:
    """Raises OSError."""
    write_new_file(folder / _FILE, light.model_dump_json().encode())
