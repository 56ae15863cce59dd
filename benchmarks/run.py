"""Generates courses, checks them, and holds the result against the bounds; ends with 1 where one does not hold.

Usage: python -m benchmarks.run [--lessons 1000 2000] [--repeat 3] [--phases] [--keep DIR]
"""

import argparse
import itertools
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import MANIFEST
from benchmarks.measure import CommandError, Comparison, Run, best, compare, median_seconds, run_python

MAX_RATIO = 2.5
"""`check` against PyYAML's C loader on the same files."""
MAX_GROWTH = 1.1
"""Time a lesson in the larger course against time a lesson in the smaller: 2.2 for twice as many."""
MAX_HELP = 8.0
"""`--help` against `python -c pass`: 80 ms where that takes 10."""
HELP_RUNS = 15


@dataclass(frozen=True, slots=True)
class Measured:
    """One course, checked and loaded."""

    lessons: int
    planted: int
    bytes: int
    check: Run
    pyyaml: Run
    comparison: Comparison
    phases: dict[str, float]

    @property
    def ratio(self) -> float:
        return self.check.seconds / self.pyyaml.seconds


@dataclass(frozen=True, slots=True)
class Bound:
    """One thing that has to hold."""

    text: str
    holds: bool


def measure_course(folder: Path, lessons: int, args: argparse.Namespace) -> Measured:
    """Generate a course and measure both sides, taking turns, so that a slow moment strikes both."""
    generated = ("--lessons", str(lessons), "--seed", str(args.seed), "--out", str(folder))
    run_python("-m", "benchmarks.generate", *generated)  # a process of its own: this one has to stay small
    checks, loads = [], []
    for _ in range(args.repeat):
        checks.append(_check(folder, args.check_arg))
        loads.append(run_python("-m", "benchmarks.load_yaml", str(folder)))
    phases = json.loads(run_python("-m", "benchmarks.phases", str(folder)).output) if args.phases else {}
    return Measured(
        lessons=lessons,
        planted=len(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))),
        bytes=sum(path.stat().st_size for path in folder.rglob("*.yaml")),
        check=best(checks),
        pyyaml=best(loads),
        comparison=compare(folder, checks[-1].output),
        phases=phases,
    )


def _check(folder: Path, options: list[str]) -> Run:
    command = ("-m", "lesson_pipeline", "--root", str(folder), "check", "--output-format", "json", *options)
    return run_python(*command, allowed=(0, 1))


def course_bounds(measured: Measured) -> list[Bound]:
    """What has to hold for one course."""
    missed, unexpected = measured.comparison.missed, measured.comparison.unexpected
    found = f"{measured.lessons} lessons: {measured.planted} faults planted, {len(missed)} missed, {len(unexpected)} unexpected"
    places = [f"\n    missed      {place}" for place in missed] + [f"\n    unexpected  {place}" for place in unexpected]
    return [
        Bound(
            f"{measured.lessons} lessons: check takes {measured.ratio:.2f} times PyYAML's C loader (at most {MAX_RATIO})",
            measured.ratio <= MAX_RATIO,
        ),
        Bound(found + "".join(places), measured.comparison.equal),
    ]


def growth_bound(small: Measured, large: Measured) -> Bound:
    """That time grows no faster than the course."""
    growth, allowed = large.check.seconds / small.check.seconds, MAX_GROWTH * large.lessons / small.lessons
    text = f"{large.lessons} lessons take {growth:.2f} times as long as {small.lessons} (at most {allowed:.2f})"
    return Bound(text, growth <= allowed)


def help_bound() -> Bound:
    """That `--help` starts quickly."""
    helps, passes = [], []
    for _ in range(HELP_RUNS):
        helps.append(run_python("-m", "lesson_pipeline", "--help"))
        passes.append(run_python("-c", "pass"))
    shown, bare = median_seconds(helps), median_seconds(passes)
    text = f"--help takes {shown * 1000:.0f} ms, {shown / bare:.1f} times `python -c pass` with {bare * 1000:.0f} ms (at most {MAX_HELP})"
    return Bound(text, shown / bare <= MAX_HELP)


def print_table(rows: list[Measured]) -> None:
    """The figures, one line a course."""
    print("lessons      MB   check s   ms/plan   PyYAML s   ms/plan   ratio   peak MB   PyYAML peak MB")
    for row in rows:
        print(
            f"{row.lessons:7,} {row.bytes / 1e6:7.1f}"
            f" {row.check.seconds:9.2f} {row.check.seconds * 1000 / row.lessons:9.2f}"
            f" {row.pyyaml.seconds:10.2f} {row.pyyaml.seconds * 1000 / row.lessons:9.2f}"
            f" {row.ratio:7.2f} {row.check.peak_mb:9.0f} {row.pyyaml.peak_mb:16.0f}"
        )
    for row in rows:
        if row.phases:
            print(
                f"{row.lessons:7,} lessons: " + ", ".join(f"{name} {took:.2f} s" for name, took in row.phases.items())
            )


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description="Measure `check` on generated courses."
    )
    parser.add_argument("--lessons", type=int, nargs="+", default=[1000, 2000], help="sizes (default: 1000 2000)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of which the best counts (default: 3)")
    parser.add_argument("--seed", type=int, default=7, help="of the generated courses (default: 7)")
    parser.add_argument("--phases", action="store_true", help="also say where the time goes, from one more run")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="generate into this folder and leave the courses there"
    )
    parser.add_argument(
        "--check-arg", action="append", default=[], metavar="OPTION", help="a further option for `check`"
    )
    return parser.parse_args()


def main() -> int:
    """Measure, print, judge."""
    args = parse_arguments()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            base = args.keep or Path(scratch)
            rows = [measure_course(base / f"course-{size}", size, args) for size in sorted(args.lessons)]
        bounds = [bound for row in rows for bound in course_bounds(row)]
        bounds += [growth_bound(small, large) for small, large in itertools.pairwise(rows)]
        bounds.append(help_bound())
    except CommandError as error:
        print(error, file=sys.stderr)
        return 2
    print_table(rows)
    print()
    for bound in bounds:
        print(f"{'holds' if bound.holds else 'FAILS'}  {bound.text}")
    return 0 if all(bound.holds for bound in bounds) else 1


if __name__ == "__main__":
    raise SystemExit(main())
