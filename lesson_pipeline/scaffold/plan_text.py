"""The text of a new lesson's plan: what is known stands in it, and a comment says what is to be written."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesson_pipeline.model.course import DepthScale, Policy
from lesson_pipeline.scaffold.goals import Goal
from lesson_pipeline.scaffold.outline_text import outline_lines
from lesson_pipeline.scaffold.student import Row, Student
from lesson_pipeline.scaffold.yaml_text import above, beside, flow, joined, prose
from lesson_pipeline.source.yaml_text import written


@dataclass(frozen=True, slots=True)
class Around:
    """What the course says of the place where the lesson stands."""

    module: str
    where: str
    goal: str
    narrative: str
    misconceptions: Sequence[str]
    self_contained: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """Everything that goes into a new plan."""

    slug: str
    title: str
    type: str
    schema: str
    """The line that names the schema; empty where there is none."""
    around: Around
    goals: Sequence[Goal]
    student: Student
    scale: DepthScale
    policy: Policy
    has_page: bool
    """Whether the lesson is written already."""


def plan_text(blank: Blank) -> str:
    """The plan."""
    return joined(
        (
            _head(blank),
            _state(blank.student),
            _prerequisites(blank.student),
            _misconceptions(blank),
            _examples(blank),
            _modalities(blank),
            [beside('narrative: ""', "the lesson's arc as a paragraph: the problem before the solution")],
            _load(blank),
            _connections(blank),
            _analogies(),
            _scope(blank.scale),
            _targets(blank),
            outline_lines(blank.goals, blank.scale, self_contained=blank.around.self_contained)
            if not blank.has_page
            else above("The lesson is written already. Write the outline with the ids of its headings and checks."),
        )
    )


def _head(blank: Blank) -> list[str]:
    around = blank.around
    told = [f"{around.module}. {around.where}"]
    if around.goal:
        told += ["What the student can do at the end of the module:", f"  {around.goal}"]
    if around.narrative:
        told += ["The module's story:", f"  {around.narrative}"]
    return [
        *([blank.schema, "#"] if blank.schema else []),
        *above(*told),
        f"lesson: {written(blank.slug)}",
        f"title: {written(blank.title)}",
        beside(f"type: {blank.type}", "the load that it puts on the student: stretch, build or consolidate"),
        beside("delivery: [page]", "page, notebook, project"),
        beside("status: planned", "built, once students can reach it"),
        beside('target: ""', "what the student can do afterwards, in one sentence"),
    ]


# -- the student


def _state(student: Student) -> list[str]:
    lines = above(
        "What the student brings, from the record. Take out what does not matter here, and say in `notes` what they "
        "can do with it. `check` tells you when it is no longer true."
    )
    lines += ["student_state:", "  knows:"] if student.knows else ["student_state:", "  knows: []"]
    for row in student.knows:
        lines += _row(row)
    if student.mental_models:
        lines.append(beside("  mental_models:", "what earlier lessons have established"))
        lines += (line for model in student.mental_models for line in prose("    -", model))
    else:
        lines.append(beside("  mental_models: []", "models and analogies that the student holds"))
    if student.not_covered:
        lines.append(beside("  not_covered:", "what earlier lessons left out, and nothing has taught since"))
    for text, concepts in student.not_covered:
        lines += prose("    - text:", text)
        lines.append(f"      concepts: {written(concepts)}")
    return [*lines, beside('  readiness: ""', "whether the student is ready for this lesson, and why")]


def _row(row: Row) -> list[str]:
    lines = [f"    - concept: {written(row.concept)}", beside(f"      depth: {written(row.depth)}", row.remark)]
    if row.sources:
        lines.append(f"      source: {written(row.sources)}")
    return [*lines, *(prose("      notes:", row.notes) if row.notes else [])]


def _prerequisites(student: Student) -> list[str]:
    rows = [f"  - {flow(concept=row.concept, requires=row.depth, reason='')}" for row in student.knows if row.sources]
    return [
        *above(
            "What the lesson needs, and how deeply. Of these, take what a section leans on, and say for what; what the "
            "student has less deeply than that is a gap, with an entry of its own."
        ),
        *_form(
            "prerequisites:",
            *(rows or [f"  - {flow(concept='', requires='', reason='')}"]),
            "gaps:",
            '  - {concept: "", size: small, resolution: "", in: [recap]}',
        ),
    ]


# -- what only a person can write


def _example_of(blank: Blank) -> str:
    return written(blank.goals[0].concept if blank.goals else "")


def _form(*lines: str) -> list[str]:
    return [f"# {line}" for line in lines]


def _misconceptions(blank: Blank) -> list[str]:
    told = [
        f"What students are likely to believe wrongly: {_at_least(blank.policy.min_misconceptions)}, where each is addressed."
    ]
    if blank.around.misconceptions:
        told += ["The module works against these:", *(f"  - {belief}" for belief in blank.around.misconceptions)]
    return [
        *above(*told),
        *_form(
            "misconceptions:",
            "  - id:",
            f"    concept: {_example_of(blank)}",
            beside("    belief:", "as a student would say it"),
            beside("    why:", "why a student would think so"),
            beside("    negative_example:", "the case that disproves it"),
            beside("    in: []", "the sections that address it, before a check asks"),
        ),
    ]


def _examples(blank: Blank) -> list[str]:
    policy = blank.policy
    return [
        *above(
            f"Examples: {_at_least(policy.min_positive_examples)} of what it is, "
            f"{_at_least(policy.min_negative_examples)} of what it is not, each new concept in one of them."
        ),
        *_form(
            "examples:",
            "  - id:",
            beside("    polarity: positive", "or negative: it looks like the concept and is not"),
            beside("    role: first", "first, generalising, stretch or boundary"),
            f"    concept: {_example_of(blank)}",
            "    what:",
            beside("    purpose:", "what it is to show"),
            beside("    why:", "why this one and no other"),
            "    in: []",
        ),
    ]


def _modalities(blank: Blank) -> list[str]:
    return [
        *above(
            f"Ways to present each core concept: {_at_least(blank.policy.min_modalities)} of different kinds "
            "(verbal, visual, symbolic, concrete, geometric, intuitive, interactive)."
        ),
        *_form(
            "modalities:",
            "  - id:",
            "    kind: visual",
            f"    concept: {_example_of(blank)}",
            "    what:",
            beside("    why:", "what it shows of this concept that others do not"),
            "    in: []",
        ),
    ]


def _at_least(number: int) -> str:
    return f"at least {number}" if number else "some"


def _load(blank: Blank) -> list[str]:
    new = [goal for goal in blank.goals if not goal.is_term and goal.had < blank.scale.known <= goal.level]
    lines = [beside("load:", "what is learned as one makes one cluster")]
    lines.append("  new:" if new else "  new: []")
    lines += (f"    - {flow(cluster=goal.name, concepts=(goal.concept,))}" for goal in new)
    if blank.student.previous:
        lines.append(beside(f"  previous: {blank.student.previous}", "the type of the lesson before"))
    return [*lines, beside('  notes: ""', "why the student can carry it")]


def _connections(blank: Blank) -> list[str]:
    new = {goal.concept for goal in blank.goals}
    start = next((row.concept for row in blank.student.knows if row.concept not in new), "")
    to = tuple(goal.concept for goal in blank.goals)
    return [
        *above("How what is known carries over to what is new; every new concept hangs on something."),
        *_form("connections:", f"  - {flow(concept=start, to=to, relation='')}"),
    ]


def _analogies() -> list[str]:
    return [
        *above("Analogies that this lesson extends, guards against or brings."),
        *_form("analogies:", "  extend: []", '  misleading: [{analogy: "", risk: ""}]', "  establishes: []"),
    ]


def _scope(scale: DepthScale) -> list[str]:
    excluded = f"text: …, concepts: [ids], max_depth: {scale.name(scale.known - 1)}"
    return [
        "scope:",
        beside("  covers: []", "what the lesson is about"),
        beside("  excludes: []", f"what it leaves out: {{{excluded}}}"),
    ]


def _targets(blank: Blank) -> list[str]:
    if not blank.goals:
        return [beside("teaches: []", "what it is to reach: {concept: …, depth: …, core: true, evidence: …}")]
    lines = [beside("teaches:", "what the student is to reach; core: what the lesson is chiefly about")]
    for number, goal in enumerate(blank.goals):
        lines += [f"  - concept: {written(goal.concept)}", f"    depth: {written(blank.scale.name(goal.level))}"]
        lines += ["    core: true"] if number == 0 and goal.level >= blank.scale.known else []
        lines.append(beside('    evidence: ""', "what the student can do that shows it"))
    return lines


def empty_texts(text: str) -> int:
    """How many texts of a plan are still to be written."""
    return sum(_is_empty(line) for line in text.splitlines())


def _is_empty(line: str) -> bool:
    return not line.startswith("#") and line.partition(" #")[0].rstrip().endswith(': ""')
