"""Packages that were carried here from kiosks without a line: taken in as if all had come by the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from uuid import UUID

from joserfc import jws
from pydantic import ValidationError
from sqlalchemy import Engine, func, select

from central.feed.reading import Feed
from central.files.blobs import Blobs
from central.http.problems import ProblemError
from central.intake.intake import Intake
from central.judging.judge import Judge
from central.keys.central_keys import CentralKeys
from central.keys.opening import HOSTILE_TOKEN_ERRORS
from central.keys.receipts import ReceiptSigner
from central.kiosks.devices import Device, Devices
from central.store.schema import package
from central.store.storage import upsert
from kiosk.contract.packages import (
    CARRIED_RECEIPTS_TYP,
    PACKAGE_TYP,
    CarriedAct,
    CarriedError,
    CarriedReceipts,
    CarriedStream,
    OpenPackage,
    PackageClaims,
    ReceiptsClaims,
    open_package,
    write_receipts,
)
from kiosk.contract.wire import (
    MAX_BATCH_EVENTS,
    SIGNATURE_ALGORITHM,
    Event,
    EventStatus,
    content_sha256,
)

_REGISTRY = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])
_TAKEN = (EventStatus.ACCEPTED, EventStatus.DUPLICATE)


@dataclass(slots=True)
class Import:
    """What became of a package. ``known`` acts were here already; ``problems``: by what was not taken, each a
    code of a problem. ``before``: when this very package was imported first; ``older``: a later one of this
    kiosk was imported before it.
    """

    package_id: UUID
    kiosk_id: str
    made_at: datetime
    acts: int = 0
    known: int = 0
    files: int = 0
    before: datetime | None = None
    older: bool = False
    problems: dict[str, int] = field(default_factory=dict)
    receipts: bytes = field(default=b"", repr=False)

    def note(self, code: str) -> None:
        self.problems[code] = self.problems.get(code, 0) + 1


class Packages:
    def __init__(
        self,
        engine: Engine,
        devices: Devices,
        intake: Intake,
        blobs: Blobs,
        *,
        judge: Judge,
        feed: Feed,
        signer: ReceiptSigner,
        keys: CentralKeys,
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._devices = devices
        self._intake = intake
        self._blobs = blobs
        self._judge = judge
        self._feed = feed
        self._signer = signer
        self._keys = keys
        self._now = now

    def take(self, path: Path) -> Import:
        """Any number of times: each act and file is stored once, and the receipts are the first ones.

        Raises CarriedError (``package_unreadable``, ``package_altered``, ``package_not_genuine``,
        ``package_of_unknown_kiosk``, ``package_of_revoked_kiosk``): then nothing was taken; OSError when the
        stick fails; what was taken until then stays taken.
        """
        with open_package(path) as opened:
            sender, claims = self._verify(opened)
            opened.check(claims)
            done = self._begin(sender, claims)
            acts: list[str] = []
            streams = list(self._take_acts(sender, opened, done, acts))
            files = self._take_files(sender, opened, done)
        while self._judge.judge_some() > 0:
            pass
        receipts = CarriedReceipts(
            acts=acts,
            files=files,
            streams=streams,
            pages=self._feed.carried(sender, opened.index.feed_cursor),
            everything=opened.index.everything,
            keys=self._keys.publish(self._now()),
        )
        done.receipts = self._sign(claims, receipts)
        return done

    def _verify(self, opened: OpenPackage) -> tuple[Device, PackageClaims]:
        try:
            header = jws.extract_compact(opened.signed.encode("ascii"), registry=_REGISTRY).protected
            kid, typ = str(header.get("kid")), header.get("typ")
        except HOSTILE_TOKEN_ERRORS:
            raise _not_genuine() from None
        sender, revoked = self._devices.find(kid)
        if sender is None:
            raise CarriedError(
                "package_of_unknown_kiosk", "No kiosk with the key of this package was ever enrolled here."
            )
        try:
            token = jws.deserialize_compact(opened.signed, sender.public_key, registry=_REGISTRY)
            claims = PackageClaims.model_validate_json(token.payload)
        except (*HOSTILE_TOKEN_ERRORS, ValidationError):
            raise _not_genuine() from None
        if typ != PACKAGE_TYP or claims.kid != kid:
            raise _not_genuine()
        if revoked:
            raise CarriedError(
                "package_of_revoked_kiosk",
                f"{sender.kiosk_id} was revoked: enrol it anew, then have it export again.",
            )
        return sender, claims

    def _begin(self, sender: Device, claims: PackageClaims) -> Import:
        done = Import(claims.package_id, sender.kiosk_id, claims.made_at)
        with self._engine.begin() as connection:
            done.before = connection.execute(
                select(package.c.imported_at).where(package.c.package_id == claims.package_id)
            ).scalar()
            newest = connection.execute(
                select(func.max(package.c.made_at)).where(package.c.kid == sender.kid)
            ).scalar()
            done.older = newest is not None and newest > claims.made_at
            values = {
                "package_id": claims.package_id,
                "kid": sender.kid,
                "office_id": sender.office_id,
                "made_at": claims.made_at,
                "imported_at": self._now(),
            }
            connection.execute(upsert(connection, package, values).on_conflict_do_nothing())
        return done

    def _take_acts(
        self, sender: Device, opened: OpenPackage, done: Import, receipts: list[str]
    ) -> Iterator[CarriedStream]:
        for stream_id, acts in groupby(opened.acts(), key=lambda each: each.stream_id):
            yield self._take_stream(sender, stream_id, acts, done, receipts)

    def _take_stream(
        self,
        sender: Device,
        stream_id: UUID,
        acts: Iterator[CarriedAct],
        done: Import,
        receipts: list[str],
    ) -> CarriedStream:
        """Until its end, or the first act that cannot stand where it says."""
        last, stopped = 0, None
        for batch in _batches(acts):
            if stopped is not None:
                continue  # read away: the next stream follows
            try:
                answer = self._intake.push(sender, stream_id, batch)
            except ProblemError as error:
                done.note(error.problem.code)
                stopped = EventStatus.DIVERGED
                continue
            last = answer.last_sequence
            for result in answer.results:
                if result.receipt is not None:
                    receipts.append(result.receipt)
                if result.status in _TAKEN:
                    done.acts += result.status is EventStatus.ACCEPTED
                    done.known += result.status is EventStatus.DUPLICATE
                else:
                    stopped = result.status
                    done.note("unknown" if result.problem is None else result.problem.code)
        return CarriedStream(stream_id=stream_id, last_sequence=last, status=stopped)

    def _take_files(self, sender: Device, opened: OpenPackage, done: Import) -> list[str]:
        receipts: list[str] = []
        for file in opened.index.files:
            try:
                with opened.file(file.sha256) as content:
                    state = self._blobs.take_whole(sender, file.sha256, file.size, content)
            except ProblemError as error:
                done.note(error.problem.code)
                continue
            if state.receipt is not None:
                receipts.append(state.receipt)
                done.files += 1
        return receipts

    def _sign(self, claims: PackageClaims, receipts: CarriedReceipts) -> bytes:
        body = receipts.model_dump_json().encode("utf-8")
        signed = self._signer.sign_as(
            CARRIED_RECEIPTS_TYP,
            ReceiptsClaims(
                package_id=claims.package_id,
                kid=claims.kid,
                imported_at=self._now(),
                body_sha256=content_sha256(body),
            ),
        )
        return write_receipts(signed, body)


def _batches(acts: Iterator[CarriedAct]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    for act in acts:
        batch.append(act.event)
        if len(batch) == MAX_BATCH_EVENTS:
            yield batch
            batch = []
    if batch:
        yield batch


def _not_genuine() -> CarriedError:
    return CarriedError("package_not_genuine", "No kiosk that is enrolled here has signed this package.")
