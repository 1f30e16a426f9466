"""A carrier of text messages, played: it keeps what it was given, each message once, and sends nothing. What
it keeps in a folder the demo shows.

Slow, down and wrong on demand, as the other systems (``sandbox``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import uuid6
from pydantic import JsonValue

from central.connectors.sandbox import Faults, Question, Sandbox, serving
from central.connectors.text_messages import PATH, TextMessage


class KeepingCarrier:
    """Without a ``folder`` messages are kept in memory; what is kept in one is not."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = Lock()
        self._names: set[str] = set()
        self._taken: list[TextMessage] = []

    @property
    def taken(self) -> list[TextMessage]:
        """In the order in which they came, repeats left out."""
        return list(self._taken) if self._folder is None else texts_in(self._folder)

    def answer(self, asked: Question) -> JsonValue:
        message = TextMessage.model_validate(asked)
        name = str(message.message_id)
        with self._lock:
            if name not in self._names:
                self._names.add(name)
                self._keep(message)
        return {"message_id": name}

    def _keep(self, message: TextMessage) -> None:
        """File names tell the order and nothing else."""
        if self._folder is None:
            self._taken.append(message)
            return
        temporary = self._folder / f".{uuid6.uuid7()}"
        temporary.touch(mode=0o600)
        temporary.write_text(message.model_dump_json(), "utf-8")
        temporary.replace(self._folder / f"{uuid6.uuid7()}.json")


def texts_in(folder: Path) -> list[TextMessage]:
    """What a carrier has kept there, oldest first."""
    return [TextMessage.model_validate_json(each.read_bytes()) for each in sorted(folder.glob("*.json"))]


@contextmanager
def text_message_sandbox(carrier: KeepingCarrier, faults: Faults | None = None) -> Iterator[Sandbox]:
    """Serve on a free port of loopback until the block is left."""
    with serving({PATH: carrier.answer}, faults) as served:
        yield served
