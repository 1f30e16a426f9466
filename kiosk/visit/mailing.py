"""Where a paper goes that a person wants by e-mail: one question, asked outside of any task."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from kiosk.forms.form import Form
from kiosk.forms.loading import read_form

ADDRESS = "mail.address"
_FILE = Path(__file__).with_name("mailing.toml")


@lru_cache(maxsize=1)
def mailing_form() -> Form:
    with _FILE.open("rb") as file:
        return read_form("mail", tomllib.load(file)["form"], _FILE)
