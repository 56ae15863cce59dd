"""The order of a course: lessons to modules and series by their positions, by guesses where they have none, by a list that wins."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.lesson_index import LessonIndex
from lesson_pipeline.importers.markdown.sources import place_of
from lesson_pipeline.suggest import did_you_mean

Place = tuple[int, ...]
_FIRST: Place = (0, 1)
"""The module of lessons that others cite, and that nobody gives a position."""


@dataclass(frozen=True, slots=True)
class CourseLesson:
    """A lesson to place: a document, or (`record`) one that is only cited."""

    slug: str
    document: str = ""
    before: str = ""
    """The lesson that its document says comes before it."""
    cites: tuple[str, ...] = ()
    record: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A lesson in its module. `nth` is its place in the larger course, 0 where there is none."""

    slug: str
    nth: int


@dataclass(frozen=True, slots=True)
class PlacedModule:
    """A module with its lessons in order; `place` is its number, empty where it has none."""

    place: Place
    lessons: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The modules of a course in order; those of one series stand together."""

    modules: tuple[PlacedModule, ...]
    guesses: tuple[tuple[str, Guess], ...]
    """Each with the lesson that it is about."""


def read_order(text: str, documents: Mapping[str, str], slugs: Iterable[str]) -> tuple[str, ...]:
    """The lessons that an order file lists, one slug or path per line; `#` begins a comment.

    Args: the slug of each document by its path; all slugs. Raises PipelineError for a line that names no lesson, and for
    a lesson that is listed twice.
    """
    known = set(slugs) | set(documents.values())
    listed: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        name = re.sub(r"^(?:[-*]|\d+[.)])\s+", "", line.partition("#")[0].strip()).strip("`\"' ")
        if not name:
            continue
        slug = name if name in known else _by_path(name, documents, known)
        if slug is None:
            near = did_you_mean(name, sorted(known)) or "write the slug of a lesson, or the path of its document"
            raise PipelineError(f"line {number} of the order names no lesson of this course: `{name[:100]}`", near)
        if slug in listed:
            raise PipelineError(
                f"line {number} of the order lists `{slug}` again, after line {listed[slug]}", "remove one of them"
            )
        listed[slug] = number
    return tuple(listed)


def _by_path(name: str, documents: Mapping[str, str], known: set[str]) -> str | None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    found = {slug for path, slug in documents.items() if PurePosixPath(path).parts[-len(parts) :] == parts}
    if len(found) == 1:
        return found.pop()
    stem = PurePosixPath(parts[-1]).stem if parts else ""
    return stem if stem in known else None


def order_lessons(lessons: Sequence[CourseLesson], index: LessonIndex, listed: Sequence[str] = ()) -> Order:
    """The lessons in their modules, in order. What `listed` says of the order wins over positions."""
    sorter = _Sorter(lessons, index, listed)
    places = sorter.places()
    numbered = sorted(lessons, key=lambda lesson: (places[lesson.slug], lesson.slug))
    if not any(len(place) == 3 and place[0] for place in places.values()):
        numbered = sorter.by_citation()
    sequence = _reordered([lesson.slug for lesson in numbered], listed)
    modules = tuple(_modules(sequence, places))
    flat = [lesson.slug for module in modules for lesson in module.lessons]
    for slug, wanted in zip(flat, sequence, strict=True):
        if slug != wanted and listed:
            sorter.guess(
                slug, f"`{slug}` stands with its module", "the order file lists lessons of other modules in between"
            )
            break
    return Order(modules, tuple(sorter.guesses))


class _Sorter:
    """Finds a place for each lesson, and says which are guesses."""

    def __init__(self, lessons: Sequence[CourseLesson], index: LessonIndex, listed: Sequence[str]) -> None:
        self.guesses: list[tuple[str, Guess]] = []
        self._lessons = {lesson.slug: lesson for lesson in lessons}
        self._index = index
        self._listed = frozenset(listed)
        self._taken: dict[Place, str] = {}

    def guess(self, slug: str, what: str, why: str) -> None:
        document = self._lessons[slug].document
        self.guesses.append((slug, Guess(document, 1 if document else 0, what, why, "course")))

    def places(self) -> dict[str, Place]:
        """The place of each lesson, as three numbers; of two where nothing at all says where it stands."""
        places: dict[str, Place] = {}
        for lesson in sorted(self._lessons.values(), key=self._owner_first):
            place = place_of(self._index.positions.get(lesson.slug, ""))[:3]
            if len(place) == 3 and place not in self._taken:
                self._taken[place] = lesson.slug
                places[lesson.slug] = place
        unplaced = [lesson for lesson in self._lessons.values() if lesson.slug not in places]
        for lesson in unplaced:
            place = place_of(self._index.positions.get(lesson.slug, ""))[:3]
            if place:
                places[lesson.slug] = self._free(lesson.slug, place[:2], self._why(place))
        cited = {slug for lesson in self._lessons.values() for slug in lesson.cites if slug != lesson.slug}
        said_before = {lesson.before for lesson in self._lessons.values()}
        for lesson in sorted(unplaced, key=lambda lesson: lesson.slug not in said_before):
            if lesson.slug not in places:
                places[lesson.slug] = self._beside(lesson, places, lesson.slug in cited)
        return places

    def _owner_first(self, lesson: CourseLesson) -> tuple[bool, str]:
        position = self._index.positions.get(lesson.slug, "")
        return self._index.at.get(position) != lesson.slug, lesson.slug

    def _why(self, place: Place) -> str:
        if len(place) < 3:
            return "only its module is said"
        return f"`{self._taken[place]}` has the same position"

    def _free(self, slug: str, module: Place, why: str, after: int = 0) -> Place:
        """The first free place in a module."""
        nth = after + 1
        module = (*module, 1)[:2]
        while (*module, nth) in self._taken:
            nth += 1
        place = (*module, nth)
        self._taken[place] = slug
        if slug not in self._listed:
            self.guess(slug, f"`{slug}` stands at {'.'.join(map(str, place))}", why)
        return place

    def _beside(self, lesson: CourseLesson, places: Mapping[str, Place], cited: bool) -> Place:
        """A place for a lesson of which no position is known."""
        neighbour = places.get(lesson.before)
        if neighbour is not None and len(neighbour) == 3:
            why = f"its document says that it follows `{lesson.before}`"
            return self._free(lesson.slug, neighbour[:2], why, after=neighbour[2])
        if cited and any(place and place[0] for place in self._taken):
            return self._before_citing(lesson.slug, places)
        if lesson.slug not in self._listed:
            self.guess(lesson.slug, f"`{lesson.slug}` stands at the end", "nothing says its position")
        return (10**9, 1)

    def _before_citing(self, slug: str, places: Mapping[str, Place]) -> Place:
        """A place before the first lesson that cites one: in its module, if there is room, or before all others.

        Who cites without a position mostly means a lesson near by.
        """
        citing = [
            other for other, lesson in self._lessons.items() if slug in lesson.cites and len(places.get(other, ())) == 3
        ]
        first = min(citing, key=places.__getitem__, default=None)
        if first is not None:
            *module, nth = places[first]
            free = [number for number in range(1, nth) if (*module, number) not in self._taken]
            if free:
                after = (free[-1] if self._lessons[first].before == slug else free[0]) - 1
                return self._free(slug, tuple(module), f"`{first}` cites it without a position", after)
        return self._free(slug, _FIRST, "others cite it, and nobody says its position: it stands before all others")

    def by_citation(self) -> list[CourseLesson]:
        """The lessons so that each comes after those that it cites, otherwise as they were given."""
        given = list(self._lessons)
        graph = {
            slug: [other for other in given if other in lesson.cites and other != slug]
            for slug, lesson in self._lessons.items()
        }
        try:
            return [self._lessons[slug] for slug in TopologicalSorter(graph).static_order()]
        except CycleError:
            return list(self._lessons.values())


def _reordered(sequence: list[str], listed: Sequence[str]) -> list[str]:
    """The sequence with the listed lessons in their listed order; each other stays behind the one it stood behind."""
    if not listed:
        return sequence
    order = [slug for slug in listed if slug in sequence]
    for at, slug in enumerate(sequence):
        if slug not in order:
            order.insert(order.index(sequence[at - 1]) + 1 if at else 0, slug)
    return order


def _modules(sequence: Sequence[str], places: Mapping[str, Place]) -> Iterator[PlacedModule]:
    series: dict[Place, dict[Place, list[Placed]]] = {}
    for slug in sequence:
        place = places[slug]
        module: Place = place[:2] if len(place) == 3 else ()
        series.setdefault(module[:1], {}).setdefault(module, []).append(
            Placed(slug, place[2] if len(place) == 3 else 0)
        )
    for modules in series.values():
        for module, lessons in modules.items():
            numbers = [lesson.nth for lesson in lessons]
            known = numbers == sorted(numbers) and module != _FIRST
            yield PlacedModule(module, tuple(lessons if known else [Placed(lesson.slug, 0) for lesson in lessons]))
