"""``python -m tests.faults.failover``: the database dies under load, its synchronous standby takes over.

Kiosks push single acts, each the next when it has the receipt for the one before. In the middle the primary
is killed with all its processes, the standby is promoted, and central's workers find it by themselves. Then
each receipt that was given must be honoured: its act is there once, under its number, with that very receipt.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, select, text

from bench.kiosks import Connection, SimulatedKiosk, enrolled_kiosks, stated_pause
from bench.running_central import central_on
from central.store.schema import event
from tests.faults.two_databases import Pair, primary_and_standby
from tests.patience import PATIENCE, until_none

_PORTRAIT_BYTES = 2_000
_PUSH_SECONDS = 10.0
_NO_ANSWER = (TimeoutError, OSError, asyncio.IncompleteReadError)


@dataclass(frozen=True)
class Plan:
    """``acts``: of each kiosk. ``killed_at``: the share of all receipts after which the primary dies."""

    kiosks: int = 16
    acts: int = 400
    killed_at: float = 0.4


SLICE = Plan(kiosks=8, acts=40)


@dataclass
class Outcome:
    receipts: dict[UUID, str] = field(default_factory=dict)
    given_at: list[float] = field(default_factory=list)
    killed_at: float = 0.0
    promoted_seconds: float = 0.0
    refused: int = 0  # pushes that got no receipt meanwhile, and were repeated
    lost: int = 0
    doubled: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return self.lost == self.doubled == 0 and not self.problems

    @property
    def silence(self) -> float:
        """The longest time in which no kiosk got a receipt, in seconds."""
        times = sorted(self.given_at)
        return max((after - before for before, after in pairwise(times)), default=0.0)

    @property
    def before(self) -> int:
        return sum(at < self.killed_at for at in self.given_at)

    def table(self) -> str:
        rows = (
            ("receipts given", len(self.receipts)),
            ("of them before the primary died", self.before),
            ("pushes without an answer or refused, and repeated", self.refused),
            ("seconds until the standby took writes", f"{self.promoted_seconds:.2f}"),
            ("seconds without any receipt", f"{self.silence:.2f}"),
            ("lost", self.lost),
            ("doubled", self.doubled),
        )
        return "\n".join(f"{name:<52}{figure:>10}" for name, figure in rows) + "".join(
            f"\n{problem}" for problem in self.problems
        )


async def _send_all(kiosk: SimulatedKiosk, port: int, outcome: Outcome) -> None:
    line = Connection(port)
    for place in range(len(kiosk.events)):
        body = kiosk.push_body(place, 1)
        while not await _send(kiosk, line, body, outcome):
            outcome.refused += 1
    line.close()


async def _send(kiosk: SimulatedKiosk, line: Connection, body: bytes, outcome: Outcome) -> bool:
    try:
        answer = await line.send(kiosk.request(body), _PUSH_SECONDS)
    except _NO_ANSWER:
        await asyncio.sleep(0.2)
        return False
    if answer.status == 503:
        await asyncio.sleep(min(stated_pause(answer) or 1.0, 1.0))
        return False
    (result,) = json.loads(answer.body)["results"]
    if result["status"] not in ("accepted", "duplicate"):
        outcome.problems.append(f"a push was answered {result['status']}")
        return True
    outcome.receipts[UUID(result["act_id"])] = result["receipt"]
    outcome.given_at.append(time.monotonic())
    return True


async def _kill_in_the_middle(pair: Pair, after: int, outcome: Outcome) -> None:
    while len(outcome.receipts) < after:
        await asyncio.sleep(0.01)
    outcome.killed_at = time.monotonic()
    outcome.promoted_seconds = await asyncio.to_thread(pair.fail_over)


async def _load(kiosks: list[SimulatedKiosk], port: int, pair: Pair, plan: Plan, outcome: Outcome) -> None:
    killing = asyncio.create_task(
        _kill_in_the_middle(pair, int(plan.killed_at * plan.kiosks * plan.acts), outcome)
    )
    async with asyncio.timeout(PATIENCE + plan.acts):
        await asyncio.gather(*(_send_all(kiosk, port, outcome) for kiosk in kiosks))
        await killing


def look(engine: Engine, kiosks: Sequence[SimulatedKiosk], outcome: Outcome) -> None:
    """Whether each receipt is honoured by the database that took over."""
    with engine.connect() as connection:
        rows = connection.execute(
            select(event.c.act_id, event.c.receipt, event.c.case_number, event.c.stream_id, event.c.sequence)
        ).all()
        until_none(lambda: int(connection.execute(text("SELECT count(*) FROM to_judge")).scalar_one()))
        outcomes = Counter(connection.execute(text("SELECT outcome FROM judgement")).scalars())
    stored = {row.act_id: row.receipt for row in rows}
    outcome.lost = sum(stored.get(act_id) != receipt for act_id, receipt in outcome.receipts.items())
    numbers = {row.case_number for row in rows}
    outcome.doubled = (len(rows) - len(stored)) + (len(rows) - len(numbers))
    acts = sum(len(kiosk.events) for kiosk in kiosks)
    places = {(row.stream_id, row.sequence) for row in rows}
    wanted = {(kiosk.stream_id, each.sequence) for kiosk in kiosks for each in kiosk.events}
    if places != wanted or len(outcome.receipts) != acts:
        outcome.problems.append("the streams are not as the kiosks sent them")
    if outcomes != Counter(case=acts):
        outcome.problems.append(f"judged as {outcomes}, with {acts} acts")


def run(plan: Plan, folder: Path) -> Outcome:
    outcome = Outcome()
    with (
        (folder / "central.log").open("wb") as log,
        primary_and_standby() as pair,
        central_on(pair.url, folder, workers=2, log=log) as central,
    ):
        kiosks = enrolled_kiosks(central.engine, plan.kiosks)
        for kiosk in kiosks:
            kiosk.seal_acts(plan.acts, _PORTRAIT_BYTES, central.intake_key)
        asyncio.run(_load(kiosks, central.port, pair, plan, outcome))
        central.engine.dispose()  # its connections are to the dead one
        look(central.engine, kiosks, outcome)
    return outcome


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.failover")
    parser.add_argument("--kiosks", type=int, default=Plan().kiosks)
    parser.add_argument("--acts", type=int, default=Plan().acts, help="of each kiosk")
    given = parser.parse_args(arguments)
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory(prefix="bhxh-failover-") as name:
        outcome = run(Plan(given.kiosks, given.acts), Path(name))
        print(outcome.table())
        return 0 if outcome.is_clean else 1
    return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
