"""What every reader passed over is kept all the same, and the report says where it stood."""

from typing import Any

from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.unplaced import HEADING, keep_unplaced
from lesson_pipeline.importers.markdown.words import account

TEXT = """\
# Sieves

Cross out the multiples.
- Nobody asked for this,
  nor for that.
Cross out what is left.
"""


def kept(plan: dict[str, Any], log: Log) -> list[dict[str, str]]:
    keep_unplaced(TEXT, plan, [plan], log)
    assert account(TEXT, [plan], log).lost == ()
    return plan.get("notes", [])


def test_lines_that_no_field_took_become_a_note_in_their_order() -> None:
    log = Log()
    plan = {
        "title": "Sieves",
        "narrative": "Cross out the multiples.",
        "target": "Cross out what is left.",
        "inferred": [],
    }
    assert kept(plan, log) == [{"heading": HEADING, "text": "- Nobody asked for this,\nnor for that."}]
    assert list(plan) == ["title", "narrative", "target", "notes", "inferred"]
    assert [odd.line for odd in log.odd] == [4, 5]


def test_the_note_comes_behind_others() -> None:
    plan = {"title": "Sieves", "notes": [{"text": "Cross out the multiples. Nobody asked for this, nor for that."}]}
    assert [note["text"] for note in kept(plan, Log())[1:]] == ["Cross out what is left."]


def test_a_document_that_is_read_whole_gets_no_note() -> None:
    log = Log(structure=["Sieves"])
    plan = {"narrative": TEXT.partition("\n")[2]}
    assert (kept(plan, log), log.odd) == ([], [])
