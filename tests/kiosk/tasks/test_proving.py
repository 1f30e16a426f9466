"""What reading leaves open holds of every shipped file, and of an office's is proved as it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import kiosk.tasks
from kiosk.forms.errors import FormError
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.proving import prove

_SHIPPED = Path(kiosk.tasks.__file__).parent / "services" / "catalogue" / "9.14.toml"
_NEEDED = 'ground = "after_12_months"\n'


@pytest.mark.parametrize("task_id", [task.id for task in load_catalogue()])
def test_it_holds_of_what_is_shipped(task_id: str) -> None:
    prove(load_catalogue().get(task_id), f"{task_id}.toml")


def test_a_file_of_an_office_is_proved_as_it_is_read(tmp_path: Path) -> None:
    mine = _SHIPPED.read_text("utf-8").replace('id = "9.14"', 'id = "mine"')
    (tmp_path / "mine.toml").write_text(mine.replace(_NEEDED, ""), "utf-8")
    with pytest.raises(FormError) as caught:
        load_catalogue((tmp_path,))
    assert caught.value.key == "service.estimate[0].input", caught.value.reason
