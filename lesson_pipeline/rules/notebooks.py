"""NBK: the notebooks of a lesson. Nothing in them is executed."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.notebook import Cell, NotebookFile
from lesson_pipeline.model.plan import Exercise, Notebook
from lesson_pipeline.places import At
from lesson_pipeline.rules.context import CourseContext, LessonContext
from lesson_pipeline.rules.notebook_code import Undefined, code_of, undefined_names
from lesson_pipeline.rules.notebook_exercises import Found, exercises_in, mismatch
from lesson_pipeline.rules.registry import Fault, rule

_MOST_RELATED = 8


@rule("NBK001", "notebook-missing", Severity.ERROR)
def notebook_missing(lesson: LessonContext) -> Iterator[Fault]:
    for named in lesson.plan.notebooks:
        book = lesson.course.curriculum.notebooks.get(named.file)
        if book is not None and book.problem:
            yield Fault(lesson.plan.at((*named.path, "path")), f"the notebook `{named.file}` {book.problem}", book.help)


@rule("NBK002", "cell-does-not-parse", Severity.ERROR, on="course")
def cell_does_not_parse(context: CourseContext) -> Iterator[Fault]:
    for book in _books(context):
        for python in code_of(book.cells):
            if python.broken:
                line, reason = python.broken
                yield Fault(
                    _at(book, python.cell, line),
                    f"{_place(python.cell, line)} is no Python: {reason}",
                    "correct it; what a student is to fill in can stand as `...` or in a comment",
                )


@rule("NBK003", "name-before-definition", Severity.ERROR, on="course")
def name_before_definition(context: CourseContext) -> Iterator[Fault]:
    for book in _books(context):
        uses: dict[str, list[Undefined]] = {}
        for use in undefined_names(list(code_of(book.cells))):
            uses.setdefault(use.name, []).append(use)
        for name, (first, *others) in uses.items():
            place = _place(first.cell, first.line)
            if first.defined_in is None:
                message = f"{place} uses `{name}`, which nothing in the notebook defines or imports"
                help = "define or import it in this cell or in one above"
            else:
                message = f"{place} uses `{name}` before {_place(first.defined_in)} defines it"
                help = "move the definition up: a student runs the cells from the top"
            related = [(_at(book, use.cell, use.line), f"used in {_place(use.cell, use.line)} too") for use in others]
            yield Fault(_at(book, first.cell, first.line), message, help, tuple(related[:_MOST_RELATED]))


@rule("NBK004", "scaffold-mismatch", Severity.WARNING)
def scaffold_mismatch(lesson: LessonContext) -> Iterator[Fault]:
    for book, _, exercise, found in _exercises(lesson):
        wrong = mismatch(exercise.scaffold, found) if found and exercise.scaffold and book.is_python else None
        if found and wrong:
            yield Fault(
                lesson.plan.at((*exercise.path, "scaffold")),
                f"exercise `{exercise.id}` is planned as {exercise.scaffold}, but {wrong[0]} ({_place(found.cells[0])} on)",
                wrong[1],
                ((_at(book, found.cells[0]), "the exercise begins here"),),
            )


@rule("NBK005", "planned-exercise-missing", Severity.ERROR)
def planned_exercise_missing(lesson: LessonContext) -> Iterator[Fault]:
    for _, named, exercise, found in _exercises(lesson):
        if found is None:
            title = f" (“{exercise.title}”)" if exercise.title else ""
            yield Fault(
                lesson.plan.at((*exercise.path, "id")),
                f"`{named.file}` has no exercise `{exercise.id}`{title}",
                f"give it a heading with its title or its number, or tag its cell with `{exercise.id}`",
            )


def _books(context: CourseContext) -> Iterator[NotebookFile]:
    """The Python notebooks of the lessons that are taught, each once."""
    named = {
        notebook.file: None
        for place in context.curriculum.order
        if not (plan := context.curriculum.plans[place.slug]).is_record
        for notebook in plan.notebooks
    }
    books = {book.file: book for name in named if (book := context.curriculum.notebooks.get(name))}
    yield from (book for book in books.values() if not book.problem and book.is_python)


def _exercises(lesson: LessonContext) -> Iterator[tuple[NotebookFile, Notebook, Exercise, Found | None]]:
    """The planned exercises of notebooks that could be read, each with where it stands."""
    for named in lesson.plan.notebooks:
        book = lesson.course.curriculum.notebooks.get(named.file)
        if book is not None and not book.problem:
            places = exercises_in(book.cells, named.exercises)
            for exercise in named.exercises:
                yield book, named, exercise, places.get(exercise.id)


def _at(book: NotebookFile, cell: Cell, line: int = 1) -> At:
    return At(book.file, span=cell.span(line))


def _place(cell: Cell, line: int | None = None) -> str:
    return f"cell {cell.number}" + (f", line {line}," if line and cell.source.count("\n") else "")
