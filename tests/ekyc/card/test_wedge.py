from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.card_code import parse_card_code
from ekyc.card.citizen_qr import parse_citizen_qr
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.wedge import GIVE_UP_SECONDS, QUIET_SECONDS, WedgeBuffer, find_scan_damage
from simulation.card.health_card import new_health_qr_text, old_health_qr_text
from simulation.people import ADULT_MAN, ADULT_WOMAN, CHILD, PEOPLE, SamplePerson


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def typed(buffer: WedgeBuffer, clock: Clock, text: str) -> str | None:
    """Character by character; nothing may come out before the last one."""
    for character in text[:-1]:
        assert buffer.feed(character) is None
        clock.now += 0.015625
    return buffer.feed(text[-1])


def after(buffer: WedgeBuffer, clock: Clock, seconds: float) -> str | None:
    clock.now += seconds + 0.001  # sums of such seconds are not exact
    return buffer.poll()


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
@pytest.mark.parametrize("prefix", ["", "]Q1", "\ufeff"])
def test_a_code_without_enter_ends_after_a_quiet(person: SamplePerson, prefix: str) -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    assert typed(buffer, clock, prefix + person.qr_text) is None
    assert after(buffer, clock, QUIET_SECONDS / 2) is None
    assert after(buffer, clock, QUIET_SECONDS) == prefix + person.qr_text
    assert buffer.poll() is None


@pytest.mark.parametrize("text", [ADULT_MAN.qr_text, ADULT_WOMAN.qr_text, CHILD.qr_text])
def test_enter_ends_a_whole_code_at_once(text: str) -> None:
    clock = Clock()
    assert typed(WedgeBuffer(clock), clock, text + "\r") == text + "\r"


@pytest.mark.parametrize("make", [old_health_qr_text, new_health_qr_text])
def test_a_health_card_ends_with_its_dollar(make: object) -> None:
    assert callable(make)
    clock = Clock()
    text = make(CHILD, "DN4010123456789")
    assert typed(WedgeBuffer(clock), clock, text) == text


def test_dropped_empty_field() -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    text = ADULT_WOMAN.qr_text.replace("||", "|", 1).split("||||")[0]
    assert typed(buffer, clock, text) is None
    assert after(buffer, clock, QUIET_SECONDS) == text


def test_two_scans_in_a_row_stay_apart() -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    for person in (ADULT_MAN, CHILD):
        typed(buffer, clock, person.qr_text)
        assert after(buffer, clock, QUIET_SECONDS) == person.qr_text


def test_bytes_of_a_serial_scanner_cut_within_a_letter() -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    for byte in ADULT_WOMAN.qr_text.encode():
        assert buffer.feed(bytes([byte])) is None
    assert after(buffer, clock, QUIET_SECONDS) == ADULT_WOMAN.qr_text


def test_a_hand_on_the_keyboard_is_no_scan() -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    typed(buffer, clock, "hello\r")
    assert after(buffer, clock, GIVE_UP_SECONDS) is None
    typed(buffer, clock, ADULT_MAN.qr_text)
    assert after(buffer, clock, QUIET_SECONDS) == ADULT_MAN.qr_text


def test_what_nobody_polled_for_does_not_spoil_the_next_scan() -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    typed(buffer, clock, CHILD.qr_text[:40])
    clock.now += GIVE_UP_SECONDS + 1
    typed(buffer, clock, CHILD.qr_text)
    assert after(buffer, clock, QUIET_SECONDS) == CHILD.qr_text


_SHIFTED = str.maketrans("1234567890", "&é\"'(-è_çà")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CHILD.qr_text[:40], CardErrorCode.SCAN_INCOMPLETE),
        (CHILD.qr_text.translate(_SHIFTED), CardErrorCode.SCAN_DIGITS_CHANGED),
        (CHILD.qr_text.translate(_FULL_WIDTH), CardErrorCode.SCAN_DIGITS_CHANGED),
        (CHILD.qr_text.replace("|", "~"), CardErrorCode.SCAN_SEPARATOR_CHANGED),
        (CHILD.qr_text.replace("|", "¦"), CardErrorCode.SCAN_SEPARATOR_CHANGED),
    ],
    ids=["cut", "AZERTY", "full width", "tilde", "broken bar"],
)
def test_what_a_layout_did_is_named(text: str, code: CardErrorCode) -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    assert typed(buffer, clock, text) is None
    clock.now += GIVE_UP_SECONDS
    with pytest.raises(CardError) as caught:
        buffer.poll()
    assert caught.value.card_code is code
    assert CHILD.personal_number not in str(caught.value)
    assert buffer.poll() is None


