"""Whatever an author types, in whatever field: it is shown as text, and it does nothing."""

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lesson_pipeline.render import drawings, markdown
from lesson_pipeline.render.context import PageContext, Target
from lesson_pipeline.render.titles import plain, title
from tests.render.conftest import FILES, ROUNDS, Site
from tests.render.reading import Element, read_html, read_page

ATTACKS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[click](javascript:alert(1))",
    '"><svg onload=alert(1)>',
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    '<a href="https://example.org" onclick="alert(1)">x</a>',
    "`<script>alert(1)</script>`",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$<script>alert(1)</script>$",
    "$\\href{javascript:alert(1)}{x}$",
    "</title></head><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --><iframe src=https://example.org></iframe>",
    "<style>body{display:none}</style>",
    "[x]: javascript:alert(1)\n\n[x]",
    "```<script>\n<script>alert(1)</script>\n```",
    ":::{<script>} x\n:::",
    ':::{tip} "><script>alert(1)</script>\n:::',
    ':::{check} x" onclick="alert(1)\n:::',
    '## x {#a" onclick="alert(1)}',
    '## x {onclick="alert(1)"}',
    '<a@b.c" onclick="alert(1)>',
    '[x](https://example.org/"onmouseover="alert(1))',
    '[x](lesson:loops"onclick="alert(1))',
    '[x](concept:counter "title\\" onclick=\\"alert(1)")',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
ALLOWED_ATTRIBUTES = {
    *(
        "aria-current",
        "aria-hidden",
        "aria-label",
        "aria-labelledby",
        "charset",
        "checked",
        "class",
        "content",
        "disabled",
        "href",
        "id",
    ),
    *("alt", "lang", "name", "rel", "role", "src", "start", "style", "tabindex", "title", "type"),
    "data-scheme-place",
    *(
        "display",
        "displaystyle",
        "scriptlevel",
        "stretchy",
        "lspace",
        "rspace",
        "mathvariant",
        "width",
        "form",
        "accent",
    ),
    *("movablelimits", "minsize", "maxsize", "linethickness", "accentunder", "notation", "scope"),
}
OWN_SCRIPT = ({"src": "static/scheme.js"}, {"src": "../static/scheme.js"})
DRAWING_TAGS = {tag.lower() for tag in drawings.TAGS}
DRAWN = {name.lower() for names in drawings.ATTRIBUTES.values() for name in names} | {"role", "aria-label"}
DANGEROUS_TAGS = {
    "iframe",
    "object",
    "embed",
    "style",
    "form",
    "foreignobject",
    "animate",
    "set",
    "image",
    "base",
    "video",
    "audio",
    "source",
}


def harmful(page: Element) -> list[str]:
    """Everything on a page that could run, fetch or deceive."""
    found = []
    for element in page.all():
        if element.tag == "script" and element.attributes == {"type": "application/ld+json"}:
            assert json.loads(element.text), "data, and nothing else"
        elif element.tag == "script" and (element.attributes not in OWN_SCRIPT or element.text):
            found.append("<script>")
        elif element.tag in DANGEROUS_TAGS:
            found.append(f"<{element.tag}>")
        for name, value in element.attributes.items():
            if name not in (DRAWN if element.tag in DRAWING_TAGS else ALLOWED_ATTRIBUTES):
                found.append(f"{element.tag}[{name}]")
            if (
                element.tag in DRAWING_TAGS
                and name != "aria-label"
                and re.search(r"url\((?!#)|https?:|javascript|data:|expression", value)
            ):
                found.append(f"{element.tag}[{name}={value}]")
            if element.tag == "img" and name == "src" and not value.startswith("../pictures/"):
                found.append(f"src={value}")
            if name == "href" and element.tag != "link":
                scheme = value.split(":")[0].lower() if ":" in re.split("[/?#]", value)[0] else ""
                if scheme not in {"", "http", "https", "mailto"}:
                    found.append(f"href={value}")
            if name == "style" and ("url" in value or "position" in value):
                found.append(f"style={value}")
    return found


KEPT = {
    *("lesson", "course", "id", "concept", "kind", "type", "status", "depth", "requires", "size", "role", "style"),
    *("recaps", "uses", "in", "lessons"),
    *("of", "date", "severity", "verdict", "finding", "rule", "section", "part", "question"),
}


