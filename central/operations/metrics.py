"""What central counts of itself, as Prometheus reads it: on a port of its own, summed over all workers.

No label names a device, an office or a person: routes are those of the API, everything else is a closed set.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.intake.admission import PUSHES, UPLOADS
from central.kiosks.alarms import count_by_rule
from central.settings import CentralSettings
from central.store.case_tables import hand_over
from central.store.schema import judgement, to_judge
from central.store.storage import make_engine
from kiosk.contract.wire import EventResult

_SHARED = "PROMETHEUS_MULTIPROC_DIR"  # the library's: where the workers of one machine add up
_METHODS = frozenset({"GET", "HEAD", "POST", "PATCH"})
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_HANDING = (
    ("central_cases_to_hand_over", "waiting", "Approved cases that wait for the back office."),
    ("central_cases_stuck", "stuck", "Approved cases that the back office could not be given."),
)


class Metrics:
    """What one process counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "central_requests",
            "Requests that were answered.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "central_request_seconds",
            "From the head of a request to the end of its answer.",
            ["method", "route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.under_way = Gauge(
            "central_requests_under_way",
            "Requests that are read, wait for their place, or are worked on.",
            ["kind"],
            registry=self.registry,
            multiprocess_mode="livesum",
        )
        self.acts = Counter("central_acts", "Acts that were sent.", ["outcome"], registry=self.registry)
        self.connections = Gauge(
            "central_database_connections",
            "Connections to the database in use.",
            registry=self.registry,
            multiprocess_mode="livesum",
        )

    def count_acts(self, results: Iterable[EventResult]) -> None:
        for result in results:
            self.acts.labels(result.status.value).inc()


class Measuring:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, metrics: Metrics, engine: Engine) -> None:
        self._app = app
        self._metrics = metrics
        self._engine = engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = "none"  # the client went away

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        began = time.monotonic()
        try:
            with self._metrics.under_way.labels(_kind(scope)).track_inprogress():
                await self._app(scope, receive, note)
        finally:
            self._note(scope, status, time.monotonic() - began)

    def _note(self, scope: Scope, status: str, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = getattr(scope.get("route"), "path", "none")
        self._metrics.requests.labels(method, route, status).inc()
        self._metrics.seconds.labels(method, route).observe(seconds)
        if isinstance(self._engine.pool, QueuePool):
            self._metrics.connections.set(self._engine.pool.checkedout())


def _kind(scope: Scope) -> str:
    return "push" if PUSHES.fits(scope) else "upload" if UPLOADS.fits(scope) else "other"


class QueueCollector(Collector):
    """Asks the database when Prometheus asks, so that it is counted once, however many workers there are."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            with self._engine.connect() as connection:
                waiting = connection.execute(select(func.count()).select_from(to_judge)).scalar_one()
                held = select(func.count()).where(judgement.c.outcome == "quarantined")
                quarantined = connection.execute(held).scalar_one()
                handed = select(hand_over.c.state, func.count()).group_by(hand_over.c.state)
                handing = {row[0]: row[1] for row in connection.execute(handed)}
                alarms = count_by_rule(connection)
        except SQLAlchemyError:
            yield GaugeMetricFamily("central_database_up", "Whether the database answers.", 0)
            return
        yield GaugeMetricFamily("central_database_up", "Whether the database answers.", 1)
        yield GaugeMetricFamily("central_acts_to_judge", "Acts that wait for their judging.", waiting)
        yield GaugeMetricFamily("central_acts_in_quarantine", "Acts that staff have to look at.", quarantined)
        for name, state, what in _HANDING:
            yield GaugeMetricFamily(name, what, handing.get(state, 0))
        standing = GaugeMetricFamily(
            "central_kiosk_alarms", "Kiosks for which an alarm stands.", labels=["alarm"]
        )
        for alarm, kiosks in sorted(alarms.items()):
            standing.add_metric([alarm], kiosks)
        yield standing


@contextmanager
def adding_up() -> Iterator[None]:
    """Processes that are started within count together."""
    with tempfile.TemporaryDirectory(prefix="central-metrics-") as folder:
        os.environ[_SHARED] = folder
        try:
            yield
        finally:
            del os.environ[_SHARED]


def forget_process(pid: int) -> None:
    """A worker is gone: what it had under way is no more; what it counted stays."""
    if _SHARED in os.environ:
        mark_process_dead(pid)  # type: ignore[no-untyped-call]  # the library has no types there


@contextmanager
def serving_metrics(settings: CentralSettings, counted: Metrics | None) -> Iterator[int | None]:
    """Serve them at ``metrics_host`` and ``metrics_port``; the port, None where none is set. ``counted`` by
    this process; None: by the processes that add up. Raises OSError when the address cannot be had.
    """
    if settings.metrics_port is None:
        yield None
        return
    engine = make_engine(settings.effective_database_url)
    registry = CollectorRegistry() if counted is None else counted.registry
    if counted is None:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(QueueCollector(engine))
    server, thread = start_http_server(settings.metrics_port, settings.metrics_host, registry)
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        engine.dispose()
