"""The rows of a plan's tables as data: what ids and levels say less than the cells did stays beside them as wording."""

from dataclasses import replace

from lesson_pipeline.importers.markdown import stated_rows
from lesson_pipeline.importers.markdown.likeness import share, tokens
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext, unquoted, without_empty
from lesson_pipeline.importers.markdown.readings import GapRow, KnownRow, PrerequisiteRow
from lesson_pipeline.importers.markdown.sources import Source, resolve_source
from lesson_pipeline.importers.markdown.vocabulary import (
    depth_of,
    example_type_of,
    modality_of,
    size_of,
    status_of,
    words_of,
)
from lesson_pipeline.reviews.finding_ids import finding_id

_HALF = 0.5


def knows(plan: PlanContext) -> list[Data]:
    """The student state."""
    return [row for number, known in enumerate(plan.reading.knows) if (row := _known(plan, known, number))]


def _known(plan: PlanContext, row: KnownRow, number: int) -> Data | None:
    at = f"/student_state/knows/{number}"
    if stated := stated_rows.known(plan, row, at):
        return stated
    id, named = plan.concept(row.concept, f"{at}/concept", row.line)
    if not id:
        plan.log.leave("Student state", " | ".join((row.concept, row.depth, row.source, row.notes)), row.line)
        return None
    depth, said = _depth(plan, row.depth, f"{at}/depth", row.line)
    source = _source(plan, row.source, f"{at}/source", row.line)
    return without_empty(
        {
            "concept": id,
            "depth": depth,
            "source": list(source.lessons),
            "notes": "\n\n".join(text for text in (source.rest, row.notes) if text),
            "wording": without_empty({"concept": named, "depth": said, "source": source.words}),
        }
    )


def _depth(plan: PlanContext, cell: str, at: str, line: int) -> tuple[str, str]:
    """A depth, and the cell where it says more."""
    depth = depth_of(cell)
    if depth is None:
        plan.guess(at, "introduced", f"“{cell}” names no depth", line)
        return "introduced", cell
    if not depth.plain and cell and depth.level != "not-taught" and not cell.upper().startswith(depth.level.upper()):
        plan.guess(at, depth.level, f"“{cell}” says it in other words", line)
    plan.log.turned.append(cell if depth.plain else "")
    return depth.level, "" if depth.plain else cell


def _source(plan: PlanContext, cell: str, at: str, line: int) -> Source:
    source = resolve_source(cell, plan.index, plan.reading.header.module)
    if source.lessons and not source.sure:
        plan.guess(at, ", ".join(source.lessons), f"“{cell}” was read so", line)
    if source.words.replace("/", "").lower() == "na":
        source = replace(source, words="")
    if not source.words:
        plan.log.turned.append(cell.replace(source.rest, " ") if source.rest else cell)
    return source


def prerequisites(plan: PlanContext) -> list[Data]:
    """The prerequisites, with what the author found of each."""
    return [row for number, one in enumerate(plan.reading.prerequisites) if (row := _prerequisite(plan, one, number))]


def _prerequisite(plan: PlanContext, row: PrerequisiteRow, number: int) -> Data | None:
    at = f"/prerequisites/{number}"
    if said := stated_rows.prerequisite(plan, row, at):
        return said
    id, named = plan.concept(row.concept, f"{at}/concept", row.line)
    if not id:
        plan.log.leave("Prerequisites", " | ".join((row.concept, row.requires, row.has, row.source)), row.line)
        return None
    requires, requires_said = _depth(plan, row.requires, f"{at}/requires", row.line)
    has, has_said = _depth(plan, row.has, f"{at}/has", row.line) if row.has else ("", "")
    source = _source(plan, row.source, f"{at}/source", row.line)
    status = status_of(row.status)
    status_said = "" if status and words_of(row.status) == [status] else row.status
    if not status_said:
        plan.log.turned.append(row.status)
    wording = {
        "concept": named,
        "requires": requires_said,
        "has": has_said,
        "source": source.words,
        "status": status_said,
    }
    return without_empty(
        {
            "concept": id,
            "requires": requires,
            "has": has,
            "source": list(source.lessons),
            "status": status,
            "reason": "\n\n".join(text for text in (row.reason, source.rest) if text),
            "wording": without_empty(wording),
        }
    )


def gaps(plan: PlanContext, needed: list[Data]) -> list[Data]:
    """The gaps; each is about a prerequisite, which its name need not repeat."""
    lacking = [row["concept"] for row in needed if row.get("status") in {"gap", "missing"}]
    return [_gap(plan, row, number, lacking) for number, row in enumerate(plan.reading.gaps)]


def _gap(plan: PlanContext, row: GapRow, number: int, lacking: list[str]) -> Data:
    at = f"/gaps/{number}"
    if said := stated_rows.gap(plan, row, at):
        return said
    id = _gap_concept(plan, row, number, lacking)
    size = size_of(row.size)
    size_said = "" if size and words_of(row.size) == [size] else row.size
    if not size_said:
        plan.log.turned.append(row.size)
    place = plan.places.named(row.resolution.partition(". ")[0])
    where = list(place.ids) or [where for where in [plan.places.teaching(row.gap)] if where]
    if where:
        plan.guess(f"{at}/in", ", ".join(where), "the resolution speaks of it, or the section does", row.line)
    return without_empty(
        {
            "concept": id,
            "size": size,
            "resolution": row.resolution,
            "in": where,
            "wording": without_empty({"concept": row.gap, "size": size_said}),
        }
    )


