"""Pictures of lessons: drawings in the page, photographs beside it, and nothing from elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lesson_pipeline.render.drawings import DrawingError, drawing
from tests.render.conftest import Site
from tests.render.reading import Element, read_html
from tests.render.test_escaping import harmful

Lesson = Callable[[str], Element]
HEAD = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 10 10'>"
RING = f"<?xml version='1.0'?><!DOCTYPE svg>{HEAD}<title>Ring</title><circle cx='5' cy='5' r='4'/></svg>"
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"


def copies(site: Site) -> set[str]:
    return {file.name for file in (site.out / "pictures").glob("*")}


def test_a_drawing_is_part_of_the_page(site: Site, lesson: Lesson) -> None:
    site.write("lessons/figures/ring.svg", RING)
    text = lesson(":::{figure} figures/ring.svg\n:alt: A ring with *one* exit\n:width: 60%\nSee the **exit**.\n:::\n")
    figure = text.one("figure")
    svg = figure.one("svg")
    assert (svg.attributes["role"], svg.attributes["aria-label"]) == ("img", "A ring with *one* exit")
    assert svg.one("circle").attributes["r"] == "4"
    assert not svg.all("title")
    assert figure.one(css="picture").attributes["style"] == "width:60%"
    assert figure.one("figcaption").one("strong").text == "exit"
    assert site.render().problems == [] and not copies(site)


def test_a_figure_without_a_caption_has_none(site: Site, lesson: Lesson) -> None:
    site.write("lessons/ring.svg", RING)
    assert not lesson(":::{figure} ring.svg\n:alt: A ring\n:::\n").all("figcaption")


@pytest.mark.parametrize("width", ["320", "320px", "20em", "12.5rem"])
def test_widths(site: Site, lesson: Lesson, width: str) -> None:
    site.write("lessons/ring.svg", RING)
    box = lesson(f":::{{figure}} ring.svg\n:alt: A ring\n:width: {width}\n:::\n").one(css="picture")
    assert box.attributes["style"] == f"width:{width if width != '320' else '320px'}"


def test_a_width_that_is_none_is_left_out_and_reported(site: Site, lesson: Lesson) -> None:
    site.write("lessons/ring.svg", RING)
    text = lesson(":::{figure} ring.svg\n:alt: A ring\n:width: 50%;position:fixed\n:::\n")
    assert "style" not in text.one(css="picture").attributes
    assert ["width" in problem for problem in site.render().problems] == [True]


def test_a_figure_without_words_is_reported(site: Site, lesson: Lesson) -> None:
    site.write("lessons/ring.svg", RING)
    lesson(":::{figure} ring.svg\nCaption.\n:::\n")
    assert [":alt:" in problem for problem in site.render().problems] == [True]


def test_other_pictures_are_copied_and_go_when_they_are_gone(site: Site, lesson: Lesson) -> None:
    (site.root / "lessons").mkdir()
    (site.root / "lessons" / "A Photo.PNG").write_bytes(PNG)
    text = lesson('![Two "loops"](<A Photo.PNG>) and again ![It](A%20Photo.PNG)\n')
    first, second = text.all("img")
    assert first.attributes["alt"] == 'Two "loops"'
    assert first.attributes["src"] == second.attributes["src"]
    copied = site.out / "lessons" / first.attributes["src"]
    assert copied.resolve().is_relative_to(site.out.resolve()) and copied.read_bytes() == PNG
    assert copies(site) == {copied.name}

    assert site.render().written == 0
    (site.root / "lessons" / "A Photo.PNG").write_bytes(PNG + b"more")
    result = site.render()
    assert (result.written, result.removed) == (3, 1) and len(copies(site)) == 1
    lesson("No picture.\n")
    assert copies(site) == set()


@pytest.mark.parametrize(
    "source",
    [
        *("nosuch.svg", "nosuch.png", "/etc/passwd.svg", "../../outside.svg", "https://example.org/ring.png"),
        *("//example.org/ring.svg", "data:image/svg+xml,<svg/>", "notes.txt", "file:///etc/x.png", "C:\\ring.png", "."),
    ],
)
def test_a_picture_that_cannot_be_shown_leaves_its_words(site: Site, lesson: Lesson, source: str) -> None:
    (site.root.parent / "outside.svg").write_text(RING)
    site.write("lessons/notes.txt", "text")
    text = lesson(f":::{{figure}} {source}\n:alt: A ring\nCaption.\n:::\n")
    assert not text.all("svg") and not text.all("img")
    assert text.one(css="no-picture").text == "A ring" and "Caption." in text.text
    assert ["by its words only" in problem for problem in site.render().problems] == [True]


def test_a_link_out_of_the_curriculum_is_no_picture(site: Site, lesson: Lesson, tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text(RING)
    (site.root / "lessons").mkdir()
    (site.root / "lessons" / "ring.svg").symlink_to(tmp_path / "secret.svg")
    assert lesson("![A ring](ring.svg)\n").has("no-picture")


@pytest.mark.parametrize(
    "content", ["", "no drawing", "<svg", "<svg></svg>", "<svg><circle", "<html><body>x</body></html>"]
)
def test_a_file_without_a_drawing_is_none(site: Site, lesson: Lesson, content: str) -> None:
    site.write("lessons/ring.svg", content)
    assert lesson("![A ring](ring.svg)\n").has("no-picture")


def test_ids_of_drawings_do_not_meet(site: Site, lesson: Lesson) -> None:
    site.write(
        "lessons/dots.svg",
        f"{HEAD}<defs><circle id='a' r='1'/><linearGradient id='g'/></defs><use xlink:href='#a' fill='url(#g)'/>"
        "<rect style='fill: url(#g); stroke: red' clip-path=\"url('#c') \"/></svg>",
    )
    text = lesson("## A {#a}\n\n![Dots](dots.svg) ![Dots](dots.svg)\n")
    one, two = text.all("svg")
    assert one.one("circle").attributes["id"] != two.one("circle").attributes["id"] != "a"
    for svg in (one, two):
        used = svg.one("use").attributes
        assert used["xlink:href"] == f"#{svg.one('circle').attributes['id']}"
        assert used["fill"] == f"url(#{svg.one('lineargradient').attributes['id']})"
        assert svg.one("rect").attributes["style"] == "stroke:red"


def test_black_and_white_are_the_colours_of_the_scheme() -> None:
    svg = read_html(drawing(f"{HEAD}<path fill='#000' stroke='White' style='stop-color:black'/></svg>", "p.", "x"))
    path = svg.one("path").attributes
    assert (path["fill"], path["stroke"], path["style"]) == ("currentColor", "var(--ground)", "stop-color:currentColor")


def test_a_drawing_without_a_view_box_can_shrink() -> None:
    assert (
        read_html(drawing("<svg width='40' height='30px'><rect/></svg>", "p.", "x")).one("svg").attributes["viewbox"]
        == "0 0 40 30"
    )


def test_what_a_drawing_loses_is_reported(site: Site, lesson: Lesson) -> None:
    site.write(
        "lessons/ring.svg", f"{HEAD}<style>circle {{fill: red}}</style><image href='x.png'/><circle r='1'/></svg>"
    )
    lesson("![A ring](ring.svg)\n")
    assert ["<image>, <style>" in problem for problem in site.render().problems] == [True]


ATTACKS = [
    "<script>alert(1)</script>",
    "<script xlink:href='https://example.org/x.js'/>",
    "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
    "<a href='https://example.org'><animate attributeName='href' to='javascript:alert(1)'/><text>x</text></a>",
    "<set attributeName='onmouseover' to='alert(1)'/>",
    "<circle r='1' onload='alert(1)' onclick='alert(1)'/>",
    "<foreignObject><iframe src='https://example.org'/></foreignObject>",
    "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload='alert(1)'/></foreignObject>",
    "<image href='https://example.org/x.png'/><image xlink:href='x' onerror='alert(1)'/>",
    "<use href='https://example.org/x.svg#a'/><use xlink:href='data:image/svg+xml,x#a'/>",
    "<style>@import 'https://example.org/x.css'; rect { fill: url(https://example.org) }</style>",
    "<rect style='fill:url(https://example.org/x#a);behavior:url(x)'/>",
    "<rect style='fill:u\\72l(https://example.org/x)'/>",
    "<rect fill='url(https://example.org/x#a)' filter='url(https://example.org/x#f)'/>",
    "<rect fill='url( \"https://example.org\" )' mask=\"url('//example.org')\"/>",
    "<rect style='position:fixed;width:100vw;background:red'/>",
    "<title><style><img src=x onerror=alert(1)></style></title>",
    "<desc><![CDATA[<script>alert(1)</script>]]></desc>",
    "<text><![CDATA[<script>alert(1)</script>]]></text>",
    "<svg onload='alert(1)'/>",
    "</svg><script>alert(1)</script><svg>",
    "</svg><img src=x onerror=alert(1)>",
    "<math><mtext></mtext><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'></math>",
    "<handler xmlns='http://www.w3.org/2001/xml-events' type='text/javascript'>alert(1)</handler>",
    "<linearGradient href='javascript:alert(1)' id='a\" onload=\"x'/>",
    '<text fill="red;background:url(x)">x</text>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_drawing_does_harm(site: Site, lesson: Lesson, attack: str) -> None:
    site.write("lessons/ring.svg", f"<!DOCTYPE svg [<!ENTITY x '{'y' * 9}'>]>{HEAD}{attack}<circle r='1'/></svg>")
    lesson(':::{figure} ring.svg\n:alt: A "ring" <script>alert(1)</script>\n:::\n\n![A ring](ring.svg)\n')
    page = site.page("loops")
    assert harmful(page) == []
    assert "alert" not in "".join(svg.text for svg in page.all("svg")).replace("<script>alert(1)</script>", "")
    tops = [child for picture in page.all(css="picture") for child in picture.children if isinstance(child, Element)]
    assert [top.attributes["role"] for top in tops] == ["img", "img"]


def test_a_drawing_alone_may_hold_no_other_html() -> None:
    with pytest.raises(DrawingError):
        drawing("<p>x</p>", "p.", "x")
