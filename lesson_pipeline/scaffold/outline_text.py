"""The outline that a new plan begins with: recap, hook, an explanation of each concept, a check, a summary."""

from collections.abc import Iterator, Sequence

from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.scaffold.goals import Goal
from lesson_pipeline.scaffold.yaml_text import above, beside, flow
from lesson_pipeline.source.yaml_text import written

_LONGEST = 100 - len("explain-")


def outline_lines(goals: Sequence[Goal], scale: DepthScale, *, self_contained: bool) -> list[str]:
    """The outline, with empty texts to fill in."""
    explained = [(goal, level) for goal in goals if (level := _explained(goal, scale)) > goal.had]
    practised = [(goal, goal.level) for goal in goals if goal.level >= scale.applied]
    checks = iter(("check-1", "check-2"))
    lines = [
        *above("The sections, in order. A check asks only for what stands above it. Change, add, take out, fill in."),
        "outline:",
        *_section("recap", "recap", _recap(self_contained), "what the student already has, brought back to mind"),
        *_section("hook", "hook", [], "the problem, before anything that solves it"),
    ]
    for goal, level in explained:
        id = f"explain-{goal.concept}" if len(goal.concept) <= _LONGEST else f"explain-{goals.index(goal) + 1}"
        lines += _section(id, "explain", _teaching([(goal, level)], scale), "", goal.name)
    if not goals:
        comment = f"concepts and how deeply: {{concept: …, depth: {scale.name(scale.known)}}}"
        lines += _section("explain", "explain", [beside("    teaches: []", comment), _USES], "")
    if explained or not goals:
        lines += _check(next(checks), explained, scale)
    if practised:
        lines += _section("practice", "practice", _teaching(practised, scale), "what the student does, alone")
        lines += _check(next(checks), practised, scale)
    known = [goal.concept for goal in goals if goal.level >= scale.known]
    recaps = [f"    recaps: {written(tuple(known))}"] if known else []
    lines += _section("summarize", "summarize", recaps, "what to keep")
    return [*lines, *_section("next-step", "next-step", [], "what comes next, and why")]


_USES = beside("    uses: []", "what it leans on; each known before this section")


def _explained(goal: Goal, scale: DepthScale) -> int:
    """How deep an explanation takes a concept: what is to be applied must be done as well."""
    return min(goal.level, scale.applied - 1) if goal.level >= scale.applied > scale.known else goal.level


def _recap(self_contained: bool) -> list[str]:
    every = "every prerequisite: the module is self-contained" if self_contained else "what is known and leaned on"
    return [beside("    recaps: []", every)]


def _teaching(goals: Sequence[tuple[Goal, int]], scale: DepthScale) -> list[str]:
    rows = (f"      - {flow(concept=goal.concept, depth=scale.name(level))}" for goal, level in goals)
    return ["    teaches:", *rows, _USES]


def _section(id: str, kind: str, fields: list[str], comment: str, title: str = "") -> Iterator[str]:
    yield f"  - id: {id}"
    yield f"    kind: {kind}"
    yield f"    title: {written(title)}"
    yield from fields
    yield beside('    content: ""', comment)


def _check(id: str, goals: Sequence[tuple[Goal, int]], scale: DepthScale) -> Iterator[str]:
    yield from (f"  - id: {id}", "    kind: check", '    title: ""')
    yield beside("    style: predict-and-verify", "or transfer, comprehension")
    yield beside('    scenario: ""', "what the questions share")
    yield "    questions:"
    asked = [flow(concept=goal.concept, depth=scale.name(level)) for goal, level in goals if level >= scale.known]
    for number, tests in enumerate(asked or [""], 1):
        yield from (f"      - id: q{number}", '        prompt: ""', '        answer: ""')
        yield f"        tests: [{tests}]"
