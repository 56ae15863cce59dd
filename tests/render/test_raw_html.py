"""HTML in lessons: a few tags stay, in pairs; everything else is gone; in plans it is text."""

from collections.abc import Callable

import pytest

from tests.render.conftest import Site
from tests.render.reading import Element
from tests.render.test_escaping import harmful

Lesson = Callable[[str], Element]


@pytest.mark.parametrize("tag", ["sub", "sup", "kbd", "mark", "small", "abbr", "dfn", "ins", "del", "cite", "var"])
def test_tags_within_a_line(lesson: Lesson, tag: str) -> None:
    assert lesson(f"H <{tag.upper()} class=x id=y onclick=z>two *words*</{tag}> O\n").one(tag).text == "two words"


def test_breaks_titles_and_languages(lesson: Lesson) -> None:
    text = lesson(
        'One<br>two<br/>and <abbr title="Central & fast">CPU</abbr> <i lang="fr">oui</i> <i lang="x:y">no</i>\n'
    )
    assert len(text.all("br")) == 2
    assert text.one("abbr").attributes == {"title": "Central & fast"}
    assert [word.attributes for word in text.all("i")] == [{"lang": "fr"}, {}]


def test_details_hold_markdown(lesson: Lesson) -> None:
    text = lesson(
        "<details open>\n<summary>More <b>of it</b></summary>\n\n## A *title*\n\n:::{tip}\nHint.\n:::\n\n</details>\n\nAfter.\n"
    )
    details = text.one("details")
    assert details.attributes == {} and details.one("summary").text == "More of it"
    assert details.one("h2").text == "A title" and details.one(css="tip").text == "Tip Hint."
    assert "After." not in details.text


def test_headings_keep_their_tags_everywhere(site: Site, lesson: Lesson) -> None:
    text = lesson("# CO<sub>2</sub>\n\n## H<sub>2</sub>O <script>x</script>\n")
    page = site.page("loops")
    assert page.one("h1").one("sub").text == "2" and page.one("title").text.endswith("CO2")
    assert page.one("nav", "toc").one("a").one("sub").text == "2"
    assert text.one("h2").attributes["id"] == "h2o-x"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One <kbd>two\n\nthree", "One two three"),
        ("One </kbd> two </details></div></main> three", "One two three"),
        ("*One <kbd>two* three</kbd> four", "One two three four"),
        ("<details>\n\nNever closed", "Never closed"),
        ("<summary>Alone</summary>\n\nText", "Alone Text"),
        ("- <sub>one\n- two</sub>", "one two"),
        ("<sub><sup>one</sub></sup> two", "one two"),
        ("Text <details>in a line</details>", "Text in a line"),
    ],
)
def test_tags_without_a_partner_are_gone(site: Site, lesson: Lesson, written: str, shown: str) -> None:
    text = lesson(f"{written}\n")
    assert text.text == shown
    assert not {"kbd", "details", "summary", "sup"} & {element.tag for element in text.all()}
    assert site.render().problems


def test_no_tag_reaches_out_of_its_block(lesson: Lesson) -> None:
    """An answer stays shut, whatever stands in it."""
    text = lesson("::::{question} q\nWhy?\n:::{answer}\n</div></details>\n\nSo. <b>\n:::\n::::\n\nAfter.\n")
    assert "So." in text.one("details", "answer").one(css="answer-body").text
    assert not text.all("b") and "After." not in text.one(css="question").text


@pytest.mark.parametrize("opening", ["<script>", "<style>", "<!--", "<?php", "<![CDATA[", "<!DOCTYPE", "<textarea>"])
def test_what_is_never_closed_does_not_swallow_the_lesson(lesson: Lesson, opening: str) -> None:
    assert lesson(f"{opening}\n\n## Still here\n\nText.\n").one("h2").text == "Still here"


def test_what_is_left_out_is_reported(site: Site, lesson: Lesson) -> None:
    text = lesson('<iframe src="https://example.org">x</iframe>\n\n<font color=red>Words</font> stay\n')
    assert text.text == "Words stay"
    assert site.render().problems == [
        "lessons/loops.md: the HTML <iframe> is left out",
        "lessons/loops.md: the HTML <font> is left out",
    ]


def test_html_in_plans_is_text(site: Site) -> None:
    site.change("planning/repetition/loops.yaml", "One round at a time.", "H<sub>2</sub>O <b>x</b>")
    site.change("planning/repetition/loops.yaml", "title: Counting rounds", "title: <sub>Counting</sub>")
    site.render()
    page = site.page("loops")
    assert "H<sub>2</sub>O <b>x</b>" in page.text and page.by_id("rounds").text == "<sub>Counting</sub>"


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math><maction actiontype='statusline#https://example.org'>x</maction></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<a href='java\tscript:alert(1)'>x</a>",
    "<details open ontoggle=alert(1)>\n\nx\n\n</details>",
    "<details ontoggle='alert(1)'><summary onclick=alert(1)>x</summary></details>",
    "<kbd onmouseover=alert(1) style='position:fixed;inset:0' class=answer id=_content>x</kbd>",
    "<abbr title='\"><script>alert(1)</script>'>x</abbr>",
    "<i lang='\"><script>alert(1)</script>'>x</i>",
    "<input onfocus=alert(1) autofocus>",
    '<input class="task-list-item-checkbox" onfocus="alert(1)" type="checkbox">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x><base href=//example.org><link rel=stylesheet href=//example.org>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<style>*{background:url(//example.org)}</style>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<xmp><script>alert(1)</script></xmp>",
    "<b\x00 onclick=alert(1)>x</b>",
    "[x](javascript:alert(1)) [x](<java script:alert(1)>) ![x](javascript:alert(1))",
    "<![foo[<img src=x onerror=alert(1)>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_html_does_harm(site: Site, lesson: Lesson, attack: str) -> None:
    lesson(
        f"# Title {attack}\n\nWithin {attack} a line\n\n{attack}\n\n## Heading {attack}\n\n:::{{tip}} About {attack}\n{attack}\n:::\n\n"
        f"- {attack}\n\n| {attack} |\n|---|\n\n[^a]: {attack}\n\nNote[^a], ^[{attack}]\n\nLast."
    )
    page = site.page("loops")
    assert harmful(page) == []
    assert page.one(css="text").text.rpartition("Last.")[1]
    assert not [element for element in page.all("kbd") if element.attributes]
