"""The face check: speed, smoothness of the interface meanwhile, accuracy on synthetic people, liveness.

Synthetic people are few and partly drawn: these rows guard against a step back. What the check is worth on
real people before a real camera only a field test tells (docs/face-field-test.md).
"""

from __future__ import annotations

from bench.table import print_table


def main() -> None:
    from bench.face import accuracy, advice, flash, interface, liveness, sessions, speed
    from ekyc.face.limits import load_limits
    from ekyc.face.worker import FaceWorker

    limits = load_limits()
    worker = FaceWorker(limits)
    worker.wait_ready()
    try:
        print_table("Face check: speed (synthetic person)", speed.measure(worker))
        print_table("Face check: interface meanwhile", interface.measure())
        print_table("Face check: accuracy (synthetic people)", accuracy.measure(worker, limits))
        print_table("Face check: advice (synthetic people)", advice.measure(worker))
        rows = [*liveness.measure(worker, limits), *flash.measure(worker, limits)]
        print_table("Face check: liveness (synthetic people and attacks)", rows)
        print_table("Face check: staged sessions (make attack-report: 60 of each)", sessions.measure())
    finally:
        worker.stop()
