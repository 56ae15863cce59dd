"""Annotations of exported documents: what they say counts, what cannot be understood is told, and nothing is lost."""

import re

import pytest

from lesson_pipeline.importers.markdown.annotations import restored, take_annotations, tokens_of
from tests.exporters.full_lesson import CONCEPTS, PLAN, ROUNDS
from tests.exporters.round_trips import Back, imported, lesson_of, there_and_back

DOCUMENT = there_and_back(lesson_of(PLAN, ROUNDS, CONCEPTS)).document


def changed(*pairs: tuple[str, str]) -> Back:
    """An import of the document with some of its text replaced."""
    text = DOCUMENT
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return imported("while-loops", text)


def test_lines_keep_their_numbers() -> None:
    text = "a\n- <!-- lp: {id: x} -->\n  <!-- lp -->\n  one\n\n    two\n  <!-- /lp -->\n\nb <!-- lp -->c<!-- /lp --> d\nend"
    plain, found = take_annotations(text)
    assert plain.count("\n") == text.count("\n")
    assert plain.split("\n")[1] == "-"
    assert plain.split("\n")[-1] == "end"
    assert found.texts == ["one\n\n  two", "c"]
    assert found.said[2].values == {"id": "x"}
    assert restored(plain.split("\n")[8], found) == "b c d"


def test_a_cell_holds_bars_and_breaks() -> None:
    plain, found = take_annotations("| x | <!-- lp -->a \\| b<br>c<br >d<!-- /lp --> |")
    assert found.texts == ["a | b\nc<br>d"]
    assert tokens_of(plain.split("|")[2].strip()) == [plain.split("|")[2].strip()]


def test_a_document_without_annotations_stays_as_it_is() -> None:
    text = "# Lesson: x\n\n<!-- TODO --> and `<!-- lpx -->`\n"
    assert take_annotations(text)[0] == text


def test_what_a_person_writes_into_an_exported_document_counts() -> None:
    back = changed(("Drawn as boxes.", "Drawn as drawers."), ("can trace one", "can trace two"))
    assert back.plan["student_state"]["knows"][0]["notes"] == "Drawn as drawers."
    assert back.plan["teaches"][0]["evidence"] == "can trace two"
    assert back.plan["student_state"]["knows"][0]["concept"] == "variable"


def test_a_section_that_a_person_adds_is_read_like_any_other() -> None:
    added = "**4. Practice -- Ten loops**\n\nTen loops that loop.\n\n**4. Check 1"
    back = changed(("**4. Check 1", added))
    ids = [section["id"] for section in back.plan["outline"]]
    assert ids == ["recap", "hook", "explain-loops", "practice", "check-1", "check-2"]
    assert back.plan["outline"][3] | {"uses": []} == {
        "id": "practice",
        "kind": "practice",
        "title": "Ten loops",
        "uses": [],
        "content": "Ten loops that loop.",
    }
    assert back.plan["outline"][4] == PLAN["outline"][3]


def test_guesses_move_with_their_elements() -> None:
    added = "| Condition | Small | Another one. |\n| Writing conditions"
    pointers = changed(("| Writing conditions", added)).plan["inferred"]
    assert "/gaps/1/in" in pointers


def test_a_finding_that_a_person_adds_is_read_like_any_other() -> None:
    added = "### [POLISH] — A colon too many\n\n**Issue:** One is enough.\n\n### [POLISH] — A typo"
    findings = changed(("### [POLISH] — A typo", added)).rounds[0]["findings"]
    assert [one["id"] for one in findings] == ["no-end", "colon-many", "typo", "where"]
    assert findings[1]["issue"] == "One is enough."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{id: robot}", "{id: robot, colour: red}", "`colour`"),
        ("{id: robot}", "{id: robot", "holds no mapping"),
        ("{id: robot}", "[robot]", "holds no mapping"),
        ("{id: robot}", '{id: "Not an id"}', "does not fit"),
        ("{id: robot}", "{id: {}}", "does not fit"),
        ("{id: robot} -->", "{id: robot} --> <!-- lp: {id: other} -->", "second annotation"),
        ("{id: recap, ", "{id: recap, teaches: 3, id: ", "holds no mapping"),
        ("{line_breaks", "{line_brakes", "line_brakes"),
        ("delivery: [page, notebook]", "delivery: paper", "`delivery`"),
        ("delivery: [page, notebook]", "colour: red", "`colour`"),
        ("{id: typo}", "{id: typo, severity: fatal}", "does not fit"),
        ("{round: 4}", "{round: four}", "`round`"),
        ("## Phase 2: Analyze", "## Phase 2: Analyze <!-- lp: {id: x} -->", "stands at nothing"),
        ("## Phase 2: Analyze", "## Phase 2: Analyze\n\n<!-- lp: {concepts: 3} -->", "`concepts`"),
        ("## Phase 2: Analyze", "## Phase 2: Analyze\n\n<!-- lp -->", "has no `<!-- /lp -->`"),
        ("## Phase 2: Analyze", "## Phase 2: Analyze\n\n<!-- lp: {id: x}", "not closed"),
    ],
)
def test_what_cannot_be_understood_is_told_and_loses_nothing(old: str, new: str, message: str) -> None:
    text = DOCUMENT if old != "{line_breaks" else f"{DOCUMENT}\n<!-- lp: {{line_breaks: [content]}} -->\n"
    assert text.count(old) == 1
    back = imported("while-loops", text.replace(old, new))
    assert [found for found in back.odd if message in found]
    assert len(back.plan["modalities"]) == 2
    assert len(back.plan["outline"]) == 5
    assert [len(data.get("findings", [])) for data in back.rounds] == [3, 0, 0]


def test_a_document_that_lost_its_annotations_is_read_like_any_other() -> None:
    back = imported("while-loops", re.sub(r" *<!-- lp.*? -->", "", DOCUMENT))
    assert len(back.plan["outline"]) == 5
    assert back.plan["inferred"]
    assert [data["round"] for data in back.rounds] == [1, 2, 3]


@pytest.mark.parametrize("piece", ["<!-- lp: x", "<!-- lp --> ", "<!-- lp -->\n", "<!-- lp: {a: b} --> ", "<!-- lp: {"])
@pytest.mark.parametrize("end", ["", "<!-- /lp -->"])
def test_many_broken_marks_cost_little(piece: str, end: str) -> None:
    text, found = take_annotations(piece * 20_000 + end)
    assert len(found.odd) <= 50
    assert len(text) <= len(piece * 20_000 + end)
