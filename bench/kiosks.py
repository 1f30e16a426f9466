"""Simulated kiosks for measuring central: real keys, real sealed acts, a small HTTP client, no database."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from joserfc import jws
from joserfc.jwk import ECKey
from sqlalchemy import Engine, insert

from central.store.schema import device
from kiosk.contract.kinds import KINDS
from kiosk.contract.wire import (
    ASSERTION_TYP,
    SIGNATURE_ALGORITHM,
    ActContent,
    DeviceAssertion,
    Event,
    PushRequest,
    chain_hash,
    chain_start,
    content_sha256,
)
from kiosk.sync.act import new_act_id
from kiosk.sync.client import public_jwk
from kiosk.sync.envelope import EnvelopePosition, seal
from tests.acts import registration_payload

_KIND = "registration.adult"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class SimulatedKiosk:
    """One device with its stream of sealed acts."""

    number: int
    key: ECKey
    stream_id: UUID = field(default_factory=new_act_id)
    events: list[Event] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"/v1/streams/{self.stream_id}/events"

    def seal_acts(self, count: int, portrait_bytes: int, intake_key: ECKey) -> None:
        previous = chain_start(self.stream_id)
        for sequence in range(1, count + 1):
            act_id = new_act_id()
            person = f"{self.number:06d}{sequence:06d}"
            content = ActContent(
                act_id=act_id,
                kind=_KIND,
                schema_version=KINDS[_KIND].version,
                occurred_at=datetime.now(UTC),
                subject_id=person,
                payload=dict(registration_payload(person, portrait=secrets.token_hex(portrait_bytes))),
            )
            place = EnvelopePosition(act_id, self.stream_id, sequence, previous)
            sealed = seal(content.model_dump_json().encode(), place, self.key, intake_key)
            chain = chain_hash(previous, sequence, act_id, sealed)
            self.events.append(
                Event.model_validate(
                    {
                        "act_id": act_id,
                        "sequence": sequence,
                        "previous": previous,
                        "chain": chain,
                        "sealed": sealed,
                        "kind": _KIND,
                    }
                )
            )
            previous = chain

    def push_body(self, first: int, count: int) -> bytes:
        """The request for the acts from the place ``first`` (counted from 0) on."""
        return PushRequest(events=self.events[first : first + count]).model_dump_json().encode()

    def assertion(self, body: bytes) -> str:
        claims = DeviceAssertion(
            iat=int(time.time()), method="POST", path=self.path, body_sha256=content_sha256(body)
        )
        header = {"alg": SIGNATURE_ALGORITHM, "typ": ASSERTION_TYP, "kid": self.key.thumbprint()}
        return jws.serialize_compact(header, claims.model_dump_json(), self.key)

    def request(self, body: bytes) -> bytes:
        """The whole HTTP request, signed now."""
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: central\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {self.assertion(body)}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def enrolled_kiosks(engine: Engine, count: int) -> list[SimulatedKiosk]:
    """Kiosks that central's database knows."""
    kiosks = [SimulatedKiosk(number, ECKey.generate_key("P-256")) for number in range(count)]
    rows = [
        {
            "kid": kiosk.key.thumbprint(),
            "kiosk_id": f"SIM-{kiosk.number:05d}",
            "office_id": f"{kiosk.number % 100:05d}",
            "office_name": "Thử",
            "public_key": public_jwk(kiosk.key),
            "enrolled_at": datetime.now(UTC),
        }
        for kiosk in kiosks
    ]
    with engine.begin() as connection:
        connection.execute(insert(device), rows)
    return kiosks


class Connection:
    """HTTP/1.1 over one connection that is kept open, as a kiosk's is."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: bytes, seconds: float) -> Answer:
        """Raises TimeoutError, OSError and asyncio.IncompleteReadError; the connection is closed then."""
        try:
            async with asyncio.timeout(seconds):
                return await self._send(request)
        except BaseException:
            self.close()
            raise

    async def _send(self, request: bytes) -> Answer:
        if self._streams is not None and self._streams[0].at_eof():
            self.close()  # central closed it while we had nothing to say
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(request)
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split()[1]), headers, body)

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


def stated_pause(answer: Answer) -> float | None:
    """The seconds that central asks for, in whichever way it says so."""
    try:
        told = json.loads(answer.body)
    except ValueError:
        told = {}
    if isinstance(told, dict) and told.get("next_after_ms"):
        return float(told["next_after_ms"]) / 1000
    header = answer.headers.get("retry-after", "")
    return float(header) if header.isdigit() else None
