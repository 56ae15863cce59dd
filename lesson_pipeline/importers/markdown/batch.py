"""The documents of one import, read: plans with their rounds, and pages about modules; each lesson has a slug of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from lesson_pipeline.importers.markdown.documents import Failed, Source
from lesson_pipeline.importers.markdown.log import Log, Odd
from lesson_pipeline.importers.markdown.module_readings import ModulePage
from lesson_pipeline.importers.markdown.read_document import read_document
from lesson_pipeline.importers.markdown.read_module import read_module
from lesson_pipeline.importers.markdown.readings import PlanReading
from lesson_pipeline.importers.markdown.review_readings import RoundReading
from lesson_pipeline.words import id_of

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Planning:
    """A planning document as read."""

    source: Source
    plan: PlanReading
    rounds: tuple[RoundReading, ...]
    log: Log


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that was read, and what was not."""

    documents: tuple[Planning, ...]
    pages: tuple[ModulePage, ...]
    failed: tuple[Failed, ...]


def read_batch(sources: Iterable[Source], progress: Callable[[str], None]) -> Batch:
    """Read all documents. What is no planning document is left out, and said so."""
    documents: list[Planning] = []
    pages: list[ModulePage] = []
    failed: list[Failed] = []
    taken: dict[str, Source] = {}
    for source in sources:
        progress(source.label)
        module = read_module(source.text)
        if module is not None:
            pages.append(ModulePage(source.label, *module))
            continue
        reading = _read(source)
        if not _is_planning(reading):
            failed.append(Failed(source.label, "nothing of a planning document was found in it", _HEADINGS))
            continue
        same = next((other.label for other in taken.values() if other.text == source.text), None)
        slug = _slug(reading, taken)
        if same or slug is None:
            failed.append(_twice(reading, same, taken))
            continue
        documents.append(_renamed(reading, slug, taken))
        taken[slug] = source
    return Batch(tuple(documents), tuple(pages), tuple(failed))


_HEADINGS = "if it is one, give its parts headings such as Prerequisites, Misconceptions or Lesson Outline"


def _read(source: Source) -> Planning:
    return Planning(source, *read_document(source.text, source.stem))


def _is_planning(reading: Planning) -> bool:
    """Whether anything of a plan or a review was recognised."""
    plan = reading.plan
    parts = (
        *(plan.knows, plan.prerequisites, plan.misconceptions, plan.examples, plan.modalities, plan.outline),
        *(plan.target, plan.covers, plan.excludes, plan.targets, plan.narrative, reading.rounds),
    )
    return any(parts)


def _twice(reading: Planning, same: str | None, taken: dict[str, Source]) -> Failed:
    """Why a document is left out whose lesson is there already."""
    if same:
        return Failed(reading.source.label, f"it is the same document as {same}", "nothing is missing without it")
    slug = reading.plan.header.slug
    return Failed(
        reading.source.label,
        f"its lesson is `{slug}`, and so is that of {taken[slug].label}",
        "give one of them another `**Slug:**`, or another file name",
    )


def _renamed(reading: Planning, slug: str, taken: dict[str, Source]) -> Planning:
    """The reading with a slug of its own."""
    header = reading.plan.header
    if slug == header.slug:
        return reading
    message = f"the slug `{header.slug}` is that of {taken[header.slug].label} too; the file's name was taken"
    reading.log.odd.append(Odd(1, message))
    return replace(reading, plan=replace(reading.plan, header=replace(header, slug=slug)))


def _slug(reading: Planning, taken: dict[str, Source]) -> str | None:
    """A slug that no other document has: its own, or that of the file's name; None where both are taken."""
    own, named = reading.plan.header.slug, id_of(reading.source.stem)[:_LONGEST].strip("-")
    return next((slug for slug in (own, named) if slug and slug not in taken), None)
