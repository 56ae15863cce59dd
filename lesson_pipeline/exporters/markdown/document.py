"""The planning document of a lesson, whole: plan and review rounds in the form that teams write by hand."""

from collections.abc import Iterable

from lesson_pipeline.exporters.markdown.analysis import analysis
from lesson_pipeline.exporters.markdown.closing import checklists, concepts, notes, remarks
from lesson_pipeline.exporters.markdown.design import connections, load, modalities, narrative, scope
from lesson_pipeline.exporters.markdown.header import header
from lesson_pipeline.exporters.markdown.lesson_files import LessonFiles
from lesson_pipeline.exporters.markdown.outline import outline
from lesson_pipeline.exporters.markdown.page import Page
from lesson_pipeline.exporters.markdown.reviews import reviews
from lesson_pipeline.exporters.markdown.student import student_state


def planning_document(lesson: LessonFiles) -> str:
    """The document. An import of it gives the same plan, the same rounds and the same entries of the registry."""
    page = Page(lesson)
    head = header(page)
    design = [narrative, modalities, load, connections, scope, outline]
    phases = [
        _phase("Phase 1: Student State (Orient)", student_state(page)),
        _phase("Phase 2: Analyze", analysis(page)),
        _phase("Phase 3: Design", [piece for part in design for piece in part(page)]),
        checklists(page),
        notes(page, "widgets", "widget"),
        notes(page, "revisions", "revision"),
        notes(page, "notes", "note"),
    ]
    pieces = [*head, remarks(page)]
    for phase in filter(None, [*phases, *reviews(lesson.rounds)]):
        pieces += ["---", *phase]
    return _joined([*pieces, *concepts(page)])


def _phase(title: str, pieces: list[str]) -> list[str]:
    return [f"## {title}", *pieces] if pieces else []


def _joined(pieces: Iterable[str]) -> str:
    return "\n\n".join(pieces) + "\n"
