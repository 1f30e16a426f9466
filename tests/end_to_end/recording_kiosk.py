"""The storing half of a kiosk as a process of its own, made to be killed at any moment.

It sends in the background and records act after act. After each commit it prints the act's id: that is the
moment at which a person sees the receipt.
"""

from __future__ import annotations

import random
import sys
import threading
from pathlib import Path

from kiosk.sync.worker import SyncPace
from tests.acts import registration_payload
from tests.patience import PATIENCE
from tests.sync_parts import open_station, sample_act


def main() -> None:
    folder, url, seed, acts = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    station = open_station(folder / "kiosk.db")
    worker = station.worker(url, SyncPace(retry_base=0.01, retry_cap=0.05, poll=0.2))
    worker.start()
    print("ready", flush=True)
    pauses = random.Random(seed)
    stopped = threading.Event()  # never set: this process is killed
    for _ in range(acts):
        act = sample_act(payload=registration_payload(portrait="A" * pauses.randrange(20_000)))
        station.recorder.record(act)
        print(act.act_id, flush=True)
        stopped.wait(pauses.uniform(0, 0.01))  # a person's thinking time, much shortened
    sent = threading.Event()
    worker.listen(lambda state: sent.set() if state.online and state.pending == 0 else None, lambda *_: None)
    if not sent.wait(PATIENCE):
        sys.exit("the outbox did not empty")
    worker.stop()
    station.close()


if __name__ == "__main__":
    main()
