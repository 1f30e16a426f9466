"""What `make test` has shown already in another shape, size or sample; `make test-all` shows it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def again(*values: Any, name: str | None = None) -> Any:
    """A row of ``parametrize``."""
    return pytest.param(*values, id=name, marks=pytest.mark.again)


def every_second(rows: Iterable[Any]) -> list[Any]:
    """Of many alike the first, the third and so on; the others again."""
    return [again(row) if number % 2 else row for number, row in enumerate(rows)]
