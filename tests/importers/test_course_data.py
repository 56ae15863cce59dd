"""Several documents become a course: order, numbers, what module pages say, what is a guess."""

from collections.abc import Sequence
from typing import Any

import jsonschema
import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.importers.markdown.course_data import ImportedCourse, course_data, self_contained_lessons
from lesson_pipeline.importers.markdown.course_order import CourseLesson, order_lessons, read_order
from lesson_pipeline.importers.markdown.entry_knowledge import entry_data, said_known
from lesson_pipeline.importers.markdown.identity import identify, plan_mentions
from lesson_pipeline.importers.markdown.lesson_index import Said, index_lessons
from lesson_pipeline.importers.markdown.module_readings import ModulePage
from lesson_pipeline.importers.markdown.read_module import read_module
from lesson_pipeline.importers.markdown.readings import Header, Load, PlanReading
from lesson_pipeline.schema.store import schema
from tests.importers.modules import PLAN, RECORD, header, knows, needs, plan


def page(text: str, name: str) -> ModulePage:
    found = read_module(text)
    assert found is not None
    return ModulePage(name, *found)


def course(
    *headers: Header,
    pages: Sequence[ModulePage] = (),
    cites: dict[str, tuple[str, ...]] | None = None,
    records: Sequence[str] = (),
    cells: Sequence[str] = (),
    listed: Sequence[str] = (),
    **more: Any,
) -> ImportedCourse:
    index = index_lessons(
        [(f"{one.slug}.md", one) for one in headers],
        [(one.document, one.page) for one in pages],
        [Said(cell, "a.md", 1) for cell in cells],
    )
    lessons = [CourseLesson(one.slug, f"{one.slug}.md", one.before, (cites or {}).get(one.slug, ())) for one in headers]
    lessons += [CourseLesson(slug, record=True) for slug in records]
    order = order_lessons(lessons, index, listed)
    made = course_data("baking", "Baking", order, {one.slug: one for one in headers}, pages, ([], []), **more)
    jsonschema.validate(made.data, schema("course"))
    return made


def modules(made: ImportedCourse) -> list[tuple[str, list[Any]]]:
    return [
        (module.get("number", ""), module["lessons"]) for series in made.data["series"] for module in series["modules"]
    ]


def test_lessons_stand_by_their_positions_and_ten_comes_after_nine() -> None:
    made = course(
        header("tenth", "1.10.1"), header("ninth", "1.9.1"), header("second", "1.9.2"), header("late", "11.1.1")
    )
    assert modules(made) == [("1.9", ["ninth", "second"]), ("1.10", ["tenth"]), ("11.1", ["late"])]
    assert [series["number"] for series in made.data["series"]] == ["1", "11"]
    assert not made.guesses


def test_a_number_is_written_only_where_the_order_gives_another() -> None:
    made = course(header("first", "1.1.1"), header("third", "1.1.3"), header("fourth", "1.1.4"))
    assert modules(made) == [
        ("1.1", ["first", {"lesson": "third", "number": "1.1.3"}, {"lesson": "fourth", "number": "1.1.4"}])
    ]


def test_modules_and_series_have_the_titles_of_their_documents() -> None:
    made = course(
        header("rye", "1.1.1", module_title="Dark & heavy loaves", series_title="Bread"),
        header("wheat", "1.2.1"),
        header("spelt", "1.3.1", module_title="Dark heavy loaves"),
    )
    (series,) = made.data["series"]
    assert (series["id"], series["title"]) == ("bread", "Bread")
    assert [module["id"] for module in series["modules"]] == [
        "dark-heavy-loaves",
        "module-1-2",
        "dark-heavy-loaves-1-3",
    ]
    assert made.module_of == {"rye": "dark-heavy-loaves", "wheat": "module-1-2", "spelt": "dark-heavy-loaves-1-3"}


