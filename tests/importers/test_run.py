"""An import as a whole: many documents and pages to the texts of a curriculum."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.importers.markdown.files import plan_writing
from lesson_pipeline.importers.markdown.outcome import ImportOutcome
from lesson_pipeline.importers.markdown.run import import_markdown
from lesson_pipeline.source.document import MAX_BYTES, parse_document
from tests.conftest import ROOT
from tests.importers.samples import LOOPS, NAMES

CORPUS = ROOT.parent / "shared" / "corpus"
there = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")


def imported(folder: Path, *names: str, order: str = "", **texts: str) -> ImportOutcome:
    """The outcome of an import of some texts, by the names of their files; of those named only, if any are."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    listed = None
    if order:
        listed = folder / "order.txt"
        listed.write_text(order)
    paths = [folder / f"{name}.md" for name in names] or [folder]
    return import_markdown(paths, folder / "course", listed)


def data(outcome: ImportOutcome, path: str) -> Any:
    document = parse_document(outcome.texts[path], path)
    assert document.faults == []
    return document.data


def test_documents_become_plans_concepts_rounds_and_a_course(tmp_path: Path) -> None:
    outcome = imported(tmp_path, loops=LOOPS, names=NAMES)
    assert list(outcome.texts) == [
        "planning/course.yaml",
        "planning/concepts.yaml",
        "planning/first-steps/names.yaml",
        "planning/first-steps/loops.yaml",
        "reviews/loops/round-1.yaml",
    ]
    assert outcome.order == ("names", "loops")
    course = data(outcome, "planning/course.yaml")
    assert course["series"][0]["modules"][0]["lessons"] == ["names", "loops"]
    assert {"variable", "condition", "while-loop"} <= set(data(outcome, "planning/concepts.yaml")["concepts"])
    loops = data(outcome, "planning/first-steps/loops.yaml")
    assert [row["concept"] for row in loops["student_state"]["knows"]] == ["variable", "condition"]
    assert loops["student_state"]["knows"][0]["source"] == ["names"]
    assert len(data(outcome, "reviews/loops/round-1.yaml")["findings"]) == 2


def test_the_order_in_which_documents_are_named_does_not_matter(tmp_path: Path) -> None:
    one = imported(tmp_path, "loops", "names", loops=LOOPS, names=NAMES)
    other = imported(tmp_path, "names", "loops")
    assert one.texts == other.texts


def test_a_list_says_the_order(tmp_path: Path) -> None:
    outcome = imported(tmp_path, order="loops\nnames\n", loops=LOOPS, names=NAMES)
    assert outcome.order == ("loops", "names")
    assert outcome.order_file == "../order.txt"
    with pytest.raises(PipelineError, match="names no lesson") as error:
        imported(tmp_path, order="loops\nnams\n")
    assert "did you mean `names`" in error.value.help
    with pytest.raises(PipelineError, match="cannot say the order"):
        import_markdown([tmp_path], tmp_path / "course", tmp_path / "none.txt")


def test_of_two_documents_with_one_slug_the_second_is_called_as_its_file(tmp_path: Path) -> None:
    outcome = imported(tmp_path, "loops", "repeating", loops=LOOPS, repeating=LOOPS.replace("Loops", "Repeating"))
    assert [(one.lesson, [odd.message for odd in one.log.odd]) for one in outcome.documents] == [
        ("loops", []),
        ("repeating", [f"the slug `loops` is that of {tmp_path / 'loops.md'} too; the file's name was taken"]),
    ]


def test_of_two_documents_that_are_one_lesson_the_second_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "loops.md").write_text(LOOPS + "\nOne more line.\n", encoding="utf-8")
    outcome = imported(tmp_path, copy=LOOPS, loops=LOOPS)
    assert sorted(one.lesson for one in outcome.documents) == ["copy", "loops"]
    assert [(one.source, one.message) for one in outcome.failed] == [
        (str(tmp_path / "loops.md"), f"it is the same document as {tmp_path / 'copy.md'}"),
    ]


def test_a_document_that_gives_too_large_a_file_is_left_out_of_the_course_too(tmp_path: Path) -> None:
    outcome = imported(tmp_path, names=NAMES, loops=LOOPS.replace("Look, act, look again.", "word " * (MAX_BYTES // 5)))
    assert [one.lesson for one in outcome.documents] == ["names"]
    assert "a file that it gives would have" in outcome.failed[0].message
    assert "loops" not in outcome.order
    assert outcome.documents[0].words.lost == ()


def test_module_pages_alone_are_no_import(tmp_path: Path) -> None:
    page = (
        "# Module 1.1: First steps -- Module Plan\n\n## Lesson Sequence\n\n| # | Lesson |\n|---|---|\n| 1 | names |\n"
    )
    outcome = imported(tmp_path, plan=page)
    assert (outcome.documents, outcome.failed) == ((), ())
    assert imported(tmp_path, plan=page, names=NAMES).pages == (str(tmp_path / "plan.md"),)


@there
def test_the_corpus_gives_the_same_files_whatever_happens_by_chance(tmp_path: Path) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path\n"
        "from lesson_pipeline.importers.markdown.run import import_markdown\n"
        f"paths = sorted(Path({str(CORPUS)!r}).rglob('*.md'), reverse=sys.argv[1] == 'backwards')\n"
        f"texts = import_markdown(paths, Path({str(tmp_path)!r})).texts\n"
        "print(hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script, way],
            env={"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, way in (("1", "forwards"), ("2", "backwards"), ("7", "forwards"))
    }
    assert len(found) == 1


@there
def test_a_second_import_of_the_corpus_changes_nothing(tmp_path: Path) -> None:
    first = import_markdown([CORPUS], tmp_path)
    plan_writing(tmp_path, first.texts, first.sources).write()
    again = import_markdown([CORPUS / "series-8"], tmp_path)
    assert not plan_writing(tmp_path, again.texts, again.sources).is_needed
    assert len(again.documents) == len(first.documents)
