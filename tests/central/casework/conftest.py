from __future__ import annotations

import pytest


@pytest.fixture
def database_url(on_postgresql: str) -> str:
    return on_postgresql
