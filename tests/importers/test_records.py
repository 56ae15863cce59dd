"""Lessons that are cited but not there: what a module's record says of them is a fact of that page, the rest a guess."""

import jsonschema
import pytest

from lesson_pipeline.importers.markdown.entry_knowledge import said_known
from lesson_pipeline.importers.markdown.identity import identify, plan_mentions, record_mentions
from lesson_pipeline.importers.markdown.lesson_index import Said, index_lessons
from lesson_pipeline.importers.markdown.module_readings import ModulePage, ModuleRecord
from lesson_pipeline.importers.markdown.read_module import read_module
from lesson_pipeline.importers.markdown.readings import PlanReading
from lesson_pipeline.importers.markdown.records import ModuleRecords, RecordPlan, missing_lessons, record_plans
from lesson_pipeline.schema.store import schema
from tests.importers.modules import PLAN, RECORD, knows, needs, plan

RYE = plan(
    "rye-bread",
    knows("Gluten", "INTRODUCED", "kneading (2.3.1)", 3),
    knows("Sour dough", "INTRODUCED", "old-starters", 4),
    knows("Acid", "MENTIONED", "old-starters", 5),
    knows("Crumb", "DEVELOPED", "kneading, old-starters", 6),
    needs("Sour dough", "NOT TAUGHT", "old-starters", 7),
    number="3.1.1",
)
SPELT = plan("spelt-bread", needs("Sour dough", "DEVELOPED", "old-starters", 9), number="3.1.2")


def made(*texts: str, plans: tuple[PlanReading, ...] = (RYE, SPELT)) -> tuple[dict[str, RecordPlan], ModuleRecords]:
    pages = [ModulePage("page.md", *found) for text in texts if (found := read_module(text))]
    records = [page.page for page in pages if isinstance(page.page, ModuleRecord)]
    mentions = [mention for page in records for mention in record_mentions("page.md", page)]
    named = identify([*mentions, *(one for each in plans for one in plan_mentions(f"{each.header.slug}.md", each))])
    cells = [Said(row.source, "rye.md", row.line) for each in plans for row in (*each.knows, *each.prerequisites)]
    index = index_lessons(
        [(each.header.slug, each.header) for each in plans], [(page.document, page.page) for page in pages], cells
    )
    said = [row for each in plans for row in said_known(f"{each.header.slug}.md", each, named)]
    modules = ModuleRecords(pages, named, index)
    missing = missing_lessons(said, index, modules, [each.header.slug for each in plans])
    found = record_plans(missing, said, index, modules, {f"{each.header.slug}.md": each.header.slug for each in plans})
    for one in found:
        jsonschema.validate(one.data, schema("lesson-plan"))
        pointed = {guess.at for guess in one.guesses}
        assert pointed == set(one.data.get("inferred", []))
        assert all(guess.file == one.slug for guess in one.guesses)
    return {one.slug: one for one in found}, modules


def teaches(record: RecordPlan) -> dict[str, tuple[str, str]]:
    return {row["concept"]: (row["depth"], row.get("evidence", "")) for row in record.data["teaches"]}


def test_cited_lessons_become_records_and_documents_do_not() -> None:
    records, _ = made()
    assert sorted(records) == ["kneading", "old-starters"]
    data = records["old-starters"].data
    assert list(data) == ["lesson", "kind", "title", "status", "teaches", "inferred"]
    assert (data["kind"], data["title"], data["status"]) == ("record", "Old starters", "built")


def test_what_others_say_counts_at_the_deepest_and_is_a_guess() -> None:
    records, _ = made()
    record = records["old-starters"]
    assert teaches(record)["sour-dough"] == ("developed", "said by spelt-bread and rye-bread")
    guess = next(one for one in record.guesses if "`sour-dough`" in one.what)
    assert guess.document == "rye-bread.md"
    assert "introduced (rye-bread), developed (spelt-bread)" in guess.why
    assert record.data["teaches"][int(guess.at.rpartition("/")[2])]["concept"] == "sour-dough"


def test_a_mention_is_recorded_and_what_is_not_taught_is_not() -> None:
    records, _ = made(plans=(RYE,))
    assert teaches(records["old-starters"]) == {
        "acid": ("mentioned", "said by rye-bread"),
        "crumb": ("developed", "said by rye-bread"),
        "sour-dough": ("introduced", "said by rye-bread"),
    }


def test_a_row_with_several_lessons_counts_for_each_and_says_so() -> None:
    records, _ = made()
    assert teaches(records["kneading"])["crumb"] == teaches(records["old-starters"])["crumb"]
    assert any("may mean another lesson" in one.why for one in records["kneading"].guesses if "`crumb`" in one.what)


def test_the_record_of_a_module_is_a_fact_and_wins() -> None:
    records, _ = made(RECORD, PLAN)
    kneading = records["kneading"]
    assert teaches(kneading)["gluten"] == ("developed", "Stretched a window of dough.")
    assert teaches(kneading)["windowpane-test"] == ("applied", "Done with three doughs.")
    pointed = {
        kneading.data["teaches"][int(at.split("/")[2])]["concept"]
        for at in kneading.data["inferred"]
        if "teaches" in at
    }
    assert pointed == {"hydration", "crumb"}
    assert (kneading.data["title"], kneading.data["type"]) == ("Kneading dough", "stretch")
    assert "/title" not in kneading.data["inferred"]


def test_lessons_that_only_a_record_tells_of_become_records_too() -> None:
    records, _ = made(RECORD)
    assert teaches(records["proofing"])["fermentation"][0] == "introduced"
    assert "baking" not in records


def test_the_words_of_the_record_go_to_the_notes() -> None:
    records, modules = made(RECORD)
    notes = {note["heading"]: note["text"] for note in records["proofing"].data["notes"]}
    assert notes["Summary in the module's record"] == "Jars and balloons."
    assert notes["Concept index of the module's record"] == "- Salt in dough — REINFORCED — Slows the yeast."
    assert [left.text for _, left in modules.unplaced] == [
        "- Rising — DEVELOPED — every lesson — A word used all along."
    ]


def test_words_of_a_cell_that_ids_do_not_say_are_kept_in_the_evidence() -> None:
    text = RECORD.replace("| APPLIED | kneading |", "| APPLIED (in class) | kneading |").replace(
        "| Windowpane test |", "| Windowpane test (thin) |"
    )
    records, _ = made(text)
    assert teaches(records["kneading"])["windowpane-test"] == (
        "applied",
        "Windowpane test (thin) — APPLIED (in class): Done with three doughs.",
    )


@pytest.mark.parametrize(
    ("source", "title"),
    [("the-ph-scale", "The pH scale"), ("ph-of-dough", "pH of dough"), ("two-loaves", "Two loaves")],
)
def test_a_title_made_from_a_slug_keeps_the_capitals_of_the_course(source: str, title: str) -> None:
    records, _ = made(plans=(plan("rye-bread", knows("pH value", "DEVELOPED", source)),))
    assert records[source].data["title"] == title
    assert "/title" in records[source].data["inferred"]
