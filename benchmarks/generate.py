"""Generates a course with faults planted at known places.

Usage: python -m benchmarks.generate --lessons 1000 --seed 7 --out DIR [--faults K]

The same arguments give the same files. DIR/faults.json lists what was planted and the line where it must be reported.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import faults_prerequisites, faults_reviews, faults_sequence, faults_structure
from benchmarks.course_files import Draft, course_draft, plan_draft, registry_drafts, registry_path, round_drafts
from benchmarks.faults import FAULTS, Fault, Site, Spot
from benchmarks.syllabus import Lesson, Syllabus, plan_syllabus
from benchmarks.yaml_writer import YamlWriter

PLANTINGS = (faults_sequence, faults_structure, faults_prerequisites, faults_reviews)
MANIFEST = "faults.json"


@dataclass(frozen=True, slots=True, order=True)
class Planted:
    """One entry of the manifest."""

    path: str
    line: int
    code: str
    name: str


def generate(folder: Path, lessons: int, seed: int, faults: int | None = None) -> list[Planted]:
    """Write a course below the folder and return what was planted.

    Args: `faults` is how many to plant, None for one of each kind, 0 for a clean course. Fewer are planted where the
    course has no place left for them.
    Raises ValueError where the vocabulary is too small for the course.
    """
    syllabus = plan_syllabus(lessons, seed)
    course = course_draft(syllabus)
    registries = {draft.path: draft for draft in registry_drafts(syllabus)}
    assigned = assign(syllabus, len(FAULTS) if faults is None else faults)
    extra: list[Draft] = []
    planted_at: list[tuple[Fault, Spot]] = []
    planted: list[Planted] = []
    for lesson in syllabus.lessons:
        plan, rounds = plan_draft(lesson, seed), round_drafts(lesson, seed)
        spots = []
        for number, fault in assigned.get(lesson.index, []):
            site = Site(number, syllabus, lesson, plan, registries[registry_path(lesson.module)], course, rounds, extra)
            spots.append((fault, fault.plant(site)))
        planted += _write(folder, (plan, *rounds), spots)
        planted_at += spots
    planted += _write(folder, (course, *registries.values(), *extra), planted_at)
    planted.sort()
    _write_manifest(folder, planted)
    return planted


def assign(syllabus: Syllabus, count: int) -> dict[int, list[tuple[int, Fault]]]:
    """Which faults, with their numbers, go to which lesson. A plan gets one at most, and they are spread out."""
    return _Assignment(syllabus, count).by_lesson()


class _Assignment:
    """Matches faults with lessons that they fit (augmenting paths in a bipartite graph)."""

    def __init__(self, syllabus: Syllabus, count: int) -> None:
        rng = random.Random(f"faults {syllabus.seed}")
        self._faults = [FAULTS[number % len(FAULTS)] for number in range(count)]
        self._candidates = {
            fault: [lesson.index for lesson in _shuffled(syllabus, rng) if fault.fits(lesson, syllabus)]
            for fault in FAULTS
        }
        self._holders: dict[int, int] = {}
        """The number of the fault that a lesson's plan gets, by the lesson's index."""

    def by_lesson(self) -> dict[int, list[tuple[int, Fault]]]:
        places: list[tuple[int, int]] = []
        for number, fault in enumerate(self._faults):
            candidates = self._candidates[fault]
            if fault.takes_lesson:
                self._find(number, set())
            elif candidates:
                places.append((candidates[number // len(FAULTS) % len(candidates)], number))
        assigned: dict[int, list[tuple[int, Fault]]] = {}
        for index, number in sorted([*places, *self._holders.items()]):
            assigned.setdefault(index, []).append((number, self._faults[number]))
        return assigned

    def _find(self, number: int, tried: set[int]) -> bool:
        """Find a lesson for a fault, moving others where they have an alternative."""
        candidates = self._candidates[self._faults[number]]
        for index in sorted(candidates, key=self._holders.__contains__):
            if index in tried:
                continue
            tried.add(index)
            if index not in self._holders or self._find(self._holders[index], tried):
                self._holders[index] = number
                return True
        return False


def _shuffled(syllabus: Syllabus, rng: random.Random) -> list[Lesson]:
    return rng.sample(syllabus.lessons, len(syllabus.lessons))


def _write(folder: Path, drafts: Iterable[Draft], spots: list[tuple[Fault, Spot]]) -> Iterator[Planted]:
    for draft in drafts:
        writer = draft.write(folder)
        yield from (_planted(fault, spot, writer) for fault, spot in spots if spot.draft is draft)


def _planted(fault: Fault, spot: Spot, writer: YamlWriter) -> Planted:
    line = writer.line(spot.path) + spot.below if spot.tail is None else writer.tail_line + spot.tail
    return Planted(spot.draft.path, line, fault.code, fault.name)


def _write_manifest(folder: Path, planted: list[Planted]) -> None:
    entries = [{"code": item.code, "path": item.path, "line": item.line, "name": item.name} for item in planted]
    (folder / MANIFEST).write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Iterator[Planted]:
    """What was planted in a course."""
    for entry in json.loads((folder / MANIFEST).read_text(encoding="utf-8")):
        yield Planted(entry["path"], entry["line"], entry["code"], entry["name"])


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.generate", description="Generate a course with planted faults."
    )
    parser.add_argument("--lessons", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same course (default: 7)")
    parser.add_argument("--out", type=Path, required=True, help="an empty or new folder")
    parser.add_argument("--faults", type=int, help="how many to plant (default: one of each kind; 0: a clean course)")
    args = parser.parse_args()
    if args.out.exists() and any(args.out.iterdir()):
        print(f"{args.out} is not empty", file=sys.stderr)
        return 2
    try:
        planted = generate(args.out, args.lessons, args.seed, args.faults)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{args.lessons} lessons and {len(planted)} faults in {args.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
