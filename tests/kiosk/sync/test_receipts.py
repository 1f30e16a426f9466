from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from kiosk.contract.wire import RECEIPT_TYP, ReceiptClaims
from kiosk.sync.client import public_jwk
from kiosk.sync.errors import SyncError, SyncErrorCode
from kiosk.sync.receipts import ReceiptVerifier

PINNED, STRANGER = ECKey.generate_key("P-256"), ECKey.generate_key("P-256")
CLAIMS = ReceiptClaims(
    act_id=UUID(int=1),
    stream_id=UUID(int=2),
    sequence=3,
    sealed_sha256="0" * 64,
    received_at=datetime(2026, 3, 2, tzinfo=UTC),
    case_number="DK26-4417-0932-0123-2",
)


def sign(key: ECKey, kid: str | None = None, typ: str = RECEIPT_TYP, body: str | None = None) -> str:
    header = {"alg": "ES256", "typ": typ, "kid": kid or key.thumbprint()}
    return jws.serialize_compact(header, body or CLAIMS.model_dump_json(), key)


def test_receipt_of_a_pinned_key_verifies() -> None:
    assert ReceiptVerifier([public_jwk(STRANGER), public_jwk(PINNED)]).verify(sign(PINNED)) == CLAIMS


@pytest.mark.parametrize(
    "receipt",
    [
        sign(STRANGER),
        sign(STRANGER, kid=PINNED.thumbprint()),
        sign(PINNED, typ="JWT"),
        sign(PINNED, body="{}"),
        sign(PINNED)[:-4] + "AAAA",
        sign(PINNED).replace(".", ".A", 1),
        "a.b.c",
        "",
        "é",
        "eyJhbGciOiJub25lIn0.e30.",
    ],
)
def test_everything_else_is_refused(receipt: str) -> None:
    with pytest.raises(SyncError) as caught:
        ReceiptVerifier([public_jwk(PINNED)]).verify(receipt)
    assert caught.value.code == SyncErrorCode.RECEIPT_INVALID
