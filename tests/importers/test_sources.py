"""Source cells: which lessons each form names, how surely, and that no word of a cell is lost."""

import pytest

from lesson_pipeline.importers.markdown.lesson_index import LessonIndex, Said, index_lessons
from lesson_pipeline.importers.markdown.read_module import read_module
from lesson_pipeline.importers.markdown.sources import Source, resolve_source
from tests.importers.modules import PLAN, header


def said(*cells: str) -> list[Said]:
    return [Said(cell, "a plan", line) for line, cell in enumerate(cells, 1)]


@pytest.fixture(scope="module")
def index() -> LessonIndex:
    page = read_module(PLAN)
    assert page is not None
    return index_lessons(
        [("rye.md", header("rye-bread", "3.1.2", title="Bread of rye", module_title="Darker loaves"))],
        [("plan.md", page[0])],
        said("ovens (1.2.4)", "1.2.5 (steam)", "knives (1.2 L6)", "3.1 (darker-loaves)", "2.3 (shaping-loaves)"),
    )


@pytest.mark.parametrize(
    ("cell", "lessons"),
    [
        ("kneading (2.3.1)", ["kneading"]),
        ("`kneading`", ["kneading"]),
        ("**kneading (2.3.1)**", ["kneading"]),
        ("2.3.1", ["kneading"]),
        ("2.3.1 (kneading)", ["kneading"]),
        ("2.3 kneading", ["kneading"]),
        ("2.3 (kneading)", ["kneading"]),
        ("kneading (2.3)", ["kneading"]),
        ("kneading (2.3 L1)", ["kneading"]),
        ("2.3 L1", ["kneading"]),
        ("kneading (lesson 2.3.1)", ["kneading"]),
        ("1.2.5", ["steam"]),
        ("knives (1.2.6)", ["knives"]),
        ("kneading, proofing", ["kneading", "proofing"]),
        ("kneading (2.3.1) + proofing (2.3.2)", ["kneading", "proofing"]),
        ("kneading (2.3.1) / proofing (2.3.2)", ["kneading", "proofing"]),
        ("kneading and proofing", ["kneading", "proofing"]),
        ("2.3.1, 2.3.3", ["kneading", "baking"]),
        ("sour-dough", ["sour-dough"]),
        ("sour-dough (4.1.1)", ["sour-dough"]),
        ("Bread of rye (3.1.2)", ["rye-bread"]),
    ],
)
def test_a_cell_that_names_lessons_names_them_surely(index: LessonIndex, cell: str, lessons: list[str]) -> None:
    assert resolve_source(cell, index) == Source(tuple(lessons))


@pytest.mark.parametrize(
    ("cell", "lessons"),
    [
        ("kneading through baking", ["kneading", "proofing", "baking"]),
        ("2.3.1 - 2.3.3", ["kneading", "proofing", "baking"]),
        ("2.3.1–2.3.2", ["kneading", "proofing"]),
        ("Module 2.3 (kneading through baking)", ["kneading", "proofing", "baking"]),
        ("Multiple (1.2.4, 2.3.1-2.3.2)", ["ovens", "kneading", "proofing"]),
        ("Multiple (steam in ovens 1.2.5, crusts 4.x)", ["steam"]),
        ("Series 1 + kneading", ["kneading"]),
        ("Series 1 through kneading", ["kneading"]),
        ("rye-braed", ["rye-bread"]),
        ("2.3 (shaping-loaves)", ["shaping-loaves"]),
        ("1.2", []),
        ("Series 2", []),
        ("Module 2.3", []),
        ("Multiple (1.x, 2.3)", []),
        ("Multiple", []),
        ("varies", []),
        ("Not explicitly taught", []),
        ("3.1 (darker-loaves)", []),
        ("self-taught", []),
        ("well-known from the kitchen", []),
    ],
)
def test_what_a_cell_leaves_open_is_a_guess_and_its_words_are_kept(
    index: LessonIndex, cell: str, lessons: list[str]
) -> None:
    source = resolve_source(cell, index)
    assert (list(source.lessons), source.sure, source.entry) == (lessons, False, False)
    assert source.words == ("" if cell == "2.3 (shaping-loaves)" else cell)


