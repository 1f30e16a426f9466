"""What `make test` has shown already in another shape, size or sample; `make test-all` shows it again."""

from __future__ import annotations

from typing import Any

import pytest


def again(*values: Any, name: str | None = None) -> Any:
    """A row of ``parametrize``."""
    return pytest.param(*values, id=name, marks=pytest.mark.again)
