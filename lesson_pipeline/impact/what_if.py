"""A curriculum as it would be after one change: made of the model in memory. Documents, and so places, stay as they are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.course import Course, Module, Slot
from lesson_pipeline.model.outline import Part, Section, Teaching
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.suggest import did_you_mean
from lesson_pipeline.words import fit_for_messages, listed


@dataclass(frozen=True, slots=True)
class Removed:
    """The lesson is gone, with its page, its notebooks and its reviews."""


@dataclass(frozen=True, slots=True)
class MovedBefore:
    """The lesson stands right before another one, in that one's module."""

    other: str


@dataclass(frozen=True, slots=True)
class Shallower:
    """A section or part of the lesson teaches its concepts to a depth at most."""

    section: str
    depth: str


Change = Removed | MovedBefore | Shallower


def changed(loaded: Loaded, slug: str, change: Change) -> Loaded:
    """The curriculum after a change of a lesson; the very same if the change changes nothing.

    Lessons are those of the curriculum, and one that is moved has a place in the order, as has the other.
    Raises PipelineError, with the nearest, for a section or depth that is not there.
    """
    match change:
        case Removed():
            return _without(loaded, slug)
        case MovedBefore(other):
            return _moved(loaded, slug, other)
        case Shallower(section, depth):
            return _shallower(loaded, slug, section, depth)


def _without(loaded: Loaded, slug: str) -> Loaded:
    curriculum = loaded.curriculum
    own = {path for path in loaded.documents if loaded.lesson_of(path) == slug}
    named = {book.file for plan in curriculum.plans.values() if plan.slug != slug for book in plan.notebooks}
    books = {path: book for path, book in curriculum.notebooks.items() if path in named or book.lesson != slug}
    own -= {book.file for book in books.values()}

    after = replace(
        curriculum,
        course=_with_slots(curriculum.course, lambda module: _others(loaded, module, slug)),
        plans={name: plan for name, plan in curriculum.plans.items() if name != slug},
        duplicate_plans=tuple(pair for pair in curriculum.duplicate_plans if pair[0].slug != slug),
        pages={name: page for name, page in curriculum.pages.items() if name != slug},
        notebooks=books,
        rounds=tuple(found for found in curriculum.rounds if found.file not in own),
        waivers=tuple(waiver for waiver in curriculum.waivers if waiver.at.file not in own),
        unread={path: text for path, text in curriculum.unread.items() if path not in own},
        may_teach={path: text for path, text in curriculum.may_teach.items() if path not in own},
        lost=curriculum.lost - own,
    )
    documents = {path: document for path, document in loaded.documents.items() if path not in own}
    return replace(loaded, documents=documents, curriculum=after)


def _moved(loaded: Loaded, slug: str, other: str) -> Loaded:
    curriculum = loaded.curriculum
    order = [place.slug for place in curriculum.order]
    home = curriculum.places[other].module
    if slug == other or (order[order.index(slug) + 1 :][:1] == [other] and curriculum.places[slug].module is home):
        return loaded
    slot = next(slot for _, slot in curriculum.course.slots() if _means(loaded, slot, slug))

    def slots(module: Module) -> tuple[Slot, ...]:
        rest = _others(loaded, module, slug)
        at = next((index for index, each in enumerate(rest) if _means(loaded, each, other)), None)
        return rest if at is None or module is not home else (*rest[:at], slot, *rest[at:])

    return replace(loaded, curriculum=replace(curriculum, course=_with_slots(curriculum.course, slots)))


def _shallower(loaded: Loaded, slug: str, section: str, depth: str) -> Loaded:
    plan, scale = loaded.curriculum.plans[slug], loaded.curriculum.course.scale
    names = [part.id for item in plan.outline for part in item.steps()]
    if section not in names:
        raise PipelineError(
            f"`{slug}` has no section `{fit_for_messages(section)}`",
            did_you_mean(section, names) or (f"it has: {', '.join(names)}" if names else "it has no outline yet"),
        )
    if depth not in scale.names:
        raise PipelineError(
            f"no depth `{fit_for_messages(depth)}`",
            did_you_mean(depth, scale.names) or f"the course knows {listed(scale.names)}",
        )
    most = scale.level(depth)

    def capped(rows: tuple[Teaching, ...]) -> tuple[Teaching, ...]:
        low = (row if scale.level(row.depth) <= most else replace(row, depth=depth) for row in rows)
        return tuple(row for row in low if scale.level(row.depth))

    def part_of(part: Part, *, whole: bool) -> Part:
        return replace(part, teaches=capped(part.teaches)) if whole or part.id == section else part

    def section_of(item: Section) -> Section:
        whole = item.id == section
        parts = tuple(part_of(part, whole=whole) for part in item.parts)
        return replace(item, own=part_of(item.own, whole=whole), parts=parts)

    outline = tuple(section_of(item) for item in plan.outline)
    if outline == plan.outline:
        return loaded
    plans: dict[str, Plan] = {**loaded.curriculum.plans, slug: replace(plan, outline=outline)}
    return replace(loaded, curriculum=replace(loaded.curriculum, plans=plans))


def _means(loaded: Loaded, slot: Slot, slug: str) -> bool:
    """Whether a place in the order is that of a lesson, which may be misspelt there."""
    return loaded.curriculum.presumed.get(slot.lesson, slot.lesson) == slug


def _others(loaded: Loaded, module: Module, slug: str) -> tuple[Slot, ...]:
    return tuple(slot for slot in module.slots if not _means(loaded, slot, slug))


def _with_slots(course: Course, slots: Callable[[Module], Iterable[Slot]]) -> Course:
    """The course with other lessons in its modules."""
    series = tuple(
        replace(each, modules=tuple(replace(module, slots=tuple(slots(module))) for module in each.modules))
        for each in course.series
    )
    return replace(course, series=series)
