"""``python -m tests.fuzz [--seconds N] [--seed N] [TARGET…]``: fuzz the parsers for that long.

Round by round over all targets with a new seed each, so that every one gets its share however long it runs.
The seed of a failing round is printed; the same seed fails the same way.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz import card_parsers, chip_parsers
from tests.fuzz.targets import Target

ALL_TARGETS: tuple[Target, ...] = (*chip_parsers.TARGETS, *card_parsers.TARGETS)
EXAMPLES, COSTLY_EXAMPLES = 200, 20


def main(arguments: list[str]) -> int:
    names = [target.name for target in ALL_TARGETS]
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=float, default=300.0, metavar="N", help="how long (300)")
    parser.add_argument("--seed", type=int, default=None, metavar="N", help="of the first round")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of: {', '.join(names)}")
    parsed = parser.parse_args(arguments)
    unknown = [name for name in parsed.targets if name not in names]
    if unknown:
        parser.error(f"no such target: {', '.join(unknown)}")
    chosen = [target for target in ALL_TARGETS if not parsed.targets or target.name in parsed.targets]
    return _fuzz(chosen, parsed.seconds, secrets.randbits(32) if parsed.seed is None else parsed.seed)


def _fuzz(targets: list[Target], seconds: float, first_seed: int) -> int:
    end = time.monotonic() + seconds
    counts: Counter[str] = Counter()
    round_seed = first_seed
    while time.monotonic() < end:
        for target in targets:
            if time.monotonic() >= end:
                break
            try:
                counts[target.name] += _run(target, round_seed)
            except Exception:
                print(f"{target.name} failed with --seed {round_seed}", file=sys.stderr)
                raise
        round_seed += 1
    for target in targets:
        print(f"{target.name:<28}{counts[target.name]:>9} inputs")
    print(f"seeds {first_seed} to {round_seed - 1}: no input was mistaken")
    return 0


def _run(target: Target, round_seed: int) -> int:
    """One round of one target; how many inputs it tried."""
    tried = 0

    @settings(
        max_examples=COSTLY_EXAMPLES if target.costly else EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @seed(round_seed)
    @given(target.strategy)
    def check(data: bytes) -> None:
        nonlocal tried
        tried += 1
        target.check(data)

    check()
    return tried


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
