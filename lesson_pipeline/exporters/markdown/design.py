"""The third phase, up to the outline: narrative, modalities, load, connections, scope and target depths."""

import re
from collections.abc import Iterator
from typing import Any

from lesson_pipeline.exporters.markdown import cells, lists
from lesson_pipeline.exporters.markdown.lists import is_bare
from lesson_pipeline.exporters.markdown.page import Page
from lesson_pipeline.exporters.markdown.tables import Row, table
from lesson_pipeline.exporters.markdown.texts import LISTED, between, block, cell, inline, item

_LEVELS = r"(?i)\b(?:mentioned|introduced|developed|applied)\b|depth"
"""What an import would read more from than a text."""
_AT_DEPTH = r": [A-Z0-9 ]+(?: \(|\Z)"
_RISK = re.compile(r"\s+(?:could|might|may|can)\s", re.IGNORECASE)


def narrative(page: Page) -> list[str]:
    """The narrative arc."""
    written = block(page.plan.get("narrative", ""), labels=True)
    page.remark("narrative", written.read)
    return ["### Narrative Arc", written.markdown] if written.read else []


def modalities(page: Page) -> list[str]:
    """The table of modalities."""
    page.remark("modalities", page.plan.get("modalities", []))
    found = table(("Modality", "What Specifically", "Why This Modality for This Concept"), _modalities(page))
    return ["### Modalities Planned", *found] if found else []


def _modalities(page: Page) -> Iterator[Row]:
    for number, row in enumerate(page.plan.get("modalities", ())):
        what, why = cell(row.get("what", "")), cell(row.get("why", ""))
        kind = cells.word(row, "kind", f"**{str(row.get('kind', cells.NOTHING)).capitalize()}**")
        shown = {"kind": kind.value, "what": what.read, "why": why.read, "wording": cells.wordings(kind=kind)}
        said = page.comment(f"/modalities/{number}", row, shown)
        yield (kind.markdown, what.markdown, why.markdown), said


def load(page: Page) -> list[str]:
    """The load: what is new in clusters, the loads of this lesson and the one before, and the author's notes."""
    held = page.plan.get("load", {})
    lines = [f"- **New concepts in this lesson:** {len(held['new'])}"] if held.get("new") else []
    for number, cluster in enumerate(held.get("new", ())):
        marker, text = f"  {number + 1}.", str(cluster.get("cluster", ""))
        said = page.comment(f"/load/new/{number}", cluster, {"cluster": item(marker, text).read})
        lines.append(item(marker, text, said).markdown)
    if len(lines) > 1 and is_bare(lines[1]):
        lines.insert(1, "")
    page.remark("load/new", held.get("new", []))
    lines += _loads(page, str(held.get("notes", "")).lower(), is_alone=not lines)
    notes = block(held.get("notes", ""), avoid=LISTED)
    page.remark("load/notes", notes.read)
    pieces = ["\n".join(lines)] if lines else []
    pieces += [notes.markdown] if notes.read else []
    return ["### Cognitive Load Assessment", *pieces] if pieces else []


def _loads(page: Page, notes: str, *, is_alone: bool) -> list[str]:
    """The loads of the lesson before and of this one, where the notes do not speak of them."""
    previous, own = str(page.plan.get("load", {}).get("previous", "")), str(page.plan.get("type", ""))
    previous = "" if "previous lesson load" in notes else previous
    page.remark("load/previous", previous)
    lines = [f"- **Previous lesson load:** {previous.upper()}"] if previous else []
    if own and not (is_alone and not lines) and "this lesson's load" not in notes:
        lines.append(f"- **This lesson's load:** {own.upper()}")
    return lines


def connections(page: Page) -> list[str]:
    """Connections to what is known, and the analogies that go with them."""
    page.remark("connections", page.plan.get("connections", []))
    held = page.plan.get("connections", ())
    with_to = any("to" in (row.get("wording") or {}) for row in held)
    header = ("Prior Concept", "New Concept", "Connection") if with_to else ("Prior Concept", "Connection")
    pieces = table(header, _connections(page, with_to=with_to))
    pieces += lists.texts(page, "analogies/extend", "Analogies from prior lessons that can be extended")
    pieces += _misleading(page)
    pieces += lists.texts(page, "analogies/establishes", "Analogies that this lesson brings")
    return ["### Connections to Prior Concepts", *pieces] if pieces else []


