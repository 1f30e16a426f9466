"""A journey that a crash or a power cut ended, as the same person with the same card may take it up again.

At rest it is sealed with a key that needs what the card holds: with a chip the portrait inside it, otherwise
all that the card says. Without the card nobody can read it, and the kiosk itself cannot either.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from ekyc.card.reading import CardReading
from kiosk.contract.wire import Help
from kiosk.errors import BugError
from kiosk.forms.answers import Answers
from kiosk.forms.form import Form
from kiosk.sync.act import RecordedAct
from kiosk.visit.journey import Journey
from kiosk.visit.proofs import ChannelProof, ProofState

_SALT_BYTES, _NONCE_BYTES = 16, 12
# scrypt (RFC 7914): some 50 ms and 16 MiB a guess, for cards whose data are all that the key is made of.
_COST, _BLOCK, _PARALLEL = 1 << 14, 8, 1
_LABEL = b"bhxh-kiosk draft"


class DraftError(Exception):
    """A sealed draft does not open: another card, or damage."""


class _Proof(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    address: str
    state: ProofState
    challenge_id: UUID | None
    verified_at: datetime | None
    statement: str | None = None


class Draft(BaseModel):
    """Answers and place of one journey. Card and face are never kept: they are shown again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    task_id: str
    form_version: str
    step_id: str
    saved_at: datetime
    answers: dict[str, JsonValue]
    proofs: tuple[_Proof, ...]
    act_id: UUID
    helped: tuple[Help, ...] = ()
    # Not sealed: found in the outbox when the crash came between the act and its receipt.
    recorded: RecordedAct | None = Field(None, exclude=True)

    def __repr__(self) -> str:
        return f"Draft({self.task_id})"

    @classmethod
    def of(cls, journey: Journey, step_id: str, now: datetime, helped: tuple[Help, ...] = ()) -> Self:
        return cls(
            task_id=journey.task_id,
            form_version=journey.form.version,
            step_id=step_id,
            saved_at=now,
            answers=journey.answers.dump(),
            proofs=tuple(
                _Proof(
                    address=each.address,
                    state=each.state,
                    challenge_id=each.challenge_id,
                    verified_at=each.verified_at,
                    statement=each.statement,
                )
                for each in journey.proofs.all()
            ),
            act_id=journey.act_id,
            helped=helped,
        )

    def fits(self, form: Form) -> bool:
        """Whether ``form`` is the very form that this was answered in. The version says so; answers that the
        form cannot read tell of one that was changed without a new version.
        """
        if (self.task_id, self.form_version) != (form.id, form.version):
            return False
        try:
            Answers(form).load(self.answers)
        except ValueError:
            return False
        return True

    def restore(self, journey: Journey) -> None:
        """Put everything back. `BugError` for another form or version of it."""
        if not self.fits(journey.form):
            raise BugError("a draft was to be taken up in another form")
        journey.answers.load(self.answers)
        for each in self.proofs:
            journey.proofs.put(ChannelProof(**dict(each)))
        journey.act_id, journey.recorded = self.act_id, self.recorded
        journey.helped_before = self.helped


@dataclass(frozen=True, slots=True)
class DraftKey:
    """A key for one card, slow to make: keep it for the visit, not longer."""

    salt: bytes = field(repr=False)
    key: bytes = field(repr=False)

    @classmethod
    def make(cls, card: CardReading, salt: bytes | None = None) -> Self:
        salt = os.urandom(_SALT_BYTES) if salt is None else salt
        key = hashlib.scrypt(_card_secret(card), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, dklen=32)
        return cls(salt, key)

    def seal(self, draft: Draft) -> bytes:
        """Salt, nonce and AES-256-GCM of the draft."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(_NONCE_BYTES)
        plain = draft.model_dump_json().encode("utf-8")
        return self.salt + nonce + AESGCM(self.key).encrypt(nonce, plain, _LABEL)


def open_draft(sealed: bytes, card: CardReading) -> Draft:
    """The draft, for whoever holds the card that it was sealed with. Raises `DraftError`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = sealed[:_SALT_BYTES], sealed[_SALT_BYTES : _SALT_BYTES + _NONCE_BYTES]
    key = DraftKey.make(card, salt).key
    try:
        plain = AESGCM(key).decrypt(nonce, sealed[_SALT_BYTES + _NONCE_BYTES :], _LABEL)
        return Draft.model_validate_json(plain)
    except (InvalidTag, ValueError) as error:
        raise DraftError("the draft does not open with this card") from error


def _card_secret(card: CardReading) -> bytes:
    """What only the card says. Where a chip was read, its portrait file has more than anybody could guess."""
    identity = card.identity
    parts: list[Any] = [
        identity.subject,
        identity.full_name,
        identity.date_of_birth.isoformat(),
        identity.date_of_issue.isoformat() if identity.date_of_issue else None,
        identity.residence,
        card.source.value,
        hashlib.sha256(card.portrait.data).hexdigest() if card.portrait is not None else None,
    ]
    return json.dumps(parts, ensure_ascii=False).encode("utf-8")
