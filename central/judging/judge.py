"""Judging what intake has stored: open it, look at its content, find what is known already, make its case.

A queue that any number of processes drain: each takes rows that nobody holds (SKIP LOCKED), and what it found
is written in the transaction that takes them out of the queue. A process that is killed leaves them as they
were. What cannot be worked on is quarantined with its problem, and its kiosk is told.

Rows are written in the order of their keys, table after table, so that judges never wait for one another in a
ring.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from joserfc.jwk import ECKey
from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, text, tuple_, update

from central.files.attachments import Place, check_files, note_files
from central.files.blob_store import BlobStore
from central.http.problems import ProblemCode
from central.judging.content_check import check_content
from central.judging.outcomes import Told, tell
from central.keys.central_keys import CentralKeys
from central.keys.opening import UnusableError, open_act
from central.kiosks.devices import signers_of
from central.messages.address_proofs import NO_ADDRESSES, Addresses, AddressProofs, note_unproved, spend
from central.store.schema import (
    act,
    case_file,
    event,
    judgement,
    only_case,
    place_of,
    same_place,
    same_stream,
    stream,
    to_judge,
)
from central.store.storage import upserts
from central.store.turns import blob_turn, wait_for_turn
from kiosk.contract.kinds import ActKind
from kiosk.contract.wire import ActContent, AttachedFile, Event, chain_start

logger = logging.getLogger(__name__)
_BATCH = 50


class Outcome(StrEnum):
    CASE = "case"  # it counts: it opened a case or joined one
    KNOWN = "known"  # the very act counts already from another place
    QUARANTINED = "quarantined"
    ANSWERED = "answered"  # was quarantined; staff have dealt with it


@dataclass(frozen=True, slots=True)
class _Looked:
    """One act and what was found in it; what it says itself is not kept."""

    row: Row[*tuple[Any, ...]]
    problem: ProblemCode | None
    detail: str | None = None
    kind: str | None = None
    only_one: str | None = None  # keyed hash of kind and person, where a person has one such case
    files: tuple[AttachedFile, ...] = field(default=(), repr=False)
    addresses: Addresses = NO_ADDRESSES

    @property
    def place(self) -> Place:
        return where(self.row)


def where(row: Row[*tuple[Any, ...]]) -> Place:
    return row.stream_id, row.sequence, row.kiosk_id, row.office_id


def find_events(connection: Connection, places: Sequence[Place]) -> list[Row[*tuple[Any, ...]]]:
    """Stored acts with what it takes to open them: the link before, and the key that must have signed."""
    before = event.alias("before")
    query = (
        select(
            event,
            before.c.chain.label("previous_chain"),
            stream.c.kid,
        )
        .join(stream, same_stream(stream, event))
        .outerjoin(before, same_stream(before, event) & (before.c.sequence == event.c.sequence - 1))
        .where(tuple_(*place_of(event)).in_(places))
    )
    return list(connection.execute(query).all())


def open_stored(row: Row[*tuple[Any, ...]], keys: CentralKeys, signers: Mapping[str, ECKey]) -> ActContent:
    """What a row of ``find_events`` holds; ``signers`` are the keys of its kiosk. Raises UnusableError."""
    stored = Event(
        act_id=row.act_id,
        sequence=row.sequence,
        previous=row.previous_chain or chain_start(row.stream_id),
        chain=row.chain,
        sealed=row.sealed,
        transfer=row.transfer,
    )
    return open_act(stored, row.stream_id, keys.find_intake, signers.get)


class Judge:
    def __init__(
        self, engine: Engine, keys: CentralKeys, store: BlobStore, now: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._store = store
        self._now = now
        self._proofs = AddressProofs(lambda kid: keys.trusted_receipt_keys(now()).get(kid), keys.address_hash)

    def waiting(self) -> int:
        """How many acts are in the queue."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(to_judge)).scalar_one())

    def judge_some(self, limit: int = _BATCH) -> int:
        """Judge the oldest that nobody holds; how many there were. When it raises, nothing happened."""
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # What a crash takes back is in the queue again: no need to wait for the disk.
                connection.execute(text("SET LOCAL synchronous_commit TO off"))
            places = [where(row) for row in self._take(connection, limit)]
            if not places:
                return 0
            rows = find_events(connection, places)
            signers = {
                kiosk_id: signers_of(connection, kiosk_id) for kiosk_id in {row.kiosk_id for row in rows}
            }
            looked = [self._look(row, signers[row.kiosk_id]) for row in rows]
            looked = self._open_files(connection, looked)
            looked = self._spend_proofs(connection, looked)
            looked = self._count(connection, looked)
            self._record(connection, looked)
            note_unproved(connection, [(each.place, each.addresses) for each in looked])
            note_files(connection, [(each.place, each.row.act_id, each.files) for each in looked])
            connection.execute(delete(to_judge).where(tuple_(*place_of(to_judge)).in_(places)))
        return len(places)

    @staticmethod
    def _take(connection: Connection, limit: int) -> Sequence[Row[*tuple[Any, ...]]]:
        oldest = to_judge.c.queued_at, to_judge.c.stream_id, to_judge.c.sequence
        query = select(to_judge).order_by(*oldest).limit(limit).with_for_update(skip_locked=True)
        return connection.execute(query).all()

    def _look(self, row: Row[*tuple[Any, ...]], signers: Mapping[str, ECKey]) -> _Looked:
        try:
            content = open_stored(row, self._keys, signers)
            checked = check_content(content, row.received_at)
            addresses = self._proofs.check(
                checked.payload, signers.keys(), content.occurred_at, row.received_at
            )
        except UnusableError as error:
            return _Looked(row, error.code, error.detail)
        except Exception as error:  # noqa: BLE001 - ours, but one act must not hold up those behind it
            logger.error("judging act %s met a bug: %s", row.act_id, type(error).__name__)
            return _Looked(row, ProblemCode.JUDGING_FAILED)
        if row.kind not in (None, content.kind):  # its number has the letters of another kind
            return _Looked(row, ProblemCode.KIND_MISSTATED)
        return _Looked(
            row,
            None,
            kind=checked.kind.name,
            only_one=self._only_one(checked.kind, content),
            files=content.attachments,
            addresses=addresses,
        )

    def _open_files(self, connection: Connection, looked: Sequence[_Looked]) -> list[_Looked]:
        """Open the files that are here already. The others are marked as missing by not being here; when one
        comes, its act is judged again.
        """
        names = {blob_turn(file.sha256) for each in looked for file in each.files}
        if names:
            wait_for_turn(connection, *names)
        return [self._with_files_opened(each) for each in looked]

    def _with_files_opened(self, each: _Looked) -> _Looked:
        try:
            check_files(self._store, each.files, each.row.act_id)
        except UnusableError as error:
            return replace(each, problem=error.code)
        except OSError as error:  # of the disk: the act itself is sound, and its files are as good as missing
            logger.error("files of act %s cannot be read: %s", each.row.act_id, type(error).__name__)
        return each

    @staticmethod
    def _spend_proofs(connection: Connection, looked: Sequence[_Looked]) -> list[_Looked]:
        """A statement about an address serves one act; the others that bring it become bad."""
        good = [(each.row.act_id, each.addresses) for each in looked if each.problem is None]
        late = spend(connection, good)
        return [
            replace(each, problem=ProblemCode.PROOF_SPENT)
            if each.problem is None and each.row.act_id in late
            else each
            for each in looked
        ]

    def _count(self, connection: Connection, looked: Sequence[_Looked]) -> list[_Looked]:
        """Let the good ones count, each once; those whose id belongs to another act become bad."""
        good = sorted((each for each in looked if each.problem is None), key=lambda each: each.row.act_id)
        if not good:
            return list(looked)
        connection.execute(
            upserts(connection, act).on_conflict_do_nothing(),
            [
                {
                    "act_id": each.row.act_id,
                    **_as_columns(each.place),
                    "case_id": each.row.act_id,
                }
                for each in good
            ],
        )
        query = (
            select(act.c.act_id, *place_of(act), event.c.sealed_sha256)
            .join(event, same_place(event, act))
            .where(act.c.act_id.in_([each.row.act_id for each in good]))
        )
        counting = {row.act_id: row for row in connection.execute(query)}
        settled: dict[Place, _Looked] = {each.place: each for each in looked}
        new: list[_Looked] = []
        for each in good:
            first = counting[each.row.act_id]
            if where(first) == each.place:
                new.append(each)
            elif first.sealed_sha256 == each.row.sealed_sha256:  # moved after it had come here
                settled[each.place] = replace(each, problem=ProblemCode.ACT_KNOWN)
            else:
                settled[each.place] = replace(each, problem=ProblemCode.ACT_ID_REUSED)
        self._open_cases(connection, new)
        return list(settled.values())

    def _only_one(self, kind: ActKind, content: ActContent) -> str | None:
        if not kind.once:
            return None
        of_whom = f"case\0{kind.name}\0{content.subject_id}"
        return hmac.new(self._keys.hashing, of_whom.encode(), hashlib.sha256).hexdigest()

    def _open_cases(self, connection: Connection, new: Sequence[_Looked]) -> None:
        """A case for each, except where the person has one that the act belongs to."""
        if not new:
            return
        now = self._now()
        joined = self._join(connection, [each for each in new if each.only_one is not None])
        rows = [
            {"case_id": each.row.act_id, "kind": each.kind, "opened_at": now}
            for each in new
            if each.row.act_id not in joined
        ]
        if rows:
            connection.execute(upserts(connection, case_file).on_conflict_do_nothing(), rows)
        for act_id, case_id in joined.items():
            connection.execute(update(act).where(act.c.act_id == act_id).values(case_id=case_id))

    @staticmethod
    def _join(connection: Connection, new: Sequence[_Looked]) -> dict[UUID, UUID]:
        """The case of each act whose person has one already."""
        if not new:
            return {}
        rows = [{"only_one": each.only_one, "case_id": each.row.act_id} for each in new]
        rows.sort(key=lambda row: (row["only_one"], row["case_id"]))
        connection.execute(upserts(connection, only_case).on_conflict_do_nothing(), rows)
        query = select(only_case).where(only_case.c.only_one.in_([row["only_one"] for row in rows]))
        cases = {row.only_one: row.case_id for row in connection.execute(query)}
        joined = {each.row.act_id: cases[each.only_one] for each in new}
        return {act_id: case_id for act_id, case_id in joined.items() if act_id != case_id}

    def _record(self, connection: Connection, looked: Sequence[_Looked]) -> None:
        earlier = {
            where(row): row.outcome
            for row in connection.execute(
                select(*place_of(judgement), judgement.c.outcome).where(
                    tuple_(*place_of(judgement)).in_([each.place for each in looked])
                )
            )
        }
        now = self._now()
        ordered = sorted(looked, key=lambda each: each.place)
        first = [_judgement_row(each, now) for each in ordered if each.place not in earlier]
        if first:
            connection.execute(insert(judgement), first)
        for each in ordered:
            if each.place in earlier:
                connection.execute(
                    update(judgement)
                    .where(tuple_(*place_of(judgement)) == each.place)
                    .values(_judgement_row(each, now))
                )
        tell(connection, self._now(), _news(looked, earlier))


