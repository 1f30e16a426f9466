"""Sessions at the pages: a random token in a cookie, of which the database has the hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select, update

from central.settings import PagesSettings
from central.staff.tables import staff_session, staff_web_access
from central.store.schema import staff_account
from central.store.turns import wait_for_turn

_SIGHT = timedelta(minutes=1)  # sights are not written more often
_TOKEN_BYTES = 32


class Sessions:
    def __init__(self, engine: Engine, now: Callable[[], datetime], settings: PagesSettings) -> None:
        self._engine = engine
        self._now = now
        self._idle = timedelta(minutes=settings.idle_minutes)
        self._longest = timedelta(hours=settings.hours)
        self._most = settings.sessions

    def begin(self, account: str) -> str:
        """The token of a new session. Beyond so many the oldest of the account end."""
        token, now = secrets.token_urlsafe(_TOKEN_BYTES), self._now()
        with self._engine.begin() as connection:
            wait_for_turn(connection, f"staff sessions {account}")
            values = {"token_hash": _hash(token), "account": account, "made_at": now, "seen_at": now}
            connection.execute(insert(staff_session).values(values))
            mine = select(staff_session.c.token_hash).where(staff_session.c.account == account)
            newest = mine.order_by(staff_session.c.made_at.desc(), staff_session.c.token_hash)
            for token_hash in connection.execute(newest).scalars().all()[self._most :]:
                _end(connection, token_hash)
        return token

    def account_of(self, token: str) -> str | None:
        """Whose session this is; None when there is none, or it has ended: by silence, by its length, by new
        secrets, or with the account.
        """
        now, token_hash = self._now(), _hash(token)
        query = (
            select(
                staff_session,
                staff_account.c.disabled_at,
                staff_account.c.changed_at,
                staff_web_access.c.made_at.label("access_made_at"),
            )
            .join(staff_account, staff_account.c.account == staff_session.c.account)
            .join(staff_web_access, staff_web_access.c.account == staff_session.c.account)
            .where(staff_session.c.token_hash == token_hash)
        )
        with self._engine.begin() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            ended = now - row.seen_at >= self._idle or now - row.made_at >= self._longest
            if ended or row.disabled_at is not None or row.made_at < max(row.access_made_at, row.changed_at):
                _end(connection, token_hash)
                return None
            if now - row.seen_at >= _SIGHT:
                mine = staff_session.c.token_hash == token_hash
                connection.execute(update(staff_session).where(mine).values(seen_at=now))
        account: str = row.account
        return account

    def end(self, token: str) -> None:
        with self._engine.begin() as connection:
            _end(connection, _hash(token))


def form_token(token: str) -> str:
    """What a form of this session has to bring along; it tells nothing of the token itself."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def is_form_token(token: str, given: str) -> bool:
    return hmac.compare_digest(form_token(token).encode(), given.encode())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _end(connection: Connection, token_hash: str) -> None:
    connection.execute(delete(staff_session).where(staff_session.c.token_hash == token_hash))
