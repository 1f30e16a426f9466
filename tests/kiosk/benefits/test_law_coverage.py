"""The page on the law is what the rules say, and every rule is well formed."""

from __future__ import annotations

import string
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import kiosk.benefits
from kiosk.benefits.coverage import page, uses

_ROOT = Path(__file__).parents[3]


def test_the_page_is_up_to_date() -> None:
    assert (_ROOT / "docs/law-coverage.md").read_text("utf-8") == page()


def test_every_rule_is_declared_once() -> None:
    declared = {(use.name, use.module, use.refusal) for use in uses()}
    rules = Counter(name for name, _, refusal in declared if not refusal)
    assert [name for name, count in rules.items() if count > 1] == []
    assert len(rules) > 60


def test_cited_articles_exist() -> None:
    known = tomllib.loads(files(kiosk.benefits).joinpath("articles.toml").read_text("utf-8"))
    for use in uses():
        law = use.article.law.short
        if law in known and use.article.number is not None:
            keys = {str(use.article.number), f"{use.article.number}.{use.article.clause}"}
            assert keys & known[law].keys(), f"{use.name} cites {use.article}"


def test_both_sentences_speak_of_the_same_figures() -> None:
    for rule in _rules():
        assert _names(rule.vi) == _names(rule.en), rule.id


def _rules() -> list[kiosk.benefits.law.Rule]:
    from importlib import import_module
    from pkgutil import walk_packages

    modules = [import_module(info.name) for info in walk_packages(kiosk.benefits.__path__, "kiosk.benefits.")]
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, kiosk.benefits.law.Rule)
    ]


def _names(template: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
