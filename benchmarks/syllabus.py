"""What a generated course teaches, in which order, and what each lesson may lean on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.vocabulary import PLACES, STAGES, Concept, Vocabulary

DEPTHS = ("not-taught", "mentioned", "introduced", "developed", "applied")
TYPES = ("build", "build", "stretch", "build", "consolidate")
"""The load of the lessons, over and over; a build lesson always comes before a consolidating one."""
NEW_CONCEPTS = {"build": 3, "stretch": 4, "consolidate": 0}


@dataclass(frozen=True, slots=True)
class Module:
    """A run of lessons."""

    id: str
    self_contained: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """A concept a lesson leans on, with what the record says of it before the lesson."""

    concept: Concept
    has: str
    requires: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What a lesson teaches by its end."""

    concept: Concept
    depth: str
    core: bool


@dataclass(frozen=True)
class Lesson:
    """What the plan of one lesson has to be about."""

    index: int
    slug: str
    title: str
    type: str
    module: Module
    new: tuple[Concept, ...]
    deepened: Concept | None
    """Known by name so far, developed here."""
    applied: tuple[Concept, ...]
    """Brought to use here, by practice."""
    requirements: tuple[Requirement, ...]
    gap: bool
    """Whether the deepened concept is needed at the depth it gets here, so that a gap has to be closed."""
    targets: tuple[Target, ...]
    previous: str | None
    """The type of the lesson before."""
    later: Concept
    """Taught only by a later lesson, or by none; the scope excludes it."""
    much_later: Concept
    """The same, and no field of this lesson names it."""
    forgotten: Requirement | None
    """Developed long ago and unused since; no field of this lesson names it."""

    def requirement(self, concept: Concept) -> Requirement | None:
        return next((item for item in self.requirements if item.concept == concept), None)


@dataclass(frozen=True)
class Syllabus:
    """A whole course."""

    seed: int
    entry: tuple[tuple[Concept, str], ...]
    horizon: tuple[Concept, ...]
    """Registered, and taught by no lesson."""
    wholes: dict[str, Concept]
    """The concept made of others that each module ends with, by module id."""
    lessons: tuple[Lesson, ...]
    vocabulary: Vocabulary = field(repr=False)

    @property
    def modules(self) -> list[tuple[Module, list[Lesson]]]:
        """The modules in order, each with its lessons."""
        groups: dict[str, tuple[Module, list[Lesson]]] = {}
        for lesson in self.lessons:
            groups.setdefault(lesson.module.id, (lesson.module, []))[1].append(lesson)
        return list(groups.values())


def plan_syllabus(lessons: int, seed: int) -> Syllabus:
    """A syllabus of so many lessons; the same seed gives the same."""
    vocabulary = Vocabulary(seed)
    rng = random.Random(f"syllabus {seed}")
    entry = [(vocabulary.concept(), "developed") for _ in range(4)]
    entry += [(vocabulary.concept("term"), "introduced") for _ in range(4)]
    horizon = tuple(vocabulary.concept() for _ in range(3))
    builder = _Builder(vocabulary, rng, [concept for concept, _ in entry[:4]], horizon, lessons)
    planned = builder.build()
    return Syllabus(seed, tuple(entry), horizon, builder.wholes, planned, vocabulary)


def module_sizes(lessons: int, rng: random.Random) -> list[int]:
    """Sizes of 8 to 12 that add up to the number of lessons, as far as it allows."""
    sizes = []
    while lessons:
        size = rng.randint(8, 12)
        if lessons <= 12:
            size = lessons
        elif lessons - size < 8:
            size = lessons // 2
        sizes.append(size)
        lessons -= size
    return sizes


