"""The first phase: what the student brings."""

from collections.abc import Iterator

from lesson_pipeline.exporters.markdown import cells, lists
from lesson_pipeline.exporters.markdown.page import Page
from lesson_pipeline.exporters.markdown.tables import Row, table
from lesson_pipeline.exporters.markdown.texts import block, cell


def student_state(page: Page) -> list[str]:
    """The student state: concepts with depths, mental models, what was left out, readiness."""
    state = page.plan.get("student_state", {})
    page.remark("student_state/knows", state.get("knows", []))
    pieces = table(("Concept", "Depth", "Source Lesson", "Notes"), _known(page))
    pieces += lists.texts(page, "student_state/mental_models", "Mental models and analogies already established")
    pieces += lists.rows(
        page,
        "student_state/not_covered",
        "What was explicitly NOT covered in prior lessons (relevant here)",
        state.get("not_covered", []),
    )
    readiness = block(state.get("readiness", ""), head="**Readiness assessment:** ")
    page.remark("student_state/readiness", readiness.read)
    return [*pieces, readiness.markdown] if readiness.read else pieces


def _known(page: Page) -> Iterator[Row]:
    for number, row in enumerate(page.plan.get("student_state", {}).get("knows", ())):
        concept, depth = cells.concept(page, row), cells.level(row, "depth")
        source, notes = cells.sources(page, row), cell(row.get("notes", ""))
        shown = {
            "depth": depth.value,
            "source": source.value,
            "notes": notes.read,
            "wording": cells.wordings(concept=concept, depth=depth, source=source),
        }
        said = page.comment(f"/student_state/knows/{number}", row, shown)
        yield (concept.markdown, depth.markdown, source.markdown, notes.markdown), said
