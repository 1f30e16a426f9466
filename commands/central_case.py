"""``main.py central case``: the work list of an office, one case, and every change of one, for officers.

The same desk as the pages: what it refuses is refused here, with the same problems.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_step import Work, add_step
from kiosk.errors import KnownError

if TYPE_CHECKING:
    from central.assembly import Central
    from central.cases.checklist import Point
    from central.cases.entered_time import EnteredTime
    from central.cases.paper_checks import CheckedPaper, PaperCheck
    from central.cases.results import NewResult
    from central.cases.views import Attempt, Case, Line, WholeCase
    from central.casework.evidence import OpenedCase


def add_case_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from central.cases.table import changes
    from kiosk.contract.feed import CaseState
    from kiosk.contract.staff import StaffRole

    parser = commands.add_parser(
        "case",
        help="cases of an office: list, show, take, return, approve, refuse, …",
        description="What officers do with cases. Each step names the member of staff who does it; their"
        " office and role decide what they may, and every look and change is written down.",
    )
    steps = parser.add_subparsers(metavar="STEP", required=True)
    listing = _add(steps, "list", "list the office's cases, what is due first first", _list)
    listing.add_argument(
        "--state",
        action="append",
        choices=[each.value for each in CaseState],
        help="instead of the open ones",
    )
    listing.add_argument("--stuck", action="store_true", help="those that could not be handed over")
    listing.add_argument("--limit", type=int, default=50, help="how many (default: %(default)s)")
    show = _add(steps, "show", "show a case with its history", _show)
    _add_name(show)
    show.add_argument("--content", action="store_true", help="with its acts: a person's data")
    refused = _add(steps, "refused", "what was tried and refused, the newest first", _refused)
    refused.add_argument("--limit", type=int, default=100, help="how many (default: %(default)s)")
    for change in changes().values():
        if change.roles & set(StaffRole):
            step = _add(steps, change.name.replace("_", "-"), change.title.en.lower(), _change(change.name))
            _add_name(step)
            step.add_argument("--reason", help="a code, where one is needed: see docs/cases.md")
            step.add_argument("--note", help="for colleagues; it is kept sealed")
            if change.asks:
                step.add_argument(
                    "--ask",
                    action="append",
                    metavar="QUESTION",
                    help="what the person can send at a kiosk: the id of a question of the form",
                )
            step.add_argument("--version", type=int, help="refuse if the case has changed since this one")
            if change.checks_papers:
                step.add_argument(
                    "--paper",
                    action="append",
                    default=[],
                    metavar="NAME=FOUND",
                    help="what was found of a photographed paper; `show` names them",
                )
            if change.checklist is not None:
                step.add_argument(
                    "--point",
                    action="append",
                    default=[],
                    metavar="NAME=ANSWER",
                    help="an answer to the checklist; `show` names points and answers",
                )
            if change.enters_time:
                _add_time(step)
            if change.answers:
                step.add_argument("--answer", required=True, help="who has the code of the petition reads it")
            if change.forwards:
                step.add_argument("--office", required=True, help="the code of the office that answers it")
            if change.brings_paper:
                step.add_argument("--file", type=Path, required=True, help="the paper, as PDF")
                step.add_argument("--paper-number", required=True, help="what stands on it")


def _add_time(step: argparse.ArgumentParser) -> None:
    step.add_argument("--from", dest="from_month", metavar="YYYY-MM", required=True, help="the first month")
    step.add_argument("--to", dest="to_month", metavar="YYYY-MM", required=True, help="the last month")
    step.add_argument("--employer", metavar="CODE", help="the unit, as the register has it")
    step.add_argument("--wage", type=int, required=True, help="đồng a month")
    step.add_argument("--replaces", type=int, help="the number of the entry whose place it takes")


def _add(
    steps: argparse._SubParsersAction[argparse.ArgumentParser], name: str, told: str, work: Work
) -> argparse.ArgumentParser:
    step = add_step(steps, name, told, _with_problems(work))
    step.add_argument("--as", dest="account", metavar="ACCOUNT", required=True, help="staff number")
    return step


def _add_name(step: argparse.ArgumentParser) -> None:
    step.add_argument("name", metavar="NUMBER", help="its number, or the id of its act")


def _with_problems(work: Work) -> Work:
    """Refusals of the desk as the command line tells faults."""

    @wraps(work)
    def done(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
        from central.http.problems import ProblemError

        try:
            return work(central, arguments)
        except ProblemError as refusal:
            problem = refusal.problem
            raise KnownError(problem.code.replace("-", "_"), problem.title) from None

    return done


def _list(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from central.cases.views import OPEN
    from kiosk.contract.feed import CaseState

    if arguments.stuck:
        cases = central.cases.stuck(arguments.account)
    else:
        states = [CaseState(each) for each in arguments.state or OPEN]
        cases = central.cases.cases(arguments.account, states, limit=arguments.limit)
    text = "\n".join(_line(each) for each in cases) or "There is no such case."
    return {"cases": [asdict(each) for each in cases], "text": text}


def _line(case: Case) -> str:
    due = "no term   " if case.due_on is None else case.due_on.isoformat()
    what = f"{case.kind} {case.about or ''}".rstrip()
    return f"{case.name}  {due}  {case.state:9}  {case.officer or '------'}  {what}"


def _show(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    if arguments.content:
        opened = central.case_reading.open(arguments.account, arguments.name, "case show")
        content = [each.content.model_dump(mode="json") for each in opened.acts]
        return {**case_json(opened.whole), "content": content, "text": _text(opened.whole, opened)}
    whole = central.cases.get(arguments.account, arguments.name)
    for act_id in whole.acts:
        central.looks.note(act_id, arguments.account, "case show, without content")
    return {**case_json(whole), "text": _text(whole)}


def case_json(whole: WholeCase) -> dict[str, object]:
    """What an officer sees of a case."""
    return {**asdict(whole), "offered": [each.name for each in whole.offered]}


def _text(whole: WholeCase, opened: OpenedCase | None = None) -> str:
    from central.cases.checklist import points_of

    lines = [f"{name}: {value}" for name, value in asdict(whole.case).items()]
    lines += [_history_line(each) for each in whole.history]
    if whole.handed is not None:
        lines.append(f"back office: {whole.handed.state}, {whole.handed.fault or 'no fault'}")
    lines += [_paper_line(each) for each in whole.papers]
    lines += [_point_line(each) for each in points_of(whole.case.kind)]
    if whole.tie is not None:
        lines.append(f"tie to the child: {whole.tie.tie}, {whole.tie.fault or 'no fault'}")
    lines += [f"helped at the kiosk: {each.account} {each.name or '(unknown)'}" for each in whole.helpers]
    lines += [f"result: {each.number}{'' if each.is_made else ', being made'}" for each in whole.results]
    lines += [f"other open case: {_line(each)}" for each in whole.others]
    if opened is not None:
        lines += [each.content.model_dump_json(indent=2, exclude={"attachments"}) for each in opened.acts]
        lines += [f"act {each} does not open" for each in opened.unreadable]
    return "\n".join(lines)


def _paper_line(paper: CheckedPaper) -> str:
    if paper.found is not None:
        return f"photographed: {paper.paper}, {paper.found.code}"
    return f"photographed: {paper.paper}, to be compared: {' | '.join(each.code for each in paper.findings)}"


def _point_line(point: Point) -> str:
    return f"checklist: {point.id}, {' | '.join(each.code for each in point.answer)}"


def _history_line(line: Line) -> str:
    said = "".join(f"  {each}" for each in (line.reason, *line.asked, *_points(line), line.note) if each)
    return f"{line.at:%Y-%m-%d %H:%M}  {line.change}  {line.who}  {line.role or ''}{said}"


def _points(line: Line) -> list[str]:
    return [f"{point}={answer}" for point, answer in line.points]


def _change(name: str) -> Callable[[Central, argparse.Namespace], dict[str, object]]:
    def change(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
        account, number = arguments.account, arguments.name
        version = arguments.version
        if version is None:
            version = central.cases.get(account, number).case.version
        case = central.cases.change(
            account,
            number,
            name,
            version,
            reason=arguments.reason,
            note=arguments.note,
            asked=getattr(arguments, "ask", None) or (),
            result=_result(arguments),
            checks=_checks(central.cases.get(account, number).papers, arguments),
            points={point: answer for point, _, answer in _pairs(getattr(arguments, "point", ()))},
            time=_time(arguments),
            answer=getattr(arguments, "answer", None),
            office=getattr(arguments, "office", None),
        )
        waits = "" if case.proposed is None else f"; {case.proposed} waits for a supervisor"
        return {"case": asdict(case), "text": f"{case.name} is {case.state}{waits}."}

    return change


def _time(arguments: argparse.Namespace) -> EnteredTime | None:
    """Raises ProblemError for what nobody could mean."""
    from central.cases.entered_time import EnteredTime, entered_from

    names = EnteredTime.model_fields
    given = {name: value for name, value in vars(arguments).items() if name in names and value is not None}
    return entered_from(given) if "from_month" in given else None


def _result(arguments: argparse.Namespace) -> NewResult | None:
    """Raises ProblemError for what is no paper that can be given on."""
    from central.casework.papers_anew import paper_anew

    file: Path | None = getattr(arguments, "file", None)
    if file is None:
        return None
    try:
        content = file.read_bytes()
    except OSError as error:
        raise KnownError("file_unreadable", f"{file} cannot be read ({error.strerror}).") from None
    return paper_anew(arguments.paper_number, content)


def _pairs(said: Sequence[str]) -> list[tuple[str, str, str]]:
    """Name, sign and what was said of it."""
    return [each.partition("=") for each in said]


def _checks(papers: Sequence[CheckedPaper], arguments: argparse.Namespace) -> list[PaperCheck]:
    """Of each act that has the paper."""
    from central.cases.paper_checks import PaperCheck

    said = _pairs(getattr(arguments, "paper", ()))
    acts = {name: [paper.act_id for paper in papers if paper.paper == name] for name, _, _ in said}
    if strange := [name for name, of_acts in acts.items() if not of_acts]:
        raise KnownError("paper_unknown", f"No paper {strange[0]} of this case was photographed.")
    return [PaperCheck(act_id, name, found) for name, _, found in said for act_id in acts[name]]


def _refused(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    attempts = central.cases.refused(arguments.account, arguments.limit)
    return {"refused": [asdict(each) for each in attempts], "text": _attempts(attempts)}


def _attempts(attempts: Sequence[Attempt]) -> str:
    lines = [
        f"{each.at:%Y-%m-%d %H:%M}  {each.name}  {each.who}  {each.change}  {each.problem}"
        for each in attempts
    ]
    return "\n".join(lines) or "Nothing was refused."
