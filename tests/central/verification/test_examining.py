"""Only what the key of books has signed is believed, to its last byte."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from central.books.certificates import install, open_book_keys, renew, trust_of, withdraw
from central.books.signing import sign_pdf
from central.books.trust import Trust, Withdrawn, kid_of, read_trust, write_trust
from central.verification.checking import MOST_BYTES, check_file
from central.verification.examining import examine, examine_text
from central.verification.finding import Verdict
from central.verification.words import advice, lines_of, words_of
from tests.central.books.signed import NOW, NUMBER, signed, statement

LATER = NOW + timedelta(days=9)


def verdict(pdf: bytes, trust: Trust | None = None) -> Verdict:
    return examine(pdf, trust or signed().trust, LATER).verdict


def test_a_book_is_valid_and_says_which_it_is() -> None:
    found = examine(signed().pdf, signed().trust, LATER)
    assert (found.verdict, found.book, found.signed_at) == (Verdict.VALID, NUMBER, NOW)
    assert found.kid == signed().keys.kid
    assert found.says is None


def test_no_byte_can_be_another_one() -> None:
    """Neither in the file nor in the signature itself, which is the last thing before its padding."""
    pdf = bytearray(signed().pdf)
    gap = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", gap)
    last = gap + len(pdf[gap:end].rstrip(b"0")) - 1
    for place in [*range(0, gap, 997), *range(last - 100, last, 7), *range(end, len(pdf), 11), len(pdf) - 1]:
        before = pdf[place]
        pdf[place] ^= 1
        found = examine(bytes(pdf), signed().trust, LATER).verdict
        pdf[place] = before
        assert found is not Verdict.VALID, place


@pytest.mark.parametrize("cut", [1, 100, 9_000, 20_000])
def test_a_file_that_is_cut_off_is_none(cut: int) -> None:
    assert verdict(signed().pdf[:-cut]) is not Verdict.VALID


@pytest.mark.parametrize(
    "added",
    [
        lambda: b"\n",
        lambda: b"%%EOF\n",
        lambda: b"\n/ByteRange [0 10 20 30]\n",
        lambda: signed().pdf[-900:],
        lambda: signed().unsigned,
    ],
    ids=["a line", "an end", "a range", "its own end", "the unsigned book"],
)
def test_whatever_stands_behind_the_signature_changes_the_book(added: Callable[[], bytes]) -> None:
    assert verdict(signed().pdf + added()) is Verdict.CHANGED


def test_an_update_that_shows_something_else_is_a_change() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed().pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/MediaBox"][3] = page["/MediaBox"][3].__class__(400)
    writer.update_container(page)
    changed = io.BytesIO()
    writer.write(changed)  # type: ignore[no-untyped-call]
    assert verdict(changed.getvalue()) is Verdict.CHANGED


def test_another_signature_over_it_is_a_change(tmp_path: Path) -> None:
    """Also where it is good: a book has one."""
    other = open_book_keys(tmp_path, NOW)
    twice = sign_pdf(signed().unsigned, other, NUMBER, NOW) + signed().pdf[len(signed().unsigned) :]
    assert verdict(twice) is Verdict.CHANGED


def test_the_key_of_somebody_else_is_unknown(tmp_path: Path) -> None:
    pdf = sign_pdf(signed().unsigned, open_book_keys(tmp_path, NOW), NUMBER, NOW)
    assert verdict(pdf) is Verdict.UNKNOWN_SIGNER
    assert verdict(pdf, trust_of(tmp_path)) is Verdict.VALID


def test_whom_the_same_authority_has_certified_is_no_signer_of_books(tmp_path: Path) -> None:
    open_book_keys(tmp_path, NOW)
    before = trust_of(tmp_path)
    pdf = sign_pdf(signed().unsigned, renew(tmp_path, NOW), NUMBER, NOW)
    assert verdict(pdf, before) is Verdict.UNKNOWN_SIGNER


def test_what_was_signed_before_a_renewal_holds_still(tmp_path: Path) -> None:
    pdf = sign_pdf(signed().unsigned, open_book_keys(tmp_path, NOW), NUMBER, NOW)
    renew(tmp_path, NOW)
    assert verdict(pdf, trust_of(tmp_path)) is Verdict.VALID


def test_keys_of_an_authority_take_the_place_of_the_own_ones(tmp_path: Path) -> None:
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    open_book_keys(theirs, NOW)
    open_book_keys(ours, NOW)
    pdf = sign_pdf(signed().unsigned, open_book_keys(ours, NOW), NUMBER, NOW)
    put = install(ours, (theirs / "signing.pem").read_bytes(), (theirs / "chain.pem").read_bytes(), NOW)
    assert put.kid == open_book_keys(theirs, NOW).kid
    assert verdict(pdf, trust_of(ours)) is Verdict.VALID
    assert verdict(sign_pdf(signed().unsigned, put, NUMBER, NOW), trust_of(ours)) is Verdict.VALID


def test_a_key_in_wrong_hands_signs_nothing_any_more(tmp_path: Path) -> None:
    keys = open_book_keys(tmp_path, NOW)
    pdf = sign_pdf(signed().unsigned, keys, NUMBER, NOW)
    withdraw(tmp_path, keys.kid, LATER)
    assert verdict(pdf, trust_of(tmp_path)) is Verdict.WITHDRAWN
    assert examine_text(statement(keys), trust_of(tmp_path), LATER).verdict is Verdict.WITHDRAWN


def test_a_copy_can_be_withdrawn() -> None:
    trust = signed().trust.model_copy(update={"withdrawn": Withdrawn(books={NUMBER: NOW})})
    assert verdict(signed().pdf, trust) is Verdict.WITHDRAWN
    assert examine_text(signed().code, trust, LATER).verdict is Verdict.WITHDRAWN


def test_a_certificate_that_has_ended_is_told() -> None:
    after = NOW + timedelta(days=7 * 365)
    assert examine(signed().pdf, signed().trust, after).verdict is Verdict.EXPIRED
    assert examine_text(signed().code, signed().trust, after).verdict is Verdict.EXPIRED


def encrypted() -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed().unsigned)) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


def test_what_is_no_book_is_told_apart() -> None:
    assert verdict(signed().unsigned) is Verdict.UNSIGNED
    assert verdict(encrypted()) is Verdict.UNREADABLE
    assert verdict(b"%PDF-1.7") is Verdict.UNSIGNED
    assert verdict(b"GIF89a") is Verdict.UNREADABLE
    assert verdict(b"\xff\xd8\xff\xe0 no picture") is Verdict.UNREADABLE


@pytest.mark.parametrize(
    "forged",
    [
        b"%PDF-1.7 /ByteRange [0 8 8 0]",
        b"%PDF-1.7 /ByteRange [0 999999999 999999999 999999999]",
        b"%PDF-1.7 /ByteRange [0 32 36 3]<00>xyz",
        b"%PDF-1.7 /ByteRange [0 32 40 3]<308080>xyz",
        b"%PDF-1.7" + b"/ByteRange [0 1 2 3]" * 5000,
    ],
)
def test_made_up_ranges_and_signatures_end_nothing(forged: bytes) -> None:
    assert verdict(forged) is Verdict.CHANGED


def test_a_code_says_a_few_figures_and_no_name() -> None:
    found = examine_text(signed().code, signed().trust, LATER)
    assert found.verdict is Verdict.VALID
    assert found.says is not None
    assert found.says.number == "001••••••011"
    assert found.says.months == (312, 200, 112)
    told = " ".join(label.vi + value.vi for label, value in lines_of(found))
    assert "26 năm" in told
    assert "10/2026" in told
    assert advice(found) is not None
    assert words_of(found.verdict).title.vi == "Sổ đúng, còn nguyên"


def test_every_verdict_has_words() -> None:
    assert all(words_of(each).text.en for each in Verdict)


@pytest.mark.parametrize("text", ["", "xin chào", "a.b.c", "https://books.example.vn/verify?c=", "." * 2000])
def test_other_codes_are_none_of_a_book(text: str) -> None:
    assert examine_text(text, signed().trust, LATER).verdict is Verdict.UNSIGNED


def test_a_code_whose_figures_were_changed_is_found_out() -> None:
    head, payload, tail = signed().code.partition("c=")[2].split(".")
    other = payload[:40] + ("A" if payload[40] != "A" else "B") + payload[41:]
    assert examine_text(f"{head}.{other}.{tail}", signed().trust, LATER).verdict is Verdict.CHANGED


def test_no_other_algorithm_is_taken() -> None:
    _, payload, tail = signed().code.partition("c=")[2].split(".")
    from base64 import urlsafe_b64encode

    head = f'{{"alg":"HS256","typ":"bhxh-book+jwt","kid":"{signed().keys.kid}"}}'
    text = f"{urlsafe_b64encode(head.encode()).decode().rstrip('=')}.{payload}.{tail}"
    assert examine_text(text, signed().trust, LATER).verdict is Verdict.CHANGED


def test_the_code_of_an_unknown_key_is_unknown(tmp_path: Path) -> None:
    code = statement(open_book_keys(tmp_path, NOW))
    assert examine_text(code, signed().trust, LATER).verdict is Verdict.UNKNOWN_SIGNER


def picture() -> bytes:
    """The first page, as somebody photographs it."""
    made = io.BytesIO()
    document = pypdfium2.PdfDocument(signed().pdf)
    page = document[0]
    page.render(scale=2).to_pil().convert("RGB").save(made, "JPEG", quality=70)
    page.close()
    document.close()
    return made.getvalue()


def test_a_process_without_rights_checks_file_and_picture() -> None:
    assert check_file(signed().pdf, signed().trust, LATER) == examine(signed().pdf, signed().trust, LATER)
    assert check_file(picture(), signed().trust, LATER) == examine_text(signed().code, signed().trust, LATER)


def test_what_cannot_be_a_book_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("central.casework.little_process.subprocess.run", None)
    for content in (b"", b"MZ", signed().pdf + b"\0" * MOST_BYTES):
        assert check_file(content, signed().trust, LATER).verdict is Verdict.UNREADABLE


def test_what_it_takes_to_check_can_be_carried_away(tmp_path: Path) -> None:
    told = Withdrawn(books={NUMBER: NOW}, told_at=NOW)
    write_trust(signed().trust.model_copy(update={"withdrawn": told}), tmp_path)
    trust = read_trust(tmp_path)
    assert verdict(signed().pdf, trust) is Verdict.WITHDRAWN
    assert {kid_of(each) for each in trust.signers} == {signed().keys.kid}
