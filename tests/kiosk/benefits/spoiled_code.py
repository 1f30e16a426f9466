"""``python -m tests.kiosk.benefits.spoiled_code [MODULE…]``: the engine's code spoiled a little.

mutmut writes the spoiled functions; the modules are loaded with all of them, and one at a time is in force.
Cases of ``cases/`` are drawn once and held against the restated articles; the tests are collected once. What
each of these calls is written down with the right code. After that every spoiling is a fork of this process
that runs the checks which call its function until one fails. What none notices is printed as a difference.
MODULE is a pattern such as ``average`` or ``calculators.*``.
"""

from __future__ import annotations

import difflib
import gc
import os
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from random import Random
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

if TYPE_CHECKING:
    from tests.kiosk.benefits.cases.drawn import Asked

PACKAGE = "kiosk.benefits"
FOLDER = Path("kiosk/benefits")
TESTS = ("tests/kiosk/benefits", "tests/kiosk/test_law_tables.py")
NOT_SPOILED = ("coverage",)  # it writes a page of the docs and calculates nothing
EXAMPLES = 40  # of each kind of case
TEXT = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Spoiled:
    """One spoiled function: ``module`` without the package's name, ``function`` as mutmut calls it."""

    module: str
    function: str
    difference: str

    @property
    def name(self) -> str:
        return f"{PACKAGE}.{self.module}.{self.function}"

    @property
    def calls(self) -> str:
        """The function that is spoiled, as the trampolines name it."""
        return self.name.partition("__mutmut_")[0]


class SpoiledLoader(SourceFileLoader):
    """The module with every spoiled function beside the right ones."""

    def __init__(self, name: str, path: str, code: str) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, _fullname: str) -> CodeType:
        return self.source_to_code(self._code.encode(), self.path)


class SpoiledModules(MetaPathFinder):
    def __init__(self, codes: dict[str, str]) -> None:
        self._codes = codes

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._codes:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin is not None:
            spec.loader = SpoiledLoader(fullname, spec.origin, self._codes[fullname])
        return spec


@dataclass
class Outcome:
    """What happened to the spoilings of one module."""

    noticed: int = 0
    unnoticed: list[Spoiled] = field(default_factory=list)
    uncalled: list[Spoiled] = field(default_factory=list)

    @property
    def all(self) -> int:
        return self.noticed + len(self.unnoticed) + len(self.uncalled)


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """A drawn case or a test: ``passes`` is told what follows it."""

    passes: Callable[[Check | None], bool]
    item: pytest.Item | None = None


def _check_of_case(asked: Asked) -> Check:
    from tests.kiosk.benefits import two_ways  # not before pytest and the spoiled modules stand ready

    calculator, case, restated = asked

    def passes(_following: Check | None) -> bool:
        answered = two_ways.answered_to(calculator, case)
        return not two_ways.differences(restated, answered) and not two_ways.unexplained(answered)

    return Check(passes)


def _check_of_test(item: pytest.Item) -> Check:
    def passes(following: Check | None) -> bool:
        reports = runtestprotocol(item, nextitem=following.item if following else None, log=False)
        return not any(report.failed for report in reports)

    return Check(passes, item)


def _holds(check: Check, following: Check | None) -> bool:
    try:
        return check.passes(following)
    except BaseException:  # noqa: BLE001  # whatever a spoiled function does to a check is noticed
        return False


