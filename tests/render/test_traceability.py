"""The traceability pages: what was planned, and what the lesson makes of it."""

from tests.render.conftest import Site
from tests.render.reading import Element, read_page

TEXT = """---
deviations: [{element: countdown, reason: The ring is *enough*.}]
---

## Once more {#recap}

A [counter](concept:counter) counts.

::::{modality} picture
A ring.
::::

::::{misconception} checks-always
No.
::::

## The loop {#explain-while}

:::::{check} check-1
::::{question} q1
How many?
::::
:::::
"""


def rows(page: Element) -> dict[str, Element]:
    """The planned elements by id."""
    return {row.one("code", "id").text: row for row in page.one("main").all("li") if row.has("use-what")}


def states(page: Element) -> dict[str, str]:
    return {id: row.one(css="use-what").text for id, row in rows(page).items()}


def rendered(site: Site) -> Element:
    site.write("lessons/loops.md", TEXT)
    site.render()
    return read_page(site.out / "traceability" / "loops.html")


def test_what_became_of_everything_planned(site: Site) -> None:
    page = rendered(site)
    assert states(page) == {
        "recap": "Realised",
        "explain-while": "Realised",
        "check-1": "Realised",
        "q1": "Realised",
        "q2": "Missing",
        "checks-always": "Realised",
        "countdown": "Left out, with a reason",
        "picture": "Realised",
        "counter": "Realised",
    }
    assert [count.text for count in page.one(css="trace-counts").all("li")] == [
        "1 missing",
        "1 left out, with a reason",
        "7 realised",
    ]


def test_each_leads_to_its_place(site: Site) -> None:
    found = rows(rendered(site))
    hrefs = {id: [link.attributes["href"] for link in row.all("a")] for id, row in found.items()}
    assert hrefs["recap"] == ["../lessons/loops.html#recap"]
    assert hrefs["q1"] == ["../lessons/loops.html#check-1.q1"]
    assert hrefs["q2"] == []
    assert hrefs["picture"] == ["../lessons/loops.html#picture"]
    assert found["countdown"].one(css="reason").one("em").text == "enough"


def test_what_stands_elsewhere_than_planned_says_both(site: Site) -> None:
    belief = rows(rendered(site))["checks-always"]
    assert belief.text.endswith("In Once more Planned for The loop")


def test_the_overview_lists_what_needs_a_look(site: Site) -> None:
    rendered(site)
    page = read_page(site.out / "traceability.html")
    assert states(page) == {"q2": "Missing", "countdown": "Left out, with a reason"}
    assert [lesson.one("h3").text for lesson in page.all(css="traced")] == ["1.1.2 Loops", "1.1.3 Sums"]
    assert "not written yet" in page.all(css="traced")[1].text
    assert page.all(css="traced")[0].one("h3").one("a").attributes["href"] == "traceability/loops.html"


def test_only_a_written_lesson_has_a_page_and_is_linked_to_it(site: Site) -> None:
    rendered(site)
    links = [link.attributes["href"] for link in site.page("loops").one(css="trace-link").all("a")]
    assert links == ["../traceability/loops.html", "../review/loops.html"]
    assert not site.page("sums").has("trace-link")
    assert [file.name for file in (site.out / "traceability").iterdir()] == ["loops.html"]
