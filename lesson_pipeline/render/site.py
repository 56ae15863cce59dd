"""The whole site: every page rendered, and the output folder brought up to date."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.record.state import Record
from lesson_pipeline.render.edition import INDEX, SCRIPT, STYLE, Edition
from lesson_pipeline.render.index_page import index_html
from lesson_pipeline.render.lesson_page import UP, lesson_html
from lesson_pipeline.render.output import Output
from lesson_pipeline.render.pictures import Pictures
from lesson_pipeline.render.templates import script, style_sheet


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
) -> RenderResult:
    """Renders every page into the folder `out`, and copies the pictures that they show.

    Files that are as they should be stay untouched, those that an earlier run has written and that are gone from the
    course are removed, and nothing else in the folder is. `read_lesson` gives the text of a lesson's file, and
    `read_picture` the content of a picture's or raises PictureError; `progress` is told each lesson's page as it is
    done. Raises PipelineError where the folder is not ours to write.
    """
    problems: dict[str, None] = {}
    edition = Edition(curriculum, record, _texts(curriculum, read_lesson))
    output = Output(out)
    output.announce([STYLE, SCRIPT, INDEX, *(edition.path(slug) for slug in edition.lessons)])

    output.write(STYLE, style_sheet())
    output.write(SCRIPT, script())
    output.write(INDEX, index_html(edition, _reporter(problems, curriculum.course.file)))
    for slug in edition.lessons:
        path, source = edition.path(slug), _source(edition, slug)
        pictures = Pictures(read_picture, source, UP)
        html = lesson_html(edition, slug, pictures, _reporter(problems, source))
        output.announce(list(pictures.copies))
        for copy, content in pictures.copies.items():
            output.write(copy, content)
        output.write(path, html)
        if progress:
            progress(path)
    output.finish()
    return RenderResult(len(edition.lessons) + 1, output.written, output.removed, out / INDEX, list(problems))


def _texts(curriculum: Curriculum, read_lesson: Callable[[str], str]) -> dict[str, str]:
    taught = (curriculum.pages[place.slug] for place in curriculum.order if place.slug in curriculum.pages)
    return {page.slug: read_lesson(page.file) for page in taught}


def _source(edition: Edition, slug: str) -> str:
    """The file that a page is made from."""
    return edition.curriculum.pages[slug].file if slug in edition.texts else edition.lessons[slug].plan.file


def _reporter(problems: dict[str, None], file: str) -> Callable[[str], None]:
    def report(problem: str) -> None:
        problems.setdefault(f"{file}: {problem}")

    return report