class Run:
    """A plugin of pytest that takes the place of its loop over the tests."""

    def __init__(self, spoiled: Sequence[Spoiled]) -> None:
        self.spoiled = spoiled
        self.outcomes: dict[str, Outcome] = defaultdict(Outcome)
        self._seconds: dict[Check, float] = {}
        self._calling: dict[str, list[Check]] = defaultdict(list)
        self._helpful: dict[str, list[Check]] = defaultdict(list)  # by module, the last one first

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        from tests.kiosk.benefits.cases.drawn import drawn

        cases = [_check_of_case(asked) for asked in drawn(EXAMPLES)]
        Random(1).shuffle(cases)
        self._watch([*cases, *map(_check_of_test, session.items)])
        gc.freeze()  # the forks share what stands now
        for each in self.spoiled:
            self._judge(each)
        return True

    def _watch(self, checks: Sequence[Check]) -> None:
        """Each once with the right code: all must pass, and what they call is written down."""
        set_mutant_under_test("stats")
        for check, following in zip(checks, [*checks[1:], None], strict=True):
            begun = time.process_time()
            if not _holds(check, following):
                raise pytest.UsageError(f"{check.item or 'a case'} fails before anything is spoiled")
            self._seconds[check] = time.process_time() - begun
            for function in state()._stats:
                self._calling[function].append(check)
            state()._stats.clear()
        set_mutant_under_test("")

    def _judge(self, spoiled: Spoiled) -> None:
        outcome, checks = self.outcomes[spoiled.module], self._calling[spoiled.calls]
        if not checks:
            outcome.uncalled.append(spoiled)
            tell("called by no check", spoiled)
            return
        calling = set(checks)
        helpful = [check for check in self._helpful[spoiled.module] if check in calling]
        # Cases first, which cost little; then the tests, the quickest first.
        others = sorted(calling - set(helpful), key=lambda each: (each.item is not None, self._seconds[each]))
        order = helpful + others
        number = self._first_that_notices(spoiled, order)
        if number is None:
            outcome.unnoticed.append(spoiled)
            tell("not noticed", spoiled)
            return
        outcome.noticed += 1
        if number < len(order):
            rest = [each for each in self._helpful[spoiled.module] if each is not order[number]]
            self._helpful[spoiled.module] = [order[number], *rest][:20]

    def _first_that_notices(self, spoiled: Spoiled, checks: Sequence[Check]) -> int | None:
        """The place of the first that fails, one behind the last where one never ended; None: none."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            self._try(spoiled, checks, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        if told == b"none":
            return None
        return int(told) if told else len(checks)

    def _try(self, spoiled: Spoiled, checks: Sequence[Check], writing: int) -> None:
        """In the fork, which ends here; a loop without end is ended by the limit and tells nothing."""
        seconds = int(10 + 3 * sum(self._seconds[check] for check in checks))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for function in vars(sys.modules[f"{PACKAGE}.{spoiled.module}"]).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()  # what it remembers came of the right code
        set_mutant_under_test(spoiled.name)
        told = "none"
        for number, check in enumerate(checks):
            if not _holds(check, checks[number + 1] if number + 1 < len(checks) else None):
                told = str(number)
                break
        os.write(writing, told.encode())
        os._exit(0)


def tell(what: str, spoiled: Spoiled) -> None:
    print(f"\n{what}: {spoiled.name}\n{spoiled.difference}", flush=True)


def modules(patterns: Sequence[str]) -> dict[str, Path]:
    """Files by their names without the package's, in the order of the patterns."""
    found: dict[str, Path] = {}
    for path in sorted(FOLDER.rglob("*.py")):
        name = ".".join(path.relative_to(FOLDER).with_suffix("").parts).removesuffix(".__init__")
        if name not in (*NOT_SPOILED, "__init__"):
            found[name] = path
    return {name: found[name] for pattern in patterns for name in found if fnmatch(name, pattern)}


def spoil(patterns: Sequence[str]) -> list[Spoiled]:
    """Every spoiling of the modules, which are imported with them from now on."""
    found: list[Spoiled] = []
    codes: dict[str, str] = {}
    for module, path in modules(patterns).items():
        mutated = mutate_file_contents(str(path), path.read_text("utf-8"))
        codes[f"{PACKAGE}.{module}"] = mutated.code
        found.extend(_spoiled_functions(module, mutated))
    sys.meta_path.insert(0, SpoiledModules(codes))
    return found


def _spoiled_functions(module: str, mutated: MutatedFile) -> Iterator[Spoiled]:
    lines = mutated.code.splitlines()

    def text_of(function: str) -> list[str]:
        span: Any = mutated.line_span_by_function_name[function]
        return [line.replace(function, "") for line in lines[span.start - 1 : span.end]]

    for function in mutated.mutant_names:
        right, spoiled = text_of(function.partition("__mutmut_")[0] + "__mutmut_orig"), text_of(function)
        if [_without_sentences(line) for line in right] == [_without_sentences(line) for line in spoiled]:
            continue
        compared = difflib.unified_diff(right, spoiled, n=1, lineterm="")
        yield Spoiled(module, function, "\n".join(list(compared)[2:]))


def _without_sentences(line: str) -> str:
    """Sentences are for readers, not for tests."""
    return TEXT.sub(lambda text: "" if " " in text[0] else text[0], line)


def report(outcomes: dict[str, Outcome]) -> None:
    print("\n| Module | Spoiled | Noticed | Not noticed | Not called |\n| --- | --- | --- | --- | --- |")
    for module, outcome in sorted(outcomes.items()):
        left = f"{len(outcome.unnoticed)} | {len(outcome.uncalled)}"
        print(f"| `{module}` | {outcome.all} | {outcome.noticed} | {left} |")
    every = sum(outcome.all for outcome in outcomes.values())
    noticed = sum(outcome.noticed for outcome in outcomes.values())
    print(f"\n{noticed} of {every} spoilings were noticed")


def main(patterns: Sequence[str]) -> int:
    run = Run(spoil(patterns))
    arguments = ["-q", "-s", "-n", "0", "-p", "no:randomly", "-m", "not hypothesis", *TESTS]
    ended = pytest.main(arguments, plugins=[run])
    report(run.outcomes)
    return int(ended)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["*"]))
