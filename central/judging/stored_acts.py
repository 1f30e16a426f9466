"""One act as it is stored, opened: for staff and the demo."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, select

from central.files.attachments import files_of, read_file
from central.files.blob_store import BlobGoneError, BlobStore
from central.http.problems import ProblemCode, ProblemError, make_problem
from central.judging.judge import find_events, open_stored, where
from central.judging.signatures import Signatures
from central.keys.central_keys import CentralKeys
from central.kiosks.devices import signers_of
from central.messages.address_proofs import find_unproved
from central.store.schema import act, event, same_place, to_judge
from kiosk.contract.kinds import find_kind
from kiosk.contract.wire import ActContent, Retry, StoredAct


class StoredActs:
    def __init__(self, engine: Engine, keys: CentralKeys, store: BlobStore, signatures: Signatures) -> None:
        self._engine = engine
        self._keys = keys
        self._store = store
        self._signatures = signatures

    def get(self, act_id: UUID) -> StoredAct:
        """The act that counts under this id. Raises ProblemError 404, or 409 while it waits to be judged."""
        with self._engine.connect() as connection:
            counting = connection.execute(select(act).where(act.c.act_id == act_id)).first()
            if counting is None:
                waits = select(to_judge.c.sequence).join(event, same_place(event, to_judge))
                if connection.execute(waits.where(event.c.act_id == act_id)).first() is not None:
                    raise ProblemError(
                        make_problem(
                            409, ProblemCode.ACT_WAITS, "The act waits to be judged.", retry=Retry.LATER
                        )
                    )
                raise ProblemError(make_problem(404, ProblemCode.ACT_UNKNOWN, "No such act is stored here."))
            row = find_events(connection, [where(counting)])[0]
            signers = signers_of(connection, row.kiosk_id)
            files = files_of(connection, where(row), self._store)
            unproved = find_unproved(connection, where(row))
            joined = None
            if counting.case_id != act_id:
                first = (
                    select(event.c.case_number)
                    .join(act, same_place(act, event))
                    .where(act.c.act_id == counting.case_id)
                )
                joined = connection.execute(first).scalar()
        content = open_stored(row, self._keys, signers)
        return StoredAct(
            act_id=row.act_id,
            stream_id=row.stream_id,
            sequence=row.sequence,
            kiosk_id=row.kiosk_id,
            received_at=row.received_at,
            case_number=row.case_number,
            joined=joined,
            sealed_sha256=row.sealed_sha256,
            receipt=row.receipt,
            content=content.model_copy(update={"attachments": ()}),
            attachments=files,
            unproved=unproved,
            signed_at=self._signed_at(content, row.act_id, signers),
        )

    def _signed_at(self, content: ActContent, act_id: UUID, kids: Collection[str]) -> datetime | None:
        kind = find_kind(content.kind, content.schema_version)
        if kind is None:
            return None
        said = self._signatures.check(
            act_id, kind.payload.model_validate(content.payload, strict=False), kids
        )
        return None if said is None else said.signed_at

    def read_attachment(self, act_id: UUID, attachment_id: UUID) -> bytes:
        """What is in a file of the act that counts under this id. Raises ProblemError 404 for what is not
        stored here, UnusableError for what does not open.
        """
        with self._engine.connect() as connection:
            counting = connection.execute(select(act).where(act.c.act_id == act_id)).first()
            if counting is None:
                raise _not_here()
            row = find_events(connection, [where(counting)])[0]
            signers = signers_of(connection, row.kiosk_id)
        for file in open_stored(row, self._keys, signers).attachments:
            if file.attachment_id == attachment_id:
                try:
                    return b"".join(read_file(self._store, file, act_id))
                except BlobGoneError:
                    break
        raise _not_here()


def _not_here() -> ProblemError:
    return ProblemError(make_problem(404, ProblemCode.BLOB_UNKNOWN, "No such file is stored here."))