def _as_columns(place: Place) -> dict[str, Any]:
    return dict(zip(("stream_id", "sequence", "kiosk_id", "office_id"), place, strict=True))


def _judgement_row(each: _Looked, now: datetime) -> dict[str, Any]:
    outcome = _outcome(each)
    problem = each.problem if outcome is Outcome.QUARANTINED else None
    return {
        **_as_columns(each.place),
        "outcome": outcome.value,
        "problem": None if problem is None else problem.value,
        "detail": None if problem is None else each.detail,
        "judged_at": now,
        "answer": None,
    }


def _outcome(each: _Looked) -> Outcome:
    if each.problem is None:
        return Outcome.CASE
    return Outcome.KNOWN if each.problem is ProblemCode.ACT_KNOWN else Outcome.QUARANTINED


def _news(looked: Sequence[_Looked], earlier: dict[Place, str]) -> list[Told]:
    """What kiosks do not expect: an act is in quarantine, or is no longer."""
    news = []
    for each in looked:
        quarantined = _outcome(each) is Outcome.QUARANTINED
        if quarantined or earlier.get(each.place) in (Outcome.QUARANTINED, Outcome.ANSWERED):
            problem, detail = (each.problem, each.detail) if quarantined else (None, None)
            news.append(Told(each.row.kid, each.row.act_id, quarantined, problem, detail))
    return news
