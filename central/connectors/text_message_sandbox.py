"""A carrier of text messages, played: it keeps what it was given, each message once, and sends nothing.

Slow, down and wrong on demand, as the other systems (``sandbox``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from pydantic import JsonValue

from central.connectors.sandbox import Faults, Question, Sandbox, serving
from central.connectors.text_messages import PATH, TextMessage


class KeepingCarrier:
    def __init__(self) -> None:
        self._lock = Lock()
        self._taken: dict[str, TextMessage] = {}

    @property
    def taken(self) -> list[TextMessage]:
        """In the order in which they came, repeats left out."""
        return list(self._taken.values())

    def answer(self, asked: Question) -> JsonValue:
        message = TextMessage.model_validate(asked)
        with self._lock:
            self._taken.setdefault(str(message.message_id), message)
        return {"message_id": str(message.message_id)}


@contextmanager
def text_message_sandbox(carrier: KeepingCarrier, faults: Faults | None = None) -> Iterator[Sandbox]:
    """Serve on a free port of loopback until the block is left."""
    with serving({PATH: carrier.answer}, faults) as served:
        yield served
