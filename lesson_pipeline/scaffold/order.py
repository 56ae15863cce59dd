"""Where a new lesson stands in the order of teaching, and the course file that lists it there."""

from collections.abc import Iterable
from dataclasses import dataclass

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.course import Course, Module
from lesson_pipeline.source.discover import COURSE
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.source.yaml_entries import Entry, with_entry
from lesson_pipeline.source.yaml_text import written
from lesson_pipeline.suggest import did_you_mean
from lesson_pipeline.words import fit_for_messages, listed


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a module."""

    module: Module
    position: int
    """How many of the module's lessons come before it."""
    is_listed: bool
    """Whether the course lists the lesson there already."""

    @property
    def after(self) -> str:
        """The lesson before it in the module; empty where there is none."""
        return self.module.slots[self.position - 1].lesson if self.position else ""


def spot_for(loaded: Loaded, slug: str, module: str | None, after: str | None) -> Spot:
    """The place of a new lesson: where the course lists it, behind the lesson named, or at the end of the module.

    Raises PipelineError where the words and the course do not agree.
    """
    document, course = loaded.documents[COURSE], loaded.curriculum.course
    if document.torn is not None:
        raise PipelineError(
            f"{COURSE} cannot be read to its end", f"mend it first: `lesson-pipeline check {COURSE}` shows the fault"
        )
    found = _listed_spot(course, slug)
    if found is not None:
        _agree(found, slug, module, after)
        return found
    chosen = _module(course, module)
    slugs = [slot.lesson for slot in chosen.slots]
    if after is None:
        return Spot(chosen, len(slugs), is_listed=False)
    if after not in slugs:
        raise PipelineError(
            f"the module `{chosen.id}` has no lesson `{fit_for_messages(after)}`", _other(course, after, slugs)
        )
    return Spot(chosen, slugs.index(after) + 1, is_listed=False)


def course_with(loaded: Loaded, slug: str, spot: Spot) -> str:
    """The text of the course file with the lesson at its place."""
    document = parse_document(loaded.documents[COURSE].text, COURSE)
    path = (*spot.module.path, "lessons")
    if not document.has(spot.module.path):
        raise PipelineError(
            f"the module `{spot.module.id}` cannot be found in {COURSE} as it is written",
            f"mend the file first: `lesson-pipeline check {COURSE}` shows its faults",
        )
    if not document.has(path):
        line = document.span(spot.module.path).line
        raise PipelineError(
            f"the module `{spot.module.id}` ({COURSE}:{line}) has no `lessons`", "give it an empty list: `lessons: []`"
        )
    return with_entry(document, path, spot.position, Entry([f"- {written(slug)}"], written(slug), slug))


def _modules(course: Course) -> list[Module]:
    """The modules in order; one without an id has no folder for plans."""
    return [module for series in course.series for module in series.modules if module.id]


def _listed_spot(course: Course, slug: str) -> Spot | None:
    for module in _modules(course):
        for position, slot in enumerate(module.slots):
            if slot.lesson == slug:
                return Spot(module, position, is_listed=True)
    return None


def _agree(spot: Spot, slug: str, module: str | None, after: str | None) -> None:
    """Raises PipelineError where the course lists the lesson elsewhere than it was asked for."""
    if (module is not None and module != spot.module.id) or (after is not None and after != spot.after):
        where = f"in the module `{spot.module.id}`" + (f", after `{spot.after}`" if spot.after else ", as the first")
        raise PipelineError(
            f"{COURSE} lists `{slug}` already, {where}",
            "leave out --module and --after, or take the lesson out of the list first",
        )


def _module(course: Course, wanted: str | None) -> Module:
    modules = _modules(course)
    ids = [module.id for module in modules]
    if not modules:
        raise PipelineError(f"{COURSE} has no module yet", "add one to `series`, with `lessons: []`")
    if wanted is None and len(modules) > 1:
        raise PipelineError("the course has several modules; which one is the lesson for?", _named(ids))
    if wanted is None:
        return modules[0]
    if wanted not in ids:
        raise PipelineError(
            f"the course has no module `{fit_for_messages(wanted)}`",
            did_you_mean(wanted, ids) or f"its modules are {listed(ids)}; a new one is added to `series` in {COURSE}",
        )
    return modules[ids.index(wanted)]


def _named(ids: Iterable[str]) -> str:
    return f"name it with --module: {listed(ids)}"


def _other(course: Course, after: str, slugs: list[str]) -> str:
    for module in _modules(course):
        if after in (slot.lesson for slot in module.slots):
            return f"it belongs to the module `{module.id}`: name that with --module, or another lesson with --after"
    near = did_you_mean(after, slugs)
    return near or (f"its lessons are {listed(slugs)}" if slugs else "it has no lessons yet: leave out --after")
