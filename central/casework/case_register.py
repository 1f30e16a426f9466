"""What a case is about in the register: shown to its officer, and written once it is approved.

Corrections of a person's data (QĐ 366/QĐ-BHXH, Điều 5 khoản 2.2 điểm d) and months that were missing. Which
questions give them stands in ``central/cases/kinds/services.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import JsonValue, ValidationError
from sqlalchemy import Connection, Engine, RowMapping, bindparam, select

from central.cases.desk import Writer
from central.cases.entered_time import EnteredTime, standing
from central.cases.kinds.service_filed import Corrects, corrects, enters, whom
from central.cases.refusals import refuse
from central.cases.views import Case, WholeCase
from central.http.problems import ProblemCode
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from central.records.finding import Sought, find_person
from central.records.reading import Records, employer_of
from central.records.scope import RecordError, Scope
from central.records.tables import person_correction
from central.records.writing import Correction, append_contribution, correct_person
from kiosk.clock import VIETNAM_TIME, day_text
from kiosk.contract.records import Contribution, ManagedBy, Origin, Person, Section
from kiosk.contract.wire import StoredAct
from kiosk.records.comparing import Field, birthday_words, field_words
from kiosk.records.of_record import in_force
from kiosk.reference.states import find_code, find_state

_FIELDS: Mapping[Field, str] = {  # of Person
    Field.NAME: "full_name",
    Field.DATE_OF_BIRTH: "date_of_birth",
    Field.SEX: "sex",
    Field.PERSONAL_NUMBER: "personal_number",
    Field.ETHNICITY: "ethnicity",
    Field.NATIONALITY: "nationality",
}
_SEXES = {"male": "Nam", "female": "Nữ"}
_BESIDE = 3  # months on either side of those that are missing, whose reports officers see too
_ORIGINS = {Origin.ARREARS: "truy thu", Origin.CORRECTED: "điều chỉnh", Origin.MERGED: "gộp sổ"}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field that is corrected, in words; ``old`` is "" where the register says nothing."""

    label: str
    old: str = field(repr=False)
    new: str = field(repr=False)

    @property
    def is_done(self) -> bool:
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What was reported of months around those that are missing."""

    number: int
    months: str
    employer: str
    words: str


@dataclass(frozen=True, slots=True)
class RegisterView:
    """``found``: the register has a record that is this person's; ``others_keep``: Defence or Police keep it.
    ``fields`` of a correction; ``months`` that are missing, what was ``reported`` around them, the employers
    of the record by code, and what was ``entered`` by now.
    """

    found: bool
    others_keep: bool = False
    full_name: str = field(default="", repr=False)  # of whom it is about, as the card or who files says
    personal_number: str = field(default="", repr=False)
    insurance_number: str = field(default="", repr=False)
    fields: tuple[FieldRow, ...] = field(default=(), repr=False)
    months: str = ""
    first: str = ""  # YYYY-MM of them
    last: str = ""
    reported: tuple[ReportRow, ...] = field(default=(), repr=False)
    employers: Mapping[str, str] = field(default_factory=dict, repr=False)
    entered: tuple[ReportRow, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the acts of a case ask for, taken together: a later one supplements those before."""

    sought: Sought | None = field(repr=False)
    answers: Mapping[str, JsonValue] = field(repr=False)


