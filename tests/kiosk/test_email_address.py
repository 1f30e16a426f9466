from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.wire import EmailCodeRequest
from kiosk.email_address import EmailAddressError, EmailFault, normalise_email


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("thu@example.vn", "thu@example.vn"),
        ("  thu@example.vn\n", "thu@example.vn"),
        ("Thu.Nguyen+bhxh@Example.COM.VN", "Thu.Nguyen+bhxh@example.com.vn"),
        ("o'neil_1@a-b.example", "o'neil_1@a-b.example"),
        ("a@xn--bcher-kva.xn--p1ai", "a@xn--bcher-kva.xn--p1ai"),
        ("x" * 64 + "@example.vn", "x" * 64 + "@example.vn"),
    ],
)
def test_good_addresses(typed: str, address: str) -> None:
    assert normalise_email(typed) == address
    EmailCodeRequest(address=address)  # central takes it too


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", EmailFault.EMPTY),
        ("   ", EmailFault.EMPTY),
        ("thu", EmailFault.NO_AT),
        ("thu@a@example.vn", EmailFault.SEVERAL_AT),
        ("thu nguyen@example.vn", EmailFault.SPACE),
        ("thu@exam\u00a0ple.vn", EmailFault.SPACE),
        ("thư@example.vn", EmailFault.NOT_ASCII),
        ("@example.vn", EmailFault.LOCAL_PART),
        ("thu..nguyen@example.vn", EmailFault.LOCAL_PART),
        (".thu@example.vn", EmailFault.LOCAL_PART),
        ("thu.@example.vn", EmailFault.LOCAL_PART),
        ('"thu"@example.vn', EmailFault.LOCAL_PART),
        ("thu@example", EmailFault.DOMAIN),
        ("thu@", EmailFault.DOMAIN),
        ("thu@.vn", EmailFault.DOMAIN),
        ("thu@example..vn", EmailFault.DOMAIN),
        ("thu@-example.vn", EmailFault.DOMAIN),
        ("thu@example.v", EmailFault.DOMAIN),
        ("thu@127.0.0.1", EmailFault.DOMAIN),
        ("thu@example.vn.", EmailFault.DOMAIN),
        ("x" * 65 + "@example.vn", EmailFault.TOO_LONG),
        ("x@" + "a" * 60 + ".b" * 100 + ".vn", EmailFault.TOO_LONG),
    ],
)
def test_faults_are_named_and_the_address_is_not_repeated(typed: str, fault: EmailFault) -> None:
    with pytest.raises(EmailAddressError) as caught:
        normalise_email(typed)
    assert caught.value.fault is fault
    assert caught.value.code == fault.value
    assert not typed.strip() or typed.strip() not in str(caught.value)


@given(st.text() | st.emails())
def test_whatever_passes_here_passes_at_central(typed: str) -> None:
    try:
        address = normalise_email(typed)
    except EmailAddressError:
        return
    EmailCodeRequest(address=address)
    assert normalise_email(address) == address