def _connections(page: Page, *, with_to: bool) -> Iterator[Row]:
    for number, row in enumerate(page.plan.get("connections", ())):
        concept, relation = cells.concept(page, row), cell(row.get("relation", ""))
        to = cells.word(row, "to", ", ".join(page.concept(id) for id in row.get("to", ())) if with_to else "")
        shown = {"relation": relation.read, "wording": cells.wordings(concept=concept, to=to)}
        said = page.comment(f"/connections/{number}", row, shown)
        shared = (concept, to, relation) if with_to else (concept, relation)
        yield [one.markdown for one in shared], said


def _misleading(page: Page) -> list[str]:
    held = page.plan.get("analogies", {}).get("misleading", ())
    written = [_warning(row) for row in held]
    read = [{"analogy": row.get("analogy", ""), **({"risk": row["risk"]} if row.get("risk") else {})} for row in held]
    exact = all(is_exact for _, is_exact in written)
    page.remark("analogies/misleading", read if exact else None)
    lines = [line for line, _ in written]
    return [lists.labelled("**Analogies from prior lessons that could be misleading:**", lines)] if lines else []


def _warning(row: Any) -> tuple[str, bool]:
    """An analogy with its risk on one line, where it can be told where the risk begins; and whether it is read so."""
    analogy, risk = str(row.get("analogy", "")), str(row.get("risk", ""))
    first = item("-", analogy)
    is_exact = bool(analogy) and first.read == analogy and ("risk" not in row or bool(risk))
    if not risk:
        return item("-", analogy, avoid=_RISK.pattern).markdown, is_exact
    joined = f"{analogy} {risk}"
    turn = _RISK.search(joined)
    if turn and turn.start() == len(analogy) and item("-", joined).markdown == f"- {joined}":
        return f"- {joined}", is_exact
    clean = block(risk).read
    return f"-\n{between(first.read, 2)}\n{between(clean, 2)}", is_exact and clean == risk


def scope(page: Page) -> list[str]:
    """What the lesson is about, what it is not, and the target depths."""
    pieces = lists.texts(page, "scope/covers", "This lesson IS about", _LEVELS, may_say=False)
    excludes = page.plan.get("scope", {}).get("excludes", [])
    pieces += lists.rows(page, "scope/excludes", "This lesson is NOT about", excludes, _LEVELS)
    lines = [_target(page, number, row) for number, row in enumerate(page.plan.get("teaches", ()))]
    page.remark("teaches", page.plan.get("teaches", []))
    pieces += [lists.labelled("**Target depths:**", lines)] if lines else []
    return ["### Scope Boundaries", *pieces] if pieces else []


def _target(page: Page, number: int, row: Any) -> str:
    """A target as `- Concept: DEPTH (evidence)`."""
    wording = row.get("wording") or {}
    name, level = str(row.get("concept", cells.NOTHING)), str(row.get("depth", "")).upper().replace("-", " ")
    concept = inline(wording.get("concept", "") or page.concept(row.get("concept")), rf"^\W|{_AT_DEPTH}", name)
    depth = inline(wording.get("depth", level), r"[^A-Z0-9 ]", level)
    evidence = str(row.get("evidence", ""))
    behind = inline(evidence)
    below = None if behind.read == evidence else block(evidence, avoid=r"\A", margin=2)
    shown = {
        "depth": None if "depth" in wording else row.get("depth"),
        "evidence": (below or behind).read,
        "wording": {key: one.read for key, one in (("concept", concept), ("depth", depth)) if key in wording},
    }
    said = page.comment(f"/teaches/{number}", row, shown)
    line = f"- {concept.markdown}: {depth.markdown}"
    if below:
        return f"{line} {said}\n{below.markdown}"
    return f"{line} ({behind.markdown}) {said}" if evidence else f"{line} {said}"
