"""Logging of the commands: one line a record on stderr, which the journal keeps."""

from __future__ import annotations

import logging

CHATTY = ("httpx", "httpcore", "alembic", "uvicorn", "asyncio", "PIL")


def configure_logging(level: int = logging.INFO) -> None:
    """Libraries that log every request or migration step are quieter than we are."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