class CaseRegister:
    def __init__(self, engine: Engine, records: Records, acts: StoredActs) -> None:
        self._engine = engine
        self._records = records
        self._acts = acts

    def work_of(self, case: Case, acts: tuple[UUID, ...]) -> CaseWork | None:
        """What the case writes when it is approved. Raises ProblemError where its acts do not open."""
        if corrects(case.about) is None and enters(case.about) is None:
            return None
        try:
            asked = _asked_by([self._acts.get(act_id) for act_id in acts])
        except UnusableError:
            raise refuse(ProblemCode.RESULT_UNREADABLE) from None
        return CaseWork(case, asked)

    def view_of(self, whole: WholeCase, acts: Sequence[StoredAct]) -> RegisterView | None:
        """None for a case that is about nothing in the register."""
        case, asked = whole.case, _asked_by(acts)
        corrected, months = corrects(case.about), enters(case.about)
        if corrected is None and months is None:
            return None
        with self._engine.connect() as connection:
            row = None if asked.sought is None else find_person(connection, asked.sought)
            before = _before(connection, case.case_id)
        held = None if row is None else Person.model_validate(row["content"])
        others_keep = held is not None and held.managed_by is not ManagedBy.CIVIL
        if corrected is not None:
            rows = tuple(_rows(held, before, _wanted(corrected, asked.answers)))
            return RegisterView(
                held is not None,
                others_keep,
                "" if asked.sought is None else asked.sought.full_name,
                "" if asked.sought is None else asked.sought.number or "",
                (asked.sought.stated if asked.sought is not None else None) or "",
                rows,
            )
        number = "" if row is None else _number_of(row, asked.sought)
        entries = self._entries(case, number) if number else ()
        missing = asked.answers.get("" if months is None else months.months)
        first, last = _span(missing)
        lines = (each.entered for each in whole.history if each.entered is not None)
        return RegisterView(
            held is not None,
            others_keep,
            months=_months_words(first, last),
            first=first,
            last=last,
            reported=tuple(_report(each) for each in entries if _is_near(each, first, last)),
            employers={each.employer.code: each.employer.name for each in entries if each.employer},
            entered=tuple(_entered(each) for each in standing(lines)),
        )

    def _entries(self, case: Case, number: str) -> tuple[Contribution, ...]:
        """Of the person's record; none where somebody else keeps it."""
        scope = Scope(number, frozenset({Section.CONTRIBUTIONS}), "staff", f"case {case.case_id}")
        try:
            return in_force(self._records.read(scope).record.contributions or ())
        except RecordError:
            return ()


@dataclass(frozen=True, slots=True)
class CaseWork:
    """What one approved case writes. Of a person whom the register does not know nothing can be corrected:
    the officer saw that.
    """

    case: Case
    asked: _Asked = field(repr=False)

    def write(self, connection: Connection, writer: Writer, entered: tuple[EnteredTime, ...]) -> None:
        """Raises ProblemError ``time-needed``, ``number-taken``, ``record-unfound``, ``time-unusable``."""
        corrected = corrects(self.case.about)
        row = None if self.asked.sought is None else find_person(connection, self.asked.sought)
        if corrected is not None and row is not None:
            self._correct(connection, row["person_id"], writer, corrected)
        if enters(self.case.about) is not None:
            if not entered:
                raise refuse(ProblemCode.TIME_NEEDED)
            if row is None or row["managed_by"] != ManagedBy.CIVIL:
                raise refuse(ProblemCode.RECORD_UNFOUND)
            for each in entered:
                self._append(connection, _number_of(row, self.asked.sought), writer, each)

    def _correct(self, connection: Connection, person_id: int, writer: Writer, corrected: Corrects) -> None:
        values = {_FIELDS[name]: value for name, value in _wanted(corrected, self.asked.answers).items()}
        try:
            correct_person(
                connection, person_id, Correction(values, writer.account, writer.at, writer.case_id)
            )
        except (RecordError, ValidationError):
            raise refuse(ProblemCode.NUMBER_TAKEN) from None

    def _append(self, connection: Connection, number: str, writer: Writer, time: EnteredTime) -> None:
        unit = None if time.employer is None else employer_of(connection, time.employer)
        if time.employer is not None and unit is None:
            raise refuse(ProblemCode.TIME_UNUSABLE)
        entry = Contribution(
            number=1,  # it gets the next one
            from_month=time.from_month,
            to_month=time.to_month,
            funds=time.funds,
            employer=unit,
            position=time.position,
            wage=time.wage,
            origin=Origin.ARREARS if time.replaces is None else Origin.CORRECTED,
            replaces=time.replaces,
            recorded_on=writer.at.astimezone(VIETNAM_TIME).date(),
            note=f"Hồ sơ {self.case.name}",
        )
        try:
            append_contribution(connection, number, entry)
        except RecordError:
            raise refuse(ProblemCode.TIME_UNUSABLE) from None


def _number_of(row: RowMapping, sought: Sought | None) -> str:
    """That finds the record: its own, or the one by which it was found."""
    return str(row["personal_number"] or ("" if sought is None else sought.stated or ""))


def _asked_by(acts: Sequence[StoredAct]) -> _Asked:
    answers: dict[str, JsonValue] = {}
    identity: Mapping[str, Any] = {}
    for each in acts:
        payload = each.content.payload
        told = payload.get("answers")
        answers |= told if isinstance(told, dict) else {}
        holder = payload.get("identity")
        identity = identity or (holder if isinstance(holder, dict) else {})  # of who filed it first
    return _Asked(_sought(identity, answers), answers)


