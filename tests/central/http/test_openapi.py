"""The API description in docs/api is the one of this code."""

from __future__ import annotations

from pathlib import Path

from central.openapi import api_description


def test_the_description_in_the_documents_is_current() -> None:
    kept = Path(__file__).parents[3] / "docs" / "api" / "central.json"
    assert kept.read_text("utf-8") == api_description(), "run: make api"
