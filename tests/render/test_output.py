"""The output folder: only what changed is written, only what is ours is removed, nothing outside is touched."""

import json
import os
from pathlib import Path

import pytest

from lesson_pipeline.errors import PipelineError
from tests.render.conftest import Site

MANIFEST = ".lesson-pipeline.json"
EVERYTHING = {
    *(MANIFEST, "static/style.css", "static/scheme.js", "index.html", "glossary.html", "traceability.html"),
    *(f"lessons/{slug}.html" for slug in ("counting", "loops", "sums")),
    *(f"concepts/{id}.html" for id in ("arithmetic", "counter", "while-loop", "for-loop", "accumulator")),
}


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}


def times(folder: Path) -> dict[str, int]:
    return {path: (folder / path).stat().st_mtime_ns for path in files(folder)}


def test_every_page_is_written_and_told(site: Site) -> None:
    result = site.render()
    assert files(site.out) == EVERYTHING
    assert (result.pages, result.written, result.removed) == (11, 13, 0)
    assert result.index == site.out / "index.html"
    assert result.problems == []
    assert site.told == ["lessons/counting.html", "lessons/loops.html", "lessons/sums.html"]


def test_a_second_run_writes_nothing(site: Site) -> None:
    site.render()
    before = times(site.out)
    assert site.render().written == 0
    assert times(site.out) == before


def test_the_same_input_gives_the_same_bytes(site: Site, tmp_path: Path) -> None:
    site.render()
    first = {path: (site.out / path).read_bytes() for path in files(site.out)}
    site.out = tmp_path / "again"
    site.render()
    assert {path: (site.out / path).read_bytes() for path in files(site.out)} == first


def test_only_pages_that_changed_are_written(site: Site) -> None:
    site.render()
    before = times(site.out)
    site.change("planning/repetition/sums.yaml", "Add up a list.", "Add up every list.")
    assert site.render().written == 2
    changed = {path for path, time in times(site.out).items() if time != before[path]}
    assert changed == {"index.html", "lessons/sums.html"}


def test_a_page_that_somebody_spoilt_is_mended(site: Site) -> None:
    site.render()
    (site.out / "index.html").write_text("spoilt")
    assert site.render().written == 1
    assert site.index().one("h1").text == "Programming"


def test_pages_of_lessons_that_are_gone_are_removed(site: Site) -> None:
    site.render()
    site.change("planning/course.yaml", "[counting, loops, sums]", "[counting, loops]")
    (site.root / "planning/repetition/sums.yaml").unlink()
    result = site.render()
    assert result.removed == 1
    assert files(site.out) == EVERYTHING - {"lessons/sums.html"}


def test_pages_of_concepts_that_are_gone_are_removed(site: Site) -> None:
    site.render()
    before = times(site.out)
    site.change("planning/concepts.yaml", "  for-loop: {name: For loop}\n", "")
    result = site.render()
    assert (result.written, result.removed) == (1, 1)
    assert files(site.out) == EVERYTHING - {"concepts/for-loop.html"}
    assert {path for path, time in times(site.out).items() if time != before[path]} == {MANIFEST, "glossary.html"}


def test_a_concept_that_changed_changes_the_pages_that_show_it(site: Site) -> None:
    site.render()
    before = times(site.out)
    site.change("planning/concepts.yaml", "name: Accumulator", "name: Running total")
    site.render()
    changed = {path for path, time in times(site.out).items() if time != before[path]}
    assert changed == {"concepts/accumulator.html", "glossary.html"}


def test_the_page_on_a_lessons_promises_comes_and_goes_with_its_text(site: Site) -> None:
    site.write("lessons/loops.md", "## Counting again {#recap}\n")
    site.render()
    assert files(site.out) == EVERYTHING | {"traceability/loops.html", "review/loops.html"}
    (site.root / "lessons/loops.md").unlink()
    site.render()
    assert files(site.out) == EVERYTHING


def test_foreign_files_stay(site: Site) -> None:
    site.render()
    names = ("CNAME", "lessons/mine.html", "static/mine.css", "concepts/mine.html", "concepts/notes.txt")
    foreign = [site.out / name for name in names]
    for file in foreign:
        file.write_text("mine")
    assert site.render().removed == 0
    assert all(file.read_text() == "mine" for file in foreign)


