"""Pages made from plans alone: drafts of lessons, planned lessons, records."""

import pytest

from tests.render.conftest import Site
from tests.render.reading import Element


@pytest.fixture
def loops(site: Site) -> Element:
    site.render()
    return site.page("loops")


def test_a_draft_says_that_it_is_one(loops: Element) -> None:
    assert "draft" in loops.one(css="notice").text
    assert [badge.text for badge in loops.all(css="badge")] == ["Built", "Draft page", "Load: build"]
    assert all(badge.attributes["title"] for badge in loops.all(css="badge"))


def test_the_way_from_the_course(loops: Element) -> None:
    links = loops.one(css="crumbs").all("a")
    assert [link.text for link in links] == ["Programming", "1 A start", "1.1 Doing it again"]
    assert [link.attributes["href"] for link in links] == [
        "../index.html",
        "../index.html#series.start",
        "../index.html#module.repetition",
    ]
    assert loops.one(css="eyebrow").text == "Lesson 1.1.2"


def test_objective_and_scope(loops: Element) -> None:
    assert loops.one(css="lead").text == "Repeat a step until a condition fails."
    assert loops.one(css="outcomes").text == "While loop developed core"
    covered, excluded = loops.one("div", "scope").all("ul")
    assert (covered.text, excluded.text) == ("While loops", "Recursion")


def test_prerequisites_lead_to_where_they_were_taught(loops: Element) -> None:
    counter, arithmetic = loops.one("ul", "known").all("li")
    assert counter.one(css="known-what").text == "Counter developed"
    assert counter.one(css="where").one("a").attributes["href"] == "counting.html"
    assert counter.one(css="where").text == "1.1.1 Counting"
    assert counter.one(css="reason").text == "Every loop below counts."
    assert arithmetic.one(css="where").text == "assumed from the start of the course"


def test_a_gap_says_where_it_is_closed(loops: Element) -> None:
    short = loops.one(css="short")
    assert "needs it applied" in short.text
    assert short.one("a").attributes["href"] == "#recap"
    assert short.one("a").text == "Counting again"


def test_a_prerequisite_leads_to_the_very_section(site: Site) -> None:
    site.render()
    [loop] = site.page("sums").one("ul", "known").all("li")
    link = loop.one(css="where").one("a")
    assert link.attributes["href"] == "loops.html#rounds"
    assert link.text == "1.1.2 Loops › Counting rounds"


def test_a_prerequisite_that_nobody_taught_says_so(site: Site) -> None:
    site.change("planning/repetition/sums.yaml", "concept: while-loop", "concept: accumulator")
    site.render()
    [loop] = site.page("sums").one("ul", "known").all("li")
    assert loop.one(css="known-what").text == "Accumulator not-taught"
    assert loop.one(css="where").text == "not taught so far"


def test_what_planned_lessons_promise_is_marked(site: Site) -> None:
    site.change("planning/repetition/loops.yaml", "status: built", "status: planned")
    site.render()
    assert site.page("sums").one(css="where").text == "1.1.2 Loops › Counting rounds (planned)"


def test_sections_parts_and_what_they_teach(loops: Element) -> None:
    sections = loops.all("section", "drafted")
    assert [section.one("h2").attributes["id"] for section in sections[:3]] == ["recap", "explain-while", "check-1"]
    explain = sections[1]
    assert explain.one(css="kind").text == "Explanation"
    assert explain.by_id("rounds").tag == "h3"
    assert [line.text for line in explain.all(css="plan-line")] == [
        "Teaches While loop introduced",
        "Teaches While loop developed",
        "Leans on Counter",
    ]
    assert [formula.attributes.get("display") for formula in explain.all("math")[:2]] == [None, "block"]
    assert explain.one("span", "comment").text == "# counts down"
    assert explain.one("table")


def test_checks_number_their_questions_and_hide_their_answers(loops: Element) -> None:
    check = loops.one("section", "check")
    assert check.one(css="kind").text == "Check: predict, then verify"
    assert check.all("p")[1].one("code").text == "n = 3"
    assert [line.text for line in check.all(css="question-number")] == ["Question 1", "Question 2"]
    answers = check.all("details", "answer")
    assert len(answers) == 2 and not any("open" in answer.attributes for answer in answers)
    assert answers[0].one("strong").text == "no"
    assert check.by_id("check-1.q2").one(css="plan-line").text == "Tests While loop introduced"


def test_planned_elements_stand_at_their_sections(loops: Element) -> None:
    sections = {section.one("h2").attributes["id"]: section for section in loops.all("section", "drafted")}
    assert sections["recap"].one("details", "gap").one("summary").text == "Closes a gap (small) Counter"
    misconception = sections["explain-while"].one("details", "misconception")
    assert misconception.one(css="headline").text == "The condition is watched all the time."
    assert [term.text for term in misconception.all("dt")] == ["Why they would think it", "What disproves it"]
    example = sections["explain-while"].one("details", "example")
    assert example.one(css="label").text == "Example, a first one" and example.one("math")
    assert sections["_unplaced"].one(css="modality").one(css="label").text == "Modality: visual"


def test_previous_and_next(site: Site) -> None:
    site.render()
    previous, following = site.page("loops").one("nav", "neighbours").all("a")
    assert (previous.attributes["href"], previous.attributes["rel"], previous.text) == (
        "counting.html",
        "prev",
        "Previous 1.1.1 Counting",
    )
    assert (following.attributes["href"], following.attributes["rel"], following.text) == (
        "sums.html",
        "next",
        "Next 1.1.3 Sums",
    )
    assert len(site.page("counting").one("nav", "neighbours").all("a")) == 1


def test_a_planned_lesson_without_an_outline(site: Site) -> None:
    site.render()
    page = site.page("sums")
    assert "planned and not yet built" in page.one(css="notice").text
    assert page.one(css="missing").text == "The plan has no outline so far."
    assert not page.has("toc")


def test_a_record_shows_what_was_taught(site: Site) -> None:
    site.render()
    page = site.page("counting")
    assert [badge.text for badge in page.all(css="badge")] == ["On record"]
    taught = page.one("ul", "known").one("li")
    assert taught.one(css="known-what").text == "Counter developed"
    assert taught.one(css="reason").text == "Counted the vowels of a name."
    assert page.one("ul", "models").text == "A counter is a turnstile."
    assert not page.has("drafted")


def test_a_retired_lesson_has_no_page(site: Site) -> None:
    site.change("planning/repetition/sums.yaml", "status: planned", "status: retired")
    site.render()
    assert not (site.out / "lessons" / "sums.html").exists()
    assert not (site.out / "lessons" / "sums.html").exists()
    assert "Sums" not in site.index().text


def test_more_of_the_state_is_folded_away(site: Site) -> None:
    site.change(
        "planning/repetition/sums.yaml",
        "target: Add up a list.",
        "student_state: {knows: [{concept: counter, depth: developed}], mental_models: [A loop is a ring.]}",
    )
    site.render()
    more, legend = site.page("sums").all("details", "more")
    assert more.one("summary").text == "More that this lesson touches (1)"
    assert more.one(css="known-what").text == "Counter applied"
    assert more.one(css="models").text == "A loop is a ring."
    assert "You can say it in your own words." in legend.text


def test_faulty_ids_and_names_break_no_page(site: Site) -> None:
    plan = "planning/repetition/loops.yaml"
    site.change(plan, "id: explain-while", "id: recap")
    site.change(plan, "title: Counting rounds, ", "")
    site.change(plan, "uses: [counter]", "uses: [zebra]")
    site.render()
    page = site.page("loops")
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert page.by_id("rounds").text == "Rounds"
