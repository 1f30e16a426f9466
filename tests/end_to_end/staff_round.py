"""Staff go through the acts of a person who is easy to find: the queue, each act, notes about them.

What staff are asked not to write they write here: the person's name, number and telephone.
"""

from __future__ import annotations

from collections.abc import Callable

import pyotp

from central.staff.accounts import Access
from commands.central_demo import OFFICE
from commands.demo.played.visit import PlayedVisit
from commands.demo.world import World
from kiosk.app import Kiosk
from kiosk.contract.kinds import KINDS
from kiosk.contract.staff import StaffRole
from kiosk.masking import mask_number
from kiosk.sync.act import Act, new_act_id
from simulation.hands import type_character
from simulation.touch import Touch
from tests.end_to_end.canary import a_canary
from tests.patience import PATIENCE

OFFICER, SUPERVISOR = "100001", "100002"
MENU, QUEUE, ACT = "staff_menu", "staff_queue", "staff_act"


def hire(world: World) -> Access:
    """A supervisor who may sign in at the kiosk, and an officer at central."""
    staff = world.central.central.staff
    staff.add(OFFICER, "Lê Thị Thử", StaffRole.OFFICER, OFFICE["code"])
    return staff.add(SUPERVISOR, "Trần Văn Mẫu", StaffRole.SUPERVISOR, OFFICE["code"])


def leave_work_for_staff(world: World, kiosk: Kiosk) -> None:
    """The person's case is returned, and another act of theirs is one that central cannot work on."""
    desk = world.central.central.cases
    world.central.wait_for_judging()
    (listed,) = desk.cases(OFFICER)
    desk.change(OFFICER, listed.name, "take", listed.version)
    note = f"{a_canary().name}, {a_canary().phone}"
    desk.change(OFFICER, listed.name, "return", listed.version + 1, reason="document_missing", note=note)
    ledger = kiosk.line.get()
    ledger.recorder.record(
        Act(
            act_id=new_act_id(),
            kind="registration.adult",
            schema_version=KINDS["registration.adult"].version,
            occurred_at=kiosk.clock.now(),
            subject_id=a_canary().number,
            summary=f"Đăng ký tài khoản · {mask_number(a_canary().number)}",
            payload={"name": a_canary().name},
        )
    )


class StaffRound(Touch):
    def __init__(self, visit: PlayedVisit, kiosk: Kiosk, world: World) -> None:
        window = visit.scene.window()
        assert window is not None
        super().__init__(window, patience=PATIENCE)
        self._kiosk = kiosk
        self._clock = world.clock

    def sign_in(self, access: Access) -> None:
        self._go("callStaff", "staff_called")
        self._go("staffDoor", "staff_sign_in")
        self.wait_until(self._takes_keys, "a page that takes keys")
        for digit in access.account + access.pin:
            self.tap(f"key{digit}")
        code = pyotp.TOTP(access.code_secret).at(int(self._clock.now().timestamp()))
        for digit in code:
            self.tap(f"key{digit}")
        self._arrive(MENU)

    def go_through(self, while_writing: Callable[[], None] = lambda: None) -> None:
        """From the menu, and back to it. ``while_writing``: a note stands on the screen and is not saved."""
        self._go("staff.queue", QUEUE)
        self._send_until(lambda: self._stands("act.0", "actState", "quarantined"))
        self._send_until(lambda: self._stands("act.1", "caseState", "returned"))
        for which in ("all", "received", "quarantined"):
            self.tap(f"filter.{which}")
        self.wait_until(
            lambda: self.find("act.1") is None and self._stands("act.0", "actState", "quarantined"),
            "the one in quarantine",
        )
        self._go("act.0", ACT)
        self.wait_for("act.problem")
        self.tap("primary")
        self._write(f"{a_canary().name} {a_canary().number}")
        self.tap("primary")
        self.wait_for("note.0")
        self.tap("primary")
        self._write(a_canary().phone)
        while_writing()
        self._go("back", QUEUE)
        self.tap("filter.received")
        self.wait_until(lambda: self._stands("act.0", "caseState", "returned"), "the person's own act")
        self._go("act.0", ACT)
        self.wait_for("case.reason")
        self._go("back", QUEUE)
        self._go("back", MENU)

    def leave(self) -> None:
        self._go("primary", "attract")

    def _stands(self, name: str, what: str, value: str) -> bool:
        item = self.find(name)
        return item is not None and item.property(what) == value

    def _send_until(self, condition: Callable[[], bool]) -> None:
        """With what is sent comes what central has to tell, once it has judged."""
        while not condition():
            self.tap("primary")
            self.wait_for("sendAnswer")
            self.let_run(0.1)

    def _write(self, text: str) -> None:
        entry = self.wait_for("noteEntry")
        self.wait_until(self._takes_keys, "a page that takes keys")
        self.wait_until(entry.hasActiveFocus, "an entry that takes keys")
        for character in text:
            type_character(self._window, character)
        self.wait_until(lambda: len(str(entry.property("text"))) == len(text), "the note")

    def _go(self, button: str, screen: str) -> None:
        self.tap(button)
        self._arrive(screen)

    def _arrive(self, screen: str) -> None:
        def stands() -> bool:
            page = self.find("page")
            return self._kiosk.navigator.screen == screen and page is not None and page.opacity() == 1

        self.wait_until(stands, f"screen {screen}")

    def _takes_keys(self) -> bool:
        page = self.find("page")
        return page is not None and page.isEnabled()
