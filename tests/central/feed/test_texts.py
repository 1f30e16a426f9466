"""The words of papers, from central's feed to the kiosk."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from central.feed.packages import PublishError
from kiosk.contract.feed import Topic
from kiosk.documents import receipt_texts
from kiosk.settings import load_settings
from tests.central.kiosks.test_revocations import FROM, publish, told_to
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

GUIDE = Path(receipt_texts.__file__).with_name("guide.toml").read_text("utf-8")
TITLE = "Giấy hướng dẫn"


def test_words_that_were_published_are_in_use_until_they_are_withdrawn(
    station: Station, central: EmbeddedCentral, clock: ManualClock, tmp_path: Path
) -> None:
    settings = load_settings(tmp_path / "none.toml", mode="development", data_folder=tmp_path / "data")
    assert told_to(station, settings, clock, central).texts.current is None
    publish(central, tmp_path, "guide.toml", GUIDE.replace(TITLE, "Tờ hướng dẫn").encode())
    told = told_to(station, settings, clock, central)
    assert told.texts.current is not None
    assert told.texts.current.guide.title.vi == "Tờ hướng dẫn"
    assert (told.texts.number, told.faults) == (1, ())
    central.central.publishing.withdraw(Topic.TEXTS, FROM.isoformat())
    assert told_to(station, settings, clock, central).texts.current is None


def test_what_papers_cannot_be_made_of_is_not_published(central: EmbeddedCentral, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="title: Field required") as caught:
        publish(central, tmp_path, "guide.toml", b"")
    assert caught.value.code == "texts_wrong"
    assert central.central.publishing.published() == []
