"""Everybody can check a book: without session or script, and whatever is sent ends there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from central.books.certificates import install
from central.books.trust import as_pem, read_trust
from central.embedded import EmbeddedCentral
from central.verification.examining import examine
from tests.central.books.signed import NOW, NUMBER, signed
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder

LATER = NOW + timedelta(days=9)


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedCentral]:
    """With the keys that have signed the book of these tests."""
    folder = central_folder(tmp_path_factory.mktemp("central"))
    server = EmbeddedCentral(folder, now=ManualClock(LATER).now)
    server.start()
    key = signed().keys.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    install(server.central.books.folder, key, as_pem(signed().keys.chain), LATER)
    yield server
    server.stop()


@pytest.fixture
def browser(central: EmbeddedCentral) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=central.url) as client:
        yield client


def send(browser: httpx.Client, content: bytes = b"", code: str = "", name: str = "so.pdf") -> httpx.Response:
    return browser.post("/verify", data={"code": code}, files={"file": (name, content, "application/pdf")})


def test_a_file_is_checked_and_named_by_its_number_alone(browser: httpx.Client) -> None:
    answer = send(browser, signed().pdf)
    assert answer.status_code == 200
    assert "Sổ đúng, còn nguyên" in answer.text
    assert NUMBER in answer.text
    assert "set-cookie" not in answer.headers
    assert "script" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: signed().pdf + b"\n", "Đã bị sửa"),
        (lambda: signed().unsigned, "Không thấy chữ ký số"),
        (lambda: b"MZ\x90", "Không đọc được"),
        (lambda: signed().pdf + b"\0" * (1536 << 10), "Không đọc được"),
    ],
    ids=["changed", "unsigned", "program", "large"],
)
def test_other_files_are_told_apart(browser: httpx.Client, content: Callable[[], bytes], said: str) -> None:
    assert said in send(browser, content()).text


def test_a_code_is_checked_by_its_address_or_pasted(browser: httpx.Client) -> None:
    query = signed().code.partition("?")[2]
    for answer in (browser.get(f"/verify?{query}"), send(browser, code=signed().code)):
        assert "Sổ đúng, còn nguyên" in answer.text
        assert "001••••••011" in answer.text
        assert "26 năm" in answer.text


def test_what_is_sent_comes_back_nowhere(browser: httpx.Client) -> None:
    for answer in (send(browser, code="<b>x</b>", name="<b>x</b>"), browser.get("/verify?c=<b>x</b>")):
        assert answer.status_code == 200
        assert "<b>x" not in answer.text


def test_other_requests_are_refused(browser: httpx.Client) -> None:
    assert send(browser).status_code == 422
    assert browser.post("/verify", content=b"x").status_code == 422
    assert browser.get("/verify?c=" + "a" * 2000).status_code == 422
    large = send(browser, b"%PDF-" + b"0" * (2 << 20))
    assert large.status_code == 413


def test_who_checks_by_themselves_finds_all_that_it_takes(browser: httpx.Client, tmp_path: Path) -> None:
    (tmp_path / "certificates.pem").write_bytes(browser.get("/verify/certificates.pem").content)
    (tmp_path / "withdrawn.json").write_bytes(browser.get("/verify/withdrawn.json").content)
    trust = read_trust(tmp_path)
    assert trust.withdrawn.told_at == LATER
    assert examine(signed().pdf, trust, LATER).book == NUMBER
    assert browser.get("/verify/style.css").headers["content-type"].startswith("text/css")
