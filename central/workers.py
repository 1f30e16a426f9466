"""Several processes behind one listening socket; one that dies is started again.

The processes share nothing but the database and the folder of keys. Each holds the far end of a pipe: when
the process that started them is gone, however it ended, they see that and stop too.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from central.app import create_app
from central.metrics import forget_process
from central.serving import GRACE_SECONDS, ServerThread
from central.settings import CentralSettings
from private_process import keep_private

logger = logging.getLogger(__name__)
_START_SECONDS = 60.0
_RESTART_SECONDS = 1.0  # a worker that cannot live is not started a thousand times a second
_spawn = multiprocessing.get_context("spawn")


class WorkersError(Exception):
    """A worker did not come up."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: SpawnProcess
    line: Connection  # says "ready" once; its end is the sign to stop


def _work(settings: CentralSettings, listener: socket.socket, line: Connection) -> None:
    """A worker from its first to its last moment."""
    keep_private()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    stopping = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes: the first one decides
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    server = ServerThread(create_app(settings), listener)
    server.start()
    with suppress(BrokenPipeError):  # told to stop before it had begun
        line.send("ready")

    def watch() -> None:
        line.poll(None)
        stopping.set()

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()
    stopping.wait()
    server.stop()


class Workers:
    """``start``, then ``run`` until the event is set, which also stops them."""

    def __init__(self, settings: CentralSettings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        self._workers: list[_Worker] = []

    def start(self) -> None:
        """Returns when all answer. Raises WorkersError; then none is left."""
        self._workers = [self._begin() for _ in range(self._settings.workers)]
        if not all(self._is_ready(worker) for worker in self._workers):
            self.stop()
            raise WorkersError

    def run(self, stopping: threading.Event) -> None:
        while not stopping.wait(_RESTART_SECONDS):
            for place, worker in enumerate(self._workers):
                if not worker.process.is_alive():
                    logger.error("a worker ended with code %s; it is started again", worker.process.exitcode)
                    worker.line.close()
                    forget_process(worker.process.pid or 0)
                    self._workers[place] = self._begin()
        self.stop()

    def stop(self) -> None:
        """Let the requests under way come to their end, and end the processes."""
        for worker in self._workers:
            worker.line.close()
        for worker in self._workers:
            worker.process.join(GRACE_SECONDS + 5)
            if worker.process.is_alive():
                logger.error("a worker does not stop; it is killed")
                worker.process.kill()
                worker.process.join()
        self._listener.close()

    def _begin(self) -> _Worker:
        ours, theirs = _spawn.Pipe()
        process = _spawn.Process(
            target=_work, args=(self._settings, self._listener, theirs), name="central", daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    @staticmethod
    def _is_ready(worker: _Worker) -> bool:
        answered = wait([worker.line, worker.process.sentinel], _START_SECONDS)
        try:
            return worker.line in answered and worker.line.recv() == "ready"
        except EOFError:
            return False
