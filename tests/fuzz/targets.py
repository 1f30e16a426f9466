"""What is fuzzed: name → function → strategy.

A target takes bytes that somebody outside controls. It may raise ``CardError`` and nothing else, and its
error must not repeat what stood in the bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ekyc.card.errors import CardError, CardErrorCode

MAX_CHANGES = 4


@dataclass(frozen=True)
class Target:
    name: str
    run: Callable[[bytes], object]
    strategy: SearchStrategy[bytes]
    costly: bool = False  # a tenth of the examples will do

    def check(self, data: bytes) -> None:
        """Raises whatever is not a named fault."""
        try:
            self.run(data)
        except CardError as error:
            if error.card_code not in CardErrorCode:
                raise AssertionError("a fault without a stable code") from error


def broken(*samples: bytes) -> SearchStrategy[bytes]:
    """Whole samples with a few changes, and now and then bytes that never were any."""
    changed = st.builds(_changed, st.sampled_from(samples), st.lists(_CHANGES, max_size=MAX_CHANGES))
    return st.one_of(changed, changed, changed, st.binary(max_size=64))


Change = Callable[[bytes, int], bytes]


def _overwritten(value: bytes) -> Change:
    return lambda data, place: data[:place] + value + data[place + len(value) :]


def _inserted(value: bytes) -> Change:
    return lambda data, place: data[:place] + value + data[place:]


def _removed(length: int) -> Change:
    return lambda data, place: data[:place] + data[place + length :]


def _doubled(length: int) -> Change:
    return lambda data, place: data[: place + length] + data[place:]


def _flipped(bit: int) -> Change:
    return lambda data, place: data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def _changed(data: bytes, changes: list[tuple[Change, int]]) -> bytes:
    for change, place in changes:
        if data:
            data = change(data, place % len(data))
    return data


# Length fields decide most of what a parser does, so they are hit more often than chance would.
_LENGTHS = (
    b"\x80",
    b"\x81\xff",
    b"\x82\xff\xff",
    b"\x83\xff\xff\xff",
    b"\x84\xff\xff\xff\xff",
    b"\x00",
    b"\x7f",
)
_CHANGES: SearchStrategy[tuple[Change, int]] = st.tuples(
    st.one_of(
        st.builds(_flipped, st.integers(0, 7)),
        st.builds(_overwritten, st.binary(min_size=1, max_size=4)),
        st.builds(_overwritten, st.sampled_from(_LENGTHS)),
        st.builds(_inserted, st.binary(min_size=1, max_size=8)),
        st.builds(_removed, st.integers(1, 64)),
        st.builds(_doubled, st.integers(1, 64)),
        st.just(lambda data, place: data[:place]),
    ),
    st.integers(0, 2**16),
)
