"""Who gets in, and who is out again: password and code, lock-out, sessions, forms of other pages."""

from __future__ import annotations

import httpx
import pyotp
import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from tests.central.pages.browser import FROM_OUR_PAGE, Browser, code_of
from tests.central.pages.conftest import OFFICER, SUPERVISOR, Staff
from tests.patience import PATIENCE

COOKIE = "bhxh-staff"
IN, OUT = "/staff", "/staff/sign-in"


def is_in(browser: Browser) -> bool:
    return browser.open("/staff").url.path == IN


def test_who_is_not_signed_in_is_asked_to_everywhere(staff: Staff) -> None:
    browser = staff.browser()
    for path in ("/staff", "/staff/cases/x", "/staff/refused", "/staff/cases/x/acts/y/portrait.jpg"):
        assert browser.open(path).url.path == OUT
    assert browser.open("/staff?page=9999").url.path == OUT
    assert browser.post("/staff/sign-out", {"form": "x"}).url.path == OUT


def test_in_and_out_again(staff: Staff) -> None:
    browser = staff.signed_in(OFFICER)
    assert "Trần Văn <b>Mẫu</b> · cán bộ · 00100" in browser.text  # as it was written, not as markup
    token = browser.client.cookies[COOKIE]
    (out,) = browser.page.xpath("//form[contains(@action, 'sign-out')]")
    assert browser.send(out).url.path == OUT
    browser.client.cookies.set(COOKIE, token)
    assert not is_in(browser)  # over at the server too


def test_the_cookie_is_for_our_pages_only(staff: Staff, central: EmbeddedCentral) -> None:
    access = staff.give(OFFICER)
    browser = staff.browser()
    browser.open(OUT)
    (form,) = browser.page.forms
    fields = {**dict(form.fields), "account": OFFICER, "password": access.password}
    fields["code"] = code_of(access, staff.clock)
    answer = browser.client.post(OUT, data={name: value or "" for name, value in fields.items()})
    assert answer.status_code == 303
    cookies = [each.lower() for each in answer.headers.get_list("set-cookie")]
    (given,) = [each for each in cookies if each.startswith(f"{COOKIE}=")]
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in given.split(";")}
    assert "max-age" not in given  # gone with the browser


@pytest.mark.parametrize("wrong", ["password", "code", "account", "everything"])
def test_whatever_was_wrong_the_answer_is_the_same(staff: Staff, wrong: str) -> None:
    access, browser = staff.give(OFFICER), staff.browser()
    browser.open(OUT)
    (form,) = browser.page.forms
    right = {"account": OFFICER, "password": access.password, "code": code_of(access, staff.clock)}
    off = {"account": "999999", "password": "ờ" * 10, "code": "０００000"}
    answer = browser.send(form, **{k: off[k] if wrong in (k, "everything") else v for k, v in right.items()})
    assert answer.status_code == 403
    (told,) = browser.alerts()
    assert told.startswith("Chưa đúng, hoặc tài khoản đang tạm khóa.")
    for name in ("password", "code"):
        assert not browser.page.xpath(f"//input[@name='{name}']/@value")
    assert not is_in(browser)


