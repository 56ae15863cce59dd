"""The record against a walk so plain that it can be read at a glance, on random small courses."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.model.build_concepts import build_registry
from lesson_pipeline.model.build_plan import build_plan
from lesson_pipeline.model.course import Course, DepthScale, Entry, Module, Series, Slot
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.fields import Names
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.written import Heading, Written
from lesson_pipeline.record.state import Depth, Point, Record, build_record

SCALE = DepthScale()
CONCEPTS = [f"c{number}" for number in range(5)]

teaches = st.lists(
    st.fixed_dictionaries({"concept": st.sampled_from(CONCEPTS), "depth": st.sampled_from(SCALE.names)}), max_size=3
)
sections = st.lists(
    st.fixed_dictionaries(
        {"teaches": teaches, "parts": st.lists(st.fixed_dictionaries({"teaches": teaches}), max_size=2)}
    ),
    max_size=3,
)
lessons = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["built", "planned", "planned", "retired"]),
        "kind": st.sampled_from(["lesson", "lesson", "lesson", "record"]),
        "teaches": teaches,
        "outline": sections,
        "unwritten": st.sets(st.integers(0, 2), max_size=1),
    }
)
parts = st.dictionaries(st.sampled_from(CONCEPTS), st.lists(st.sampled_from(CONCEPTS), max_size=3), max_size=3)


@dataclass(frozen=True)
class Small:
    """A course as drawn, and the record of it."""

    entry: list[dict[str, str]]
    parts: dict[str, list[str]]
    lessons: list[dict[str, Any]]

    @property
    def taught(self) -> list[dict[str, Any]]:
        return [lesson for lesson in self.lessons if lesson["status"] != "retired"]

    def written(self, lesson: dict[str, Any], section: int) -> bool:
        """Whether the page has a section; one that has none of the plan's says nothing about them."""
        missing = lesson["unwritten"]
        return section not in missing or missing >= set(range(len(lesson["outline"])))

    def record(self) -> Record:
        plans, pages = {}, {}
        for number, lesson in enumerate(self.lessons):
            data = {key: lesson[key] for key in ("status", "kind", "teaches")}
            data["outline"] = [
                {
                    "id": f"s{index}",
                    "teaches": section["teaches"],
                    "parts": [{"id": f"s{index}-{at}", **part} for at, part in enumerate(section["parts"])],
                }
                for index, section in enumerate(lesson["outline"])
            ]
            plan = build_plan(f"planning/m/l{number}.yaml", data, Names("", None, SCALE))
            plans[plan.slug] = plan
            headings = tuple(
                (at, Heading(f"s{at}", "", 2, at + 1))
                for at in range(len(lesson["outline"]))
                if self.written(lesson, at)
            )
            text = Written(headings=headings)
            pages[plan.slug] = LessonPage(plan.slug, f"lessons/{plan.slug}.md", plan.slug, text=text)
        registry, _ = build_registry([("", {"concepts": {id: {"parts": self.parts.get(id)} for id in CONCEPTS}})])
        entry = tuple(Entry(row["concept"], row["depth"], ("entry", at)) for at, row in enumerate(self.entry))
        module = Module("m", "", "1.1", (), tuple(Slot(slug, (), "") for slug in plans))
        course = Course("c", "", "planning/course.yaml", entry=entry, series=(Series("s", "", "1", (), (module,)),))
        return build_record(
            Curriculum(root=Path(), course=course, registry=registry, registry_files=(), plans=plans, pages=pages)
        )

    def points(self) -> list[Point]:
        """Before every lesson and every step of one, and after the last."""
        found = []
        for index, lesson in enumerate(self.taught):
            steps = max(1, sum(1 + len(section["parts"]) for section in lesson["outline"]))
            found += [Point(index, step) for step in range(steps + 2)]
        return [*found, Point(len(self.taught))]

    def walk(self, point: Point) -> Iterator[tuple[str, int, bool, bool]]:
        """Everything taught before a point: concept, level, whether it counts at all, whether it is on record."""
        for row in self.entry:
            yield row["concept"], SCALE.level(row["depth"]), True, True
        for index, lesson in enumerate(self.taught):
            own, planned = index == point.lesson, lesson["status"] == "planned"
            places = [(1, row, True) for row in lesson["teaches"]]
            if lesson["kind"] != "record" and not (planned and not lesson["outline"]):
                places = []
            step = 0
            for at, section in enumerate(lesson["outline"]):
                for part in (section, *section["parts"]):
                    step += 1
                    places += [(step, row, own or self.written(lesson, at)) for row in part["teaches"]]
            for step, row, counts in places:
                if (index, step) < point:
                    yield row["concept"], SCALE.level(row["depth"]), counts, counts and (own or not planned)

    def depth(self, concept: str, point: Point, above: tuple[str, ...] = ()) -> Depth:
        met = [row for row in self.walk(point) if row[0] == concept]
        level = max((deep for _, deep, counts, _ in met if counts), default=0)
        recorded = max((deep for _, deep, _, on_record in met if on_record), default=0)
        below = [self.depth(part, point, (*above, concept)) for part in self.parts.get(concept) or ()]
        if not below:
            return Depth(level, recorded)
        return Depth(max(level, min(part.level for part in below)), max(recorded, min(p.recorded for p in below)))


