"""The whole site: every page rendered, and the output folder brought up to date."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.record.state import Record
from lesson_pipeline.render.addresses import (
    GLOSSARY,
    INDEX,
    REVIEWS,
    SCRIPT,
    STYLE,
    TRACEABILITY,
    concept_page,
    lesson_page,
    review_page,
    reviewer_page,
    traced_page,
    up_from,
)
from lesson_pipeline.render.concept_page import concept_html
from lesson_pipeline.render.concept_uses import ConceptUses
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.glossary_page import glossary_html
from lesson_pipeline.render.index_page import index_html
from lesson_pipeline.render.lesson_page import lesson_html
from lesson_pipeline.render.output import Output
from lesson_pipeline.render.pictures import Pictures
from lesson_pipeline.render.review_page import review_html
from lesson_pipeline.render.reviewer_page import ReviewerPages
from lesson_pipeline.render.reviews_page import reviews_html
from lesson_pipeline.render.templates import script, style_sheet
from lesson_pipeline.render.trace_page import trace_tables, traceability_html, traced_html


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What a run has done."""

    pages: int
    written: int
    removed: int
    index: Path
    problems: list[str]
    """What could not be shown as its author meant it, one sentence each."""


def render_site(
    curriculum: Curriculum,
    record: Record,
    read_lesson: Callable[[str], str],
    read_picture: Callable[[str], bytes],
    out: Path,
    progress: Callable[[str], None] | None = None,
    diagnostics: Iterable[Diagnostic] = (),
) -> RenderResult:
    """Renders every page into the folder `out`, and copies the pictures that they show.

    Files that are as they should be stay untouched, those that an earlier run has written and that are gone from the
    course are removed, and nothing else in the folder is. `read_lesson` gives the text of a lesson's file, and
    `read_picture` the content of a picture's or raises PictureError; `progress` is told each lesson's page as it is
    done. `diagnostics` are shown to reviewers. Raises PipelineError where the folder is not ours to write.
    """
    problems: dict[str, None] = {}
    edition = Edition(curriculum, record, _texts(curriculum, read_lesson))
    output = Output(out)
    pages = _pages(edition, problems, diagnostics, partial(_illustrated, edition, output, read_picture))
    output.announce([STYLE, SCRIPT, *pages])
    output.write(STYLE, style_sheet())
    output.write(SCRIPT, script())
    lessons = {lesson_page(slug) for slug in edition.lessons}
    for path, page in pages.items():
        output.write(path, page())
        if progress and path in lessons:
            progress(path)
    output.finish()
    return RenderResult(len(pages), output.written, output.removed, out / INDEX, list(problems))


_Reporter = Callable[[str], None]
_Illustrated = Callable[[str, str, Callable[[Pictures], str]], str]
"""Makes a page of a lesson, given the lesson, the page's file, and what makes it from the lesson's pictures."""


def _pages(
    edition: Edition, problems: dict[str, None], diagnostics: Iterable[Diagnostic], illustrated: _Illustrated
) -> dict[str, Callable[[], str]]:
    """What makes each page of the site, by its file."""
    uses = ConceptUses(edition)
    tables = trace_tables(edition)
    reviewers = ReviewerPages(edition, tables, diagnostics)
    course_file = edition.course.file
    pages: dict[str, Callable[[], str]] = {INDEX: lambda: index_html(edition, _reporter(problems, course_file))}
    for slug in edition.lessons:
        report = _reporter(problems, _source(edition, slug))
        make = partial(lesson_html, edition, slug, report=report)
        pages[lesson_page(slug)] = partial(illustrated, slug, lesson_page(slug), make)
    for concept in edition.registry:
        pages[concept_page(concept.id)] = partial(concept_html, edition, uses, concept.id)
    pages[GLOSSARY] = partial(glossary_html, edition, uses)
    for slug, table in tables.items():
        pages[traced_page(slug)] = partial(traced_html, edition, slug, table)
        pages[reviewer_page(slug)] = partial(illustrated, slug, reviewer_page(slug), partial(reviewers.html, slug))
    pages[TRACEABILITY] = partial(traceability_html, edition, tables)
    for slug in edition.reviewed:
        pages[review_page(slug)] = partial(review_html, edition, slug)
    if edition.reviewed:
        pages[REVIEWS] = partial(reviews_html, edition)
    return pages


def _illustrated(
    edition: Edition,
    output: Output,
    read_picture: Callable[[str], bytes],
    slug: str,
    page: str,
    make: Callable[[Pictures], str],
) -> str:
    """A page of a lesson; the pictures that it shows are written first."""
    pictures = Pictures(read_picture, _source(edition, slug), up_from(page))
    html = make(pictures)
    output.announce(list(pictures.copies))
    for copy, content in pictures.copies.items():
        output.write(copy, content)
    return html


def _texts(curriculum: Curriculum, read_lesson: Callable[[str], str]) -> dict[str, str]:
    taught = (curriculum.pages[place.slug] for place in curriculum.order if place.slug in curriculum.pages)
    return {page.slug: read_lesson(page.file) for page in taught}


def _source(edition: Edition, slug: str) -> str:
    """The file that a page is made from."""
    return edition.curriculum.pages[slug].file if slug in edition.texts else edition.lessons[slug].plan.file


def _reporter(problems: dict[str, None], file: str) -> _Reporter:
    def report(problem: str) -> None:
        problems.setdefault(f"{file}: {problem}")

    return report
