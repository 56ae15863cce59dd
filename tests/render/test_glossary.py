"""The glossary: every concept and term in order, with the place that introduces it."""

import itertools

from tests.render.conftest import Site
from tests.render.reading import Element, read_page

CONCEPTS = """
concepts:
  while-loop: {name: While loop, summary: Repeats *while* a condition holds., terms: [while loops, repetition, loop with a condition]}
  counter: {name: Counter}
  arithmetic: {name: Arithmetic}
  epsilon: {name: "Épsilon", kind: term}
  accumulator: {name: "`acc`", terms: ["acc", "3-way sum"]}
  for-loop: {name: "$f$ loop"}
"""


def glossary(site: Site) -> Element:
    site.write("planning/concepts.yaml", CONCEPTS)
    site.render()
    return read_page(site.out / "glossary.html")


def test_words_stand_in_order_under_their_letters(site: Site) -> None:
    page = glossary(site)
    letters = {
        letter.one("h2").text: [word.text for word in letter.all("dt")] for letter in page.all("section", "letter")
    }
    assert letters == {
        "0–9": ["3-way sum"],
        "A": ["acc", "Arithmetic"],
        "C": ["Counter"],
        "E": ["Épsilon term"],
        "F": ["f loop"],
        "L": ["loop with a condition"],
        "R": ["repetition"],
        "W": ["While loop"],
    }
    jumps = [link.attributes["href"] for link in page.one("nav", "letters").all("a")]
    assert jumps == [f"#{letter.one('h2').attributes['id']}" for letter in page.all("section", "letter")]
    assert page.one(css="counts").text == "6 concepts and terms"


def test_an_entry_says_what_it_is_and_where_it_is_introduced(site: Site) -> None:
    page = glossary(site)
    entries = {entry.one("dt").text: entry for letter in page.all("dl", "words") for entry in letter.all("div")}
    loop = entries["While loop"]
    assert [line.text for line in loop.all("dd")] == [
        "Repeats while a condition holds.",
        "Also called while loops, repetition, loop with a condition",
        "Introduced: 1.1.2 Loops › Again and again",
    ]
    assert [link.attributes["href"] for link in loop.all("a")] == [
        "concepts/while-loop.html",
        "lessons/loops.html#explain-while",
    ]
    assert entries["Arithmetic"].one(css="where").text == "Assumed from the start of the course."
    assert entries["Épsilon term"].one(css="where").text == "Not taught so far."
    assert entries["repetition"].text == "repetition see While loop"
    assert entries["repetition"].one("a").attributes["href"] == "concepts/while-loop.html"


def test_a_course_without_concepts_has_a_glossary_that_says_so(site: Site) -> None:
    site.write("planning/course.yaml", "course: empty\ntitle: Nothing yet\n")
    site.write("planning/concepts.yaml", "concepts: {}\n")
    site.render()
    page = read_page(site.out / "glossary.html")
    assert page.one(css="missing").text == "The course names no concepts so far."
    assert not page.has("letters")


def test_our_own_glossary_is_in_order(curriculum, tmp_path) -> None:
    site = Site(curriculum, tmp_path / "site")
    site.render()
    page = read_page(site.out / "glossary.html")
    names = [heading.text for heading in page.all("h2")]
    assert all(before < after for before, after in itertools.pairwise(names))
