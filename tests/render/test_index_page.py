"""The course index."""

from tests.render.conftest import Site


def test_series_modules_and_lessons_in_order(site: Site) -> None:
    site.render()
    index = site.index()
    assert index.one("h1").text == "Programming"
    assert index.one(css="lead").one("em").text == "three"
    assert index.by_id("series.start").text == "1 A start"
    assert index.by_id("module.repetition").text == "1.1 Doing it again"
    assert index.one(css="goal").text == "The student can repeat things."
    rows = index.one("ol", "lessons").all("li")
    rows = [row for row in rows if row.has("lesson-title")]
    assert [row.one(css="lesson-title").text for row in rows] == ["1.1.1 Counting", "1.1.2 Loops", "1.1.3 Sums"]
    assert [row.one("a").attributes["href"] for row in rows] == [
        "lessons/counting.html",
        "lessons/loops.html",
        "lessons/sums.html",
    ]
    assert [row.one(css="target").text for row in rows] == [
        "Teaches: Counter",
        "Repeat a step until a condition fails.",
        "Add up a list.",
    ]
    assert [[badge.text for badge in row.all(css="badge")] for row in rows] == [
        ["On record"],
        ["Built", "Draft page", "Load: build"],
        ["Planned", "Draft page"],
    ]


def test_counts_and_entry_knowledge(site: Site) -> None:
    site.render()
    index = site.index()
    assert index.one(css="counts").text == "Lessons: 1 built, 1 planned, 1 on record, 2 shown as a draft"
    assert index.by_id("_entry").tag == "h2"
    assert index.one("ul", "known").one("li").text == "Arithmetic applied From school."


def test_a_written_lesson_takes_its_title_from_its_page(site: Site) -> None:
    site.write("lessons/loops.md", "---\ntitle: Loops at last\n---\n\n## Text\n")
    site.render()
    assert "1.1.2 Loops at last" in [line.text for line in site.index().all(css="lesson-title")]
    assert site.page("counting").one("nav", "neighbours").text == "Next 1.1.2 Loops at last"


def test_an_empty_course_has_a_page(site: Site) -> None:
    site.write("planning/course.yaml", "course: empty\ntitle: Nothing yet\n")
    result = site.render()
    assert result.pages == 8, "the index, the glossary, the traceability, and five concepts"
    assert site.index().one("h1").text == "Nothing yet"
