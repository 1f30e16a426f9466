"""The form of sealed files: what was sealed comes back, and nothing else ever opens."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.contract import segments
from kiosk.contract.attachments import (
    HEAD_BYTES,
    SEGMENT_BYTES,
    TAG_BYTES,
    key_of_text,
    key_text,
    sealed_size,
)
from kiosk.contract.segments import SealedHead, SegmentError, new_key, open_file, seal_file

FILE, ACT = UUID(int=7), UUID(int=8)
KEY = bytes(range(32))
SMALL = 64  # bytes of a segment where many are wanted


@pytest.fixture(autouse=True)
def small_segments(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many segments in a few bytes; the tests named ``real`` have those of the contract."""
    if "real" not in request.node.name:
        monkeypatch.setattr(segments, "SEGMENT_BYTES", SMALL)


def sealed(content: bytes, key: bytes = KEY, file: UUID = FILE, act: UUID = ACT) -> bytes:
    return b"".join(seal_file(content, file, act, key))


def opened(content: bytes, key: bytes = KEY, file: UUID = FILE, act: UUID = ACT) -> bytes:
    return b"".join(open_file(BytesIO(content), file, act, key))


CONTENTS = st.integers(0, 5 * SMALL).flatmap(lambda size: st.binary(min_size=size, max_size=size))
EDGES = [0, 1, SMALL - 1, SMALL, SMALL + 1, 2 * SMALL, 2 * SMALL + 1]


@given(CONTENTS)
def test_what_was_sealed_comes_back(content: bytes) -> None:
    assert opened(sealed(content)) == content


@pytest.mark.parametrize("size", EDGES)
def test_at_the_edges_of_segments(size: int) -> None:
    content = bytes(size)
    assert opened(sealed(content)) == content


@pytest.mark.parametrize("size", [0, 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES + 5])
def test_real_sizes_are_told_beforehand(size: int) -> None:
    content = bytes(size)
    kept = sealed(content)
    assert len(kept) == sealed_size(size)
    assert opened(kept) == content


def test_nothing_of_the_content_stands_in_it_and_no_two_are_the_same() -> None:
    content = b"Nguyen Van Thu" * 20
    first, second = sealed(content), sealed(content)
    assert b"Nguyen" not in first
    assert first[HEAD_BYTES - 7 :] != second[HEAD_BYTES - 7 :]


@given(CONTENTS, st.data())
def test_a_flipped_bit_is_found(content: bytes, data: st.DataObject) -> None:
    kept = bytearray(sealed(content))
    kept[data.draw(st.integers(0, len(kept) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SegmentError):
        opened(bytes(kept))


@given(CONTENTS, st.data())
def test_a_file_that_was_cut_is_found(content: bytes, data: st.DataObject) -> None:
    kept = sealed(content)
    with pytest.raises(SegmentError):
        opened(kept[: data.draw(st.integers(0, len(kept) - 1))])


@given(CONTENTS, st.binary(min_size=1, max_size=3 * SMALL))
def test_a_file_that_was_made_longer_is_found(content: bytes, more: bytes) -> None:
    with pytest.raises(SegmentError):
        opened(sealed(content) + more)


def pieces_of(kept: bytes) -> list[bytes]:
    step = SMALL + TAG_BYTES
    return [kept[at : at + step] for at in range(HEAD_BYTES, len(kept), step)]


@settings(max_examples=50)
@given(st.permutations(range(4)), st.integers(0, 3))
def test_segments_in_another_order_or_left_out_are_found(order: list[int], most: int) -> None:
    kept = sealed(bytes(4 * SMALL))
    pieces = pieces_of(kept)
    for wanted in (order, order[:most], [*order, order[0]]):
        if list(wanted) != [0, 1, 2, 3]:
            with pytest.raises(SegmentError):
                opened(kept[:HEAD_BYTES] + b"".join(pieces[at] for at in wanted))


def test_segments_of_another_file_under_the_same_key_are_found() -> None:
    first, second = sealed(bytes(3 * SMALL)), sealed(bytes(3 * SMALL))
    pieces, others = pieces_of(first), pieces_of(second)
    with pytest.raises(SegmentError):
        opened(first[:HEAD_BYTES] + pieces[0] + others[1] + pieces[2])


@pytest.mark.parametrize(
    "open_wrongly",
    [
        lambda kept: opened(kept, key=new_key()),
        lambda kept: opened(kept, file=UUID(int=9)),
        lambda kept: opened(kept, act=UUID(int=9)),
        lambda kept: opened(b"BHXHATT2" + kept[8:]),
        lambda kept: opened(
            SealedHead(UUID(int=9), ACT, kept[40:47]).to_bytes() + kept[47:], file=UUID(int=9)
        ),
        lambda _: opened(b""),
    ],
    ids=["key", "file", "act", "version", "renamed", "empty"],
)
def test_two_files_are_not_taken_for_one_another(open_wrongly: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SegmentError):
        open_wrongly(sealed(b"content"))


def test_whose_a_file_is_can_be_read_without_the_key() -> None:
    head = SealedHead.read(sealed(b"content")[:64])
    assert head is not None
    assert (head.attachment_id, head.act_id) == (FILE, ACT)
    assert SealedHead.read(b"BHXH") is None
    assert SealedHead.read(bytes(100)) is None


@given(st.binary(min_size=32, max_size=32))
def test_keys_as_text(key: bytes) -> None:
    assert len(key_text(key)) == 43
    assert key_of_text(key_text(key)) == key
