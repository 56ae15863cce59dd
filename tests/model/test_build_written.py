"""A lesson's text to what was written: the places of links, pictures and roles, and comments behind names."""

import pytest

from lesson_pipeline.model.build_written import build_written
from lesson_pipeline.model.page import build_page


def pointed(text: str) -> list[str]:
    """For every link and picture, the words at its place."""
    lines = text.splitlines()
    spans = [reference.span for reference in build_written(text).references]
    assert all(span.line == span.end_line for span in spans)
    return [lines[span.line - 1][span.column - 1 : span.end_column - 1] for span in spans]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](x) [b](y)", ["x", "y"]),
        ("x [x](x) x [y](x)", ["x", "x"]),
        ("[a](xx) [b](x) [c](xx)", ["xx", "x", "xx"]),
        ("[a](<x y>) [b](  z 'title')", ["x y", "z"]),
        ("[![a](in.svg)](out) ![b](in.svg)", ["out", "in.svg", "in.svg"]),
        ("`[a](x)` and \\[b](x) and [c](x)", ["x"]),
        ("<https://example.org/x> [a](ä.svg)", ["https://example.org/x", "ä.svg"]),
        ("first\n[a\nb](x) third", ["x"]),
        ("| a | b |\n| - | - |\n| [c](x) | [d](y) |", ["x", "y"]),
        ("> - [a](x)\n>   [b](y)", ["x", "y"]),
    ],
)
def test_links_and_pictures_stand_where_they_stand(text: str, targets: list[str]) -> None:
    assert pointed(text) == targets


def test_of_targets_that_are_the_same_each_has_its_own_place() -> None:
    first, second = build_written("[x](x) `](x)` [x](x)").references
    assert (first.span.column, second.span.column) == (5, 19)


def test_a_target_defined_apart_stands_at_its_definition() -> None:
    text = "See [here][one] and [there].\n\n[one]: x.svg 'One'\n[there]: <y>\n"
    assert pointed(text) == ["x.svg", "y"]


def test_comments_behind_names_are_no_part_of_them() -> None:
    text = "## Hook {#hook} <!-- one --> <!-- two -->\n\n:::{figure} a.svg <!-- three -->\n:alt: A <!-- b --> c <!-- d -->\n:::\n"
    written = build_written(text)
    [(_, heading)], [block] = written.headings, written.blocks
    assert (heading.title, heading.id) == ("Hook", "hook")
    assert (block.argument, block.options["alt"].value) == ("a.svg", "A <!-- b --> c")


def test_anchors_are_ids_and_what_is_made_of_titles() -> None:
    text = """## Look {#look}
## One *two*
## One two
:::::{check} check-1
::::{question} q1
::::
:::::
:::{tip} Some words
:::
"""
    page = build_page("lessons/a.md", {}, build_written(text))
    assert list(page.anchors) == ["look", "check-1", "check-1.q1", "one-two", "one-two-2"]
