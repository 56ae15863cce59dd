"""A new lesson: its plan, begun from the record, and its place in the course."""

from dataclasses import dataclass, replace
from pathlib import Path

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.build_course import build_course
from lesson_pipeline.model.course import Module
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.fields import Names
from lesson_pipeline.model.plan import Plan, Target
from lesson_pipeline.rules.registry import Rule
from lesson_pipeline.scaffold.drafts import Draft, Outcome, outcome, refuse_existing
from lesson_pipeline.scaffold.goals import goals_of
from lesson_pipeline.scaffold.order import Spot, course_with, spot_for
from lesson_pipeline.scaffold.plan_text import Around, Blank, empty_texts, plan_text
from lesson_pipeline.scaffold.student import student_before
from lesson_pipeline.scaffold.yaml_text import schema_comment
from lesson_pipeline.source.discover import COURSE
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.words import fit_id, fit_text, name_of


@dataclass(frozen=True, slots=True)
class LessonRequest:
    """What was asked for."""

    slug: str
    module: str | None = None
    title: str | None = None
    after: str | None = None
    type: str = "build"
    teaches: tuple[str, ...] = ()
    """CONCEPT or CONCEPT:DEPTH."""


@dataclass(frozen=True, slots=True)
class NewLesson:
    """A lesson as it will be."""

    draft: Draft
    plan: str
    """The path of its plan."""
    number: str
    after: str
    """The lesson before it in its module; empty where it is the first."""
    needs_number: bool
    """Whether the course gives the module's other lessons numbers of their own, and this one none."""
    knows: tuple[str, ...]
    """The concepts that the plan begins with."""
    empty_texts: int
    outcome: Outcome


def new_lesson(loaded: Loaded, request: LessonRequest, active: dict[str, Rule], policy: Policy) -> NewLesson:
    """Draft a lesson; nothing is written yet.

    Raises PipelineError where the request does not fit the course.
    """
    slug = _free_slug(loaded, request.slug)
    title = fit_text(request.title, "title") if request.title is not None else name_of(slug)
    spot = spot_for(loaded, slug, request.module, request.after)
    path = f"planning/{spot.module.id}/{slug}.yaml"
    refuse_existing(loaded.files.root, {path: ""})
    course = None if spot.is_listed else course_with(loaded, slug, spot)
    curriculum = _with_lesson(loaded, slug, path, course)
    goals = goals_of(curriculum, slug, request.teaches)
    student = student_before(curriculum, slug, [_target(curriculum, goal.concept, goal.level) for goal in goals])
    text = plan_text(
        Blank(
            slug=slug,
            title=title,
            type=request.type,
            schema=_schema(loaded.files.root),
            around=_around(spot, curriculum),
            goals=goals,
            student=student,
            scale=curriculum.course.scale,
            policy=curriculum.course.policy,
            has_page=slug in curriculum.pages,
        )
    )
    edited = {} if course is None else {COURSE: (loaded.documents[COURSE].text, course)}
    draft = Draft({path: text}, edited)
    return NewLesson(
        draft=draft,
        plan=path,
        number=curriculum.places[slug].number,
        after=spot.after,
        needs_number=not spot.is_listed and any(slot.path[-1] == "lesson" for slot in spot.module.slots),
        knows=tuple(row.concept for row in student.knows),
        empty_texts=empty_texts(text),
        outcome=outcome(loaded, draft, active, policy),
    )


def _free_slug(loaded: Loaded, word: str) -> str:
    slug = fit_id(word, "lesson")
    if slug == "concepts":
        raise PipelineError(
            "a lesson cannot be named `concepts`: planning/<module>/concepts.yaml is a registry", "choose another id"
        )
    plan = loaded.curriculum.plans.get(slug)
    if plan is not None:
        taught = slug in loaded.curriculum.listed or plan.status == "retired"
        raise PipelineError(
            f"the lesson `{slug}` has a plan already: {plan.file}",
            "choose another id" if taught else "the course does not list it: add it to a module's `lessons`",
        )
    return slug


def _with_lesson(loaded: Loaded, slug: str, path: str, course_text: str | None) -> Curriculum:
    """The curriculum as it will be, with a plan that says nothing yet."""
    curriculum = loaded.curriculum
    plans = {**curriculum.plans, slug: Plan(slug=slug, file=path, declared=slug, title=slug)}
    if course_text is None:
        return replace(curriculum, plans=plans)
    data = parse_document(course_text, COURSE).data
    names = Names(COURSE, curriculum.registry.concepts, curriculum.course.scale)
    return replace(curriculum, plans=plans, course=build_course(COURSE, data, names))


def _target(curriculum: Curriculum, concept: str, level: int) -> Target:
    return Target(concept, curriculum.course.scale.name(level), ())


def _around(spot: Spot, curriculum: Curriculum) -> Around:
    module: Module = spot.module
    before = [slot.lesson for slot in module.slots[: spot.position] if slot.lesson in curriculum.places]
    where = f"The lesson comes after `{before[-1]}`." if before else "The lesson is the first of the module."
    return Around(
        module=f"Module {module.number} `{module.id}`, {module.title}",
        where=where,
        goal=module.goal,
        narrative=module.narrative,
        misconceptions=module.misconceptions,
        self_contained=module.self_contained,
    )


def _schema(root: Path) -> str:
    """The comment that names the schema, where the curriculum has a copy of it."""
    return schema_comment("lesson-plan", 2) if (root / "schemas" / "lesson-plan.schema.json").is_file() else ""
