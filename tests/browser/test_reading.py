"""What readers do on the site, opened from disk and over HTTP."""

import re

from playwright.sync_api import Page, expect

from tests.browser.visit import Visit


def test_an_answer_is_shut_until_it_is_asked_for(address: str, visit: Visit) -> None:
    window = visit.window()
    window.goto(f"{address}/lessons/loops.html")
    answer = window.get_by_text("Three, and no more.")
    expect(answer).not_to_be_visible()
    window.get_by_text("Answer", exact=True).first.click()
    expect(answer).to_be_visible()
    expect(window.get_by_text("None.", exact=True)).not_to_be_visible()


def test_an_answer_opens_without_scripts_and_by_keyboard(address: str, visit: Visit) -> None:
    window = visit.window(java_script_enabled=False)
    window.goto(f"{address}/lessons/loops.html")
    window.locator("details.answer > summary").first.focus()
    window.keyboard.press("Enter")
    expect(window.get_by_text("Three, and no more.")).to_be_visible()


def test_from_a_concept_to_the_place_that_taught_it(address: str, visit: Visit) -> None:
    window = visit.window()
    window.goto(f"{address}/lessons/sums.html")
    window.get_by_role("link", name="While loop", exact=True).first.click()
    expect(window).to_have_url(re.compile(r"/concepts/while-loop\.html$"))
    expect(window.locator("h1")).to_have_text("While loop")
    introduced = window.get_by_role("listitem").filter(has_text="Introduced")
    introduced.get_by_role("link", name="Again and again").click()
    expect(window).to_have_url(re.compile(r"/lessons/loops\.html#explain-while$"))
    heading = window.get_by_role("heading", name="Again and again", exact=True)
    expect(heading).to_be_in_viewport()


def test_from_prose_to_the_concept_and_on_to_the_check(address: str, visit: Visit) -> None:
    window = visit.window()
    window.goto(f"{address}/lessons/loops.html")
    window.locator(".text").get_by_role("link", name="while loop", exact=True).click()
    expect(window.locator("h1")).to_have_text("While loop")
    window.get_by_role("link", name="How many rounds, question 2").click()
    expect(window).to_have_url(re.compile(r"/lessons/loops\.html#check-1\.q2$"))
    expect(window.get_by_text("And for zero?")).to_be_in_viewport()


def test_the_head_of_the_site_leads_everywhere(address: str, visit: Visit) -> None:
    window = visit.window()
    window.goto(f"{address}/lessons/loops.html")
    course = window.get_by_role("navigation", name="Course")
    for name, heading in (
        ("Glossary", "Glossary"),
        ("Traceability", "Traceability"),
        ("Reviews", "Reviews"),
        ("Lessons", "Programming"),
    ):
        course.get_by_role("link", name=name).click()
        expect(window.locator("h1")).to_have_text(heading)
        expect(course.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")


def test_what_the_plan_promised_is_found_in_the_lesson(address: str, visit: Visit) -> None:
    window = visit.window()
    window.goto(f"{address}/lessons/loops.html")
    window.get_by_role("link", name="How this lesson keeps its plan").click()
    belief = window.get_by_role("listitem").filter(has_text="The condition is watched all the time.")
    expect(belief).to_contain_text("Realised")
    expect(window.get_by_role("listitem").filter(has_text="countdown")).to_contain_text("The turnstile says it better.")
    belief.get_by_role("link").first.click()
    expect(window).to_have_url(re.compile(r"/lessons/loops\.html#checks-always$"))
    expect(window.get_by_text("It does not watch.")).to_be_in_viewport()


def test_from_the_verdict_to_a_finding_and_its_place(address: str, visit: Visit) -> None:
    window = visit.window()
    window.goto(f"{address}/index.html")
    window.get_by_role("link", name="In review").click()
    expect(window).to_have_url(re.compile(r"/reviews/loops\.html$"))
    window.get_by_role("region", name="What is open").get_by_role("link").first.click()
    card = window.get_by_role("article", name="The round is told in one breath")
    expect(card).to_be_in_viewport()
    card.get_by_role("link", name="Counting rounds").click()
    expect(window).to_have_url(re.compile(r"/lessons/loops\.html#rounds$"))


def test_the_skip_link_leads_past_the_navigation(address: str, visit: Visit) -> None:
    window = visit.window()
    window.goto(f"{address}/concepts/while-loop.html")
    window.keyboard.press("Tab")
    skip = window.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    window.keyboard.press("Enter")
    expect(window.get_by_role("main")).to_be_focused()


def paper(window: Page) -> str:
    return str(window.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_pages_follow_the_colours_of_the_system(address: str, visit: Visit) -> None:
    papers = {}
    for scheme in ("light", "dark"):
        window = visit.window(color_scheme=scheme)
        window.goto(f"{address}/lessons/loops.html")
        papers[scheme] = paper(window)
    assert papers["light"] != papers["dark"]


def test_the_reader_may_choose_other_colours(address: str, visit: Visit) -> None:
    window = visit.window(color_scheme="light")
    window.goto(f"{address}/lessons/loops.html")
    switch = window.locator("button.scheme")
    light = paper(window)
    switch.click()
    dark = paper(window)
    assert dark != light
    expect(switch).to_have_attribute("aria-pressed", "true")
    window.goto(f"{address}/glossary.html")
    assert paper(window) == dark, "the choice holds for the whole site"
    window.locator("button.scheme").click()
    assert paper(window) == light