def _sought(identity: Mapping[str, Any], answers: Mapping[str, JsonValue]) -> Sought | None:
    """Whom it is about: who filed, or the person whom they name."""
    asks = whom()
    another = answers.get(asks.personal_number)
    if isinstance(another, str):
        given = {name: answers.get(getattr(asks, name)) for name in ("full_name", "date_of_birth", "sex")}
        identity = {"personal_number": another, **given}
    stated = answers.get(asks.insurance_number)
    try:
        return Sought(
            number=str(identity["personal_number"]),
            full_name=str(identity["full_name"]),
            date_of_birth=date.fromisoformat(str(identity["date_of_birth"])),
            sex=str(identity["sex"]),
            stated=stated if isinstance(stated, str) else None,
        )
    except (KeyError, ValueError):
        return None


def _wanted(corrected: Corrects, answers: Mapping[str, JsonValue]) -> dict[Field, str]:
    """By field what it shall be, as the model of the record has it; what it cannot have is left to staff."""
    chosen = answers.get(corrected.chosen)
    found: dict[Field, str] = {}
    for each in Field:
        value = answers.get(getattr(corrected, each.value))
        if not isinstance(chosen, list) or each.value not in chosen or not isinstance(value, str):
            continue
        wanted = find_code(value) if each is Field.NATIONALITY else value
        if wanted is not None:
            found[each] = wanted
    return found


def _before(connection: Connection, case_id: UUID) -> dict[str, JsonValue]:
    """What stood there before this case corrected it."""
    query = select(person_correction.c.before).where(person_correction.c.case_id == bindparam("case"))
    found: dict[str, JsonValue] = {}
    for before in connection.execute(query.order_by(person_correction.c.number), {"case": case_id}).scalars():
        found = {**before, **found}
    return found


def _rows(
    held: Person | None, before: Mapping[str, JsonValue], wanted: Mapping[Field, str]
) -> Iterator[FieldRow]:
    for name, value in wanted.items():
        old = before.get(_FIELDS[name])
        if old is None and held is not None:
            shown = _held(name, held)
        else:
            shown = "" if old is None else _said(name, str(old))
        yield FieldRow(field_words(name).vi, shown, _said(name, value))


def _held(name: Field, person: Person) -> str:
    if name is Field.DATE_OF_BIRTH:
        return birthday_words(person).vi
    return _said(name, str(getattr(person, _FIELDS[name]) or ""))


def _said(name: Field, value: str) -> str:
    match name:
        case Field.DATE_OF_BIRTH:
            return day_text(date.fromisoformat(value))
        case Field.SEX:
            return _SEXES.get(value, value)
        case Field.NATIONALITY:
            words = find_state(value)
            return value if words is None else words.vi
    return value


def _span(missing: JsonValue) -> tuple[str, str]:
    if isinstance(missing, dict):
        return str(missing.get("from", "")), str(missing.get("to", ""))
    return "", ""


def _months_words(first: str, last: str) -> str:
    if not first:
        return ""
    ends = dict.fromkeys("/".join(reversed(each.split("-"))) for each in (first, last))
    return " – ".join(ends)


def _is_near(entry: Contribution, first: str, last: str) -> bool:
    return (
        bool(first)
        and _shifted(first, -_BESIDE) <= entry.to_month
        and entry.from_month <= _shifted(last, _BESIDE)
    )


def _shifted(month: str, by: int) -> str:
    year, number = divmod(12 * int(month[:4]) + int(month[5:]) - 1 + by, 12)
    return f"{year:04}-{number + 1:02}"


def _report(entry: Contribution) -> ReportRow:
    employer = "tự đóng" if entry.employer is None else f"{entry.employer.name} ({entry.employer.code})"
    if entry.employer is not None and entry.employer.dissolved:
        employer += ", đã giải thể"
    words = ["đã đóng" if entry.paid else "còn nợ", f"mức đóng {entry.wage:,} đồng".replace(",", ".")]
    words += [_ORIGINS[entry.origin]] if entry.origin in _ORIGINS else []
    months = _months_words(entry.from_month, entry.to_month)
    return ReportRow(entry.number, months, employer, ", ".join(words))


def _entered(time: EnteredTime) -> ReportRow:
    origin = "truy thu" if time.replaces is None else f"thay mục số {time.replaces}"
    wage = f"mức đóng {time.wage:,} đồng".replace(",", ".")
    months = _months_words(time.from_month, time.to_month)
    return ReportRow(time.replaces or 0, months, time.employer or "tự đóng", f"{wage}, {origin}")
