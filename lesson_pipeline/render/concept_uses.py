"""Where the lessons of the site name each concept: collected once, for every page that tells it."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from lesson_pipeline.model.concept_places import ConceptPlace, concept_places
from lesson_pipeline.record.growth import Growth, growth
from lesson_pipeline.render.edition import Edition, LessonEntry


class Use(NamedTuple):
    """A place of a lesson that names a concept."""

    entry: LessonEntry
    place: ConceptPlace


class ConceptUses:
    """The places that name each concept, in order of teaching."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._uses: dict[str, dict[str, list[Use]]] = {}
        for entry in edition.lessons.values():
            for place in concept_places(entry.plan):
                if entry.holds(place.section):
                    by_role = self._uses.setdefault(place.concept, {})
                    by_role.setdefault(place.role, []).append(Use(entry, place))
        self.growth = cache(self._growth)

    def of(self, concept: str, *roles: str) -> Sequence[Use]:
        """The places that name a concept in one of some roles (`model.concept_places`)."""
        by_role = self._uses.get(concept, {})
        found = [use for role in roles for use in by_role.get(role, ())]
        return found if len(roles) == 1 else sorted(found, key=lambda use: use.entry.place.index)

    def _growth(self, concept: str) -> tuple[Growth, ...]:
        """The places that teach a concept or a part of it, with what each does for it."""
        return tuple(growth(self._edition.record, concept, self._edition.course.scale.known))


def by_lesson(uses: Sequence[Use]) -> Iterator[tuple[LessonEntry, list[ConceptPlace]]]:
    """The places of each lesson together."""
    found: dict[str, tuple[LessonEntry, list[ConceptPlace]]] = {}
    for entry, place in uses:
        found.setdefault(entry.slug, (entry, []))[1].append(place)
    yield from found.values()
