"""Is this machine fit to serve people? For each thing that a visit needs: what is found, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING

from ekyc.errors import EkycError
from kiosk.audit import WORKER_RESTARTED
from kiosk.clock import Clock
from kiosk.devices.hardware import Hardware
from kiosk.doctor_words import NOTHING, join, say, tell
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.ledger import Ledger
from kiosk.measured import find_measured_light
from kiosk.offline import OfflineLimits
from kiosk.receipts import get_printer
from kiosk.reference_number import reference_number
from kiosk.settings import Settings
from kiosk.speech_programs import PLAYER, SPEAKER, VOICES
from private_process import is_private

if TYPE_CHECKING:
    from kiosk.card_trust import TrustFinding
    from local_db.errors import LocalDbError

_LEAST_FREE_BYTES = 2 << 30
_LEAST_FREE_SHARE = 0.05
_MOST_CLOCK_ERROR = 120.0  # s; beyond it central refuses requests and receipts carry a wrong time
_CAMERA_FRAMES = 10
_LEAST_COLOUR = 0.01  # of a whole frame; a grey node gives none at all
_BUILT = datetime(2026, 11, 1, tzinfo=UTC)  # a clock before this is certainly wrong


@dataclass(frozen=True, slots=True)
class Check:
    """``advice`` is what a technician should do; ``NOTHING`` when nothing is wrong."""

    name: str
    ok: bool
    found: Bilingual
    advice: Bilingual = NOTHING


def examine(
    settings: Settings, hardware: Hardware, clock: Clock, open_ledger: Callable[[], Ledger]
) -> list[Check]:
    """Run every check. None of them raises, changes data or waits for a person."""
    try:
        ledger: Ledger | None = open_ledger()
        opening = Check("database", True, say("database.whole"))
    except KnownError as error:
        ledger = None
        opening = _failed("database", error, "database.check")
    checks = [
        _check_camera(hardware),
        _check_light(settings),
        _check_reader(hardware),
        _check_trust(settings, clock),
        _check_chips(settings),
        _check_printer(settings),
        *check_speech(settings),
        opening if ledger is None else _check_database(ledger),
        *([] if ledger is None else [_check_acts(ledger), _check_workers(ledger, clock)]),
        *([] if ledger is None else [_check_offline(settings, ledger), _check_staff(ledger)]),
        *([] if ledger is None else [_check_audit(ledger)]),
        _check_tables(settings, ledger, clock),
        _check_disk(settings),
        check_memory(),
        *_check_line(ledger, clock),
    ]
    if ledger is not None:
        ledger.close()
    return checks


def examine_running(settings: Settings, clock: Clock, ledger: Ledger) -> list[Check]:
    """What can be looked at while the kiosk serves: all but camera and reader, which are in use."""
    return [
        _check_light(settings),
        _check_trust(settings, clock),
        _check_chips(settings),
        _check_printer(settings),
        *check_speech(settings),
        _check_acts(ledger),
        _check_workers(ledger, clock),
        _check_offline(settings, ledger),
        _check_staff(ledger),
        _check_audit(ledger),
        _check_tables(settings, ledger, clock),
        _check_disk(settings),
        check_memory(),
        *_check_line(ledger, clock),
    ]


def _check_camera(hardware: Hardware) -> Check:
    from ekyc.face.quality import colour_of

    camera = hardware.face_camera()
    try:
        camera.open()
        frames = [frame for frame in (camera.read() for _ in range(_CAMERA_FRAMES)) if frame is not None]
    except EkycError as error:
        return _failed("camera", error, "camera.plug_and_set")
    finally:
        camera.close()
    if not frames:
        found = say("camera.no_picture", camera=camera.name)
        return Check("camera", False, found, say("camera.plug"))
    height, width = frames[-1].shape[:2]
    given = {"camera": camera.name, "width": width, "height": height}
    if colour_of(frames[-1]) < _LEAST_COLOUR:
        return Check("camera", False, say("camera.no_colour", **given), say("camera.take_colour"))
    if (damaged := getattr(camera, "damaged", 0)) > 0:
        found = say("camera.damaged", **given, count=damaged, frames=_CAMERA_FRAMES)
        return Check("camera", False, found, say("camera.other_cable"))
    return Check("camera", True, say("camera.gives", **given))


def _check_light(settings: Settings) -> Check:
    """The light of the screen beside that of the room. People are served without it, by the other methods."""
    from ekyc.face.limits import load_limits

    least = load_limits().flash.min_screen_light
    measured = find_measured_light(settings.data_folder)
    ratio = settings.face.screen_light
    if ratio is None and measured is None:
        return Check("light", True, say("light.unknown"))
    if ratio is not None or measured is None:
        found = say("light.set", ratio=ratio)
    else:
        ratio = measured.screen_light
        found = say("light.measured", ratio=ratio, at=measured.at)
    if ratio is not None and ratio < least:
        return Check("light", True, join(found, say("light.too_little", least=least)))
    return Check("light", True, found)


def _check_reader(hardware: Hardware) -> Check:
    try:
        connector = hardware.card_connector()
        if connector is None:
            return Check("reader", False, say("reader.none"), say("reader.plug"))
        card = connector.wait_for_card(0.0, Event())
    except EkycError as error:
        return _failed("reader", error, "reader.plug")
    how = "reader.empty" if card is None else "reader.card"
    return Check("reader", True, say(how, reader=connector.name))


def _check_trust(settings: Settings, clock: Clock) -> Check:
    from kiosk.card_trust import examine_trust_store

    return _told("trust", examine_trust_store(settings.card.csca_folder, clock.now()))


def _check_chips(settings: Settings) -> Check:
    from kiosk.card_trust import examine_chip_policy

    return _told("chips", examine_chip_policy(settings.card.chip_proof_policy))


def _told(name: str, finding: TrustFinding) -> Check:
    return Check(name, finding.ok, finding.found, finding.advice)


def _failed(name: str, error: EkycError | KnownError | LocalDbError, advice: str) -> Check:
    return Check(name, False, tell(error.code, error.sentence), say(advice))


def check_speech(settings: Settings) -> list[Check]:
    """Where the office offers to read aloud, or wants a tone for a card that was left."""
    if not settings.speech.enabled:
        if not settings.speech.tones or shutil.which(PLAYER) is not None:
            return []
        return [Check("sound", False, say("sound.lacks", program=PLAYER), say("sound.install"))]
    missing = [program for program in (SPEAKER, VOICES, PLAYER) if shutil.which(program) is None]
    if not missing:
        return [Check("speech", True, say("speech.there"))]
    lacks = say("speech.silent" if SPEAKER in missing else "speech.partly", programs=", ".join(missing))
    return [Check("speech", False, lacks, say("speech.install"))]


def _check_printer(settings: Settings) -> Check:
    from kiosk.documents.printer import PrinterState

    try:
        status = get_printer(settings).status()
    except KnownError as error:
        return _failed("printer", error, "printer.set_queue")
    found = tell(status.state.value, status.detail)
    if status.state is PrinterState.READY:
        return Check("printer", True, found)
    return Check("printer", False, found, say("printer.look"))


def _check_database(ledger: Ledger) -> Check:
    from local_db.errors import LocalDbError

    try:
        ledger.database.check_integrity()
    except LocalDbError as error:
        return _failed("database", error, "database.restore")
    return Check("database", True, say("database.whole"))


def _check_acts(ledger: Ledger) -> Check:
    """Is every act that a receipt was shown for still here, or at central?"""
    from local_db.errors import LocalDbError

    try:
        counts, health, losses = ledger.outbox.counts(), ledger.keeper.health(), ledger.outbox.losses()
        files = ledger.attachments.backlog().count
    except LocalDbError as error:
        return _failed("acts", error, "database.start")
    found = say("acts.waiting", pending=counts.pending, quarantined=counts.quarantined)
    if files:
        found = join(found, say("acts.scans", files=files))
    if health.lost or health.aside:
        names = ", ".join(
            str(loss.sequence) if loss.act_id is None else reference_number(loss.act_id)
            for loss in losses
            if loss.is_open
        )
        gone = say("acts.lost", lost=health.lost, aside=health.aside, names=names)
        return Check("acts", False, join(found, gone), say("acts.come_again"))
    if health.files:
        spoilt = say("acts.damaged_scans", files=health.files)
        return Check("acts", False, join(found, spoilt), say("acts.bring_papers"))
    if health.elsewhere:
        elsewhere = say("acts.elsewhere", count=health.elsewhere)
        return Check("acts", False, join(found, elsewhere), say("acts.old_image"))
    return Check("acts", True, found)


def _check_offline(settings: Settings, ledger: Ledger) -> Check:
    """How much of what may wait for central does wait."""
    from local_db.errors import LocalDbError

    limits = OfflineLimits(settings.offline, settings.data_folder)
    try:
        limits.look(ledger)
    except LocalDbError as error:
        return _failed("offline", error, "database.start")
    standing = limits.standing
    found = say(
        "offline.standing",
        age=standing.age,
        days=settings.offline.max_days,
        count=standing.count,
        acts=settings.offline.max_acts,
        scans=standing.attachments,
        megabytes=settings.offline.max_attachment_megabytes,
    )
    if not limits.is_open():
        return Check("offline", False, found, say("offline.refused"))
    if limits.warns():
        return Check("offline", False, found, say("offline.near"))
    return Check("offline", True, found)


def _check_staff(ledger: Ledger) -> Check:
    """Can staff sign in here? People are served without that; a list that has ended needs the line."""
    from local_db.errors import LocalDbError

    try:
        standing = ledger.staff.standing()
    except LocalDbError as error:
        return _failed("staff", error, "database.start")
    if standing is None:
        return Check("staff", True, say("staff.none"))
    found = say("staff.may", members=standing.members, days=standing.seconds_left / 86_400)
    if standing.seconds_left <= 0:
        return Check("staff", False, found, say("staff.over"))
    return Check("staff", True, found)


def _check_audit(ledger: Ledger) -> Check:
    """Is the audit log whole, as this device signed it?"""
    from local_db.errors import LocalDbError

    try:
        found = ledger.audit.examine()
    except LocalDbError as error:
        return _failed("audit", error, "database.start")
    told = say(
        "audit.found",
        records=found.head.sequence,
        checkpoints=found.checkpoints,
        faults=len(found.faults),
    )
    return Check("audit", False, told, say("audit.verify")) if found.faults else Check("audit", True, told)


def _check_workers(ledger: Ledger, clock: Clock) -> Check:
    """Threads of the running kiosk that met a fault and began again."""
    from local_db.errors import LocalDbError

    try:
        restarts = ledger.audit.count(WORKER_RESTARTED, clock.now() - timedelta(days=1))
    except LocalDbError as error:
        return _failed("workers", error, "database.start")
    advice = say("workers.send_log") if restarts else NOTHING
    return Check("workers", restarts == 0, say("workers.restarts", count=restarts), advice)


def _check_tables(settings: Settings, ledger: Ledger | None, clock: Clock) -> Check:
    """Which figures of the law, lists and policy are used, and whether newer ones are due."""
    from kiosk.law_tables import LawTables
    from kiosk.reference.reference_data import ReferenceData
    from kiosk.told import Told

    told = Told(settings, clock, LawTables(), ReferenceData(settings.reference_folder))
    if ledger is not None:
        told.load(ledger.told)
        told.adopt()
    edition = told.tables.book.edition
    origin = "tables.shipped" if edition.shipped else "tables.sent"
    found = say(origin, number=edition.number, day=edition.issued_on)
    for name, packages in (
        ("lists", told.lists),
        ("policy", told.policies),
        ("revocations", told.revocations),
        ("texts", told.texts),
    ):
        if packages.number:
            found = join(found, say(f"tables.{name}", number=packages.number))
    if told.faults:
        fault = told.faults[0]
        refused = say("tables.refused", topic=fault.topic, number=fault.number, sentence=fault.sentence)
        return Check("tables", False, join(refused, found, between=": "), say("tables.publish"))
    late = sorted(each.name for each in told.tables.book.in_force(told.today) if each.outdated_on(told.today))
    return Check("tables", True, join(found, say("tables.due", names=", ".join(late))) if late else found)


def _check_disk(settings: Settings) -> Check:
    folder = settings.data_folder
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    least = settings.storage.free_to_begin_megabytes
    if usage.free < least << 20:
        return Check("disk", False, say("disk.none", free=usage.free >> 20, least=least), say("disk.now"))
    ok = usage.free >= _LEAST_FREE_BYTES and usage.free >= _LEAST_FREE_SHARE * usage.total
    found = say("disk.free", free=usage.free / (1 << 30))
    return Check("disk", True, found) if ok else Check("disk", False, found, say("disk.room"))


def check_memory() -> Check:
    """Of this process, which began as the kiosk does."""
    if is_private():
        return Check("memory", True, say("memory.closed"))
    return Check("memory", False, say("memory.open"), say("memory.linux"))


def _check_line(ledger: Ledger | None, clock: Clock) -> list[Check]:
    """Central and, by its time, the clock."""
    now = clock.now()
    sane = Check("clock", now >= _BUILT, say("clock.alone", now=now))
    if not sane.ok:
        sane = Check("clock", False, sane.found, say("clock.set"))
    if ledger is None:
        return [sane, Check("central", False, say("central.not_asked"), say("central.mend_database"))]
    try:
        error = abs((ledger.central.server_time() - clock.now()).total_seconds())
    except KnownError as fault:
        return [sane, _failed("central", fault, "central.check")]
    timely = error <= _MOST_CLOCK_ERROR
    compared = Check(
        "clock", timely, say("clock.compared", seconds=error), NOTHING if timely else say("clock.set")
    )
    if ledger.credentials.is_revoked:
        found = say("central.revoked", waiting=ledger.outbox.counts().pending)
        return [compared, Check("central", False, found, say("central.new_code"))]
    if ledger.credentials.find_enrolment() is None:
        return [compared, Check("central", False, say("central.not_enrolled"), say("central.enrol"))]
    return [compared, Check("central", True, say("central.answers"))]
