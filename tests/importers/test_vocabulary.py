"""The words of planning documents: depths, states, kinds, loads, in all their spellings."""

import pytest

from lesson_pipeline.importers.markdown.section_titles import section_title
from lesson_pipeline.importers.markdown.vocabulary import (
    cap_of,
    depth_of,
    example_type_of,
    load_of,
    modality_of,
    status_of,
)


@pytest.mark.parametrize(
    ("cell", "level", "plain"),
    [
        ("DEVELOPED", "developed", True),
        ("Introduced", "introduced", True),
        ("**APPLIED**", "applied", True),
        ("DEVELOPED (assumed)", "developed", False),
        ("APPLIED (must assemble)", "applied", False),
        ("INTRODUCED (recognize as DEVELOPED elsewhere)", "introduced", False),
        ("DEVELOPED/APPLIED", "developed", False),
        ("DEVELOPED (Adam) / MENTIONED (AdamW)", "mentioned", False),
        ("DEVELOPED -> APPLIED", "applied", False),
        ("GAP (MENTIONED)", "mentioned", False),
        ("MISSING", "not-taught", True),
        ("NOT TAUGHT", "not-taught", True),
        ("Not explicitly taught", "not-taught", True),
        ("NOT EXPLICIT", "not-taught", True),
        ("—", "not-taught", False),
        ("-- (mental model)", "not-taught", False),
        ("Assumed", "introduced", False),
        ("DEVELOPED (but fading -- ~10 lessons ago)", "developed", False),
    ],
)
def test_depths(cell: str, level: str, plain: bool) -> None:
    depth = depth_of(cell)
    assert depth is not None
    assert (depth.level, depth.plain) == (level, plain)


def test_what_names_no_depth_is_none() -> None:
    assert depth_of("well enough") is None


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("OK", "ok"),
        ("GAP (small -- needs reactivation)", "gap"),
        ("OK (needs reactivation)", "ok"),
        ("OK (small gap)", "gap"),
        ("MISSING", "missing"),
        ("—", None),
    ],
)
def test_states(cell: str, status: str | None) -> None:
    assert status_of(cell) == status


@pytest.mark.parametrize(
    ("cell", "polarity", "role", "plain"),
    [
        ("Positive", "positive", "", True),
        ("Positive (stretch)", "positive", "stretch", True),
        ("Negative (boundary)", "negative", "boundary", True),
        ("Positive (generalization)", "positive", "generalising", False),
        ("Interactive positive", "positive", "", False),
        ("Negative (turns positive)", "negative", "", False),
        ("Positive + Negative", "positive", "", False),
        ("Stretch", "positive", "stretch", False),
        ("Boundary", "negative", "boundary", False),
    ],
)
def test_types_of_examples(cell: str, polarity: str, role: str, plain: bool) -> None:
    found = example_type_of(cell)
    assert (found.polarity, found.role, found.plain) == (polarity, role, plain)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("**Verbal/Analogy**", "verbal"),
        ("Visual (inline SVG)", "visual"),
        ("Code (the primary modality)", "symbolic"),
        ("Concrete example (worked through)", "concrete"),
        ('Intuitive / "Of course"', "intuitive"),
        ("Hands-on practice", "interactive"),
        ("Geometric/Spatial", "geometric"),
        ("Smell", ""),
    ],
)
def test_modalities(cell: str, kind: str) -> None:
    assert modality_of(cell) == kind


@pytest.mark.parametrize(
    ("text", "load"),
    [
        ("BUILD", "build"),
        ("STRETCH (3 new concepts)", "stretch"),
        ("PROJECT (STRETCH)", "stretch"),
        ("Conceptual (no notebook)", ""),
        ("Hands-on, to build a table", ""),
        ("N/A. The last lesson was BUILD.", "build"),
    ],
)
def test_loads(text: str, load: str) -> None:
    assert load_of(text) == load


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("Treaps (mentioned at most)", "mentioned"),
        ("Treaps (INTRODUCED only)", "introduced"),
        ("Treaps -- mentioned for vocabulary", "mentioned"),
        ("Treaps (not mentioned at all)", ""),
        ("Treaps, which were mentioned before", ""),
    ],
)
def test_how_far_an_excluded_thing_may_be_touched(text: str, depth: str) -> None:
    assert cap_of(text) == depth


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("4. Explain Part 1 -- Hash Function (Core)", ("4", "explain", "Hash Function (Core)", "")),
        ("5. Check 1 (predict-and-verify)", ("5", "check", "Check 1", "predict-and-verify")),
        ("6. Check 2 — Transfer Question", ("6", "check", "Check 2", "transfer")),
        ("6. Check 1: Classify the Key", ("6", "check", "Classify the Key", "")),
        ("3. Hook (Challenge Preview)", ("3", "hook", "Hook (Challenge Preview)", "")),
        ("3. Hook: The Crowded Locker", ("3", "hook", "The Crowded Locker", "")),
        ("13. Summarize — Key Takeaways", ("13", "summarize", "Key Takeaways", "")),
        ("7. Building the Table", ("7", "", "Building the Table", "")),
        ("7. Concepts of Order", ("7", "", "Concepts of Order", "")),
        ("Part 3: A Simple Table (Guided)", ("3", "practice", "A Simple Table (Guided)", "")),
        ("11. Next step", ("11", "next-step", "Next step", "")),
    ],
)
def test_titles_of_sections(heading: str, expected: tuple[str, str, str, str]) -> None:
    title = section_title(heading)
    assert (title.number, title.kind, title.title, title.style) == expected