def acyclic(parts: dict[str, list[str]]) -> dict[str, list[str]]:
    return {whole: [part for part in made_of if part < whole] for whole, made_of in parts.items()}


courses = st.builds(Small, teaches, parts.map(acyclic), st.lists(lessons, min_size=1, max_size=4))


@given(courses)
def test_the_record_equals_the_plain_walk(course: Small) -> None:
    record = course.record()
    for point in course.points():
        for concept in CONCEPTS:
            assert record.depth(concept, point) == course.depth(concept, point), (concept, point)


@given(courses)
def test_the_state_holds_what_has_been_met_and_nothing_else(course: Small) -> None:
    record = course.record()
    for index, lesson in enumerate(course.lessons):
        if lesson["status"] != "retired":
            point = record.start_of(f"l{index}")
            told = {state.concept: (state.level, state.promised) for state in record.state_before(f"l{index}")}
            plain = {concept: course.depth(concept, point) for concept in CONCEPTS}
            assert told == {c: (depth.level, depth.recorded < depth.level) for c, depth in plain.items() if depth.level}


@given(courses)
def test_a_student_never_knows_less_than_before(course: Small) -> None:
    record = course.record()
    before: dict[str, int] = {}
    for index, lesson in enumerate(course.lessons):
        if lesson["status"] == "retired":
            continue
        sections = [f"s{at}" for at in range(len(lesson["outline"]))]
        inside = before
        for section in [None, *sections]:
            now = {state.concept: state.level for state in record.state_before(f"l{index}", section)}
            assert all(now.get(concept, 0) >= level for concept, level in inside.items())
            inside = now
            if section is None:
                before = now  # a section that the page lacks counts for the lesson itself alone


@given(courses, st.sampled_from(CONCEPTS), st.integers(1, 4))
def test_the_place_that_reaches_a_depth_is_the_first_that_does(course: Small, concept: str, level: int) -> None:
    written = [{**lesson, "unwritten": set()} for lesson in course.lessons]
    record = Small(course.entry, course.parts, written).record()
    start = Point(0)
    if record.depth(concept, start).level >= level:
        return
    first = next((point for point in course.points() if record.depth(concept, point).level >= level), None)
    reached = record.reaches(concept, level, start)
    assert (reached and Point(reached.point.lesson, reached.point.step + 1)) == first


@given(st.builds(Small, teaches, parts, st.lists(lessons, min_size=1, max_size=2)))
def test_parts_in_circles_never_take_anything_away(course: Small) -> None:
    record = course.record()
    alone = Small(course.entry, {}, course.lessons).record()
    for point in course.points():
        for concept in CONCEPTS:
            assert record.depth(concept, point).level >= alone.depth(concept, point).level
