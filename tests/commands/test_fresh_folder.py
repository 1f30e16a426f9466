"""A demo empties the folder that it filled before, and no other."""

from __future__ import annotations

from pathlib import Path

from commands.fresh_folder import make_fresh


def test_a_folder_is_filled_again_and_again(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "9.14"
    assert make_fresh(folder)
    (folder / "act.json").touch()
    assert make_fresh(folder)
    assert not (folder / "act.json").exists()


def test_a_folder_with_other_things_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    assert not make_fresh(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]
