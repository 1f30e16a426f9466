"""``docs/adding.md`` is true: questions, kinds, tasks and acts are named where it says, and nowhere else."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from kiosk.contract.kinds import KINDS as ACTS
from kiosk.forms.kinds import KINDS
from kiosk.tasks.catalogue import load_catalogue

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "adding.md").read_text("utf-8")
PROGRAM = ("main.py", "kiosk", "ekyc", "local_db", "ui", "central", "simulation", "commands")
# Where the word means something else.
_OTHERWISE = {
    "health_card": {"ekyc/card/card_code.py"},  # what a code was read from
    "faq": {"main.py", "commands/faq.py"},  # a command
}
OFFERED = [task for task in load_catalogue() if task.is_offered]


@cache
def program() -> dict[str, str]:
    """Every source and data file of the program, by its path from the root."""
    files = [
        file for top in PROGRAM for file in ((ROOT / top).rglob("*") if "." not in top else [ROOT / top])
    ]
    return {
        file.relative_to(ROOT).as_posix(): _without_remarks(file)
        for file in files
        if file.suffix in (".py", ".qml", ".toml") and file.is_file()
    }


def _without_remarks(file: Path) -> str:
    """What the program reads, without comments and docstrings: those may give examples."""
    content = file.read_text("utf-8")
    if file.suffix == ".py":
        tree = ast.parse(content)
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
                node.body[0] = ast.Pass()
        return ast.unparse(tree)
    return re.sub(r"(?m)//.*$" if file.suffix == ".qml" else r"(?m)^\s*#.*$", "", content)


def listed(section: str) -> list[str]:
    """The file patterns in the table of a section."""
    body = PAGE.split(f"\n## {section}\n")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in body.splitlines() if line.startswith("| `")]
    return [pattern for cell in cells for pattern in re.findall(r"`([^`]+)`", cell)]


@cache
def named() -> dict[str, set[str]]:
    """By each word that is a text of its own, the files that name it."""
    found: dict[str, set[str]] = {}
    for path, content in program().items():
        for text in set(re.split(r"""["'{}|]""", content)):
            found.setdefault(text, set()).add(path)
    return found


def naming(word: str) -> set[str]:
    return named().get(word, set())


def strangers(word: str, section: str) -> set[str]:
    patterns = listed(section)
    return {path for path in naming(word) if not any(_fits(path, pattern) for pattern in patterns)}


def _fits(path: str, pattern: str) -> bool:
    return fnmatch(path, pattern) or fnmatch(path, pattern.replace("**/", ""))


@pytest.mark.parametrize(
    "section",
    [
        "A question",
        "A kind of question",
        "A task",
        "A page of the record",
        "A calculator's screen",
        "A frequent question",
        "A kind of act",
    ],
)
def test_every_file_named_on_the_page_exists(section: str) -> None:
    for pattern in listed(section):
        assert any(_fits(path, pattern) for path in program()), pattern


def test_a_question_is_named_in_its_form_only() -> None:
    """But for acts with a model of their own: who builds and who reads these, as the page says."""
    for task in OFFERED:
        for question in task.form.questions():
            others = strangers(question.id, "A question")
            allowed = {
                f"kiosk/tasks/{family}/payload.py"
                for family in ("register", "change", "withdraw", "supplement", "petition")
            }
            allowed |= {"kiosk/act_places.toml", "central/cases/kinds/registration_adult.py"}
            allowed |= {
                "central/cases/kinds/registration_dependant.py",
                "central/cases/kinds/petition_filed.py",
            }
            allowed |= {"central/cases/kinds/registration_foreigner.py"}
            allowed |= {"central/cases/kinds/contact_change.py"}
            allowed |= {"central/cases/kinds/contact_change.py", "central/cases/kinds/account_reset.py"}
            allowed |= {"kiosk/contract/kinds/account_reset.py", "kiosk/contract/kinds/record_wish.py"}
            others = {path for path in others if not path.startswith("commands/demo/")}
            assert others <= allowed, (question.id, others)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_of_question_is_known_where_the_page_says(kind: str) -> None:
    """Nobody else names its class, or asks whether a question is of this kind."""
    patterns = listed("A kind of question")
    name = type(KINDS[kind]).__name__
    compared = rf"""kind\w*\s*(?:===?|!=|is)\s*["']{kind}["']"""
    imported = rf"from kiosk\.forms\.kinds\S* import [^\n]*\b{name}\b"
    asks = re.compile(f"{compared}|{imported}")
    for path, content in program().items():
        if asks.search(content):
            assert any(_fits(path, pattern) for pattern in patterns), path


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_field_of_a_kind_is_found_by_its_name(kind: str) -> None:
    name = "".join(part.capitalize() for part in kind.split("_"))
    assert f"ui/qml/Kiosk/Fields/{name}Question.qml" in program()
    elsewhere = {path for path, content in program().items() if f"{name}Question" in content}
    assert elsewhere <= {"ui/qml/Kiosk/Fields/qmldir"}


@pytest.mark.parametrize("task", [task.id for task in OFFERED])
def test_a_task_is_named_in_its_file_only(task: str) -> None:
    """One that is called as a kind of question is named where that kind may be."""
    others = strangers(task, "A task") - _OTHERWISE.get(task, set())
    assert (others & strangers(task, "A kind of question") if task in KINDS else others) == set()


@pytest.mark.parametrize("act", sorted(ACTS))
def test_a_kind_of_act_is_known_where_the_page_says(act: str) -> None:
    assert strangers(act, "A kind of act") == set()
