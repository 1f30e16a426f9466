"""An act as rows that staff read: who, what was proved, what is asked for, agreed to and enclosed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from central.cases.account_entries import AccountEntry, EntryStanding
from central.cases.bank_checks import BankCheck
from central.cases.forms import Asked, cautions, questions, task_words
from central.cases.help import Helper
from central.cases.kinds import handler_of
from central.cases.paper_checks import paper_name, paper_of
from central.cases.record_checks import HAS_ACCOUNT, RecordCheck
from central.cases.ties import TieCheck
from central.cases.views import Case
from central.casework.case_wishes import names_account
from central.pages.labels import labels, name_of, state_name, word
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.attachments import CHIP_PORTRAIT
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.records import Found
from kiosk.contract.wire import ActContent, Help, StoredAct

_DISTANCES = ("distance", "match_limit", "review_limit")
_COMMON = frozenset(ActPayload.model_fields)
_TASK = frozenset({"service", "task"})
_MANAGED_BY = "managed_by"
_SIGNATURE = "signature"
_NOT_SHOWN = frozenset({"proofs", "form_version", "asked_on"})
_STATES = frozenset({"nationality", "issuing_state"})  # codes of machine readable zones
_MOST_DEPTH = 6
_MOST_FINDINGS = 8  # of a page
_MOST_ROWS, _MOST_SHOWN = 300, 400  # of an act that has no form we know; characters of a row


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: what it is, what was said, and how that is to be taken (``good``, ``warn``, ``bad`` or
    nothing).
    """

    label: str
    value: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    attachment_id: UUID
    label: str
    stored: bool
    findings: tuple[str, ...] = ()  # codes of what the kiosk saw wrong in it


@dataclass(frozen=True, slots=True)
class ActView:
    act_id: UUID
    number: str
    kiosk_id: str
    occurred_at: datetime
    person: tuple[Entry, ...] = field(repr=False)
    card: tuple[Entry, ...]
    face: tuple[Entry, ...]
    outcome: Entry
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    asked: tuple[Entry, ...] = field(repr=False)
    consents: tuple[Entry, ...]
    helped: tuple[Entry, ...] = field(repr=False)
    agreed_for: bool  # a consent has the time of somebody else's having the screen
    scans: tuple[Scan, ...]
    unproved: tuple[str, ...]  # addresses, in words
    has_portrait: bool
    portrait_sha256: str | None
    chip_portrait: Scan | None  # came with the act, or is still to come


def view_of(act: StoredAct, due_on: date | None = None, helpers: Sequence[Helper] = ()) -> ActView:
    """``due_on``: by when its case is to be decided; ``helpers``: of the staff, with its acts."""
    payload: Mapping[str, Any] = act.content.payload
    face, card = payload.get("face") or {}, payload.get("card") or {}
    found = _paper_findings(payload.get("answers") or {})
    verification, task = payload.get("verification") or {}, _task_of(payload)
    filed_on = act.content.occurred_at.astimezone(VIETNAM_TIME).date()
    return ActView(
        act_id=act.act_id,
        number=act.case_number or str(act.act_id),
        kiosk_id=act.kiosk_id,
        occurred_at=act.content.occurred_at,
        person=tuple(_person(payload.get("identity") or {})),
        card=tuple(_verdict(name, card.get(name), word("card", name)) for name in labels()["card"]),
        face=tuple(_face(face)),
        outcome=_verdict("outcome", verification.get("outcome"), "Kết luận"),
        reasons=tuple(word("reason", str(each)) for each in verification.get("reasons", [])),
        cautions=tuple(each.vi for each in cautions(task, payload.get("answers") or {}, filed_on, due_on)),
        asked=(*_asked(payload, filed_on), *_signature(payload, act.signed_at)),
        consents=tuple(_consent(each) for each in payload.get("consents", [])),
        helped=tuple(_helped(act.content.helped, {each.account: each.name for each in helpers})),
        agreed_for=any(_is_within(each, act.content.helped) for each in payload.get("consents", [])),
        chip_portrait=next(_chip_portraits(act), None),
        scans=tuple(
            Scan(
                each.attachment_id,
                _scan_label(each.role, task),
                each.stored,
                found.get(str(each.attachment_id), ()),
            )
            for each in act.attachments
            if each.role != CHIP_PORTRAIT
        ),
        unproved=tuple(_channel(each, task) for each in act.unproved),
        has_portrait=bool(face.get("portrait_jpeg")),
        portrait_sha256=card.get("portrait_sha256"),
    )


def _chip_portraits(act: StoredAct) -> Iterator[Scan]:
    """One at most."""
    for each in act.attachments:
        if each.role == CHIP_PORTRAIT:
            yield Scan(each.attachment_id, "", each.stored)


def tie_entry(checked: TieCheck) -> Entry:
    """What the civil registry says of a child and who asks for it."""
    known = labels()["tie"][checked.tie]
    return Entry("Quan hệ với con", known["text"], known["tone"])


