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
from kiosk.errors import KnownError
from kiosk.ledger import Ledger
from kiosk.offline import OfflineLimits
from kiosk.receipts import get_printer
from kiosk.reference_number import reference_number
from kiosk.settings import Settings
from kiosk.speech_programs import PLAYER, SPEAKER, VOICES
from private_process import is_private

if TYPE_CHECKING:
    from kiosk.card_trust import TrustFinding

_LEAST_FREE_BYTES = 2 << 30
_LEAST_FREE_SHARE = 0.05
_MOST_CLOCK_ERROR = 120.0  # s; beyond it central refuses requests and receipts carry a wrong time
_CAMERA_FRAMES = 10
_LEAST_COLOUR = 0.01  # of a whole frame; a grey node gives none at all
_BUILT = datetime(2026, 11, 1, tzinfo=UTC)  # a clock before this is certainly wrong


@dataclass(frozen=True, slots=True)
class Check:
    """``advice`` is what a technician should do; empty when nothing is wrong."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def examine(
    settings: Settings, hardware: Hardware, clock: Clock, open_ledger: Callable[[], Ledger]
) -> list[Check]:
    """Run every check. None of them raises, changes data or waits for a person."""
    try:
        ledger: Ledger | None = open_ledger()
        opening = Check("database", True, "opens and is whole")
    except KnownError as error:
        ledger = None
        opening = Check("database", False, error.sentence, "Check the data folder and the database key.")
    checks = [
        _check_camera(hardware),
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
        return Check("camera", False, error.sentence, "Plug the camera in and check face.camera.")
    finally:
        camera.close()
    if not frames:
        return Check("camera", False, f"{camera.name} gives no picture", "Plug the camera in again.")
    height, width = frames[-1].shape[:2]
    found = f"{camera.name} gives {width}×{height}"
    if colour_of(frames[-1]) < _LEAST_COLOUR:
        advice = "An infrared or depth node? Set face.camera to the colour one among /dev/v4l/by-id."
        return Check("camera", False, f"{found} without any colour", advice)
    if (damaged := getattr(camera, "damaged", 0)) > 0:
        advice = "Another cable or USB port, no hub, no second camera on the same hub."
        return Check("camera", False, f"{found}, {damaged} of {_CAMERA_FRAMES} pictures damaged", advice)
    return Check("camera", True, found)


def _check_reader(hardware: Hardware) -> Check:
    advice = "Plug the card reader in, check card.reader, and that pcscd is running."
    try:
        connector = hardware.card_connector()
        if connector is None:
            return Check("reader", False, "no card reader is set up", advice)
        card = connector.wait_for_card(0.0, Event())
    except EkycError as error:
        return Check("reader", False, error.sentence, advice)
    return Check("reader", True, f"{connector.name}, {'no card' if card is None else 'a card'} on it")


def _check_trust(settings: Settings, clock: Clock) -> Check:
    from kiosk.card_trust import examine_trust_store

    return _told("trust", examine_trust_store(settings.card.csca_folder, clock.now()))


def _check_chips(settings: Settings) -> Check:
    from kiosk.card_trust import examine_chip_policy

    return _told("chips", examine_chip_policy(settings.card.chip_proof_policy))


def _told(name: str, finding: TrustFinding) -> Check:
    return Check(name, finding.ok, finding.found, finding.advice)


def check_speech(settings: Settings) -> list[Check]:
    """Where the office offers to read aloud, or wants a tone for a card that was left."""
    if not settings.speech.enabled:
        if not settings.speech.tones or shutil.which(PLAYER) is not None:
            return []
        lacks = f"{PLAYER} is not installed: no tone sounds when a card was left"
        return [Check("sound", False, lacks, "Install alsa-utils, or set speech.tones = false.")]
    missing = [program for program in (SPEAKER, VOICES, PLAYER) if shutil.which(program) is None]
    if not missing:
        return [Check("speech", True, "speech-dispatcher, espeak-ng and a player of the tone are there")]
    lacks = f"{', '.join(missing)} not installed"
    effect = "nothing is read aloud" if SPEAKER in missing else "something will not be heard"
    advice = "Install speech-dispatcher, speech-dispatcher-espeak-ng, espeak-ng and alsa-utils."
    return [Check("speech", False, f"{lacks}: {effect}", advice)]


def _check_printer(settings: Settings) -> Check:
    from kiosk.documents.printer import PrinterState

    try:
        status = get_printer(settings).status()
    except KnownError as error:
        return Check("printer", False, error.sentence, "Set printer.queue to a CUPS queue.")
    advice = "" if status.state is PrinterState.READY else "Look after the printer; lpstat -p tells more."
    return Check("printer", status.state is PrinterState.READY, status.detail, advice)


def _check_database(ledger: Ledger) -> Check:
    from local_db.errors import LocalDbError

    try:
        ledger.database.check_integrity()
    except LocalDbError as error:
        return Check("database", False, error.sentence, "Keep the file, call support, restore the kiosk.")
    return Check("database", True, "opens and is whole")


def _check_acts(ledger: Ledger) -> Check:
    """Is every act that a receipt was shown for still here, or at central?"""
    from local_db.errors import LocalDbError

    try:
        counts, health, losses = ledger.outbox.counts(), ledger.keeper.health(), ledger.outbox.losses()
        files = ledger.attachments.backlog().count
    except LocalDbError as error:
        return Check("acts", False, error.sentence, "Start the kiosk: it recovers what can be read.")
    found = f"{counts.pending} wait for central, {counts.quarantined} for staff at central"
    if files:
        found = f"{found}; {files} scans wait"
    if health.lost or health.aside:
        names = ", ".join(
            str(loss.sequence) if loss.act_id is None else reference_number(loss.act_id)
            for loss in losses
            if loss.is_open
        )
        told = f"{found}; {health.lost} lost, {health.aside} not whole any more: {names}"
        advice = "Ask these persons to come again (main.py losses); keep the files named damaged."
        return Check("acts", False, told, advice)
    if health.files:
        told = f"{found}; {health.files} scans are not what was sealed any more"
        advice = "main.py losses list names the receipts: ask these persons to bring the papers."
        return Check("acts", False, told, advice)
    if health.elsewhere:
        told = f"{found}; central has {health.elsewhere} from this kiosk that are not here"
        return Check("acts", False, told, "Was an old image of the disk put back, or the disk copied?")
    return Check("acts", True, found)


def _check_offline(settings: Settings, ledger: Ledger) -> Check:
    """How much of what may wait for central does wait."""
    from local_db.errors import LocalDbError

    limits = OfflineLimits(settings.offline, settings.data_folder)
    try:
        limits.look(ledger)
    except LocalDbError as error:
        return Check("offline", False, error.sentence, "Start the kiosk: it recovers what can be read.")
    standing = limits.standing
    found = (
        f"{standing.age:.0%} of {settings.offline.max_days:g} days, {standing.count:.0%} of "
        f"{settings.offline.max_acts} acts and {standing.attachments:.0%} of "
        f"{settings.offline.max_attachment_megabytes} MB of scans that may wait for central"
    )
    if not limits.is_open():
        return Check("offline", False, found, "Mend the line, or make room: no visit begins before.")
    advice = "Look after the line: soon no visit begins any more." if limits.warns() else ""
    return Check("offline", not limits.warns(), found, advice)


def _check_staff(ledger: Ledger) -> Check:
    """Can staff sign in here? People are served without that; a list that has ended needs the line."""
    from local_db.errors import LocalDbError

    try:
        standing = ledger.staff.standing()
    except LocalDbError as error:
        return Check("staff", False, error.sentence, "Start the kiosk: it recovers what can be read.")
    if standing is None:
        return Check("staff", True, "nobody can sign in: no list of staff has come from central yet")
    found = f"{standing.members} may sign in, {standing.seconds_left / 86_400:.1f} days more without a line"
    if standing.seconds_left <= 0:
        return Check("staff", False, found, "Mend the line: nobody can sign in before.")
    return Check("staff", True, found)


def _check_audit(ledger: Ledger) -> Check:
    """Is the audit log whole, as this device signed it?"""
    from local_db.errors import LocalDbError

    try:
        found = ledger.audit.examine()
    except LocalDbError as error:
        return Check("audit", False, error.sentence, "Start the kiosk: it recovers what can be read.")
    told = f"{found.head.sequence} records, {found.checkpoints} checkpoints, {len(found.faults)} faults"
    advice = "main.py audit verify names the records; keep the data folder for whoever looks into it."
    return Check("audit", not found.faults, told, advice if found.faults else "")


def _check_workers(ledger: Ledger, clock: Clock) -> Check:
    """Threads of the running kiosk that met a fault and began again."""
    from local_db.errors import LocalDbError

    try:
        restarts = ledger.audit.count(WORKER_RESTARTED, clock.now() - timedelta(days=1))
    except LocalDbError as error:
        return Check("workers", False, error.sentence, "Start the kiosk: it recovers what can be read.")
    found = f"{restarts} restarts after a fault of the program within a day"
    advice = "Send the log to support: journalctl -u bhxh-kiosk."
    return Check("workers", restarts == 0, found, advice if restarts else "")


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
    origin = "the release" if edition.shipped else "central"
    found = f"number {edition.number} of {edition.issued_on}, from {origin}"
    for name, packages in (
        ("lists", told.lists),
        ("policy", told.policies),
        ("revocations", told.revocations),
    ):
        if packages.number:
            found += f"; {name} number {packages.number}"
    if told.faults:
        fault = told.faults[0]
        refused = f"{fault.topic} number {fault.number}: {fault.sentence} In use: {found}"
        return Check("tables", False, refused, "Have central publish them again; main.py feed tells more.")
    late = sorted(each.name for each in told.tables.book.in_force(told.today) if each.outdated_on(told.today))
    return Check("tables", True, f"{found}; due: {', '.join(late)}" if late else found)


def _check_disk(settings: Settings) -> Check:
    folder = settings.data_folder
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    least = settings.storage.free_to_begin_megabytes
    if usage.free < least << 20:
        found = f"{usage.free >> 20} MB free where the data lie, {least} are needed"
        return Check("disk", False, found, "Make room now: no visit begins until there is.")
    ok = usage.free >= _LEAST_FREE_BYTES and usage.free >= _LEAST_FREE_SHARE * usage.total
    found = f"{usage.free / (1 << 30):.1f} GiB free where the data lie"
    return Check("disk", ok, found, "" if ok else "Make room: the kiosk takes no new acts without it.")


def check_memory() -> Check:
    """Of this process, which began as the kiosk does."""
    if is_private():
        return Check("memory", True, "closed to other programs, no core dumps")
    advice = "Run it on Linux: here other programs of this user can read what people typed."
    return Check("memory", False, "not closed to other programs", advice)


def _check_line(ledger: Ledger | None, clock: Clock) -> list[Check]:
    """Central and, by its time, the clock."""
    now = clock.now()
    sane = Check("clock", now >= _BUILT, f"{now:%Y-%m-%d %H:%M} UTC, not compared with central")
    if not sane.ok:
        sane = Check("clock", False, sane.found, "Set the clock; let chrony keep it.")
    if ledger is None:
        return [
            sane,
            Check("central", False, "not asked: the database is closed", "Mend the database first."),
        ]
    enrolled = ledger.credentials.find_enrolment() is not None
    try:
        error = abs((ledger.central.server_time() - clock.now()).total_seconds())
    except KnownError as fault:
        advice = "Check central.url and the line. Visits go on and are sent later."
        return [sane, Check("central", False, fault.sentence, advice)]
    timely = error <= _MOST_CLOCK_ERROR
    compared = Check(
        "clock",
        timely,
        f"{error:.0f} s away from central",
        "" if timely else "Set the clock; let chrony keep it.",
    )
    if ledger.credentials.is_revoked:
        waiting = ledger.outbox.counts().pending
        found = f"answers, but has revoked this kiosk; {waiting} acts are kept here"
        advice = "Ask central for a new code: main.py provision --code CODE. The acts are sent then."
        return [compared, Check("central", False, found, advice)]
    reached = Check(
        "central",
        enrolled,
        "answers" if enrolled else "answers, but this kiosk is not enrolled",
        "" if enrolled else "Enrol it: main.py provision --code CODE.",
    )
    return [compared, reached]
