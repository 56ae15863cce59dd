"""Concept pages: what a concept is, and every place that does something with it, each with a link to it."""

from tests.render.conftest import Site
from tests.render.reading import Element, read_page


def page(site: Site, id: str) -> Element:
    return read_page(site.out / "concepts" / f"{id}.html")


def rows(page: Element, group: str) -> list[tuple[str, str, list[str]]]:
    """The rows of a group: what is said of them, the words of the place, and where its links lead."""
    return [
        (
            row.one(css="use-what").text,
            row.one(css="use-where").text,
            [link.attributes["href"] for link in row.all("a")],
        )
        for row in page.one("ol", group).all("li")
    ]


def test_what_it_is(site: Site) -> None:
    site.change(
        "planning/concepts.yaml",
        "while-loop: {name: While loop,",
        "while-loop: {name: While loop, terms: [while-loop, WHILE LOOP, loop with a condition], parts: [counter, arithmetic],",
    )
    site.render()
    whole = page(site, "while-loop")
    assert whole.one("h1").text == "While loop"
    assert whole.one(css="lead").text == "Repeats while a condition holds."
    facts = "Reached in this course applied Also called loop with a condition Made of Counter Arithmetic"
    assert whole.one("dl", "facts").text == facts
    assert [link.attributes["href"] for link in whole.one("dl", "facts").all("a")] == [
        "counter.html",
        "arithmetic.html",
    ]
    assert page(site, "counter").one("dl", "facts").text.endswith("Part of While loop")


def test_where_it_is_taught_and_how_it_grows(site: Site) -> None:
    site.render()
    assert rows(page(site, "while-loop"), "taught") == [
        ("Introduced introduced", "1.1.2 Loops › Again and again", ["../lessons/loops.html", "../lessons/loops.html#explain-while"]),
        ("Deepened developed", "1.1.2 Loops › Counting rounds", ["../lessons/loops.html", "../lessons/loops.html#rounds"]),
    ]  # fmt: skip
    assert rows(page(site, "counter"), "taught") == [
        ("Introduced developed", "1.1.1 Counting", ["../lessons/counting.html"]),
        ("Deepened applied", "1.1.2 Loops › Counting again", ["../lessons/loops.html", "../lessons/loops.html#recap"]),
    ]  # fmt: skip
    assert rows(page(site, "arithmetic"), "taught") == [("Known applied", "Assumed from the start of the course", [])]


def test_where_it_comes_back_is_checked_and_required(site: Site) -> None:
    site.render()
    counter = page(site, "counter")
    assert rows(counter, "comes-back") == [
        ("Recapped", "1.1.2 Loops › Counting again", ["../lessons/loops.html", "../lessons/loops.html#recap"]),
        ("Used", "1.1.2 Loops › Counting rounds", ["../lessons/loops.html", "../lessons/loops.html#rounds"]),
    ]
    assert rows(counter, "required") == [("applied", "1.1.2 Loops Every loop below counts.", ["../lessons/loops.html"])]
    checks = ["../lessons/loops.html#check-1.q1", "../lessons/loops.html#check-1.q2"]
    assert rows(page(site, "while-loop"), "checked") == [
        (
            "developed",
            "1.1.2 Loops › How many rounds, question 1 · How many rounds, question 2",
            ["../lessons/loops.html", *checks],
        )
    ]


def test_what_people_get_wrong_and_what_shows_it(site: Site) -> None:
    site.render()
    loop = page(site, "while-loop")
    assert rows(loop, "misconceptions") == [
        ("Belief", "The condition is watched all the time. 1.1.2 Loops › Again and again",
         ["../lessons/loops.html", "../lessons/loops.html#explain-while"]),
    ]  # fmt: skip
    assert [(what, where) for what, where, _ in rows(loop, "shown")] == [
        ("Example", "A countdown from 10 1.1.2 Loops › Counting rounds"),
        ("Visual", "A ring with one exit 1.1.2 Loops"),
    ]


def test_a_written_lesson_is_linked_where_it_says_it(site: Site) -> None:
    site.write(
        "lessons/loops.md",
        "## Once more {#recap}\n\n## The loop itself {#explain-while}\n\n"
        "::::{misconception} checks-always\nNo.\n::::\n\n## How many {#check-1}\n\n::::{question} q2\nNow?\n::::\n",
    )
    site.render()
    loop = page(site, "while-loop")
    assert [where for _, where, _ in rows(loop, "taught")] == ["1.1.2 Loops › The loop itself"] * 2
    assert rows(loop, "misconceptions")[0][2][-1] == "../lessons/loops.html#checks-always"
    assert rows(loop, "misconceptions")[0][1].endswith("› The loop itself")


def test_what_the_text_leaves_out_is_not_listed(site: Site) -> None:
    site.write("lessons/loops.md", "## Once more {#recap}\n")
    site.render()
    loop = page(site, "while-loop")
    assert not loop.has("taught") and not loop.has("checked")
    assert loop.one(css="notice").text == "No lesson teaches it so far."


def test_a_whole_tells_which_part_teaches_it(site: Site) -> None:
    site.change(
        "planning/concepts.yaml",
        "accumulator: {name: Accumulator}",
        "accumulator: {name: Accumulator, parts: [counter, while-loop]}",
    )
    site.render()
    taught = rows(page(site, "accumulator"), "taught")
    assert [(what, where) for what, where, _ in taught] == [
        ("In part", "1.1.1 Counting by its part Counter"),
        ("In part", "1.1.2 Loops › Counting again by its part Counter"),
        ("Introduced introduced", "1.1.2 Loops › Again and again by its part While loop"),
        ("Deepened developed", "1.1.2 Loops › Counting rounds by its part While loop"),
    ]


def test_a_promise_is_called_one(site: Site) -> None:
    site.change("planning/repetition/loops.yaml", "status: built", "status: planned")
    site.render()
    assert rows(page(site, "while-loop"), "taught")[0][1] == "1.1.2 Loops › Again and again planned"


def test_names_of_concepts_on_a_lesson_lead_to_their_pages(site: Site) -> None:
    site.render()
    for slug in ("loops", "counting"):
        names = site.page(slug).all("a", "concept")
        assert names and all(name.attributes["href"].startswith("../concepts/") for name in names)
