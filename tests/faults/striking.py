"""What is done to a kiosk under load, once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from central.packages import Packages
from kiosk.contract.packages import CarriedError
from kiosk.sync.carried_receipts import ReceiptsReturn
from tests.faults.judging import central_desk, look_at_kiosk
from tests.faults.postgresql import back_up, put_back
from tests.faults.recording_kiosk import NOT_EXPORTED
from tests.faults.stage import Stage
from tests.faults.witness import NAME, read_witness

Strike = Callable[[Stage], None]
_DATABASE = ("kiosk.db", "kiosk.db-wal", "kiosk.db-shm")


def nothing_else(stage: Stage) -> None:
    stage.live()


def old_disk(stage: Stage) -> None:
    """An image of the whole disk is put back, with all that should tell of a loss. What central did not have
    by then nobody can know of: so it has all.
    """
    image = stage.new_folder("image")
    stage.live()
    shutil.copytree(stage.data, image)
    stage.live()
    stage.drain()
    shutil.rmtree(stage.data)
    image.rename(stage.data)
    stage.live()


def old_database(stage: Stage) -> None:
    """The database alone, while acts wait: what lies beside it tells which are gone."""
    image = stage.new_folder("image")
    stage.live()
    shutil.copytree(stage.data, image)
    stage.live()
    for name in _DATABASE:
        (stage.data / name).unlink(missing_ok=True)
        if (image / name).exists():
            (image / name).rename(stage.data / name)
    shutil.rmtree(image)
    stage.live()


def old_backup(stage: Stage) -> None:
    backup = stage.new_folder("backup")
    stage.start()
    stage.moment()
    back_up(stage.central, backup)
    stage.moment()
    put_back(stage.central, backup)
    stage.moment()
    stage.kill()
    shutil.rmtree(backup)


def copied_disk(stage: Stage) -> None:
    """A copy of the disk works beside the original, until it has sent everything."""
    copy = stage.new_folder("copy")
    stage.live()
    shutil.copytree(stage.data, copy)
    stage.start()
    stage.other.start(stage.order(copy))
    stage.other.wait_ready()
    stage.moment()
    stage.other.kill()
    stage.kills += 1
    stage.kill()
    stage.drain(stage.other, copy)
    stage.drain()
    shown = read_witness((copy / NAME).read_bytes())
    look_at_kiosk(copy, shown, stage.found, spoilt=True)
    in_one_stream = any(act.stream_id in _streams(stage) for act in shown)
    noticed = _divergences(stage) > 0 or _knows_of_others(stage)
    stage.found.hold(noticed or not in_one_stream, "nobody has noticed a copied disk")
    stage.take_over(copy)
    shutil.rmtree(copy)


def _divergences(stage: Stage) -> int:
    with central_desk(stage.central) as desk:
        return sum(each.divergences for each in desk.devices.list() if each.kiosk_id == stage.kiosk_id)


def _streams(stage: Stage) -> set[str]:
    """Of the original; a copy whose next act begins a stream of its own shows by its audit log only."""
    station = stage.open()
    found = {str(stream_id) for stream_id in station.outbox.stream_heads()}
    station.close()
    return found


def _knows_of_others(stage: Stage) -> bool:
    station = stage.open()
    known = any(loss.at_central for loss in station.outbox.losses())
    station.close()
    return known


def full_disk(stage: Stage) -> None:
    """Full while it records; there is room again, and it goes on."""
    assert stage.disk is not None
    stage.start()
    stage.moment()
    stage.disk.leave(stage.kiosk, stage.chance.randrange(200_000))
    stage.moment()
    stage.disk.leave(stage.kiosk, 0)
    stage.kiosk.hear("disk_full")
    stage.moment()
    if stage.chance.random() < 0.5:
        stage.kill()  # and begins, or does not, on the full disk
        stage.kiosk.start(stage.order())
        stage.moment()
    stage.disk.empty(stage.kiosk)
    stage.moment()
    stage.kill()


def wandering_clock(stage: Stage) -> None:
    stage.live(replace(stage.order(), clock_wanders=True))


def revoked(stage: Stage) -> None:
    """It is told so and shows no receipt any more, until it is enrolled anew."""
    stage.start()
    stage.moment()
    with central_desk(stage.central) as desk:
        desk.devices.revoke(stage.kiosk_id)
    stage.kiosk.hear("device_revoked")
    stage.kill()
    stage.enrol()
    stage.live()


def stick_pulled_out(stage: Stage) -> None:
    """While it records and sends, acts are exported beside it; the stick is pulled out, or the power goes, or
    all goes well. Central is brought whatever lies on the stick, and a torn piece of it.
    """
    stick = stage.new_folder("stick")
    stick.mkdir()
    stage.start()
    stage.other.start(replace(stage.order(), export_to=str(stick)))
    how = stage.chance.choice(("pulled", "power", "well"))
    away = stage.new_folder("stick")
    if how == "pulled":
        stage.moment()
        stick.rename(away)
    elif how == "power":
        stage.moment()
        stage.other.kill(0, NOT_EXPORTED)
    if how != "power":
        stage.found.hold(stage.other.end() in (0, NOT_EXPORTED), "an export ended with a fault")
    stage.moment()
    stage.kill()
    found = [each for folder in (stick, away) if folder.exists() for each in folder.iterdir()]
    with central_desk(stage.central) as desk:
        for package in found:
            _bring(stage, desk.packages, package)
    for folder in (stick, away):
        shutil.rmtree(folder, ignore_errors=True)


def _bring(stage: Stage, packages: Packages, package: Path) -> None:
    torn = package.with_name("torn")
    content = package.read_bytes()
    torn.write_bytes(content[: stage.chance.randrange(max(1, len(content)))])
    stage.found.hold(not _taken(stage, packages, torn), "central took in a torn package")
    whole = _taken(stage, packages, package)
    stage.found.hold(whole or package.suffix == ".part", "central refused a whole package")


def _taken(stage: Stage, packages: Packages, package: Path) -> bool:
    """There, and its receipts back."""
    try:
        done = packages.take(package)
    except CarriedError:
        return False
    receipts = package.with_name(f"{package.name}.receipts")
    receipts.write_bytes(done.receipts)
    station = stage.open()
    ReceiptsReturn(station.carrying()).take(receipts)
    station.close()
    return True


def byte_flipped(stage: Stage) -> None:
    """In the database, its log or a file of an act, while it does not run."""
    stage.live()
    files = [stage.data / name for name in _DATABASE[:2]] * 3 + list((stage.data / "attachments").glob("*"))
    target = stage.chance.choice([each for each in files if each.exists() and each.stat().st_size])
    content = bytearray(target.read_bytes())
    content[stage.chance.randrange(len(content))] ^= 1 << stage.chance.randrange(8)
    target.write_bytes(content)
    stage.live(replace(stage.order(), look=True))
