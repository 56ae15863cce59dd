"""The files of a generated course as data: the course file, the registries, the plans, the rounds."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.plans import plan_tree
from benchmarks.rounds import round_trees
from benchmarks.syllabus import Lesson, Module, Syllabus
from benchmarks.vocabulary import Concept
from benchmarks.yaml_writer import FlowList, FlowMap, YamlWriter

Tree = dict[str, Any]
COURSE = "planning/course.yaml"
MODULES_PER_SERIES = 6
_SCHEMA_COMMENT = "yaml-language-server: $schema={up}schemas/{kind}.schema.json"


@dataclass
class Draft:
    """A file before it is written; plantings change its data or add lines below it."""

    path: str
    comment: str
    data: Tree
    tail: list[str] = field(default_factory=list)

    def writer(self) -> YamlWriter:
        return YamlWriter(self.data, comment=self.comment, tail=self.tail)

    def write(self, folder: Path) -> YamlWriter:
        """Write the file below the folder; returns the writer, which knows the lines."""
        target = folder / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        writer = self.writer()
        target.write_text(writer.text, encoding="utf-8")
        return writer


def plan_path(lesson: Lesson) -> str:
    return f"planning/{lesson.module.id}/{lesson.slug}.yaml"


def registry_path(module: Module | None) -> str:
    return f"planning/{module.id}/concepts.yaml" if module else "planning/concepts.yaml"


def plan_draft(lesson: Lesson, seed: int) -> Draft:
    """The plan of a lesson."""
    return Draft(plan_path(lesson), _comment("../../", "lesson-plan"), plan_tree(lesson, seed))


def round_drafts(lesson: Lesson, seed: int) -> tuple[Draft, Draft]:
    """The review rounds of a lesson."""
    first, second = (
        Draft(f"reviews/{lesson.slug}/round-{tree['round']}.yaml", _comment("../../", "review-round"), tree)
        for tree in round_trees(lesson, seed)
    )
    return first, second


def registry_drafts(syllabus: Syllabus) -> list[Draft]:
    """The registries: one for what no module teaches, then one for each module."""
    general = [concept for concept, _ in syllabus.entry] + list(syllabus.horizon)
    drafts = [Draft(registry_path(None), _comment("../", "concepts"), {"concepts": _registry(general)})]
    for module, lessons in syllabus.modules:
        concepts = [concept for lesson in lessons for concept in lesson.new]
        if module.id in syllabus.wholes:
            concepts.append(syllabus.wholes[module.id])
        drafts.append(Draft(registry_path(module), _comment("../../", "concepts"), {"concepts": _registry(concepts)}))
    return drafts


def course_draft(syllabus: Syllabus) -> Draft:
    """The course file."""
    modules = [_module(module, lessons) for module, lessons in syllabus.modules]
    series = [
        {"id": f"series-{number}", "title": f"Series {number}", "modules": modules[start : start + MODULES_PER_SERIES]}
        for number, start in enumerate(range(0, len(modules), MODULES_PER_SERIES), 1)
    ]
    data: Tree = {
        "course": "generated-course",
        "title": f"A generated course of {len(syllabus.lessons)} lessons",
        "entry": [FlowMap(concept=concept.id, depth=depth) for concept, depth in syllabus.entry],
        "policy": {
            "max_new": 3,
            "max_cluster": 5,
            "min_modalities": 3,
            "min_positive_examples": 2,
            "min_negative_examples": 1,
            "min_misconceptions": 3,
            "fading": FlowMap(introduced=3, developed=10),
        },
        "series": series,
    }
    return Draft(COURSE, _comment("../", "course"), data)


def _module(module: Module, lessons: list[Lesson]) -> Tree:
    place, _, stage = module.id.rpartition("-")
    entry: Tree = {
        "id": module.id,
        "title": f"{stage.capitalize()} of the {place}",
        "goal": f"The student can rely on the {lessons[0].targets[0].concept.term} without looking it up.",
    }
    if module.self_contained:
        entry["self_contained"] = True
    entry["lessons"] = [lesson.slug for lesson in lessons]
    return entry


def _registry(concepts: list[Concept]) -> Tree:
    return {concept.id: _concept(concept) for concept in concepts}


def _concept(concept: Concept) -> FlowMap | Tree:
    entry: Tree = {"name": concept.name}
    if concept.kind != "concept":
        entry["kind"] = concept.kind
    entry["summary"] = f"What the {concept.term} leaves unchanged, and what that costs."
    if concept.aliases:
        entry["terms"] = FlowList([concept.term, *concept.aliases])
    if concept.parts:
        entry["parts"] = FlowList(concept.parts)
    return entry


def _comment(up: str, kind: str) -> str:
    return _SCHEMA_COMMENT.format(up=up, kind=kind)
