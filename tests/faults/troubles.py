"""What else can happen to a kiosk and its central, each again and again while acts are recorded and sent on
the same bad line, and all of it in turn on one kiosk.

After each kind all comes to rest, and every act whose receipt was shown must be at central once, as it was
recorded; where the only copy was destroyed, the kiosk must name it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.running_central import RunningCentral, running_central
from tests.faults import striking
from tests.faults.faulty_proxy import REFUSING, TRUNCATING, Fault, FaultyProxy
from tests.faults.judging import look_at_central, look_at_kiosk
from tests.faults.kills import wait_for_workers
from tests.faults.kiosk_process import KioskProcess
from tests.faults.small_disk import SmallDisk, can_mount
from tests.faults.stage import Stage
from tests.faults.verdict import Verdict

WHOLE = 25  # times each
USUAL_SHARE = 0.3  # of the requests that meet a fault of the line


@dataclass(frozen=True)
class Trouble:
    """``strikes``: what is done. ``spoils``: the only copy of an act may be destroyed by it. ``line``: the
    faults of the line, and ``share`` of how many requests meet one.
    """

    strikes: Sequence[striking.Strike]
    spoils: bool = False
    line: Sequence[Fault] = tuple(Fault)
    share: float = USUAL_SHARE
    small_disk: bool = False

    def in_turn(self, times: int, chance: random.Random) -> list[striking.Strike]:
        """So many in all, each as often as the others, in an order of chance."""
        drawn: list[striking.Strike] = []
        while len(drawn) < times:
            drawn += chance.sample(self.strikes, len(self.strikes))
        return drawn[:times]


TROUBLES = {
    "old disk": Trouble([striking.old_disk], spoils=True),
    "old database": Trouble([striking.old_database], spoils=True),
    "old backup": Trouble([striking.old_backup]),
    "copied disk": Trouble([striking.copied_disk], spoils=True),
    "full disk": Trouble([striking.full_disk], small_disk=True),
    "clock": Trouble([striking.wandering_clock]),
    "revoked": Trouble([striking.revoked]),
    "refusals": Trouble([striking.nothing_else], line=REFUSING, share=0.6),
    "truncated": Trouble([striking.nothing_else], line=TRUNCATING, share=0.6),
    "stick": Trouble([striking.stick_pulled_out]),
    "byte flipped": Trouble([striking.byte_flipped], spoils=True),
}
SLICE = Trouble(
    [
        striking.old_database,
        striking.old_backup,
        striking.copied_disk,
        striking.revoked,
        striking.stick_pulled_out,
        striking.byte_flipped,
    ],
    spoils=True,
)
TROUBLES["all in turn"] = Trouble([striking.old_disk, striking.wandering_clock, *SLICE.strikes], spoils=True)


def run(
    troubles: Mapping[str, Trouble], times: int, folder: Path, seed: int = 7
) -> Iterator[tuple[str, Verdict]]:
    """One central for all, a kiosk for each. What needs a small disk is left out where none can be made."""
    with (folder / "central.log").open("wb") as log, running_central(2, log) as central:
        for number, (name, trouble) in enumerate(troubles.items()):
            at = folder / str(number)
            at.mkdir()
            if not trouble.small_disk or can_mount(at):
                yield name, _run(trouble, times, at, central, random.Random(f"{seed} {name}"))


def _run(
    trouble: Trouble, times: int, folder: Path, central: RunningCentral, chance: random.Random
) -> Verdict:
    begun, verdict = time.monotonic(), Verdict()
    proxy = FaultyProxy(central.port, chance.getrandbits(32), trouble.share, trouble.line)
    kiosk_id = f"KIOSK-{folder.name}"
    with proxy.running() as url, _kiosk(folder, small=trouble.small_disk) as (kiosk, disk):
        stage = Stage(
            folder, central, kiosk, kiosk_id=kiosk_id, url=url, proxy=proxy, chance=chance, disk=disk
        )
        try:
            stage.enrol()
            for strike in trouble.in_turn(times, chance):
                strike(stage)
                verdict.times += 1
            wait_for_workers(central)
            stage.drain()
            stage.bring_home()
        finally:
            stage.close()
        verdict.faults, verdict.connections = proxy.met.total(), proxy.connections
    witnessed, found = stage.witnessed(), stage.found
    look_at_kiosk(stage.data, stage.witnessed_here(), found, spoilt=trouble.spoils)
    look_at_central(central, kiosk_id, witnessed, None if trouble.spoils else stage.kills, found)
    stage.look_at_logs(quiet=not trouble.spoils)
    verdict.take(found, witnessed)
    verdict.seconds = time.monotonic() - begun
    return verdict


@contextmanager
def _kiosk(folder: Path, *, small: bool) -> Iterator[tuple[KioskProcess, SmallDisk | None]]:
    log = folder / "kiosk.log"
    disk = SmallDisk(folder / "disk") if small else None
    kiosk = KioskProcess(log) if disk is None else KioskProcess(log, disk.program)
    try:
        yield kiosk, disk
    finally:
        kiosk.close()
