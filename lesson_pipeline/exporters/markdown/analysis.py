"""The second phase: the target, what it needs, what stands in its way, and the examples."""

from collections.abc import Iterator

from lesson_pipeline.exporters.markdown import cells
from lesson_pipeline.exporters.markdown.page import Page
from lesson_pipeline.exporters.markdown.tables import Row, table
from lesson_pipeline.exporters.markdown.texts import block, cell


def analysis(page: Page) -> list[str]:
    """The second phase, each part under its heading."""
    target = block(page.plan.get("target", ""))
    page.remark("target", target.read)
    pieces = ["### Target Concept", target.markdown] if target.read else []
    for path, heading, header, rows in (
        ("prerequisites", "Prerequisites Table", _PREREQUISITES, _prerequisites),
        ("gaps", "Gap Resolution", ("Gap", "Size", "Resolution"), _gaps),
        ("misconceptions", "Misconceptions Table", _MISCONCEPTIONS, _misconceptions),
        ("examples", "Examples Planned", ("Example", "Type", "Purpose", "Why This Example"), _examples),
    ):
        page.remark(path, page.plan.get(path, []))
        found = table(header, rows(page))
        pieces += [f"### {heading}", *found] if found else []
    return pieces


_PREREQUISITES = ("Concept", "Required Depth", "Actual Depth", "Source Lesson", "Status", "Reasoning")
_MISCONCEPTIONS = (
    "Misconception",
    "Why They'd Think This",
    "Negative Example That Disproves It",
    "Where to Address",
)


def _prerequisites(page: Page) -> Iterator[Row]:
    for number, row in enumerate(page.plan.get("prerequisites", ())):
        concept, requires, has = cells.concept(page, row), cells.level(row, "requires"), cells.level(row, "has")
        source, reason = cells.sources(page, row), cell(row.get("reason", ""))
        status = cells.word(row, "status", str(row.get("status", "")).upper())
        shown = {
            "requires": requires.value,
            "has": has.value,
            "source": source.value,
            "status": status.value,
            "reason": reason.read,
            "wording": cells.wordings(concept=concept, requires=requires, has=has, source=source, status=status),
        }
        said = page.comment(f"/prerequisites/{number}", row, shown)
        yield [one.markdown for one in (concept, requires, has, source, status, reason)], said


def _gaps(page: Page) -> Iterator[Row]:
    for number, row in enumerate(page.plan.get("gaps", ())):
        concept, resolution = cells.concept(page, row), cell(row.get("resolution", ""))
        size = cells.word(row, "size", str(row.get("size", "")).capitalize())
        shown = {
            "size": size.value,
            "resolution": resolution.read,
            "wording": cells.wordings(concept=concept, size=size),
        }
        said = page.comment(f"/gaps/{number}", row, shown)
        yield (concept.markdown, size.markdown, resolution.markdown), said


def _misconceptions(page: Page) -> Iterator[Row]:
    for number, row in enumerate(page.plan.get("misconceptions", ())):
        belief, why = cell(row.get("belief", "")), cell(row.get("why", ""))
        negative, where = cell(row.get("negative_example", "")), cells.places(page, row)
        shown = {
            "belief": belief.read,
            "why": why.read,
            "negative_example": negative.read,
            "wording": cells.wordings(in_=where),
        }
        said = page.comment(f"/misconceptions/{number}", row, shown)
        yield (f'"{belief.markdown}"', why.markdown, negative.markdown, where.markdown), said


def _examples(page: Page) -> Iterator[Row]:
    for number, row in enumerate(page.plan.get("examples", ())):
        what, purpose, why = (cell(row.get(key, "")) for key in ("what", "purpose", "why"))
        polarity, role = str(row.get("polarity", "")), row.get("role")
        type = cells.word(row, "type", polarity.capitalize() + (f" ({role})" if role else ""))
        is_worded = "type" in (row.get("wording") or {})
        shown = {
            "polarity": None if is_worded else polarity,
            "role": None if is_worded else role,
            "what": what.read,
            "purpose": purpose.read,
            "why": why.read,
            "wording": cells.wordings(type=type),
        }
        said = page.comment(f"/examples/{number}", row, shown)
        yield (what.markdown, type.markdown, purpose.markdown, why.markdown), said
