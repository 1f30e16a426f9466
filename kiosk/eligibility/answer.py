"""What is said of a wish: whether it may be filed, why not, with which papers, and by when it is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from kiosk.benefits.law import Reason as LawReason
from kiosk.benefits.workings import Caution
from kiosk.language import Bilingual

NOTICE = Bilingual(
    vi="Kết quả xem trước, cơ quan BHXH xem xét hồ sơ và quyết định.",
    en="A first look only: Vietnam Social Security examines the application and decides.",
)


class Outcome(StrEnum):
    """In the order in which they outweigh one another, the last first."""

    ELIGIBLE = "eligible"
    STAFF = "staff"  # an officer decides or files
    NEEDS_MORE = "needs_more"  # a fact that decides is not known
    NOT_NOW = "not_now"
    NOT_ELIGIBLE = "not_eligible"


@dataclass(frozen=True, slots=True)
class Reason:
    """``code`` is stable; ``article``: where the law says so."""

    code: str
    article: str
    text: Bilingual

    @classmethod
    def of(cls, reason: LawReason) -> Reason:
        return cls(reason.code, reason.article, Bilingual(vi=reason.vi, en=reason.en))

    def as_json(self) -> dict[str, object]:
        return {"code": self.code, "article": self.article, "vi": self.text.vi, "en": self.text.en}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one condition says against filing now. ``earliest_on``: of `Outcome.NOT_NOW`, from when on it is
    fulfilled if nothing else changes; None where that cannot be said.
    """

    reason: Reason
    outcome: Outcome
    earliest_on: date | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeededPaper:
    """``needed`` is None where facts decide that are not known: ``depends_on``."""

    id: str
    form: str
    kind: str
    name: Bilingual
    needed: bool | None
    depends_on: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        unknown = {"depends_on": list(self.depends_on)} if self.depends_on else {}
        names = {"vi": self.name.vi, "en": self.name.en}
        return {
            "id": self.id,
            "form": self.form,
            "kind": self.kind,
            "needed": self.needed is True,
            **unknown,
            **names,
        }


@dataclass(frozen=True, slots=True)
class Due:
    """By when the office answers what is filed complete on the day of the facts; ``day`` is None, and the
    status unsure, where the law gives no term.
    """

    working_days: int | None
    calendar_days: int | None
    day: date | None
    article: str
    status: Literal["settled", "unsure"]

    def as_json(self) -> dict[str, object]:
        return {
            "working_days": self.working_days,
            "calendar_days": self.calendar_days,
            "date": None if self.day is None else self.day.isoformat(),
            "article": self.article,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """``needs``: the facts that decide and are not known. ``alternatives``: other services by their id, or
    ways by their code.
    """

    service: str
    code: str
    outcome: Outcome
    reasons: tuple[Reason, ...]
    needs: tuple[str, ...]
    papers: tuple[NeededPaper, ...]
    late_explanation: bool
    due: Due
    alternatives: tuple[str, ...]
    warnings: tuple[Caution, ...]
    earliest_on: date | None = None
    notice: Bilingual = field(default=NOTICE)

    def as_json(self) -> dict[str, object]:
        earliest = None if self.earliest_on is None else self.earliest_on.isoformat()
        return {
            "service": self.service,
            "code": self.code,
            "outcome": self.outcome.value,
            "earliest_on": earliest,
            "reasons": [each.as_json() for each in self.reasons],
            "needs": list(self.needs),
            "documents": [each.as_json() for each in self.papers],
            "late_explanation": self.late_explanation,
            "due": self.due.as_json(),
            "alternatives": list(self.alternatives),
            "warnings": [each.as_json() for each in self.warnings],
            "notice": {"vi": self.notice.vi, "en": self.notice.en},
        }
