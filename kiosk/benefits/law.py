"""Laws, their articles, and what a calculator says when it applies one: rules, and reasons of a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Law:
    """A law or decree; ``short`` names it in tables of this project."""

    short: str
    title: str
    in_force: date

    def article(self, number: int, clause: int | None = None, point: str = "") -> Article:
        return Article(self, number, clause, point)

    @property
    def whole(self) -> Article:
        """A citation of a decree whose articles could not be read."""
        return Article(self, None)


@dataclass(frozen=True, slots=True)
class Article:
    """Điều, khoản, điểm."""

    law: Law
    number: int | None
    clause: int | None = None
    point: str = ""

    @property
    def place(self) -> str:
        """Where in its law; empty for the whole of it."""
        if self.number is None:
            return ""
        point = f" điểm {self.point}" if self.point else ""
        clause = f" khoản {self.clause}" if self.clause is not None else ""
        return f"Điều {self.number}{clause}{point}"

    def __str__(self) -> str:
        return f"{self.law.title}, {self.place}" if self.place else self.law.title


def cited(articles: Sequence[Article]) -> str:
    """``Luật 41/2024/QH15, Điều 66 khoản 1; Điều 99 khoản 1``: a law that is cited again is named once."""
    said: list[str] = []
    named: Law | None = None
    for article in articles:
        again = article.law is named and article.number is not None
        said.append(article.place if again else str(article))
        named = article.law
    return "; ".join(said)


L41 = Law("L41", "Luật 41/2024/QH15", date(2025, 7, 1))
L51 = Law("L51", "Luật 51/2024/QH15", date(2025, 7, 1))
L58 = Law("L58", "Luật 58/2014/QH13", date(2016, 1, 1))
L74 = Law("L74", "Luật 74/2025/QH15", date(2026, 1, 1))
L84 = Law("L84", "Luật An toàn, vệ sinh lao động 84/2015/QH13", date(2016, 7, 1))
L38 = Law("L38", "Luật Việc làm 38/2013/QH13", date(2015, 1, 1))
LABOUR_CODE = Law("BLLĐ", "Bộ luật Lao động 45/2019/QH14", date(2021, 1, 1))
N88 = Law("N88", "Nghị định 88/2020/NĐ-CP", date(2020, 9, 15))
N135 = Law("N135", "Nghị định 135/2020/NĐ-CP", date(2021, 1, 1))
N158 = Law("N158", "Nghị định 158/2025/NĐ-CP", date(2025, 7, 1))
N159 = Law("N159", "Nghị định 159/2025/NĐ-CP", date(2025, 7, 1))
N162 = Law("N162", "Nghị định 162/2026/NĐ-CP", date(2026, 7, 1))
N168 = Law("N168", "Nghị định 168/2026/NĐ-CP", date(2026, 7, 1))
N176 = Law("N176", "Nghị định 176/2025/NĐ-CP", date(2025, 7, 1))
N374 = Law("N374", "Nghị định 374/2025/NĐ-CP", date(2026, 1, 1))
T12 = Law("T12", "Thông tư 12/2025/TT-BNV", date(2025, 7, 1))
CIVIL_CODE = Law("BLDS", "Bộ luật Dân sự 91/2015/QH13", date(2017, 1, 1))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that calculators apply: a stable id, its articles, and a sentence with ``{names}`` of inputs.

    ``since`` is the day from which it is applied here; by default the law's own day. ``changed`` says, in
    both languages, what the law changed against the one before it.
    """

    id: str
    articles: tuple[Article, ...]
    vi: str
    en: str
    in_force: date | None = None
    changed: tuple[str, str] | None = None

    @property
    def article(self) -> str:
        return cited(self.articles)

    @property
    def since(self) -> date:
        return self.in_force or max(article.law.in_force for article in self.articles)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the law says no: a stable code, its articles and a plain sentence."""

    code: str
    articles: tuple[Article, ...]
    vi: str
    en: str

    @property
    def article(self) -> str:
        return cited(self.articles)
