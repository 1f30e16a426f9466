"""The form in which an officer enters contribution time that was missing."""

from __future__ import annotations

from collections.abc import Mapping

from central.cases.entered_time import EnteredTime, entered_from
from kiosk.contract.records import Fund

ENTER_TIME = "enter_time"  # the change of ``changes.toml``
OTHER_EMPLOYER, NO_EMPLOYER = "other", "none"  # of whom the record has no other report; of who pays alone
TIME_FUNDS: Mapping[Fund, str] = {
    Fund.COMPULSORY: "BHXH bắt buộc",
    Fund.UNEMPLOYMENT: "BHTN",
    Fund.ACCIDENT: "TNLĐ, BNN",
    Fund.HEALTH: "BHYT",
    Fund.VOLUNTARY: "BHXH tự nguyện",
}


def entered_time(form: Mapping[str, str]) -> EnteredTime:
    """As it was typed: months as 05/2019 or 2019-05, the wage with or without dots. Raises ProblemError
    ``time-unusable``.
    """
    wage = form.get("time.wage", "").replace(".", "").replace(" ", "")
    replaces = form.get("time.replaces", "")
    return entered_from(
        {
            "from_month": _month(form.get("time.from", "")),
            "to_month": _month(form.get("time.to", "")),
            "employer": _employer(form),
            "position": form.get("time.position", "").strip(),
            "wage": int(wage) if wage.isdecimal() and len(wage) < 13 else wage,
            "funds": tuple(fund for fund in Fund if form.get(f"time.fund.{fund.value}") == "yes"),
            "replaces": int(replaces) if replaces.isdecimal() and len(replaces) < 6 else None,
        }
    )


def _employer(form: Mapping[str, str]) -> str | None:
    """What was typed goes before what was chosen; "" where neither was, which is no code."""
    chosen, typed = form.get("time.employer", ""), form.get("time.employer_code", "").strip().upper()
    if typed or chosen == OTHER_EMPLOYER:
        return typed
    return None if chosen == NO_EMPLOYER else chosen


def _month(typed: str) -> str:
    parts = typed.strip().split("/")
    return f"{parts[1]}-{parts[0]:0>2}" if len(parts) == 2 else typed.strip()
