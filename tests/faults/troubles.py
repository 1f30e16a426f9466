"""What else can happen to a kiosk and its central, each again and again while acts are recorded and sent on
the same bad line, and all of it in turn on one kiosk.

After each kind all comes to rest, and every act whose receipt was shown must be at central once, as it was
recorded; where the only copy was destroyed, the kiosk must name it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
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
    """``spoils``: the only copy of an act may be destroyed by it. ``line``: the faults of the line, and
    ``share`` of how many requests meet one.
    """

    strike: striking.Strike
    spoils: bool = False
    line: Sequence[Fault] = tuple(Fault)
    share: float = USUAL_SHARE
    small_disk: bool = False


ALL = "all in turn"
TROUBLES = {
    "old image of the disk": Trouble(striking.old_disk, spoils=True),
    "old database": Trouble(striking.old_database, spoils=True),
    "older backup of central": Trouble(striking.old_backup),
    "two kiosks with one key": Trouble(striking.copied_disk, spoils=True),
    "full disk": Trouble(striking.full_disk, small_disk=True),
    "clock a day off": Trouble(striking.wandering_clock),
    "revoked": Trouble(striking.revoked),
    "413, 429, 503, 504": Trouble(striking.nothing_else, line=REFUSING, share=0.6),
    "truncated replies": Trouble(striking.nothing_else, line=TRUNCATING, share=0.6),
    "stick pulled out": Trouble(striking.stick_pulled_out),
    "byte flipped": Trouble(striking.byte_flipped, spoils=True),
    ALL: Trouble(striking.nothing_else, spoils=True),
}


EVERY = tuple(
    dict.fromkeys(each.strike for each in TROUBLES.values() if not each.small_disk)
)  # on one kiosk in turn
ALL_ONCE = len(EVERY)


def strikes_of(name: str, times: int, chance: random.Random) -> list[striking.Strike]:
    if name != ALL:
        return [TROUBLES[name].strike] * times
    strikes: list[striking.Strike] = []
    while len(strikes) < times:
        strikes += chance.sample(EVERY, len(EVERY))
    return strikes[:times]


def run(names: Sequence[str], times: int, folder: Path, seed: int = 7) -> Iterator[tuple[str, Verdict]]:
    """One central for all, a kiosk for each. What needs a small disk is left out where none can be made."""
    with (folder / "central.log").open("wb") as log, running_central(2, log) as central:
        for number, name in enumerate(names):
            at = folder / str(number)
            at.mkdir()
            if not TROUBLES[name].small_disk or can_mount(at):
                yield name, _run(name, times, at, central, seed)


def _run(name: str, times: int, folder: Path, central: RunningCentral, seed: int) -> Verdict:
    begun, trouble, verdict = time.monotonic(), TROUBLES[name], Verdict()
    chance = random.Random(f"{seed} {name}")
    proxy = FaultyProxy(central.port, seed, trouble.share, trouble.line)
    kiosk_id = f"KIOSK-{folder.name}"
    with proxy.running() as url, _kiosk(folder, small=trouble.small_disk) as (kiosk, disk):
        stage = Stage(
            folder, central, kiosk, kiosk_id=kiosk_id, url=url, proxy=proxy, chance=chance, disk=disk
        )
        stage.enrol()
        for strike in strikes_of(name, times, chance):
            strike(stage)
            verdict.times += 1
        wait_for_workers(central)
        stage.drain()
        stage.bring_home()
        verdict.faults, verdict.connections = proxy.met.total(), proxy.connections
        stage.close()
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
