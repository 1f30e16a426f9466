"""Values written into a settings file: read back as they were, and every other line as it stood."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings_text import with_values

_BEFORE = """# Copy to /etc/bhxh-kiosk/kiosk.toml
mode = "production"
kiosk_id = "KIOSK-01"   # of this machine

[office]
code = "00100"
hotline = "1900 9068"

[card]
camera = "/dev/bhxh-kiosk/card-camera"  # [office] it is not
"""


def test_what_is_there_is_replaced_and_what_lacks_is_added() -> None:
    after = with_values(
        _BEFORE,
        {
            ("", "kiosk_id"): "KIOSK-07",
            ("", "data_folder"): "/srv/x",
            ("office", "name"): 'BHXH "Ba Đình"',
            ("office", "code"): "00200",
            ("screen", "diagonal_inches"): 21.5,
        },
    )
    assert tomllib.loads(after) == {
        "mode": "production",
        "kiosk_id": "KIOSK-07",
        "data_folder": "/srv/x",
        "office": {"code": "00200", "hotline": "1900 9068", "name": 'BHXH "Ba Đình"'},
        "card": {"camera": "/dev/bhxh-kiosk/card-camera"},
        "screen": {"diagonal_inches": 21.5},
    }
    assert after.startswith("# Copy to")
    assert "# [office] it is not" in after


def test_an_empty_file_becomes_one() -> None:
    assert tomllib.loads(with_values("", {("central", "url"): "https://c.example.vn"})) == {
        "central": {"url": "https://c.example.vn"}
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_is_read_back(value: str) -> None:
    after = with_values(_BEFORE, {("office", "name"): value, ("", "kiosk_id"): value})
    read = tomllib.loads(after)
    assert read["office"]["name"] == read["kiosk_id"] == value
    assert read["card"] == tomllib.loads(_BEFORE)["card"]
