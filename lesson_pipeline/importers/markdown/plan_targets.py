"""What a lesson is to teach, what of it is new, and what it hangs on, as data."""

from lesson_pipeline.importers.markdown import stated_rows
from lesson_pipeline.importers.markdown.log import Odd
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext, without_empty
from lesson_pipeline.importers.markdown.readings import ConnectionRow, TargetRow
from lesson_pipeline.importers.markdown.vocabulary import depth_of

_KNOWN = "introduced"


def targets(plan: PlanContext, recorded: list[Data]) -> list[Data]:
    """The target depths. Where the document has none: what the module's record says, else what the load calls new."""
    if plan.is_export:
        return _stated(plan)
    found: dict[str, Data] = {}
    for row in plan.reading.targets:
        _add(plan, found, row)
    if not found and recorded:
        return [dict(row) for row in recorded]
    if not found:
        for new in plan.reading.load.new:
            id, words = plan.concept(new.text, f"/teaches/{len(found)}/concept", new.line)
            if id and id not in found:
                plan.guess(
                    f"/teaches/{len(found)}", id, "the load calls it new; how deep it goes is not said", new.line
                )
                found[id] = without_empty(
                    {"concept": id, "depth": _KNOWN, "wording": without_empty({"concept": words})}
                )
    rows = list(found.values())
    if rows and not any(row.get("core") for row in rows):
        rows[0] = _with_core(rows[0])
        plan.guess("/teaches/0/core", rows[0]["concept"], "it is the first target named")
    return rows


def _stated(plan: PlanContext) -> list[Data]:
    """The targets of an exported plan: those that it lists, and no other."""
    found: list[Data] = []
    for row in plan.reading.targets:
        said = stated_rows.target(plan, row, f"/teaches/{len(found)}")
        more: dict[str, Data] = {}
        if said is None:
            _add(plan, more, row, len(found))
        found += [said] if said else more.values()
    return found


def _with_core(row: Data) -> Data:
    """The row with the mark of a core concept at its place among the keys."""
    head = {key: row[key] for key in ("concept", "depth")}
    return {**head, "core": True, **{key: value for key, value in row.items() if key not in head}}


def _add(plan: PlanContext, found: dict[str, Data], row: TargetRow, before_it: int = 0) -> None:
    """Add a target; one that is named again keeps its place, and its later depth counts."""
    at = f"/teaches/{before_it + len(found)}"
    named = plan.concepts.named(row.concept)
    before = found.get(named.id, {}) if named else {}
    if before:
        at = f"/teaches/{before_it + list(found).index(before['concept'])}"
    id, words = plan.concept(row.concept, f"{at}/concept", row.line)
    if not id:
        plan.log.leave("Target depths", f"{row.concept}: {row.depth} {row.evidence}".strip(), row.line)
        return
    depth = depth_of(row.depth)
    if depth is None:
        plan.guess(f"{at}/depth", _KNOWN, f"“{row.depth}” names no depth", row.line)
    level = depth.level if depth else _KNOWN
    said = "" if depth and depth.plain else row.depth
    plan.log.turned += [row.depth if not said else "", row.concept if before else ""]
    if before and before["depth"] != level:
        message = f"{id} is named twice, first {before['depth']}, here {level}: the later depth counts"
        plan.log.odd.append(Odd(row.line, message))
    found[id] = without_empty(
        {
            "concept": id,
            "depth": level,
            "core": before.get("core"),
            "evidence": _both(plan, before.get("evidence", ""), row.evidence, "\n\n"),
            "wording": without_empty(
                {
                    key: _both(plan, before.get("wording", {}).get(key, ""), text, "; ")
                    for key, text in (("concept", words), ("depth", said))
                }
            ),
        }
    )


def _both(plan: PlanContext, one: str, two: str, between: str) -> str:
    """Two texts of one field; the second lives on in the first where that says it already."""
    if one and two and two in one.split(between):
        plan.log.turned.append(two)
        return one
    return between.join(text for text in (one, two) if text)


def load(plan: PlanContext) -> Data:
    """The load: what is new in clusters, each with the targets that it speaks of."""
    reading = plan.reading.load
    clusters: list[Data] = []
    for number, new in enumerate(reading.new):
        if said := stated_rows.cluster(plan, new, f"/load/new/{number}"):
            clusters.append(said)
            continue
        named = plan.concepts.named(new.text)
        ids = [named.id] if named and named.id in plan.targets else []
        ids = ids or plan.about(new.text, plan.targets)
        plan.guess(f"/load/new/{number}/concepts", ", ".join(ids) or "none", "its words name them", new.line)
        clusters.append({"cluster": new.text, "concepts": ids})
    previous = reading.previous or plan.reading.header.previous
    return without_empty({"new": clusters, "previous": previous, "notes": reading.notes})


def connections(plan: PlanContext) -> list[Data]:
    """The connections. One whose concept is none that we know keeps its words, and no id."""
    return [_connection(plan, row, number) for number, row in enumerate(plan.reading.connections)]


def _connection(plan: PlanContext, row: ConnectionRow, number: int) -> Data:
    at = f"/connections/{number}"
    if said := stated_rows.connection(plan, row, at):
        return said
    id, words = plan.concept(row.concept, f"{at}/concept", row.line)
    if id and not words:
        plan.log.turned.append(row.concept)
    if not id:
        known = [one for one in plan.mentioned(row.concept) if one not in plan.targets] or plan.about(
            row.concept, plan.needed
        )
        id, words = (known[0] if known else ""), row.concept
        if id:
            plan.guess(f"{at}/concept", id, f"“{row.concept}” mentions it", row.line)
        else:
            plan.log.odd.append(_unknown(row))
    to = plan.about(f"{row.to} {row.relation}", plan.targets) or list(plan.targets[:1])
    if to:
        plan.guess(
            f"{at}/to", ", ".join(to), "the words name it" if len(to) > 1 else "the core of the lesson", row.line
        )
    return without_empty(
        {
            "concept": id,
            "to": to,
            "relation": row.relation,
            "wording": without_empty({"concept": words if words or id else row.concept, "to": row.to}),
        }
    )


def _unknown(row: ConnectionRow) -> Odd:
    return Odd(row.line, f"the connection starts at “{row.concept}”, which is no concept of these documents")
