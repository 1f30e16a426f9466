from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kiosk.contract.wire import EmailCodeRequest, Problem, chain_hash, chain_start
from kiosk.sync.act import new_act_id

STREAM = UUID("01900000-0000-7000-8000-000000000001")
ACT = UUID("01900000-0000-7000-8000-000000000002")


def test_chain_hash_is_fixed_for_ever() -> None:
    """Kiosks in the field and a later central must agree: these values never change."""
    start = chain_start(STREAM)
    assert start == "b61bd3c540bce1fc695b91f92c56125d7ab3584425b1fb9321bbe7c2c6011020"
    assert (
        chain_hash(start, 1, ACT, "sealed")
        == "bf27efd79c04762f6443930f96543b4ed114e75d4f391a7e9e247b9726c470d9"
    )


@given(st.integers(1, 1 << 40), st.text("abc", min_size=1, max_size=5))
def test_every_part_changes_the_chain(sequence: int, sealed: str) -> None:
    start = chain_start(STREAM)
    base = chain_hash(start, sequence, ACT, sealed)
    assert base != chain_hash(chain_start(ACT), sequence, ACT, sealed)
    assert base != chain_hash(start, sequence + 1, ACT, sealed)
    assert base != chain_hash(start, sequence, STREAM, sealed)
    assert base != chain_hash(start, sequence, ACT, sealed + "a")


def test_act_ids_are_version_7_and_sort_by_time() -> None:
    ids = [new_act_id() for _ in range(100)]
    assert {each.version for each in ids} == {7}
    assert {type(each) for each in ids} == {UUID}
    assert ids == sorted(ids)
    assert uuid4() not in ids


def test_problem_code_is_the_end_of_its_type() -> None:
    assert Problem(type="urn:bhxh-kiosk:problem:code-wrong", title="", status=422).code == "code-wrong"
    assert Problem(type="about:blank", title="", status=500).code == "unknown"


@pytest.mark.parametrize(
    "address", ["a@b", "a b@c.vn", "a@b.vn\nBcc: c@d.vn", "@b.vn", "a@-b.vn", "a@b.vn ", ""]
)
def test_addresses_that_could_harm_a_mail_are_refused(address: str) -> None:
    with pytest.raises(ValidationError) as caught:
        EmailCodeRequest(address=address)
    assert "input_value" not in str(caught.value)
