"""How long a test waits for what has to come. Only a failure waits so long, so it may be long on any machine."""

from __future__ import annotations

PATIENCE = 120.0  # seconds
PATIENCE_MS = 120_000
