"""Pages of written lessons: Markdown, formulas, code, tables, blocks, links."""

from collections.abc import Callable

import pytest

from tests.render.conftest import Site
from tests.render.reading import Element, headings, ids

Lesson = Callable[[str], Element]


def test_a_lesson_takes_the_place_of_the_draft(site: Site) -> None:
    site.write(
        "lessons/loops.md", '---\nlesson: loops\ntitle: "Loops, *slowly*"\n---\n\n## Again {#explain-while}\n\nText.\n'
    )
    site.render()
    page = site.page("loops")
    assert page.one("h1").text == "Loops, slowly"
    assert page.one("title").text.endswith("Loops, slowly")
    assert page.by_id("explain-while").text == "Again"
    assert not page.has("drafted") and not page.has("notice")
    assert "Draft page" not in page.one(css="badges").text
    assert "title:" not in page.text


def test_headings_take_their_written_ids_and_fit_under_the_title(lesson: Lesson) -> None:
    text = lesson("#### First {#explain-while}\n\n# Second\n\n### Third\n\n### Third\n\n## Die Lösung $x^2$\n")
    assert headings(text) == [2, 2, 3, 3, 3]
    assert ids(text) == ["explain-while", "second", "third", "third-2", "die-lösung-x-2"]


def test_an_id_is_given_once(site: Site, lesson: Lesson) -> None:
    text = lesson("## One {#recap}\n\n## Two {#recap}\n\n## Recap\n\n:::{check} recap\nText\n:::\n")
    assert len(ids(text)) == len(set(ids(text))) == 3
    assert ids(text)[0] == "recap"
    assert len(ids(site.page("loops"))) == len(set(ids(site.page("loops"))))


def test_a_title_at_the_head_of_the_text_is_the_title_of_the_page(site: Site, lesson: Lesson) -> None:
    text = lesson("# All about loops {#recap}\n\n## First\n\nWords\n")
    page = site.page("loops")
    assert page.one("h1").text == "All about loops"
    assert page.one("h1").attributes["id"] == "recap"
    assert headings(text) == [2]


def test_the_navigation_lists_sections_and_checks_without_a_heading(site: Site, lesson: Lesson) -> None:
    lesson("## Again {#recap}\n\n### Deeper\n\n:::{check} check-1\nText\n:::\n\n## *Done*\n")
    links = site.page("loops").one("nav", "toc").all("a")
    assert [(link.attributes["href"], link.text) for link in links] == [
        ("#recap", "Again"),
        ("#check-1", "How many rounds"),
        ("#done", "Done"),
    ]


def test_formulas_are_mathml(lesson: Lesson) -> None:
    text = lesson("Inline $a_1$ and\n\n$$\n\\frac{a}{b}\n$$\n\nPrices: $5 and $6.\n")
    inline, display = text.all("math")
    assert inline.attributes.get("display") != "block"
    assert display.attributes["display"] == "block"
    assert display.all("mfrac")
    assert "$5 and $6" in text.text


def test_a_formula_that_cannot_be_converted_shows_its_source(site: Site, lesson: Lesson) -> None:
    text = lesson("So $\\frac{1$ and $\\nosuch{x}$ it is.\n")
    assert [source.text for source in text.all("code", "formula-source")] == ["\\frac{1", "\\nosuch{x}"]
    problems = site.render().problems
    assert len(problems) == 2
    assert problems[0].startswith("lessons/loops.md: ")


def test_code_is_highlighted_in_its_language(lesson: Lesson) -> None:
    text = lesson("```python\nfor x in y:  # go\n    print('x')\n```\n\n```nosuchlanguage\n<a>\n```\n\n    indented\n")
    python, unknown, indented = text.all("pre")
    assert [span.text for span in python.all("span", "keyword")] == ["for", "in"]
    assert python.one("span", "comment").text == "# go"
    assert python.one("span", "string").text == "'x'"
    assert unknown.text == "<a>" and not unknown.all("span")
    assert indented.text == "indented"


def test_code_keeps_every_character(lesson: Lesson) -> None:
    code = '\n\n  if a < b and c & d:\n\tx = "é"   \n\n'
    text = lesson(f"```python\n{code}\n```\n")
    shown = "".join(_texts(text.one("pre")))
    assert shown == code + "\n"


def test_tables_scroll_in_a_box_of_their_own(lesson: Lesson) -> None:
    text = lesson("| | b |\n|---|--:|\n| $x$ | 2 |\n")
    box = text.one(css="table")
    assert box.attributes["tabindex"] == "0"
    assert [cell.tag for cell in box.one("thead").one("tr").children if isinstance(cell, Element)] == ["td", "th"]
    assert "right" in box.one("th").attributes["style"]


def test_answers_are_shut_without_a_script(lesson: Lesson) -> None:
    text = lesson(
        ":::::{check} check-1\nTake three.\n\n::::{question} q1\nWhy?\n\n:::{answer}\nBecause **so**.\n:::\n::::\n"
        "::::{question} q2\nHow?\n\n:::{answer}\nLike this.\n:::\n::::\n:::::\n"
    )
    check = text.one(css="check")
    assert check.attributes["id"] == "check-1"
    assert [line.text for line in check.all(css="question-number")] == ["Question 1", "Question 2"]
    assert [question.attributes["id"] for question in check.all(css="question")] == ["check-1.q1", "check-1.q2"]
    first = check.all("details", "answer")[0]
    assert "open" not in first.attributes
    assert first.one("summary").text == "Answer"
    assert first.one("strong").text == "so"


