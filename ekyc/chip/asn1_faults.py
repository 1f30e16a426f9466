"""How asn1crypto reports broken structures: through every kind of exception but one of its own."""

from __future__ import annotations

ASN1_FAULTS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
)
