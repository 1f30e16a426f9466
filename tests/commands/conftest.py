"""A face worker that the face commands share: each would load the models anew otherwise."""

from __future__ import annotations

import pytest

from ekyc.face.limits import FaceLimits, load_limits
from ekyc.face.models import NetworkFile
from ekyc.face.worker import FaceWorker
from tests.patience import PATIENCE


@pytest.fixture
def kept_worker(face_worker: FaceWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that ask for the usual worker get one that outlives them; others get what they ask for."""
    usual = load_limits()

    def take(limits: FaceLimits, *, network: NetworkFile | None = None) -> FaceWorker:
        if network is None and limits == usual:
            return face_worker
        return FaceWorker(limits, network=network, ready_deadline=PATIENCE)

    monkeypatch.setattr("commands.face.inputs.FaceWorker", take)
    monkeypatch.setattr(face_worker, "stop", lambda: None)
