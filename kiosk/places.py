"""The screens outside a journey, and how a visit ends."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Place(StrEnum):
    """Screens outside a journey. Inside one the step names its screen."""

    ATTRACT = "attract"
    HOME = "home"
    GROUP = "group"
    SEARCH = "search"
    RESUME = "resume"
    ANYTHING_ELSE = "anything_else"
    STAFF_CALLED = "staff_called"
    YOUR_TURN = "your_turn"  # in the place of a page that only the person may fill in, while staff help
    LEAVE = "leave"
    KEEP_RECEIPT = "keep_receipt"
    MAIL_RESULT = "mail_result"
    VOUCH = "vouch"  # an officer vouches for the person
    ADD_PHONE = "add_phone"  # a phone of the person, for Smart OTP
    CHECK_PHONE = "check_phone"
    REMOVE_PHONE = "remove_phone"
    GOODBYE = "goodbye"
    STAFF_SIGN_IN = "staff_sign_in"
    STAFF_MENU = "staff_menu"
    STAFF_QUEUE = "staff_queue"
    STAFF_ACT = "staff_act"
    STAFF_REVIEW = "staff_review"  # a case at central, and what is decided on it
    STAFF_MATTERS = "staff_matters"
    STAFF_MACHINE = "staff_machine"
    STAFF_ENROL = "staff_enrol"
    STAFF_SERVICE = "staff_service"  # what technicians do at the machine
    STAFF_DEVICES = "staff_devices"
    STAFF_TOUCH = "staff_touch"
    STAFF_LIGHT = "staff_light"
    STAFF_VERSIONS = "staff_versions"
    STAFF_LOGS = "staff_logs"
    STAFF_CLEANING = "staff_cleaning"
    STAFF_POWER = "staff_power"


# The room for staff, and where back leads to inside it; who goes back from the others leaves it.
STAFF_ROOM: Mapping[Place, Place | None] = {
    Place.STAFF_SIGN_IN: None,
    Place.STAFF_MENU: None,
    Place.STAFF_QUEUE: Place.STAFF_MENU,
    Place.STAFF_ACT: Place.STAFF_QUEUE,
    Place.STAFF_REVIEW: Place.STAFF_ACT,
    Place.STAFF_MATTERS: Place.STAFF_MENU,
    Place.STAFF_SERVICE: Place.STAFF_MENU,
    Place.STAFF_MACHINE: Place.STAFF_SERVICE,
    Place.STAFF_ENROL: Place.STAFF_MACHINE,
    Place.STAFF_DEVICES: Place.STAFF_SERVICE,
    Place.STAFF_TOUCH: Place.STAFF_DEVICES,
    Place.STAFF_LIGHT: Place.STAFF_SERVICE,
    Place.STAFF_VERSIONS: Place.STAFF_SERVICE,
    Place.STAFF_LOGS: Place.STAFF_SERVICE,
    Place.STAFF_CLEANING: Place.STAFF_SERVICE,
    Place.STAFF_POWER: Place.STAFF_SERVICE,
}
OF_PHONES = frozenset({Place.ADD_PHONE, Place.CHECK_PHONE, Place.REMOVE_PHONE})
# What only the person does there, as `Step.own` names it: a PIN is for nobody else's eyes.
OWN: Mapping[Place, str] = {Place.ADD_PHONE: "pin", Place.CHECK_PHONE: "pin"}
# Back leads to where the person was.
ASIDE = OF_PHONES | {Place.STAFF_CALLED, Place.LEAVE, Place.KEEP_RECEIPT, Place.MAIL_RESULT, Place.VOUCH}
NOTHING_TO_LEAVE = frozenset({"receipt", Place.KEEP_RECEIPT, Place.ANYTHING_ELSE, Place.LEAVE})


class EndReason(StrEnum):
    FINISHED = "finished"
    LEFT = "left"
    IDLE = "idle"
    FAULT = "fault"
    STAFF = "staff"  # only staff were here