class _Builder:
    """Walks the course in order, keeping the record of what has been taught."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        rng: random.Random,
        entry: Sequence[Concept],
        horizon: Sequence[Concept],
        lessons: int,
    ) -> None:
        self._vocabulary = vocabulary
        self._rng = rng
        self._entry = list(entry)
        self._horizon = horizon
        self._record: dict[str, list[tuple[str, str]]] = {}
        self._types = [TYPES[index % len(TYPES)] for index in range(lessons)]
        self._new = [tuple(vocabulary.concept() for _ in range(NEW_CONCEPTS[kind])) for kind in self._types]
        self._taught: list[list[Concept]] = []
        self.wholes: dict[str, Concept] = {}

    def build(self) -> tuple[Lesson, ...]:
        """The lessons, in order."""
        lessons: list[Lesson] = []
        for number, size in enumerate(module_sizes(len(self._types), self._rng)):
            cycle, place = divmod(number, len(PLACES))
            module = Module(f"{PLACES[place]}-{STAGES[cycle]}", self_contained=number % 3 == 2)
            first = len(lessons)
            for index in range(first, first + size):
                whole = self._whole(module, first, index) if size > 3 and index == first + size - 1 else None
                lessons.append(self._lesson(index, module, whole))
        return tuple(lessons)

    def _lesson(self, index: int, module: Module, whole: Requirement | None) -> Lesson:
        kind, new = self._types[index], self._new[index]
        deepened = self._to_deepen(index)
        applied = (new[0],) if kind == "stretch" else self._new[index - 1][:2] if kind == "consolidate" else ()
        gap = kind != "consolidate" and deepened is not None and self._rng.random() < 0.75
        requirements = self._requirements(index, deepened if gap else None)
        subject = new[0] if new else applied[1]
        verb = {"build": "meeting", "stretch": "reaching", "consolidate": "returning-to"}[kind]
        lesson = Lesson(
            index=index,
            slug=f"{verb}-{subject.id}",
            title=f"{verb.replace('-', ' ').capitalize()} the {subject.term}",
            type=kind,
            module=module,
            new=new,
            deepened=deepened,
            applied=applied,
            requirements=(*requirements, whole) if whole else requirements,
            gap=gap,
            targets=_targets(new, deepened, applied),
            previous=self._types[index - 1] if index else None,
            later=self._later(index, 0),
            much_later=self._later(index, 1),
            forgotten=self._forgotten(index),
        )
        for target in lesson.targets:
            self._record.setdefault(target.concept.id, []).append((lesson.slug, target.depth))
        self._taught.append([target.concept for target in lesson.targets])
        return lesson

    def _to_deepen(self, index: int) -> Concept | None:
        return self._new[index - 1][2] if index and self._new[index - 1] else None

    def _requirements(self, index: int, needed_deeper: Concept | None) -> tuple[Requirement, ...]:
        concepts = list(self._taught[index - 1]) if index else []
        older = [concept for taught in self._taught[max(0, index - 3) : max(0, index - 1)] for concept in taught]
        older = [concept for concept in dict.fromkeys(older) if concept not in concepts]
        concepts += self._rng.sample(older, min(2, len(older)))
        concepts += self._entry[: max(0, 5 - len(concepts))]
        return tuple(self._requirement(concept, deeper=concept == needed_deeper) for concept in concepts)

    def _requirement(self, concept: Concept, *, deeper: bool = False) -> Requirement:
        taught = self._record.get(concept.id, [])
        has = taught[-1][1] if taught else "developed"
        if deeper:
            requires = "developed"
        elif has == "introduced" or self._rng.random() < 0.4:
            requires = "introduced"
        else:
            requires = "developed"
        return Requirement(concept, has, requires, tuple(slug for slug, _ in taught))

    def _whole(self, module: Module, first: int, last: int) -> Requirement | None:
        """A concept made of what the module's lessons opened with."""
        parts = tuple(self._new[index][0].id for index in range(first, last) if self._new[index])[:3]
        whole = self._vocabulary.concept(parts=parts)
        self.wholes[module.id] = whole
        return Requirement(whole, "developed", "introduced", ())

    def _later(self, index: int, place: int) -> Concept:
        following = (new for new in self._new[index + 1 : index + 3] if new)
        return next(following, self._horizon)[place]

    def _forgotten(self, index: int) -> Requirement | None:
        """The second concept of a lesson whose concepts nobody brings back after three lessons."""
        for earlier in range(index - 16, -1, -1):
            if self._types[earlier] == "build" and self._types[earlier + 1] != "consolidate":
                return self._requirement(self._new[earlier][1])
        return None


def _targets(new: Sequence[Concept], deepened: Concept | None, applied: Sequence[Concept]) -> tuple[Target, ...]:
    depths = ("developed", "developed", "introduced", "introduced")
    targets = [
        Target(concept, "applied" if concept in applied else depth, core=place < 2)
        for place, (concept, depth) in enumerate(zip(new, depths, strict=False))
    ]
    if deepened:
        targets.append(Target(deepened, "developed", core=not new))
    targets += [Target(concept, "applied", core=True) for concept in applied if concept not in new]
    return tuple(targets)