def test_module_pages_say_goal_arc_and_misconceptions_and_the_rest_goes_to_notes() -> None:
    made = course(header("kneading", "2.3.1"), pages=[page(PLAN, "plan.md"), page(RECORD, "record.md")])
    (module,) = made.data["series"][0]["modules"]
    assert module["id"] == "bread-that-rises"
    assert module["goal"].startswith("The student bakes")
    assert module["narrative"].startswith("Flour and water")
    assert len(module["misconceptions"]) == 2
    notes = {note["heading"]: note["text"] for note in module["notes"]}
    assert "Needs the net of lesson 1" in notes["Lesson sequence"]
    assert notes["Goal (record)"] == "Loaves that the student understands."
    assert {"Cognitive Load Trajectory", "Key Analogies"} <= set(notes)


def test_a_module_with_a_page_and_no_lesson_keeps_its_words() -> None:
    made = course(header("late", "3.1.1"), pages=[page(PLAN, "plan.md")])
    assert modules(made) == [("2.3", []), ("3.1", ["late"])]


def test_a_module_is_self_contained_where_its_page_or_all_its_documents_say_so() -> None:
    says = PlanReading(header=header("rye", "1.1.1"), load=Load(notes="A self-contained lesson."))
    alone = self_contained_lessons([says, plan("wheat", number="1.2.1")])
    made = course(
        header("rye", "1.1.1"),
        header("wheat", "1.2.1"),
        pages=[page(PLAN.replace("Steep", "The lessons are self-contained"), "p")],
        self_contained=alone,
    )
    assert [
        (module["number"], module.get("self_contained"))
        for series in made.data["series"]
        for module in series["modules"]
    ] == [
        ("1.1", True),
        ("1.2", None),
        ("2.3", True),
    ]


@pytest.mark.parametrize(
    ("headers", "partial"),
    [
        ([header("a", "1.1.1"), header("b", "1.1.2"), header("c", "1.2.1")], False),
        ([header("a", "1.1.1"), header("b", "1.1.3")], True),
        ([header("a", "1.1.1"), header("b", "1.3.1")], True),
        ([header("a", "2.1.1")], True),
        ([header("a", "1.1.1", of=4)], True),
        ([header("a", "1.1.1", of=1)], False),
        ([header("a")], False),
    ],
)
def test_gaps_make_the_course_partial(headers: list[Header], partial: bool) -> None:
    assert course(*headers).data.get("partial", False) is partial


def test_records_make_the_course_partial_and_stand_at_their_positions() -> None:
    made = course(header("b", "1.1.2"), records=["a"], cells=["a (1.1.1)"])
    assert modules(made) == [("1.1", ["a", "b"])]
    assert made.data["partial"] is True
    assert not made.guesses


def test_a_place_that_nobody_says_is_a_guess_and_points_at_the_lesson() -> None:
    made = course(header("b", "1.1.2"), header("c", module="1.1"))
    assert modules(made) == [("1.1", ["c", "b"])]
    (guess,) = made.guesses
    assert (guess.document, guess.file, guess.at) == ("c.md", "course", "/series/0/modules/0/lessons/0")
    assert "only its module" in guess.why


def test_of_two_lessons_at_one_place_one_moves_and_is_listed() -> None:
    made = course(header("a", "1.1.1"), header("b", "1.1.1"))
    assert modules(made) == [("1.1", ["a", "b"])]
    assert ["`a` has the same position" in guess.why for guess in made.guesses] == [True]


def test_a_lesson_may_follow_the_one_that_its_document_names() -> None:
    made = course(header("a", "1.1.1"), header("z", "1.1.3"), header("m", before="a"))
    assert modules(made) == [("1.1", ["a", "m", "z"])]


