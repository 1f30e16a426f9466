"""What central has said about an address, and whether an act may rest on it.

The statement of a checked code is signed by the key that signs receipts, and the act brings it back. One that
contradicts the act (another address, another kiosk, used by another act) was tampered with: staff look at it.
An address without a statement, or with one that cannot be relied on any more, is no fault of the person: the
act counts, and the address is noted as still to be proved. See docs/decisions/062.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import ValidationError
from sqlalchemy import Connection, delete, insert, select, tuple_

from central.files.attachments import Place
from central.http.problems import ProblemCode
from central.keys.opening import HOSTILE_TOKEN_ERRORS, UnusableError
from central.store.schema import place_of, spent_proof, unproved_address
from central.store.storage import upserts
from kiosk.contract.kinds.parts import ActPayload, ClaimedAddress
from kiosk.contract.proofs import PROOF_TYP, AddressProof
from kiosk.contract.wire import SIGNATURE_ALGORITHM

MOST_TO_THE_ACT = timedelta(hours=24)  # from the code to the act, by the clocks of central and kiosk
MOST_TO_RECEIPT = timedelta(days=400)  # as long as a former key is trusted
_CLOCKS_APART = timedelta(minutes=5)
_REGISTRY = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])


@dataclass(frozen=True, slots=True)
class Proved:
    """A statement that an act rests on."""

    channel: str
    kid: str
    challenge_id: UUID
    verified_at: datetime


@dataclass(frozen=True, slots=True)
class Addresses:
    """Of one act: what is proved, and the channels of which the address is still to be proved."""

    proved: tuple[Proved, ...] = ()
    unproved: tuple[str, ...] = ()


NO_ADDRESSES = Addresses()


class AddressProofs:
    def __init__(self, find_key: Callable[[str], ECKey | None], address_hash: Callable[[str], str]) -> None:
        self._find_key = find_key
        self._address_hash = address_hash

    def check(
        self, payload: ActPayload, kids: Collection[str], occurred_at: datetime, received_at: datetime
    ) -> Addresses:
        """``kids``: of the kiosk that the act is of. Raises UnusableError ``proof-contradicts``."""
        proved: list[Proved] = []
        unproved: list[str] = []
        for each in payload.addresses():
            proof = self._read(each)
            if proof is not None:
                self._must_fit(each, proof, kids)
            if proof is None or not _is_of_its_time(proof.verified_at, occurred_at, received_at):
                unproved.append(each.channel)
            else:
                proved.append(Proved(each.channel, proof.kid, proof.challenge_id, proof.verified_at))
        return Addresses(tuple(proved), tuple(unproved))

    def _read(self, claim: ClaimedAddress) -> AddressProof | None:
        """The statement of a claim; None without one, or when nothing that holds now has signed it."""
        if not claim.verified or claim.statement is None:
            return None
        try:
            header = jws.extract_compact(claim.statement.encode("ascii"), registry=_REGISTRY).protected
            key = self._find_key(str(header.get("kid")))
            if key is None:
                return None
            if header.get("typ") != PROOF_TYP:
                raise _contradicts(claim)
            signed = jws.deserialize_compact(claim.statement, key, registry=_REGISTRY)
            return AddressProof.model_validate_json(signed.payload)
        except (*HOSTILE_TOKEN_ERRORS, ValidationError):
            raise _contradicts(claim) from None

    def _must_fit(self, claim: ClaimedAddress, proof: AddressProof, kids: Collection[str]) -> None:
        if proof.address_hash != self._address_hash(claim.address) or proof.kid not in kids:
            raise _contradicts(claim)


def _contradicts(claim: ClaimedAddress) -> UnusableError:
    return UnusableError(ProblemCode.PROOF_CONTRADICTS, claim.channel)


def _is_of_its_time(verified_at: datetime, occurred_at: datetime, received_at: datetime) -> bool:
    to_act, to_receipt = occurred_at - verified_at, received_at - verified_at
    return -_CLOCKS_APART <= to_act <= MOST_TO_THE_ACT and -_CLOCKS_APART <= to_receipt <= MOST_TO_RECEIPT


def spend(connection: Connection, acts: Sequence[tuple[UUID, str, Addresses]]) -> set[UUID]:
    """Note what each act rests on; the acts of which a proof was used by another person's act before. Each
    comes with the keyed hash of its person, who proves an address once for all that they ask for in a visit.
    """
    rows: dict[tuple[str, UUID], dict[str, Any]] = {}
    for act_id, person, addresses in acts:
        for each in addresses.proved:
            rows.setdefault(
                (each.kid, each.challenge_id),
                {
                    "kid": each.kid,
                    "challenge_id": each.challenge_id,
                    "act_id": act_id,
                    "person": person,
                    "verified_at": each.verified_at,
                },
            )
    if not rows:
        return set()
    connection.execute(
        upserts(connection, spent_proof).on_conflict_do_nothing(), [rows[key] for key in sorted(rows)]
    )
    query = select(spent_proof).where(tuple_(spent_proof.c.kid, spent_proof.c.challenge_id).in_(list(rows)))
    used_by = {(row.kid, row.challenge_id): (row.act_id, row.person) for row in connection.execute(query)}
    return {
        act_id
        for act_id, person, addresses in acts
        if not all({act_id, person} & {*used_by[each.kid, each.challenge_id]} for each in addresses.proved)
    }


def note_unproved(connection: Connection, acts: Sequence[tuple[Place, Addresses]]) -> None:
    """Which addresses are still to be proved, anew for each of these acts."""
    if not acts:
        return
    here = tuple_(*place_of(unproved_address))
    connection.execute(delete(unproved_address).where(here.in_([place for place, _ in acts])))
    names = [column.name for column in place_of(unproved_address)]
    rows = [
        {**dict(zip(names, place, strict=True)), "channel": channel}
        for place, addresses in sorted(acts, key=lambda each: each[0])
        for channel in sorted(set(addresses.unproved))
    ]
    if rows:
        connection.execute(insert(unproved_address), rows)


def find_unproved(connection: Connection, place: Place) -> list[str]:
    """Addresses of the act at this place that are still to be proved, by their names."""
    query = select(unproved_address.c.channel).where(tuple_(*place_of(unproved_address)).in_([place]))
    return list(connection.execute(query.order_by(unproved_address.c.channel)).scalars())
