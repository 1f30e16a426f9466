"""How personal data is shown where others may look on."""

from __future__ import annotations


def mask_number(number: str) -> str:
    """First and last three characters of an identity or phone number: ``079••••••123``."""
    if len(number) <= 6:
        return "•" * len(number)
    return number[:3] + "•" * (len(number) - 6) + number[-3:]


def mask_address(address: str) -> str:
    """Of e-mail, or a phone number."""
    return mask_email(address) if "@" in address else mask_number(address)


def mask_email(address: str) -> str:
    """The first letter and the domain: ``l•••@example.vn``. The number of dots does not tell the length."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}•••@{domain}"
