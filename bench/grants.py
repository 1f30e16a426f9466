"""Asking for a record while acts come in: challenge, grant and reading at central on PostgreSQL.

Central runs for real, in two processes; the chip's own work is not counted. The goal is named for 100,000
people (p99 of grant and reading together: 100 ms); ``--people 10000`` for fewer, which are loaded sooner.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from sqlalchemy import text

from bench.kiosks import Connection, SimulatedKiosk, enrolled_kiosks
from bench.running_central import RunningCentral, memory_rows, running_central
from bench.table import print_table
from central.records.loading import load
from central.store.storage import open_storage
from ekyc.chip.access import AccessKeys
from ekyc.chip.challenge_answer import ChallengeAnswer, answer_challenge
from kiosk.clock import SystemClock
from kiosk.contract.grants import GrantRequest
from kiosk.contract.records import Section
from kiosk.sync.act import new_act_id
from kiosk.sync.client import CentralClient
from kiosk.visit.record_request import chip_evidence
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import standing_issuer
from simulation.card.plain_portrait import plain_portrait
from simulation.card.reader import SimulatedReader
from simulation.country import country
from simulation.people import ADULT_WOMAN
from tests.grant_parts import accepted

T = TypeVar("T")
_PEOPLE = 100_000
_ON = date(2026, 11, 27)
_ROUNDS = 400
_CARDS = 40  # different people who ask
_SECTIONS = frozenset({Section.CONTRIBUTIONS, Section.HEALTH})
_PUSHING, _A_SECOND = 4, 20.0  # kiosks that send acts meanwhile, and how many acts a second all of them
_PORTRAIT_BYTES = 15_000
_NO_LIMITS = {"PER_MINUTE_OF_DEVICE", "PER_HOUR_OF_DEVICE", "PEOPLE_PER_HOUR_OF_DEVICE", "PER_DAY_OF_PERSON"}
_PREFIX = "BHXH_CENTRAL_GRANTS__"
_EVIDENCE = accepted(visit_id=new_act_id())


@dataclass
class _Samples:
    """Milliseconds by what was asked."""

    challenge: list[float]
    grant: list[float]
    record: list[float]

    @property
    def both(self) -> list[float]:
        return [one + other for one, other in zip(self.grant, self.record, strict=True)]


@contextmanager
def _settings(folder: Path) -> Iterator[None]:
    """For central's processes: the issuer of the simulated cards, and no limits in the way."""
    (folder / "issuer.der").write_bytes(standing_issuer().csca_der)
    wanted = {f"{_PREFIX}CSCA_FOLDER": str(folder), **{f"{_PREFIX}{name}": "1000000" for name in _NO_LIMITS}}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name in wanted:
            del os.environ[name]


def _cards(central: RunningCentral) -> list[SimulatedCard]:
    """Of women of the register who are as old as the sample whose card they get, so that their dates fit."""
    born = ADULT_WOMAN.date_of_birth
    query = text(
        "SELECT personal_number, date_of_birth FROM person WHERE personal_number IS NOT NULL"
        " AND content->>'sex' = 'female' AND date_of_birth BETWEEN :first AND :last ORDER BY 1"
    )
    years = {"first": born.replace(year=born.year - 3), "last": born.replace(year=born.year + 3)}
    with central.engine.connect() as connection:
        everybody = connection.execute(query, years).all()
    chosen = random.Random(1).sample(everybody, min(_CARDS, len(everybody)))
    people = (
        replace(
            ADULT_WOMAN,
            personal_number=row.personal_number,
            date_of_birth=row.date_of_birth,
            date_of_expiry=date(row.date_of_birth.year + 60, row.date_of_birth.month, 1),
        )
        for row in chosen
    )
    return [SimulatedCard(person, plain_portrait()) for person in people]


def _answer(card: SimulatedCard, challenge: str) -> ChallengeAnswer:
    reader = SimulatedReader()
    reader.insert(card)
    transport = reader.wait_for_card(0, Event())
    assert transport is not None
    return answer_challenge(transport, AccessKeys(can=card.person.can), bytes.fromhex(challenge))


