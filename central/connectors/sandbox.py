"""The other systems, played over an invented country: slow, down and wrong on demand, always the same way.

For demos and tests. It answers over real HTTP on loopback.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from typing_extensions import override

from kiosk.contract.records import PersonRecord, Relation
from kiosk.reference.folding import fold

Question = dict[str, Any]


class Faults(BaseModel):
    """Every so many questions one of a kind; 0 is never. Of several at once the first named wins."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    down_every: int = Field(0, ge=0, description="503 without a word")
    cut_every: int = Field(0, ge=0, description="the line ends within the answer")
    slow_every: int = Field(0, ge=0, description="the answer comes after slow_seconds")
    slow_seconds: float = Field(0.0, ge=0, le=3600)
    garbled_every: int = Field(0, ge=0, description="an answer that is no JSON")
    mistaken_every: int = Field(0, ge=0, description="a good answer about somebody else")

    def of(self, question: int) -> str | None:
        """The fault of the question with this number, counted from 1."""
        for kind in ("down", "cut", "slow", "garbled", "mistaken"):
            every: int = getattr(self, f"{kind}_every")
            if every and question % every == 0:
                return kind
        return None


@dataclass
class SandboxData:
    """What the systems know, by the numbers that they are asked for."""

    citizens: dict[str, JsonValue] = field(default_factory=dict)
    children: dict[str, list[JsonValue]] = field(default_factory=dict)
    holders: dict[tuple[str, str], JsonValue] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[PersonRecord]) -> SandboxData:
        data = cls()
        for record in records:
            data._add(record)
        return data

    def _add(self, record: PersonRecord) -> None:
        person, number = record.person, record.person.personal_number
        for account in record.bank_accounts or ():
            self.holders[account.bank_bin, account.number] = {
                "bank_bin": account.bank_bin,
                "number": account.number,
                "holder": fold(account.holder).upper(),
            }
        if number is None:
            return
        self.citizens[number] = {
            "personal_number": number,
            "full_name": person.full_name,
            "date_of_birth": person.date_of_birth.isoformat(),
            "sex": person.sex,
            "residence": person.residence,
            "alive": person.died_on is None,
        }
        self.children[number] = [
            {
                "personal_number": relative.personal_number,
                "full_name": relative.full_name,
                "date_of_birth": relative.date_of_birth.isoformat(),
            }
            for relative in record.relatives or ()
            if relative.relation is Relation.CHILD and relative.confirmed and relative.personal_number
        ]

    def citizen(self, asked: Question) -> JsonValue:
        return self.citizens.get(asked["personal_number"])

    def children_of(self, asked: Question) -> JsonValue:
        return self.children.get(asked["personal_number"], [])

    def holder(self, asked: Question) -> JsonValue:
        return self.holders.get((asked["bank_bin"], asked["number"]))

    def account(self, asked: Question) -> JsonValue:
        """A bank's reference, the same whenever the request comes again."""
        reference = hashlib.sha256(asked["request_id"].encode()).hexdigest()[:12].upper()
        return {"request_id": asked["request_id"], "reference": f"MTK-{reference}"}


@dataclass(frozen=True, slots=True)
class Sandbox:
    url: str
    questions: Callable[[], int]  # how many have come so far


Answers = Mapping[str, Callable[[Question], JsonValue]]
"""By the path that is asked."""


@contextmanager
def sandbox(data: SandboxData, faults: Faults | None = None) -> Iterator[Sandbox]:
    """Population database, civil registry and banks; see ``serving``."""
    answers = {
        "/population/citizen": data.citizen,
        "/registry/children": data.children_of,
        "/banks/holder": data.holder,
        "/banks/account": data.account,
    }
    with serving(answers, faults) as served:
        yield served


@contextmanager
def serving(answers: Answers, faults: Faults | None = None, *, token: str | None = None) -> Iterator[Sandbox]:
    """Serve on a free port of loopback until the block is left; slow answers are let go then. ``token``: who
    does not bring it is refused (RFC 6750).
    """
    over = threading.Event()
    handler = _handler(answers, faults or Faults(), over, token)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="sandbox", daemon=True)
    thread.start()
    try:
        yield Sandbox(f"http://127.0.0.1:{server.server_port}", lambda: handler.count)
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(answers: Answers, faults: Faults, over: threading.Event, token: str | None) -> Any:
    class Handler(BaseHTTPRequestHandler):
        count = 0
        lock = threading.Lock()

        def do_POST(self) -> None:
            with Handler.lock:
                Handler.count += 1
                fault = faults.of(Handler.count)
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if token is not None and self.headers["Authorization"] != f"Bearer {token}":
                self._answer(401, b"")
                return
            answer = answers.get(self.path)
            if answer is None or fault == "down":
                self._answer(404 if answer is None else 503, b"")
                return
            if fault == "slow":
                over.wait(faults.slow_seconds)
            content = json.dumps(_mistaken(answer(asked)) if fault == "mistaken" else answer(asked))
            self._answer(200, b"<html>" if fault == "garbled" else content.encode(), cut=fault == "cut")

        def _answer(self, status: int, content: bytes, *, cut: bool = False) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content) + cut))
            self.end_headers()
            self.wfile.write(content)

        @override
        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: questions are about people."""

        @override
        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                return  # who asked has gone

    return Handler


def _mistaken(answer: JsonValue) -> JsonValue:
    """The same kind of answer about somebody else."""
    if isinstance(answer, list):
        return {"children": answer}
    if not isinstance(answer, dict):
        return {"personal_number": "000000000000"}
    nobody = str(UUID(int=0))
    other = {"personal_number": "000000000000", "number": "0000000000"}
    other |= {"request_id": nobody, "message_id": nobody}
    return {**answer, **{name: value for name, value in other.items() if name in answer}}
