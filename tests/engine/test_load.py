"""From a folder to a report: which files are read, what they belong to, and in which order faults are told."""

from pathlib import Path

import pytest

from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.load import lesson_of, load
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.source.discover import discover
from lesson_pipeline.testing import check_folder
from tests.small import course, file, lesson, open_small, record, small


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("planning/basics/loops.yaml", "loops"),
        ("lessons/loops.md", "loops"),
        ("reviews/loops/round-1.yaml", "loops"),
        ("planning/course.yaml", None),
        ("planning/concepts.yaml", None),
        ("planning/basics/concepts.yaml", None),
    ],
)
def test_the_lesson_that_a_file_belongs_to(path: str, slug: str | None) -> None:
    assert lesson_of(path) == slug


def test_files_that_are_alike_in_another_state_are_parsed_once(tmp_path: Path) -> None:
    blocks = (lesson("a", "tilte: A\n"), lesson("b"), file("lessons/a.md", "---\nlesson: a\n---\n# A\n"))
    small(*blocks).write(tmp_path)
    first = load(discover(tmp_path))
    (tmp_path / "planning/basics/b.yaml").write_text("lesson: b\ntitle: Other\nstatus: planned\n")
    second = load(discover(tmp_path), other=first.documents)
    assert {path for path, found in second.documents.items() if found is not first.documents[path]} == {
        "planning/basics/b.yaml"
    }
    assert second.curriculum.plans["b"].title == "Other"
    # what was found in a file is found once, and not once more for every state
    assert len(second.documents["planning/basics/a.yaml"].faults) == 1
    assert check_folder(tmp_path).diagnostics == check(second, all_rules()).diagnostics


def test_progress_is_told_for_each_file(tmp_path: Path) -> None:
    small(
        lesson("a"), lesson("b"), file("lessons/a.md", "# A\n"), file("reviews/a/round-1.yaml", "lesson: a\nround: 1\n")
    ).write(tmp_path)
    read: list[str] = []
    loaded = load(discover(tmp_path), read.append)
    assert sorted(read) == sorted(loaded.documents)
    assert sorted(read) == [
        "lessons/a.md",
        "planning/basics/a.yaml",
        "planning/basics/b.yaml",
        "planning/concepts.yaml",
        "planning/course.yaml",
        "reviews/a/round-1.yaml",
    ]


def test_a_curriculum_knows_its_lessons_in_order_with_their_numbers(tmp_path: Path) -> None:
    listed = file(
        "planning/course.yaml",
        """
        course: example
        title: Example
        series:
          - {id: one, modules: [{id: m, lessons: [a, old, gone]}]}
          - id: two
            number: 6
            modules:
              - {id: n, number: 6.10, lessons: [{lesson: b, number: 6.10.7}, c]}
        """,
    )
    small(listed, lesson("a"), record("old", status="retired"), lesson("b"), lesson("c"), lesson("stray")).write(
        tmp_path
    )
    curriculum = load(discover(tmp_path)).curriculum
    assert [(place.slug, place.index, place.number) for place in curriculum.order] == [
        ("a", 0, "1.1.1"),
        ("b", 1, "6.10.7"),
        ("c", 2, "6.10.2"),
    ]
    assert curriculum.listed["old"] == "1.1.2"
    assert "stray" not in curriculum.listed
    assert set(curriculum.plans) == {"a", "b", "c", "old", "stray"}


def test_what_a_name_stands_for_is_at_its_place(tmp_path: Path) -> None:
    loaded = open_small(
        tmp_path,
        lesson(
            "a",
            "outline:\n  - {id: s, kind: explain, title: The loop, again}\n".replace(
                "The loop, again", '"The loop, again"'
            ),
        ),
    )
    [section] = loaded.curriculum.plans["a"].outline
    span = loaded.locate(loaded.curriculum.plans["a"].at((*section.path, "title")))
    line = loaded.documents["planning/basics/a.yaml"].text.splitlines()[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == '"The loop, again"'


def test_faults_come_in_order_of_file_and_place(tmp_path: Path) -> None:
    body = "outline: [{id: s, kind: explain, uses: [loop, list]}, {id: t, kind: explain, uses: [dict]}]\n"
    small(course("b, a"), lesson("a", body), lesson("b", body)).write(tmp_path)
    found = check_folder(tmp_path, ["SEQ003"]).diagnostics
    places = [(item.path, item.span) for item in found]
    assert len(places) == 6
    assert places == sorted(places)


def test_the_report_counts_the_lessons(tmp_path: Path) -> None:
    small(lesson("a"), record("b"), lesson("old", status="retired")).write(tmp_path)
    assert check_folder(tmp_path).lessons == 3


def test_the_same_files_give_the_same_report(tmp_path: Path) -> None:
    body = "outline: [{id: s, kind: explain, uses: [loop, list]}, {id: t, kind: explain, uses: [dict]}]\n"
    small(lesson("a", body)).write(tmp_path)
    assert check_folder(tmp_path) == check_folder(tmp_path)
