"""The pages of the demo: messages that a real central would have sent, codes that staff would read off."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from central.connectors.text_message_sandbox import texts_in
from central.connectors.text_messages import TextMessage
from central.dependencies import TheCentral
from central.messages.mailbox import FolderMailbox, Mail
from kiosk.clock import VIETNAM_TIME

_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<title>Máy chủ thử</title>
<style>
body {{ font: 18px/1.5 "Be Vietnam Pro", "Noto Sans", sans-serif; margin: 2rem auto; max-width: 44rem; }}
article {{ border: 1px solid #c9d2dc; border-radius: 8px; padding: 1rem 1.5rem; margin: 1rem 0; }}
h2 {{ font-size: 1.1rem; margin: 0; }}
pre {{ font: inherit; white-space: pre-wrap; margin: .5rem 0 0; }}
.when {{ color: #51606f; margin: 0; }}
</style></head><body>
<h1>{heading}</h1>
{articles}
</body></html>
"""


router = APIRouter(prefix="/demo", include_in_schema=False)


@router.get("/pages", response_class=HTMLResponse)
def demo_pages_codes(central: TheCentral) -> str:
    return pages_page(central.web_access.codes_now())


@router.get("/mail", response_class=HTMLResponse)
def demo_mail(central: TheCentral) -> str:
    mails = central.mailbox.mails() if isinstance(central.mailbox, FolderMailbox) else []
    return mail_page(mails, texts_in(central.settings.text_dir))


@router.get("/staff", response_class=HTMLResponse)
def demo_staff(central: TheCentral) -> str:
    return staff_page(central.staff.codes_now(), central.grants.officers.codes_now())


def pages_page(codes: Sequence[tuple[str, str]]) -> str:
    """HTML with the present code of each account for the pages of staff."""
    articles = [
        f'<article><h2><a href="/staff">{escape(account)}</a></h2><pre>{escape(code)}</pre></article>'
        for account, code in codes
    ]
    heading = "Mã vào trang cán bộ lúc này · Codes for the pages now"
    return _page(heading, articles, "Chưa có tài khoản. · No account yet.")


def mail_page(mails: Sequence[Mail], texts: Sequence[TextMessage] = ()) -> str:
    """HTML with the newest text message first, then the newest mail."""
    articles = [
        f'<article><h2>Tin nhắn · Text message</h2><p class="when">{escape(text.phone)}</p>'
        f"<pre>{escape(text.text)}</pre></article>"
        for text in reversed(texts)
    ]
    articles += [
        f'<article><h2>{escape(mail.subject)}</h2><p class="when">{escape(mail.to)} · {_sent_at(mail)}</p>'
        f"<pre>{escape(mail.text)}</pre>{_attached(mail)}</article>"
        for mail in reversed(mails)
    ]
    return _page("Tin nhắn và thư đã gửi · Messages sent", articles, "Chưa có gì. · Nothing yet.")


def staff_page(codes: Sequence[tuple[str, str]], vouching: Sequence[tuple[str, str]]) -> str:
    """HTML with each account of staff and its present codes, as an authenticator app would show them: the one
    that lets in at a kiosk, and the one by which an officer vouches for a person.
    """
    articles = [
        f"<article><h2>{escape(account)} · {escape(purpose)}</h2><pre>{escape(code)}</pre></article>"
        for purpose, each in (("đăng nhập tại máy · sign in", codes), ("bảo lãnh · vouch", vouching))
        for account, code in each
    ]
    return _page(
        "Mã của cán bộ lúc này · Codes of staff now", articles, "Chưa có tài khoản. · No account yet."
    )


def _page(heading: str, articles: Sequence[str], nothing: str) -> str:
    return _PAGE.format(heading=heading, articles="\n".join(articles) or f"<p>{nothing}</p>")


def _sent_at(mail: Mail) -> str:
    return f"{mail.sent_at.astimezone(VIETNAM_TIME):%H:%M:%S, %d/%m/%Y}"


def _attached(mail: Mail) -> str:
    names = (f"{escape(each.name)} ({len(each.content) // 1024 + 1} kB)" for each in mail.attachments)
    return "".join(f'<p class="when">Tệp kèm theo · Attached: {name}</p>' for name in names)