def _gap_concept(plan: PlanContext, row: GapRow, number: int, lacking: list[str]) -> str:
    at = f"/gaps/{number}/concept"
    named = plan.concepts.named(row.gap)
    if named is not None and named.id in lacking:
        return plan.concept(row.gap, at, row.line)[0]
    held = tokens(row.gap)
    scores = [(share(plan.name_tokens(id), held), -order, id) for order, id in enumerate(lacking)]
    best = max(scores, default=(0.0, 0, ""))
    if best[0] >= _HALF:
        id, why = best[2], "the gap names most of this prerequisite"
    elif len(lacking) == len(plan.reading.gaps):
        id, why = lacking[number], "the gaps stand in the order of the prerequisites that are lacking"
    else:
        return plan.concept(row.gap, at, row.line)[0] or next(iter((*lacking, *plan.needed)), "")
    plan.guess(at, id, why, row.line)
    return id


def misconceptions(plan: PlanContext, taken: set[str]) -> list[Data]:
    """The misconceptions, each about one of the lesson's concepts and placed where the words say.

    `taken` are the ids that other elements of the plan bear; theirs are added.
    """
    found = []
    for number, row in enumerate(plan.reading.misconceptions):
        at = f"/misconceptions/{number}"
        if said := stated_rows.misconception(plan, row, at):
            found.append(said)
            continue
        belief = unquoted(row.belief)
        place = plan.places.named(row.where)
        ids = place.ids or plan.places.holding(f"{belief} {row.negative_example}").ids
        if ids and not place.is_sure:
            plan.guess(f"{at}/in", ", ".join(ids), f"“{_short(row.where)}” was read so", row.line)
        found.append(
            without_empty(
                {
                    "id": finding_id(belief, taken),
                    "concept": about(plan, f"{belief} {row.negative_example}", at, row.line),
                    "belief": belief,
                    "why": row.why,
                    "negative_example": row.negative_example,
                    "in": list(ids),
                    "wording": without_empty({"in": row.where}),
                }
            )
        )
    return found


def examples(plan: PlanContext, taken: set[str]) -> list[Data]:
    """The examples. Where each stands is a guess, for no document says it."""
    found = []
    for number, row in enumerate(plan.reading.examples):
        at = f"/examples/{number}"
        if said := stated_rows.example(plan, row, at):
            found.append(said)
            continue
        type = example_type_of(row.type)
        if type.plain:
            plan.log.turned.append(row.type)
        if not type.said:
            plan.guess(f"{at}/polarity", type.polarity, f"“{row.type}” does not say it", row.line)
        found.append(
            without_empty(
                {
                    "id": finding_id(unquoted(row.what.partition("(")[0].strip() or row.what), taken),
                    "polarity": type.polarity,
                    "role": type.role,
                    "concept": about(plan, f"{row.what} {row.purpose}", at, row.line),
                    "what": row.what,
                    "purpose": row.purpose,
                    "why": row.why,
                    "in": _held(plan, f"{row.what} {row.purpose}", at, row.line),
                    "wording": without_empty({"type": "" if type.plain else row.type}),
                }
            )
        )
    return found


def modalities(plan: PlanContext, taken: set[str]) -> list[Data]:
    """The modalities of the core concept."""
    found = []
    for number, row in enumerate(plan.reading.modalities):
        at = f"/modalities/{number}"
        if said := stated_rows.modality(plan, row, at):
            found.append(said)
            continue
        kind = modality_of(row.kind)
        if not kind:
            plan.guess(f"{at}/kind", "verbal", f"“{row.kind}” names no kind", row.line)
        plain = words_of(row.kind) == [kind]
        found.append(
            without_empty(
                {
                    "id": finding_id(row.kind.replace("*", ""), taken),
                    "kind": kind or "verbal",
                    "concept": about(plan, row.what, at, row.line),
                    "what": row.what,
                    "why": row.why,
                    "in": _held(plan, row.what, at, row.line),
                    "wording": without_empty({"kind": "" if plain else unquoted(row.kind)}),
                }
            )
        )
    return found


def about(plan: PlanContext, text: str, at: str, line: int) -> str:
    """The concept that an element is about: the target that its words name, else the first one."""
    named = plan.about(text, plan.targets) or plan.about(text, plan.needed)
    id = named[0] if named else next(iter(plan.targets), "")
    if id:
        why = "its words name it" if named else "the lesson is chiefly about it"
        plan.guess(f"{at}/concept", id, why, line)
    return id


def _held(plan: PlanContext, text: str, at: str, line: int) -> list[str]:
    ids = list(plan.places.holding(text).ids)
    if ids:
        plan.guess(f"{at}/in", ", ".join(ids), "the section says most of it", line)
    return ids


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
