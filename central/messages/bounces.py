"""Reading what comes back of a mail: which mail it was, and whether its address takes none for good.

Reports are delivery status notifications (RFC 3464), as Postfix, Exchange and newer Exim write them; older
Exim names the recipient in a header and tells the rest in words. Answers of holidays, and what was only
delayed, are no reports of a failure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from enum import StrEnum
from uuid import UUID

from central.messages.return_addresses import ReturnAddresses

MOST_BYTES = 256 * 1024  # the report stands before the mail that is sent back with it
_ARRIVED_AT = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
_REPORT = "message/delivery-status"
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])", re.ASCII)
_REPLY = re.compile(r"(?<![\d.])([45])\d\d[ -]", re.ASCII)  # RFC 5321, 4.2
_FAILED_RECIPIENTS = "X-Failed-Recipients"  # of Exim
_COPY_BEGINS = "This is a copy of"  # the mail itself follows, in which any number may stand
# RFC 3463, 3: what does not speak of the address but of the server, the mail's content or a policy; and of a
# mailbox that is full, or of a mail that is too long for it.
_NOT_OF_THE_ADDRESS = frozenset({"3", "6", "7"})
_OF_THE_MAILBOX_NOW = frozenset({("2", "2"), ("2", "3")})


class ReturnReason(StrEnum):
    """A fault of a queue: why a mail that the relay took has come back."""

    FOR_GOOD = "returned_for_good"  # the address takes no mail
    FOR_NOW = "returned_for_now"  # this mail did not get through; another may


@dataclass(frozen=True, slots=True)
class Bounce:
    message_id: UUID
    reason: ReturnReason


def read_bounce(content: bytes, returns: ReturnAddresses) -> Bounce | None:
    """None: no report of a failure, or of no mail of ours."""
    message = BytesParser().parsebytes(content[:MOST_BYTES])
    message_id = returns.find("\n".join(_arrived_at(message)))
    if message_id is None:
        return None
    reasons = [_reason(status) for status in _failures(message)]
    if not reasons:
        return None
    for_good = ReturnReason.FOR_GOOD in reasons
    return Bounce(message_id, ReturnReason.FOR_GOOD if for_good else ReturnReason.FOR_NOW)


def _arrived_at(message: Message) -> Iterator[str]:
    for name in _ARRIVED_AT:
        yield from (str(value) for value in message.get_all(name, ()))


def _failures(message: Message) -> Iterator[str]:
    """What is told of each recipient whom the mail did not reach."""
    reported = False
    for part in message.walk():
        if part.get_content_type() == _REPORT:
            reported = True
            yield from (
                f"{block.get('Status', '')}\n{block.get('Diagnostic-Code', '')}"
                for block in part.walk()
                if str(block.get("Action", "")).strip().lower() == "failed"
            )
    if not reported and message.get(_FAILED_RECIPIENTS) is not None:
        yield _words(message)


def _words(message: Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            return str(part.get_payload()).partition(_COPY_BEGINS)[0]
    return ""


def _reason(told: str) -> ReturnReason:
    """By the most telling code: a status such as 5.0.0 says nothing that the server's own words do not."""
    codes = _STATUS.findall(told)
    telling = next((code for code in codes if code[1:] != ("0", "0")), None)
    if telling is not None:
        level, subject, detail = telling
        of_address = subject not in _NOT_OF_THE_ADDRESS and (subject, detail) not in _OF_THE_MAILBOX_NOW
        return ReturnReason.FOR_GOOD if level == "5" and of_address else ReturnReason.FOR_NOW
    reply = _REPLY.search(told)
    level = reply[1] if reply is not None else codes[0][0] if codes else "4"
    return ReturnReason.FOR_GOOD if level == "5" else ReturnReason.FOR_NOW
