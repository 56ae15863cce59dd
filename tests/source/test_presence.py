"""Files that a text names: looked up inside the root, and never read."""

from pathlib import Path

import pytest

from lesson_pipeline.source import presence
from lesson_pipeline.source.presence import Presence, look_up


def test_a_file_is_there_or_has_a_neighbour_that_is(tmp_path: Path) -> None:
    (tmp_path / "lessons" / "figures").mkdir(parents=True)
    (tmp_path / "lessons" / "figures" / "ring-1.svg").touch()
    names = ["figures/ring-1.svg", "figures/ring1.svg", "figures/other.png", "nowhere/ring-1.svg", "../../ring-1.svg"]
    assert look_up(tmp_path, "lessons", names) == {
        "figures/ring-1.svg": Presence(is_there=True),
        "figures/ring1.svg": Presence(is_there=False, near="figures/ring-1.svg"),
        "figures/other.png": Presence(is_there=False),
        "nowhere/ring-1.svg": Presence(is_there=False),
        "../../ring-1.svg": Presence(is_there=False, is_inside=False),
    }


def test_a_root_that_is_a_link_is_the_folder_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real" / "lessons").mkdir(parents=True)
    (tmp_path / "real" / "lessons" / "ring.svg").touch()
    (tmp_path / "link").symlink_to("real")
    assert look_up(tmp_path / "link", "lessons", ["ring.svg"]) == {"ring.svg": Presence(is_there=True)}


def test_no_more_names_are_looked_up_than_a_lesson_can_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "MOST", 2)
    assert list(look_up(tmp_path, ".", ["a", "b", "b", "a", "c"])) == ["a", "b"]
