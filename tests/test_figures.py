"""The pictures of our own lessons: sound, described, at home in both colour schemes, and of one mind with the text."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lesson_pipeline.model.build_written import build_written
from tests.conftest import ROOT

LESSONS = sorted((ROOT / "lessons").glob("*.md"))
FIGURES = sorted((ROOT / "lessons" / "figures").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "path", "rect", "circle", "line", "text"}
MATRIX = re.compile(r"(?<![\d.])0\.\d(?!\d)")

with_each_figure = pytest.mark.parametrize("file", FIGURES, ids=lambda file: file.stem)


def drawing(file: Path) -> ElementTree.Element:
    return ElementTree.fromstring(file.read_text(encoding="utf-8"))


def used() -> dict[str, str]:
    """The files that lessons show, each with its alternative text."""
    blocks = [block for file in LESSONS for block in build_written(file.read_text(encoding="utf-8")).blocks]
    return {block.argument: block.options["alt"].value for block in blocks if block.name == "figure"}


def test_what_is_shown_is_there_and_what_is_there_is_shown() -> None:
    assert set(used()) == {f"figures/{file.name}" for file in FIGURES}
    assert all(used().values())


@with_each_figure
def test_it_says_what_it_shows_and_draws_with_plain_shapes(file: Path) -> None:
    root = drawing(file)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    named = root.get("aria-labelledby", "").split()
    assert [root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")] == named  # type: ignore[union-attr]
    assert all(name.startswith(file.stem) for name in named), "ids of two pictures on one page must differ"


@with_each_figure
def test_its_words_take_the_colour_of_the_page(file: Path) -> None:
    root = drawing(file)
    assert root.get("fill") == "currentColor"
    if file.stem != "clip-heat-map":  # it brings its own dark ground
        inks = [element.get("fill") for element in root.iter(f"{SVG}text")]
        inks += [group.get("fill") for group in root.iter(f"{SVG}g") if group.find(f"{SVG}text") is not None]
        assert set(inks) <= {None, "currentColor"}
    assert not re.search(
        r'(?:fill|stroke)="(?:#fff|#ffffff|white|black|#000|#000000)"', file.read_text(), re.IGNORECASE
    )


@pytest.mark.parametrize(
    ("lesson", "figure"),
    [("clip", "clip-heat-map"), ("siglip-2", "softmax-coupled"), ("siglip-2", "sigmoid-separate")],
)
def test_the_matrix_in_a_picture_is_that_of_the_text(lesson: str, figure: str) -> None:
    text = build_written((ROOT / "lessons" / f"{lesson}.md").read_text(encoding="utf-8"))
    tables = [MATRIX.findall(prose.text) for prose in text.prose if prose.kind == "table"]
    matrix = next(numbers for numbers in tables if len(numbers) == 16)
    shown = [
        element.text or "" for element in drawing(ROOT / "lessons" / "figures" / f"{figure}.svg").iter(f"{SVG}text")
    ]
    assert sorted(number for number in shown if MATRIX.fullmatch(number)) == sorted(matrix)
