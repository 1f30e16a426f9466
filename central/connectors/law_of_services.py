"""What the law says of a public service that was handed over, by the very rules by which a kiosk decides."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kiosk.benefits.parameters import shipped_book
from kiosk.benefits.workings import Workings
from kiosk.clock import VIETNAM_TIME
from kiosk.eligibility.answer import Outcome
from kiosk.eligibility.deciding import judge
from kiosk.errors import KnownError

_OF_CARD = ("date_of_birth", "sex", "nationality")


def law_says(act: dict[str, Any]) -> Outcome | None:
    """As of the day on which it was filed. None for what is no public service of ours, or has answers of
    another form.
    """
    from kiosk.tasks.catalogue import load_catalogue  # only who decides about services needs it

    payload = act["payload"]
    task = load_catalogue().find(payload.get("service", ""))
    if task is None or task.filing is None or "occurred_at" not in act:
        return None
    day = datetime.fromisoformat(act["occurred_at"]).astimezone(VIETNAM_TIME).date()
    card = {f"person.{name}": payload["identity"].get(name) for name in _OF_CARD}
    try:
        facts = task.filing.facts_of({"today": day.isoformat(), **card, **payload["answers"]}, day)
    except (KnownError, LookupError, TypeError, ValueError):
        return None
    return judge(task.filing.service, facts, Workings(task.id, day, shipped_book())).outcome
