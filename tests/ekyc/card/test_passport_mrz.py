"""Zones of size TD3: the standard's specimens, what check digits see, and whatever else may stand there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.passport_mrz import LINE_LENGTH, Td3Mrz, build_td3, parse_td3
from ekyc.card.reading import Sex
from simulation.passports import PASSPORTS, WORKER, SamplePassport

# ICAO 9303-4, appendix B, and the passport of the worked example in 9303-11, appendix D.2.
SPECIMEN = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
WORKED = "L898902C<3UTO6908061F9406236ZE184226B<<<<<14"
TODAY = date(2026, 11, 28)


def test_specimen() -> None:
    mrz = parse_td3("\n".join(SPECIMEN))
    assert (mrz.document_code, mrz.issuing_state, mrz.nationality) == ("P", "UTO", "UTO")
    assert mrz.document_number == "L898902C3"
    assert mrz.sex is Sex.FEMALE
    assert mrz.date_of_birth(TODAY) == date(1974, 8, 12)
    assert mrz.date_of_expiry == date(2012, 4, 15)
    assert mrz.optional_data == "ZE184226B"
    assert mrz.full_name == "ERIKSSON ANNA MARIA"
    assert build_td3(mrz) == SPECIMEN


def test_the_key_of_the_worked_example() -> None:
    assert parse_td3(SPECIMEN[0] + WORKED).key.information == b"L898902C<369080619406236"


@pytest.mark.parametrize("passport", PASSPORTS, ids=lambda passport: passport.key)
def test_sample_passports(passport: SamplePassport) -> None:
    mrz = parse_td3(" ".join(passport.mrz_lines))
    assert mrz == passport.mrz
    assert mrz.full_name == passport.full_name
    assert (mrz.date_of_birth(TODAY), mrz.date_of_expiry) == (passport.date_of_birth, passport.date_of_expiry)


def test_who_has_one_name_alone() -> None:
    mrz = replace(WORKER.mrz, primary_identifier="ARKFREITH", secondary_identifier="")
    assert build_td3(mrz)[0] == "P<UTOARKFREITH".ljust(LINE_LENGTH, "<")
    assert parse_td3("".join(build_td3(mrz))).full_name == "ARKFREITH"


def test_a_state_of_one_letter() -> None:
    mrz = parse_td3("".join(build_td3(replace(WORKER.mrz, issuing_state="D", nationality="D"))))
    assert (mrz.issuing_state, mrz.nationality) == ("D", "D")


def test_an_empty_field_may_go_with_or_without_its_digit() -> None:
    upper, lower = build_td3(replace(WORKER.mrz, optional_data=""))
    assert lower[42] == "<"
    assert parse_td3(upper + lower[:42] + "0" + lower[43]) == parse_td3(upper + lower)


@pytest.mark.parametrize("place", [0, 9, 13, 19, 21, 27, 28, 42, 43])
def test_one_wrong_character(place: int) -> None:
    upper, lower = WORKER.mrz_lines
    wrong = str((int(lower[place], 36) + 1) % 10)
    with pytest.raises(CardError) as caught:
        parse_td3(upper + lower[:place] + wrong + lower[place + 1 :])
    assert caught.value.card_code is CardErrorCode.MRZ_CHECK_DIGIT_WRONG


@pytest.mark.parametrize(
    ("line", "place", "text"),
    [
        (0, 0, "I"),
        (0, 6, "7"),
        (0, 2, "<<<"),
        (1, 13, "87<<<<"),
        (1, 20, "X"),
        (1, 10, "U2O"),
    ],
)
def test_what_is_no_passport(line: int, place: int, text: str) -> None:
    lines = list(WORKER.mrz_lines)
    lines[line] = lines[line][:place] + text + lines[line][place + len(text) :]
    with pytest.raises(CardError) as caught:
        parse_td3("".join(lines))
    assert caught.value.card_code is CardErrorCode.MRZ_MALFORMED


def test_a_day_that_is_none() -> None:
    """With check digits that agree."""
    with pytest.raises(CardError) as caught:
        parse_td3("".join(build_td3(replace(WORKER.mrz, date_of_birth_yymmdd="871323"))))
    assert caught.value.card_code is CardErrorCode.MRZ_MALFORMED


_STATES = st.sampled_from(("UTO", "D", "XXA", "GBD", "VNM"))
_WORD = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=8)


@st.composite
def zones(draw: st.DrawFn) -> Td3Mrz:
    born = date(1927, 1, 1) + timedelta(days=draw(st.integers(0, 36_000)))
    return Td3Mrz(
        document_code=draw(st.sampled_from(("P", "PP", "PD", "PO"))),
        issuing_state=draw(_STATES),
        document_number=draw(st.from_regex(r"[A-Z0-9]{1,9}", fullmatch=True)),
        nationality=draw(_STATES),
        date_of_birth_yymmdd=f"{born:%y%m%d}",
        sex=draw(st.sampled_from(Sex)),
        date_of_expiry_yymmdd=f"{date(2020, 1, 1) + timedelta(days=draw(st.integers(0, 7000))):%y%m%d}",
        optional_data=draw(st.from_regex(r"([A-Z0-9<]{0,13}[A-Z0-9])?", fullmatch=True)),
        primary_identifier=" ".join(draw(st.lists(_WORD, min_size=1, max_size=2))),
        secondary_identifier=" ".join(draw(st.lists(_WORD, max_size=2))),
    )


@given(zones())
def test_what_is_built_is_read_again(mrz: Td3Mrz) -> None:
    lines = build_td3(mrz)
    assert [len(line) for line in lines] == [LINE_LENGTH, LINE_LENGTH]
    assert parse_td3("\n".join(lines)) == mrz
    assert parse_td3("".join(lines)).date_of_birth(TODAY) <= TODAY


@given(zones(), st.integers(0, LINE_LENGTH - 1), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"))
def test_no_other_number_or_day_passes_for_this_one(mrz: Td3Mrz, place: int, char: str) -> None:
    """One changed character of the lower line is noticed, or it changes nothing that check digits cover. The
    weights tell two values apart unless they differ by ten.
    """
    upper, lower = build_td3(mrz)
    before = 0 if lower[place] == "<" else int(lower[place], 36)
    after = 0 if char == "<" else int(char, 36)
    changed = upper + lower[:place] + char + lower[place + 1 :]
    try:
        read = parse_td3(changed)
    except CardError:
        return
    uncovered = 10 <= place <= 12 or place == 20
    assert read == mrz or uncovered or (before - after) % 10 == 0


@given(st.text(alphabet="0123456789ABCDEFMPVN<", min_size=84, max_size=92) | st.text())
def test_anything_is_read_or_named(text: str) -> None:
    try:
        parse_td3(text)
    except CardError as error:
        code = error.card_code
    else:
        return
    assert code in {CardErrorCode.MRZ_MALFORMED, CardErrorCode.MRZ_CHECK_DIGIT_WRONG}
