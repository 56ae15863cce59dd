"""Diagrams: Mermaid text, drawn when the page is made."""

import time
from collections.abc import Callable

import pytest

from lesson_pipeline.render.diagrams import DiagramError, diagram
from tests.render.conftest import Site
from tests.render.reading import Element
from tests.render.test_escaping import harmful

Lesson = Callable[[str], Element]
FLOW = "flowchart LR\n  A[Look] -->|again| B[Act]\n"


def test_a_diagram_is_a_picture_with_its_caption(site: Site, lesson: Lesson) -> None:
    text = lesson(f"::::{{diagram}} Round\n:alt: Look, then act\n```mermaid\n{FLOW}```\nIt **ends**.\n::::\n")
    figure = text.one("figure", "diagram")
    assert figure.one("svg").attributes["aria-label"] == "Look, then act"
    assert {label.text for label in figure.all("text")} == {"Look", "again", "Act"}
    assert figure.one("figcaption").text == "Round It ends."
    assert not text.all("pre") and site.render().problems == []


def test_a_fence_alone_is_drawn_too_and_described_by_its_labels(lesson: Lesson) -> None:
    text = lesson(f"```mermaid\n{FLOW}```\n\n```{{mermaid}}\n{FLOW}```\n")
    assert [set(svg.attributes["aria-label"].removeprefix("Diagram: ").split(", ")) for svg in text.all("svg")] == [
        {"Look", "again", "Act"}
    ] * 2


@pytest.mark.parametrize("source", ["", "nonsense", "flowchart LR\n A[Look --> B", "%%{init: }%%"])
def test_what_cannot_be_drawn_is_shown_as_it_was_typed(site: Site, lesson: Lesson, source: str) -> None:
    text = lesson(f"```mermaid\n{source}\n```\n")
    assert not text.all("svg") and text.one("pre").text == " ".join(source.split())
    assert ["shown as its source" in problem for problem in site.render().problems] == [True]


def test_a_diagram_block_without_a_diagram_is_reported(site: Site, lesson: Lesson) -> None:
    assert "Words." in lesson(":::{diagram}\n:alt: x\nWords.\n:::\n").one("figure").text
    assert ["no fenced text" in problem for problem in site.render().problems] == [True]


def test_colours_follow_the_scheme() -> None:
    svg = diagram(f"{FLOW}subgraph s\nA\nend\n", "p.", "x")
    assert (
        "var(--shape)" in svg and "currentColor" in svg and "#" not in svg.replace('href="#', "").replace("url(#", "")
    )


@pytest.mark.parametrize(
    "source",
    [
        "flowchart LR\n" + "".join(f"A{one} --> A{two}\n" for one in range(20) for two in range(20)),
        "flowchart LR\n" + " & ".join("ABCDEFGHIJ") + " --> " + " & ".join("abcdefghij"),
        "flowchart LR; " + ";".join("A-->B-->C" for _ in range(50)),
        "flowchart LR\nA[" + "x" * 6000 + "]",
    ],
)
def test_a_diagram_that_would_take_minutes_is_refused_at_once(source: str) -> None:
    start = time.perf_counter()
    with pytest.raises(DiagramError, match="more than"):
        diagram(source, "p.", "x")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "attack",
    [
        'A["<img src=x onerror=alert(1)>"] --> B["<script>alert(1)</script>"]',
        'A --> B\nclick A href "javascript:alert(1)" "x"\nclick B call alert(1)',
        "A --> B\nstyle A fill:url(https://example.org/x),stroke:red\nclassDef c fill:url(javascript:x)\nclass B c",
        'A["`**x** <iframe src=https://example.org>`"] --> B@{ img: "https://example.org/x.png", label: "x" }',
    ],
)
def test_no_diagram_does_harm(site: Site, lesson: Lesson, attack: str) -> None:
    lesson(f'```mermaid\n%%{{init: {{"themeCSS": "* {{background: url(x)}}"}}}}%%\nflowchart LR\n{attack}\n```\n')
    assert harmful(site.page("loops")) == []
    assert not site.page("loops").one(css="text").all("a")