def _ask(client: CentralClient, cards: Sequence[SimulatedCard]) -> _Samples:
    found = _Samples([], [], [])
    for number in range(_ROUNDS):
        card = cards[number % len(cards)]
        asked = _timed(found.challenge, client.chip_challenge)
        request = GrantRequest(
            number=card.person.subject,
            sections=_SECTIONS,
            evidence=_EVIDENCE,
            chip=chip_evidence(asked.challenge_id, _answer(card, asked.challenge)),
        )
        granted = _timed(found.grant, partial(client.ask_for_grant, request))
        _timed(found.record, partial(client.read_record, granted.grant_id, request.number))
    return found


def _timed(samples: list[float], work: Callable[[], T]) -> T:
    begun = time.perf_counter()
    answer = work()
    samples.append((time.perf_counter() - begun) * 1000)
    return answer


class _Pushing:
    """Acts that come in meanwhile, at a steady pace from a thread of its own."""

    def __init__(self, port: int, kiosks: list[SimulatedKiosk]) -> None:
        self._port = port
        self._kiosks = kiosks
        self._over = Event()
        self.sent = 0
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    def __enter__(self) -> _Pushing:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    async def _run(self) -> None:
        await asyncio.gather(*(self._push(kiosk) for kiosk in self._kiosks))

    async def _push(self, kiosk: SimulatedKiosk) -> None:
        line = Connection(self._port)
        for first in range(len(kiosk.events)):
            if self._over.is_set():
                break
            due = time.perf_counter() + len(self._kiosks) / _A_SECOND
            answer = await line.send(kiosk.request(kiosk.push_body(first, 1)), 60)
            if answer.status != 200:
                raise RuntimeError(f"an answer with status {answer.status}")
            self.sent += 1
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
        line.close()


def _print(name: str, samples: list[float]) -> None:
    ordered = sorted(samples)
    p99 = ordered[int(0.99 * (len(ordered) - 1))]
    print(f"{name:<44}{statistics.median(ordered):>8.1f} ms{p99:>8.1f} ms{ordered[-1]:>8.1f} ms")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="grants and readings while acts come in")
    parser.add_argument("--people", type=int, default=_PEOPLE)
    people = parser.parse_args(arguments or []).people
    with (
        tempfile.TemporaryDirectory(prefix="bhxh-bench-") as folder,
        _settings(Path(folder)),
        running_central(2) as central,
    ):
        engine = open_storage(central.database)
        load(engine, country(1, people, _ON), lambda: datetime.now(UTC))
        engine.dispose()
        asking, *pushing = enrolled_kiosks(central.engine, 1 + _PUSHING)
        for kiosk in pushing:
            kiosk.seal_acts(600, _PORTRAIT_BYTES, central.intake_key)
        client = CentralClient(f"http://127.0.0.1:{central.port}", asking.key, SystemClock())
        cards = _cards(central)
        used = central.processor_seconds()
        alone = _ask(client, cards)
        used = central.processor_seconds() - used
        begun = time.perf_counter()
        with _Pushing(central.port, pushing) as pushed:
            found = _ask(client, cards)
        seconds = time.perf_counter() - begun
        memory = memory_rows(central)
        client.close()
        rate = pushed.sent / seconds
        print(f"\n{_ROUNDS} records of {people} people, while {rate:.0f} acts/s come in")
        print(f"{1000 * used / _ROUNDS:.1f} ms of central's processor time a record, without PostgreSQL's")
        print(f"{'':<44}{'median':>11}{'p99':>11}{'most':>11}")
        _print("challenge", found.challenge)
        _print("grant: chip judged, limits, audit", found.grant)
        _print("record read, signed, sealed", found.record)
        _print("grant and record, nothing else comes in", alone.both)
        _print("grant and record (goal: p99 of 100 ms)", found.both)
        print_table(f"Memory of each, with {people} people", memory)


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
