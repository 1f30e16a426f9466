"""How long a test waits for what has to come: only a failure waits so long, so it may be long anywhere."""

from __future__ import annotations

PATIENCE = 120.0  # seconds
PATIENCE_MS = 120_000
