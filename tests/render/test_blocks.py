"""The blocks of the vocabulary: each is rendered, each has a look of its own, and they nest."""

import re
from collections.abc import Callable

import pytest

from lesson_pipeline.model.vocabulary import BLOCKS
from lesson_pipeline.render.directives.registry import VOCABULARY
from lesson_pipeline.render.templates import style_sheet
from tests.conftest import ROOT
from tests.render.conftest import Site
from tests.render.reading import Element
from tools.markdown import fences, section

Lesson = Callable[[str], Element]


def test_what_lessons_may_use_is_what_pages_can_show() -> None:
    assert set(VOCABULARY) == set(BLOCKS)
    assert {name for name, spec in VOCABULARY.items() if spec.named} == {n for n, kind in BLOCKS.items() if kind.named}


@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_every_block_has_a_look_and_keeps_its_content(lesson: Lesson, name: str) -> None:
    text = lesson(f":::{{{name}}} the-name\nSome *words*.\n:::\n\nAfter.\n")
    [block] = text.all(css=name)
    assert "Some words." in block.text and "After." not in block.text
    assert re.search(rf"\.{name}\b", style_sheet()), f"the style sheet says nothing of .{name}"


def test_cards_stand_side_by_side_in_a_comparison(lesson: Lesson) -> None:
    text = lesson(
        "::::{comparison} Two *ways*\n:::{card} This\nOne.\n:::\n\n:::{card}\nTwo.\n:::\n::::\n\n:::{card} Alone\nThree.\n:::\n"
    )
    comparison = text.one(css="comparison")
    assert comparison.attributes["aria-label"] == "Comparison: Two ways"
    assert comparison.one(css="comparison-title").one("em").text == "ways"
    inside = comparison.one(css="cards").all(css="card")
    assert [card.text for card in inside] == ["This One.", "Two."]
    assert [card.text for card in text.all(css="card")] == ["This One.", "Two.", "Alone Three."]


def test_phases_are_numbered_under_their_heading_and_within_their_block(lesson: Lesson) -> None:
    text = lesson(
        "::::{phase} Load\n:::{phase} Within\nText.\n:::\n::::\n\nBetween.\n\n:::{phase} Train\nText.\n:::\n\n"
        "## Again\n\n:::{phase}\nText.\n:::\n"
    )
    assert [phase.one(css="phase-title").text for phase in text.all(css="phase")[1:]] == [
        "Phase 1 Within",
        "Phase 2 Train",
        "Phase 1",
    ]
    assert text.all(css="phase")[0].attributes["aria-label"] == "Phase 1: Load"


def test_questions_are_numbered_in_their_check(lesson: Lesson) -> None:
    text = lesson("::::{check} check-1\n:::{question} q1\nA?\n:::\n:::{question} q2\nB?\n:::\n::::\n" * 2)
    assert [line.text for line in text.all(css="question-number")] == ["Question 1", "Question 2"] * 2


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("misconception", "Misconception"),
        ("negative-example", "Counterexample"),
        ("next-step", "Next step"),
        ("module-complete", "Module complete"),
        ("try-this", "Try this"),
    ],
)
def test_labels(lesson: Lesson, name: str, label: str) -> None:
    assert lesson(f":::{{{name}}}\nText.\n:::\n").one(css="label").text == label


def test_a_modality_is_named_by_its_kind(lesson: Lesson) -> None:
    text = lesson(":::{modality} picture\nA ring.\n:::\n\n:::{modality} nosuch\nA ring.\n:::\n")
    assert [label.text for label in text.all(css="label")] == ["In a picture", "Another view"]


def test_values_are_a_list_of_names_and_values(lesson: Lesson) -> None:
    text = lesson(
        ":::{values} Here\nt = 10\nscores = [0.9, 0.1]  <!-- two -->\n\nAnd *more* of it.\n\n```\nb = -10\n```\n:::\n"
    )
    block = text.one(css="values")
    assert [name.text for name in block.all("dt")] == ["t", "scores", "b"]
    assert [value.text for value in block.all("dd")] == ["= 10", "= [0.9, 0.1]", "= -10"]
    assert block.one("em").text == "more" and not block.all("pre")


def test_what_is_no_value_stays_a_paragraph(lesson: Lesson) -> None:
    block = lesson(":::{values}\nt = 10\nis the scale\n:::\n").one(css="values")
    assert not block.all("dl") and "t = 10 is the scale" in block.text


def test_an_aside_may_stand_anywhere(lesson: Lesson) -> None:
    text = lesson("::::{tip}\n:::{aside} Why\nSo.\n:::\n::::\n\n:::{aside}\nAlone.\n:::\n")
    assert [aside.text for aside in text.all(css="aside")] == ["Aside: Why So.", "Aside Alone."]


def test_what_a_lesson_says_itself_is_not_said_before_it(site: Site, lesson: Lesson) -> None:
    lesson("Plain text.\n")
    assert site.page("loops").has("lead") and "Recursion" in site.page("loops").one(css="front").text
    lesson(":::{objective}\nMine.\n:::\n\n:::{scope}\nThis.\n:::\n")
    front = site.page("loops").one(css="front")
    assert not front.has("lead") and "Recursion" not in front.text
    assert "While loop" in front.one(css="outcomes").text


def test_the_reading_time_counts_words_that_are_read(site: Site, lesson: Lesson) -> None:
    site.write("lessons/many.svg", f"<svg xmlns='http://www.w3.org/2000/svg'><text>{'word ' * 900}</text></svg>")
    lesson("word " * 390 + "\n\n![A picture](many.svg)\n")
    assert site.page("loops").one(css="eyebrow").text == "Lesson 1.1.2 about 2 minutes to read"
    assert "minute" not in site.page("sums").one(css="eyebrow").text


def test_no_content_rests_on_the_style_sheet(lesson: Lesson) -> None:
    """What the sheet adds before and after is decoration: it holds no word."""
    assert not re.search(r'content: "[^"]*\w{2,}', style_sheet().replace("attr(href)", ""))


def test_the_examples_of_the_documentation_show_every_block(site: Site, lesson: Lesson) -> None:
    page = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    text = "\n".join(
        fence.body for fence in fences(section(page, "The blocks of a lesson")) if fence.info == "markdown"
    )
    site.write("lessons/figures/ring.svg", "<svg xmlns='http://www.w3.org/2000/svg'><circle r='1'/></svg>")
    shown = lesson(text)
    assert site.render().problems == []
    assert {name for name in BLOCKS if shown.has(name)} == set(BLOCKS)
