"""Mail that comes back, read from the folder into which the relay delivers it (a Maildir).

What the relay took and another server gave back later is no longer sent: staff see it as they see what could
not be sent at all, and whose address takes no mail is told so in their inbox. A report is deleted once it is
read: it names the address.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from central.casework.addresses import Addresses
from central.casework.returned import Returned, find_returned, note_returned
from central.messages.bounces import MOST_BYTES, Bounce, ReturnReason, read_bounce
from central.messages.return_addresses import ReturnAddresses
from central.notices.catalogue import Channel
from central.notices.inbox import tell_event
from central.notices.sealing import NoticeSeals
from kiosk.clock import VIETNAM_TIME

logger = logging.getLogger(__name__)
_NOTICE = "account.mail_returned"
_FOLDERS = ("new", "cur")
_PARTS = ("new", "cur", "tmp")


class BounceReading:
    def __init__(
        self,
        engine: Engine,
        addresses: Addresses,
        returns: ReturnAddresses,
        folder: Path,
        *,
        address_hash: Callable[[str], str],
        seals: NoticeSeals,
        now: Callable[[], datetime],
    ) -> None:
        """``folder``: the Maildir; it is made where there is none yet."""
        self._engine = engine
        self._addresses = addresses
        self._returns = returns
        self._folder = folder
        self._address_hash = address_hash
        self._seals = seals
        self._now = now
        for part in _PARTS:
            (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)

    def read_one(self) -> bool:
        """Whatever was delivered. False: nothing is there. Two who read the same one do no harm."""
        file = next(self._delivered(), None)
        if file is None:
            return False
        try:
            with file.open("rb") as opened:
                content = opened.read(MOST_BYTES)
        except FileNotFoundError:  # another process was quicker
            return True
        bounce = read_bounce(content, self._returns)
        if bounce is not None:
            self._note(bounce)
        file.unlink(missing_ok=True)
        return True

    def _delivered(self) -> Iterator[Path]:
        for name in _FOLDERS:
            yield from sorted(each for each in (self._folder / name).iterdir() if each.is_file())

    def _note(self, bounce: Bounce) -> None:
        with self._engine.connect() as connection:
            found = find_returned(connection, bounce.message_id)
        if found is None:
            logger.info("a mail came back that is not waited for any more")
            return
        to_tell = self._whom_to_tell(found, bounce)
        with self._engine.begin() as connection:
            if note_returned(connection, found, bounce) and to_tell is not None:
                moment = f"{self._now().astimezone(VIETNAM_TIME):%H:%M, %d/%m/%Y}"
                tell_event(
                    connection,
                    self._seals,
                    to_tell,
                    self._now(),
                    kind=_NOTICE,
                    key=found.sent_to or "",
                    values={"moment": moment},
                )

    def _whom_to_tell(self, found: Returned, bounce: Bounce) -> str | None:
        """The person, where it is their address of today that takes no mail: not that of somebody else who
        was told of their case, nor one that they have replaced.
        """
        if bounce.reason is not ReturnReason.FOR_GOOD or found.person is None:
            return None
        address = self._addresses.find_of_person(found.person, Channel.EMAIL)
        theirs = address is not None and self._address_hash(address) == found.sent_to
        return found.person if theirs else None
