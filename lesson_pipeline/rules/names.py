"""SCH, second half: names that must resolve, agree, and be unique."""

from collections.abc import Iterable, Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.references import Unresolved
from lesson_pipeline.places import At, DocPath
from lesson_pipeline.rules.context import CourseContext
from lesson_pipeline.rules.page_names import names_twice
from lesson_pipeline.rules.registry import Fault, Repair, rule, write
from lesson_pipeline.source.changes import Put, Rekey
from lesson_pipeline.suggest import closest, did_you_mean, surely


def _unresolved(context: CourseContext, kind: str) -> Iterator[tuple[Unresolved, tuple[At, ...]]]:
    """Each unresolved name of a kind, once for a file, with the further places that have it."""
    curriculum = context.curriculum
    found: dict[tuple[str, str], list[Unresolved]] = {}
    sources = [*curriculum.unresolved, *curriculum.course.unresolved]
    for name in (*sources, *(name for plan in curriculum.plans.values() for name in plan.unresolved)):
        if name.kind == kind:
            found.setdefault((name.at.file, name.written), []).append(name)
    for names in found.values():
        first, *others = sorted(names, key=lambda name: context.locate(name.at))
        yield first, tuple(other.at for other in others)


@rule("SCH004", "unknown-concept", Severity.ERROR, on="course")
def unknown_concept(context: CourseContext) -> Iterator[Fault]:
    if not context.curriculum.registry_files:
        yield from _no_registry(context)
        return
    for name, others in _unresolved(context, "concept"):
        hint = f"did you mean `{name.near}`? If not, add" if name.near else "add"
        yield Fault(
            name.at,
            f"no concept has the id `{name.written}`",
            f"{hint} `{name.written}` to planning/concepts.yaml",
            tuple((at, "named here too") for at in others),
            absent=name.written,
            fix=write(surely(name.written, context.curriculum.registry.concepts), name.at, *others),
        )


def _no_registry(context: CourseContext) -> Iterator[Fault]:
    named = [name.at for name, _ in _unresolved(context, "concept")]
    if named:
        at = context.curriculum.course.at(("course",))
        related = tuple((place, "names a concept") for place in named)
        yield Fault(
            at,
            "the course has no concept registry",
            "write planning/concepts.yaml with the concepts that the plans name",
            related,
        )


@rule("SCH005", "unknown-section", Severity.ERROR, on="course")
def unknown_section(context: CourseContext) -> Iterator[Fault]:
    plans = {plan.file: plan for plan in context.curriculum.plans.values()}
    for name, others in _unresolved(context, "section"):
        plan = plans[name.at.file]
        if plan.torn:
            continue  # the section may stand in the part that could not be read
        ids = ", ".join(f"`{section.id}`" for section in plan.outline) or "none yet"
        yield Fault(
            name.at,
            f"the outline has no section or part `{name.written}`",
            f"did you mean `{name.near}`?" if name.near else f"its sections are {ids}",
            tuple((at, "named here too") for at in others),
            fix=write(
                surely(name.written, [step.id for section in plan.outline for step in section.steps()]),
                name.at,
                *others,
            ),
        )


@rule("SCH006", "unknown-lesson", Severity.ERROR, on="course")
def unknown_lesson(context: CourseContext) -> Iterator[Fault]:
    plans = context.curriculum.plans
    for review in context.curriculum.rounds:
        if review.folder not in plans:
            near = did_you_mean(review.folder, plans)
            yield Fault(
                At(review.file, ("lesson",)),
                f"no plan has the slug `{review.folder}` that this review's folder bears",
                near or "rename the folder, or add the plan",
            )
    for page in context.curriculum.pages.values():
        if page.slug not in plans:
            near = did_you_mean(page.slug, plans)
            yield Fault(
                At(page.file, ("lesson",)),
                f"this lesson has no plan: none has the slug `{page.slug}`",
                near or f"add planning/<module>/{page.slug}.yaml",
            )


@rule("SCH007", "duplicate-id", Severity.ERROR, on="course")
def duplicate_id(context: CourseContext) -> Iterator[Fault]:
    curriculum = context.curriculum
    for again, first in curriculum.registry.duplicates:
        yield _twice(
            f"the concept `{again.id}` is defined twice", again.at._replace(on="key"), first.at._replace(on="key")
        )
    for later, earlier in curriculum.duplicate_plans:
        message = f"two plans are named `{later.slug}`; only {earlier.file} is used"
        yield Fault(
            At(later.file, ("lesson",)),
            message,
            "rename one of the files, and its `lesson`",
            ((At(earlier.file, ("lesson",)), "the other plan"),),
        )
    course = curriculum.course
    modules = [module for series in course.series for module in series.modules]
    yield from _unique(course.file, "series", ((series.id, (*series.path, "id")) for series in course.series))
    yield from _unique(course.file, "module", ((module.id, (*module.path, "id")) for module in modules))
    yield from _unique(course.file, "lesson", ((slot.lesson, slot.path) for _, slot in course.slots()))
    for plan in curriculum.plans.values():
        yield from _unique_in_plan(plan)
        if plan.slug in curriculum.pages:
            yield from names_twice(plan, curriculum.pages[plan.slug])
    for review in curriculum.rounds:
        yield from _unique(review.file, "finding", ((finding.id, (*finding.path, "id")) for finding in review.findings))


