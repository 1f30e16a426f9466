"""A browser without scripts: it follows links and sends the forms that a page has, with their fields."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx
import pyotp
from lxml import html

from central.staff.web_access import WebAccess
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE

FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Browser:
    client: httpx.Client
    answer: httpx.Response = field(init=False)
    page: html.HtmlElement = field(init=False)

    @classmethod
    def at(cls, url: str) -> Browser:
        return cls(httpx.Client(base_url=url, timeout=PATIENCE, headers=FROM_OUR_PAGE))

    def close(self) -> None:
        self.client.close()

    def open(self, path: str) -> httpx.Response:
        return self._seen(self.client.get(path, follow_redirects=True))

    def send(self, form: html.FormElement, **fields: str) -> httpx.Response:
        """Fields that the form has, and no others; what is required has to be given."""
        assert form.method == "POST"
        named = dict(form.fields)
        assert set(fields) <= set(named), set(fields) - set(named)
        sent = {name: value or "" for name, value in {**named, **fields}.items()}
        return self.post(form.action, sent)

    def post(self, path: str, fields: dict[str, str]) -> httpx.Response:
        return self._seen(self.client.post(path, data=fields, follow_redirects=True))

    def form(self, change: str) -> html.FormElement:
        """The form of a change on the page of a case."""
        (found,) = self.page.xpath(f"//form[input[@name='change' and @value='{change}']]")
        form: html.FormElement = found
        return form

    @staticmethod
    def nothing_wrong(form: html.FormElement) -> dict[str, str]:
        """The first answer to each point of the checklist."""
        names = dict.fromkeys(form.xpath(".//input[starts-with(@name, 'point.')]/@name"))
        return {name: form.xpath(f".//input[@name='{name}']/@value")[0] for name in names}

    def approve(self) -> httpx.Response:
        form = self.form("approve")
        return self.send(form, **self.nothing_wrong(form))

    def offered(self) -> list[str]:
        return [str(each) for each in self.page.xpath("//input[@name='change']/@value")]

    def sign_in(self, access: WebAccess, code: str) -> httpx.Response:
        return self.sign_in_as(access.account, access.password, code)

    def sign_in_as(self, account: str, password: str, code: str) -> httpx.Response:
        self.open("/staff/sign-in")
        (form,) = self.page.forms
        return self.send(form, account=account, password=password, code=code)

    @property
    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    def alerts(self) -> list[str]:
        return [each.text_content() for each in self.page.xpath("//*[@role='alert']")]

    def _seen(self, answer: httpx.Response) -> httpx.Response:
        self.answer = answer
        if answer.headers.get("content-type", "").startswith("text/html"):
            self.page = html.document_fromstring(answer.text)
            self.page.make_links_absolute(str(answer.url))
        return answer


def code_of(access: WebAccess, clock: ManualClock) -> str:
    """The next code: each counts once."""
    clock.advance(30)
    return pyotp.TOTP(access.code_secret).at(clock.now())
