"""Judging what intake has stored: open it, look at its content, find what is known already, make its case.

A queue that any number of processes drain: each takes rows that nobody holds (SKIP LOCKED), and what it found
is written in the transaction that takes them out of the queue. A process that is killed leaves them as they
were. What cannot be worked on is quarantined with its problem, and its kiosk is told.

Rows are written in the order of their keys, table after table, so that judges never wait for one another in a
ring.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from joserfc.jwk import ECKey
from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, text, tuple_, update

from central.cases.calendar import Calendar
from central.cases.opening import CaseFacts, NewAct, facts_of, open_cases
from central.feed.entries import News, add_news
from central.files.attachments import Place, check_files, note_files
from central.files.blob_store import BlobStore
from central.http.problems import ProblemCode
from central.judging.content_check import CheckedContent, check_content
from central.judging.outcomes import Told, told
from central.judging.signatures import signatures_of
from central.keys.central_keys import CentralKeys
from central.keys.opening import UnusableError, open_act
from central.kiosks.devices import signers_of
from central.messages.address_proofs import NO_ADDRESSES, Addresses, AddressProofs, note_unproved, spend
from central.store.schema import (
    act,
    event,
    judgement,
    place_of,
    same_place,
    same_stream,
    stream,
    to_judge,
)
from central.store.storage import upserts
from central.store.turns import blob_turn, wait_for_turn
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
    facts: CaseFacts | None = None
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
        self,
        engine: Engine,
        keys: CentralKeys,
        store: BlobStore,
        now: Callable[[], datetime],
        calendar: Calendar | None = None,
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._store = store
        self._now = now
        self._calendar = calendar or Calendar()
        self._proofs = AddressProofs(lambda kid: keys.trusted_receipt_keys(now()).get(kid), keys.address_hash)
        self._signatures = signatures_of(keys, now)

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
            looked, new = self._count(connection, looked)
            news = self._open_cases(connection, new)
            news += self._record(connection, looked)
            note_unproved(connection, [(each.place, each.addresses) for each in looked])
            note_files(connection, [(each.place, each.row.act_id, each.files) for each in looked])
            connection.execute(delete(to_judge).where(tuple_(*place_of(to_judge)).in_(places)))
            add_news(connection, self._now(), news)
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
            self._signatures.check(row.act_id, checked.payload, signers.keys())
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
            facts=self._facts(checked, content, row.received_at),
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
        """A statement about an address serves the acts of one person; those of others that bring it become
        bad.
        """
        good = [
            (each.row.act_id, each.facts.person or str(each.row.act_id), each.addresses)
            for each in looked
            if each.problem is None and each.facts is not None
        ]
        late = spend(connection, good)
        return [
            replace(each, problem=ProblemCode.PROOF_SPENT)
            if each.problem is None and each.row.act_id in late
            else each
            for each in looked
        ]

    def _count(
        self, connection: Connection, looked: Sequence[_Looked]
    ) -> tuple[list[_Looked], list[_Looked]]:
        """Let the good ones count, each once; those whose id belongs to another act become bad. Also returns
        those that count from now on.
        """
        good = sorted((each for each in looked if each.problem is None), key=lambda each: each.row.act_id)
        if not good:
            return list(looked), []
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
        return list(settled.values()), new

    def _facts(self, checked: CheckedContent, content: ActContent, received_at: datetime) -> CaseFacts:
        kind = checked.kind
        return facts_of(
            kind.name, content, checked.payload, received_at, once=kind.once, key=self._keys.hashing
        )

    def _open_cases(self, connection: Connection, new: Sequence[_Looked]) -> list[News]:
        """What their kiosks do not expect."""
        acts = [
            NewAct(each.row.act_id, each.row.case_number, each.row.kiosk_id, each.row.office_id, each.facts)
            for each in new
            if each.facts is not None
        ]
        return open_cases(connection, self._now(), self._calendar, acts)

    def _record(self, connection: Connection, looked: Sequence[_Looked]) -> list[News]:
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
        return told(_news(looked, earlier))


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
