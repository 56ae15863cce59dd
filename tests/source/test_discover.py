"""Which files make a curriculum, and where its root is."""

from pathlib import Path

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.source.discover import COURSE, discover, find_root


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "root", COURSE)
    return tmp_path / "root"


def test_each_file_has_its_kind(root: Path) -> None:
    write(
        root, "planning/concepts.yaml", "planning/b/concepts.yaml", "planning/b/two.yaml", "planning/a/one.yml", "planning/a/z.yaml",
        "lessons/z.md", "lessons/one.md", "reviews/one/round-2.yaml", "reviews/one/round-1.yaml",
        "planning/notes.md", "planning/a/plan.json", "lessons/figure.svg", "reviews/readme.md", "other/three.yaml", "four.yaml",
    )  # fmt: skip
    files = discover(root)
    assert files.root == root
    assert files.concepts == ("planning/b/concepts.yaml", "planning/concepts.yaml")
    assert files.plans == ("planning/a/one.yml", "planning/a/z.yaml", "planning/b/two.yaml")
    assert files.lessons == ("lessons/one.md", "lessons/z.md")
    assert files.rounds == ("reviews/one/round-1.yaml", "reviews/one/round-2.yaml")
    assert files.on_disk("lessons/z.md").is_file()


def test_folders_may_be_missing(root: Path) -> None:
    files = discover(root)
    assert (files.concepts, files.plans, files.lessons, files.rounds) == ((), (), (), ())


def test_a_folder_with_the_name_of_a_file_is_none(root: Path) -> None:
    (root / "planning/odd.yaml").mkdir()
    write(root, "planning/odd.yaml/inner.yaml")
    assert discover(root).plans == ("planning/odd.yaml/inner.yaml",)


def test_a_link_out_of_the_root_is_left_alone(root: Path, tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.yaml", "outside/round-1.yaml")
    write(root, "planning/a/plan.yaml")
    (root / "planning/file.yaml").symlink_to(tmp_path / "outside/secret.yaml")
    (root / "planning/folder").symlink_to(tmp_path / "outside")
    (root / "reviews").symlink_to(tmp_path / "outside")
    (root / "planning/inside.yaml").symlink_to(root / "planning/a/plan.yaml")
    files = discover(root)
    assert files.plans == ("planning/a/plan.yaml", "planning/inside.yaml")
    assert files.rounds == ()


def test_a_root_that_is_itself_a_link_is_as_good(root: Path, tmp_path: Path) -> None:
    write(root, "planning/a/plan.yaml")
    (root / "planning/inside.yaml").symlink_to("a/plan.yaml")
    (tmp_path / "link").symlink_to(root)
    assert discover(tmp_path / "link").plans == discover(root).plans == ("planning/a/plan.yaml", "planning/inside.yaml")


def test_links_to_nothing_and_to_themselves_are_left_alone(root: Path) -> None:
    (root / "planning/self.yaml").symlink_to("self.yaml")
    (root / "planning/gone.yaml").symlink_to("nowhere.yaml")
    (root / "planning/.#plan.yaml").symlink_to("user@host.1234")
    (root / "planning/loop").symlink_to("..")
    (root / "lessons").symlink_to("lessons")
    assert discover(root).plans == ()


def test_the_root_is_found_from_below(root: Path) -> None:
    write(root, "planning/a/b/plan.yaml")
    assert find_root(root / "planning/a/b") == find_root(root) == root.resolve()


def test_the_nearest_root_counts(root: Path) -> None:
    write(root, f"inner/{COURSE}")
    assert find_root(root / "inner/planning") == (root / "inner").resolve()


def test_no_root_is_explained(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"no planning/course\.yaml in .* or any folder above it") as caught:
        find_root(tmp_path)
    assert "--root" in caught.value.help
