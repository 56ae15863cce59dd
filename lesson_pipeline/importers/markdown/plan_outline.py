"""The outline as data, and what links its sections to concepts: all of it guesses, from titles and from words."""

from lesson_pipeline.importers.markdown.outline_ids import OutlineSection
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext, without_empty
from lesson_pipeline.importers.markdown.stated_outline import parts, stated_check, stated_question, stated_section

_LEANS = {"explain", "explore", "elaborate", "practice", "hook"}
_APPLIED = "applied"


def outline(plan: PlanContext, targets: list[Data], gaps: list[Data], needed: list[Data]) -> list[Data]:
    """The sections in order."""
    teaches = _teaching(plan, targets, gaps, needed)
    found = []
    before: list[str] = []
    for number, section in enumerate(plan.outline):
        data = (
            _check(plan, section, number, before)
            if section.kind == "check"
            else _section(plan, section, number, teaches)
        )
        found.append(data)
        before = [row["concept"] for row in data.get("teaches", [])] or before
    return found


def _teaching(plan: PlanContext, targets: list[Data], gaps: list[Data], needed: list[Data]) -> dict[str, list[Data]]:
    """For each section what it teaches: targets where their names stand, gaps where they are resolved."""
    found: dict[str, list[Data]] = {}
    requires = {row["concept"]: row["requires"] for row in needed}
    for gap in gaps:
        for id in gap.get("in", [])[:1]:
            if requires.get(gap["concept"]) not in (None, "not-taught") and gap["concept"] not in plan.targets:
                found.setdefault(id, []).append({"concept": gap["concept"], "depth": requires[gap["concept"]]})
    for target in targets:
        text = f"{' '.join(sorted(plan.name_tokens(target['concept'])))}"
        applied = target["depth"] == _APPLIED
        section = plan.places.teaching(text, "practice" if applied else "explain")
        first = plan.places.teaching(text)
        if applied and first != section:
            found.setdefault(first, []).append({"concept": target["concept"], "depth": "developed"})
        if section and target["depth"] != "not-taught":
            found.setdefault(section, []).append({"concept": target["concept"], "depth": target["depth"]})
    return found


def _section(plan: PlanContext, section: OutlineSection, number: int, teaches: dict[str, list[Data]]) -> Data:
    at = f"/outline/{number}"
    reading = section.reading
    if said := stated_section(plan, section, at):
        return said
    if not section.is_sure:
        plan.guess(f"{at}/kind", section.kind, f"the title “{reading.title}” does not say it", reading.line)
    taught = teaches.get(section.id, [])
    if taught:
        names = ", ".join(row["concept"] for row in taught)
        plan.guess(f"{at}/teaches", names, "title and text speak of it most", reading.line)
    named = [id for id in plan.mentioned(f"{reading.title}\n{section.words}") if id in plan.needed]
    own = {row["concept"] for row in taught}
    recaps = [id for id in dict.fromkeys((*named, *plan.about(section.words, plan.needed))) if id not in own]
    uses = [id for id in named if id not in own] if section.kind in _LEANS else []
    if section.kind != "recap":
        recaps = []
    for key, ids in (("recaps", recaps), ("uses", uses)):
        if ids:
            plan.guess(f"{at}/{key}", ", ".join(ids), "the text names it", reading.line)
    return without_empty(
        {
            "id": section.id,
            "kind": section.kind,
            "title": reading.title,
            "teaches": taught,
            "uses": uses,
            "recaps": recaps,
            "content": reading.content,
            "parts": parts(plan, section, at),
        }
    )


def _check(plan: PlanContext, section: OutlineSection, number: int, before: list[str]) -> Data:
    reading = section.reading
    questions = []
    for index, (id, question) in enumerate(zip(section.questions, reading.questions, strict=True)):
        if said := stated_question(plan, question, f"/outline/{number}/questions/{index}"):
            questions.append(said)
            continue
        at = f"/outline/{number}/questions/{index}/tests"
        tested = _tested(plan, f"{question.prompt}\n{question.answer}") or before
        if tested:
            why = "the words name it" if tested is not before else "it was taught just before"
            plan.guess(at, ", ".join(tested), why, question.line)
        questions.append(
            without_empty(
                {
                    "id": id,
                    "prompt": question.prompt,
                    "answer": question.answer,
                    "tests": [{"concept": concept} for concept in tested],
                }
            )
        )
    return stated_check(plan, section, f"/outline/{number}", questions) or without_empty(
        {
            "id": section.id,
            "kind": "check",
            "title": reading.title,
            "style": reading.style,
            "scenario": reading.scenario,
            "content": reading.content,
            "questions": questions,
        }
    )


def _tested(plan: PlanContext, text: str) -> list[str]:
    concepts = (*plan.targets, *plan.needed)
    named = [id for id in plan.mentioned(text) if id in concepts]
    return list(dict.fromkeys((*named, *plan.about(text, plan.targets))))
