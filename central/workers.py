"""Several processes behind one port, and one that judges; one that dies is started again.

Judging has a process of its own, in the second row for the processor: in a rush kiosks get their receipts
first, and what is queued is judged behind it.

The processes share nothing but the database and the folder of keys. Each holds the far end of a pipe: when
the process that started them is gone, however it ended, they see that and stop too.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TypeAlias

from sqlalchemy.exc import DBAPIError

from central.app import create_app
from central.assembly import build_central
from central.operations.log_lines import begin_log
from central.operations.metrics import forget_process
from central.operations.serving import MORE_TO_STOP, ServerThread, share
from central.operations.stop_sign import StopSign
from central.settings import CentralSettings
from central.store.storage import wait_for_database
from private_process import keep_private

logger = logging.getLogger(__name__)
_START_SECONDS = 60.0
_RESTART_SECONDS = 1.0  # a worker that cannot live is not started a thousand times a second
_BEHIND = 10  # of the steps of nice(2)
Work: TypeAlias = Callable[[CentralSettings, socket.socket, Connection], None]
_spawn = multiprocessing.get_context("spawn")


class WorkersError(Exception):
    """A worker did not come up."""


@dataclass(frozen=True, slots=True)
class _Worker:
    work: Work
    listener: socket.socket  # stays open: who connects while its process is begun anew waits
    process: SpawnProcess
    line: Connection  # says "ready" once; its end is the sign to stop


def _serve(settings: CentralSettings, listener: socket.socket, line: Connection) -> None:
    """A process that answers, from its first to its last moment."""
    with _begin_process(settings) as stopping:
        server = ServerThread(create_app(settings, judges=False), listener)
        server.start()
        _wait_for_end(stopping, line)
        server.stop()


def _judge(settings: CentralSettings, listener: socket.socket, line: Connection) -> None:
    """The process that judges, hands over what was approved, and sends notices."""
    with _begin_process(settings) as stopping:
        listener.close()
        os.nice(_BEHIND)
        central = build_central(settings)
        gc.freeze()  # it stays: looked through with every batch it would cost a fifth of a day of notices
        central.judge_thread.start()
        for thread in central.queue_threads:
            thread.start()
        _wait_for_end(stopping, line)
        central.judge_thread.stop()
        for thread in central.queue_threads:
            thread.stop()
        central.engine.dispose()


def _begin_process(settings: CentralSettings) -> StopSign:
    """Returns the sign to stop, when the database answers."""
    keep_private()
    begin_log()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes: the first one decides
    try:
        wait_for_database(settings.effective_database_url)
    except DBAPIError as error:
        logger.error("the database does not answer: %s", type(error.orig).__name__)  # its words name hosts
        raise SystemExit(1) from None
    stopping = StopSign()
    stopping.follow(signal.SIGTERM)
    return stopping


def _wait_for_end(stopping: StopSign, line: Connection) -> None:
    with suppress(BrokenPipeError):  # told to stop before it had begun
        line.send("ready")

    def watch() -> None:
        line.poll(None)
        stopping.set()

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()
    stopping.wait()


class Workers:
    """``start``, then ``run`` until the event is set, which also stops them."""

    def __init__(self, settings: CentralSettings, listener: socket.socket) -> None:
        self._settings = settings
        self._listeners = share(listener, settings.workers)
        self._workers: list[_Worker] = []

    def start(self) -> None:
        """Returns when all answer. Raises WorkersError; then none is left."""
        self._workers = [self._begin(_serve, each) for each in self._listeners]
        self._workers.append(self._begin(_judge, self._listeners[0]))
        if not all(self._is_ready(worker) for worker in self._workers):
            self.stop()
            raise WorkersError

    def run(self, stopping: StopSign) -> None:
        while not stopping.wait(_RESTART_SECONDS):
            for place, worker in enumerate(self._workers):
                if not worker.process.is_alive():
                    logger.error("a worker ended with code %s; it is started again", worker.process.exitcode)
                    worker.line.close()
                    forget_process(worker.process.pid or 0)
                    self._workers[place] = self._begin(worker.work, worker.listener)
        self.stop()

    def stop(self) -> None:
        """Let the requests under way come to their end, and end the processes."""
        for worker in self._workers:
            worker.line.close()
        for worker in self._workers:
            worker.process.join(self._settings.http.stop_seconds + MORE_TO_STOP)
            if worker.process.is_alive():
                logger.error("a worker does not stop; it is killed")
                worker.process.kill()
                worker.process.join()
        for listener in self._listeners:
            listener.close()

    def _begin(self, work: Work, listener: socket.socket) -> _Worker:
        ours, theirs = _spawn.Pipe()
        process = _spawn.Process(
            target=work, args=(self._settings, listener, theirs), name="central", daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(work, listener, process, ours)

    @staticmethod
    def _is_ready(worker: _Worker) -> bool:
        answered = wait([worker.line, worker.process.sentinel], _START_SECONDS)
        try:
            return worker.line in answered and worker.line.recv() == "ready"
        except EOFError:
            return False