def poisoned(data: Any, attack: str) -> Any:
    """The data with the attack in every free text."""
    if isinstance(data, dict):
        return {key: value if key in KEPT else poisoned(value, attack) for key, value in data.items()}
    if isinstance(data, list):
        return [poisoned(value, attack) for value in data]
    return f"{attack} tail" if isinstance(data, str) else data


def data_of(text: str) -> Any:
    """What a file says, its dates as they are written."""
    return yaml.load(text, yaml.BaseLoader) if "date:" in text else yaml.safe_load(text)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_field_of_any_file_does_harm(site: Site, attack: str) -> None:
    for path, text in {**FILES, **ROUNDS}.items():
        site.write(path, json.dumps(poisoned(data_of(text), attack)))
    site.write("lessons/sums.md", f"---\n{json.dumps({'deviations': [{'element': 'x', 'reason': attack}]})}\n---\n")
    site.render(checked=True)
    pages = {file.name: read_page(file) for file in site.out.rglob("*.html")}
    assert {"index.html", "glossary.html", "traceability.html", "reviews.html", "loops.html", "sums.html"} <= set(pages)
    for page in pages.values():
        assert harmful(page) == []
    reviews = read_page(site.out / "reviews" / "loops.html")
    assert harmful(reviews) == []
    for css in ("finding", "finding-place", "trail", "checklist", "round-notes", "derivation", "open-findings"):
        assert "tail" in " ".join(element.text for element in reviews.all(css=css)), css
    for name in ("while-loop.html", "glossary.html", "traceability.html", "reviews.html"):
        assert "tail" in pages[name].one("main").text, name
    page = site.page("loops")
    for css in ("lead", "reason", "headline", "answer-body", "question", "goal", "neighbour"):
        shown = page.all(css=css) or site.index().all(css=css)
        assert shown and all("tail" in element.text for element in shown), css


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_a_lesson_does_harm(site: Site, attack: str) -> None:
    site.write(
        "lessons/loops.md",
        f"# {attack}\n\n{attack}\n\n## {attack}\n\n| {attack} |\n|---|\n| {attack} |\n\n:::{{tip}} {attack}\n{attack}\n:::\n\n> {attack}\n",
    )
    for path, text in ROUNDS.items():
        site.write(path, json.dumps(poisoned(data_of(text), attack)))
    site.render(checked=True)
    assert harmful(site.page("loops")) == []
    review = read_page(site.out / "review" / "loops.html")
    assert harmful(review) == []
    shown = review.all(css="finding")
    assert shown and all("tail" in finding.text for finding in shown)


def test_what_was_typed_is_shown_as_it_was_typed(site: Site) -> None:
    site.change("planning/repetition/loops.yaml", "title: Loops", 'title: "<b>Loops</b> & \\"more\\""')
    site.render()
    page = site.page("loops")
    assert page.one("h1").text == '<b>Loops</b> & "more"'
    assert page.one("title").text == '1.1.2 <b>Loops</b> & "more"'
    assert '<b>Loops</b> & "more"' in site.index().text


class Nowhere:
    def lesson(self, slug: str) -> Target | None:
        return Target(f"{slug}.html", slug)

    def concept(self, id: str) -> Target | None:
        return Target(None, id)


PIECES = st.sampled_from([*ATTACKS, "\n", "\n\n", " ", "# ", "- ", "> ", ":::{tip}", ":::", "::::{check} a", "::::", "$", "$$", "`", "```", "|", "|-|", "*", "[", "](", ")", "<", ">", '"', "{#a}", "[^1]", "[^1]: ", "\t", "é", "\u202e", "\x00"])  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("[^1]: [^1][^1]")  # its links have a colon behind the #
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map("".join))
def test_any_text_at_all_gives_whole_and_harmless_html(text: str) -> None:
    for html in (
        markdown.lesson(text, PageContext(Nowhere())),
        markdown.block(text, PageContext(Nowhere()), level=3, scope="x"),
        markdown.inline(text, PageContext(Nowhere())),
        title(text),
    ):
        assert harmful(read_html(html)) == []
    assert isinstance(plain(text), str)
