"""What no kiosk would send, for hypothesis: JSON by the API's own schema with absurd values in it, tokens
signed by a real device over hostile headers and claims, paths and headers of all kinds.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from kiosk.contract.wire import ASSERTION_TYP, content_sha256

Json = Any

# As it is published; `test_openapi.py` holds it to the code, which takes seconds to describe itself.
DESCRIPTION: Json = json.loads((Path(__file__).parents[2] / "docs/api/central.json").read_text("utf-8"))

HOSTILE_TEXTS = st.sampled_from(
    [
        "",
        "\x00",
        "a\x00b",
        "\ud800",
        "\udfff\ud800",
        "\U0010ffff",
        "'; DROP TABLE event; --",
        "../../etc/passwd",
        "${jndi:ldap://x}",
        "\r\nX: y",
        "٣٣٣",
        "\u202e",
        "a" * 5000,
        "{}",
        "null",
        "-1",
        "NaN",
        "e\u0301",
    ]
) | st.text(max_size=20)
HOSTILE_NUMBERS = st.sampled_from(
    [
        0,
        -1,
        2**31,
        2**31 - 1,
        2**39,
        2**63 - 1,
        2**63,
        2**64,
        -(2**64),
        10**400,
        1e308,
        float("nan"),
        float("inf"),
    ]
)
HOSTILE_VALUES: st.SearchStrategy[Json] = st.one_of(
    st.none(),
    st.booleans(),
    HOSTILE_NUMBERS,
    HOSTILE_TEXTS,
    st.just([]),
    st.just({}),
    st.just([[[[[]]]]]),
    st.dictionaries(HOSTILE_TEXTS, HOSTILE_NUMBERS, max_size=2),
)
RAW_BODIES = st.sampled_from(
    [
        b"",
        b"\x00",
        b"\xff\xfe",
        b"{",
        b'"',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 10_000,
        b'{"code":1e999999}',
        b"\xef\xbb\xbf{}",
        '{"code":"x"}'.encode("utf-16"),
        b'{"code":"\xed\xa0\x80"}',
        b'{"a":1,"a":2}',
        b"null",
        b"0",
    ]
)


def by_schema(schema: Mapping[str, Any], components: Mapping[str, Any]) -> st.SearchStrategy[Json]:
    """Values of the schema, with something hostile in the place of any part now and then."""
    return st.integers(0, 9).flatmap(
        lambda dice: HOSTILE_VALUES if dice == 0 else _of_schema(schema, components)
    )


def _of_schema(schema: Mapping[str, Any], components: Mapping[str, Any]) -> st.SearchStrategy[Json]:
    if "$ref" in schema:
        return by_schema(components[schema["$ref"].rpartition("/")[2]], components)
    if "anyOf" in schema:
        return st.one_of([by_schema(each, components) for each in schema["anyOf"]])
    if schema.get("type") == "object":
        known = {name: by_schema(each, components) for name, each in schema.get("properties", {}).items()}
        further = st.dictionaries(
            HOSTILE_TEXTS | st.sampled_from(["kty", "crv", "x"]), HOSTILE_VALUES, max_size=2
        )
        return st.builds(
            lambda more, given: {**more, **given},
            further,
            st.fixed_dictionaries({}, optional=known) | st.fixed_dictionaries(known),
        )
    if schema.get("type") == "array":
        return st.lists(by_schema(schema["items"], components), max_size=3)
    return _of_scalar(schema)


def _of_scalar(schema: Mapping[str, Any]) -> st.SearchStrategy[Json]:
    if schema.get("format") == "uuid":
        return st.uuids().map(str)
    if "pattern" in schema and schema.get("maxLength", 0) < 1000:
        return st.from_regex(re.compile(schema["pattern"], re.ASCII), fullmatch=True)
    if schema.get("type") == "integer":
        return st.integers(0, 5)
    return HOSTILE_TEXTS if schema.get("type") == "string" else HOSTILE_VALUES


def json_bytes(value: Json) -> bytes:
    """As any language may write it: surrogates escaped, NaN bare."""
    return json.dumps(value).encode("ascii")


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def raw_jws(header: Json, payload: bytes, key: ECKey) -> str:
    """A compact JWS with a right ES256 signature, whatever the header holds: no library would sign that."""
    signed = f"{base64url(json_bytes(header))}.{base64url(payload)}"
    private = key.private_key
    assert isinstance(private, EllipticCurvePrivateKey)
    r, s = decode_dss_signature(private.sign(signed.encode("ascii"), ECDSA(SHA256())))
    return f"{signed}.{base64url(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


@dataclass(frozen=True)
class Twist:
    """What is changed in a token that would be right."""

    header: Mapping[str, Json] = field(default_factory=dict)
    claims: Mapping[str, Json] = field(default_factory=dict)


_HEADER_NAMES = ["alg", "typ", "kid", "crit", "b64", "jwk", "x5c", "zip", "epk", "\ud800", "\x00"]
_CLAIM_NAMES = ["iat", "method", "path", "body_sha256", "clock", "\ud800"]
TWISTS = st.one_of(
    st.just(Twist()),
    st.builds(Twist, header=st.dictionaries(st.sampled_from(_HEADER_NAMES), HOSTILE_VALUES, max_size=2)),
    st.builds(Twist, claims=st.dictionaries(st.sampled_from(_CLAIM_NAMES), HOSTILE_VALUES, max_size=2)),
)


def assertion(key: ECKey, method: str, path: str, body: bytes, *, iat: int, twist: Twist) -> str:
    header = {"alg": "ES256", "typ": ASSERTION_TYP, "kid": key.thumbprint(), **twist.header}
    claims = {"iat": iat, "method": method, "path": path, "body_sha256": content_sha256(body), **twist.claims}
    return raw_jws(header, json_bytes(claims), key)


PATH_PARTS = st.uuids().map(str) | st.sampled_from(
    [
        "%00",
        "%ff",
        "%ed%a0%80",
        "..",
        "%2e%2e",
        "1" * 400,
        "%2F",
        str(UUID(int=0)),
        "urn:uuid:" + str(UUID(int=1)),
        "ab" * 32,
    ]
)
FURTHER_HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "Idempotency-Key",
            "Content-Encoding",
            "Accept",
            "Content-Type",
            "X-Forwarded-For",
            "Range",
            "Upgrade",
            "Expect",
            "Cookie",
            "If-Match",
            "Connection",
            "Upload-Offset",
            "Upload-Length",
        ]
    ),
    st.sampled_from(
        [
            "",
            "\x80",
            "gzip",
            "websocket",
            "100-continue",
            "upgrade",
            "a" * 5000,
            "*/*",
            "bytes=0-1",
            "0",
            "100",
            "-1",
        ]
    ),
    max_size=2,
)
