"""WCAG 2.2 AA on every page type: axe finds nothing, in both colour schemes; the keyboard is enough; nothing needs styles."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.visit import Visit

PAGES = {
    "index": "index.html",
    "lesson": "lessons/loops.html",
    "draft without an outline": "lessons/sums.html",
    "record": "lessons/counting.html",
    "concept": "concepts/while-loop.html",
    "glossary": "glossary.html",
    "traceability": "traceability.html",
    "traceability of a lesson": "traceability/loops.html",
    "reviewer's page": "review/loops.html",
    "reviews": "reviews.html",
    "reviews of a lesson": "reviews/loops.html",
}
OWN_PAGES = {
    "index": "index.html",
    "draft": "lessons/sam-3.html",
    "lesson": "lessons/siglip-2.html",
    "whole": "concepts/siglip2-recipe.html",
    "concept": "concepts/softmax.html",
    "glossary": "glossary.html",
    "traceability": "traceability.html",
    "reviewer's page": "review/siglip-2.html",
}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": STANDARD},
    "rules": {"target-size": {"enabled": True}},
    "preload": False,  # it would fetch the style sheets once more, which a page on disk may not
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "preload": False}
"""All that another colour scheme can change; these pages are long."""


def each(pages: dict[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages.values(), ids=pages.keys())


def violations(page: Page, options: dict[str, Any] = OPTIONS, without: str | None = None) -> list[str]:
    """What axe finds, with everything open that can be opened; `without` selects parts to pass over."""
    page.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
    context = {"exclude": [[without]]} if without else None
    found = Axe().run(page, context, options).response["violations"]
    return [f"{item['id']}: {node['html'][:120]}" for item in found for node in item["nodes"]]


@each(PAGES)
def test_axe_finds_nothing(small_site: Path, visit: Visit, scheme: str, page: str) -> None:
    window = visit.window(color_scheme=scheme)
    window.goto(f"{small_site.as_uri()}/{page}")
    assert violations(window) == []


@each(OWN_PAGES)
def test_axe_finds_nothing_in_our_own_course(own_site: Path, visit: Visit, page: str) -> None:
    window = visit.window(color_scheme="light")
    window.goto(f"{own_site.as_uri()}/{page}")
    text = ".beside > .text" if page.startswith("review/") else None  # long, and the same as on the lesson's page
    assert violations(window, without=text) == []
    window.emulate_media(color_scheme="dark")
    assert violations(window, COLOURS, text) == []


@each(PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(small_site: Path, visit: Visit, page: str, width: int) -> None:
    window = visit.window(viewport={"width": width, "height": 800})
    window.goto(f"{small_site.as_uri()}/{page}")
    assert window.evaluate("document.documentElement.scrollWidth") <= width


IN_ORDER = """() => [...document.querySelectorAll('a[href], button, summary, input, [tabindex="0"]')]
    .filter(one => !one.disabled && one.checkVisibility({visibilityProperty: true}))
    .map((one, index) => one.dataset.stop = String(index))"""
STOP = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    if (here === document.body) return null;
    return [here.dataset.stop, here.outerHTML.slice(0, 80), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            here.getBoundingClientRect().right > 0];
}"""


@each(PAGES)
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    small_site: Path, visit: Visit, page: str
) -> None:
    window = visit.window(viewport={"width": 900, "height": 800})
    window.goto(f"{small_site.as_uri()}/{page}")
    wanted = window.evaluate(IN_ORDER)
    reached = []
    for _ in wanted:
        window.keyboard.press("Tab")
        stop = window.evaluate(STOP)
        assert stop, f"the focus is lost behind {reached[-1:]}"
        reached.append(stop[0])
        assert stop[2], f"no outline: {stop[1]}"
        assert stop[3], f"out of sight: {stop[1]}"
    assert reached == wanted


HIDDEN = """() => {
    const hidden = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, around = text.parentElement;
        const folded = around.closest('details:not([open]) > :not(summary)');
        if (text.data.trim() && !folded && !around.closest('script, math') && !around.checkVisibility({visibilityProperty: true, opacityProperty: true}))
            hidden.push(text.data.trim());
    }
    return hidden;
}"""


@each(PAGES)
def test_nothing_is_lost_without_styles_or_hidden_by_them(small_site: Path, visit: Visit, page: str) -> None:
    window = visit.window()
    window.goto(f"{small_site.as_uri()}/{page}")
    assert window.evaluate(HIDDEN) == []
    window.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(sheet => sheet.remove())")
    assert window.evaluate(HIDDEN) == []


@each(PAGES)
def test_a_page_is_the_same_without_scripts(small_site: Path, visit: Visit, page: str) -> None:
    texts = []
    for scripts in (True, False):
        window = visit.window(java_script_enabled=scripts)
        window.goto(f"{small_site.as_uri()}/{page}")
        texts.append(window.locator("main").inner_text())
    with_scripts, without = texts
    assert without and without in with_scripts
