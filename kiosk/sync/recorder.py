"""Recording an act: sealed and in the outbox with one durable commit, before any receipt is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from joserfc.jwk import ECKey

from kiosk.clock import Clock
from kiosk.contract.attachments import key_text
from kiosk.contract.wire import MAX_SEALED_CHARS, ActContent, AttachedFile, chain_hash, chain_start
from kiosk.sync.act import Act, RecordedAct, new_act_id
from kiosk.sync.attachments import seal_and_keep
from kiosk.sync.credentials import Credentials
from kiosk.sync.envelope import EnvelopePosition, seal
from kiosk.sync.errors import SyncError, SyncErrorCode
from local_db.attachments import Attachments
from local_db.database import Database
from local_db.outbox import Outbox, OutboxDraft, OutboxRow, SealedAct, StreamPosition

__all__ = ["ActRecorder", "RecordedAct", "open_outbox"]


def open_outbox(database: Database) -> Outbox:
    return Outbox(database, new_act_id, chain_hash)


def _to_recorded(row: OutboxRow) -> RecordedAct:
    return RecordedAct(row.act_id, row.kind, row.occurred_at, row.sequence, row.case_number)


class ActRecorder:
    """``on_recorded`` is called after every commit, from the recording thread: it wakes the sync worker."""

    def __init__(
        self,
        outbox: Outbox,
        credentials: Credentials,
        clock: Clock,
        on_recorded: Callable[[], None] = lambda: None,
        counted_now: Callable[[], float] = lambda: 0.0,
        *,
        attachments: Attachments,
    ) -> None:
        self._attachments = attachments
        self._counted_now = counted_now  # see `CountedTime`
        self._outbox = outbox
        self._credentials = credentials
        self._clock = clock
        self.on_recorded = on_recorded

    def record(self, act: Act) -> RecordedAct:
        """Idempotent by ``act_id``. Durable when it returns; when it raises, no act was stored, and a
        file that was sealed for it goes with what else is left of its visit.

        Raises SyncError (``not_enrolled``, ``device_revoked``, ``act_too_large``) and LocalDbError
        (``disk_full``, ``attachment_gone``, …).
        """
        if self._credentials.is_revoked:  # central would take nothing of it: no receipt may say otherwise
            raise SyncError(SyncErrorCode.DEVICE_REVOKED, "Central has revoked this kiosk.")
        attachments = (*act.attachments, *self._sealed(act))
        content = ActContent(
            act_id=act.act_id,
            kind=act.kind,
            schema_version=act.schema_version,
            occurred_at=act.occurred_at,
            subject_id=act.subject_id,
            payload=dict(act.payload),
            attachments=attachments,
            helped=act.helped,
        ).model_dump_json()
        intake_key = ECKey.import_key(dict(self._credentials.get_enrolment().intake_key))

        def seal_at(position: StreamPosition) -> SealedAct:
            previous = position.previous or chain_start(position.stream_id)
            where = EnvelopePosition(act.act_id, position.stream_id, position.sequence, previous)
            sealed = seal(content.encode("utf-8"), where, self._credentials.device_key, intake_key)
            if len(sealed) > MAX_SEALED_CHARS:
                raise SyncError(SyncErrorCode.ACT_TOO_LARGE, "The act is larger than one envelope may be.")
            return SealedAct(previous, chain_hash(previous, position.sequence, act.act_id, sealed), sealed)

        draft = OutboxDraft(
            act_id=act.act_id,
            kind=act.kind,
            occurred_at=act.occurred_at,
            subject_id=act.subject_id,
            content=content.encode("utf-8"),
            summary=act.summary,
            counted_at=self._counted_now(),
            attachment_ids=tuple(each.attachment_id for each in attachments),
        )
        row = self._outbox.append(draft, seal_at, self._clock.now())
        self.on_recorded()
        return _to_recorded(row)

    def _sealed(self, act: Act) -> Iterator[AttachedFile]:
        if self._outbox.find(act.act_id) is not None:
            return
        for each in act.enclosed:
            kept, key = seal_and_keep(self._attachments, each.content, act.act_id, self._clock.now())
            yield AttachedFile(
                attachment_id=kept.attachment_id,
                sha256=kept.sha256,
                size=kept.size,
                media_type=each.media_type,
                role=each.role,
                key=key_text(key),
            )

    def find(self, act_id: UUID) -> RecordedAct | None:
        """The act of this id, if it was recorded."""
        row = self._outbox.find(act_id)
        return None if row is None else _to_recorded(row)

    def get(self, act: RecordedAct) -> RecordedAct:
        """The act as it stands now, with central's case number when the receipt has come."""
        return _to_recorded(self._outbox.get(act.act_id))