def bank_entry(checked: BankCheck) -> Entry:
    """Whom the bank names for the account that was given."""
    known = labels()["bank"][checked.found]
    return Entry("Tài khoản ngân hàng", known["text"], known["tone"])


def account_entries(case: Case, acts: Sequence[StoredAct], entered: AccountEntry | None) -> Iterator[Entry]:
    """Of a case that says where money goes: why it takes two, and what became of it in the register."""
    words = labels()["account"]
    if not handler_of(case.kind).enters_account(case.about) or not names_account(
        [each.content for each in acts]
    ):
        return
    strength = "weak" if case.doubtful else "strong"
    yield Entry(words["evidence_title"], words[strength], "warn" if case.doubtful else "good")
    if entered is not None:
        fault = words["fault"].get(entered.fault or "", "")
        said = words["entry"][entered.state]
        tone = "bad" if entered.state is EntryStanding.FAILED or fault else "good"
        yield Entry(words["title"], f"{said}: {fault}" if fault else said, tone)


def record_entries(checked: RecordCheck) -> Iterator[Entry]:
    """What the register had of the person when the case came."""
    words = labels()["record"]
    tone = "warn" if checked.contradicts or checked.found is not Found.NUMBER else "good"
    said = [words["found"][checked.found]]
    if checked.differs:
        points = ", ".join(words["differs"][each] for each in checked.differs)
        said.append(f"{words['differing']}: {points}")
    if checked.books:
        said.append(f"{words['books']}: {checked.books}")
    yield Entry(words["title"], "; ".join(said), tone)
    if checked.account in HAS_ACCOUNT:
        yield Entry(words["account_title"], words["account"][checked.account], "warn")


def content_rows(content: ActContent) -> tuple[Entry, ...]:
    """What is in an act that could not be worked on: whatever form it has, by its own names where we know
    none. Pictures are left out.
    """
    head = (Entry("Loại", content.kind), Entry("Lập lúc", as_moment(content.occurred_at)))
    rows = (row for name, value in content.payload.items() for row in _flat(name, value))
    shown = itertools.islice((row for row in rows if "portrait_jpeg" not in row.label), _MOST_ROWS)
    return head + tuple(Entry(row.label, row.value[:_MOST_SHOWN]) for row in shown)


def as_day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def as_moment(value: datetime) -> str:
    return f"{value.astimezone(VIETNAM_TIME):%H:%M, %d/%m/%Y}"


def _person(identity: Mapping[str, Any]) -> Iterator[Entry]:
    for name, label in labels()["identity"].items():
        value = identity.get(name)
        if value is not None:
            yield Entry(label, state_name(str(value)) if name in _STATES else _said(value))


def _verdict(name: str, value: Any, label: str) -> Entry:
    known = labels()["verdict"].get(name, {}).get(str(value))
    return Entry(label, str(value), "warn") if known is None else Entry(label, known["text"], known["tone"])


def _as_distance(value: Any) -> str:
    return f"{value:.2f}".replace(".", ",") if isinstance(value, int | float) else "–"


def _face(face: Mapping[str, Any]) -> Iterator[Entry]:
    if not face:
        yield Entry("Khuôn mặt", "chưa kiểm tra", "warn")
        return
    yield _verdict("liveness", face.get("liveness"), "Người thật")
    yield _verdict("match", face.get("match"), "So với ảnh trong chip")
    if face.get("distance") is not None:
        found, same, unsure = (_as_distance(face.get(name)) for name in _DISTANCES)
        yield Entry("Khoảng cách", f"{found} (giống đến {same}; xem lại đến {unsure})")
    yield Entry("Số lần thử", str(face.get("attempts")))
    for name in ("liveness_reasons", "findings", "advisories"):
        for each in face.get(name) or []:
            yield Entry("Ghi nhận", str(each), "warn")


def _asked(payload: Mapping[str, Any], on: date) -> Iterator[Entry]:
    """What is particular to the kind of act."""
    task = _task_of(payload)
    for name, value in payload.items():
        if name in _COMMON or name == _SIGNATURE or value is None:
            continue
        if name == "answers" and isinstance(value, Mapping):
            for question, answer in value.items():
                yield _answer(questions(task).get(question), question, answer, on)
        elif name in _TASK:
            yield Entry(word("field", name), task_title(task))
        elif name == _MANAGED_BY:
            yield Entry(word("field", name), word(name, str(value)))
        elif name not in _NOT_SHOWN:
            yield from _flat(name, value)


