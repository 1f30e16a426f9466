"""One act as it is stored, opened: for staff and the demo."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Engine, select

from central.files.attachments import files_of, read_file
from central.files.blob_store import BlobGoneError, BlobStore
from central.http.problems import ProblemCode, ProblemError, make_problem
from central.judging.judge import find_events, open_stored, where
from central.keys.central_keys import CentralKeys
from central.kiosks.devices import signers_of
from central.messages.address_proofs import find_unproved
from central.store.schema import act, event, same_place, to_judge
from kiosk.contract.wire import Retry, StoredAct


class StoredActs:
    def __init__(self, engine: Engine, keys: CentralKeys, store: BlobStore) -> None:
        self._engine = engine
        self._keys = keys
        self._store = store

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
            content=open_stored(row, self._keys, signers).model_copy(update={"attachments": ()}),
            attachments=files,
            unproved=unproved,
        )

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
