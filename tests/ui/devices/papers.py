"""What takes papers in and gives them out."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from io import BytesIO
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ekyc.errors import EkycError
from ekyc.papers.shot import PaperShot, take_shot
from kiosk.contract.tracking import shown_tracking_code
from kiosk.devices.document_station import Guidance
from kiosk.errors import KnownError
from kiosk.forms.kinds.document_scan import MOST_BYTES_OF_PAGE, ScannedPage, jpeg_size
from kiosk.language import Bilingual, Language
from kiosk.receipts import DueDay, Named
from kiosk.reference_number import reference_number
from kiosk.sync.act import new_act_id
from kiosk.visit.visit import Visit
from simulation.paper import paper_frame


class TestDocuments:
    """A document camera over a table with ``paper`` on it; takes what it sees, at once."""

    __test__ = False

    def __init__(self) -> None:
        self.paper = paper_frame()
        self.fault: EkycError | None = None
        self.started = 0
        self.cancelled = 0
        self.guide: Callable[[Guidance], None] = lambda _guidance: None  # what the view-model listens with

    def start(
        self,
        on_preview: Callable[[NDArray[np.uint8]], None],
        on_guidance: Callable[[Guidance], None],
        on_fault: Callable[[EkycError], None],
    ) -> None:
        self.started += 1
        self.guide = on_guidance
        if self.fault is not None:
            on_fault(self.fault)
        else:
            on_preview(self.paper)

    def take(self, most_bytes: int) -> PaperShot:
        return take_shot([self.paper], most_bytes)

    def cancel(self) -> None:
        self.cancelled += 1


class TestScans:
    """Keeps pages in memory, under keys that open nothing."""

    __test__ = False

    def __init__(self) -> None:
        self.fault: KnownError | None = None
        self.kept: dict[UUID, bytes] = {}

    def most_bytes(self, visit: Visit) -> int:
        assert visit.journey
        return MOST_BYTES_OF_PAGE

    def keep(self, visit: Visit, jpeg: bytes, findings: tuple[str, ...] = ()) -> ScannedPage:
        if self.fault is not None:
            raise self.fault
        size = jpeg_size(jpeg)
        assert visit.journey
        assert size is not None
        attachment_id = new_act_id()
        self.kept[attachment_id] = jpeg
        return ScannedPage(
            attachment_id=attachment_id,
            sha256=hashlib.sha256(jpeg).hexdigest(),
            size=len(jpeg),
            key="A" * 43,
            width=size[0],
            height=size[1],
            findings=findings,
        )

    def picture(self, page: ScannedPage) -> bytes | None:
        return self.kept.get(page.attachment_id)

    def drop(self, pages: Collection[ScannedPage]) -> None:
        for page in pages:
            self.kept.pop(page.attachment_id, None)


class TestReceipts:
    __test__ = False

    def __init__(self) -> None:
        self.fault: KnownError | None = None
        self.printed = 0
        self.before_print: Callable[[], object] = lambda: None  # on the thread that prints

    def reference(self, visit: Visit) -> str:
        assert visit.journey.act_id is not None
        return reference_number(visit.journey.act_id)

    def qr_text(self, visit: Visit) -> str:
        return f"bhxh-act:{visit.journey.act_id}"

    def next_steps(self, visit: Visit) -> tuple[Bilingual, ...]:
        del visit
        return (
            Bilingual(vi="Cán bộ kiểm tra và duyệt tài khoản.", en="Staff check and approve the account."),
            Bilingual(
                vi="Tên đăng nhập và mật khẩu được gửi đến thư điện tử hoặc điện thoại của ông/bà.",
                en="The user name and password come by e-mail or phone.",
            ),
        )

    def named(self, visit: Visit) -> Named | None:
        del visit
        return None

    def tracking_code(self, visit: Visit) -> str | None:
        code = visit.journey.tracking_code
        return None if code is None else shown_tracking_code(code)

    def due(self, visit: Visit) -> DueDay | None:
        due = visit.journey.due
        return None if due is None else DueDay(due.date, due.confirmed)

    def forms(self, visit: Visit) -> tuple[str, ...]:
        del visit
        return ()

    def print_receipt(self, visit: Visit) -> None:
        assert visit.journey.recorded is not None
        self.before_print()
        if self.fault is not None:
            raise self.fault
        self.printed += 1


class TestOwnPapers:
    """An empty sheet; ``fault`` is what keeps it."""

    __test__ = False

    def __init__(self) -> None:
        self.fault: KnownError | None = None
        self._free = threading.Event()
        self._free.set()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is made meanwhile."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def pictures(self, visit: Visit) -> tuple[bytes, ...]:
        del visit
        self._free.wait()
        if self.fault is not None:
            raise self.fault
        drawn = BytesIO()
        Image.new("RGB", (1190, 1684), "white").save(drawn, "PNG")
        return (drawn.getvalue(),)


class TestMails:
    """Papers that went out by e-mail; ``fault`` is what keeps the next one."""

    __test__ = False

    def __init__(self) -> None:
        self.sent: list[tuple[str, Language, bytes]] = []
        self.calendars: list[bytes] = []  # of reminders
        self.fault: KnownError | None = None

    def send_estimate(self, address: str, language: Language, pdf: bytes) -> None:
        if self.fault is not None:
            raise self.fault
        self.sent.append((address, language, pdf))

    send_result = send_card = send_book = send_notices = send_estimate

    def send_reminder(self, address: str, language: Language, pdf: bytes, calendar: bytes) -> None:
        self.send_estimate(address, language, pdf)
        self.calendars.append(calendar)
