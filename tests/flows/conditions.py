"""The conditions of a visit, and which of them a flow meets: told by its own data, not by a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commands.demo.plays import load_play
from kiosk.contract.wire import CodeChannel
from kiosk.forms.form import Form, PageKind
from kiosk.forms.kind import Typed
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.task import Task
from kiosk.visit.person import Assurance


class Condition(StrEnum):
    ONLINE = "line up"
    OFFLINE = "no line"
    CHIP = "chip"
    NO_CHIP = "no chip"
    MATCH = "face matches"
    UNSURE = "face unsure"
    NO_MATCH = "face of another"
    DECLINED = "no face wanted"
    MAIL = "e-mail"
    NO_MAIL = "no e-mail"
    ALONE = "alone"
    ASSISTED = "staff help"
    FOUND = "record agrees"
    DIFFERS = "record differs"
    SEVERAL = "several records"
    ACCOUNT = "account exists"


C = Condition
# What is so in the usual visit; the others are tried one at a time.
USUAL = frozenset({C.ONLINE, C.CHIP, C.MATCH, C.MAIL, C.ALONE, C.FOUND})
_OF_RECORD = frozenset({C.FOUND, C.DIFFERS, C.SEVERAL, C.ACCOUNT})
_OF_FACE = frozenset({C.MATCH, C.UNSURE, C.NO_MATCH, C.DECLINED})
_OF_MAIL = frozenset({C.MAIL, C.NO_MAIL})
# All that makes an act about an account, and one service for all. What is only read takes a fresh proof by
# chip and face each time: tests/end_to_end/test_record.py.
FLOWS = (
    "register",
    "register_minor",
    "register_child",
    "register_forces",
    "register_forces_child",
    "register_foreigner",
    "register_with_bank",
    "reset_account",
    "change_contact",
    "annual_verification",
    "data_request",
    "9.2",
)
# Where having no address is another answer to an earlier question.
WITHOUT_MAIL: Mapping[str, Mapping[str, Typed]] = {"change_contact": {"change.what": {"chosen": ["phone"]}}}
# What is asked only where the face did not show who it is.
IN_DOUBT: Mapping[str, Mapping[str, Typed]] = {
    "change_contact": {"contact.old_email": {"text": "chau.cu@example.vn"}}
}
TESTS = "tests/flows/test_flows.py"


@dataclass(frozen=True, slots=True)
class Cell:
    """``visit`` shows it, which many share; "" where it cannot occur, and ``reason`` says why."""

    flow: str
    condition: Condition
    visit: str = ""
    reason: str = ""


def cells() -> list[Cell]:
    return [_cell(load_catalogue().get(flow), condition) for flow in FLOWS for condition in Condition]


def _cell(task: Task, condition: Condition) -> Cell:
    reason = _why_not(task, condition)
    visit = "as usual" if condition in USUAL else condition.value
    return Cell(task.id, condition, "" if reason else f"{task.id}: {visit}", reason)


def _why_not(task: Task, condition: Condition) -> str:
    """Why the flow does not meet the condition; "" where it does."""
    if condition in _OF_FACE and task.assurance < Assurance.PERSON:
        return "asks for no face"
    if condition in _OF_RECORD and not looks_for_record(task):
        return "looks for nobody in the register"
    if condition not in _OF_MAIL:
        return ""
    channels = channels_of(task)
    if not channels:
        return "proves no address"
    missing = task.id in WITHOUT_MAIL or _may_be_missing(task.form, channels)
    return "" if missing or condition is C.MAIL else "sends what is asked for to that address"


def looks_for_record(task: Task) -> bool:
    return task.record is not None and bool(task.record.stated)


def channels_of(task: Task) -> tuple[str, ...]:
    """The questions for e-mail addresses that a code proves, as far as the play of the flow answers them."""
    answered = load_play(task.id).answers
    codes = [page.channel for page in task.form.pages if page.kind is PageKind.CODE]
    mailed = [each for each in codes if task.form.get_question(each).kind.name == CodeChannel.EMAIL]
    return tuple(each for each in mailed if each in answered)


def _may_be_missing(form: Form, channels: tuple[str, ...]) -> bool:
    return all(question.none_label for question in form.questions() if question.id in channels)
