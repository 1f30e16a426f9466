"""The protocols over HTTP: a POST a question, so that no number is in an address or in a log of addresses."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self, TypeVar

import httpx
from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from central.connectors.protocols import (
    AccountConsent,
    AccountHolder,
    AccountRequested,
    Citizen,
    ConnectorError,
    RegisteredChild,
)

_MOST_BYTES = 256 << 10
_UNUSABLE = "The answer of the other system cannot be used."
T = TypeVar("T")
_CITIZEN: TypeAdapter[Citizen | None] = TypeAdapter(Citizen | None)
_CHILDREN: TypeAdapter[tuple[RegisteredChild, ...]] = TypeAdapter(tuple[RegisteredChild, ...])
_HOLDER: TypeAdapter[AccountHolder | None] = TypeAdapter(AccountHolder | None)
_REQUESTED: TypeAdapter[AccountRequested] = TypeAdapter(AccountRequested)


class HttpLine:
    """A line to another system. One question takes at most ``seconds``, however slowly it is answered;
    nothing is asked twice by itself. ``token``: who we are, where the other side wants to know (RFC 6750).
    """

    def __init__(self, url: str, seconds: float = 5.0, token: str | None = None) -> None:
        self._seconds = seconds
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(base_url=url, timeout=seconds, headers=headers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def ask(self, path: str, question: BaseModel | dict[str, JsonValue], shape: TypeAdapter[T]) -> T:
        """Raises ConnectorError."""
        asked = question.model_dump(mode="json") if isinstance(question, BaseModel) else question
        try:
            content = self._exchange(path, asked)
        except httpx.TimeoutException:
            raise ConnectorError("timeout", "The other system did not answer in time.") from None
        except httpx.HTTPError:
            raise ConnectorError("unavailable", "The other system cannot be reached.") from None
        try:
            return shape.validate_json(content)
        except ValidationError:
            raise wrong_answer() from None

    def _exchange(self, path: str, asked: JsonValue) -> bytes:
        latest = time.monotonic() + self._seconds
        content = b""
        with self._client.stream("POST", path, json=asked) as answer:
            if answer.status_code >= 500 or answer.status_code == 429:
                raise ConnectorError("unavailable", "The other system is out of order.")
            if answer.status_code != 200:
                raise wrong_answer()
            for part in answer.iter_bytes():
                content += part
                if len(content) > _MOST_BYTES:
                    raise wrong_answer()
                if time.monotonic() > latest:
                    raise ConnectorError("timeout", "The other system did not answer in time.")
        return content


class HttpConnectors(HttpLine):
    """Population database, civil registry and banks behind one address."""

    def find_citizen(self, personal_number: str) -> Citizen | None:
        """None: nobody has this number. Raises ConnectorError."""
        found = self.ask("/population/citizen", {"personal_number": personal_number}, _CITIZEN)
        if found is not None and found.personal_number != personal_number:
            raise wrong_answer()
        return found

    def children_of(self, personal_number: str) -> tuple[RegisteredChild, ...]:
        """Raises ConnectorError."""
        return self.ask("/registry/children", {"personal_number": personal_number}, _CHILDREN)

    def find_holder(self, bank_bin: str, number: str) -> AccountHolder | None:
        """None: the bank has no such account. Raises ConnectorError."""
        found = self.ask("/banks/holder", {"bank_bin": bank_bin, "number": number}, _HOLDER)
        if found is not None and (found.bank_bin, found.number) != (bank_bin, number):
            raise wrong_answer()
        return found

    def request_account(self, consent: AccountConsent) -> AccountRequested:
        """May be repeated after a fault: the request id makes it one request. Raises ConnectorError."""
        answer = self.ask("/banks/account", consent, _REQUESTED)
        if answer.request_id != consent.request_id:
            raise wrong_answer()
        return answer


def wrong_answer() -> ConnectorError:
    """To be raised."""
    return ConnectorError("answer_wrong", _UNUSABLE)
