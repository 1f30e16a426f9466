"""The number of a case as a person gives it."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"([A-Z]{2}\d{2})(\d{4})(\d{4})(\d{4,})(\d)", re.ASCII)


def case_number(said: str) -> str | None:
    """With or without its dashes; None for what is no number of a case."""
    found = _WRITTEN.fullmatch("".join(filter(str.isalnum, said.upper())))
    return None if found is None else "-".join(found.groups())