@pytest.mark.parametrize(
    ("cell", "lesson"),
    [("kneading (recap from 1.2)", "kneading"), ("1.2.5 (Vapour)", "steam"), ("kneading (4.4.4)", "kneading")],
)
def test_words_beside_a_lesson_that_is_sure_are_kept(index: LessonIndex, cell: str, lesson: str) -> None:
    assert resolve_source(cell, index) == Source((lesson,), words=cell)


@pytest.mark.parametrize(
    "cell", ["Prior education", "Programming background", "Math background", "Everyday life", "Earlier work"]
)
def test_what_students_bring_along_is_entry_knowledge(index: LessonIndex, cell: str) -> None:
    source = resolve_source(cell, index)
    assert (source.lessons, source.entry, source.words) == ((), True, cell)


@pytest.mark.parametrize(("cell", "words"), [("", ""), ("—", ""), ("--", ""), ("N/A", "N/A"), ("none", "none")])
def test_a_cell_that_names_nothing_says_so(index: LessonIndex, cell: str, words: str) -> None:
    assert resolve_source(cell, index) == Source(words=words)


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        ("kneading — fold, turn * press; repeat", "fold, turn * press; repeat"),
        ("kneading -- see (a - b)", "see (a - b)"),
        ("kneading: by hand", "by hand"),
        ("kneading (2.3.1) second question", "second question"),
    ],
)
def test_prose_behind_the_lesson_goes_to_the_notes_of_the_row(index: LessonIndex, cell: str, rest: str) -> None:
    assert resolve_source(cell, index) == Source(("kneading",), rest=rest)


def test_a_lesson_of_this_module_may_be_called_by_its_number(index: LessonIndex) -> None:
    assert resolve_source("Lesson 2", index, "2.3") == Source(("proofing",), sure=False, words="Lesson 2")
    assert resolve_source("Lesson 2", index).lessons == ()


def test_most_citations_say_where_a_lesson_stands_and_the_others_are_named() -> None:
    index = index_lessons([], [], said("a-b (1.2.3)", "a-b (1.2.4)", "a-b (1.2.3)"))
    assert index.positions == {"a-b": "1.2.3"}
    assert [(guess.line, guess.what) for guess in index.guesses] == [(2, "`a-b` stands at 1.2.3")]


def test_a_document_knows_its_own_position_better_than_those_who_cite_it() -> None:
    index = index_lessons([("a.md", header("a-b", "1.2.4"))], [], said("a-b (1.2.3)", "a-b (1.2.3)"))
    assert index.positions["a-b"] == "1.2.4"
    assert len(index.guesses) == 1


def test_those_who_cite_a_lesson_may_say_more_than_its_module_but_not_another() -> None:
    own = [("a.md", header("a-b", module="1.2")), ("c.md", header("c-d", module="1.2"))]
    index = index_lessons(own, [], said("a-b (1.2.3)", "c-d (4.5.6)"))
    assert index.positions == {"a-b": "1.2.3", "c-d": "1.2"}


def test_a_wrong_name_at_a_known_position_is_the_lesson_that_stands_there() -> None:
    index = index_lessons([("a.md", header("a-b", "1.2.3"))], [], said("a-c-d-e (1.2.3)"))
    assert resolve_source("a-c-d-e (1.2.3)", index).lessons == ("a-b",)
    assert not resolve_source("a-c-d-e (1.2.3)", index).sure


def test_ten_is_not_one(index: LessonIndex) -> None:
    index = index_lessons([("a.md", header("first", "8.1.1")), ("b.md", header("tenth", "8.10.1"))], [], [])
    assert resolve_source("8.10.1", index).lessons == ("tenth",)


@pytest.mark.parametrize(
    "cell", ["(" * 5000, "a-b " * 3000, "1." * 4000, "x" * 9000 + " (1.2.3)", "a, " * 3000, "\\|" * 50]
)
def test_a_hostile_cell_ends_in_a_result(index: LessonIndex, cell: str) -> None:
    assert isinstance(resolve_source(cell, index), Source)
