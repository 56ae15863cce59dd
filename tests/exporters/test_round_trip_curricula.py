"""Whole curricula exported and imported again: ours, and those that the seed and the corpus make."""

from pathlib import Path

import pytest

from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.exporters.markdown.document import planning_document
from lesson_pipeline.exporters.markdown.lesson_files import lesson_files
from lesson_pipeline.importers.markdown.files import plan_writing
from lesson_pipeline.importers.markdown.run import import_markdown
from lesson_pipeline.source.discover import discover
from tests.conftest import ROOT
from tests.exporters.round_trips import lessons, read, there_and_back

SHARED = ROOT.parent / "shared"
SOURCES = [path for path in (SHARED / "seed", SHARED / "corpus") if path.is_dir()]


def test_every_lesson_of_our_own_curriculum_comes_back() -> None:
    count = 0
    for lesson in lessons(load(discover(ROOT))):
        back = there_and_back(lesson)
        assert back.plan == lesson.plan, lesson.slug
        assert list(back.rounds) == list(lesson.rounds), lesson.slug
        assert back.concepts == lesson.concepts, lesson.slug
        assert (back.odd, list(back.outcome.words.lost)) == ([], []), lesson.slug
        count += 1
    assert count > 10


def test_exports_of_our_own_curriculum_give_a_registry_in_which_none_of_them_is_out_of_order(tmp_path: Path) -> None:
    ours = list(lessons(load(discover(ROOT))))
    for lesson in ours:
        (tmp_path / f"{lesson.slug}.md").write_text(planning_document(lesson), encoding="utf-8")
    texts = import_markdown([tmp_path], tmp_path / "into").texts
    found = list(read(texts["planning/concepts.yaml"])["concepts"])
    for lesson in ours:
        assert [id for id in found if id in lesson.concepts] == list(lesson.concepts), lesson.slug


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The curriculum that an import of the seed and the corpus makes."""
    into = tmp_path_factory.mktemp("import") / "course"
    made = import_markdown(SOURCES, into)
    plan_writing(into, made.texts, made.sources, made.order_file).write()
    return load(discover(into))


@pytest.mark.skipif(len(SOURCES) < 2, reason="the documents are not here")
def test_what_was_imported_once_comes_back_to_the_letter(first: Loaded) -> None:
    count = 0
    for lesson in lessons(first):
        back = there_and_back(lesson)
        plan = first.curriculum.plans[lesson.slug].file
        files = [plan, *(one.file for one in first.curriculum.rounds if one.folder == lesson.slug)]
        assert {Path(path).name for path in back.texts if lesson.slug in path} == {Path(path).name for path in files}
        for file in files:
            again = next(path for path in back.texts if Path(path).name == Path(file).name)
            assert back.texts[again] == first.documents[file].text, file
        assert back.concepts == lesson.concepts, lesson.slug
        assert list(back.outcome.words.lost) == [], lesson.slug
        count += len(files)
    assert count > 80


@pytest.mark.skipif(not SOURCES, reason="the documents are not here")
def test_the_seed_alone_gives_the_same_files_all_of_them(tmp_path: Path) -> None:
    made = import_markdown([SHARED / "seed"], tmp_path / "into")
    plan_writing(tmp_path / "into", made.texts, made.sources, made.order_file).write()
    lesson = lesson_files(load(discover(tmp_path / "into")), "siglip-2")
    assert there_and_back(lesson).texts == made.texts