def test_a_lesson_cited_without_a_position_stands_before_who_cites_it() -> None:
    made = course(header("d", "6.2.4", before="c"), records=["a", "c"], cites={"d": ("a", "c")})
    assert modules(made) == [("6.2", ["a", {"lesson": "c", "number": "6.2.3"}, {"lesson": "d", "number": "6.2.4"}])]
    full = course(header("d", "6.2.1"), records=["a"], cites={"d": ("a",)})
    assert modules(full) == [("0.1", ["a"]), ("6.2", ["d"])]
    assert all(guess.file == "course" and guess.at for guess in (*made.guesses, *full.guesses))


def test_without_any_position_lessons_follow_what_they_cite() -> None:
    made = course(header("a"), header("b"), header("c"), cites={"a": ("c",), "b": ("a",)})
    assert modules(made) == [("", ["c", "a", "b"])]
    assert {guess.document for guess in made.guesses} == {"a.md", "b.md", "c.md"}


def test_a_circle_of_citations_ends_in_an_order() -> None:
    made = course(header("a"), header("b"), cites={"a": ("b",), "b": ("a",)})
    assert modules(made) == [("", ["a", "b"])]


def test_the_order_file_wins_over_positions() -> None:
    made = course(header("a", "1.1.1"), header("b", "1.1.2"), header("c", "1.1.3"), listed=["c", "a"])
    assert modules(made) == [("1.1", ["c", "a", "b"])]
    apart = course(header("a", "1.1.1"), header("b", "2.1.1"), listed=["b", "a"])
    assert modules(apart) == [("2.1", ["b"]), ("1.1", ["a"])]


def test_a_place_that_the_order_file_gives_is_no_guess() -> None:
    made = course(header("b", "1.1.2"), header("c", module="1.1"), header("d"), listed=["d", "b", "c"])
    assert [lessons for _, lessons in modules(made)] == [["d"], ["b", "c"]]
    assert not made.guesses


def test_an_order_that_mixes_modules_is_followed_as_far_as_it_goes_and_said() -> None:
    made = course(header("a", "1.1.1"), header("b", "1.2.1"), header("c", "1.1.2"), listed=["a", "b", "c"])
    assert modules(made) == [("1.1", ["a", "c"]), ("1.2", ["b"])]
    assert ["in between" in guess.why for guess in made.guesses] == [True]


def test_an_order_file_lists_slugs_or_paths() -> None:
    documents = {"course/one/rye.md": "rye-bread", "course/two/rye.md": "rye-cake", "wheat.md": "wheat"}
    text = "# the order\n\n- wheat   # first\n2. one/rye.md\n`course/two/rye.md`\n"
    assert read_order(text, documents, ["spelt"]) == ("wheat", "rye-bread", "rye-cake")


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("wheet\n", "line 1 of the order names no lesson", "did you mean `wheat`?"),
        ("\nrye.md\n", "line 2 of the order names no lesson", ""),
        ("wheat\nwheat.md\n", "line 2 of the order lists `wheat` again, after line 1", "remove"),
    ],
)
def test_an_order_file_that_cannot_be_followed_says_where(text: str, message: str, help: str) -> None:
    documents = {"one/rye.md": "rye-bread", "two/rye.md": "rye-cake", "wheat.md": "wheat"}
    with pytest.raises(PipelineError, match=message) as raised:
        read_order(text, documents, [])
    assert help in raised.value.help


def test_entry_knowledge_comes_from_what_students_bring_along() -> None:
    reading = plan(
        "rye",
        knows("Weighing flour", "DEVELOPED", "Prior education", 7),
        knows("Kneading", "DEVELOPED", "kneading (2.3.1)"),
        needs("Weighing flour", "APPLIED", "Kitchen background", 9),
        needs("Gas laws", "NOT TAUGHT", "Prior education"),
    )
    named = identify(plan_mentions("rye.md", reading))
    entry, guesses = entry_data(said_known("rye.md", reading, named), index_lessons([], [], []))
    assert entry == [{"concept": "weighing-flour", "depth": "applied", "notes": "Prior education; Kitchen background"}]
    assert [(guess.line, guess.file, guess.at) for guess in guesses] == [(7, "course", "/entry/0")]
