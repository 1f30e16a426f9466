"""Papers that were photographed at a kiosk, and what officers have found of their originals.

Which paper is of which kind stands in the kiosk's ``papers.toml``; what can be found of a kind, and which
kinds need a word at all, in ``paper_checks.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked_dataclass
from sqlalchemy import Connection, insert, select

import kiosk
from central.store.case_tables import paper_check
from central.store.schema import act, attachment

_CHECKS = Path(__file__).with_name("paper_checks.toml")
_PAPERS = Path(kiosk.__file__ or "").parent / "eligibility" / "papers.toml"
_FORBID = ConfigDict(frozen=True, extra="forbid")
_ROLE = "paper"  # what the role of a photograph begins with, before the name of its paper


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Finding:
    """What an officer can say of a paper. ``article``: where the law has it."""

    code: str
    text: str
    article: str = ""


class _Kind(BaseModel):
    model_config = _FORBID
    title: str
    found: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """``found``: the code of a finding."""

    act_id: UUID
    paper: str
    found: str


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A paper of an act, with what was found of it last; None: nobody has looked yet. ``findings``: what can
    be said of it.
    """

    act_id: UUID
    paper: str
    name: str
    kind: str
    findings: tuple[Finding, ...]
    found: Finding | None
    version: int | None  # of the case, whose history says who and when

    @property
    def is_seen(self) -> bool:
        """Somebody has seen it, rather than said why it need not be seen."""
        return self.found is not None and self.found not in _otherwise()


def papers_of(connection: Connection, case_id: UUID) -> tuple[CheckedPaper, ...]:
    """Those of which a word is needed, in the order of the acts."""
    photographed = (
        select(attachment.c.act_id, attachment.c.role)
        .join(act, act.c.act_id == attachment.c.act_id)
        .where(act.c.case_id == case_id)
        .order_by(attachment.c.act_id, attachment.c.role)
    )
    named = ((row.act_id, paper_of(row.role)[0]) for row in connection.execute(photographed))
    last = _last_checks(connection, case_id)
    return tuple(
        _checked(act_id, paper, last) for act_id, paper in dict.fromkeys(named) if findings_of(paper)
    )


def _checked(act_id: UUID, paper: str, last: Mapping[tuple[UUID, str], tuple[str, int]]) -> CheckedPaper:
    code, version = last.get((act_id, paper), (None, None))
    findings = findings_of(paper)
    return CheckedPaper(
        act_id=act_id,
        paper=paper,
        name=_papers()[paper].name,
        kind=_kinds()[_papers()[paper].kind].title,
        findings=findings,
        found=next((each for each in findings if each.code == code), None),
        version=version,
    )


def _last_checks(connection: Connection, case_id: UUID) -> dict[tuple[UUID, str], tuple[str, int]]:
    query = select(paper_check).where(paper_check.c.case_id == case_id).order_by(paper_check.c.version)
    return {(row.act_id, row.paper): (row.found, row.version) for row in connection.execute(query)}


def note_checks(connection: Connection, case_id: UUID, version: int, checks: Sequence[PaperCheck]) -> None:
    """With the change of the case that came to ``version``."""
    rows = [
        {
            "case_id": case_id,
            "act_id": each.act_id,
            "paper": each.paper,
            "version": version,
            "found": each.found,
        }
        for each in checks
    ]
    connection.execute(insert(paper_check), rows)


def are_of(papers: Iterable[CheckedPaper], checks: Sequence[PaperCheck]) -> bool:
    """Each is of one of these papers, and says what can be said of it."""
    known = {(each.act_id, each.paper): {finding.code for finding in each.findings} for each in papers}
    return all(check.found in known.get((check.act_id, check.paper), ()) for check in checks)


def findings_of(paper: str) -> tuple[Finding, ...]:
    """What can be said of the paper of this name; nothing where no word is needed."""
    known = _papers().get(paper)
    kind = None if known is None else _kinds().get(known.kind)
    return () if kind is None else (*kind.found, *_otherwise())


def paper_name(paper: str) -> str | None:
    """As people know it."""
    known = _papers().get(paper)
    return None if known is None else known.name


def paper_of(role: str) -> tuple[str, str]:
    """Paper and page of a photograph by its role (``paper.NAME.PAGE``); "" for what is no paper."""
    kind, _, rest = role.partition(".")
    paper, _, page = rest.rpartition(".") if kind == _ROLE else ("", "", "")
    return paper, page


@dataclass(frozen=True, slots=True)
class _Paper:
    kind: str
    name: str


@cache
def _papers() -> Mapping[str, _Paper]:
    rows = tomllib.loads(_PAPERS.read_text("utf-8"))
    return {name: _Paper(row["kind"], row["name"]["vi"]) for name, row in rows.items()}


@cache
def _kinds() -> Mapping[str, _Kind]:
    return dict(_read_kinds())


def _read_kinds() -> Iterator[tuple[str, _Kind]]:
    for name, row in tomllib.loads(_CHECKS.read_text("utf-8"))["kind"].items():
        yield name, _Kind.model_validate(row)


@cache
def _otherwise() -> tuple[Finding, ...]:
    rows = tomllib.loads(_CHECKS.read_text("utf-8"))["otherwise"]
    return tuple(map(TypeAdapter(Finding).validate_python, rows))
