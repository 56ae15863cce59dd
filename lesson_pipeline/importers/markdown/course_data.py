"""The course file of a set of documents: series, modules and lessons in order, and what module pages say of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from lesson_pipeline.importers.markdown.course_order import Order, Place, PlacedModule
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.log import Left
from lesson_pipeline.importers.markdown.module_readings import ModulePage, ModulePlan, ModuleRecord, SequenceRow
from lesson_pipeline.importers.markdown.read_module import says_self_contained
from lesson_pipeline.importers.markdown.readings import Header, PlanReading
from lesson_pipeline.importers.markdown.sources import place_of
from lesson_pipeline.words import id_of

_CITED = "Lessons cited without a position"
_UNPLACED = "Lessons"
_MOST_ID = 60


@dataclass(frozen=True, slots=True)
class ImportedCourse:
    """The data of the course file, in the order of its schema, and what was guessed."""

    data: dict[str, Any]
    module_of: Mapping[str, str]
    """For each lesson the id of its module, which is the folder of its plan."""
    guesses: tuple[Guess, ...]


def course_data(
    course: str,
    title: str,
    order: Order,
    headers: Mapping[str, Header],
    pages: Sequence[ModulePage],
    entry: tuple[list[dict[str, Any]], list[Guess]],
    self_contained: frozenset[str] = frozenset(),
    unplaced: Iterable[tuple[str, Left]] = (),
) -> ImportedCourse:
    """The course file.

    Args: id and title of the course; its lessons in order; the headers of the documents by slug; the module pages; the
    entry knowledge with its guesses; the lessons whose documents say that they are self-contained; rows of module
    pages, each with its page, that no lesson takes.
    """
    more = tuple(unplaced)
    pages = [_numbered(page, headers.values()) for page in pages]
    order = _with_empty_modules(order, pages)
    about = {number: _About.of(number, pages, headers, more) for number in _numbers(order)}
    ids = _ids(order.modules, about)
    series = list(_series(order, ids, about, headers, self_contained))
    data: dict[str, Any] = {"course": course, "title": title}
    if _partial(order, headers):
        data["partial"] = True
    if entry[0]:
        data["entry"] = entry[0]
    data["series"] = series
    module_of = {lesson.slug: ids[at] for at, module in enumerate(order.modules) for lesson in module.lessons}
    return ImportedCourse(data, module_of, (*_pointed(order.guesses, series), *entry[1]))


def self_contained_lessons(plans: Iterable[PlanReading]) -> frozenset[str]:
    """The lessons whose documents say that they are self-contained."""
    return frozenset(
        plan.header.slug
        for plan in plans
        if says_self_contained(" ".join([plan.narrative, plan.load.notes, plan.readiness, plan.target]))
    )


def _number(place: Place) -> str:
    return ".".join(map(str, place))


def _numbered(page: ModulePage, headers: Iterable[Header]) -> ModulePage:
    """A page with the number of its module, if only the documents of that title say it."""
    title = id_of(page.page.title)
    number = next((header.module for header in headers if title and id_of(header.module_title) == title), "")
    return page if page.page.number or not number else replace(page, page=replace(page.page, number=number))


def _with_empty_modules(order: Order, pages: Iterable[ModulePage]) -> Order:
    """The order with the modules of which there is a page and no lesson."""
    modules = list(order.modules)
    for place in sorted({place_of(page.page.number) for page in pages} - {module.place for module in modules} - {()}):
        at = max((at for at, module in enumerate(modules, 1) if module.place < place), default=0)
        modules.insert(at, PlacedModule(place, ()))
    return replace(order, modules=tuple(modules))


def _numbers(order: Order) -> Iterator[str]:
    yield from dict.fromkeys(_number(module.place) for module in order.modules)


@dataclass(frozen=True, slots=True)
class _About:
    """What is said of a module: by its pages, and in the headers of its documents."""

    title: str
    plan: ModulePlan | None
    record: ModuleRecord | None
    left: tuple[Left, ...]

    @classmethod
    def of(
        cls,
        number: str,
        pages: Sequence[ModulePage],
        headers: Mapping[str, Header],
        unplaced: Sequence[tuple[str, Left]],
    ) -> "_About":
        own = [page for page in pages if page.page.number == number]
        plan = next((page.page for page in own if isinstance(page.page, ModulePlan)), None)
        record = next((page.page for page in own if isinstance(page.page, ModuleRecord)), None)
        said = Counter(
            header.module_title for header in headers.values() if header.module == number and header.module_title
        )
        title = next((page.title for page in (plan, record) if page and page.title), "")
        left = [left for page in own for left in page.log.left]
        left += [left for document, left in unplaced if document in {page.document for page in own}]
        return cls(title or max(said, key=said.__getitem__, default=""), plan, record, tuple(left))


def _ids(modules: Sequence[PlacedModule], about: Mapping[str, _About]) -> dict[int, str]:
    """Ids by place in the course: the title as a slug, or `module-8-1`; with the number where two have one title."""
    ids: dict[int, str] = {}
    for at, module in enumerate(modules):
        number = _number(module.place)
        numbered = id_of(f"module {number}")
        id = id_of(_title(module.place, about[number].title))[:_MOST_ID].strip("-") or numbered
        while id in ids.values():
            id = f"{id}-{id_of(number) or len(ids)}"
        ids[at] = id
    return ids


def _title(place: Place, title: str) -> str:
    if place[:1] == (0,):
        return _CITED
    return title if place else title or _UNPLACED


def _series(
    order: Order,
    ids: Mapping[int, str],
    about: Mapping[str, _About],
    headers: Mapping[str, Header],
    self_contained: frozenset[str],
) -> Iterator[dict[str, Any]]:
    taken: set[str] = set()
    for first, group in groupby(enumerate(order.modules), lambda one: one[1].place[:1]):
        modules = list(group)
        said = Counter(
            header.series_title
            for _, module in modules
            for lesson in module.lessons
            if (header := headers.get(lesson.slug)) and header.series_title
        )
        title = _title(first, max(said, key=said.__getitem__, default="")) or f"Series {_number(first)}"
        id = id_of(title)[:_MOST_ID].strip("-")
        while id in taken:
            id = f"{id}-{_number(first) or len(taken)}"
        taken.add(id)
        yield {
            "id": id,
            **({"number": _number(first)} if first else {}),
            "title": title,
            "modules": [
                _module(ids[at], module, about[_number(module.place)], headers, self_contained)
                for at, module in modules
            ],
        }


def _module(
    id: str, module: PlacedModule, about: _About, headers: Mapping[str, Header], self_contained: frozenset[str]
) -> dict[str, Any]:
    number, title = _number(module.place), _title(module.place, about.title)
    plan, record = about.plan, about.record
    goal = next((page.goal for page in (plan, record) if page and page.goal), "")
    own = {lesson.slug for lesson in module.lessons} & set(headers)
    alone = bool(plan and plan.self_contained) or (bool(own) and own <= self_contained)
    fields: dict[str, Any] = {
        "id": id,
        "number": number,
        "title": title,
        "goal": goal,
        "narrative": plan.narrative if plan else "",
        "self_contained": alone,
        "misconceptions": list(plan.misconceptions) if plan else [],
        "notes": list(_notes(about)),
        "lessons": [_lesson(number, at, lesson.slug, lesson.nth) for at, lesson in enumerate(module.lessons, 1)],
    }
    return {key: value for key, value in fields.items() if value or key == "lessons"}


def _lesson(module: str, at: int, slug: str, nth: int) -> str | dict[str, str]:
    """The slug; with its number where that is another than the order gives."""
    return {"lesson": slug, "number": f"{module}.{nth}"} if nth and nth != at else slug


def _notes(about: _About) -> Iterator[dict[str, str]]:
    """What the module's pages say and no field takes."""
    if about.plan and about.plan.sequence:
        yield {"heading": "Lesson sequence", "text": "\n".join(_sequence_line(row) for row in about.plan.sequence)}
    if about.plan and about.record and about.plan.goal and about.record.goal not in ("", about.plan.goal):
        yield {"heading": "Goal (record)", "text": about.record.goal}
    for heading, group in groupby(about.left, lambda left: left.heading):
        text = "\n\n".join(left.text for left in group)
        yield {"heading": heading, "text": text} if heading else {"text": text}


