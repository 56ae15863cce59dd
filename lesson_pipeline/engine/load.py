"""A folder to a curriculum: read, validate, build; every broken file becomes faults and hides no other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from lesson_pipeline.model.build_concepts import build_registry
from lesson_pipeline.model.build_course import build_course, build_scale
from lesson_pipeline.model.build_notebook import build_notebook
from lesson_pipeline.model.build_plan import build_plan
from lesson_pipeline.model.build_rounds import build_round
from lesson_pipeline.model.build_written import build_written
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.fields import Names
from lesson_pipeline.model.named_files import named_files
from lesson_pipeline.model.notebook import NotebookFile
from lesson_pipeline.model.page import LessonPage, build_page
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.waivers import Waiver, build_waivers, read_comments
from lesson_pipeline.places import At, Span
from lesson_pipeline.schema.validate import validate
from lesson_pipeline.source.comments import find_comments
from lesson_pipeline.source.discover import COURSE, CurriculumFiles
from lesson_pipeline.source.document import Document, parse_document, read_text
from lesson_pipeline.source.front_matter import parse_front_matter
from lesson_pipeline.source.notebook_text import read_notebook
from lesson_pipeline.source.presence import look_up
from lesson_pipeline.source.unread import unread_text

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A curriculum, and the documents it was built from."""

    files: CurriculumFiles
    documents: dict[str, Document]
    curriculum: Curriculum

    def lesson_of(self, path: str) -> str | None:
        """The slug of the lesson that a file belongs to."""
        owner = next((book.lesson for book in self.curriculum.notebooks.values() if book.file == path), None)
        return owner or lesson_of(path)

    def data_of(self, path: str) -> Any:
        """The data of a file as it was read."""
        return self.documents[path].data

    def locate(self, at: At) -> Span:
        """The place of a value of the model in its file."""
        if at.span:
            return at.span
        document = self.documents[at.file]
        if at.words:
            return document.words(at.path, *at.words)
        return document.span(at.path, at.on)


def load(
    files: CurriculumFiles,
    progress: Progress | None = None,
    overrides: Mapping[str, str] | None = None,
    other: Mapping[str, Document] | None = None,
) -> Loaded:
    """Read and build a curriculum (`source.discover`). Faults of its files stay in the documents.

    Args: the files; what is called with the path of each file read; texts that stand for files as they are on disk,
    by path; documents of another state of the curriculum, of which those with the same text serve here as well.
    """
    documents: dict[str, Document] = {}

    def read(path: str, kind: str) -> Document:
        document = documents[path] = _document(files, path, kind, overrides or {}, other or {})
        if not (other and document is other.get(path)):
            validate(document, kind)
        if progress:
            progress(path)
        return document

    course_file = read(COURSE, "course")
    scale = build_scale(course_file.data)
    registry, unresolved = build_registry([(path, read(path, "concepts").data) for path in files.concepts])
    concepts = set(registry.concepts)
    course = build_course(COURSE, course_file.data, Names(COURSE, concepts, scale), torn=course_file.torn)
    plans, duplicates = _by_slug(_plan(read(path, "lesson-plan"), Names(path, concepts, scale)) for path in files.plans)
    pages = [_page(files.root, read(path, "lesson")) for path in files.lessons]
    rounds = [
        build_round(path, (review := read(path, "review-round")).data, torn=review.torn is not None)
        for path in files.rounds
    ]
    curriculum = Curriculum(
        root=files.root,
        course=course,
        registry=registry,
        registry_files=files.concepts,
        plans=plans,
        duplicate_plans=tuple(duplicates),
        pages={page.slug: page for page in pages},
        notebooks=_notebooks(files, plans, documents),
        rounds=tuple(rounds),
        waivers=tuple(waiver for document in documents.values() for waiver in _waivers(document)),
        unresolved=unresolved,
        unread=_unread(documents),
        may_teach=_unread(documents, teaching=True),
        lost=frozenset(path for path, document in documents.items() if document.data is None),
    )
    return Loaded(files, documents, curriculum)


def _plan(document: Document, names: Names) -> Plan:
    return build_plan(document.path, document.data, names, torn=document.torn is not None)


def _page(root: Path, document: Document) -> LessonPage:
    written = build_written(document.text)
    names = (named.path for named in named_files(written))
    found = look_up(root, PurePosixPath(document.path).parent.as_posix(), names)
    return build_page(document.path, document.data, written, found)


def _by_slug(plans: Iterable[Plan]) -> tuple[dict[str, Plan], list[tuple[Plan, Plan]]]:
    """Plans by slug, and those whose slug an earlier one bears, each with that one."""
    found: dict[str, Plan] = {}
    duplicates = []
    for plan in plans:
        if plan.slug in found:
            duplicates.append((plan, found[plan.slug]))
        else:
            found[plan.slug] = plan
    return found, duplicates


def _notebooks(
    files: CurriculumFiles, plans: Mapping[str, Plan], documents: dict[str, Document]
) -> dict[str, NotebookFile]:
    """The notebooks that plans name. Their texts become documents without data, so that places in them can be shown."""
    found: dict[str, NotebookFile] = {}
    for plan in plans.values():
        for named in plan.notebooks:
            if not named.file or named.file in found:
                continue
            read = read_notebook(files.root, named.file)
            if read.problem:
                found[named.file] = NotebookFile(read.path, problem=read.problem, help=read.help, lesson=plan.slug)
                continue
            found[named.file] = build_notebook(read.path, read.text, plan.slug)
            documents.setdefault(read.path, Document(read.path, read.text, data={}))
    return found


def _unread(documents: Mapping[str, Document], *, teaching: bool = False) -> dict[str, str]:
    return {path: unread_text(found, teaching=teaching) for path, found in documents.items() if found.faults}


def _document(
    files: CurriculumFiles, path: str, kind: str, overrides: Mapping[str, str], other: Mapping[str, Document]
) -> Document:
    text = overrides[path] if path in overrides else read_text(files.on_disk(path), path)
    if isinstance(text, Document):
        return text
    if path in other and other[path].text == text:
        return other[path]
    return (parse_front_matter if kind == "lesson" else parse_document)(text, path)


def _waivers(document: Document) -> Iterator[Waiver]:
    if document.path.endswith(".ipynb"):
        return  # JSON has no comments
    yield from build_waivers(document.path, document.data)
    yield from read_comments(document.path, find_comments(document))


def lesson_of(path: str) -> str | None:
    """The slug of the lesson that a file belongs to; None for course, concepts and configuration."""
    place = PurePosixPath(path)
    if path == COURSE or place.name == "concepts.yaml" or place.suffix == ".toml":
        return None
    return place.parent.name if place.parts[0] == "reviews" else place.stem