def _signature(payload: Mapping[str, Any], signed_at: datetime | None) -> Iterator[Entry]:
    """What the person confirmed with their phone, in the words that they read."""
    claimed = payload.get(_SIGNATURE)
    if claimed is None:
        return
    if signed_at is None:
        yield Entry("Smart OTP", "có lời xác nhận, nhưng không còn kiểm tra được", "warn")
    else:
        yield Entry("Smart OTP", f"người nộp đã xác nhận bằng điện thoại lúc {as_moment(signed_at)}", "good")
    yield Entry("Nội dung đã xác nhận", str(claimed.get("text")))


def _task_of(payload: Mapping[str, Any]) -> str:
    """Whose form asked; "" where the act has a model of its own."""
    return next((str(payload[name]) for name in _TASK if payload.get(name)), "")


def _paper_findings(answers: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What kiosks say of the pages of scans, by the attachment's id; earlier kiosks said nothing."""
    pages = (
        page
        for answer in answers.values()
        if isinstance(answer, Mapping) and isinstance(answer.get("pages"), list)
        for page in answer["pages"]
        if isinstance(page, Mapping) and isinstance(page.get("findings"), list)
    )
    return {
        str(page.get("attachment_id")): tuple(map(str, page["findings"][:_MOST_FINDINGS])) for page in pages
    }


def _channel(name: str, task: str) -> str:
    """An address by the question that asked for it, or by its field in the act."""
    asked = questions(task).get(name)
    return word("field", name) if asked is None else asked.label.vi


def _scan_label(role: str, task: str) -> str:
    """The name of the paper and which page; the role itself where we know no such paper."""
    paper, page = paper_of(role)
    asked = questions(task).get(role.rpartition(".")[0])
    name = paper_name(paper) if asked is None else asked.label.vi
    return role if name is None else f"{name}, trang {page}"


def task_title(task_id: str) -> str:
    """Its name, behind the number if it has one; the id where the shipped catalogue lacks it."""
    words = task_words().get(task_id)
    if words is None:
        return task_id
    return f"{task_id} · {words.name.vi}" if task_id[:1].isdigit() else words.name.vi


def _answer(asked: Asked | None, question: str, answer: Any, on: date) -> Entry:
    """As the person read it, where it is an answer to the form that we know."""
    label = question if asked is None else asked.label.vi
    shown = None if asked is None or asked.is_paper else asked.shown(answer, on)
    if shown is not None:
        return Entry(label, shown)
    answers = answer if isinstance(answer, list) else [answer]
    return Entry(label, ", ".join(_chosen(asked, each, on) for each in answers))


def _chosen(asked: Asked | None, answer: Any, on: date) -> str:
    if asked is not None and asked.is_paper and isinstance(answer, Mapping):
        return "nộp bản giấy" if answer.get("to_staff") else f"đã chụp {len(answer.get('pages', ()))} trang"
    if asked is None or not isinstance(answer, str):
        return _said(answer)
    choice = asked.choices.get(answer)
    return name_of(asked.kind, _said(answer), on) if choice is None else choice.vi


def _flat(name: str, value: Any, within: str = "", depth: int = 0) -> Iterator[Entry]:
    """A part of a payload as rows, by the labels of its fields."""
    label = f"{within} · {word('field', name)}" if within else word("field", name)
    if isinstance(value, Mapping) and "state" in value:  # how far an address was proved
        yield Entry(label, word("value", str(value["state"])))
    elif isinstance(value, Mapping) and depth < _MOST_DEPTH:
        for inner, each in value.items():
            if each is not None:
                yield from _flat(inner, each, label, depth + 1)
    else:
        yield Entry(label, _said(value))


def _consent(consent: Mapping[str, Any]) -> Entry:
    given = consent.get("given") is True
    purpose = word("purpose", str(consent.get("purpose")))
    return Entry(purpose, "đồng ý" if given else "không đồng ý", "" if given else "warn")


def _helped(stretches: Sequence[Help], names: Mapping[str, str | None]) -> Iterator[Entry]:
    """Who had the screen, and from when to when."""
    for account in dict.fromkeys(each.account for each in stretches):
        times = ", ".join(
            f"{_clock(each.since)}–{_clock(each.until)}" for each in stretches if each.account == account
        )
        name = names.get(account)
        known = f"{name} ({account})" if name else f"{account}, không có trong danh sách cán bộ"
        yield Entry("Cán bộ hỗ trợ", f"{known}: {times}", "" if name else "warn")


def _is_within(consent: Mapping[str, Any], stretches: Sequence[Help]) -> bool:
    try:
        answered_at = datetime.fromisoformat(str(consent.get("answered_at")))
    except ValueError:
        return False
    return any(each.since < answered_at < each.until for each in stretches)


def _clock(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM_TIME):%H:%M}"


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return word("value", str(value).lower())
    if isinstance(value, Mapping):
        return ", ".join(f"{word('field', str(name))}: {_said(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_said(each) for each in value)
    text = str(value)
    try:
        return as_day(date.fromisoformat(text)) if len(text) == len("2026-03-02") else word("value", text)
    except ValueError:
        return word("value", text)