def test_a_foreign_folder_is_refused(site: Site) -> None:
    site.out.mkdir()
    (site.out / "thesis.txt").write_text("years of work")
    with pytest.raises(PipelineError, match="not made by this command"):
        site.render()
    assert files(site.out) == {"thesis.txt"}


def test_a_foreign_file_is_not_overwritten(site: Site) -> None:
    site.render()
    (site.out / "lessons" / "extra.html").write_text("mine")
    site.change("planning/course.yaml", "sums]", "sums, extra]")
    site.write("planning/repetition/extra.yaml", "lesson: extra\ntitle: Extra\n")
    with pytest.raises(PipelineError, match="in the way"):
        site.render()
    assert (site.out / "lessons" / "extra.html").read_text() == "mine"


def test_an_interrupted_run_does_not_lock_the_folder(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def fail_at_loops(self: Path, target: Path) -> Path:
        if target.name == "loops.html":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_at_loops)
    with pytest.raises(KeyboardInterrupt):
        site.render()
    monkeypatch.undo()
    assert "lessons/counting.html" in files(site.out) < EVERYTHING - {"lessons/loops.html", "lessons/sums.html"}
    site.render()
    assert files(site.out) == EVERYTHING


def test_an_empty_folder_will_do(site: Site) -> None:
    site.out.mkdir()
    assert site.render().written == 13


@pytest.mark.parametrize(
    "listed", ["../course/planning/course.yaml", "/etc/hostname", "lessons/../../x.html", "thesis.txt", 7]
)
def test_a_manifest_cannot_point_elsewhere(site: Site, listed: object) -> None:
    site.render()
    (site.out / "thesis.txt").write_text("mine")
    manifest = site.out / MANIFEST
    manifest.write_text(json.dumps({"version": 1, "files": [*json.loads(manifest.read_text())["files"], listed]}))
    assert site.render().removed == 0
    assert (site.root / "planning/course.yaml").is_file() and (site.out / "thesis.txt").is_file()


@pytest.mark.parametrize("content", ["{", "[]", '{"version": 1}', '{"files": 3}'])
def test_a_broken_manifest_is_refused(site: Site, content: str) -> None:
    site.render()
    (site.out / MANIFEST).write_text(content)
    with pytest.raises(PipelineError, match="cannot be read"):
        site.render()


def test_a_link_that_leads_out_is_not_followed(site: Site, tmp_path: Path) -> None:
    site.render()
    elsewhere = tmp_path / "elsewhere"
    (site.out / "lessons").rename(elsewhere)
    before = times(elsewhere)
    (site.out / "lessons").symlink_to(elsewhere, target_is_directory=True)
    site.change("planning/repetition/sums.yaml", "Add up a list.", "Add up every list.")
    with pytest.raises(PipelineError, match="leads out"):
        site.render()
    assert times(elsewhere) == before


def test_a_linked_page_is_replaced_and_not_written_through(site: Site, tmp_path: Path) -> None:
    site.render()
    precious = tmp_path / "precious.html"
    precious.write_text("mine")
    (site.out / "index.html").unlink()
    (site.out / "index.html").symlink_to(precious)
    site.render()
    assert precious.read_text() == "mine"
    assert not (site.out / "index.html").is_symlink()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold here")
def test_a_folder_that_cannot_be_written_is_an_error_of_the_call(site: Site) -> None:
    site.out.mkdir(mode=0o500)
    with pytest.raises(PipelineError, match="Cannot write"):
        site.render()


def test_a_file_in_place_of_the_folder_is_an_error_of_the_call(site: Site) -> None:
    site.out.write_text("a file")
    with pytest.raises(PipelineError, match="Cannot write"):
        site.render()


def test_pages_may_be_read_by_everybody_who_may_read_new_files(site: Site, tmp_path: Path) -> None:
    site.render()
    usual = tmp_path / "usual"
    usual.write_text("")
    assert (site.out / "index.html").stat().st_mode == usual.stat().st_mode
