"""What comes back of mails, in the shapes in which real servers write it; and what only looks like it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.messages.bounces import MOST_BYTES, Bounce, ReturnReason, read_bounce
from central.messages.return_addresses import ReturnAddresses

RETURNS = ReturnAddresses(b"k" * 32, "tra-lai@bhxh.example.vn")
MAIL = UUID("0192f1a2-0000-4000-8000-00000000abcd")
REPORTS = Path(__file__).parent / "reports"
_SHAPES = {path.stem: path.read_bytes() for path in sorted(REPORTS.glob("*.eml"))}
FOR_GOOD, FOR_NOW = ReturnReason


def arrived(content: bytes, address: str | None = None) -> bytes:
    """A report as the relay delivered it, at the address of a mail."""
    return content.replace(b"RETURN-ADDRESS", (address or RETURNS.of(MAIL)).encode())


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ("postfix_no_such_user", FOR_GOOD),
        ("postfix_given_up", FOR_NOW),
        ("exim_no_such_user", FOR_GOOD),
        ("exim_before_4_83", FOR_GOOD),
        ("exim_before_4_83_full", FOR_NOW),
        ("exchange_not_found", FOR_GOOD),
        ("exchange_full", FOR_NOW),
        ("refused_as_spam", FOR_NOW),
        ("postfix_delayed", None),
        ("delivered", None),
        ("holiday", None),
    ],
)
def test_servers_tell_it_in_their_own_shapes(shape: str, reason: ReturnReason | None) -> None:
    found = read_bounce(arrived(_SHAPES[shape]), RETURNS)
    assert found == (None if reason is None else Bounce(MAIL, reason))


def test_every_shape_is_tried() -> None:
    assert len(_SHAPES) == 11


@pytest.mark.parametrize("shape", ["postfix_no_such_user", "exim_before_4_83"])
def test_what_was_forged_is_no_report(shape: str) -> None:
    address, other = RETURNS.of(MAIL), ReturnAddresses(b"x" * 32, "tra-lai@bhxh.example.vn")
    letter = "b" if address[8] != "b" else "c"
    forged = (
        "tra-lai@bhxh.example.vn",
        other.of(MAIL),
        address.replace(address[8], letter, 1),  # of another mail
        address.replace("tra-lai+", "x-tra-lai+"),
        address.replace("@bhxh.", "@bhxh.example.vn."),
        address + ".evil.example",
        address[:-30],
    )
    for each in forged:
        assert read_bounce(arrived(_SHAPES[shape], each), RETURNS) is None, each


def test_a_token_in_what_is_sent_back_or_in_words_counts_for_nothing() -> None:
    """Only where it arrived: whoever has a mail has its return address too, of that mail alone."""
    content = _SHAPES["postfix_no_such_user"].replace(b"RETURN-ADDRESS", b"someone@example.vn")
    content += f"\nTo: {RETURNS.of(MAIL)}\n".encode()
    assert read_bounce(content, RETURNS) is None


@given(st.uuids())
def test_an_address_names_its_mail_whatever_becomes_of_its_capitals(message_id: UUID) -> None:
    address = RETURNS.of(message_id)
    assert len(address.partition("@")[0]) <= 64  # RFC 5321, 4.5.3.1.1
    for written in (address, address.upper(), f"<{address}>", f'"BHXH" <{address}>, x@example.vn'):
        assert RETURNS.find(written) == message_id


@given(st.binary(max_size=400), st.sampled_from(sorted(_SHAPES)), st.integers(0, 3000), st.integers(0, 400))
def test_whatever_is_delivered_can_be_read(noise: bytes, shape: str, place: int, cut: int) -> None:
    whole = arrived(_SHAPES[shape])
    damaged = whole[:place] + noise + whole[place + cut :]
    for content in (noise, damaged, damaged[:place]):
        found = read_bounce(content, RETURNS)
        assert found is None or found.message_id == MAIL


def test_a_long_report_is_read_to_a_limit() -> None:
    content = arrived(_SHAPES["postfix_no_such_user"]) + b"x" * MOST_BYTES
    assert read_bounce(content, RETURNS) == Bounce(MAIL, FOR_GOOD)
    assert read_bounce(b"X-Long: " + b"x" * MOST_BYTES + b"\n" + content, RETURNS) is None


def test_two_mails_have_two_addresses() -> None:
    assert len({RETURNS.of(uuid4()) for _ in range(50)}) == 50
