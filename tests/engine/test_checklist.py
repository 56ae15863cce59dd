"""The checklists are ticked by what the rules found, never by hand."""

import re
from pathlib import Path

from lesson_pipeline.engine.checklist import LESSON_DESIGN, PREREQUISITE_AUDIT, Ticked
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.testing import check_folder
from tests.conftest import ROOT
from tests.small import lesson, record, small

BODY = """
narrative: Counting by hand takes too long.
teaches: [{concept: loop, depth: introduced}]
outline:
  - {id: s, kind: explain, teaches: [{concept: loop, depth: introduced}]}
"""


def ticked(root: Path, *blocks: str, codes: set[str] | None = None) -> dict[str, Ticked]:
    small(*blocks).write(root)
    return {entry.item.id: entry for entry in check_folder(root, codes).checklists["a"]}


def test_there_are_six_items_and_seven_and_their_rules_exist() -> None:
    assert (len(PREREQUISITE_AUDIT), len(LESSON_DESIGN)) == (6, 7)
    assert {code for item in (*PREREQUISITE_AUDIT, *LESSON_DESIGN) for code in item.codes} <= set(all_rules())


def test_an_item_fails_with_the_fault_that_breaks_it(tmp_path: Path) -> None:
    found = ticked(tmp_path, lesson("a", BODY))
    assert found["misconceptions"].ok is False
    assert found["misconceptions"].why.startswith("MIS001 at line 1: ")
    assert found["boundaries"].ok is False
    assert found["nothing-untaught"].ok is True
    assert found["depths-match"].ok is True


def test_what_only_a_person_can_judge_is_neither_true_nor_false(tmp_path: Path) -> None:
    found = ticked(tmp_path, lesson("a", BODY))
    assert (found["no-double-jumps"].ok, found["motivation"].ok) == (None, None)
    assert found["motivation"].why == "a person's judgement"
    assert (
        ticked(tmp_path, lesson("a", BODY.replace("narrative: Counting by hand takes too long.\n", "")))[
            "motivation"
        ].ok
        is False
    )


def test_a_waived_fault_counts_as_settled_and_says_why(tmp_path: Path) -> None:
    waived = BODY + "waivers: [{code: SCO003, reason: A lesson of one sentence.}]\n"
    found = ticked(tmp_path, lesson("a", waived))
    assert found["boundaries"].ok is True
    assert "A lesson of one sentence." in found["boundaries"].why


def test_a_rule_that_did_not_run_ticks_nothing(tmp_path: Path) -> None:
    found = ticked(tmp_path, lesson("a", BODY), codes={"SEQ001"})
    assert found["boundaries"].ok is None
    assert "SCO003 did not run" in found["boundaries"].why


def test_records_have_no_checklist_and_promises_no_ticks(tmp_path: Path) -> None:
    small(record("r", "loop introduced"), lesson("a")).write(tmp_path)
    lists = check_folder(tmp_path).checklists
    assert set(lists) == {"a"}
    assert {entry.ok for entry in lists["a"] if entry.item.codes} == {None}


def test_the_repository_s_own_lessons_hold_every_item() -> None:
    lists = check_folder(ROOT).checklists
    assert set(lists) == {"clip", "siglip-2", "sam-3"}
    assert not [(slug, entry.why) for slug, entries in lists.items() for entry in entries if entry.ok is False]


def test_the_page_names_the_rules_of_every_item() -> None:
    page = (ROOT / "docs/checklists.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| item"))]
    named = [tuple(re.findall(r"\[([A-Z]{3,4}[0-9]{3})\]", row)) for row in rows]
    assert named == [item.codes for item in (*PREREQUISITE_AUDIT, *LESSON_DESIGN)]