def _unique_in_plan(plan: Plan) -> Iterator[Fault]:
    steps = [step for section in plan.outline for step in section.steps()]
    yield from _unique(plan.file, "section or part", ((step.id, (*step.path, "id")) for step in steps))
    for section in plan.outline:
        yield from _unique(
            plan.file, "question", ((question.id, (*question.path, "id")) for question in section.questions)
        )
    yield from _unique(plan.file, "element", ((element.id, (*element.path, "id")) for element in plan.elements()))


def _unique(file: str, what: str, ids: Iterable[tuple[str, DocPath]]) -> Iterator[Fault]:
    seen: dict[str, DocPath] = {}
    for id, path in ids:
        if id and id in seen:
            yield _twice(f"another {what} is named `{id}` already", At(file, path), At(file, seen[id]))
        elif id:
            seen[id] = path


def _twice(message: str, at: At, first: At) -> Fault:
    return Fault(at, message, "give one of them another id", ((first, "first named here"),))


@rule("SCH008", "name-mismatch", Severity.ERROR, on="course")
def name_mismatch(context: CourseContext) -> Iterator[Fault]:
    files = [(plan.file, plan.slug, plan.declared) for plan in context.curriculum.plans.values()]
    files += [(page.file, page.slug, page.declared) for page in context.curriculum.pages.values()]
    for file, slug, declared in files:
        if declared and declared != slug:
            message = f"the file is named `{slug}`, but this says `{declared}`"
            help = f"write `lesson: {slug}`, or rename the file; everything else goes by the file's name"
            at = At(file, ("lesson",))
            yield Fault(at, message, help, fix=write(surely(declared, [slug]), at))
    for review in context.curriculum.rounds:
        if review.lesson and review.lesson != review.folder:
            message = f"the review stands in the folder `{review.folder}`, but this says `{review.lesson}`"
            at = At(review.file, ("lesson",))
            help = f"write `lesson: {review.folder}`, or move the file"
            yield Fault(at, message, help, fix=write(surely(review.lesson, [review.folder]), at))
        if review.number is not None and review.stem != f"round-{review.number}":
            message = f"the file is named `{review.stem}.yaml`, but this is round {review.number}"
            yield Fault(
                At(review.file, ("round",)), message, f"name the file round-{review.number}.yaml, or correct the number"
            )


@rule("SCH009", "lesson-not-in-course", Severity.WARNING, on="course")
def lesson_not_in_course(context: CourseContext) -> Iterator[Fault]:
    curriculum = context.curriculum
    for plan in curriculum.plans.values():
        if plan.slug in curriculum.listed or plan.status == "retired":
            continue
        yield Fault(
            plan.at(("lesson",)),
            f"the course does not list `{plan.slug}`, so what comes before it is unknown and its sequence is not checked",
            "add it to a module's `lessons` in planning/course.yaml, or set `status: retired`",
            absent=plan.slug,
        )


@rule("SCH010", "missing-plan", Severity.ERROR, on="course")
def missing_plan(context: CourseContext) -> Iterator[Fault]:
    curriculum = context.curriculum
    unlisted = [slug for slug in curriculum.plans if slug not in curriculum.listed]
    named = {slot.lesson for _, slot in curriculum.course.slots()}
    for module, slot in curriculum.course.slots():
        if slot.lesson in curriculum.plans:
            continue
        near = curriculum.presumed.get(slot.lesson) or closest(slot.lesson, unlisted)
        write_it = f"write planning/{module.id}/{slot.lesson}.yaml, or take the lesson out of the course"
        yield Fault(
            curriculum.course.at(slot.path),
            f"the lesson `{slot.lesson}` has no plan",
            f"did you mean `{near}`? If not, {write_it}" if near else write_it,
            ((At(curriculum.plans[near].file, ("lesson",)), "a plan that the course does not list"),) if near else (),
            fix=write(surely(slot.lesson, curriculum.plans.keys() - named), curriculum.course.at(slot.path)),
        )


@rule("SCH013", "ambiguous-term", Severity.WARNING, on="course")
def ambiguous_term(context: CourseContext) -> Iterator[Fault]:
    for term, index, later, first in context.terms.shared:
        at = At(later.at.file, (*later.at.path, "terms", index) if later.written_terms else (*later.at.path, "name"))
        yield Fault(
            at,
            f"“{term}” means {context.concept(later.id)} here and {context.concept(first.id)} elsewhere: prose that says it counts as taught once either is",
            "give one of them a more exact term, or waive this if the word really means both",
            ((first.at._replace(on="key"), "the other concept"),),
        )


@rule("SCH003", "schema-violation", Severity.ERROR, on="course")
def unknown_depth(context: CourseContext) -> Iterator[Fault]:
    scale = ", ".join(context.curriculum.course.scale.names)
    for name, others in _unresolved(context, "depth"):
        hint = f"did you mean `{name.near}`? The scale is {scale}" if name.near else f"the scale is {scale}"
        yield Fault(
            name.at,
            f"`{name.written}` is not a depth of this course",
            hint,
            tuple((at, "written here too") for at in others),
            absent=name.written,
            fix=_right_depth(name, others, context.curriculum.course.scale.names),
        )


def _right_depth(name: Unresolved, others: tuple[At, ...], scale: tuple[str, ...]) -> Repair | None:
    """Depths are values, but for those of the policy on fading, which are keys."""
    right = surely(name.written, scale)
    if right is None:
        return None
    places = (name.at, *others)
    changes = (
        (at.file, Rekey(at.path, right) if at.path[:2] == ("policy", "fading") else Put(at.path, right))
        for at in places
    )
    return Repair(f"write `{right}`", tuple(changes))