@pytest.mark.parametrize(
    "damaged",
    [
        CHILD.qr_text.replace("ả", "?"),
        CHILD.qr_text.encode("ascii", "replace").decode(),
        CHILD.qr_text.replace("ê", "\ufffd"),
        ADULT_WOMAN.qr_text.encode().decode("cp1252", "replace"),
        ADULT_WOMAN.qr_text.encode().decode("latin-1"),
    ],
)
def test_lost_letters_are_named(damaged: str) -> None:
    assert find_scan_damage(damaged) is CardErrorCode.SCAN_LETTERS_LOST


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_sound_codes_are_not_called_damaged(person: SamplePerson) -> None:
    assert find_scan_damage(person.qr_text) is None
    assert find_scan_damage(new_health_qr_text(person, "0123456789")) is None


@given(st.text(max_size=60), st.sampled_from(PEOPLE), st.lists(st.integers(1, 30), min_size=1, max_size=50))
def test_any_noise_before_and_any_pieces(noise: str, person: SamplePerson, sizes: list[int]) -> None:
    """Noise may make the scan unreadable, never another person's."""
    clock = Clock()
    buffer = WedgeBuffer(clock)
    text, out = noise + person.qr_text, None
    while text:
        size = sizes[len(text) % len(sizes)]
        out = buffer.feed(text[:size]) or out
        text = text[size:]
    clock.now += QUIET_SECONDS
    out = buffer.poll() or out
    if out is not None:
        try:
            code = parse_card_code(out)
        except CardError:
            return
        assert code.full_name == person.full_name


@pytest.mark.parametrize("suffix", ["\t", "\r", "\n", "\r\n", "\0", "\t\r"])
@pytest.mark.parametrize("person", [ADULT_MAN, CHILD], ids=lambda person: person.key)
def test_a_suffix_of_any_kind_ends_a_code_at_once(suffix: str, person: SamplePerson) -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    found = [whole for char in person.qr_text + suffix if (whole := buffer.feed(char)) is not None]
    assert [parse_citizen_qr(text).personal_number for text in found] == [person.personal_number]


@pytest.mark.parametrize("pause", [0.2, 0.4, 0.7])
def test_a_scanner_that_pauses_within_a_code(pause: float) -> None:
    """Over Bluetooth a code comes in bursts: the pauses seen so far say how long a quiet ends it."""
    clock = Clock()
    buffer = WedgeBuffer(clock)
    text = CHILD.qr_text
    for start in range(0, len(text), 20):
        assert buffer.feed(text[start : start + 20]) is None
        clock.now += pause
        assert start + 20 >= len(text) or buffer.poll() is None
    clock.now += pause * 1.1
    assert buffer.poll() == text


@pytest.mark.parametrize("first", PEOPLE, ids=lambda person: person.key)
@pytest.mark.parametrize("second", [ADULT_MAN, CHILD, ADULT_WOMAN], ids=lambda person: person.key)
def test_two_scans_without_a_pause_are_two(first: SamplePerson, second: SamplePerson) -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    found = [whole for char in first.qr_text + second.qr_text if (whole := buffer.feed(char)) is not None]
    found.append(str(after(buffer, clock, QUIET_SECONDS)))
    assert [parse_citizen_qr(text).personal_number for text in found] == [
        first.personal_number,
        second.personal_number,
    ]


def test_a_cancelled_number_is_no_second_scan() -> None:
    clock = Clock()
    buffer = WedgeBuffer(clock)
    fields = CHILD.qr_text.split("|")
    fields[7], fields[10] = "048218003940", "048218003940"
    text = "|".join(fields)
    assert typed(buffer, clock, text) is None
    assert after(buffer, clock, QUIET_SECONDS) == text
