from __future__ import annotations

import contextlib
import secrets
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from central.http.problems import ProblemCode
from central.keys.opening import UnusableError, open_act
from kiosk.contract.wire import (
    MAX_SEALED_CHARS,
    ActContent,
    Event,
    TransferClaims,
    chain_hash,
    chain_start,
    content_sha256,
)
from kiosk.sync.envelope import EnvelopePosition, seal, sign_transfer
from kiosk.sync.errors import SyncError, SyncErrorCode
from tests.acts import SUBJECT
from tests.sync_parts import sample_act

DEVICE, OTHER_DEVICE, INTAKE = (ECKey.generate_key("P-256") for _ in range(3))
STREAM = UUID("01900000-0000-7000-8000-000000000001")


def content() -> ActContent:
    act = sample_act()
    return ActContent(
        act_id=act.act_id,
        kind=act.kind,
        schema_version=1,
        occurred_at=act.occurred_at,
        subject_id=act.subject_id,
        payload=dict(act.payload),
    )


def sealed_event(act: ActContent, sequence: int = 1, device: ECKey = DEVICE) -> Event:
    previous = chain_start(STREAM)
    position = EnvelopePosition(act.act_id, STREAM, sequence, previous)
    sealed = seal(act.model_dump_json().encode(), position, device, INTAKE)
    chain = chain_hash(previous, sequence, act.act_id, sealed)
    return Event(act_id=act.act_id, sequence=sequence, previous=previous, chain=chain, sealed=sealed)


def open_(event: Event, stream_id: UUID = STREAM, device: ECKey = DEVICE) -> ActContent:
    intake_keys, signers = ({key.thumbprint(): key} for key in (INTAKE, device))
    return open_act(event, stream_id, intake_keys.get, signers.get)


def test_central_opens_what_the_kiosk_sealed() -> None:
    act = content()
    assert open_(sealed_event(act)) == act


def test_sealing_twice_gives_different_texts_without_personal_data() -> None:
    act = content()
    first, second = sealed_event(act), sealed_event(act)
    assert first.sealed != second.sealed
    assert SUBJECT not in first.sealed
    assert repr(first).find(first.sealed) == -1


def test_another_device_cannot_have_signed_it() -> None:
    event = sealed_event(content(), device=OTHER_DEVICE)
    with pytest.raises(UnusableError) as caught:
        open_(event)
    assert caught.value.code is ProblemCode.ENVELOPE_UNREADABLE


@pytest.mark.parametrize("change", ["stream", "sequence", "previous", "act"])
def test_an_act_cannot_be_moved(change: str) -> None:
    event = sealed_event(content())
    moved = {
        "stream": event,
        "sequence": event.model_copy(update={"sequence": 2}),
        "previous": event.model_copy(update={"previous": "0" * 64}),
        "act": event.model_copy(update={"act_id": UUID(int=1)}),
    }[change]
    with pytest.raises(UnusableError) as caught:
        open_(moved, UUID(int=2) if change == "stream" else STREAM)
    assert caught.value.code is ProblemCode.ENVELOPE_MISPLACED


NEW_STREAM = UUID("01900000-0000-7000-8000-000000000009")


def transferred(event: Event, signer: ECKey = DEVICE, **other: object) -> Event:
    claims = TransferClaims(
        act_id=event.act_id,
        sealed_sha256=content_sha256(event.sealed.encode()),
        stream_id=NEW_STREAM,
        sequence=1,
        previous=chain_start(NEW_STREAM),
    )
    note = sign_transfer(claims.model_copy(update=other), signer)
    return event.model_copy(update={"sequence": 1, "previous": chain_start(NEW_STREAM), "transfer": note})


def test_the_device_may_move_its_own_act() -> None:
    act = content()
    assert open_(transferred(sealed_event(act, sequence=5)), NEW_STREAM) == act


def test_nobody_else_and_nowhere_else() -> None:
    event = sealed_event(content(), sequence=5)
    good = transferred(event)
    for wrong, stream_id in (
        (transferred(event, signer=OTHER_DEVICE), NEW_STREAM),
        (transferred(event, sequence=2), NEW_STREAM),
        (transferred(event, sealed_sha256="0" * 64), NEW_STREAM),
        (transferred(event, act_id=UUID(int=1)), NEW_STREAM),
        (good, STREAM),
        (good.model_copy(update={"sequence": 2}), NEW_STREAM),
        (good.model_copy(update={"transfer": event.sealed}), NEW_STREAM),
        (good.model_copy(update={"transfer": "a.b.c"}), NEW_STREAM),
    ):
        with pytest.raises(UnusableError) as caught:
            open_(wrong, stream_id)
        assert caught.value.code is ProblemCode.ENVELOPE_MISPLACED


EVENT = sealed_event(content())


@settings(max_examples=150)
@given(st.integers(0, len(EVENT.sealed) - 1), st.integers(1, 127))
def test_any_changed_character_is_refused(place: int, flip: int) -> None:
    changed = chr(ord(EVENT.sealed[place]) ^ flip)
    sealed = EVENT.sealed[:place] + changed + EVENT.sealed[place + 1 :]
    changed_event = EVENT.model_copy(update={"sealed": sealed})
    if sealed[place + 1 : place + 2] in ("", "."):
        # The last character of a base64url part may carry bits that mean nothing (RFC 4648, section 3.5).
        with contextlib.suppress(UnusableError):
            assert open_(changed_event) == open_(EVENT)
        return
    with pytest.raises(UnusableError) as caught:
        open_(changed_event)
    # The name of the key is among what may be changed.
    assert caught.value.code in (ProblemCode.ENVELOPE_UNREADABLE, ProblemCode.ENVELOPE_KEY_UNKNOWN)


@settings(max_examples=60)
@given(st.integers(0, len(EVENT.sealed) - 1))
def test_any_cut_is_refused(length: int) -> None:
    with pytest.raises(UnusableError):
        open_(EVENT.model_copy(update={"sealed": EVENT.sealed[:length]}))


def test_content_that_is_not_an_act_is_named() -> None:
    act = content()
    previous = chain_start(STREAM)
    for inside in (
        b"",
        b"{}",
        b"\xff",
        act.model_copy(update={"act_id": UUID(int=1)}).model_dump_json().encode(),
    ):
        sealed = seal(inside, EnvelopePosition(act.act_id, STREAM, 1, previous), DEVICE, INTAKE)
        event = Event(act_id=act.act_id, sequence=1, previous=previous, chain="0" * 64, sealed=sealed)
        with pytest.raises(UnusableError) as caught:
            open_(event)
        assert caught.value.code is ProblemCode.CONTENT_INVALID


def test_a_decompression_bomb_is_not_unpacked() -> None:
    act = content()
    previous = chain_start(STREAM)
    bomb = seal(bytes(200 << 20), EnvelopePosition(act.act_id, STREAM, 1, previous), DEVICE, INTAKE)
    with pytest.raises(UnusableError) as caught:
        open_(Event(act_id=act.act_id, sequence=1, previous=previous, chain="0" * 64, sealed=bomb))
    assert caught.value.code is ProblemCode.CONTENT_INVALID


def test_large_acts_fit_and_larger_ones_are_named() -> None:
    position = EnvelopePosition(UUID(int=1), STREAM, 1, chain_start(STREAM))
    assert len(seal(secrets.token_bytes(500_000), position, DEVICE, INTAKE)) <= MAX_SEALED_CHARS
    with pytest.raises(SyncError) as caught:
        seal(secrets.token_bytes(MAX_SEALED_CHARS), position, DEVICE, INTAKE)
    assert caught.value.code == SyncErrorCode.ACT_TOO_LARGE
