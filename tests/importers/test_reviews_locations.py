"""The place of a finding: sections and questions of the outline, and always the reviewer's words."""

import pytest

from lesson_pipeline.importers.markdown.locations import OutlinePlace, numbers_hold, places_of

OUTLINE = (
    OutlinePlace("context", "1", "Context + Constraints", "context"),
    OutlinePlace("hook", "2", "Hook (the wagon wheel)", "hook"),
    OutlinePlace("folding", "3", "Explain: The Folded Ruler", "explain"),
    OutlinePlace("check-1", "4", "Check 1 -- Predict and Verify", "check", ("count-the-spokes", "slow-it-down")),
    OutlinePlace("limit", "5", "Sampling: where it ends", "explain"),
    OutlinePlace("limit-in-sound", "5a", "The same limit, heard", "explain"),
    OutlinePlace("check-2", "6", "Check 2", "check", ("q1",)),
    OutlinePlace("next", "7", "Next Step", "next-step"),
)


def resolved(text: str) -> list[str]:
    """The places of a text as `section` or `section/question`; the first carries the text."""
    places = places_of(text, OUTLINE)
    assert [one.get("text") for one in places] == [text] + [None] * (len(places) - 1)
    return ["/".join(one[key] for key in ("section", "question") if key in one) for one in places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Section 3", ["folding"]),
        ("Section 3 (lines 20-44)", ["folding"]),
        ("Sections 3 and 5", ["folding", "limit"]),
        ("the whole explanation (sections 3-5).", ["folding", "check-1", "limit"]),
        ("Section 5a", ["limit-in-sound"]),
        ("Section 3b", ["folding"]),
        ("Section 3 (The Folded Ruler) and Section 7 (Next Step)", ["folding", "next"]),
        ("Section 4 (The Folded Ruler)", ["folding"]),
        ("Section 4: The Folded Ruler (lines 2-9)", ["folding"]),
        ('Section 3 "The Folded Ruler"', ["folding"]),
        ("Section 3 (a picture nobody planned)", ["folding"]),
        ("Check 1, Question 2 (lines 80-95)", ["check-1/slow-it-down"]),
        ("Check 1, questions 1 and 2", ["check-1/count-the-spokes", "check-1/slow-it-down"]),
        ("Section 4 (Check Your Understanding), question 1", ["check-1/count-the-spokes"]),
        ("Check 1, Question 9", ["check-1"]),
        ("Checks 1 and 2", ["check-1", "check-2"]),
        ("Hook section", ["hook"]),
        ("Context/Hook sections", ["context", "hook"]),
        ("NextStepBlock (lines 300-310)", ["next"]),
        ('"The folded ruler" section (lines 30-44)', ["folding"]),
        ("The Folded Ruler section, first paragraph", ["folding"]),
        ("Sampling section", ["limit"]),
    ],
)
def test_places_that_are_named(text: str, places: list[str]) -> None:
    assert resolved(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Lines 20-44",
        "line 3, the second aside",
        "Section 12",
        "Check 7",
        "Entire lesson",
        "Notebook cell-3",
        "after the wheel",
        "version 3.5 of the widget",
        'the aside "A word of warning"',
    ],
)
def test_what_names_no_place_is_only_text(text: str) -> None:
    assert places_of(text, OUTLINE) == [{"text": text}]


def test_no_words_are_no_place() -> None:
    assert places_of(" ", OUTLINE) == []


def test_without_an_outline_the_words_stand_alone() -> None:
    assert places_of("Section 3, Check 1", ()) == [{"text": "Section 3, Check 1"}]


def test_numbers_of_the_built_lesson_do_not_count_alone() -> None:
    texts = ["Section 4 (The Folded Ruler)", "Section 5"]
    assert not numbers_hold(texts, OUTLINE)
    assert not numbers_hold(["Hook section (Section 3)"], OUTLINE)
    assert numbers_hold(["Section 3 (The Folded Ruler)", "Section 5", "Hook section (Section 2)"], OUTLINE)
    assert places_of("Section 5", OUTLINE, with_numbers=False) == [{"text": "Section 5"}]
    assert places_of(texts[0], OUTLINE, with_numbers=False) == [{"section": "folding", "text": texts[0]}]
