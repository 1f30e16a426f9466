"""Tables of figures from central: signed, newer and whole, or refused; then what was in use stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from central.tables import sign_tables
from kiosk.benefits.engine import calculate
from kiosk.benefits.errors import TablesError
from kiosk.benefits.parameters import SHIPPED_EDITION, Edition, shipped_book, shipped_tables
from kiosk.benefits.received import book_of
from kiosk.contract.tables import TABLES_TYP, BenefitTables
from kiosk.law_tables import LawTables
from kiosk.settings import load_settings
from kiosk.sync.client import public_jwk

PINNED, STRANGER = ECKey.generate_key("P-256"), ECKey.generate_key("P-256")
KEYS = (public_jwk(PINNED),)
TODAY = date(2026, 12, 20)
_RISE = """
[[reference_level.values]]
valid_from = 2027-01-01
value = 2800000
source = "NĐ 999/2026/NĐ-CP"
status = "settled"
"""
_HOUSEHOLD = {"months": 12, "members": [{}], "first_time": False}


def _tables(change: Callable[[str], str] = lambda text: text, name: str = "levels") -> dict[str, str]:
    tables = shipped_tables()
    tables[name] = change(tables[name])
    return tables


def sign_levels(number: int = 2, issued_on: date = TODAY, key: ECKey = PINNED) -> str:
    """The shipped tables with a reference level that holds from 2027 on."""
    return sign_tables(key, _tables(lambda text: text + _RISE), number, issued_on)


def _kiosk(folder: Path) -> LawTables:
    return LawTables(load_settings(None, data_folder=folder))


def _premium(tables: LawTables, paid_on: str) -> int:
    asked = {**_HOUSEHOLD, "paid_on": paid_on}
    return calculate("household_health_insurance", asked, TODAY, tables.book).amounts["total"]


def test_new_figures_hold_from_their_day_on_without_a_release(tmp_path: Path) -> None:
    tables = _kiosk(tmp_path)
    before = _premium(tables, "2026-12-31"), _premium(tables, "2027-01-01")
    tables.apply(sign_levels(), KEYS, TODAY)
    assert tables.book.edition == Edition(2, TODAY)
    assert _premium(tables, "2026-12-31") == before[0] == before[1]
    assert _premium(tables, "2027-01-01") == 12 * 126_000


def test_they_are_there_again_after_a_restart(tmp_path: Path) -> None:
    _kiosk(tmp_path).apply(sign_levels(), KEYS, TODAY)
    again = _kiosk(tmp_path)
    assert again.book is shipped_book()  # until they are verified anew
    again.load(KEYS)
    assert again.fault is None
    assert again.book.edition.number == 2


def test_nothing_received_is_no_fault(tmp_path: Path) -> None:
    tables = _kiosk(tmp_path)
    tables.load(KEYS)
    assert tables.fault is None
    assert tables.book.edition == SHIPPED_EDITION


@pytest.mark.parametrize(
    ("package", "code"),
    [
        (lambda: sign_levels(key=STRANGER), "tables_not_signed"),
        (lambda: sign_levels()[:-6] + "AAAAAA", "tables_not_signed"),
        (lambda: "", "tables_not_signed"),
        (lambda: "é", "tables_not_signed"),
        (lambda: _signed_text(json.dumps({"number": 2})), "tables_faulty"),
        (lambda: _signed_text(_whole(), typ="JWT"), "tables_not_signed"),
        (lambda: sign_levels(number=SHIPPED_EDITION.number), "tables_not_newer"),
        (lambda: sign_levels(issued_on=date(2026, 12, 21)), "tables_from_the_future"),
    ],
)
def test_a_bad_package_is_refused_and_all_stays(
    tmp_path: Path, package: Callable[[], str], code: str
) -> None:
    tables = _kiosk(tmp_path)
    with pytest.raises(TablesError) as caught:
        tables.apply(package(), KEYS, TODAY)
    assert caught.value.code == code
    assert tables.book is shipped_book()
    assert not (tmp_path / "tables").exists()


def _signed_text(content: str, typ: str = TABLES_TYP) -> str:
    header = {"alg": "ES256", "typ": typ, "kid": PINNED.thumbprint()}
    return jws.serialize_compact(header, content, PINNED)


def _whole() -> str:
    return BenefitTables(number=2, issued_on=TODAY, tables=_tables()).model_dump_json()


def test_an_older_package_does_not_come_back(tmp_path: Path) -> None:
    tables = _kiosk(tmp_path)
    tables.apply(sign_levels(5), KEYS, TODAY)
    for number in (4, 5):
        with pytest.raises(TablesError) as caught:
            tables.apply(sign_levels(number), KEYS, TODAY)
        assert caught.value.code == "tables_not_newer"
    assert tables.book.edition.number == 5


def test_figures_changed_on_the_disk_are_not_used(tmp_path: Path) -> None:
    _kiosk(tmp_path).apply(sign_levels(), KEYS, TODAY)
    (file,) = (tmp_path / "tables").iterdir()
    head, _, signature = file.read_text("ascii").split(".")
    _, forged, _ = sign_levels(9, key=STRANGER).split(".")
    file.write_text(f"{head}.{forged}.{signature}", "ascii")
    tables = _kiosk(tmp_path)
    tables.load(KEYS)
    assert tables.fault is not None
    assert tables.fault.code == "tables_not_signed"
    assert tables.book is shipped_book()


def test_a_kiosk_that_is_not_enrolled_trusts_nobody(tmp_path: Path) -> None:
    with pytest.raises(TablesError):
        _kiosk(tmp_path).apply(sign_levels(), (), TODAY)


def test_a_full_disk_leaves_the_old_tables(tmp_path: Path) -> None:
    (tmp_path / "tables").write_text("in the way")
    tables = _kiosk(tmp_path)
    with pytest.raises(TablesError) as caught:
        tables.apply(sign_levels(), KEYS, TODAY)
    assert caught.value.code == "tables_not_kept"
    assert tables.book is shipped_book()


def _without(text: str, line: str) -> str:
    assert line in text
    return text.replace(line, "", 1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text + "[[", "not TOML"),
        (lambda text: text + '\n[own]\nvi = "a"\nen = "b"\nvalues = []\n', ""),
        (
            lambda text: text.replace("[poverty_line]", "[poverty]").replace("[[poverty_line.", "[[poverty."),
            "poverty",
        ),
        (lambda text: text + _RISE + _RISE, "same day"),
        (lambda text: text + _RISE.replace("2800000", "-1"), "negative"),
        (lambda text: text + _RISE.replace("2800000", '"much"'), "lacks"),
        (lambda text: text + _RISE.replace("settled", "maybe"), "status"),
        (lambda text: text + _RISE.replace("NĐ 999/2026/NĐ-CP", ""), "source"),
        (lambda text: text + _RISE.replace("2027-01-01", '"2027-01-01"'), "day"),
        (lambda text: text + _RISE.replace("2800000", "{ one = 1 }"), "lines"),
        (lambda text: _without(text, "valid_from = 1993-04-01"), "lacks"),
        (lambda text: text.replace("1993-04-01", "1996-04-01"), "before"),
    ],
)
def test_tables_that_lose_or_spoil_something_are_refused(change: Callable[[str], str], told: str) -> None:
    changed = _tables(change)
    if told == "":  # a figure without any value says nothing and harms nothing
        assert book_of(changed, Edition(2, TODAY)).names() == shipped_book().names()
        return
    with pytest.raises(TablesError, match=told):
        book_of(changed, Edition(2, TODAY))


def test_what_is_shipped_would_be_taken() -> None:
    book = book_of(shipped_tables(), Edition(2, TODAY))
    assert book.all() == shipped_book().all()


def test_a_price_table_may_grow_by_a_year_and_not_shrink() -> None:
    newest = shipped_book().values_of("price_slip")[-1].table
    rows = ", ".join(f"{year} = {float(value)}" for year, value in newest.items())
    block = (
        '\n[[price_slip.values]]\nvalid_from = 2027-01-01\nsource = "TT"\nstatus = "settled"\n'
        "value = {{ {} }}\n"
    )
    grown = _tables(lambda text: text + block.format(rows + ", 2027 = 1.0"), "price_slip")
    book_of(grown, Edition(2, TODAY))
    shrunk = _tables(lambda text: text + block.format("2027 = 1.0"), "price_slip")
    with pytest.raises(TablesError, match="lines"):
        book_of(shrunk, Edition(2, TODAY))