def test_boxes_carry_their_label_and_title(lesson: Lesson) -> None:
    text = lesson(":::{tip} Look *here*\n:realizes: countdown\nA hint.\n:::\n\n:::{warning}\nMind.\n:::\n")
    tip, warning = text.all(css="callout")
    assert tip.one(css="callout-title").text == "Tip: Look here"
    assert "realizes" not in tip.text and "A hint." in tip.text
    assert warning.one(css="callout-title").text == "Warning"


def test_blocks_of_one_name_may_lie_in_one_another(lesson: Lesson) -> None:
    text = lesson(
        "::::{misconception} checks-always\nIt is watched.\n\n:::{negative-example}\nIt is not.\n:::\n\nEnd.\n::::\n"
    )
    outer = text.one(css="misconception")
    assert outer.attributes["id"] == "checks-always"
    assert outer.one(css="negative-example").one(css="label").text == "Counterexample"
    assert outer.text.endswith("End.")


def test_an_unknown_block_is_shown_and_reported(site: Site, lesson: Lesson) -> None:
    text = lesson(":::{mystery} Of things\nContent.\n:::\n")
    assert "mystery" in text.one(css="unknown").text and "Content." in text.text
    assert ["mystery" in problem for problem in site.render().problems] == [True]


def test_an_unclosed_block_is_shown_and_reported(site: Site, lesson: Lesson) -> None:
    text = lesson("::::{tip}\nContent.\n\n:::\n\nMore.\n")
    assert "More." in text.one(css="tip").text
    assert any("never closed" in problem for problem in site.render().problems)


def test_an_unclosed_block_takes_no_more_than_its_list_item(lesson: Lesson) -> None:
    text = lesson("- :::{tip}\n  Within.\n\nAfter.\n\n> :::{tip}\n> Quoted.\n\nLast.\n")
    assert [tip.text for tip in text.all(css="tip")] == ["Tip Within.", "Tip Quoted."]
    assert "After." in text.text and "Last." in text.text


def test_a_block_may_stand_in_a_list(lesson: Lesson) -> None:
    text = lesson("1. One\n\n   :::{tip}\n   Within.\n   :::\n\n   Still one.\n2. Two\n")
    assert [item.text for item in text.all("li")] == ["One Tip Within. Still one.", "Two"]


def test_what_looks_like_a_block_in_code_is_code(lesson: Lesson) -> None:
    text = lesson("```\n:::{tip}\nno\n:::\n```\n\n::: note\nplain\n:::\n")
    assert not text.has("callout")
    assert ":::{tip}" in text.one("pre").text


def test_blocks_share_footnotes_and_link_definitions_with_the_text(lesson: Lesson) -> None:
    text = lesson(":::{tip}\nSee[^a] [this][b].\n:::\n\n[^a]: A note.\n\n[b]: https://example.org/b\n")
    assert text.one(css="tip").one("sup").text == "[1]"
    assert "A note." in text.one(css="footnotes").text
    assert text.one(css="tip").all("a")[-1].attributes["href"] == "https://example.org/b"


def test_a_block_that_names_a_section_stands_for_it(site: Site, lesson: Lesson) -> None:
    text = lesson(":::{insight} rounds\nOne at a time.\n:::\n\n:::{tip} memory\nSave it.\n:::\n")
    insight, tip = text.all(css="callout")
    assert insight.attributes["id"] == "rounds"
    assert insight.one(css="callout-title").text == "Insight: Counting rounds"
    assert tip.one(css="callout-title").text == "Tip: memory"


@pytest.mark.parametrize(
    ("markdown", "href", "about"),
    [
        ("[x](lesson:counting)", "counting.html", "1.1.1 Counting"),
        ("[x](lesson:sums#top)", "sums.html#top", "1.1.3 Sums"),
        ("[x](concept:counter)", "../concepts/counter.html", "A variable that counts."),
        ("[x](https://example.org/a?b=1&c=2)", "https://example.org/a?b=1&c=2", None),
        ("<mailto:a@example.org>", "mailto:a@example.org", None),
        ("[x](#recap)", "#recap", None),
    ],
)
def test_links_lead_where_they_say(lesson: Lesson, markdown: str, href: str, about: str | None) -> None:
    link = lesson(f"## Again {{#recap}}\n\nSee {markdown}.\n").one("a")
    assert link.attributes["href"] == href
    assert link.attributes.get("title") == about


@pytest.mark.parametrize(
    "href", ["lesson:nosuch", "concept:nosuch", "notes.ipynb", "/etc/passwd", "../x.html", "//example.org/x"]
)
def test_links_that_lead_nowhere_are_text(site: Site, lesson: Lesson, href: str) -> None:
    text = lesson(f"See [the words]({href}).\n")
    assert not text.all("a")
    assert "See the words" in text.text
    assert ["leads nowhere" in problem for problem in site.render().problems] == [True]


def test_pictures_wait_for_their_vocabulary_without_a_request(lesson: Lesson) -> None:
    text = lesson("![A ring](https://example.org/ring.png) and ![](ring.svg)\n")
    assert not text.all("img")
    assert text.all(css="picture")[0].text == "A ring"


def test_lists_of_tasks_and_definitions(lesson: Lesson) -> None:
    text = lesson("- [x] done\n- [ ] open\n\nLoop\n: Goes round.\n")
    assert [("checked" in box.attributes, "disabled" in box.attributes) for box in text.all("input")] == [
        (True, True),
        (False, True),
    ]
    assert [box.attributes["aria-label"] for box in text.all("input")] == ["done", "to do"]
    assert text.one("dd").text == "Goes round."


def test_an_empty_lesson_says_so(site: Site) -> None:
    site.write("lessons/loops.md", "---\nlesson: loops\n---\n")
    site.render()
    assert site.page("loops").one(css="missing").text == "This lesson has no text so far."


def _texts(element: Element) -> list[str]:
    return [text for child in element.children for text in ([child] if isinstance(child, str) else _texts(child))]
