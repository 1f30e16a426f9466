"""A central inside this process, on loopback.

For the demo, the tests and benchmarks. Real HTTP, real database.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from central.app import create_app
from central.assembly import Central, system_now
from central.messages.mailbox import FolderMailbox, Mail
from central.operations.serving import ServerThread, listen
from central.settings import (
    BackOfficeSettings,
    BookSettings,
    CentralSettings,
    ConnectorSettings,
    GrantSettings,
    TextMessageSettings,
)
from kiosk.contract.wire import StoredAct

_HOST = "127.0.0.1"
_LOOK_SECONDS = 0.05


class EmbeddedCentral:
    """Stop and start it again to play a line that goes down: port, keys and data stay the same."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        database_url: str | None = None,
        now: Callable[[], datetime] = system_now,
        grants: GrantSettings | None = None,
        connectors: ConnectorSettings | None = None,
        back_office: BackOfficeSettings | None = None,
        text_messages: TextMessageSettings | None = None,
    ) -> None:
        self._settings = CentralSettings(
            data_dir=folder,
            database_url=database_url,
            demo=True,
            grants=grants or GrantSettings(),
            connectors=connectors or ConnectorSettings(),
            back_office=back_office or BackOfficeSettings(),
            text_messages=text_messages or TextMessageSettings(),
        )
        self._port = port
        self._now = now
        self._server: ServerThread | None = None
        self._central: Central | None = None

    @property
    def url(self) -> str:
        return f"http://{_HOST}:{self._port}"

    @property
    def central(self) -> Central:
        """The parts of the running server."""
        if self._central is None:
            raise RuntimeError("the embedded central is not running")
        return self._central

    def start(self) -> str:
        """Serve, and return the base URL. Raises OSError when the port is taken."""
        if self._server is not None:
            return self.url
        listener = listen(_HOST, self._port)
        self._port = listener.getsockname()[1]
        books = BookSettings(address=self.url)
        app = create_app(self._settings.model_copy(update={"books": books}), self._now)
        self._central = app.state.central
        self._server = ServerThread(app, listener)
        self._server.start()
        return self.url

    def stop(self) -> None:
        if self._server is not None:
            self._server.stop()
        self._server = None
        self._central = None

    def new_enrolment_code(
        self,
        kiosk_id: str = "KIOSK-01",
        office_id: str = "00100",
        office_name: str = "BHXH cơ sở Ba Đình",
    ) -> str:
        return self.central.enrolments.new_code(kiosk_id, office_id, office_name)

    def mails(self) -> list[Mail]:
        """What was sent, oldest first; works also while the server is stopped."""
        return FolderMailbox(self._settings.mail_dir).mails()

    def find_stored_act(self, act_id: UUID) -> StoredAct:
        """Waits for the judging of what has come. Raises ProblemError (404) when central does not have it."""
        self.wait_for_judging()
        return self.central.stored_acts.get(act_id)

    def wait_for_judging(self) -> None:
        """Raises TimeoutError when acts wait for their judging a minute long."""
        if not self.central.judge_thread.wait_until_all_is_judged(60):
            raise TimeoutError("acts wait for their judging")

    def wait_for_result(self, account: str, act_id: UUID) -> None:
        """Raises TimeoutError when the case of this act has none a minute long; ``account``: who looks."""
        latest = time.monotonic() + 60
        while not any(each.is_made for each in self.central.cases.get(account, str(act_id)).results):
            if time.monotonic() > latest:
                raise TimeoutError("no result came")
            time.sleep(_LOOK_SECONDS)

    def stored_act(self, act_id: UUID) -> dict[str, Any]:
        """The act as central stored it, as JSON values."""
        return self.find_stored_act(act_id).model_dump(mode="json")
