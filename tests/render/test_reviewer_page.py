"""The reviewer's page: beside each section its plan, the student, what a check finds and what reviewers said."""

import re
from urllib.parse import unquote

from tests.render.conftest import Site
from tests.render.reading import Element, broken_links, ids, read_page

TEXT = """# Loops

Before anything else.

## Once more {#recap}

The [counter](concept:counter) is a turnstile.

::::{misconception} checks-always
It does not watch.
::::

## The loop {#explain-while}

A loop looks, then acts.

### Round by round {#rounds}

{num}`2 * 3 = 7` rounds.

::::{tip} stay-calm
One round at a time.
::::

:::::{check} check-1
::::{question} q1
How many?

:::{answer}
Three.
:::
::::
:::::

## A word of our own {#own}

Nobody planned this.
"""
ROUND = """
lesson: loops
round: 1
date: 2026-01-05
reviewer: first reader
findings:
  - id: act-first
    severity: critical
    title: It acts *first*
    location: [{section: explain-while, quote: "looks, then acts"}]
    issue: The condition is read before.
    suggested_fix: Say so.
  - id: gone
    severity: polish
    title: Words that are gone
    location: [{section: recap, quote: "an entirely different sentence about rivers"}]
    issue: It was here.
  - id: dry
    severity: improvement
    title: A dry tone
    location: [{text: All of it}]
    issue: It is dry.
  - id: probe
    severity: polish
    title: The first question is easy
    location: [{section: check-1, question: q1}]
    issue: It is.
verdict: major-revision
rationale: Not yet.
fixes:
  - {finding: probe, status: declined, reason: It is meant to be.}
"""


def rendered(site: Site) -> Element:
    site.write("lessons/loops.md", TEXT)
    site.write("reviews/loops/round-1.yaml", ROUND)
    site.render(checked=True)
    return read_page(site.out / "review" / "loops.html")


def margins(page: Element) -> dict[str, Element]:
    """The margin of each section or part, by the id of what it stands beside; that of the beginning under ""."""
    found = {}
    for beside in page.all(css="beside"):
        own = [element.attributes["id"] for element in beside.one(css="text").all() if "id" in element.attributes]
        found[own[0] if own else ""] = beside.one("aside")
    return found


def shown(margin: Element, css: str) -> list[str]:
    return [item.text for item in margin.all("li", css=css)]


def test_the_text_is_cut_at_sections_and_parts_and_none_is_lost(site: Site) -> None:
    page = rendered(site)
    assert list(margins(page)) == ["", "recap", "explain-while", "rounds", "check-1", "own"]
    here = " ".join(" ".join(text.text for text in page.all(css="text")).split())
    assert here == site.page("loops").one(css="text").text


def test_a_margin_without_anything_in_it_is_empty_and_so_is_not_shown(site: Site) -> None:
    rendered(site)
    source = (site.out / "review" / "loops.html").read_text()
    asides = re.findall(r'<aside class="margin"[^>]*>(.*?)</aside>', source, re.DOTALL)
    assert asides[0] == ""
    assert all(content.strip() for content in asides[1:])


def test_planned_elements_stand_where_they_are_and_where_they_lack(site: Site) -> None:
    found = margins(rendered(site))
    [belief] = [item for item in found["recap"].one(css="planned-here").all("li") if "Misconception" in item.text]
    assert "Realised" in belief.text and "Planned for The loop" in belief.text
    [elsewhere] = found["explain-while"].one(css="planned-here").all("li")
    assert elsewhere.text.startswith("Elsewhere Misconception") and "Stands in Counting again" in elsewhere.text
    [countdown] = found["rounds"].one(css="planned-here").all("li")
    assert countdown.text == "Missing Example A countdown from 10"
    assert [item.one(css="state").text for item in found["check-1"].one(css="planned-here").all("li")] == [
        "Realised",
        "Missing",
    ]
    assert "Missing Modality A ring with one exit" in rendered(site).one(css="unpinned").text


def test_the_student_is_shown_as_before_each_section(site: Site) -> None:
    found = margins(rendered(site))
    standing = {name: [group.text for group in margin.all(css="standing")] for name, margin in found.items()}
    assert standing["recap"] == ["Teaches Counter developed → applied", "Brings back Counter developed"]
    assert standing["explain-while"] == ["Teaches While loop not-taught → introduced"]
    assert standing["rounds"] == ["Teaches While loop introduced → developed", "Leans on Counter applied"]
    assert standing["check-1"] == ["Tests While loop developed, asks for developed"]


def test_findings_stand_at_their_place(site: Site) -> None:
    page = rendered(site)
    found = margins(page)
    [act] = found["explain-while"].all("li", css="finding")
    assert {"critical", "open"} <= act.classes
    assert act.one("summary").one("em").text == "first"
    assert "The condition is read before." in act.text and "Say so." in act.text
    [easy] = found["check-1"].all("li", css="finding")
    assert {"polish", "declined"} <= easy.classes
    above = page.one(css="unpinned").all("li", css="finding")
    assert [item.one(css="pin-note").text for item in above] == [
        "Its place is not on the page.",
        "It names no place of the lesson.",
    ]
    assert len(page.all("li", css="finding")) == 4


def test_diagnostics_stand_at_their_line(site: Site) -> None:
    page = rendered(site)
    [number] = [item for item in margins(page)["rounds"].all("li", css="diagnostic") if "NUM001" in item.text]
    assert "line 19" in number.text and "error" in number.classes
    assert number.one("a").attributes["href"] == "#rounds"
    assert not any("NUM001" in margin.text for name, margin in margins(page).items() if name != "rounds")


def test_every_permalink_leads_to_its_place_and_says_what_a_location_calls_it(site: Site) -> None:
    page = rendered(site)
    links = {link.text: unquote(link.attributes["href"]).removeprefix("#") for link in page.all("a", css="permalink")}
    assert {
        "section: recap": "recap",
        "section: explain-while, part: rounds": "rounds",
        "section: check-1, question: q1": "check-1.q1",
        "block: checks-always": "checks-always",
        "section: own": "own",
    }.items() <= links.items()
    assert set(links.values()) <= set(ids(page))
    assert broken_links(site.out) == []


def test_its_head_says_where_the_review_stands(site: Site) -> None:
    page = rendered(site)
    badges = [badge.text for badge in page.one(css="badges").all("li")]
    assert badges[:3] == ["1 critical open", "1 improvement open", "1 polish open"]
    assert "Round 1: major-revision" in page.one(css="review-facts").text
    assert page.all("meta")[-1].attributes == {"name": "robots", "content": "noindex"}
    links = [link.attributes["href"] for link in site.page("loops").one(css="trace-link").all("a")]
    assert "../review/loops.html" in links


def test_an_unchanged_course_writes_no_page_again(site: Site) -> None:
    rendered(site)
    assert site.render(checked=True).written == 0
    site.change("reviews/loops/round-1.yaml", "A dry tone", "A drier tone")
    assert site.render(checked=True).written == 2, "this page, and that of the lesson's reviews"


def test_only_lessons_that_are_written_by_a_plan_have_one(site: Site) -> None:
    site.write("lessons/counting.md", "## Counting\n")
    rendered(site)
    assert [file.name for file in (site.out / "review").iterdir()] == ["loops.html"]


def test_a_text_that_names_no_section_is_shown_whole_and_says_so(site: Site) -> None:
    site.write("lessons/loops.md", "Just words.\n\n## And a heading\n\nMore.\n")
    site.render(checked=True)
    page = read_page(site.out / "review" / "loops.html")
    assert "names no section" in page.one(css="notice").text
    assert "Just words." in page.text and "More." in page.text
