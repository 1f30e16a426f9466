"""To the room of staff, by the number, PIN and code of one of them."""

from __future__ import annotations

from kiosk.authentication.staff import StaffMember
from kiosk.contract.staff import StaffRole
from tests.ui.devices.staff import ACCOUNT, CODE, PIN, TestStaff
from tests.ui.walk.identification import ToIdentification


class ToStaff(ToIdentification):
    @property
    def staff(self) -> TestStaff:
        room = self.parts.staff
        assert isinstance(room, TestStaff)
        return room

    def staff_sign_in(self) -> None:
        self.staff_called()
        self.tap("staffDoor")
        self.arrive("staff_sign_in")

    def staff_menu(self) -> None:
        self.staff_sign_in()
        self.sign_in()

    def sign_in(self, account: str = ACCOUNT, pin: str = PIN, code: str = CODE) -> None:
        """On the keypad of the page, to the menu."""
        self.wait_for_keys()
        self.type_digits(account + pin + code)
        self.arrive("staff_menu")

    def take_room(self) -> None:
        """A member of staff comes to the door of their room from the page that stands."""
        self.tap("callStaff")
        self.arrive("staff_called")
        self.tap("staffDoor")
        self.arrive("staff_sign_in")

    def take_over(self) -> None:
        """A member of staff helps from the page that stands."""
        self.take_room()
        self.sign_in()
        self.tap("staff.assist")
        self.wait_for("handBack")

    def your_turn(self) -> None:
        self.face_prepare()
        self.take_over()
        self.arrive("your_turn")

    def staff_queue(self) -> None:
        self.staff_menu()
        self.tap("staff.queue")
        self.arrive("staff_queue")
        self.wait_for("act.0")

    def staff_act(self) -> None:
        self.staff_queue()
        self.tap("act.0")
        self.arrive("staff_act")
        self.wait_for("act.state")

    def staff_review(self) -> None:
        """The evidence of a case that waits for a decision."""
        self.staff_queue()
        self.tap("act.4")
        self.arrive("staff_act")
        self.wait_for("case.state")
        self.tap("primary")
        self.arrive("staff_review")
        self.wait_for_keys()
        self.type_digits(CODE)
        self.wait_for("review.outcome")

    def staff_matters(self) -> None:
        self.staff_menu()
        self.tap("staff.matters")
        self.arrive("staff_matters")

    def staff_service(self) -> None:
        self.staff.who = StaffMember(ACCOUNT, "Lê Thị Thử", StaffRole.TECHNICIAN)
        self.staff_menu()
        self.tap("staff.machine")
        self.arrive("staff_service")

    def staff_machine(self) -> None:
        self._serve("state", "staff_machine")
        self.wait_for("machine.enrolment")

    def staff_devices(self) -> None:
        self._serve("devices", "staff_devices")

    def staff_touch(self) -> None:
        self.staff_devices()
        self.tap("device.touch")
        self.arrive("staff_touch")

    def staff_light(self) -> None:
        self._serve("light", "staff_light")

    def staff_versions(self) -> None:
        self._serve("versions", "staff_versions")
        self.wait_for("version.program")

    def staff_logs(self) -> None:
        self._serve("logs", "staff_logs")

    def staff_cleaning(self) -> None:
        self._serve("cleaning", "staff_cleaning")

    def staff_power(self) -> None:
        self._serve("power", "staff_power")
        self.tap("power.off")

    def _serve(self, row: str, screen: str) -> None:
        self.staff_service()
        self.tap(f"service.{row}")
        self.arrive(screen)

    def staff_enrol(self) -> None:
        self.staff_machine()
        self.tap("enrolAnew")
        self.arrive("staff_enrol")
