"""What is a person's own on its way to a kiosk: signed by central, then sealed to the device."""

from __future__ import annotations

from joserfc import jwe, jws
from pydantic import BaseModel

from central.keys.central_keys import CentralKeys
from central.kiosks.devices import Device
from kiosk.contract.wire import CONTENT_ALGORITHM, KEY_AGREEMENT_ALGORITHM, SIGNATURE_ALGORITHM


def sealed_to(device: Device, keys: CentralKeys, content: BaseModel, *, typ: str, seal_typ: str) -> str:
    """``content`` names the device and what it answers, so that it counts nowhere else."""
    kid, key = keys.signing
    signed = jws.serialize_compact(
        {"alg": SIGNATURE_ALGORITHM, "typ": typ, "kid": kid}, content.model_dump_json(), key
    )
    header = {
        "alg": KEY_AGREEMENT_ALGORITHM,
        "enc": CONTENT_ALGORITHM,
        "kid": device.kid,
        "typ": seal_typ,
    }
    return jwe.encrypt_compact(
        header, signed, device.public_key, algorithms=[KEY_AGREEMENT_ALGORITHM, CONTENT_ALGORITHM]
    )
