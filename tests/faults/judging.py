"""What became of every act whose receipt was shown: here, at central, or named as gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from sqlalchemy import Row, text

from bench.running_central import RunningCentral
from central.assembly import Central, build_central
from central.http.problems import ProblemError
from central.keys.opening import UnusableError
from central.settings import CentralSettings
from local_db.attachments import AttachmentState, Backlog
from tests.faults.witness import Witnessed, digest, payload_digest, sealed_digest
from tests.kiosk.sync.damaged_store import open_kept
from tests.patience import until_none
from tests.sync_parts import Station


class AtCentral(StrEnum):
    WHOLE = "whole"
    ALTERED = "altered"
    WITHOUT_FILES = "without files"


@dataclass
class Found:
    """What is at central and in the outbox when all has come to rest. Sets of act ids."""

    problems: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)  # gone or without its files, and the kiosk says so
    altered: set[str] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)  # gone here and at central, and the kiosk says nothing
    doubled: int = 0

    def hold(self, holds: bool, problem: str) -> None:
        if not holds:
            self.problems.append(problem)


def look_at_kiosk(
    folder: Path, witnessed: Sequence[Witnessed], found: Found, *, spoilt: bool = False
) -> None:
    """``spoilt``: something was done to the disk that no store can undo; what it took has to be named."""
    station, keeper = open_kept(folder / "kiosk.db")
    found.hold(keeper.look() or spoilt, "the kiosk's store is not whole")
    counts = station.outbox.counts()
    found.hold(counts.pending == counts.quarantined == 0, f"the outbox has {counts}")
    found.hold(station.attachments.backlog() == Backlog(), "files wait")
    if not spoilt:
        found.hold(counts.damaged == 0 and station.outbox.losses() == [], "the kiosk has lost acts")
    gone = {loss.act_id for loss in station.outbox.losses()}
    places = {(str(loss.stream_id), loss.sequence) for loss in station.outbox.losses()}
    for act in witnessed:
        sealed = sealed_digest(station, act.id)
        told = act.id in gone or (act.stream_id, act.sequence) in places
        if sealed is None and not spoilt:
            found.lost.add(act.act_id)
        if sealed is None and not told:
            found.untold.add(act.act_id)
        if told or _has_damaged_files(station, act):
            found.named.add(act.act_id)
        elif sealed not in (None, act.sealed_sha256) or not (spoilt or _has_its_files(station, act)):
            found.altered.add(act.act_id)
    station.close()


def _has_damaged_files(station: Station, act: Witnessed) -> bool:
    return any(each.state is AttachmentState.DAMAGED for each in station.attachments.of_act(act.id))


def _has_its_files(station: Station, act: Witnessed) -> bool:
    return all(station.attachments.files.is_whole(file.sealed_sha256) for file in act.files)


@contextmanager
def central_desk(central: RunningCentral) -> Iterator[Central]:
    """Central's parts in this process, on the database and keys of the running one."""
    desk = build_central(CentralSettings(data_dir=central.data, database_url=central.database))
    try:
        yield desk
    finally:
        desk.engine.dispose()


def look_at_central(
    central: RunningCentral,
    kiosk_id: str,
    witnessed: Sequence[Witnessed],
    most_unseen: int | None,
    found: Found,
) -> None:
    """``most_unseen``: acts that were recorded though nobody saw their receipts: killed between commit and
    witness, at most one a kill. None where the same act may have come from two disks.
    """
    central.engine.dispose()  # its connections may be from before a stop of PostgreSQL
    with central.engine.connect() as connection:
        until_none(lambda: int(connection.execute(text("SELECT count(*) FROM to_judge")).scalar_one()))
        events = connection.execute(
            text(
                "SELECT e.act_id, e.stream_id, e.sequence, e.sealed, e.case_number, j.outcome FROM event e"
                " LEFT JOIN judgement j ON j.stream_id = e.stream_id AND j.sequence = e.sequence"
                " WHERE e.kiosk_id = :kiosk"
            ),
            {"kiosk": kiosk_id},
        ).all()
    _look_at_streams(events, found)
    seen = {act.act_id for act in witnessed}
    unseen = {str(UUID(str(row.act_id))) for row in events} - seen
    found.hold(most_unseen is None or len(unseen) <= most_unseen, "central has acts that nobody recorded")
    stored: dict[str, set[str]] = {}
    for row in events:
        stored.setdefault(str(UUID(str(row.act_id))), set()).add(digest(row.sealed.encode("ascii")))
    with central_desk(central) as desk:
        for act in witnessed:
            if act.act_id not in stored:
                _is_gone(act, found)
                continue
            state = _state_at_central(desk, act)
            if stored[act.act_id] != {act.sealed_sha256} or state is AtCentral.ALTERED:
                found.altered.add(act.act_id)
            elif state is AtCentral.WITHOUT_FILES:
                _is_gone(act, found)
            else:
                found.named.discard(act.act_id)  # nothing is lost to the person
                found.untold.discard(act.act_id)


def _is_gone(act: Witnessed, found: Found) -> None:
    if act.act_id not in found.named:
        found.lost.add(act.act_id)


def _look_at_streams(events: Sequence[Row[tuple[object, ...]]], found: Found) -> None:
    """No gap, no number for two acts, each act judged and counted once."""
    places: dict[str, list[int]] = {}
    numbers: dict[str, set[str]] = {}
    for row in events:
        places.setdefault(str(row.stream_id), []).append(row.sequence)
        numbers.setdefault(row.case_number, set()).add(str(row.act_id))
    for sequences in places.values():
        found.hold(sorted(sequences) == list(range(1, len(sequences) + 1)), "a stream has a gap")
    counted = Counter(str(row.act_id) for row in events if row.outcome == "case")
    found.doubled += sum(len(acts) - 1 for acts in numbers.values())
    found.doubled += sum(times - 1 for times in counted.values())
    outcomes = Counter(row.outcome for row in events)
    acts = {str(row.act_id) for row in events}
    found.hold(counted.keys() == acts and outcomes.keys() <= {"case", "known"}, f"judged as {outcomes}")


def _state_at_central(desk: Central, act: Witnessed) -> AtCentral:
    """Whether what staff would see is what the person gave."""
    try:
        if payload_digest(desk.stored_acts.get(act.id).content.payload) != act.payload_sha256:
            return AtCentral.ALTERED
        for file in act.files:
            content = desk.stored_acts.read_attachment(act.id, UUID(file.attachment_id))
            if digest(content) != file.sha256:
                return AtCentral.ALTERED
    except ProblemError:
        return AtCentral.WITHOUT_FILES
    except UnusableError:
        return AtCentral.ALTERED
    return AtCentral.WHOLE
