"""What later lessons rely on in one lesson: the concepts that it teaches, and every later place that needs them."""

from collections.abc import Iterator
from dataclasses import dataclass

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.model.concept_places import ConceptPlace, concept_places
from lesson_pipeline.model.outline import Teaching
from lesson_pipeline.model.plan import Known, Plan, Prerequisite
from lesson_pipeline.places import At
from lesson_pipeline.record.facts import LessonFacts
from lesson_pipeline.record.growth import growth
from lesson_pipeline.record.state import Record, build_record

ROLES = ("state", "required", "taught", "used", "recapped", "tested", "connection")
"""Roles of places (`model.concept_places`) that rest on what the student knows of a concept."""
_LINK = "lesson:"


@dataclass(frozen=True, slots=True)
class RelyingPlace:
    """A place that needs a concept, or names the lesson in a link."""

    role: str
    concept: str
    """The concept that is named there: it may be made of the one that is taught."""
    section: str
    question: str
    depth: str
    """How deeply it is needed; empty where the place does not say."""
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class RelyingLesson:
    """A later lesson that needs a concept."""

    lesson: str
    number: str
    now: str
    """How deeply the concept is known before it."""
    without: str
    """How deeply it would be, had the lesson not taught it."""
    places: tuple[RelyingPlace, ...]


@dataclass(frozen=True, slots=True)
class ReliedOn:
    """A concept that the lesson teaches."""

    concept: str
    name: str
    depth: str
    """The deepest that it is taught here."""
    change: str
    """What the lesson does for it: mentioned, introduced, deepened, or again."""
    lessons: tuple[RelyingLesson, ...]


@dataclass(frozen=True, slots=True)
class Reliance:
    """What rests on one lesson."""

    lesson: str
    concepts: tuple[ReliedOn, ...]
    """Everything that it teaches, in its order; without lessons where nothing later needs it."""
    links: tuple[tuple[str, RelyingPlace], ...]
    """Links of other lessons that lead to it, each with the lesson that it stands in."""

    @property
    def lessons(self) -> set[str]:
        """The lessons that rely on it."""
        return {relying.lesson for concept in self.concepts for relying in concept.lessons}


def reliance(loaded: Loaded, slug: str) -> Reliance:
    """What later lessons rely on in a lesson that has a place in the order of teaching."""
    curriculum = loaded.curriculum
    record, index = build_record(curriculum), curriculum.places[slug].index
    plan = curriculum.plans[slug]
    nothing = LessonFacts(slug, plan.file, plan.status == "planned", (), frozenset())
    less = record.replaced(index, nothing)
    taught = _taught(loaded, record, slug)
    relying: dict[str, list[RelyingLesson]] = {concept: [] for concept in taught}
    for place in curriculum.order[index + 1 :]:
        needed: dict[str, list[RelyingPlace]] = {}
        for found in concept_places(curriculum.plans[place.slug]):
            if found.role in ROLES:
                for concept in taught.keys() & set(curriculum.registry.made_of(found.concept)):
                    needed.setdefault(concept, []).append(_place(loaded, curriculum.plans[place.slug], found))
        point, scale = record.start_of(place.slug), curriculum.course.scale
        for concept, places in needed.items():
            now, without = (scale.name(each.depth(concept, point).level) for each in (record, less))
            relying[concept].append(RelyingLesson(place.slug, place.number, now, without, tuple(places)))
    concepts = tuple(
        ReliedOn(concept, curriculum.registry.name(concept), *taught[concept], tuple(lessons))
        for concept, lessons in relying.items()
    )
    return Reliance(slug, concepts, tuple(_links(loaded, slug)))


def _taught(loaded: Loaded, record: Record, slug: str) -> dict[str, tuple[str, str]]:
    """The concepts that a lesson teaches, each with the depth reached and the most that it does for it."""
    scale = loaded.curriculum.course.scale
    plan = loaded.curriculum.plans[slug]
    taught = (
        *(row.concept for section in plan.outline for row in section.teaches()),
        *(row.concept for row in plan.teaches),
    )
    found: dict[str, tuple[str, str]] = {}
    for concept in dict.fromkeys(taught):
        here = [grown for grown in growth(record, concept, scale.known) if grown.taught.lesson == slug]
        if here:
            change = next(
                (grown.change for grown in here if grown.change in ("introduced", "deepened")), here[0].change
            )
            found[concept] = scale.name(max(grown.taught.level for grown in here)), change
    return found


def _place(loaded: Loaded, plan: Plan, found: ConceptPlace) -> RelyingPlace:
    depth = ""
    match found.row:
        case Prerequisite(requires=needed):
            depth = needed
        case Known(depth=said) | Teaching(depth=said):
            depth = said
    line = loaded.locate(At(plan.file, found.path)).line
    return RelyingPlace(
        found.role, found.concept, found.part or found.section, found.question, depth, plan.file, line
    )  # fmt: skip


def _links(loaded: Loaded, slug: str) -> Iterator[tuple[str, RelyingPlace]]:
    for page in loaded.curriculum.pages.values():
        for reference in page.text.references if page.slug != slug else ():
            if reference.target.partition("#")[0] == f"{_LINK}{slug}":
                yield page.slug, RelyingPlace("link", "", "", "", "", page.file, reference.span.line)
