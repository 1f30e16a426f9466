"""``python -m tests.flows``: the table of flows and conditions, as Markdown; below it why a cell is empty."""

from __future__ import annotations

from tests.flows.conditions import FLOWS, TESTS, Condition, cells


def main() -> None:
    found = {(cell.flow, cell.condition): cell for cell in cells()}
    reasons = list(dict.fromkeys(cell.reason for cell in found.values() if cell.reason))
    print("| flow | " + " | ".join(Condition) + " |")
    print("| --- |" + " --- |" * len(Condition))
    for flow in FLOWS:
        row = [found[flow, condition] for condition in Condition]
        marks = [str(reasons.index(cell.reason) + 1) if cell.reason else "✓" for cell in row]
        print(f"| {flow} | " + " | ".join(marks) + " |")
    print(f"\n✓: {TESTS} plays it. A number: it cannot occur, because the flow\n")
    for number, reason in enumerate(reasons, start=1):
        print(f"{number}. {reason}")


if __name__ == "__main__":
    main()
