"""``python -m kiosk.benefits.coverage docs/law-coverage.md``: which articles are used, and which are not."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from pkgutil import walk_packages

import kiosk.benefits
from kiosk.benefits.law import Article, Reason, Rule

_HEADING = """# Law coverage of the calculators

Written by `python -m kiosk.benefits.coverage docs/law-coverage.md` from the rules; a test compares it.
"Since" is the day from which the engine applies a rule. Refusals are set in *italics*.
"""


@dataclass(frozen=True, slots=True)
class Use:
    """One rule or refusal that cites an article, and the module that declares it."""

    name: str
    module: str
    article: Article
    since: str
    refusal: bool


def uses() -> list[Use]:
    """Every citation of every rule of the package."""
    found = []
    for info in walk_packages(kiosk.benefits.__path__, "kiosk.benefits."):
        module = import_module(info.name)
        source = Path(str(module.__file__)).read_text("utf-8")
        for name, value in vars(module).items():
            if isinstance(value, Rule | Reason) and re.search(rf"^{name} = ", source, re.MULTILINE):
                found.extend(_uses_of(value, info.name.removeprefix("kiosk.benefits.")))
    return found


def _uses_of(value: Rule | Reason, module: str) -> list[Use]:
    if isinstance(value, Rule):
        since = value.since.isoformat()
        return [Use(value.id, module, article, since, False) for article in value.articles]
    return [Use(value.code, module, article, "", True) for article in value.articles]


def page() -> str:
    """The whole page in Markdown."""
    by_law: dict[str, list[Use]] = defaultdict(list)
    for use in uses():
        by_law[use.article.law.title].append(use)
    known = tomllib.loads(files(kiosk.benefits).joinpath("articles.toml").read_text("utf-8"))
    parts = [_HEADING]
    for title in sorted(by_law, key=lambda each: (by_law[each][0].article.law.short not in known, each)):
        short = by_law[title][0].article.law.short
        parts.append(f"## {title}\n\n{_used(by_law[title])}")
        if short in known:
            parts.append(_not_covered(by_law[title], known[short]))
    return "\n".join(parts)


def _used(found: list[Use]) -> str:
    by_article: dict[str, list[Use]] = defaultdict(list)
    for use in sorted(found, key=lambda each: _order(each.article)):
        by_article[_short(use.article)].append(use)
    rows = ["| Article | Applied by | Where | Since |", "| --- | --- | --- | --- |"]
    for article, citing in by_article.items():
        names = ", ".join(sorted({f"*{use.name}*" if use.refusal else f"`{use.name}`" for use in citing}))
        modules = ", ".join(sorted({use.module for use in citing}))
        since = min((use.since for use in citing if use.since), default="")
        rows.append(f"| {article} | {names} | {modules} | {since} |")
    return "\n".join(rows) + "\n"


def _not_covered(found: list[Use], known: dict[str, dict[str, str]]) -> str:
    used = {_key(use.article) for use in found} | {str(use.article.number) for use in found}
    missing = {key: entry for key, entry in known.items() if key not in used}
    rows = [f"| {key} | {entry['title']} | {entry['not_covered']} |" for key, entry in missing.items()]
    if not rows:
        return ""
    return "Not covered:\n\n| Article | Heading | Why |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def _key(article: Article) -> str:
    """Amending laws are listed by article and clause."""
    return f"{article.number}.{article.clause}"


def _short(article: Article) -> str:
    if article.number is None:
        return "(whole)"
    clause = "" if article.clause is None else f".{article.clause}"
    return f"{article.number}{clause}{'.' + article.point if article.point else ''}"


def _order(article: Article) -> tuple[int, int, str]:
    return article.number or 0, article.clause or 0, article.point


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