def test_a_flood_of_passwords_holds_up_nobody_else(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    """All places for hashing are taken: who comes is told, and the rest of central goes on."""
    monkeypatch.setattr("central.staff.web_access._WAIT_SECONDS", 0.01)
    web_access = staff.central.central.web_access
    access, browser = staff.give(OFFICER), staff.browser()
    taken = 0
    while web_access._hashing.acquire(blocking=False):
        taken += 1
    answer = browser.sign_in(access, code_of(access, staff.clock))
    assert (answer.status_code, browser.alerts()) == (503, ["Máy chủ đang bận. Xin thử lại sau ít phút."])
    web_access._hashing.release(taken)
    assert browser.sign_in(access, code_of(access, staff.clock)).url.path == IN


def test_a_code_counts_once(staff: Staff) -> None:
    access, code = staff.give(OFFICER), code_of(staff.give(OFFICER), staff.clock)
    assert staff.browser().sign_in(access, code).url.path == IN
    assert staff.browser().sign_in(access, code).status_code == 403


def test_five_failures_lock_and_the_right_one_does_not_help_before_its_time(staff: Staff) -> None:
    access, browser = staff.give(OFFICER), staff.browser()
    for _ in range(5):
        assert browser.sign_in(access, "000000").status_code == 403
    assert browser.sign_in(access, code_of(access, staff.clock)).status_code == 403
    staff.clock.advance(15 * 60)
    assert browser.sign_in(access, code_of(access, staff.clock)).url.path == IN


def test_silence_and_length_end_a_session(staff: Staff) -> None:
    browser = staff.signed_in(OFFICER)
    for _ in range(3):
        staff.clock.advance(14 * 60)
        assert is_in(browser)
    staff.clock.advance(15 * 60)
    assert not is_in(browser)
    browser = staff.signed_in(OFFICER)
    for _ in range(10 * 6 - 1):
        staff.clock.advance(10 * 60)
        browser.open("/staff/style.css")
        assert is_in(browser)
    staff.clock.advance(10 * 60)
    assert not is_in(browser)


def test_new_secrets_a_reset_and_the_end_of_an_account_end_its_sessions(staff: Staff) -> None:
    parts = staff.central.central
    for end in (parts.web_access.give, parts.staff.reset, parts.staff.disable):
        browser = staff.signed_in(OFFICER)
        staff.clock.advance(1)
        end(OFFICER)
        assert not is_in(browser)
        old = staff.access[OFFICER]
        assert staff.browser().sign_in(old, code_of(old, staff.clock)).status_code == 403
        if end != parts.staff.disable:
            staff.access[OFFICER] = parts.web_access.give(OFFICER)


def test_of_many_sessions_the_oldest_end(staff: Staff) -> None:
    browsers = [staff.signed_in(OFFICER) for _ in range(4)]
    other = staff.signed_in(SUPERVISOR)
    assert [is_in(each) for each in browsers] == [False, True, True, True]
    assert is_in(other)


def test_a_session_that_somebody_else_chose_is_not_taken(staff: Staff) -> None:
    """Session fixation: what the cookie says before signing in does not hold afterwards."""
    access, browser = staff.give(OFFICER), staff.browser()
    browser.client.cookies.set(COOKIE, "a-token-that-was-planted")
    browser.sign_in(access, code_of(access, staff.clock))
    attacker = staff.browser()
    attacker.client.cookies.set(COOKIE, "a-token-that-was-planted")
    assert not is_in(attacker)
    assert staff.signed_in(OFFICER).client.cookies[COOKIE] != "a-token-that-was-planted"


def test_a_form_of_another_session_or_another_page_is_refused(staff: Staff) -> None:
    browser, other = staff.signed_in(OFFICER), staff.signed_in(SUPERVISOR)
    (form,) = other.page.xpath("//form[contains(@action, 'sign-out')]")
    foreign = dict(form.fields)["form"]
    for fields in ({"form": foreign}, {"form": ""}, {"other": "x"}):
        assert browser.post("/staff/sign-out", fields).status_code == 403
        assert is_in(browser)
    (own,) = browser.page.xpath("//form[contains(@action, 'sign-out')]")
    for site in ("cross-site", "same-site", "none"):
        browser.client.headers["Sec-Fetch-Site"] = site
        assert browser.post("/staff/sign-out", dict(own.fields)).status_code == 403
    browser.client.headers.update(FROM_OUR_PAGE)
    assert is_in(browser)


def test_signing_in_takes_a_form_of_ours_too(staff: Staff) -> None:
    """Nobody is signed in as somebody else by another site."""
    access = staff.give(OFFICER)
    fields = {"account": OFFICER, "password": access.password, "code": code_of(access, staff.clock)}
    for form in ("", "x" * 64):
        assert staff.browser().post(OUT, {**fields, "form": form}).status_code == 403
    assert staff.browser().sign_in(access, fields["code"]).url.path == IN  # nothing was spent


def test_no_secret_is_in_the_database(staff: Staff) -> None:
    access, browser = staff.give(OFFICER), staff.signed_in(OFFICER)
    with staff.central.central.engine.connect() as connection:
        kept = [
            str(value)
            for table in ("staff_web_access", "staff_session", "staff_account")
            for row in connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 - names of ours
            for value in row
        ]
    secrets = (access.password, access.code_secret, browser.client.cookies[COOKIE])
    assert not any(secret in value for value in kept for secret in secrets)


def test_pin_and_code_of_the_kiosk_open_nothing(staff: Staff) -> None:
    web_access = staff.central.central.web_access
    staff.give(OFFICER)
    kiosk = staff.central.central.staff.reset(OFFICER)
    access = web_access.give(OFFICER)
    staff.clock.advance(30)
    kiosk_code, code = (pyotp.TOTP(each.code_secret).at(staff.clock.now()) for each in (kiosk, access))
    for password, given in ((kiosk.pin, kiosk_code), (access.password, kiosk_code), (kiosk.pin, code)):
        assert not web_access.proves(OFFICER, password, given)
    assert web_access.proves(OFFICER, access.password, code)


def test_outside_the_demo_the_cookie_needs_tls(staff: Staff, central: EmbeddedCentral) -> None:
    parts = central.central
    object.__setattr__(parts, "settings", parts.settings.model_copy(update={"demo": False}))
    with httpx.Client(base_url=central.url, timeout=PATIENCE) as client:
        given = client.get(OUT).headers["set-cookie"]
    assert given.startswith("__Host-bhxh-staff-form=")
    assert "Secure" in given
    assert "Domain" not in given