def _sequence_line(row: SequenceRow) -> str:
    kind = row.type_text or row.type
    parts = [row.concept, row.rationale, f"Status: {row.status}" if row.status else ""]
    return f"- {row.slug}{f' ({kind})' if kind else ''}: {' — '.join(part for part in parts if part)}"


def _partial(order: Order, headers: Mapping[str, Header]) -> bool:
    """Whether the numbers leave gaps, or lessons are cited or counted that are not there."""
    slugs = {lesson.slug for module in order.modules for lesson in module.lessons}
    places = [module.place for module in order.modules if module.place]
    if slugs - set(headers) or any(place[:1] == (0,) for place in places):
        return True
    for module in order.modules:
        counted = max((headers[lesson.slug].of or 0 for lesson in module.lessons), default=1)
        if counted > len(module.lessons) or _gap(lesson.nth for lesson in module.lessons):
            return True
    series = {place[0] for place in places}
    return _gap(series) or any(_gap(place[1] for place in places if place[0] == one) for one in series)


def _gap(numbers: Iterable[int]) -> bool:
    """Whether numbers leave one out between 1 and the last; 0 stands for none."""
    known = {number for number in numbers if number}
    return known != set(range(1, len(known) + 1))


def _pointed(guesses: Iterable[tuple[str, Guess]], series: Sequence[dict[str, Any]]) -> Iterator[Guess]:
    """The guesses about lessons, each with the place of its lesson in the file."""
    at = {
        lesson if isinstance(lesson, str) else lesson["lesson"]: f"/series/{one}/modules/{two}/lessons/{three}"
        for one, entry in enumerate(series)
        for two, module in enumerate(entry["modules"])
        for three, lesson in enumerate(module["lessons"])
    }
    for slug, guess in guesses:
        yield replace(guess, at=at[slug])
