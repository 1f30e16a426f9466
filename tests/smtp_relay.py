"""A mail relay as an office has one (aiosmtpd): STARTTLS with a certificate, a name and a password."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.patience import PATIENCE
from tests.tls import Authority

USER, PASSWORD = "central", "mat khau cua may chu"
_BYTES = 256 * 1024


@dataclass
class Relay:
    """``port`` on 127.0.0.1. ``unknown``: recipients that it does not take."""

    port: int
    unknown: set[str] = field(default_factory=set)
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  (named by aiosmtpd)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        message = BytesParser(policy=policy.default).parsebytes(envelope.content)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        self.recipients += envelope.rcpt_tos
        self.senders.append(str(envelope.mail_from))
        self.encrypted.append(session.ssl is not None)
        return "250 taken"


@contextlib.contextmanager
def smtp_relay(authority: Authority | None) -> Iterator[Relay]:
    """With an authority it wants STARTTLS and a name; without, it is one on the machine itself."""
    listening = socket.create_server(("127.0.0.1", 0))
    relay = Relay(listening.getsockname()[1])
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(relay, loop=loop, **_manners(authority)), sock=listening)
    )
    thread = threading.Thread(target=loop.run_forever, name="smtp-relay")
    thread.start()
    try:
        yield relay
    finally:
        asyncio.run_coroutine_threadsafe(_close(server), loop).result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
        loop.close()


async def _close(server: asyncio.Server) -> None:
    """Whoever is still connected is cut off."""
    server.close()
    own = asyncio.current_task()
    rest = [task for task in asyncio.all_tasks() if task is not own]
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    await server.wait_closed()


def _manners(authority: Authority | None) -> dict[str, Any]:
    manners: dict[str, Any] = {"hostname": "relay.invalid", "data_size_limit": _BYTES}
    if authority is None:
        return manners
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.server_file)
    return manners | {
        "tls_context": context,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": _authenticate,
    }


def _authenticate(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object
) -> AuthResult:
    known = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == known, handled=False)
